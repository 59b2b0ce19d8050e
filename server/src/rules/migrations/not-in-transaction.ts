import { factsOf } from '../../model/effects/effect';
import { defineRule } from '../define-rule';
import { whole } from '../lib/migration';
import { outsideFixes } from '../lib/migration-fixes';

export default defineRule({
  id: 'not-in-transaction',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'migration',
  down: true,
  covers: ['MIG-concurrently-in-tx', 'P4'],
  docs: {
    summary: 'What PostgreSQL refuses in a transaction runs outside of one.',
    why:
      'CREATE INDEX CONCURRENTLY, VACUUM, CREATE DATABASE and a few more commit on their own. Inside a transaction PostgreSQL stops with ' +
      '`cannot run inside a transaction block` (25001). Most migration tools begin a transaction for each file; each has a mark of its ' +
      'own that says not to. Some send a file as it is: then several statements are one transaction, and a single one is in none.',
    whenOff: 'Where the tool is another one than its files say.',
    references: [
      { title: 'PostgreSQL: CREATE INDEX, Building Indexes Concurrently', url: 'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY' },
    ], // prettier-ignore
  },
  examples: [
    {
      title: 'in the transaction of sql-migrate',
      tool: 'sql-migrate',
      before: 'CREATE TABLE orders (id int, note text);',
      sql: '-- +migrate Up\nCREATE INDEX CONCURRENTLY idx_orders_note ON orders (note);\n\n-- +migrate Down\nDROP INDEX idx_orders_note;\n',
      reports: ['CREATE INDEX CONCURRENTLY idx_orders_note ON orders (note)'],
      says: 'sql-migrate',
      fixed:
        '-- +migrate Up notransaction\nCREATE INDEX CONCURRENTLY idx_orders_note ON orders (note);\n\n-- +migrate Down\nDROP INDEX idx_orders_note;\n',
    },
    {
      title: 'in what undoes, with goose',
      tool: 'goose',
      before: 'CREATE TABLE orders (id int, note text);',
      sql: '-- +goose Up\nCREATE INDEX idx_orders_note ON orders (note);\n\n-- +goose Down\nDROP INDEX CONCURRENTLY idx_orders_note;\n',
      reports: ['DROP INDEX CONCURRENTLY idx_orders_note'],
      fixed:
        '-- +goose NO TRANSACTION\n-- +goose Up\nCREATE INDEX idx_orders_note ON orders (note);\n\n-- +goose Down\nDROP INDEX CONCURRENTLY idx_orders_note;\n',
    },
    {
      title: 'several statements that are sent at once, and a transaction of the file',
      tool: 'golang-migrate',
      file: '000002_x.up.sql',
      before: 'CREATE TABLE orders (id int, note text);',
      sql: 'CREATE INDEX CONCURRENTLY a ON orders (note);\nCREATE INDEX CONCURRENTLY b ON orders (id);\n',
      reports: ['CREATE INDEX CONCURRENTLY a ON orders (note)', 'CREATE INDEX CONCURRENTLY b ON orders (id)'],
      says: 'sent at once',
    },
    {
      title: 'in a transaction that the file begins',
      before: 'CREATE TABLE orders (id int);',
      sql: 'BEGIN;\nVACUUM orders;\nCOMMIT;\n',
      reports: ['VACUUM orders'],
    },
    {
      title: 'with the mark of the tool, or alone in a file that is sent as it is',
      tool: 'dbmate',
      before: 'CREATE TABLE orders (id int, note text);',
      sql: '-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY a ON orders (note);\n\n-- migrate:down transaction:false\nDROP INDEX CONCURRENTLY a;\n',
      reports: [],
    },
    {
      title: 'one statement alone with golang-migrate',
      tool: 'golang-migrate',
      file: '000002_x.up.sql',
      before: 'CREATE TABLE orders (id int, note text);',
      sql: 'CREATE INDEX CONCURRENTLY a ON orders (note);\n',
      reports: [],
    },
    {
      title: 'numbered files of a tool that nobody knows',
      before: 'CREATE TABLE orders (id int, note text);',
      sql: 'CREATE INDEX CONCURRENTLY a ON orders (note);\nVACUUM orders;\n',
      reports: [],
    },
  ],
  migration(migration, context) {
    for (const statement of migration.statements) {
      const { effects, transaction, migration: file } = statement;
      if (!transaction || !effects.some((effect) => factsOf(effect).outside)) continue;
      const sql = context.text(whole(statement, context));
      // VACUUM and CLUSTER name their table next.
      const what = /^(?:vacuum|cluster|\w+(?:\s+\w+)?)/i.exec(sql)![0].replace(/\s+/g, ' ').toUpperCase();
      const name = /\bCONCURRENTLY\b/i.test(sql) ? `${what} CONCURRENTLY` : what;
      const tool = file.tool?.title ?? 'the tool';
      const who = {
        tool: `${tool} runs this in one`,
        text: 'the statements of this file are sent at once, which makes them one',
        file: 'this file begins one',
      }[transaction.by];
      context.report({
        at: whole(statement, context),
        message: `PostgreSQL refuses ${name} in a transaction, and ${who}. Let it run outside of a transaction.`,
        fixes: outsideFixes('Run it outside', statement, migration, sql, context).map((fix) =>
          fix.title.startsWith('Run it outside,') ? { ...fix, title: `Begin no transaction (${tool})` } : fix,
        ),
      });
    }
  },
});
