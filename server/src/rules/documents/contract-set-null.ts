import { columnMatches } from '../../spec/resolve';
import { defineRule } from '../define-rule';
import { describe } from '../lib/tables';
import { textOf } from '../lib/documents';

const contract = (posts: string, action: string) => ({
  name: 'database-contracts.yaml',
  text: `tables:\n  users:\n    columns:\n      id:\n        type: uuid\n    relationships:\n      - name: user_posts\n        type: one_to_many\n        foreign_table: posts\n        foreign_key: user_id\n        on_delete: ${action}\n  posts:\n    columns:\n      user_id:\n        type: uuid\n        nullable: ${posts}\n`,
});
const SCHEMA = (notNull: string) =>
  `CREATE TABLE users (id uuid PRIMARY KEY);\nCREATE TABLE posts (user_id uuid${notNull} REFERENCES users (id));\n`;

export default defineRule({
  id: 'contract-set-null',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'error' },
  needs: 'document',
  covers: ['CON-relationship-set-null'],
  docs: {
    summary: 'A contract doesn’t promise ON DELETE SET NULL for a column that can’t be null.',
    why:
      'PostgreSQL takes such a foreign key, and then each delete of a row that is referred to fails with *null value in column violates not-null constraint*: ' +
      'what was meant to let go of the rows keeps the other one from being deleted.',
    whenOff: 'Hardly ever.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
    ],
  },
  examples: [
    {
      title: 'NOT NULL in the schema',
      sql: SCHEMA(' NOT NULL'),
      document: contract('false', 'SET NULL'),
      reports: ['SET NULL'],
      says: '`posts.user_id`',
      fixed: contract('false', 'RESTRICT').text,
    },
    {
      title: 'NOT NULL in the contract alone',
      sql: '',
      document: contract('false', '"SET NULL"'),
      reports: ['SET NULL'],
      fixed: contract('false', '"RESTRICT"').text,
    },
    { title: 'a column that can be null', sql: SCHEMA(''), document: contract('true', 'SET NULL'), reports: [] },
    { title: 'another action', sql: SCHEMA(' NOT NULL'), document: contract('false', 'CASCADE'), reports: [] },
  ],
  document(document, context) {
    const tables = document.contract?.tables ?? [];
    tables.forEach(({ relationships }, i) => {
      for (const { key, onDelete, table, type } of relationships.items) {
        if (!key || !table || onDelete?.text.toUpperCase().replaceAll('_', ' ') !== 'SET NULL') continue;
        const own = document.entities[i]!;
        const holder = type?.text === 'many_to_one' ? { name: own.name } : { name: table.text };
        const entity = document.entities.find(({ name }) => name === holder.name);
        const found = context.tables.find(entity ?? holder);
        const column = found?.columns.find(({ name }) => columnMatches(key.text, name));
        const said = entity?.columns.find(({ name }) => columnMatches(key.text, name));
        const notNull = column ? column.notNull : said?.notNull === true;
        if (!notNull) continue;
        const name =
          found && column ? `${describe(found).slice(0, -1)}.${column.name}\`` : `\`${holder.name}.${key.text}\``;
        const raw = textOf(context).slice(onDelete.span.start, onDelete.span.end);
        context.report({
          at: onDelete.span,
          message: `${name} can’t be null, so SET NULL makes each delete fail. Restrict or cascade, or let it be null.`,
          fixes: [
            {
              title: `Write \`RESTRICT\``,
              kind: 'suggestion',
              edits: [{ at: onDelete.span, newText: raw === raw.toLowerCase() ? 'restrict' : 'RESTRICT' }],
            },
            {
              title: `Write \`CASCADE\``,
              kind: 'suggestion',
              edits: [{ at: onDelete.span, newText: raw === raw.toLowerCase() ? 'cascade' : 'CASCADE' }],
            },
          ],
        });
      }
    });
  },
});
