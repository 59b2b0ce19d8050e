import type { Table } from '../../model/schema';
import { defineRule } from '../define-rule';
import { addColumns } from '../lib/columns';
import { eventColumns } from '../lib/events';
import { listed } from '../lib/names';
import { describe } from '../lib/tables';

const PARTS: readonly {
  readonly add: string;
  readonly type: string;
  readonly names: RegExp;
  readonly value: string;
}[] = [
  { add: 'event_type', type: 'text', names: /(?:^|_)(?:type|name|kind)$/, value: "''" },
  { add: 'data', type: 'jsonb', names: /^(?:event_)?(?:data|payload|body|event|content|details)$/, value: "'{}'" },
  {
    add: 'created_at',
    type: 'timestamptz',
    names: /(?:_at|_on|_time|^timestamp|^time|^at|_date)$|^created$/,
    value: 'now()',
  },
];

export default defineRule({
  id: 'event-columns',
  category: 'lifecycle',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  presets: { documented: ['info'] },
  needs: 'table',
  covers: ['EVT-columns'],
  docs: {
    summary: 'An event says what happened, with what data, and when.',
    why: 'An event is read years after it was written. What it does not hold cannot be found out any more.',
    whenOff: 'Where the parts have other names.',
    references: [
      { title: 'PostgreSQL: JSON Types', url: 'https://www.postgresql.org/docs/current/datatype-json.html' },
    ],
  },
  examples: [
    {
      title: 'no kind and no moment',
      sql: 'CREATE TABLE events (\n  stream_id uuid NOT NULL,\n  version int NOT NULL,\n  data jsonb NOT NULL,\n  UNIQUE (stream_id, version)\n);',
      reports: ['events'],
      says: '`event_type` and `created_at`',
    },
    {
      title: 'no data',
      sql: 'create table account_events (aggregate_id uuid, version int, kind text, occurred_at timestamptz);',
      reports: ['account_events'],
      says: '`data`',
      fixed:
        "create table account_events (aggregate_id uuid, version int, kind text, occurred_at timestamptz, data jsonb not null default '{}');",
    },
    {
      title: 'by other names',
      sql: 'CREATE TABLE events (aggregate_id uuid, aggregate_type text, version int, event_name text, payload jsonb, recorded_at timestamptz);',
      reports: [],
    },
    { title: 'no event store', sql: 'CREATE TABLE events (id int, title text);', reports: [] },
  ],
  table(table, context) {
    if (table.open || !eventColumns(table)) return;
    const missing = PARTS.filter((part) => !has(table, part.names));
    if (missing.length === 0) return;
    const [only] = missing;
    const edits =
      missing.length === 1
        ? addColumns(
            table,
            [only!.add],
            { type: only!.type, constraint: 'NOT NULL DEFAULT', value: only!.value },
            context,
          )
        : undefined;
    context.report({
      at: table.nameOrigin,
      message: `${describe(table)} lacks ${listed(missing.map(({ add }) => add))}, which nobody can find out later. Add ${missing.length > 1 ? 'them' : 'it'}.`,
      fixes: edits ? [{ title: `Add ${listed(missing.map(({ add }) => add))}`, kind: 'suggestion', edits }] : [],
    });
  },
});

function has(table: Table, names: RegExp): boolean {
  return table.columns.some(({ name }) => {
    const small = name.toLowerCase();
    return names.test(small) && !/^(?:stream|aggregate|entity)_/.test(small);
  });
}
