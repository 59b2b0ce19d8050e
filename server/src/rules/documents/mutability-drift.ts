import { defineRule } from '../define-rule';
import { pairsOf } from '../lib/documents';
import { addColumns } from '../lib/schema-fixes';

const SCHEMA =
  'CREATE TABLE events (id uuid PRIMARY KEY, updated_at timestamptz);\nCREATE TABLE orders (id uuid PRIMARY KEY, total numeric);\nCREATE TABLE users (id uuid PRIMARY KEY, updated_at timestamptz);';
const model = (name: string, mutability: string) =>
  `# Data Model: Shop\n\n## Entities\n\n### ${name}\n\n- **Purpose:** it\n- **Mutability:** ${mutability}\n`;

export default defineRule({
  id: 'mutability-drift',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['SPEC-mutability-vs-ddl'],
  docs: {
    summary: 'What a document calls immutable has no column for the last change, and what changes often has one.',
    why: 'A column `updated_at` on rows that never change invites updates; without one on rows that change often, nobody sees what is new and two writers overwrite one another. Only entities that are nothing but immutable, or frequently updated, are compared.',
    whenOff: 'Where all tables have the same columns by convention.',
    references: [
      { title: 'PostgreSQL: Explicit Locking', url: 'https://www.postgresql.org/docs/current/explicit-locking.html' },
    ],
  },
  examples: [
    {
      title: 'immutable with a moment of change',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('Event', 'immutable') },
      reports: ['immutable'],
      says: '`events.updated_at`',
      fixed: model('Event', 'rarely updated'),
    },
    {
      title: 'changes often, without one',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('Order', 'frequently updated') },
      reports: ['frequently updated'],
      fixedSql: SCHEMA.replace('total numeric', 'total numeric, updated_at timestamptz NOT NULL DEFAULT now()'),
    },
    {
      title: 'as it should be',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('User', 'frequently updated') },
      reports: [],
    },
    {
      title: 'in part',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('Event', 'Immutable after creation; paid_date is set once.') },
      reports: [],
    },
  ],
  document(document, context) {
    for (const { entity, table } of pairsOf(document, context)) {
      const said = entity.said?.get('mutability');
      if (!said || table.open || table.kind !== 'table') continue;
      const changed = table.columns.find(({ name }) =>
        /^(?:updated|modified|changed)_?(?:at|on|date)$|^last_(?:updated|modified|changed)/i.test(name),
      );
      if (changed && /^\**(?:immutable|append[- ]only|never (?:changes|updated))\**[.!]?$/i.test(said.text)) {
        context.report({
          at: said.span,
          message: `The document calls \`${entity.name}\` immutable, but \`${table.name}.${changed.name}\` is for rows that change. Drop the column, or say what changes.`,
          fixes: [
            {
              title: 'Call it rarely updated',
              kind: 'suggestion',
              edits: [{ at: said.span, newText: 'rarely updated' }],
            },
          ],
          related: [{ at: changed.nameOrigin, message: 'The column.' }],
        });
      } else if (!changed && /^\**frequently (?:updated|changed)\b/i.test(said.text)) {
        const fix = addColumns(table, [{ name: 'updated_at', sql: 'timestamptz NOT NULL DEFAULT now()' }], context);
        context.report({
          at: said.span,
          message: `Rows of \`${entity.name}\` change often, but \`${table.name}\` has no \`updated_at\`: nobody sees what is new. Add it.`,
          fixes: fix ? [fix] : [],
          related: [{ at: table.nameOrigin, message: 'The table.' }],
        });
      }
    }
  },
});
