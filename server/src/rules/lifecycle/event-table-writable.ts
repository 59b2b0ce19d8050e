import { defineRule } from '../define-rule';
import { eventColumns } from '../lib/events';
import { listed } from '../lib/names';
import { describe } from '../lib/tables';

const CHANGES = new Set(['all', 'update', 'delete', 'truncate']);

export default defineRule({
  id: 'event-table-writable',
  category: 'lifecycle',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'table',
  covers: ['EVT-append-only'],
  docs: {
    summary: 'No role may change or delete the events of an event store.',
    why: 'Events are what happened: state is rebuilt from them. A role that only has SELECT and INSERT cannot rewrite the past by mistake.',
    whenOff: 'Where a role has to erase the data of a person.',
    references: [{ title: 'PostgreSQL: Privileges', url: 'https://www.postgresql.org/docs/current/ddl-priv.html' }],
  },
  examples: [
    {
      title: 'all rights',
      sql: 'CREATE TABLE events (stream_id uuid, version int, data jsonb, UNIQUE (stream_id, version));\nGRANT ALL ON events TO app;',
      reports: ['events'],
      says: '`app`',
    },
    {
      title: 'everybody may delete',
      sql: 'create table account_events (aggregate_id uuid, version int);\ngrant select, insert, delete on account_events to public;',
      reports: ['account_events'],
    },
    {
      title: 'read and append',
      sql: 'CREATE TABLE events (stream_id uuid, version int);\nGRANT SELECT, INSERT ON events TO app;',
      reports: [],
    },
    { title: 'other tables', sql: 'CREATE TABLE orders (id int);\nGRANT ALL ON orders TO app;', reports: [] },
  ],
  table(table, context) {
    if (!eventColumns(table)) return;
    const roles = table.grants
      .filter(({ privileges }) => privileges.some((each) => CHANGES.has(each)))
      .map(({ role }) => role);
    if (roles.length === 0) return;
    context.report({
      at: table.nameOrigin,
      message: `${listed(roles)} may change or delete rows of ${describe(table)}, which say what happened. Grant SELECT and INSERT only.`,
    });
  },
});
