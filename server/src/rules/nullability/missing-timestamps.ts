import { defineRule } from '../define-rule';
import { addColumns } from '../lib/columns';
import type { Conventions } from '../lib/conventions';
import { listed } from '../lib/names';
import { describe } from '../lib/tables';
import { isAppendOnly, isKept, isSeries, isTime, saysWhenMade } from '../lib/timestamps';

export default defineRule({
  id: 'missing-timestamps',
  category: 'nullability',
  since: '0.1.0',
  severity: { recommended: 'info', strict: 'warning' },
  oneDecision: true,
  needs: 'table',
  presets: {
    strict: ['warning', { always: true }],
    documented: ['warning', { always: true }],
    modular: ['warning', { always: true }],
    classic: ['off'],
  },
  gate: 'timestamps',
  covers: ['STD-timestamps', 'STD-exempt', 'P127'],
  docs: {
    summary: 'Each table says when a row was made and when it was changed last.',
    why:
      'The two moments are asked for in each investigation, incremental export and cache, and cannot be found out afterwards. ' +
      'Partitions, junction tables, tables of up to three columns and the tables of migration tools need neither; tables whose name says that rows are ' +
      'written once (events, logs, histories, versions and such) need one moment of any name and no `updated_at`.',
    whenOff:
      'Where changes are recorded in another way, for example by an audit trigger or a temporal table. Where four of five tables do without, and there are five, it is silent by itself.',
    references: [
      { title: 'PostgreSQL: Date/Time Types', url: 'https://www.postgresql.org/docs/current/datatype-datetime.html' },
    ],
  },
  options: {
    created: {
      type: 'strings',
      default: [
        'created_at', 'created', 'created_on', 'created_date', 'created_time', 'created_timestamp', 'creation_date', 'creation_time',
        'create_at', 'create_date', 'create_time', 'create_datetime', 'date_created', 'time_created', 'inserted_at', 'insert_time', 'added_at',
        'date_added', 'added_ts', 'created_datetime', 'created_ts', 'created_ms', 'creation_ts', 'gmt_create', 'gmt_created', 'registered_at', 'timestamp', 'ts',
      ], // prettier-ignore
      description:
        'Columns that say when a row was made, in any letter case and with or without underscores. The fix adds the one that most tables have, else the first one.',
    },
    updated: {
      type: 'strings',
      default: [
        'updated_at', 'updated', 'updated_on', 'updated_date', 'updated_time', 'update_date', 'update_time', 'last_update', 'last_updated',
        'last_updated_at', 'modified_at', 'modified', 'modified_on', 'modified_date', 'modification_date', 'last_modified', 'last_modified_at',
        'time_last_modified', 'date_updated', 'date_modified', 'changed_at', 'last_changed', 'update_at', 'last_update_at', 'update_datetime',
        'updated_datetime', 'updated_ts', 'updated_ms', 'modify_time', 'modified_time', 'modified_ts', 'gmt_modified', 'gmt_updated',
      ], // prettier-ignore
      description:
        'Columns that say when a row was changed last. The fix adds the one that most tables have, else the first one.',
    },
    always: {
      type: 'boolean',
      default: false,
      description: 'Whether it is also said where four of five tables do without.',
    },
  },
  examples: [
    {
      title: 'neither',
      sql: 'CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  code text NOT NULL,\n  total numeric NOT NULL,\n  note text,\n  CHECK (total > 0)\n);',
      reports: ['orders'],
      says: 'neither `created_at` nor `updated_at`',
      fixed:
        'CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  code text NOT NULL,\n  total numeric NOT NULL,\n  note text,\n  created_at timestamptz NOT NULL DEFAULT now(),\n  updated_at timestamptz NOT NULL DEFAULT now(),\n  CHECK (total > 0)\n);',
    },
    {
      title: 'one of them, on one line',
      sql: 'create table orders (id BIGINT primary key, code TEXT, total NUMERIC, inserted_at TIMESTAMPTZ);',
      reports: ['orders'],
      fixed:
        'create table orders (id BIGINT primary key, code TEXT, total NUMERIC, inserted_at TIMESTAMPTZ, updated_at TIMESTAMPTZ not null default now());',
    },
    {
      title: 'an event without any moment',
      sql: 'CREATE TABLE shop.login_events (\n    id bigint,\n    user_id bigint,\n    kind text,\n    data jsonb\n);',
      reports: ['shop.login_events'],
      says: '`created_at`',
      fixed:
        'CREATE TABLE shop.login_events (\n    id bigint,\n    user_id bigint,\n    kind text,\n    data jsonb,\n    created_at timestamptz NOT NULL DEFAULT now()\n);',
    },
    {
      title: 'a remark stays with its column',
      sql: 'CREATE TABLE orders (\n  id bigint,\n  code text,\n  note text,\n  total bigint -- in cents\n);\nCREATE TABLE items (\n  id bigint,\n  code text,\n  note text,\n  price bigint, -- in cents\n  UNIQUE (id)\n);',
      reports: ['orders', 'items'],
      fixed:
        'CREATE TABLE orders (\n  id bigint,\n  code text,\n  note text,\n  total bigint, -- in cents\n  created_at timestamptz NOT NULL DEFAULT now(),\n  updated_at timestamptz NOT NULL DEFAULT now()\n);\nCREATE TABLE items (\n  id bigint,\n  code text,\n  note text,\n  price bigint, -- in cents\n  created_at timestamptz NOT NULL DEFAULT now(),\n  updated_at timestamptz NOT NULL DEFAULT now(),\n  UNIQUE (id)\n);',
    },
    {
      title: 'the moment that a row is about',
      sql: 'CREATE TABLE payments (id int PRIMARY KEY, amount numeric, note text, payment_date timestamptz);',
      reports: ['payments'],
      says: 'no `updated_at`',
    },
    {
      title: 'as most other tables have',
      sql: [
        ...['a', 'b', 'c', 'd'].map((name) => `CREATE TABLE ${name} (id int, x int, y int, created_at timestamptz);`),
        'CREATE TABLE e (id int, x int, y int, z int);',
      ].join('\n'),
      reports: ['e'],
      says: 'as 4 of 5 tables have',
    },
    {
      title: 'a schema that does without',
      sql: ['a', 'b', 'c', 'd', 'e'].map((name) => `CREATE TABLE ${name} (id int, x int, y int, z int);`).join('\n'),
      reports: [],
    },
    {
      title: 'a value for a pair, and for a part of a row',
      sql: [
        'CREATE TABLE nodes (id int PRIMARY KEY, x int, y int, z int, "timestamp" timestamptz, updated_at timestamptz);',
        'CREATE TABLE node_tags (node_id int REFERENCES nodes, k text, v text, PRIMARY KEY (node_id, k));',
        "CREATE TABLE node_pairs (a int REFERENCES nodes, b int REFERENCES nodes, list_name text NOT NULL DEFAULT '', UNIQUE (a, b));",
      ].join('\n'),
      reports: [],
    },
    {
      title: 'a log that says so in the middle of its name',
      sql: 'CREATE TABLE audit_log_entries (id int, payload jsonb, ip text, created_at timestamptz);',
      reports: [],
    },
    {
      title: 'by other names',
      sql: 'CREATE TABLE orders (id int, code text, "createdAt" timestamptz, "lastModified" timestamptz);',
      reports: [],
    },
    {
      title: 'by names in one word, with numbers for the moments',
      sql: 'CREATE TABLE rooms (id varchar(26), createat bigint, updateat bigint, title text);\nCREATE TABLE seats (id int, label text, note text, gmt_create timestamptz, gmt_modified timestamptz);',
      reports: [],
    },
    {
      title: 'more about the rows of another table, with the same key',
      sql: 'CREATE TABLE posts (id text PRIMARY KEY, title text, body text, created_at timestamptz, updated_at timestamptz);\nCREATE TABLE post_previews (id text PRIMARY KEY REFERENCES posts, image text, width int, height int);',
      reports: [],
    },
    {
      title: 'written once',
      sql: 'CREATE TABLE task_history (id int, task_id int, note text, happened_at timestamptz);',
      reports: [],
    },
    {
      title: 'written once, with a number for the moment',
      sql: 'CREATE TABLE devicechangelog (device int, ts bigint, kind text, body text);',
      reports: [],
    },
    {
      title: 'values over time, whose key says when',
      sql: 'CREATE TABLE readings (sensor_id uuid, key int, ts bigint, value double precision, note text, PRIMARY KEY (sensor_id, key, ts));',
      reports: [],
    },
    {
      title: 'a junction',
      sql: 'CREATE TABLE post_tags (id bigint PRIMARY KEY, post_id int REFERENCES posts, tag_id int REFERENCES tags, sort_order int, tagged_at timestamptz);',
      reports: [],
    },
    {
      title: 'a lookup table',
      sql: 'CREATE TABLE statuses (id smallint PRIMARY KEY, code text, label text);',
      reports: [],
    },
    {
      title: 'small, but no lookup table: it belongs to something',
      sql: 'CREATE TABLE posts (id uuid PRIMARY KEY, author_id uuid REFERENCES people, title text);',
      reports: ['posts'],
    },
    {
      title: 'what a migration tool keeps',
      sql: 'CREATE TABLE flyway_schema_history (installed_rank int, version text, script text, success boolean);',
      reports: [],
    },
    {
      title: 'a partition follows its parent',
      sql: 'CREATE TABLE sales (id int, at date, price int, created_at timestamptz, updated_at timestamptz) PARTITION BY RANGE (at);\nCREATE TABLE sales_old PARTITION OF sales DEFAULT;',
      reports: [],
    },
    {
      title: 'added later',
      sql: 'CREATE TABLE orders (id int, code text, total int);\nALTER TABLE orders ADD created_at timestamptz, ADD updated_at timestamptz;',
      reports: [],
    },
    { title: 'not all columns are known', sql: 'CREATE TABLE totals AS SELECT 1 AS a;', reports: [] },
  ],
  table(table, context) {
    if (!isKept(table)) return;
    const { conventions } = context;
    const created = context.option('created');
    const updated = context.option('updated');
    const names = new Set(table.columns.map(({ name }) => folded(name)));
    const lacks = (known: readonly string[]) => !known.some((name) => names.has(folded(name)));
    const asked = (habit: Conventions['keepsCreated']) => habit?.value !== 'none' || context.option('always');
    const makes = asked(conventions.keepsCreated) ? [conventions.createdAt?.value ?? created[0] ?? []].flat() : [];
    const changes = asked(conventions.keepsUpdated) ? [conventions.updatedAt?.value ?? updated[0] ?? []].flat() : [];
    const isOnce = isAppendOnly(table) || isSeries(table);
    const hasMoment = table.columns.some((column) => (isOnce ? isTime(column) : saysWhenMade(column, table)));
    const missing = [...(lacks(created) && !hasMoment ? makes : []), ...(lacks(updated) && !isOnce ? changes : [])];
    if (missing.length === 0) return;
    const event = missing.length > 1 ? 'made or changed' : missing[0] === changes[0] ? 'changed last' : 'made';
    const edits = addColumns(
      table,
      missing,
      { type: 'timestamptz', constraint: 'NOT NULL DEFAULT', value: 'now()' },
      context,
    );
    const habit = missing[0] === changes[0] ? conventions.keepsUpdated : conventions.keepsCreated;
    const others = habit?.value === 'kept' ? `, as ${habit.count} of ${habit.total} tables have` : '';
    context.report({
      at: table.nameOrigin,
      message: `${describe(table)} has ${missing.length > 1 ? 'neither' : 'no'} ${listed(missing, 'nor')}${others}, so nobody can tell later when a row was ${event}. Add ${missing.length > 1 ? 'them' : 'it'}.`,
      fixes: edits ? [{ title: `Add ${listed(missing)}`, kind: 'suggestion', edits }] : [],
    });
  },
});

function folded(name: string): string {
  return name.toLowerCase().replaceAll('_', '');
}
