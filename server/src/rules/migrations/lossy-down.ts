import type { Op } from '../../model/facts';
import { defineRule } from '../define-rule';
import { whole } from '../lib/migration';
import { what } from '../lib/undo';

export default defineRule({
  id: 'lossy-down',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'info' },
  needs: 'migration',
  covers: ['MIG-drop-column'],
  docs: {
    summary: 'What Down brings back is empty.',
    why:
      'A Down that creates a dropped table or column anew brings back its name, not its rows and values. Who takes the release back has to know that, ' +
      'and to have a copy.',
    whenOff: 'Where everybody knows.',
    references: [
      { title: 'sql-migrate: writing migrations', url: 'https://github.com/rubenv/sql-migrate#writing-migrations' },
    ],
  },
  examples: [
    {
      title: 'a column that comes back without its values',
      tool: 'sql-migrate',
      before: 'CREATE TABLE orders (id int, note text);',
      sql: '-- +migrate Up\nALTER TABLE orders DROP COLUMN note;\n\n-- +migrate Down\nALTER TABLE orders ADD COLUMN note text;\n',
      reports: ['ALTER TABLE orders DROP COLUMN note'],
      says: 'column `orders.note`',
    },
    {
      title: 'a table that comes back without its rows',
      tool: 'goose',
      file: '2_logs.sql',
      before: 'CREATE TABLE logs (id int);',
      sql: '-- +goose Up\nDROP TABLE logs;\n\n-- +goose Down\nCREATE TABLE logs (id int);\n',
      reports: ['DROP TABLE logs'],
    },
    {
      title: 'what nobody needs again, said so',
      tool: 'goose',
      file: '2_logs.sql',
      before: 'CREATE TABLE logs (id int);',
      sql: '-- +goose Up\nDROP TABLE logs;\n\n-- +goose Down\n-- irreversible: the logs were moved to the archive\n',
      reports: [],
    },
    {
      title: 'an index has no values of its own',
      tool: 'sql-migrate',
      before: 'CREATE TABLE orders (id int, note text);\nCREATE INDEX by_note ON orders (note);',
      sql: '-- +migrate Up\nDROP INDEX by_note;\n\n-- +migrate Down\nCREATE INDEX by_note ON orders (note);\n',
      reports: [],
    },
  ],
  migration({ file: { undo }, statements }, context) {
    const [first] = statements;
    if (!first || undo?.state !== 'written' || undo.isWaived) return;
    // What Up renames is only named back.
    const renamed = statements.flatMap(({ acts }) =>
      acts.flatMap((act) => (act.act === 'op' ? renamedBy(act.op) : [])),
    );
    const lost = (undo.whole() ?? []).filter(
      (change) =>
        !('table' in change && renamed.includes(change.table.name)) &&
        (change.change === 'create table' ||
        (change.change === 'alter table' && change.actions.some((action) => action.do === 'add column' && !action.column.generated))), // prettier-ignore
    );
    if (lost.length === 0) return;
    const names = lost.map(what).join(', ');
    context.report({
      at: whole(first, context),
      message: `Down brings back ${names} empty: what was in it is lost when Up has run. Keep a copy if anybody may ask for it.`,
    });
  },
});

/** The tables that have another name behind it, or a column that has. */
function renamedBy(op: Op): string[] {
  if (op.op === 'rename column') return [op.table.name];
  return op.op === 'rename' ? [op.name.name, op.to] : [];
}
