import { beforeAll, describe, expect, it } from 'vitest';
import { applyEdits, type Span } from '../../server/src/base/span';
import { Text } from '../../server/src/base/text';
import { editsOf } from '../../server/src/features/fixes';
import { hover } from '../../server/src/features/hover';
import { hoverDocument } from '../../server/src/features/hover-document';
import type { Engine } from '../../server/src/lint/engine';
import { spanOf } from '../../server/src/lint/finding';
import { redraw } from '../../server/src/scaffold/redraw';
import { scaffold } from '../../server/src/scaffold/scaffold';
import type { SpecEntity } from '../../server/src/spec/facts';
import { count } from '../../server/src/spec/markdown';
import { readSpec } from '../../server/src/spec/read';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';
import { dedent } from './spec-print';

const SQL = dedent(`
  CREATE TYPE order_status AS ENUM ('open', 'paid');
  CREATE TABLE customers (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email varchar(255) NOT NULL UNIQUE,
    name text,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE orders (
    id bigserial PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customers (id) ON DELETE RESTRICT,
    parent_id bigint REFERENCES orders (id) ON DELETE SET NULL,
    status order_status NOT NULL DEFAULT 'open',
    channel text CHECK (channel IN ('web', 'shop')),
    total numeric(12,2) NOT NULL DEFAULT 0
  );
  CREATE INDEX idx_orders_customer_id ON orders (customer_id);
  CREATE TABLE tags (id integer PRIMARY KEY, label text NOT NULL);
  CREATE TABLE order_tags (
    order_id bigint NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    tag_id integer NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    PRIMARY KEY (order_id, tag_id)
  );
`);

/** Types of its own, a bar and quotes in a default, keys of several columns that refer. */
const HARD = dedent(`
  CREATE SCHEMA clinic;
  CREATE DOMAIN clinic.amount AS numeric(10,2) CHECK (VALUE >= 0);
  CREATE TABLE clinic.slots (doctor char(4), starts_at timestamptz(3), PRIMARY KEY (doctor, starts_at));
  CREATE TABLE clinic.visits (
    visit_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    doctor char(4) NOT NULL,
    starts_at timestamptz(3) NOT NULL,
    price clinic.amount,
    tags text[] NOT NULL DEFAULT '{}',
    note text DEFAULT 'it''s | fine',
    FOREIGN KEY (doctor, starts_at) REFERENCES clinic.slots ON DELETE RESTRICT
  );
  COMMENT ON COLUMN clinic.visits.note IS 'As told | or written; see "rules".';
`);

async function workspace(files: Readonly<Record<string, string>>): Promise<Engine> {
  const { engine } = await testEngine(MemoryFiles.of(files));
  await engine.workspace.setFolders(['/ws']);
  return engine;
}

async function documented(sql: string, style: 'full' | 'list' | 'table'): Promise<string> {
  const engine = await workspace({ '/ws/schema.sql': sql });
  const made = await scaffold(engine, { kind: 'document', name: 'Shop', near: '/ws/schema.sql', style });
  if (!made.ok) throw new Error(made.error);
  return made.value[0]!.text;
}

describe('the SQL of a document', () => {
  it('is compared with the schema, and told once', async () => {
    const engine = await workspace({
      '/ws/schema.sql': SQL,
      '/ws/docs/spec.md': dedent(`
        # Shop

        ## Data model

        \`\`\`sql
        CREATE TABLE customers (id uuid PRIMARY KEY, email varchar(255) NOT NULL UNIQUE, name text, created_at timestamptz NOT NULL);
        \`\`\`

        ## Queries

        \`\`\`sql
        SELECT state FROM orders WHERE state = 'open' AND id = $1;
        SELECT x.id FROM coupons x;
        CREATE TABLE planned (...);
        \`\`\`

        \`\`\`sql
        SELECT o.state FROM orders o JOIN planned p ON p.id = o.id WHERE o.id = 1;
        \`\`\`
      `),
    });
    const found = engine.linter.findings('/ws/docs/spec.md');
    expect(found.map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`)).toEqual([
      'warning unknown-name-in-query: `orders` has no column `state`, so PostgreSQL refuses this query.',
    ]);
  });
});

describe.each(['full', 'list', 'table'] as const)('a schema as a %s document', (style) => {
  it('gives the same document again when SQL is made of it', async () => {
    const text = await documented(SQL, style);
    const engine = await workspace({ '/ws/DATA-MODEL.md': text });
    const ddl = await scaffold(engine, { kind: 'ddl', name: '', near: '/ws/DATA-MODEL.md' });
    if (!ddl.ok) throw new Error(ddl.error);
    const again = await documented(ddl.value[0]!.text, style);
    // An enumeration comes back as a check; what a list or a table doesn't say are indexes and the names of types.
    const same = (document: string) => document.replace(/^\s*(?:order_status|text) status.*$/m, '').replace(/\n\n\*\*Indexes:\*\*\n(?:- .*\n?)+/g, '\n').replace(/\border_status\b/g, 'text'); // prettier-ignore
    expect(same(again)).toBe(same(text));
  });

  it.each([SQL, HARD])('has no drift: %#', async (sql) => {
    const engine = await workspace({ '/ws/schema.sql': sql, '/ws/DATA-MODEL.md': await documented(sql, style) });
    const drift = engine.linter
      .findings('/ws/DATA-MODEL.md')
      .filter(({ rule }) => /drift|undocumented|relation|unknown|syntax/.test(rule));
    expect(drift.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});

const MESSY = dedent(`
  # Data Model: Shop

  **Status:** Active

  ## Entities

  ### Customer
  *  \`id\`: UUID (PK)
  *  \`email\`: VARCHAR(100) NULL — the login â†’ unique
      * sub-item
  *  \`nmae\`: TEXT

  ### Order (\`orders\`)

  | Field | Type   | Null | Default | Extra | Notes |
  |:------|:-------|:----:|---------|
  | id | bigint | NO | | x \\| y | PK |
  | customer_id | int | YES |
  | status | ENUM('open', 'closed') | NO | 'new' | | |

  ## Relationships

  | From | To | Type | On delete |
  |---|---|---|---|
  | Customer | Order | 1:1 | CASCADE |
  | Order | Tag | assoc | |

  \`\`\`mermaid
  erDiagram
      CUSTOMER ||--o{ ORDER : places
      CUSTOMER {
          uuid id PK
          string email
          string nmae
      }
  \`\`\`

  ## Privacy

  | Column | Retention | Erasure |
  |---|---|---|
  | customers.emial | 2 years | set to NULL |
  | customers.email | 2 years | set to NULL |

  \`\`\`sql
  CREATE TABLE tags (id int PRIMARY KEY);
`);

describe('fixes of a document', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await workspace({
      '/ws/schema.sql': SQL,
      '/ws/lf.md': MESSY,
      '/ws/crlf.md': MESSY.replaceAll('\n', '\r\n'),
    });
  });

  it.each(['/ws/lf.md', '/ws/crlf.md'])('leave everything else as it is: %s', (path) => {
    const text = path.includes('crlf') ? MESSY.replaceAll('\n', '\r\n') : MESSY;
    const before = entitiesOf(text);
    let tried = 0;
    for (const finding of engine.linter.findings(path)) {
      for (const fix of finding.fixes) {
        const edits = editsOf(fix, finding).get(path);
        if (!edits) continue;
        tried++;
        const eol = text.includes('\r\n') ? '\r\n' : '\n';
        const fixed = applyEdits(text, edits.map(({ span, newText }) => ({ span, newText: newText.replace(/\r?\n/g, eol) }))); // prettier-ignore
        const changed = entitiesOf(fixed).filter((entity) => !before.includes(entity));
        const isNew = finding.rule === 'undocumented-table';
        expect(changed.length, `${fix.title}:\n${changed.join('\n')}`).toBeLessThanOrEqual(isNew ? 4 : 1);
        // Lines that no edit touches are all there, in their order.
        const touched = new Set(edits.flatMap(({ span }) => lineNumbers(text, span.start, span.end)));
        const kept = text.split('\n').filter((_, i) => !touched.has(i));
        let at = 0;
        for (const line of fixed.split('\n')) if (line === kept[at]) at++;
        expect(at, fix.title).toBe(kept.length);
        if (eol === '\r\n') expect(fixed.replaceAll('\r\n', '')).not.toContain('\n');
      }
    }
    expect(tried).toBeGreaterThan(10);
  });

  it('say what is wrong in spite of bad input', () => {
    const rules = new Set(engine.linter.findings('/ws/lf.md').map(({ rule }) => rule));
    for (const rule of [
      'column-drift',
      'default-drift',
      'enum-drift',
      'relation-drift',
      'on-delete-drift',
      'privacy-row',
      'diagram-attribute-drift',
      'syntax',
    ])
      expect(rules, rule).toContain(rule);
  });
});

function entitiesOf(text: string): string[] {
  const { entities } = readSpec('data model', text);
  return entities.map(({ name, columns }: SpecEntity) => `${name} ${columns.map((each) => [each.name, each.type?.text, each.notNull, each.unique, each.references?.entity, each.default?.text].join(':')).join(' ')}`); // prettier-ignore
}

function lineNumbers(text: string, start: number, end: number): number[] {
  const first = text.slice(0, start).split('\n').length - 1;
  const last = text.slice(0, end).split('\n').length - 1;
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

describe('hover', () => {
  const link = ({ source }: { readonly source: { readonly file: string } }) => source.file;
  async function card(place: string, path = '/ws/lf.md'): Promise<string | undefined> {
    const text = path.endsWith('.md') ? MESSY : SQL;
    const engine = await workspace({ '/ws/schema.sql': SQL, '/ws/lf.md': MESSY });
    const file = engine.workspace.file(path)!;
    const offset = text.indexOf(place) + 1;
    return file.type === 'spec'
      ? hoverDocument(engine.workspace, file, offset, link, (sql, start) => engine.linter.query(file, sql, start))?.text
      : hover(engine.workspace, file, offset, link)?.text;
  }

  it('shows what both say of an entity and a column', async () => {
    expect(await card('Customer\n')).toContain('The document leaves out `name` and `created_at`.');
    expect(await card('Customer\n')).toContain('The schema lacks `nmae`.');
    expect(await card('email`: V')).toContain('The document says `VARCHAR(100)`, optional.');
  });

  it('puts a relationship in words, with the key behind it', async () => {
    const text = await card('1:1 | CASCADE');
    expect(text).toContain('Each `Customer` has exactly one `Order`, each `Order` has exactly one `Customer`.');
    expect(text).toContain(
      'Foreign key `orders (customer_id)` → `customers`, on delete restrict, served by index `idx_orders_customer_id`',
    );
  });

  it('shows the column behind an attribute of a diagram', async () => {
    expect(await card('string email')).toContain('Column of `customers`');
  });

  it("names the documents that describe a table, on the table's SQL", async () => {
    expect(await card('customers (', '/ws/schema.sql')).toContain('Described in /ws/lf.md');
  });
});

describe('the diagram of a document', () => {
  it('is drawn anew with the entities that it has, by its own names', async () => {
    const engine = await workspace({ '/ws/schema.sql': SQL, '/ws/lf.md': MESSY });
    const edits = redraw(engine.workspace, '/ws/lf.md');
    if (!edits.ok) throw new Error(edits.error);
    const drawn = applyEdits(MESSY, edits.value);
    expect(drawn).toContain(
      'erDiagram\n    CUSTOMER ||--o{ ORDER : "customer_id"\n    ORDER |o--o{ ORDER : "parent_id"\n    CUSTOMER {\n        uuid id PK\n        varchar email UK\n',
    );
    expect(drawn).toContain('\n    }\n```\n');
    expect(drawn).not.toContain('TAG {');
  });

  it('needs a diagram and a schema', async () => {
    const engine = await workspace({ '/ws/data-model.md': '# Data Model\n\n## Tables\n\n### a\n- id: uuid (PK)\n' });
    expect(redraw(engine.workspace, '/ws/data-model.md')).toEqual({
      ok: false,
      error: 'This document has no ER diagram to draw anew.',
    });
  });
});

describe('an edit in a document of 100 entities', () => {
  it('reads the table that it is in, and no other', async () => {
    const table = (i: number) =>
      `### table_${i}\n\n| Column | Type | Null |\n|---|---|---|\n${Array.from({ length: 24 }, (_, j) => `| col_${j} | text | NO |\n`).join('')}\n`;
    const text = `# Data Model: Big\n\n## Tables\n\n${Array.from({ length: 100 }, (_, i) => table(i)).join('')}`;
    const engine = await workspace({ '/ws/DATA-MODEL.md': text });
    await engine.workspace.openDocument('/ws/DATA-MODEL.md', text);
    expect(text.split('\n').length).toBeGreaterThan(2_900);
    const at = text.indexOf('col_7', text.indexOf('### table_50'));
    const before = count.read;
    const edited = Text.of(`${text.slice(0, at)}x${text.slice(at)}`);
    engine.workspace.changeDocument('/ws/DATA-MODEL.md', edited, { start: at, end: at, newEnd: at + 1 } as never);
    engine.linter.findings('/ws/DATA-MODEL.md');
    expect(count.read - before).toBe(1);
  });
});

describe('an edit beside the SQL of a document', () => {
  it('moves what was found in it, and reads none of it again', async () => {
    const text =
      '# Data Model\n\n## Entities\n\n### Tag\n- id: integer\n\n```sql\nCREATE TABLE tags (id integer PRIMARY KEY, at timestamp);\n```\n';
    const path = '/ws/model.md';
    const engine = await workspace({ [path]: text });
    await engine.workspace.openDocument(path, text);
    const places = () =>
      engine.linter
        .findings(path)
        .filter(({ rule }) => rule === 'timestamp-without-time-zone')
        .map(({ at }) => spanOf(at))
        .map(({ start, end }) => `${start} ${engine.linter.textOf(path).slice(start, end)}`);
    expect(places()).toEqual([`${text.indexOf('timestamp')} timestamp`]);
    const { parsed } = engine.parser;
    const at = text.indexOf('- id');
    const inserted = '- label: text\n';
    const next = text.slice(0, at) + inserted + text.slice(at);
    engine.workspace.changeDocument(path, Text.of(next), { start: at, oldEnd: at, newEnd: at + inserted.length });
    expect(places()).toEqual([`${next.indexOf('timestamp')} timestamp`]);
    expect(engine.parser.parsed).toBe(parsed);
  });
});

describe('a document over 512 KB', () => {
  const PATH = '/ws/DATA-MODEL.md';
  const table = (i: number) =>
    `### table_${i}\n\n| Column | Type | Null |\n|---|---|---|\n${Array.from({ length: 24 }, (_, j) => `| col_${i}_${j} | text | NO |\n`).join('')}\n`;
  const long = `# Data Model: Long\n\n## Tables\n\n${Array.from({ length: 900 }, (_, i) => table(i)).join('')}`;
  const sql = 'CREATE TABLE table_0 (col_0_0 integer);\nCREATE TABLE table_700 (col_700_0 integer);';

  async function opened() {
    const engine = await workspace({ '/ws/schema.sql': sql, [PATH]: long });
    await engine.workspace.openDocument(PATH, long);
    const drift = () =>
      engine.linter
        .findings(PATH)
        .filter(({ rule, message }) => rule === 'column-drift' && message.includes('`text`'))
        .map(({ at, fixes }) => ({ written: engine.linter.textOf(PATH).slice((at as Span).start - 12, (at as Span).end), fixes: fixes.length })); // prettier-ignore
    return { engine, drift };
  }

  it('is read when it is opened and saved, and not while somebody types: findings move along, and nothing is mended by old places', async () => {
    const { engine, drift } = await opened();
    expect(long.length).toBeGreaterThan(512 * 1024);
    expect(drift().map(({ written }) => written)).toEqual(['| col_0_0 | text', 'col_700_0 | text']); // prettier-ignore
    expect(drift().every(({ fixes }) => fixes > 0)).toBe(true);
    const before = count.read;
    const at = long.indexOf('| col_50_7');
    let text = Text.of(long);
    for (const [i, letter] of [...'abc\n'].entries()) {
      const start = at + i;
      text = text.replaced(start, start, letter);
      engine.workspace.changeDocument(PATH, text, { start, oldEnd: start, newEnd: start + 1 });
      expect(drift()).toEqual([
        { written: '| col_0_0 | text', fixes: 0 },
        { written: 'col_700_0 | text', fixes: 0 },
      ]);
    }
    expect(count.read - before).toBe(0);
    await engine.workspace.savedDocument(PATH);
    expect(count.read - before).toBeGreaterThan(0);
    expect(drift().every(({ fixes }) => fixes > 0)).toBe(true);
  });

  it('shows on hover what was read, and says where nothing was', async () => {
    const { engine } = await opened();
    const start = long.indexOf('| col_50_7');
    const text = Text.of(long).replaced(start, start, 'abc\n');
    engine.workspace.changeDocument(PATH, text, { start, oldEnd: start, newEnd: start + 4 });
    const file = engine.workspace.file(PATH);
    if (file?.type !== 'spec') throw new Error('no document');
    const at = (place: string, by = 2) => hoverDocument(engine.workspace, file, text.toString().indexOf(place) + by, () => '', () => ({ ok: true, query: undefined })); // prettier-ignore
    const found = at('col_700_0');
    expect(found?.text).toContain('col_700_0 integer');
    expect(text.toString().slice(found!.span.start, found!.span.end)).toBe('col_700_0');
    expect(at('col_0_0')?.text).toContain('col_0_0 integer');
    expect(at('abc\n')?.text).toContain('read when it is saved');
    expect(redraw(engine.workspace, PATH)).toMatchObject({ ok: false });
    expect(await scaffold(engine, { kind: 'ddl', name: '', near: PATH })).toMatchObject({
      ok: false,
      error: expect.stringContaining('Save it first') as string,
    });
  });

  it('drops what was found in the text that is edited', async () => {
    const { engine, drift } = await opened();
    expect(drift()).toHaveLength(2);
    const start = long.indexOf('| col_0_0') + 12;
    const text = Text.of(long).replaced(start, start, 'x');
    engine.workspace.changeDocument(PATH, text, { start, oldEnd: start, newEnd: start + 1 });
    const end = text.toString().indexOf('| col_1_0');
    engine.workspace.changeDocument(PATH, text.replaced(end, end + 4, ''), {
      start: end,
      oldEnd: end + 4,
      newEnd: end,
    });
    expect(drift().map(({ written }) => written)).toEqual(['col_700_0 | text']);
  });
});
