import type { ColumnDraft } from '../fold/state';
import {
  relation,
  where,
  relationOid,
  indexOid,
  namespace,
  nothing,
  ofRow,
  known,
  inKey,
  type CatalogueRelation,
} from './catalogue-relation';
import { defaultOf, indexDefinition, numbers, typeOid, lengths } from './cells';
import { columnRows, indexRows, keyRows, relationOf, relationRows } from './objects';
import { descriptions, functionOid, functions, labels, schemaNames, triggers, types, policies } from './object-rows';
import { Oid, UNKNOWN } from './values';

function hasDefault({ default: value, generated, sequence, identity }: ColumnDraft): boolean {
  return value !== undefined || generated !== undefined || (sequence !== undefined && !identity);
}

/** The tables and views of `pg_catalog` that are known here. */
export const OWN_CATALOGUE: Readonly<Record<string, CatalogueRelation>> = {
  'pg_catalog.pg_namespace': relation(schemaNames, { oid: namespace, nspname: (name) => name }, 'nspname'),
  'pg_catalog.pg_class': relation(
    relationRows,
    {
      oid: relationOid,
      relname: ({ name }) => name,
      relnamespace: ({ schema }) => namespace(schema),
      relkind: ({ kind }) => kind,
      relispartition: ({ table }) => table?.partitionOf !== undefined,
      relpersistence: ({ table }) => (table?.temporary ? 't' : table?.unlogged ? 'u' : 'p'),
      relrowsecurity: ({ table }) => table?.rowSecurity.enabled ?? false,
      relforcerowsecurity: ({ table }) => table?.rowSecurity.forced ?? false,
      relhastriggers: nothing,
      relhasindex: nothing,
      reltuples: nothing,
      relowner: nothing,
    },
    'relname',
  ),
  'pg_catalog.pg_tables': relation(
    where(relationRows, ({ kind }) => kind === 'r' || kind === 'p'),
    {
      schemaname: ({ schema }) => schema,
      tablename: ({ name }) => name,
      tableowner: nothing,
      tablespace: nothing,
      hasindexes: nothing,
      hasrules: nothing,
      hastriggers: nothing,
      rowsecurity: ({ table }) => table?.rowSecurity.enabled ?? false,
    },
    'tablename',
  ),
  'pg_catalog.pg_views': relation(
    where(relationRows, ({ kind }) => kind === 'v'),
    { schemaname: ({ schema }) => schema, viewname: ({ name }) => name, viewowner: nothing, definition: nothing },
    'viewname',
  ),
  'pg_catalog.pg_matviews': relation(
    where(relationRows, ({ kind }) => kind === 'm'),
    { schemaname: ({ schema }) => schema, matviewname: ({ name }) => name, definition: nothing, ispopulated: nothing },
    'matviewname',
  ),
  'pg_catalog.pg_sequences': relation(
    (before, name) => before.sequencesNear(name),
    { schemaname: ({ schema }) => schema, sequencename: ({ name }) => name, last_value: nothing, data_type: nothing },
    'sequencename',
  ),
  'pg_catalog.pg_indexes': relation(
    indexRows,
    {
      schemaname: ({ relation: { schema } }) => schema,
      tablename: ({ relation: { name } }) => name,
      indexname: ({ name }) => name,
      indexdef: (row, before) => indexDefinition(row, before),
      tablespace: nothing,
    },
    'tablename',
    'indexname',
  ),
  'pg_catalog.pg_attribute': relation(
    columnRows,
    {
      attrelid: ({ relation: of }) => relationOid(of),
      attname: (row) => known(row, () => row.name),
      attnum: (row) => known(row, () => row.number),
      attnotnull: (row) => known(row, () => row.notNull),
      attisdropped: () => false,
      atttypid: typeOid,
      atttypmod: lengths,
      atthasdef: ({ column }) => ofRow(column, hasDefault),
      attidentity: ({ column }) => ofRow(column, ({ identity }) => (identity === 'always' ? 'a' : identity ? 'd' : '')),
      attgenerated: ({ column }) => ofRow(column, ({ generated }) => (generated ? (generated.stored ? 's' : 'v') : '')),
      attislocal: nothing,
    },
    'attrelid',
  ),
  'pg_catalog.pg_attrdef': relation(
    where(columnRows, ({ column }) => column !== undefined && hasDefault(column)),
    {
      adrelid: ({ relation: of }) => relationOid(of),
      adnum: ({ number }) => number,
      // `pg_get_expr` gives it back.
      adbin: defaultOf,
    },
    'adrelid',
  ),
  'pg_catalog.pg_description': relation(
    descriptions,
    {
      objoid: ({ table: { schema, name } }) => new Oid('relation', `${schema}.${name}`),
      classoid: () => new Oid('relation', 'pg_catalog.pg_class', true),
      objsubid: ({ number }) => number,
      description: ({ text }) => text,
    },
    'objoid',
  ),
  'pg_catalog.pg_constraint': relation(
    keyRows,
    inKey(({ target }) => target),
    'conrelid',
  ),
  'pg_catalog.pg_index': relation(
    indexRows,
    {
      indexrelid: indexOid,
      indrelid: ({ relation: of }) => relationOid(of),
      indisunique: ({ unique }) => unique,
      indisprimary: ({ primary }) => primary,
      indisvalid: () => true,
      indisready: () => true,
      indkey: ({ relation: of, index, key }) =>
        index ? numbers(of, index.keys.map(({ column }) => column ?? '')) : key ? numbers(of, key.columns) : UNKNOWN, // prettier-ignore
      indpred: ({ index }) => (index?.predicate ? UNKNOWN : null),
      indexprs: ({ index }) => (index?.keys.some(({ column }) => column === undefined) ? UNKNOWN : null),
    },
    'indrelid',
    'indexrelid',
  ),
  'pg_catalog.pg_type': relation(
    types,
    {
      oid: ({ schema, name }) => new Oid('type', `${schema}.${name}`),
      typname: ({ name }) => name,
      typnamespace: ({ schema }) => namespace(schema),
      typtype: ({ kind }) => kind,
      typrelid: ({ row }) => (row ? relationOid(row) : UNKNOWN),
    },
    'typname',
  ),
  'pg_catalog.pg_enum': relation(
    labels,
    {
      enumtypid: ({ type: { schema, name } }) => new Oid('type', `${schema}.${name}`),
      enumlabel: ({ label }) => label,
      enumsortorder: ({ at }) => at + 1,
    },
    'enumtypid',
  ),
  'pg_catalog.pg_trigger': relation(
    triggers,
    {
      oid: ({ table, trigger }) => new Oid('trigger', `${table.schema}.${table.name} ${trigger.name}`),
      tgname: ({ trigger }) => trigger.name,
      tgrelid: ({ table }) => relationOid(table),
      tgisinternal: () => false,
      tgfoid: nothing,
      tgenabled: nothing,
    },
    'tgrelid',
  ),
  'pg_catalog.pg_proc': relation(
    functions,
    {
      oid: functionOid,
      proname: ({ name }) => name,
      pronamespace: ({ schema }) => namespace(schema),
      prokind: ({ made }) => ofRow(made, ({ kind }) => (kind === 'window' ? 'w' : kind[0]!)),
      pronargs: ({ made }) => ofRow(made, ({ args }) => args.filter(({ mode }) => mode !== 'out' && mode !== 'table').length), // prettier-ignore
      prosrc: nothing,
    },
    'proname',
  ),
  'pg_catalog.pg_extension': relation(
    function* (before) {
      yield* before.extensions();
      yield { name: 'plpgsql', schema: 'pg_catalog' };
    },
    { oid: nothing, extname: ({ name }) => name, extnamespace: ({ schema }) => namespace(schema), extversion: nothing },
  ),
  'pg_catalog.pg_policies': relation(
    policies,
    {
      schemaname: ({ table }) => table.schema,
      tablename: ({ table }) => table.name,
      policyname: ({ policy }) => policy.name,
      permissive: ({ policy }) => (policy.permissive ? 'PERMISSIVE' : 'RESTRICTIVE'),
      cmd: ({ policy }) => policy.command.toUpperCase(),
      roles: nothing,
      qual: nothing,
      with_check: nothing,
    },
    'tablename',
  ),
  'pg_catalog.pg_policy': relation(
    policies,
    { polname: ({ policy }) => policy.name, polrelid: ({ table }) => relationOid(table) },
    'polrelid',
  ),
  'pg_catalog.pg_inherits': relation(
    function* (before) {
      for (const table of before.tablesNear()) {
        const parents = [...table.inherits, ...(table.partitionOf === undefined ? [] : [table.partitionOf])];
        for (const parent of parents) yield { child: relationOf(table), parent };
      }
    },
    { inhrelid: ({ child }) => relationOid(child), inhparent: ({ parent }) => new Oid('relation', parent) },
  ),
};
