import { printChange } from '../../change/changes';
import { defineRule, type Fix } from '../define-rule';
import { whole } from '../lib/migration';

export default defineRule({
  id: 'refused-down',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'migration',
  covers: ['MIG-down-inverse'],
  docs: {
    summary: 'A Down can be applied to what its Up has made.',
    why:
      'A Down is rarely run before the day when it is needed. If it drops a table before the one that refers to it, or a column that was never made, ' +
      'PostgreSQL stops there and the release can’t be taken back. Up and Down are run on the schema in memory, one after the other. What was made ' +
      'last is dropped first.',
    whenOff: 'Where another program changes the schema between the migrations.',
    references: [
      { title: 'PostgreSQL: Dependency Tracking', url: 'https://www.postgresql.org/docs/current/ddl-depend.html' },
    ],
  },
  examples: [
    {
      title: 'tables in the order in which they were made',
      tool: 'goose',
      file: '2_items.sql',
      before: 'SELECT 1;',
      sql: '-- +goose Up\nCREATE TABLE orders (id int PRIMARY KEY);\nCREATE TABLE items (order_id int REFERENCES orders);\n\n-- +goose Down\nDROP TABLE orders;\nDROP TABLE items;\n',
      reports: ['orders'],
      says: 'items',
      fixed:
        '-- +goose Up\nCREATE TABLE orders (id int PRIMARY KEY);\nCREATE TABLE items (order_id int REFERENCES orders);\n\n-- +goose Down\nDROP TABLE items;\n\nDROP TABLE orders;\n',
    },
    {
      title: 'a type before the table that has it, and what was never there',
      tool: 'dbmate',
      file: '2_items.sql',
      before: 'CREATE TABLE orders (id int);',
      sql: "-- migrate:up\nCREATE TYPE state AS ENUM ('open');\nALTER TABLE orders ADD COLUMN state state;\n\n-- migrate:down\nDROP TYPE state;\nALTER TABLE orders DROP COLUMN status;\n",
      reports: ['state'],
    },
    {
      title: 'the other way round',
      tool: 'goose',
      file: '2_items.sql',
      before: 'SELECT 1;',
      sql: '-- +goose Up\nCREATE TABLE orders (id int PRIMARY KEY);\nCREATE TABLE items (order_id int REFERENCES orders);\n\n-- +goose Down\nDROP TABLE items;\nDROP TABLE orders;\n',
      reports: [],
    },
    {
      title: 'all at once, and with CASCADE',
      tool: 'sql-migrate',
      before: 'SELECT 1;',
      sql: '-- +migrate Up\nCREATE TABLE orders (id int PRIMARY KEY);\nCREATE TABLE items (order_id int REFERENCES orders);\nCREATE TABLE lines (order_id int REFERENCES orders);\n\n-- +migrate Down\nDROP TABLE orders, items;\nDROP TABLE lines CASCADE;\n',
      reports: ['orders'],
    },
    {
      title: 'what need not be there',
      tool: 'goose',
      file: '2_note.sql',
      before: 'CREATE TABLE orders (id int);',
      sql: '-- +goose Up\nALTER TABLE orders ADD COLUMN note text;\n\n-- +goose Down\nDROP INDEX IF EXISTS by_note;\nALTER TABLE orders DROP COLUMN note;\n',
      reports: [],
    },
  ],
  migration({ file: { undo }, statements }, context) {
    const [first] = statements;
    const left = first && undo?.state === 'written' ? undo.left() : undefined;
    const [refused] = left?.refused ?? [];
    if (!first || !undo || !refused) return;
    const isHere = refused.at.source.file === first.source.file;
    const all = undo.whole();
    const edits = all && undo.replace(all.map(printChange).join('\n\n'));
    const fixes: Fix[] = edits ? [{ title: 'Write the Down anew, in the right order', kind: 'suggestion', edits }] : [];
    context.report({
      at: isHere ? refused.at : whole(first, context),
      message: `This migration can't be undone, since PostgreSQL refuses its Down: ${refused.message}`,
      fixes,
      related: isHere ? [] : [{ at: refused.at, message: 'Refused here' }],
    });
  },
});
