import { quoteIdent } from '../../model/names';
import { column, primaryKey, type Table } from '../../model/schema';
import { defineRule, type Fix } from '../define-rule';
import { addColumns } from '../lib/columns';
import type { Conventions } from '../lib/conventions';
import { addStatement, insertAfter, placeBehind } from '../lib/edits';
import { keyTypeOf } from '../lib/keys';
import { listed, nameIn } from '../lib/names';
import { keywordCase, type Texts } from '../lib/syntax';
import { describe, ownColumns } from '../lib/tables';

export default defineRule({
  id: 'table-without-primary-key',
  category: 'keys',
  since: '0.1.0',
  severity: { recommended: 'warning', strict: 'warning' },
  gate: 'primary keys',
  needs: 'schema',
  covers: ['P109', 'KEY-pk-required', 'P96'],
  docs: {
    summary: 'Every table has a primary key.',
    why:
      'Without a primary key nothing stops the same row from being stored twice, no foreign key can point to a row, and ' +
      'logical replication refuses its updates and deletes. Where other columns are unique and never null it is only an information.',
    whenOff: 'For staging tables that are filled and emptied as a whole.',
    references: [
      {
        title: 'PostgreSQL: Primary Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-PRIMARY-KEYS',
      },
      {
        title: 'PostgreSQL: Replica identity',
        url: 'https://www.postgresql.org/docs/current/logical-replication-publication.html',
      },
    ],
  },
  examples: [
    {
      title: 'no key at all',
      sql: 'CREATE TABLE visits (\n  page text NOT NULL,\n  at timestamptz NOT NULL\n);',
      reports: ['visits'],
      says: 'no primary key',
      fixed:
        'CREATE TABLE visits (\n  page text NOT NULL,\n  at timestamptz NOT NULL,\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY\n);',
    },
    {
      title: 'a column that is meant to be the key',
      sql: 'CREATE TABLE users (\n  id uuid NOT NULL,\n  name text\n);',
      reports: ['users'],
      fixed: 'CREATE TABLE users (\n  id uuid NOT NULL PRIMARY KEY,\n  name text\n);',
    },
    {
      title: 'a table that joins two others',
      sql: 'create table post_tags (\n  post_id int references posts,\n  tag_id int references tags\n);',
      reports: ['post_tags'],
      fixed:
        'create table post_tags (\n  post_id int references posts,\n  tag_id int references tags\n);\nalter table post_tags add primary key (post_id, tag_id);',
    },
    {
      title: 'unique and never null',
      sql: 'CREATE TABLE accounts (number text NOT NULL);\nCREATE UNIQUE INDEX accounts_by_number ON accounts (number);',
      reports: ['accounts'],
      says: 'though `number` is unique',
      fixed:
        'CREATE TABLE accounts (number text NOT NULL);\nALTER TABLE accounts ADD PRIMARY KEY (number);\nCREATE UNIQUE INDEX accounts_by_number ON accounts (number);',
    },
    { title: 'without columns, as tests of privileges make them', sql: 'CREATE TABLE probe ();', reports: [] },
    { title: 'unique but nullable', sql: 'CREATE TABLE tags (\n  name text UNIQUE\n);', reports: ['tags'] },
    {
      title: 'key added later',
      sql: 'CREATE TABLE visits (id uuid NOT NULL);\nALTER TABLE visits ADD CONSTRAINT visits_pkey PRIMARY KEY (id);',
      reports: [],
    },
    {
      title: 'a partition follows its parent',
      sql: "CREATE TABLE logs (id bigint, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);\nCREATE TABLE logs_2026 PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
      reports: [],
    },
    {
      title: 'columns and key of another table',
      sql: 'CREATE TABLE visits (id uuid PRIMARY KEY);\nCREATE TABLE old_visits (LIKE visits INCLUDING ALL);',
      reports: [],
    },
    { title: 'what a migration tool keeps', sql: 'CREATE TABLE schema_migrations (version text);', reports: [] },
    { title: 'a view has no key', sql: 'CREATE VIEW recent AS SELECT 1 AS n;', reports: [] },
    { title: 'a temporary table', sql: 'CREATE TEMP TABLE batch (id bigint);', reports: [] },
  ],
  table(table, context) {
    if (primaryKey(table) || table.columns.length === 0) return;
    // LIKE … INCLUDING INDEXES brings the key too.
    if (ownColumns(table, context).length < table.columns.length) return;
    context.report({
      at: table.nameOrigin,
      message: messageOf(table),
      ...(uniqueColumns(table) && { atMost: 'info' }),
      fixes: fixesOf(table, context.conventions, context),
    });
  },
});

function messageOf(table: Table): string {
  const unique = uniqueColumns(table);
  if (!unique) {
    return `${describe(table)} has no primary key, so the same row can be stored twice and nothing can refer to one. Add one.`;
  }
  return `${describe(table)} has no primary key, though ${listed(unique)} ${unique.length > 1 ? 'are' : 'is'} unique and never null. Make ${unique.length > 1 ? 'them' : 'it'} the primary key, so that tools and replication know what a row is.`;
}

/** Columns that identify a row although they are no primary key. */
function uniqueColumns(table: Table): readonly string[] | undefined {
  const keys = [
    ...table.constraints.flatMap(({ kind, columns, deferrable }) =>
      kind === 'unique' && !deferrable ? [columns] : [],
    ),
    ...table.indexes.flatMap(({ unique, predicate, keys: parts }) =>
      unique && !predicate ? [parts.map(({ column: name = '' }) => name)] : [],
    ),
  ];
  return keys.find((columns) => columns.every((name) => column(table, name)?.notNull));
}

function fixesOf(table: Table, { keyType }: Conventions, context: Texts): readonly Fix[] {
  const { source } = table.origin;
  const spelled = keywordCase(source, context);
  const unique = uniqueColumns(table);
  if (unique) {
    const sql = `${spelled('ALTER TABLE')} ${nameIn(source, table)} ${spelled('ADD PRIMARY KEY')} (${unique.map(quoteIdent).join(', ')})`;
    return [
      {
        title: `Make ${listed(unique)} the primary key`,
        kind: 'suggestion',
        edits: [addStatement((table.changed ?? table.origin).source, sql, context)],
      },
    ];
  }
  const foreign = table.constraints.filter(({ kind, columns }) => kind === 'foreign key' && columns.length === 1);
  const pair = [...new Set(foreign.flatMap(({ columns }) => columns))];
  if (
    pair.length === 2 &&
    table.columns.length <= 4 &&
    !table.columns.some(({ name }) => name.toLowerCase() === 'id')
  ) {
    const after = placeBehind(source, table);
    const sql = `${spelled('ALTER TABLE')} ${nameIn(after, table)} ${spelled('ADD PRIMARY KEY')} (${pair.map(quoteIdent).join(', ')})`;
    const edits = [addStatement(after, sql, context)];
    return [{ title: `Make ${listed(pair)} the primary key`, kind: 'suggestion', edits }];
  }
  const id = table.columns.find(({ name }) => name.toLowerCase() === 'id');
  if (id) {
    if (id.origin.source !== source || keyTypeOf(id) === undefined || table.kind === 'partitioned') return [];
    const edits = [insertAfter(id.origin, spelled(' PRIMARY KEY'))];
    return [{ title: `Make \`${id.name}\` the primary key`, kind: 'suggestion', edits }];
  }
  if (table.kind === 'partitioned') return [];
  const isUuid = keyType?.value === 'uuid';
  const definition = isUuid
    ? { type: 'uuid', constraint: 'DEFAULT', value: `gen_random_uuid() ${spelled('PRIMARY KEY')}` }
    : { type: 'bigint', constraint: 'GENERATED ALWAYS AS IDENTITY', value: spelled('PRIMARY KEY') };
  const edits = addColumns(table, ['id'], definition, context);
  return edits ? [{ title: 'Add a key `id`', kind: 'suggestion', edits }] : [];
}
