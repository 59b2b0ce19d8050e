import type { SpecFacts } from '../../spec/facts';
import { columnMatches } from '../../spec/resolve';
import { defineRule, type DocumentContext } from '../define-rule';
import { describedColumn } from '../lib/described';
import { bothWays, columnOf, insertColumns, nameIn, pairsOf } from '../lib/documents';
import { listed, spelledLike } from '../lib/names';
import { closest } from '../lib/similar';

const SCHEMA =
  'CREATE TABLE customers (id uuid PRIMARY KEY);\nCREATE TABLE orders (\n  id uuid PRIMARY KEY,\n  customer_id uuid NOT NULL REFERENCES customers (id),\n  total numeric(12, 2),\n  created_at timestamptz NOT NULL DEFAULT now()\n);';

export default defineRule({
  id: 'undocumented-column',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['SPEC-undocumented-column', 'CON-extra', 'DOC-all-columns'],
  options: {
    ignore: {
      type: 'strings',
      default: [],
      description: 'Columns that documents may leave out, such as `created_at`.',
    },
  },
  docs: {
    summary: 'An entity of a document lists all columns that its table has.',
    why:
      'Who reads the document takes its list for the whole: a column that is missing is not filled, not read and not thought of when personal data is ' +
      'deleted. The columns of a table are one finding at its entity. An entity without any columns is left alone, and so is one that lists less than half: ' +
      'it means to name the important ones.',
    whenOff: 'Where documents name only the columns that matter.',
    references: [
      {
        title: 'PostgreSQL: The Information Schema: columns',
        url: 'https://www.postgresql.org/docs/current/infoschema-columns.html',
      },
    ],
  },
  examples: [
    {
      title: 'in a list, written as the others are',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### Customer\n- id: UUID (PK)\n\n### Order\n- id: UUID (PK)\n- total: NUMERIC\n\nMore.\n',
      },
      reports: ['Order'],
      says: '`customer_id` and `created_at`',
      fixed:
        '# Data Model: Shop\n\n## Entities\n\n### Customer\n- id: UUID (PK)\n\n### Order\n- id: UUID (PK)\n- total: NUMERIC\n- customer_id: UUID (FK → Customer) NOT NULL\n- created_at: TIMESTAMPTZ NOT NULL DEFAULT now()\n\nMore.\n',
    },
    {
      title: 'in a table with its columns in another order',
      sql: SCHEMA,
      document: {
        name: 'data-model.md',
        text: '# Data Model\n\n## Tables\n\n### orders\n\n| Type | Field | Since | Constraints |\n|---|---|---|---|\n| uuid | `id` | 1.0 | PK |\n| uuid | `customer_id` | 1.0 | NOT NULL |\n| numeric | `total` | 1.1 | |\n',
      },
      reports: ['orders'],
      fixed:
        '# Data Model\n\n## Tables\n\n### orders\n\n| Type | Field | Since | Constraints |\n|---|---|---|---|\n| uuid | `id` | 1.0 | PK |\n| uuid | `customer_id` | 1.0 | NOT NULL |\n| numeric | `total` | 1.1 | |\n| timestamptz | `created_at` | | NOT NULL, DEFAULT now() |\n',
    },
    {
      title: 'all columns, in another style of names',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### Order\n- id: UUID (PK)\n- customerId: UUID\n- total: NUMERIC\n- createdAt: TIMESTAMPTZ\n',
      },
      reports: [],
    },
    {
      title: 'only what matters',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### Order\n- total: NUMERIC\n\n### Customer\n\n- **Purpose:** who buys\n',
      },
      reports: [],
    },
    {
      title: 'columns that may be left out',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### Order\n- id: UUID (PK)\n- customerId: UUID\n- total: NUMERIC\n',
      },
      options: { ignore: ['created_at'] },
      reports: [],
    },
    {
      title: 'one that is misspelt',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### Order\n- id: UUID (PK)\n- customerId: UUID\n- totl: NUMERIC\n- createdAt: TIMESTAMPTZ\n',
      },
      reports: [],
    },
    {
      title: 'columns that each table has and that no entity lists',
      sql: ['a', 'b', 'c']
        .map((name) => `CREATE TABLE ${name} (id uuid PRIMARY KEY, created_at timestamptz, title text, note text);`)
        .join('\n'),
      document: {
        name: 'DATA-MODEL.md',
        text: `# Data Model: Shop\n\nEach entity has an id and a time of creation.\n\n## Entities\n\n${['A', 'B', 'C'].map((name) => `### ${name}\n- title: TEXT\n${name === 'A' ? '' : '- note: TEXT\n'}\n`).join('')}`,
      },
      reports: ['A'],
      says: '`note`, which',
    },
  ],
  document(document, context) {
    const ignored = new Set([...context.option('ignore'), ...commonlyUnsaid(document, context)]);
    for (const { entity, table } of pairsOf(document, context)) {
      if (entity.columns.length === 0 || table.open) continue;
      const named = new Set(entity.columns.map(({ name }) => columnOf(table, name)));
      // What is only misspelt is told at the misspelling.
      const misspelt = entity.columns.filter(({ name }) => !columnOf(table, name)).map(({ name }) => closest(name, table.columns.map((each) => spelledLike(name, each.name)))); // prettier-ignore
      const missing = table.columns.filter(
        (column) =>
          !named.has(column) &&
          !ignored.has(column.name) &&
          !misspelt.some((name) => name !== undefined && columnMatches(name, column.name)),
      );
      if (missing.length === 0 || missing.length > table.columns.length / 2) continue;
      const { layout } = entity;
      const nameOf = nameIn(document, context, entity.name);
      const columns = missing.map((column) => describedColumn(table, column, context.schema, nameOf));
      const [one] = missing;
      const title = missing.length === 1 ? `Describe \`${one!.name}\`` : `Describe the ${missing.length} columns`;
      context.report({
        at: entity.nameSpan,
        message: `\`${table.name}\` also has ${listed(missing.map(({ name }) => name))}, which the document leaves out. Describe ${missing.length === 1 ? 'it' : 'them'}, or readers will miss ${missing.length === 1 ? 'it' : 'them'}.`,
        fixes: bothWays(document, context.authority, {
          toDocument: layout && { title, kind: 'suggestion', edits: [insertColumns(layout, columns)] },
        }),
        related: missing.map((column) => ({ at: column.nameOrigin, message: `\`${column.name}\` is made here.` })),
      });
    }
  },
});

const KEPT_OF_ROWS = /^(?:id|(?:created|updated|modified|deleted|inserted|changed)_?(?:at|on|by|date|time)?|version)$/i;

/** What nearly all tables have and no entity says: a document tells that once, in words. */
function commonlyUnsaid(document: SpecFacts, context: Pick<DocumentContext<never>, 'tables'>): readonly string[] {
  const pairs = pairsOf(document, context).filter(({ entity }) => entity.columns.length > 0);
  if (document.kind === 'contract' || pairs.length < 3) return [];
  const counts = new Map<string, number>();
  for (const { table } of pairs) {
    for (const { name } of table.columns) {
      if (KEPT_OF_ROWS.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts].flatMap(([name, count]) => {
    const isSaid = pairs.some(({ entity }) => entity.columns.some((column) => columnMatches(column.name, name)));
    return count * 5 >= pairs.length * 4 && !isSaid ? [name] : [];
  });
}
