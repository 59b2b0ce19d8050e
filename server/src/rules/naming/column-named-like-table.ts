import { defineRule } from '../define-rule';
import { describe, ownColumns } from '../lib/tables';

export default defineRule({
  id: 'column-named-like-table',
  category: 'naming',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  needs: 'table',
  covers: ['P131'],
  docs: {
    summary: 'No column has the name of its table.',
    why:
      'In a query the name of a table stands for the whole row: `row_to_json(comment)` or `count(comment)`. Where a column has the same name, ' +
      'it means the column instead, and PostgreSQL says nothing.',
    whenOff: 'Where no query uses whole rows.',
    references: [
      {
        title: 'PostgreSQL: Using Composite Types in Queries',
        url: 'https://www.postgresql.org/docs/current/rowtypes.html#ROWTYPES-USAGE',
      },
    ],
  },
  examples: [
    {
      title: 'the same name',
      sql: 'CREATE TABLE comment (id bigint PRIMARY KEY, comment text NOT NULL);',
      reports: ['comment'],
      says: 'whole row',
    },
    {
      title: 'since a rename',
      sql: 'create table notes (id int, body text);\nalter table notes rename to body;',
      reports: ['body'],
    },
    { title: 'another number', sql: 'CREATE TABLE comments (id bigint PRIMARY KEY, comment text);', reports: [] },
    {
      title: 'a partition follows its parent',
      sql: 'CREATE TABLE log (at date) PARTITION BY RANGE (at);\nCREATE TABLE at PARTITION OF log DEFAULT;',
      reports: [],
    },
  ],
  table(table, context) {
    const found = ownColumns(table, context).find(({ name }) => name === table.name);
    if (!found) return;
    context.report({
      at: found.nameOrigin,
      message: `The column \`${found.name}\` has the name of its table, which in queries stands for the whole row of ${describe(table)}. Give one of them another name.`,
    });
  },
});
