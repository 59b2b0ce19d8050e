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
    summary: 'What goes with a type by CASCADE comes back empty.',
    why:
      'What depends on a type goes with it by CASCADE: columns and tables that the statement does not name. A Down that creates them anew brings back ' +
      'their names, not their values and rows. Who takes the release back has to know that, and to have a copy.',
    whenOff: 'Where everybody knows.',
    references: [
      { title: 'sql-migrate: writing migrations', url: 'https://github.com/rubenv/sql-migrate#writing-migrations' },
    ],
  },
  examples: [
    {
      title: 'a column that goes with its type',
      tool: 'sql-migrate',
      before: 'CREATE DOMAIN remark AS text;\nCREATE TABLE orders (id int, note remark);',
      sql: '-- +migrate Up\nDROP DOMAIN remark CASCADE;\n\n-- +migrate Down\nCREATE DOMAIN remark AS text;\nALTER TABLE orders ADD COLUMN note remark;\n',
      reports: ['DROP DOMAIN remark CASCADE'],
      says: 'column `orders.note`',
    },
    {
      title: 'a table that is made of a type, by name',
      tool: 'goose',
      file: '2_logs.sql',
      before: 'CREATE TYPE entry AS (id int, said text);\nCREATE TABLE logs OF entry;',
      sql: '-- +goose Up\nDROP TYPE entry CASCADE;\n\n-- +goose Down\nCREATE TYPE entry AS (id int, said text);\nCREATE TABLE logs OF entry;\n',
      reports: ['DROP TYPE entry CASCADE'],
    },
    {
      title: 'what is dropped by its name: that its values are gone is said there',
      tool: 'goose',
      file: '2_logs.sql',
      before: 'CREATE TABLE logs (id int);\nCREATE TABLE orders (id int, note text);',
      sql: '-- +goose Up\nDROP TABLE logs CASCADE;\nALTER TABLE orders DROP COLUMN note;\n\n-- +goose Down\nCREATE TABLE logs (id int);\nALTER TABLE orders ADD COLUMN note text;\n',
      reports: [],
    },
    {
      title: 'what nobody needs again, said so',
      tool: 'sql-migrate',
      before: 'CREATE DOMAIN remark AS text;\nCREATE TABLE orders (id int, note remark);',
      sql: '-- +migrate Up\nDROP DOMAIN remark CASCADE;\n\n-- +migrate Down\n-- irreversible: the notes were moved to the archive\n',
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
    if (!statements.some(({ acts }) => acts.some((act) => act.act === 'op' && takesAlong(act.op)))) return;
    const said = statements.flatMap(({ acts }) => acts.flatMap((act) => (act.act === 'op' ? saidOf(act.op) : [])));
    const lost = (undo.whole() ?? []).filter(
      (change) =>
        !('table' in change && said.includes(change.table.name)) &&
        (change.change === 'create table' ||
        (change.change === 'alter table' && change.actions.some((action) => action.do === 'add column' && !action.column.generated))), // prettier-ignore
    );
    if (lost.length === 0) return;
    const names = lost.map(what).join(', ');
    context.report({
      at: whole(first, context),
      message: `CASCADE drops ${names} too, and Down brings that back empty. Keep a copy if anybody may ask for it.`,
    });
  },
});

/** Dropping a type drops columns and tables that nobody names. */
function takesAlong(op: Op): boolean {
  return op.op === 'drop' && op.cascade && (op.kind === 'type' || op.kind === 'domain');
}

/** The tables of which a finding at their own statement says what is lost, and those that Up renames: they are only named back. */
function saidOf(op: Op): string[] {
  if (op.op === 'rename column' || op.op === 'drop column') return [op.table.name];
  if (op.op === 'drop') return [op.name.name];
  return op.op === 'rename' ? [op.name.name, op.to] : [];
}
