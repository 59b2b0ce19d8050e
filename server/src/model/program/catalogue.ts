import type { SchemaBefore } from './before';
import { dataType, defaultOf, indexDefinition, length, numbers, typeOid, udtName } from './cells';
import {
  columnRows, indexRows, keyRows, knowsExtensions, relationOf, relationRows,
  type ColumnRow, type IndexRow, type KeyRow, type RelationRow,
} from './objects'; // prettier-ignore
import {
  functionOid,
  functions,
  keyColumns,
  labels,
  schemaNames,
  triggerEvents,
  triggers,
  types,
  usedColumns,
  policies,
} from './object-rows';
import { Oid, UNKNOWN, type Value } from './values';

/** One relation of the catalogue, as far as its columns are known here. */
export interface CatalogueRelation {
  readonly columns: readonly string[];
  /** Columns that, compared with a value, say which bare name is meant. */
  readonly narrow: readonly string[];
  /** The rows; with a bare name only those that may have to do with it must be there. */
  rows(before: SchemaBefore, name?: string): Iterable<CatalogueRow>;
}

export type CatalogueRow = (column: string) => Value;

type Columns<T> = Readonly<Record<string, (object: T, before: SchemaBefore) => Value>>;
type Objects<T> = (before: SchemaBefore, name?: string) => Iterable<T>;

function relation<T>(objects: Objects<T>, columns: Columns<T>, ...narrow: string[]): CatalogueRelation {
  return {
    columns: Object.keys(columns),
    narrow,
    *rows(before, name) {
      for (const object of objects(before, name)) yield (column) => columns[column]!(object, before);
    },
  };
}

function where<T>(objects: Objects<T>, is: (object: T) => boolean): Objects<T> {
  return function* (before, name) {
    for (const object of objects(before, name)) if (is(object)) yield object;
  };
}

const relationOid = ({ schema, name }: RelationRow) => new Oid('relation', `${schema}.${name}`);
const keyOid = ({ relation: { schema, name }, name: own }: KeyRow) => new Oid('constraint', `${schema}.${name} ${own}`);
const indexOid = ({ relation: { schema }, name }: IndexRow) => new Oid('relation', `${schema}.${name}`);
const namespace = (schema: string) => new Oid('namespace', schema);
const yes = (value: boolean) => (value ? 'YES' : 'NO');
const nothing = (): Value => UNKNOWN;

const ofRow = <T>(of: T | undefined, value: (of: T) => Value): Value => (of === undefined ? UNKNOWN : value(of));
const known = (row: ColumnRow, value: () => Value): Value => (row.rest ? UNKNOWN : value());

const hasColumns = where(columnRows, ({ relation: { kind } }) => kind !== 'm');
const RELATIONS_SHOWN = new Set(['r', 'v', 'f', 'p']);
const TABLE_TYPES: Readonly<Record<string, string>> = { r: 'BASE TABLE', p: 'BASE TABLE', v: 'VIEW', f: 'FOREIGN' };
const KEY_TYPES = { p: 'PRIMARY KEY', u: 'UNIQUE', f: 'FOREIGN KEY', c: 'CHECK', n: 'CHECK', x: '' } as const;
const ACTIONS = { 'no action': 'a', restrict: 'r', cascade: 'c', 'set null': 'n', 'set default': 'd' } as const;

const inKey = (of: (key: KeyRow) => RelationRow | undefined): Columns<KeyRow> => ({
  oid: (key) => keyOid(key),
  conname: ({ name }) => name,
  contype: ({ type }) => type,
  connamespace: ({ relation: { schema } }) => namespace(schema),
  conrelid: ({ relation: on }) => relationOid(on),
  confrelid: (key) => (of(key) ? relationOid(of(key)!) : key.type === 'f' ? UNKNOWN : 0),
  conkey: (key) => (key.relation.table ? numbers(key.relation, key.columns) : UNKNOWN),
  confkey: (key) => (key.target ? numbers(key.target, key.targetColumns ?? []) : null),
  convalidated: ({ constraint }) => constraint?.validated ?? true,
  condeferrable: ({ constraint }) => constraint?.deferrable ?? false,
  condeferred: ({ constraint }) => constraint?.initiallyDeferred ?? false,
  confdeltype: ({ constraint }) => (constraint?.references ? ACTIONS[constraint.references.onDelete] : ' '),
  confupdtype: ({ constraint }) => (constraint?.references ? ACTIONS[constraint.references.onUpdate] : ' '),
  conindid: (key) =>
    key.type === 'p' || key.type === 'u' || key.type === 'x'
      ? new Oid('relation', `${key.relation.schema}.${key.name}`)
      : UNKNOWN,
  conislocal: ({ constraint }) => ofRow(constraint, (made) => made.inherited !== true),
});

const RELATIONS: Readonly<Record<string, CatalogueRelation>> = {
  'information_schema.schemata': relation(schemaNames, { schema_name: (name) => name, catalog_name: nothing }, 'schema_name'), // prettier-ignore
  'information_schema.tables': relation(
    where(relationRows, ({ kind }) => RELATIONS_SHOWN.has(kind)),
    {
      table_catalog: nothing,
      table_schema: ({ schema }) => schema,
      table_name: ({ name }) => name,
      table_type: ({ kind, table }) => (table?.temporary ? 'LOCAL TEMPORARY' : TABLE_TYPES[kind]!),
    },
    'table_name',
  ),
  'information_schema.views': relation(
    where(relationRows, ({ kind }) => kind === 'v'),
    { table_catalog: nothing, table_schema: ({ schema }) => schema, table_name: ({ name }) => name, view_definition: nothing }, // prettier-ignore
    'table_name',
  ),
  'information_schema.columns': relation(
    hasColumns,
    {
      table_catalog: nothing,
      table_schema: ({ relation: { schema } }) => schema,
      table_name: ({ relation: { name } }) => name,
      column_name: (row) => known(row, () => row.name),
      ordinal_position: (row) => known(row, () => row.number),
      column_default: (row, before) => known(row, () => defaultOf(row, before)),
      is_nullable: (row) => known(row, () => yes(!row.notNull)),
      data_type: (row, before) => dataType(row, before),
      character_maximum_length: (row, before) => length(row, before),
      udt_schema: nothing,
      udt_name: (row, before) => udtName(row, before),
      is_identity: ({ column }) => ofRow(column, (made) => yes(made.identity !== undefined)),
      identity_generation: ({ column }) => ofRow(column, (made) => made.identity?.toUpperCase() ?? null),
      is_generated: ({ column }) => ofRow(column, (made) => (made.generated ? 'ALWAYS' : 'NEVER')),
      domain_name: nothing,
      collation_name: nothing,
      numeric_precision: nothing,
      numeric_scale: nothing,
      datetime_precision: nothing,
    },
    'table_name',
  ),
  'information_schema.table_constraints': relation(
    where(keyRows, ({ type }) => type !== 'x'),
    {
      constraint_catalog: nothing,
      constraint_schema: ({ relation: { schema } }) => schema,
      constraint_name: ({ name }) => name,
      table_catalog: nothing,
      table_schema: ({ relation: { schema } }) => schema,
      table_name: ({ relation: { name } }) => name,
      constraint_type: ({ type }) => KEY_TYPES[type],
      is_deferrable: ({ constraint }) => yes(constraint?.deferrable ?? false),
      initially_deferred: ({ constraint }) => yes(constraint?.initiallyDeferred ?? false),
    },
    'table_name',
  ),
  'information_schema.key_column_usage': relation(
    keyColumns,
    {
      constraint_catalog: nothing,
      constraint_schema: ({ of: { schema } }) => schema,
      constraint_name: ({ key }) => key.name,
      table_catalog: nothing,
      table_schema: ({ of: { schema } }) => schema,
      table_name: ({ of: { name } }) => name,
      column_name: ({ column }) => column,
      ordinal_position: ({ position }) => position,
      position_in_unique_constraint: nothing,
    },
    'table_name',
  ),
  'information_schema.constraint_column_usage': relation(usedColumns, {
    table_catalog: nothing,
    table_schema: ({ of: { schema } }) => schema,
    table_name: ({ of: { name } }) => name,
    column_name: ({ column }) => column,
    constraint_catalog: nothing,
    constraint_schema: ({ key }) => key.relation.schema,
    constraint_name: ({ key }) => key.name,
  }),
  'information_schema.referential_constraints': relation(
    where(keyRows, ({ type }) => type === 'f'),
    {
      constraint_catalog: nothing,
      constraint_schema: ({ relation: { schema } }) => schema,
      constraint_name: ({ name }) => name,
      unique_constraint_catalog: nothing,
      unique_constraint_schema: ({ target }) => ofRow(target, ({ schema }) => schema),
      unique_constraint_name: nothing,
      update_rule: ({ constraint }) => ofRow(constraint?.references, ({ onUpdate }) => onUpdate.toUpperCase()),
      delete_rule: ({ constraint }) => ofRow(constraint?.references, ({ onDelete }) => onDelete.toUpperCase()),
    },
  ),
  'information_schema.sequences': relation(
    (before, name) => before.sequencesNear(name),
    { sequence_catalog: nothing, sequence_schema: ({ schema }) => schema, sequence_name: ({ name }) => name },
    'sequence_name',
  ),
  'information_schema.triggers': relation(
    triggerEvents,
    {
      trigger_catalog: nothing,
      trigger_schema: ({ table }) => table.schema,
      trigger_name: ({ trigger }) => trigger.name,
      event_manipulation: ({ event }) => event,
      event_object_schema: ({ table }) => table.schema,
      event_object_table: ({ table }) => table.name,
      action_timing: ({ trigger }) => trigger.timing.toUpperCase(),
      action_orientation: ({ trigger }) => (trigger.forEachRow ? 'ROW' : 'STATEMENT'),
      action_statement: nothing,
    },
    'event_object_table',
  ),
  'information_schema.routines': relation(
    functions,
    {
      routine_schema: ({ schema }) => schema,
      routine_name: ({ name }) => name,
      specific_name: nothing,
      specific_schema: ({ schema }) => schema,
      routine_type: ({ made }) => (made ? (made.kind === 'procedure' ? 'PROCEDURE' : 'FUNCTION') : UNKNOWN),
      data_type: nothing,
    },
    'routine_name',
  ),
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
      atttypmod: nothing,
      atthasdef: ({ column }) => ofRow(column, (made) => made.default !== undefined || made.generated !== undefined || (made.sequence !== undefined && !made.identity)), // prettier-ignore
      attidentity: ({ column }) => ofRow(column, ({ identity }) => (identity === 'always' ? 'a' : identity ? 'd' : '')),
      attgenerated: ({ column }) => ofRow(column, ({ generated }) => (generated ? (generated.stored ? 's' : 'v') : '')),
      attislocal: nothing,
    },
    'attrelid',
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

/** Relations that tell of rows, sessions and roles: nobody knows what they hold. */
export function isSystem(schema: string | undefined, name: string): boolean {
  return schema === 'pg_catalog' || schema === 'information_schema' || (schema === undefined && name.startsWith('pg_'));
}

/** A relation of the catalogue by its name; undefined for those that aren't known here. */
export function catalogueRelation(schema: string | undefined, name: string): CatalogueRelation | undefined {
  return RELATIONS[`${schema ?? 'pg_catalog'}.${name}`];
}

/** Whether a relation of the catalogue lists all that there is. */
export function isWhole(name: string, before: SchemaBefore): boolean {
  return /class|table|column|attribute|view|index|constraint|type|proc|routine/.test(name)
    ? knowsExtensions(before)
    : true;
}
