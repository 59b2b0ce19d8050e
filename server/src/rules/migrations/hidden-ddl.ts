import { defineRule } from '../define-rule';
/** What has IF EXISTS, IF NOT EXISTS or OR REPLACE. */
const PLAIN: ReadonlySet<string> = new Set([
  'create table',
  'create index',
  'create view',
  'create schema',
  'create sequence',
  'create extension',
  'add column',
  'drop column',
  'drop',
  'drop constraint',
]);
export default defineRule({
  id: 'hidden-ddl',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  needs: 'migration',
  covers: ['P71'],
  docs: {
    summary: 'What changes the schema stands in the migration, not in a DO block.',
    why: 'What a DO block does depends on what it finds when it runs: tools, reviews and other servers see it too late. PostgreSQL has IF NOT EXISTS and IF EXISTS for most of what such blocks are written for.',
    whenOff: 'Where PostgreSQL has no IF NOT EXISTS: `CREATE TYPE`, `ADD CONSTRAINT`.',
    references: [{ title: 'PostgreSQL: DO', url: 'https://www.postgresql.org/docs/current/sql-do.html' }],
  },
  examples: [
    {
      title: 'a column',
      before: 'CREATE TABLE orders (id int);',
      sql: 'DO $$ BEGIN\n  ALTER TABLE orders ADD COLUMN note text;\nEND $$;\n',
      reports: ['DO'],
      says: 'IF NOT EXISTS',
    },
    {
      title: 'a table that is there or not',
      before: 'SELECT 1;',
      sql: "DO $$ BEGIN\n  IF to_regclass('a') IS NULL THEN CREATE TABLE a (id int); END IF;\nEND $$;\n",
      reports: ['DO'],
    },
    {
      title: 'rows',
      before: 'CREATE TABLE orders (id int);',
      sql: 'DO $$ BEGIN\n  UPDATE orders SET id = 1;\nEND $$;\n',
      reports: [],
    },
    {
      title: 'types and constraints, which have no other way',
      before: 'CREATE TABLE orders (id int);',
      sql: "DO $$ BEGIN\n  CREATE TYPE mood AS ENUM ('calm');\n  ALTER TABLE orders ADD CONSTRAINT c CHECK (id > 0);\nEXCEPTION WHEN duplicate_object THEN NULL;\nEND $$;\n",
      reports: [],
    },
  ],
  statement(statement, context) {
    const hidden = statement.acts.flatMap((act) => (act.act === 'op' && act.op.op === 'in a body' ? act.op.ops : []));
    if (!hidden.some(({ op }) => PLAIN.has(op))) return;
    context.report({
      at: { source: statement.source, span: { start: 0, end: 2 } },
      message:
        'Whether this block changes the schema shows only when it runs. Write the statements out, with IF NOT EXISTS or IF EXISTS where they may run twice.',
    });
  },
});
