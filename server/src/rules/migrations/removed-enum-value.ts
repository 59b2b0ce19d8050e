import { defineRule } from '../define-rule';
import { whole } from '../lib/migration';
export default defineRule({
  id: 'removed-enum-value',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  covers: ['P37'],
  docs: {
    summary: 'Values of an enum are not taken out of PostgreSQL’s own tables.',
    why: 'PostgreSQL can’t drop a value of an enum. A row that is deleted from `pg_enum` is still in tables and indexes, which then can’t be read (`invalid internal value for enum`). Make a new type without the value, and change the columns to it.',
    whenOff: 'Never needed.',
    references: [
      { title: 'PostgreSQL: Enumerated Types', url: 'https://www.postgresql.org/docs/current/datatype-enum.html' },
    ],
  },
  examples: [
    {
      title: 'deleted',
      before: "CREATE TYPE mood AS ENUM ('calm', 'glad');",
      sql: "DELETE FROM pg_enum WHERE enumlabel = 'glad';\n",
      reports: ["DELETE FROM pg_enum WHERE enumlabel = 'glad'"],
      says: 'pg_enum',
    },
    {
      title: 'renamed',
      before: 'SELECT 1;',
      sql: "UPDATE pg_catalog.pg_enum SET enumlabel = 'x' WHERE enumlabel = 'glad';\n",
      reports: ["UPDATE pg_catalog.pg_enum SET enumlabel = 'x' WHERE enumlabel = 'glad'"],
    },
    { title: 'read only', before: 'SELECT 1;', sql: 'SELECT enumlabel FROM pg_enum;\n', reports: [] },
    {
      title: 'a table of the name in another schema',
      before: 'CREATE SCHEMA app;\nCREATE TABLE app.pg_enum (id int);',
      sql: 'DELETE FROM app.pg_enum;\n',
      reports: [],
    },
  ],
  statement(statement, context) {
    const act = statement.acts.find((each) => each.act === 'write');
    if (act?.act !== 'write' || act.table?.name !== 'pg_enum' || (act.table.schema ?? 'pg_catalog') !== 'pg_catalog')
      return;
    context.report({
      at: whole(statement, context),
      message:
        'Rows with a value that is taken out of pg_enum can no longer be read. Make a new type without the value, and change the columns to it.',
    });
  },
});
