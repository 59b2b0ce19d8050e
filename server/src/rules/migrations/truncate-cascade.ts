import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { shown, whole } from '../lib/migration';

export default defineRule({
  id: 'truncate-cascade',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  forms: ['truncate'],
  covers: ['P47'],
  docs: {
    summary: 'TRUNCATE names all tables that it empties.',
    why:
      'TRUNCATE … CASCADE also empties every table with a foreign key to the one that is named, and those that point to them, whatever their ON DELETE ' +
      'says and however many rows they have. Without CASCADE PostgreSQL stops and names them.',
    whenOff: 'Where migrations only run on databases of tests.',
    references: [{ title: 'PostgreSQL: TRUNCATE', url: 'https://www.postgresql.org/docs/current/sql-truncate.html' }],
  },
  examples: [
    {
      title: 'a table that others point to',
      before: 'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE orders (user_id int REFERENCES users);',
      sql: 'TRUNCATE users CASCADE;\n',
      reports: ['TRUNCATE users CASCADE'],
      says: '`users` and each table',
      fixed: 'TRUNCATE users;\n',
    },
    {
      title: 'several',
      before: 'CREATE TABLE a (id int);\nCREATE TABLE b (id int);',
      sql: 'truncate table a, b restart identity cascade;\n',
      reports: ['truncate table a, b restart identity cascade'],
      fixed: 'truncate table a, b restart identity;\n',
    },
    {
      title: 'without CASCADE',
      before: 'CREATE TABLE a (id int);',
      sql: 'TRUNCATE a RESTART IDENTITY;\n',
      reports: [],
    },
    {
      title: 'a table that the migration makes',
      before: 'SELECT 1;',
      sql: 'CREATE TABLE a (id int);\nTRUNCATE a CASCADE;\n',
      reports: [],
    },
  ],
  statement(statement, context) {
    const act = statement.acts.find((each) => each.act === 'truncate');
    if (act?.act !== 'truncate' || !act.cascade || statement.effects.every(({ isNew }) => isNew)) return;
    const all = whole(statement, context);
    const text = context.text(all);
    const short = text.replace(/\s+cascade$/i, '');
    context.report({
      at: all,
      message: `This empties ${shown(act.tables[0])} and each table that points to it, also those that nobody thought of. Name the tables.`,
      fixes: [{ title: 'Remove CASCADE', kind: 'suggestion', edits: [replace({ source: all.source, span: { start: short.length, end: text.length } }, '')] }], // prettier-ignore
    });
  },
});
