import { defineRule } from '../define-rule';
import { primaryKey } from '../../model/schema';
import { at, shown } from '../lib/migration';
export default defineRule({
  id: 'dropped-primary-key',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  forms: ['drop constraint', 'drop column'],
  covers: ['P16'],
  docs: {
    summary: 'A primary key is dropped only for another one.',
    why: 'Without primary key nothing says which row is meant: logical replication refuses UPDATE and DELETE of the table (`does not have a replica identity`), foreign keys have nothing to point to, and rows can double.',
    whenOff: 'Where the key follows in another migration.',
    references: [
      {
        title: 'PostgreSQL: Logical Replication, Publication',
        url: 'https://www.postgresql.org/docs/current/logical-replication-publication.html',
      },
    ],
  },
  examples: [
    {
      title: 'the primary key of a table',
      before: 'CREATE TABLE orders (id int PRIMARY KEY);',
      sql: 'ALTER TABLE orders DROP CONSTRAINT orders_pkey;\n',
      reports: ['DROP CONSTRAINT orders_pkey'],
      says: 'no primary key',
    },
    {
      title: 'the column that is the key',
      before: 'CREATE TABLE orders (id int PRIMARY KEY, note text);',
      sql: 'ALTER TABLE orders DROP COLUMN id;\n',
      reports: ['DROP COLUMN id'],
    },
    {
      title: 'for another one',
      before:
        'CREATE TABLE orders (id int PRIMARY KEY, code text NOT NULL);\nCREATE UNIQUE INDEX orders_code ON orders (code);',
      sql: 'ALTER TABLE orders DROP CONSTRAINT orders_pkey, ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_code;\n',
      reports: [],
    },
    {
      title: 'other constraints, and a table of the migration',
      before: 'CREATE TABLE orders (id int PRIMARY KEY CONSTRAINT positive CHECK (id > 0));',
      sql: 'ALTER TABLE orders DROP CONSTRAINT positive;\nCREATE TABLE lines (id int PRIMARY KEY);\nALTER TABLE lines DROP CONSTRAINT lines_pkey;\n',
      reports: [],
    },
  ],
  statement(statement, context) {
    for (const effect of statement.effects) {
      const { act, table, isNew } = effect;
      const key = table && primaryKey(table);
      if (isNew || !key || act.act !== 'op') continue;
      const { op } = act;
      const drops =
        (op.op === 'drop constraint' && op.name === key.name) ||
        (op.op === 'drop column' && key.columns.includes(op.column));
      const after = context.schema.table(table.key);
      if (!drops || !after || primaryKey(after)) continue;
      context.report({
        at: at(statement, effect.span),
        message: `After this ${shown(effect.on)} has no primary key: rows can double, and logical replication refuses to change them. Add another key in the same migration.`,
      });
    }
  },
});
