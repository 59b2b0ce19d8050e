import { defineRule } from '../define-rule';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'wide-table',
  category: 'shape',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  needs: 'table',
  covers: ['SHP-god-table', 'P119'],
  docs: {
    summary: 'A table has no more columns than one thing has properties.',
    why:
      'A table of very many columns mostly describes several things at once. Most of its columns are empty in most rows, each change locks all of it, and ' +
      'each UPDATE writes the whole row anew.',
    whenOff: 'For tables of measurements or imports, whose columns are given.',
    references: [
      { title: 'PostgreSQL: Limits', url: 'https://www.postgresql.org/docs/current/limits.html' },
      { title: 'PostgreSQL: Modifying Tables', url: 'https://www.postgresql.org/docs/current/ddl-alter.html' },
    ],
  },
  options: { max: { type: 'number', default: 40, description: 'So many columns are still not too many.' } },
  examples: [
    {
      title: 'more than the project allows',
      sql: 'CREATE TABLE users (id int, name text, street text, city text, plan text, price numeric);',
      options: { max: 5 },
      reports: ['users'],
      says: '6 columns',
    },
    {
      title: 'grown by and by',
      sql: 'CREATE TABLE users (id int, name text);\nALTER TABLE users ADD a int, ADD b int;',
      options: { max: 3 },
      reports: ['users'],
    },
    { title: 'few', sql: 'CREATE TABLE users (id int, name text, street text);', reports: [] },
    {
      title: 'a view, which only shows',
      sql: 'CREATE TABLE a (b int, c int);\nCREATE VIEW v AS SELECT b, c, b AS d, c AS e FROM a;',
      options: { max: 2 },
      reports: [],
    },
  ],
  table(table, context) {
    if (table.columns.length <= context.option('max')) return;
    context.report({
      at: table.nameOrigin,
      message: `${describe(table)} has ${table.columns.length} columns, so it probably holds several things. Move what belongs together to tables of its own.`,
    });
  },
});
