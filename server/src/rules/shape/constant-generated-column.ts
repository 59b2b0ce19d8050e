import { defineRule } from '../define-rule';

export default defineRule({
  id: 'constant-generated-column',
  category: 'shape',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'table',
  covers: ['P40'],
  docs: {
    summary: 'A generated column depends on other columns.',
    why: 'An expression without columns gives each row the same value: that is a default, which can be changed, or no column at all.',
    whenOff: 'Never needed.',
    references: [
      {
        title: 'PostgreSQL: Generated Columns',
        url: 'https://www.postgresql.org/docs/current/ddl-generated-columns.html',
      },
    ],
  },
  examples: [
    {
      title: 'a constant',
      sql: "CREATE TABLE orders (id int, kind text GENERATED ALWAYS AS ('order') STORED);\n",
      reports: ["kind text GENERATED ALWAYS AS ('order') STORED"],
      says: 'the same',
    },
    {
      title: 'a calculation',
      sql: 'CREATE TABLE orders (id int, n int GENERATED ALWAYS AS (1 + 1) STORED);\n',
      reports: ['n int GENERATED ALWAYS AS (1 + 1) STORED'],
    },
    {
      title: 'of a column',
      sql: 'CREATE TABLE orders (id int, n int GENERATED ALWAYS AS (id + 1) STORED);\n',
      reports: [],
    },
    { title: 'a default', sql: 'CREATE TABLE orders (id int, n int DEFAULT 1);\n', reports: [] },
  ],
  table(table, context) {
    for (const { name, generated, origin } of table.columns) {
      if (generated?.tree && generated.columns.length === 0)
        context.report({
          at: origin,
          message: `\`${name}\` has the same value in each row. Make it a default, or leave the column out.`,
        });
    }
  },
});
