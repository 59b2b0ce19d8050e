import { defineRule } from '../define-rule';
import { writeDown } from '../lib/undo';

export default defineRule({
  id: 'empty-down',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  gate: 'migration rollback',
  needs: 'migration',
  covers: ['MIG-down-empty', 'MIG-irreversible-ok'],
  docs: {
    summary: 'A Down does something, or says why it does not.',
    why:
      'An empty Down looks like a way back and is none: the tool says that the migration was taken back, and the schema is as it was. Where there is ' +
      'no way back, a comment says so: `-- irreversible: the rows are gone`, or `-- nothing to undo: …`.',
    whenOff: 'Where you only go forward.',
    references: [
      { title: 'sql-migrate: writing migrations', url: 'https://github.com/rubenv/sql-migrate#writing-migrations' },
    ],
  },
  examples: [
    {
      title: 'nothing behind the mark',
      tool: 'sql-migrate',
      before: 'CREATE TABLE orders (id int);',
      sql: '-- +migrate Up\nCREATE INDEX orders_id ON orders (id);\n\n-- +migrate Down\n',
      reports: ['-- +migrate Down'],
      says: 'empty',
      fixed: '-- +migrate Up\nCREATE INDEX orders_id ON orders (id);\n\n-- +migrate Down\nDROP INDEX orders_id;\n',
    },
    {
      title: 'a comment that says nothing about it',
      tool: 'goose',
      file: '2_items.sql',
      before: 'CREATE TABLE orders (id int);',
      sql: '-- +goose Up\nCREATE TABLE items (id int);\n\n-- +goose Down\n-- SQL in this section is run when the migration is rolled back\n',
      reports: ['-- +goose Down'],
    },
    {
      title: 'what can’t be undone, with the reason',
      tool: 'sql-migrate',
      before: "CREATE TYPE state AS ENUM ('open');",
      sql: "-- +migrate Up\nALTER TYPE state ADD VALUE 'paid';\n\n-- +migrate Down\n-- irreversible: values of an enum can't be taken out\n",
      reports: [],
    },
    {
      title: 'rows that may stay as they are',
      tool: 'dbmate',
      file: '2_fill.sql',
      before: 'CREATE TABLE orders (id int, note text);',
      sql: "-- migrate:up\nUPDATE orders SET note = '' WHERE note IS NULL;\n\n-- migrate:down\n-- nothing to undo: an empty note is fine\n",
      reports: [],
    },
  ],
  migration({ file: { undo }, statements }, context) {
    if (statements.length === 0 || undo?.state !== 'empty' || undo.isWaived) return;
    const fixes = writeDown(undo, undo.whole(), 'Write the Down that undoes this');
    context.report({
      at: undo.at,
      message: 'The Down of this migration is empty: taking it back changes nothing. Write it, or say in it `-- irreversible:` or `-- nothing to undo:` and why.', // prettier-ignore
      fixes,
    });
  },
});
