import { column } from '../../model/schema';
import { defineRule } from '../define-rule';
import { useMethod } from '../lib/index-edits';
import { describe } from '../lib/tables';
import { isAppendOnly } from '../lib/timestamps';

const MOMENTS = new Set(['timestamptz', 'timestamp', 'date']);
const NOW = /^(?:now|current_timestamp|current_date|statement_timestamp|clock_timestamp|transaction_timestamp)\b/i;

export default defineRule({
  id: 'btree-over-time',
  category: 'indexes',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'off' },
  needs: 'table',
  covers: ['IDX-brin'],
  docs: {
    summary: 'Tables of events have a BRIN index of their moments.',
    why:
      'Rows that are only added lie in the order of their moments. A BRIN index keeps the first and the last moment of each stretch of the table: ' +
      'for a day or a month it is as quick as a B-tree, a thousandth of its size, and hardly costs a write anything. ' +
      'Looked at are tables whose names say that rows are written once (events, logs, histories), and moments that are `now()` by default.',
    whenOff:
      'Where queries take the newest rows (`ORDER BY created_at DESC LIMIT 20`) or single moments, or old rows are changed or deleted: that needs a B-tree.',
    references: [{ title: 'PostgreSQL: BRIN Indexes', url: 'https://www.postgresql.org/docs/current/brin.html' }],
  },
  examples: [
    {
      title: 'the moments of events',
      sql: 'CREATE TABLE login_events (id bigint, created_at timestamptz NOT NULL DEFAULT now());\nCREATE INDEX login_events_created ON login_events (created_at);',
      reports: ['login_events_created'],
      says: '`brin`',
      fixed:
        'CREATE TABLE login_events (id bigint, created_at timestamptz NOT NULL DEFAULT now());\nCREATE INDEX login_events_created ON login_events USING brin (created_at);',
    },
    {
      title: 'of a log in partitions',
      sql: 'create table audit_log (day date not null default current_date, line text) partition by range (day);\ncreate index audit_log_day on audit_log using btree (day);',
      reports: ['audit_log_day'],
      fixed:
        'create table audit_log (day date not null default current_date, line text) partition by range (day);\ncreate index audit_log_day on audit_log using brin (day);',
    },
    {
      title: 'rows that come and change',
      sql: 'CREATE TABLE orders (id bigint, created_at timestamptz DEFAULT now());\nCREATE INDEX ON orders (created_at);',
      reports: [],
    },
    {
      title: 'more columns, a part of the rows, and moments that somebody brings, as real tables have them',
      sql: 'CREATE TABLE events (user_id int, created_at timestamptz DEFAULT now(), happens_at timestamptz);\nCREATE INDEX ON events (user_id, created_at);\nCREATE INDEX ON events (created_at) WHERE user_id IS NULL;\nCREATE INDEX ON events (happens_at);\nCREATE INDEX ON events USING brin (created_at);',
      reports: [],
    },
  ],
  table(table, context) {
    if (!isAppendOnly(table)) return;
    for (const index of table.indexes) {
      const { keys, method, unique, inherited, predicate, name, nameOrigin } = index;
      const [key] = keys;
      if (method !== 'btree' || unique || inherited || predicate || keys.length !== 1 || key?.opclass) continue;
      const found = key?.column === undefined ? undefined : column(table, key.column);
      if (!key || !found?.type.builtIn || !MOMENTS.has(found.type.name.name) || found.type.dimensions > 0) continue;
      if (!NOW.test(found.default?.text ?? '')) continue;
      context.report({
        at: nameOrigin,
        message:
          `Rows of ${describe(table)} lie in the order of \`${found.name}\`, so \`${name}\` takes far more space than it needs to find a span of time. ` +
          'Use `brin`, unless queries take the newest rows.',
        fixes: [useMethod('brin', index, key.origin, context)],
      });
    }
  },
});
