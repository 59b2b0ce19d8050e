import { defineRule } from '../define-rule';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'unrelated-table',
  category: 'shape',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  needs: 'table',
  covers: ['SHP-orphan-table', 'P107'],
  docs: {
    summary: 'Each table points to another one, or another one points to it.',
    why:
      'A table that no foreign key leads to or from, and that no view reads, is mostly left over or lacks a foreign key that everybody thinks it has. Nothing is said in ' +
      'schemas without foreign keys.',
    whenOff: 'Where tables of settings, queues or imports stand alone on purpose.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
    ],
  },
  examples: [
    {
      title: 'nothing leads there',
      sql: 'CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE TABLE posts (user_id bigint REFERENCES users);\nCREATE TABLE old_orders (id bigint PRIMARY KEY);',
      reports: ['old_orders'],
      says: '`old_orders`',
    },
    {
      title: 'the key of another table in its name only',
      sql: 'CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE TABLE posts (user_id bigint REFERENCES users);\nCREATE TABLE likes (user_id bigint, post_id bigint);',
      reports: ['likes'],
    },
    { title: 'a schema without foreign keys', sql: 'CREATE TABLE a (id int);\nCREATE TABLE b (id int);', reports: [] },
    {
      title: 'read by a view, or its parent has the foreign key, as real schemas have it',
      sql: 'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE rates (day date, rate numeric);\nCREATE VIEW today AS SELECT rate FROM rates;\nCREATE TABLE logs (user_id int REFERENCES users, at date) PARTITION BY RANGE (at);\nCREATE TABLE logs_old PARTITION OF logs DEFAULT;',
      reports: [],
    },
  ],
  table(table, context) {
    const { usedTables, hasForeignKeys } = context.conventions;
    if (table.open || !hasForeignKeys || usedTables.has(table.key)) return;
    if (table.inherits.length > 0 || table.constraints.some(({ kind }) => kind === 'foreign key')) return;
    context.report({
      at: table.nameOrigin,
      message: `No foreign key leads to or from ${describe(table)}, and no view reads it. Add the foreign key that it lacks, or drop it if nobody needs it.`,
    });
  },
});
