import {
  isKey,
  primaryKey,
  referencedColumns,
  type Column,
  type Constraint,
  type SchemaView,
  type Table,
} from '../../model/schema';
import type { DescribedColumn } from '../../spec/write-column';
import type { DescribedTable } from '../../spec/write-entity';
import { listedColumn } from './conventions';
import { shortType } from './types';

/** What a document would say of a column. `nameOf` is what it calls a table. */
export function describedColumn(
  table: Table,
  column: Column,
  schema: SchemaView,
  nameOf: (table: Table) => string = ({ name }) => name,
): DescribedColumn {
  const foreign = foreignKeyOf(table, [column.name]);
  const target = foreign && schema.resolve(foreign.references!.table, foreign.origin.source.path);
  const values = valuesOf(table, column, schema);
  const action = foreign?.references!.onDelete;
  const value = defaultOf(column);
  return {
    name: column.name,
    type: column.type.serial ?? drawnType(column) ?? shortType(column.type).replace(/^public\./, ''),
    primaryKey: primaryKey(table)?.columns.includes(column.name) ?? false,
    notNull: column.notNull,
    unique: isUniqueAlone(table, column.name),
    ...(value !== undefined && { default: value }),
    ...(table.constraints.some(({ kind, columns }) => kind === 'foreign key' && columns.includes(column.name)) && {
      foreign: true,
    }),
    ...(foreign &&
      target && {
        references: {
          entity: nameOf(target),
          column: referencedColumns(foreign.references!, target)[0] ?? 'id',
          ...(action && action !== 'no action' && { onDelete: action.toUpperCase() }),
        },
      }),
    ...(values && { values }),
    ...(column.comment !== undefined && { comment: column.comment }),
  };
}

/** A default as people write it: without the casts that a dump adds. */
export function defaultOf({ default: value, type }: Column): string | undefined {
  if (!value || type.serial !== undefined || value.sequences.length > 0) return undefined;
  const text = value.text.replace(/\s+/g, ' ').trim();
  return /^('(?:[^']|'')*')::[\w ".]+(?:\(\d+(?:,\s?\d+)?\))?(?:\[\])?$/.exec(text)?.[1] ?? text;
}

/** What draws its values from a sequence was `serial`, also where a dump spells that out. */
function drawnType({ type, default: value }: Column): string | undefined {
  const types: Readonly<Record<string, string>> = { int2: 'smallserial', int4: 'serial', int8: 'bigserial' };
  return value && value.sequences.length > 0 && type.builtIn ? types[type.name.name] : undefined;
}

/** A foreign key of exactly these columns. */
export function foreignKeyOf(table: Table, columns: readonly string[]): Constraint | undefined {
  return table.constraints.find(
    (each) =>
      each.kind === 'foreign key' &&
      each.columns.length === columns.length &&
      columns.every((name) => each.columns.includes(name)),
  );
}

/** Whether no two rows have the same value, and the column alone sees to it; a primary key goes without saying. */
export function isUniqueAlone(table: Table, column: string): boolean {
  return (
    isKey(table, [column]) && !(primaryKey(table)?.columns.length === 1 && primaryKey(table)!.columns[0] === column)
  );
}

/** The values that a column can have by its enum type or a check that lists them. */
export function valuesOf(table: Table, column: Column, schema: SchemaView): readonly string[] | undefined {
  if (!column.type.builtIn) return schema.enum(column.type.name, column.typeOrigin.source.path)?.values;
  const check = table.constraints.find(
    ({ kind, expression }) => kind === 'check' && listedColumn(expression?.tree) === column.name,
  );
  return check && literalsIn(check.expression!.text);
}

/** The texts that an expression names, in order. */
function literalsIn(expression: string): readonly string[] | undefined {
  const found = [...expression.matchAll(/'((?:[^']|'')*)'/g)].map(([, value]) => value!.replaceAll("''", "'"));
  return found.length > 0 ? [...new Set(found)] : undefined;
}

/** What a document would say of a table. */
export function describedTable(table: Table, schema: SchemaView, nameOf: (table: Table) => string): DescribedTable {
  const several = table.constraints.filter(
    ({ kind, columns }) => (kind === 'primary key' || kind === 'unique') && columns.length > 1,
  );
  return {
    name: nameOf(table),
    ...(table.comment !== undefined && { comment: table.comment }),
    columns: table.columns.map((column) => describedColumn(table, column, schema, nameOf)),
    keys: several.map(({ kind, columns }) => ({ kind: kind === 'unique' ? 'unique' : 'primary', columns })),
  };
}
