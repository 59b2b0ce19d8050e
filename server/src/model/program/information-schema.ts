import {
  relation,
  where,
  yes,
  nothing,
  ofRow,
  known,
  hasColumns,
  RELATIONS_SHOWN,
  TABLE_TYPES,
  KEY_TYPES,
  type CatalogueRelation,
} from './catalogue-relation';
import { dataType, defaultOf, length, udtName } from './cells';
import { keyRows, relationRows } from './objects';
import { functions, keyColumns, schemaNames, triggerEvents, usedColumns } from './object-rows';
import { UNKNOWN } from './values';

/** The views of `information_schema` that are known here. */
export const INFORMATION_SCHEMA: Readonly<Record<string, CatalogueRelation>> = {
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
};
