import { defineRule } from '../define-rule';
import { writeDown } from '../lib/undo';

export default defineRule({
  id: 'missing-down',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  gate: 'migration rollback',
  needs: 'migration',
  covers: ['MIG-down'],
  docs: {
    summary: 'A migration that goes up has a way down.',
    why:
      'When a release has to be taken back, the schema has to go back too, at a moment when nobody has time to write SQL. A Down that is written and ' +
      'tried with its Up is there then.\n\nThe rule is silent where the tool knows no Down (Flyway, Prisma, Atlas …), and where most migrations of ' +
      'the history have none. While a migration is typed it waits until the file is saved.',
    whenOff: 'Where you only go forward, and mend a bad migration by a new one.',
    references: [
      { title: 'sql-migrate: writing migrations', url: 'https://github.com/rubenv/sql-migrate#writing-migrations' },
    ],
  },
  examples: [
    {
      title: 'a migration without Down',
      tool: 'sql-migrate',
      before: 'CREATE TABLE orders (id int);',
      sql: '-- +migrate Up\nALTER TABLE orders ADD COLUMN note text;\n',
      reports: ['-- +migrate Up'],
      says: 'has no Down',
      fixed:
        '-- +migrate Up\nALTER TABLE orders ADD COLUMN note text;\n\n-- +migrate Down\nALTER TABLE orders DROP COLUMN note;\n',
    },
    {
      title: 'with another tool, and a dropped column that comes again',
      tool: 'dbmate',
      file: '2_total.sql',
      before: 'CREATE TABLE orders (id int, total numeric(8,2) NOT NULL DEFAULT 0);',
      sql: '-- migrate:up\nALTER TABLE orders DROP COLUMN total;\n',
      reports: ['-- migrate:up'],
      fixed:
        '-- migrate:up\nALTER TABLE orders DROP COLUMN total;\n\n-- migrate:down\nALTER TABLE orders ADD COLUMN total numeric(8,2) NOT NULL DEFAULT 0;\n',
    },
    {
      title: 'a Down that drops what Up made',
      tool: 'goose',
      file: '2_note.sql',
      before: 'CREATE TABLE orders (id int);',
      sql: '-- +goose Up\nALTER TABLE orders ADD COLUMN note text;\n\n-- +goose Down\nALTER TABLE orders DROP COLUMN note;\n',
      reports: [],
    },
    {
      title: 'a tool without Downs',
      tool: 'flyway',
      file: 'V2__note.sql',
      before: 'CREATE TABLE orders (id int);',
      sql: 'ALTER TABLE orders ADD COLUMN note text;\n',
      reports: [],
    },
  ],
  migration({ file: { undo }, statements }, context) {
    if (statements.length === 0 || undo?.state !== 'missing' || !undo.isUsual) return;
    const fixes = writeDown(undo, undo.whole(), 'Write the Down that undoes this');
    context.report({
      at: undo.at,
      message: 'This migration has no Down: when a release is taken back, nothing takes its changes back. Write one, or say in it `-- irreversible:` and why.', // prettier-ignore
      fixes,
    });
  },
});
