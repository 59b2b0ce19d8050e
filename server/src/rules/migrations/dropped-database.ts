import { defineRule } from '../define-rule';
import { whole } from '../lib/migration';

export default defineRule({
  id: 'dropped-database',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'error' },
  needs: 'migration',
  covers: ['P43'],
  docs: {
    summary: 'No migration drops a database.',
    why: 'A migration changes the database that it is connected to. One that drops a database takes all that is in it, on every server that it runs on.',
    whenOff: 'For scripts that set up test servers.',
    references: [
      { title: 'PostgreSQL: DROP DATABASE', url: 'https://www.postgresql.org/docs/current/sql-dropdatabase.html' },
    ],
  },
  examples: [
    {
      title: 'a database',
      before: 'SELECT 1;',
      sql: 'DROP DATABASE shop;\n',
      reports: ['DROP DATABASE shop'],
      says: 'all that is in it',
    },
    {
      title: 'if it is there',
      before: 'SELECT 1;',
      sql: 'drop database if exists shop;\n',
      reports: ['drop database if exists shop'],
    },
    {
      title: 'a schema or a table',
      before: 'CREATE TABLE a (id int);',
      sql: 'DROP TABLE a;\nDROP SCHEMA IF EXISTS old;\n',
      reports: [],
    },
    {
      title: 'a word in a text',
      before: 'CREATE TABLE a (t text);',
      sql: "INSERT INTO a VALUES ('DROP DATABASE shop');\n",
      reports: [],
    },
  ],
  statement(statement, context) {
    if (!statement.acts.some((act) => act.act === 'server' && act.what === 'DROP DATABASE')) return;
    context.report({ at: whole(statement, context), message: 'This drops a database with all that is in it, on each server that the migration runs on. Leave that to whoever runs the servers.' }); // prettier-ignore
  },
});
