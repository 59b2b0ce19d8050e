import { defineRule } from '../define-rule';
import { shown, whole } from '../lib/migration';
import { isFewRows } from '../lib/migration-rows';
export default defineRule({
  id: 'data-with-schema',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  needs: 'migration',
  covers: ['P72'],
  docs: {
    summary: 'A migration changes the schema or rows, not both.',
    why: 'A change of the schema is quick and mostly safe to repeat; filling rows takes as long as there are rows, and fails on one that nobody thought of. Apart each can be run, watched and undone in its own way.',
    whenOff: 'For small tables, and for rows that a new table starts with.',
    references: [
      { title: 'PostgreSQL: Explicit Locking', url: 'https://www.postgresql.org/docs/current/explicit-locking.html' },
    ],
  },
  examples: [
    {
      title: 'a column and its values',
      before: 'CREATE TABLE orders (id int);',
      sql: "ALTER TABLE orders ADD COLUMN state text;\nUPDATE orders SET state = 'new';\n",
      reports: ["UPDATE orders SET state = 'new'"],
      says: '`orders`',
    },
    {
      title: 'rows that are taken over',
      before: 'CREATE TABLE orders (id int);',
      sql: 'CREATE INDEX a ON orders (id);\nDELETE FROM orders WHERE id < 5;\n',
      reports: ['DELETE FROM orders WHERE id < 5'],
    },
    {
      title: 'rows of a new table',
      before: 'CREATE TABLE orders (id int, note text);',
      sql: "CREATE TABLE states (name text);\nINSERT INTO states VALUES ('new');\nINSERT INTO states SELECT note FROM orders;\n",
      reports: [],
    },
    {
      title: 'only rows, or only one of them',
      before: 'CREATE TABLE orders (id int);',
      sql: 'UPDATE orders SET id = 2;\nUPDATE orders SET id = 3 WHERE id = 2;\n',
      reports: [],
    },
  ],
  migration({ statements }, context) {
    const schema = statements.some(
      ({ effects, acts }) =>
        effects.some(({ form }) => form !== 'write') || acts.some(({ act }) => act === 'alter table'),
    );
    if (!schema) return;
    const rows = statements.find(
      ({ effects, node }) => effects.some(({ form, isNew }) => form === 'write' && !isNew) && !isFewRows(node),
    );
    if (rows)
      context.report({
        at: whole(rows, context),
        message: `This migration changes the schema and the rows of ${shown(rows.effects[0]?.on)}. Change the rows in a migration of their own, which can be watched and repeated.`,
      });
  },
});
