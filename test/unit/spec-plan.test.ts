import { describe, expect, it } from 'vitest';
import { hoverDocument } from '../../server/src/features/hover-document';
import type { SpecFacts } from '../../server/src/spec/facts';
import { readSpec } from '../../server/src/spec/read';
import { recogniseSpec } from '../../server/src/spec/recognise';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';
import { dedent } from './spec-print';

const PLAN = dedent(`
  # Migration Plan: Orders get a status

  ## Migration Steps

  ### Step 1: Add \`status\` (non-breaking)

  - Migration: \`migrations/002_status.sql\`
  - Rollback: DROP COLUMN
  - Data migration: None

  ### Step 2: Backfill data
  - Run in batches to avoid locks
  - **Rollback:** N/A (additive only)

  \`\`\`sql
  UPDATE orders SET status = 'open' WHERE status IS NULL;
  \`\`\`

  ### Step 3: Add constraint

  **Rollback**: DROP CONSTRAINT

  ## Deployment Order

  1. Deploy code that handles both
  2. Run migrations
`);

function stepsOf(text: string): unknown[] {
  const facts = readSpec('migration plan', text);
  const at = ({ start, end }: { readonly start: number; readonly end: number }) => text.slice(start, end);
  return facts.plan!.steps.map((step) => {
    for (const each of [step.number, step.title, step.rollback, step.dataMigration, ...step.files, ...step.said])
      if (each) expect(at(each.span)).toBe(each.text);
    return [step.number.text, step.title.text, step.rollback?.text, step.dataMigration?.text, step.files.map(({ text: file }) => file), step.sql.map((sql) => at(sql).trim())]; // prettier-ignore
  });
}

describe('a migration plan', () => {
  it('has steps with their ways back, what they do to rows, their files and their SQL', () => {
    const steps = [
      ['1', 'Add `status` (non-breaking)', 'DROP COLUMN', 'None', ['migrations/002_status.sql'], []],
      ['2', 'Backfill data', 'N/A (additive only)', undefined, [], ["UPDATE orders SET status = 'open' WHERE status IS NULL;"]],
      ['3', 'Add constraint', 'DROP CONSTRAINT', undefined, [], []],
    ]; // prettier-ignore
    expect(stepsOf(PLAN)).toEqual(steps);
    expect(stepsOf(PLAN.replaceAll('\n', '\r\n'))).toEqual(steps);
    const { deployment } = readSpec('migration plan', PLAN).plan!;
    expect(deployment!.items.map(({ text }) => text)).toEqual(['Deploy code that handles both', 'Run migrations']);
  });

  it.each([
    ['de', '# Migrationsplan: Status\n\n## Schritte\n\n### Schritt 1: Spalte ergänzen\n- Rückbau: DROP COLUMN\n\n## Deployment-Reihenfolge\n- a\n'],
    ['es', '# Plan de migración\n\n## Pasos\n\n### Paso 1 — Añadir columna\n- Reversión: DROP COLUMN\n\n## Orden de despliegue\n- a\n'],
    ['ru', '# План миграции\n\n## Шаги\n\n### Шаг 1. Добавить столбец\n- Откат: DROP COLUMN\n\n## Порядок выкладки\n- a\n'],
    ['ko', '# 마이그레이션 계획\n\n## 단계\n\n### 단계 1: 컬럼 추가\n- 롤백: DROP COLUMN\n\n## 배포 순서\n- a\n'],
    ['zh', '# 迁移计划：状态\n\n## 步骤\n\n### 步骤 1：添加字段\n- 回滚：DROP COLUMN\n\n## 部署顺序\n- a\n'],
    ['ja', '# マイグレーション計画\n\n## 手順\n\n### 手順 1: 列を追加\n- ロールバック: DROP COLUMN\n\n## デプロイ順序\n- a\n'],
    ['numbers', '# Schema migration plan\n\n## Steps\n\n### 1. Add column\n\n- Rollback: DROP COLUMN\n\n## Rollout Plan\n- a\n'],
  ])('is read in %s', (_, text) => {
    for (const variant of [text, text.replaceAll('\n', '\r\n'), `\uFEFF${text}`]) {
      expect(recogniseSpec('docs/notes.md', variant)).toBe('migration plan');
      const { steps, deployment } = readSpec('migration plan', variant).plan!;
      expect(steps.map(({ number, rollback }) => [number.text, rollback?.text])).toEqual([['1', 'DROP COLUMN']]);
      expect(deployment?.items.map(({ text: item }) => item)).toEqual(['a']);
    }
  }); // prettier-ignore

  it.each([
    '# Migration Plan: Python 3.13\n\n## Phase A — adopt uv\n\n| # | Step |\n|---|---|\n| A1 | install |\n',
    '# Migration Plan: to the new SDK\n\n## Step 1: Add the package\n- Rollback: remove it\n\n## Step 2: Deploy\n- Rollback: deploy the old one\n',
    '# Migration Plan\n\nWe move the columns of the database to another table.\n',
    '# Notes\n\n### Step 1: Add column\n- Rollback: DROP COLUMN\n',
    '# Guide\n\n```markdown\n# Migration Plan: x\n\n### Step 1: Add column\n- Rollback: DROP COLUMN\n```\n',
  ])('is not seen in %j', (text) => {
    expect(recogniseSpec('docs/notes.md', text)).toBeUndefined();
  });

  it('shows on a step what its migration locks', async () => {
    const { engine } = await testEngine(
      MemoryFiles.of({
        '/ws/migrations/001_orders.sql': 'CREATE TABLE orders (id int PRIMARY KEY);',
        '/ws/migrations/002_status.sql': 'ALTER TABLE orders ADD COLUMN status text;',
        '/ws/docs/plan.md': PLAN,
      }),
    );
    await engine.workspace.setFolders(['/ws']);
    const file = engine.workspace.file('/ws/docs/plan.md')!;
    if (file.type !== 'spec') throw new Error('no document');
    for (const place of ['Add `status`', '002_status.sql']) {
      const hover = hoverDocument(engine.workspace, file, PLAN.indexOf(place) + 2, () => '', () => ({ ok: true, query: undefined })); // prettier-ignore
      expect(hover?.text).toContain('`002_status.sql`\n\n- ACCESS EXCLUSIVE on orders');
    }
  });
});

const DICTIONARY = dedent(`
  # Data Dictionary: orders

  | Field | Value |
  |---|---|
  | Schema | shop |
  | Owner | Orders |

  ## Description

  What customers buy.

  ## Column Inventory

  | Column Name | Type | Nullable | Description | PII | Example Value | Constraints |
  |---|---|---|---|---|---|---|
  | id | bigint | NO | identity | No | 1 | PK |
  | customer_id | uuid | NO | who buys | Yes | x | FK to [customers](c.md)(id) |
  | note | text | YES | | No | | |

  ## Keys & Indexes

  | Type | Column(s) | Name | Rationale |
  |---|---|---|---|
  | Primary Key | id | orders_pkey | Row identity |
  | Foreign Key | customer_id | fk_orders_customer | References customers(id) |
  | Index | customer_id, note | idx_orders_note | lists |

  ## Volume & Freshness

  | Metric | Value |
  |---|---|
  | Growth rate | 100 rows |

  ## Change History

  | Date | Change Description | Migration Reference |
  |---|---|---|
  | 2026-01-01 | made | [001](migrations/001_orders.sql) |
  | 2026-01-02 | PR | #12 |
`);

describe('a data dictionary', () => {
  it('has the columns of its table, its keys and the migrations of its history', () => {
    for (const text of [DICTIONARY, DICTIONARY.replaceAll('\n', '\r\n')]) {
      expect(recogniseSpec('docs/orders.md', text)).toBe('data dictionary');
      const facts = readSpec('data dictionary', text);
      expect(facts.entities.map(({ name, schema }) => [name, schema])).toEqual([['orders', 'shop']]);
      expect(facts.entities[0]!.columns.map(({ name, type, notNull, primaryKey, references }) => [name, type?.text, notNull, primaryKey, references?.entity])).toEqual([
        ['id', 'bigint', true, true, undefined],
        ['customer_id', 'uuid', true, false, 'customers'],
        ['note', 'text', false, false, undefined],
      ]); // prettier-ignore
      expect(facts.dictionary!.keys.map(({ entity, rows }) => [entity, rows.map(({ kind, columns, name }) => [kind, columns?.text, name?.text])])).toEqual([
        [0, [['primary key', 'id', 'orders_pkey'], ['foreign key', 'customer_id', 'fk_orders_customer'], ['index', 'customer_id, note', 'idx_orders_note']]],
      ]); // prettier-ignore
      expect(facts.dictionary!.migrations.map(({ text: name }) => name)).toEqual(['migrations/001_orders.sql']);
    }
  });

  const TABLE = '| Column | Type | Nullable |\n|---|---|---|\n| id | uuid | NO |\n| code | text | YES |\n';
  const names = ({ entities }: SpecFacts) => entities.map(({ name }) => name);
  it.each([
    ['one table behind the title', `# Data Dictionary — orders\n\n${TABLE}`, ['orders']],
    ['one table before it', `# orders: data dictionary\n\n## Columns\n\n${TABLE}`, ['orders']],
    ['a table for each section', `# Data Dictionary\n\n## users\n\n${TABLE}\n## \`shop.orders\`\n\n### Columns\n\n${TABLE}`, ['users', 'orders']],
    ['a title that is a table’s name', `# shop.orders\n\n## Description\n\n## Columns\n\n| Name | Type | Default | Nullable | Children | Parents | Comment |\n|---|---|---|---|---|---|---|\n| id | integer | | false | | | |\n| user_id | integer | | false | | [shop.users](shop.users.md) | |\n\n## Constraints\n\n| Name | Type | Definition |\n|---|---|---|\n| fk_user | FOREIGN KEY | FOREIGN KEY (user_id) REFERENCES users(id) |\n`, ['orders']],
    ['a list of tables', `# Data Dictionary\n\n## Introduction\n\nWords.\n\n## Tables\n\n### users\n\n${TABLE}`, ['users']],
    ['es', `# Diccionario de datos: pedidos\n\n## Columnas\n\n| Columna | Tipo | Nulo |\n|---|---|---|\n| id | uuid | NO |\n`, ['pedidos']],
    ['ru', `# Словарь данных: заказы\n\n| Поле | Тип | Ограничения |\n|---|---|---|\n| id | uuid | PK |\n`, ['заказы']],
    ['ko', `# 데이터 사전: orders\n\n| 컬럼명 | 타입 | 제약조건 |\n|---|---|---|\n| id | uuid | PK |\n`, ['orders']],
    ['zh', `# 数据字典\n\n## users\n\n| 字段 | 类型 | 约束 |\n|---|---|---|\n| id | uuid | 主键 |\n`, ['users']],
  ])('is read with %s', (_, text, expected) => {
    expect(recogniseSpec('docs/notes.md', text)).toBe('data dictionary');
    expect(names(readSpec('data dictionary', text))).toEqual(expected);
  }); // prettier-ignore

  it.each([
    '# tsconfig.json\n\n## Columns\n\n| Name | Type |\n|---|---|\n| strict | switch |\n',
    '# Data Dictionary\n\nGenerated by a query; see data-dictionary.csv.\n',
    '# Glossary\n\n## orders\n\n| Term | Meaning |\n|---|---|\n| order | what is bought |\n',
    '# Data Dictionary\n\n| Name | Meaning |\n|---|---|\n| order | what is bought |\n',
  ])('is not seen in %j', (text) => {
    expect(recogniseSpec('docs/notes.md', text)).toBeUndefined();
  });

  it('is compared with its table, and shows its keys', async () => {
    const { engine } = await testEngine(
      MemoryFiles.of({
        '/ws/schema.sql':
          'CREATE SCHEMA shop;\nCREATE TABLE shop.customers (id uuid PRIMARY KEY);\nCREATE TABLE shop.orders (id int PRIMARY KEY, customer_id uuid CONSTRAINT fk_orders_customer REFERENCES shop.customers (id) ON DELETE CASCADE, note text, total numeric NOT NULL);\nCREATE INDEX idx_orders_note ON shop.orders (customer_id, note);\n',
        '/ws/docs/orders.md': DICTIONARY,
      }),
    );
    await engine.workspace.setFolders(['/ws']);
    const found = engine.linter.findings('/ws/docs/orders.md').map(({ rule, message }) => `${rule}: ${message}`);
    expect(found.filter((each) => /drift|undocumented|dictionary|syntax/.test(each)).sort()).toEqual([
      'column-drift: The document says `bigint`, but `id` is `integer` in the schema. Correct the one that is wrong.',
      'nullability-drift: The document says that `orders.customer_id` is never null, but it takes NULL in the schema. Correct the one that is wrong.',
      'undocumented-column: `orders` also has `total`, which the document leaves out. Describe it, or readers will miss it.',
    ]);
    const file = engine.workspace.file('/ws/docs/orders.md')!;
    if (file.type !== 'spec') throw new Error('no document');
    const hover = (place: string) => hoverDocument(engine.workspace, file, DICTIONARY.indexOf(place) + 1, () => '', () => ({ ok: true, query: undefined }))?.text; // prettier-ignore
    expect(hover('fk_orders_customer')).toContain('→ `customers`, on delete cascade');
    expect(hover('idx_orders_note')).toContain('CREATE INDEX idx_orders_note ON orders (customer_id, note)');
    expect(hover('orders\n')).toContain('TABLE shop.orders');
  });
});

it('a document is about the nearest root that has tables', async () => {
  const { engine } = await testEngine(
    MemoryFiles.of({
      '/ws/sql/init/001_init.sql': '---- create above / drop below ----\n',
      '/ws/sql/schema/tables.sql': 'CREATE TABLE orders (id int PRIMARY KEY, code text NOT NULL);\n',
      '/ws/docs/public.orders.md':
        '# public.orders\n\n## Columns\n\n| Name | Type | Nullable |\n|---|---|---|\n| id | integer | false |\n| code | text | true |\n',
    }),
  );
  await engine.workspace.setFolders(['/ws']);
  const found = engine.linter.findings('/ws/docs/public.orders.md');
  expect(found.map(({ rule }) => rule)).toEqual(['nullability-drift']);
});
