import { primaryKey } from '../../model/schema';
import { defineRule } from '../define-rule';
import { pairsOf } from '../lib/documents';
import { keyTypeOf } from '../lib/keys';

const SCHEMA =
  'CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);\nCREATE TABLE users (id uuid PRIMARY KEY);';
const model = (name: string, identity: string) =>
  `# Data Model: Shop\n\n## Entities\n\n### ${name}\n\n- **Purpose:** it\n- **Identity:** ${identity}\n`;

export default defineRule({
  id: 'exposed-number',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['KEY-sequential-external'],
  docs: {
    summary: 'What outsiders see as the identity of a row is no number that counts up.',
    why: 'Who has order 1041 knows that there is an order 1040, and how many there are in a month. A uuid or a code of its own says neither.',
    whenOff: 'Where numbers that people read are wanted, such as invoice numbers.',
    references: [
      { title: 'PostgreSQL: UUID Functions', url: 'https://www.postgresql.org/docs/current/functions-uuid.html' },
    ],
  },
  examples: [
    {
      title: 'in URLs',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('Order', 'the id, exposed in URLs') },
      reports: ['the id, exposed in URLs'],
      says: 'counts up',
    },
    {
      title: 'public',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('Order', 'public identifier `id`') },
      reports: ['public identifier `id`'],
    },
    {
      title: 'a uuid',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('User', 'the id, exposed in URLs') },
      reports: [],
    },
    {
      title: 'inside only',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('Order', 'the id; never public') },
      reports: [],
    },
  ],
  document(document, context) {
    for (const { entity, table } of pairsOf(document, context)) {
      const said = entity.said?.get('identity');
      const names = primaryKey(table)?.columns ?? [];
      const key = names.length === 1 ? table.columns.find(({ name }) => name === names[0]) : undefined;
      if (
        !said ||
        !key ||
        !/\b(?:public|external|exposed|urls?|customer.facing|api)\b/i.test(said.text) ||
        /\b(?:not|never|internal)\b/i.test(said.text)
      )
        continue;
      const type = keyTypeOf(key);
      if (type === undefined || type === 'uuid') continue;
      context.report({
        at: said.span,
        message: `Outsiders see \`${table.name}.${key.name}\`, a number that counts up: from one they guess the others. Use a uuid, or a code of its own.`,
        related: [{ at: key.nameOrigin, message: 'The key.' }],
      });
    }
  },
});
