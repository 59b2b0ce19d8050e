import { Definitions } from '../definitions';
import { SchemaEnv } from '../env';
import type { SqlType } from '../expr/env';
import { formatSqlType, quoteIdentifier } from '../expr/format';
import type { SchemaBefore } from './before';
import type { ColumnRow, IndexRow, KeyRow, RelationRow } from './objects';
import { Oid, UNKNOWN, type Value } from './values';

/** Column names of keys by their numbers in the table. */
export function numbers(table: RelationRow, columns: readonly string[]): Value {
  const names = table.table?.columns.map((column) => column.name) ?? table.columns ?? [];
  return columns.map((name) => names.indexOf(name) + 1);
}

function definitions(before: SchemaBefore): Definitions {
  return new Definitions(before, (path) => new SchemaEnv(before, { path }));
}

function typeOf({ column }: ColumnRow, before: SchemaBefore): SqlType | undefined {
  if (!column) return undefined;
  const { path } = column.typeOrigin.source;
  return new SchemaEnv(before, { path }).typeOf(column.type, path);
}

/** As `information_schema` has it: the base of a domain, without lengths. */
export function dataType(row: ColumnRow, before: SchemaBefore): Value {
  const type = baseOf(typeOf(row, before), before);
  if (!type) return UNKNOWN;
  if (type.array) return 'ARRAY';
  return type.builtIn
    ? formatSqlType({ ...type, modifiers: [] })
        .replace(/^bpchar$/, 'character')
        .replaceAll('"', '')
    : 'USER-DEFINED';
}

function baseOf(type: SqlType | undefined, before: SchemaBefore): SqlType | undefined {
  if (!type || type.builtIn || type.array) return type;
  const user = new SchemaEnv(before, { path: [] }).userType(type.name);
  return user?.kind === 'domain' ? baseOf(user.base, before) : type;
}

export function udtName(row: ColumnRow, before: SchemaBefore): Value {
  const type = baseOf(typeOf(row, before), before);
  if (!type) return UNKNOWN;
  const name = type.builtIn ? type.name : type.name.slice(type.name.indexOf('.') + 1);
  return type.array ? `_${name}` : name;
}

export function typeOid(row: ColumnRow, before: SchemaBefore): Value {
  const type = typeOf(row, before);
  if (!type) return UNKNOWN;
  const key = type.builtIn ? `pg_catalog.${type.name}` : type.name;
  // Arrays have a type of their own.
  return new Oid('type', type.array ? key.replace('.', '._') : key);
}

/** Stands for `atttypmod`: the lengths as they are written, which `format_type` puts into words again. */
export function lengths(row: ColumnRow, before: SchemaBefore): Value {
  const type = typeOf(row, before);
  if (!type) return UNKNOWN;
  return type.modifiers.length > 0 ? type.modifiers.join() : -1;
}

export function length(row: ColumnRow, before: SchemaBefore): Value {
  const type = baseOf(typeOf(row, before), before);
  if (!type) return UNKNOWN;
  const [first] = type.modifiers;
  return (type.name === 'varchar' || type.name === 'bpchar') && type.builtIn && !type.array && first !== undefined ? Number(first) : null; // prettier-ignore
}

/** The default as PostgreSQL prints it. */
export function defaultOf({ column }: ColumnRow, before: SchemaBefore): Value {
  return column ? definitions(before).default(column) : UNKNOWN;
}

export function indexDefinition({ relation: of, index, key, name, unique }: IndexRow, before: SchemaBefore): Value {
  if (index && of.table) return definitions(before).index(index, of.table);
  if (!key || !of.table || key.kind === 'exclude' || key.include.length > 0) return UNKNOWN;
  const table = `${quoteIdentifier(of.schema)}.${quoteIdentifier(of.name)}`;
  const columns = key.columns.map(quoteIdentifier).join(', ');
  return `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${quoteIdentifier(name)} ON ${table} USING btree (${columns})`;
}

export function keyDefinition({ constraint, relation: of }: KeyRow, before: SchemaBefore): Value {
  return constraint && of.table ? definitions(before).constraint(constraint, of.table) : UNKNOWN;
}
