import type { SchemaChange } from '../../change/changes';
import { defineRule } from '../define-rule';
import { whole } from '../lib/migration';
import { what, writeDown } from '../lib/undo';

/** So many things are named in a message. */
const NAMED = 3;

export default defineRule({
  id: 'down-not-inverse',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  gate: 'migration rollback',
  needs: 'migration',
  covers: ['MIG-down-inverse'],
  docs: {
    summary: 'Down takes back all that Up does.',
    why:
      'What Down forgets stays in the schema: the next Up fails on an index that is there already, or a column comes back without its default and ' +
      'inserts fail. Up and Down are run on the schema in memory, one after the other, and what then differs from the schema before is named.\n\n' +
      'Comments, rights, extensions and schemas may stay. Statements that only running would show (dynamic SQL) end the comparison.',
    whenOff: 'Where Downs are only there for the last release and are allowed to be rough.',
    references: [
      { title: 'sql-migrate: writing migrations', url: 'https://github.com/rubenv/sql-migrate#writing-migrations' },
    ],
  },
  examples: [
    {
      title: 'an index that stays',
      tool: 'sql-migrate',
      before: 'CREATE TABLE orders (id int);',
      sql: '-- +migrate Up\nALTER TABLE orders ADD COLUMN note text;\nCREATE INDEX by_id ON orders (id);\n\n-- +migrate Down\nALTER TABLE orders DROP COLUMN note;\n',
      reports: ['ALTER TABLE orders DROP COLUMN note'],
      says: 'index `by_id` is still there',
      fixed:
        '-- +migrate Up\nALTER TABLE orders ADD COLUMN note text;\nCREATE INDEX by_id ON orders (id);\n\n-- +migrate Down\nALTER TABLE orders DROP COLUMN note;\nDROP INDEX by_id;\n',
    },
    {
      title: 'a default and NOT NULL that don’t come back',
      tool: 'goose',
      file: '2_total.sql',
      before: 'CREATE TABLE orders (id int, total int NOT NULL DEFAULT 0);',
      sql: '-- +goose Up\nALTER TABLE orders DROP COLUMN total;\n\n-- +goose Down\nALTER TABLE orders ADD COLUMN total int;\n',
      reports: ['ALTER TABLE orders ADD COLUMN total int'],
      says: '`orders.total` differs',
    },
    {
      title: 'all that was made is dropped, and the table takes its index along',
      tool: 'dbmate',
      file: '2_items.sql',
      before: 'CREATE TABLE orders (id int PRIMARY KEY);',
      sql: "-- migrate:up\nCREATE TYPE state AS ENUM ('open');\nCREATE TABLE items (id int, order_id int REFERENCES orders, state state);\nCREATE INDEX items_order ON items (order_id);\nCOMMENT ON TABLE orders IS 'what people order';\n\n-- migrate:down\nDROP TABLE items;\nDROP TYPE state;\n",
      reports: [],
    },
    {
      title: 'a column that comes again with a default for the rows that are there',
      tool: 'sql-migrate',
      before: 'CREATE TABLE stats (id int, amount text NOT NULL);',
      sql: "-- +migrate Up\nALTER TABLE stats DROP COLUMN amount;\n\n-- +migrate Down\nALTER TABLE stats ADD COLUMN amount text NOT NULL DEFAULT '';\n",
      reports: [],
    },
    {
      title: 'a rename there and back, and an extension that stays',
      tool: 'sql-migrate',
      before: 'CREATE TABLE orders (id int, total int);',
      sql: '-- +migrate Up\nCREATE EXTENSION IF NOT EXISTS citext;\nALTER TABLE orders RENAME COLUMN total TO amount;\n\n-- +migrate Down\nALTER TABLE orders RENAME COLUMN amount TO total;\n',
      reports: [],
    },
  ],
  migration({ file: { undo }, statements }, context) {
    const [first] = statements;
    const left = first && undo?.state === 'written' && !undo.isWaived ? undo.left() : undefined;
    const at = undo?.statements.at(-1);
    if (!first || !undo || !at || !left || left.changes.length === 0 || left.refused.length > 0) return;
    const names = [...new Set(left.changes.map((change) => `${what(change)} ${fateOf(change)}`))];
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
    const isHere = at.source.file === first.source.file;
    context.report({
      at: isHere ? { ...at, span: whole({ source: at.source }, context).span } : whole(first, context),
      message: `After Up and Down the schema isn't what it was: ${names.slice(0, NAMED).join(', ')}${more}. Take that back too, or say \`-- irreversible:\` and why.`, // prettier-ignore
      fixes: writeDown(undo, left.changes, 'Add what is missing to the Down'),
    });
  },
});

const LEFT: ReadonlySet<string> = new Set(['drop', 'drop index', 'drop part', 'drop column', 'drop constraint']);
const MISSING: ReadonlySet<string> = new Set(['create table', 'create index', 'create type', 'create sequence', 'create policy', 'add column', 'add constraint']); // prettier-ignore

/** What would mend it says how it is now. */
function fateOf(change: SchemaChange): string {
  const [action] = change.change === 'alter table' ? change.actions : [];
  const word = action?.do ?? change.change;
  return LEFT.has(word) ? 'is still there' : MISSING.has(word) ? 'is missing' : 'differs';
}
