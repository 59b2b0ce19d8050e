import { describe, expect, it } from 'vitest';
import { recogniseSpec } from '../../server/src/spec/recognise';
import { dedent } from './spec-print';

const LIST = '### User\n\n- id: UUID (PK)\n- email: TEXT\n';
const TABLE = '### User\n\n| Field | Type |\n|---|---|\n| id | uuid |\n| email | text |\n';

function recognised(path: string, text: string): ReturnType<typeof recogniseSpec> {
  const kind = recogniseSpec(path, text);
  for (const variant of [text.replaceAll('\n', '\r\n'), `\uFEFF${text}`])
    expect(recogniseSpec(path, variant)).toBe(kind);
  return kind;
}

describe('a data model', () => {
  it.each([
    ['docs/notes.md', `# Data Model: Shop\n\n## Entities\n\n${LIST}`],
    ['docs/notes.md', `# Data Model: Shop\n\n${LIST}`],
    ['docs/notes.md', `# Database Schema\n\n${TABLE}`],
    ['docs/notes.md', `Data Model\n==========\n\n## Entities\n\n${TABLE}`],
    ['docs/notes.md', `# Notes\n\n## Entities\n\n${LIST}`],
    ['docs/notes.md', `# Notes\n\n## 3. Tables\n\n${TABLE}`],
    ['docs/notes.md', `# ğŸ“‹ Data Model\n\n${LIST}`],
    ['docs/notes.md', `# Схема базы данных\n\n## Таблицы\n\n${TABLE}`],
    ['docs/notes.md', `# 데이터 모델\n\n${TABLE}`],
    [
      'docs/notes.md',
      '# Data Model\n\n## Entities\n\n### User\n\n- **Purpose:** signs in\n\n| # | Pattern | Query shape |\n|---|---|---|\n| AP1 | one | `WHERE id = ?` |\n',
    ],
    ['docs/DATA-MODEL.md', `# Shop\n\n${LIST}`],
    ['docs/data_model.markdown', `# Shop\n\n${LIST}`],
    ['docs/DATABASE_SCHEMA.md', `# Shop\n\n${TABLE}`],
    ['docs/03-data-model.md', `# Shop\n\n${LIST}`],
    ['docs/data-model.md', '## Tables\n\n### users\n\n```sql\nCREATE TABLE users (id uuid);\n```\n'],
    [
      'docs/data-model.md',
      '# {{Unit}} Data Model\n\n## Tables\n\n### {{Table}}\n\n| Field | Type |\n|-|-|\n| id | UUID |\n',
    ],
    [
      'docs/access.md',
      '# Data Model: Shop\n\n## Access Patterns\n\n| # | Pattern | Query shape |\n|---|---|---|\n| AP1 | one | `SELECT * FROM users WHERE id = ?` |\n',
    ],
    ['docs/spec.md', '# Shop\n\n## 4. Data model\n\n```sql\nCREATE TABLE users (id uuid);\n```\n'],
    ['docs/spec.md', '# Shop\n\n## Database schema\n\n```mermaid\nerDiagram\n  USER ||--o{ ORDER : places\n```\n'],
  ])('is recognised: %s %j', (path, text) => {
    expect(recognised(path, text)).toBe('data model');
  });

  it.each([
    ['README.md', `# Data Model\n\n## Entities\n\n${LIST}`],
    ['readme.de.md', `# Data Model\n\n## Entities\n\n${LIST}`],
    ['SKILL.md', `# Data Model\n\n## Entities\n\n${LIST}`],
    ['docs/notes.txt', `# Data Model\n\n## Entities\n\n${LIST}`],
    ['docs/notes.md', '# Options\n\n- id: the identifier\n- name: text\n'],
    ['docs/notes.md', '# Options\n\n## Output\n\n- id: uuid (PK)\n'],
    ['docs/notes.md', '# API\n\n## User\n\n| Field | Type |\n|---|---|\n| id | uuid |\n'],
    ['docs/notes.md', '# Guide\n\n## Entities\n\nThings that are.\n\n### Kinds\n\n- name: text that is shown\n'],
    [
      'docs/notes.md',
      '# Guide\n\n## Tables\n\n### Sizes\n\n| Name | Type |\n|---|---|\n| Small | oak |\n| Large | pine |\n',
    ],
    ['docs/notes.md', `# Guide\n\n\`\`\`markdown\n# Data Model\n\n## Entities\n\n${LIST}\`\`\`\n`],
    ['docs/data-model.md', '# Data Model\n\nOur model is simple. It has users and orders.\n\n- Users buy.\n'],
    ['docs/data-model.md', '# Data Modeling\n\n```sql\nSELECT 1;\n```\n'],
    ['docs/schema-design.md', '## Entities\n\n### Example\n\n```sql\nCREATE TABLE users (id uuid);\n```\n'],
    ['docs/data-model.md', '# Core Types\n\n### `SessionMeta`\n\n```ts\ninterface SessionMeta { id: string }\n```\n'],
  ])('is not seen in %s %j', (path, text) => {
    expect(recognised(path, text)).toBeUndefined();
  });

  it('too large to be read is known by its name or title', () => {
    const filler = 'word '.repeat(500_000);
    expect(recognised('docs/data-model.md', filler)).toBe('data model');
    expect(recognised('docs/notes.md', `# Data Model\n${filler}`)).toBe('data model');
    expect(recognised('docs/notes.md', `## Entities\n${filler}`)).toBeUndefined();
    expect(recognised('docs/migration-plan.md', filler)).toBe('migration plan');
    expect(recognised('docs/data-dictionary.md', filler)).toBe('data dictionary');
    expect(recognised('contracts/database-contract.yaml', filler)).toBe('contract');
  });
});

describe('a diagram', () => {
  const DIAGRAM = 'erDiagram\n  USER ||--o{ ORDER : places\n';

  it.each([
    ['docs/erd.mmd', DIAGRAM],
    ['README.md', `# Shop\n\n\`\`\`mermaid\n${DIAGRAM}\`\`\`\n`],
    ['docs/guide.md', `# Shop\n\n## How it works\n\n1. Look:\n\n   \`\`\`mermaid\n   ${DIAGRAM}   \`\`\`\n`],
  ])('is recognised: %s %j', (path, text) => {
    expect(recognised(path, text)).toBe('diagram');
  });

  it.each([
    ['README.md', `# Diagrams\n\nWrite \`erDiagram\`:\n\n${DIAGRAM}`],
    ['README.md', `# Diagrams\n\n\`\`\`text\n${DIAGRAM}\`\`\`\n`],
    ['docs/erd.mmd', 'flowchart\n  a --> b\n'],
  ])('is not seen in %s %j', (path, text) => {
    expect(recognised(path, text)).toBeUndefined();
  });
});

describe('a contract', () => {
  it('is known by its name or its shape', () => {
    const shape = dedent(`
      version: 1
      tables:
        users:
          columns:
            id:
              type: uuid
    `);
    expect(recognised('contracts/database-contracts.yaml', 'version: 1\n')).toBe('contract');
    expect(recognised('contracts/database-contracts.yml', '')).toBe('contract');
    expect(recognised('contracts/other.yaml', shape)).toBe('contract');
    expect(recognised('contracts/other.yml', `# x\n${shape}`)).toBe('contract');
    expect(recognised('contracts/other.json', shape)).toBeUndefined();
  });

  it.each([
    'tables:\n  - name: users\n    columns:\n      - name: id\n',
    'tables:\n  users:\n    columns:\n      - id\n',
    'sources:\n  tables:\n    users:\n      columns:\n        id:\n          type: uuid\n',
    'tables: 4\nother:\n  columns:\n    id: 1\n',
    'kind: Service\nspec:\n  ports: []\n',
  ])('is not seen in %j', (text) => {
    expect(recognised('config/other.yaml', text)).toBeUndefined();
  });
});
