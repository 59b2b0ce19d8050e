import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { findWords } from '../lib/syntax';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'unlogged-table',
  category: 'constraints',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  needs: 'table',
  covers: ['P125'],
  docs: {
    summary: 'Tables keep their rows when the server crashes.',
    why: 'PostgreSQL empties an `UNLOGGED` table after a crash and does not copy it to replicas or into a restored backup.',
    whenOff: 'For caches, queues and loads whose rows may be lost.',
    references: [
      {
        title: 'PostgreSQL: CREATE TABLE, UNLOGGED',
        url: 'https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-UNLOGGED',
      },
    ],
  },
  examples: [
    {
      title: 'unlogged',
      sql: 'CREATE UNLOGGED TABLE orders (id bigint PRIMARY KEY);',
      reports: ['orders'],
      fixed: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    },
    { title: 'since later', sql: 'create table a (id int);\nalter table a set unlogged;', reports: ['a'] },
    {
      title: 'logged again',
      sql: 'CREATE UNLOGGED TABLE orders (id bigint);\nALTER TABLE orders SET LOGGED;',
      reports: [],
    },
    { title: 'temporary', sql: 'CREATE TEMPORARY TABLE batch (id int);\nCREATE TABLE orders (id int);', reports: [] },
  ],
  table(table, context) {
    if (!table.unlogged) return;
    const { source, span } = table.nameOrigin;
    const before = { source, span: { start: 0, end: span.start } };
    const word = findWords(context, before, 'unlogged');
    const edits = word
      ? [replace({ source, span: { start: word.span.start, end: word.span.end + 1 } }, '')]
      : undefined;
    context.report({
      at: table.nameOrigin,
      message: `${describe(table)} is unlogged: a crash empties it, and replicas and backups never have its rows. Leave UNLOGGED out unless they may be lost.`,
      fixes: edits ? [{ title: 'Leave out UNLOGGED', kind: 'suggestion', edits }] : [],
    });
  },
});
