import type { TypeName } from '@pgsql/types';
import { formatBuiltIn } from '../format-type';
import { keyOf } from '../names';
import type { TypeFact } from '../types';
import type { SqlType } from './env';

/** `pg_get_keywords()` without those that stand everywhere unquoted. */
const KEYWORDS = new Set(
  (
    'all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast char character ' +
    'check coalesce collate collation column concurrently constraint create cross current_catalog current_date current_role ' +
    'current_schema current_time current_timestamp current_user dec decimal default deferrable desc distinct do else end except exists ' +
    'extract false fetch float for foreign freeze from full grant greatest group grouping having ilike in initially inner inout int ' +
    'integer intersect interval into is isnull join json json_array json_arrayagg json_exists json_object json_objectagg json_query ' +
    'json_scalar json_serialize json_table json_value lateral leading least left like limit localtime localtimestamp merge_action ' +
    'national natural nchar none normalize not notnull null nullif numeric offset on only or order out outer overlaps overlay placing ' +
    'position precision primary real references returning right row select session_user setof similar smallint some substring symmetric ' +
    'system_user table tablesample then time timestamp to trailing treat trim true union unique user using values varchar variadic ' +
    'verbose when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot ' +
    'xmlserialize xmltable'
  ).split(' '),
);

/** An identifier as `quote_identifier` of PostgreSQL writes it. */
export function quoteIdentifier(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !KEYWORDS.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** With its schema, unless `public` or PostgreSQL's own. */
export function qualified(schema: string | undefined, name: string): string {
  return schema === undefined || schema === 'public' || schema === 'pg_catalog'
    ? quoteIdentifier(name)
    : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** As `format_type` spells it where `public` is searched. */
export function formatSqlType(type: SqlType): string {
  return spell(type) + (type.array ? '[]' : '');
}

function spell(type: SqlType): string {
  const { modifiers, name } = type;
  if (!type.builtIn) {
    const dot = name.indexOf('.');
    const base = qualified(dot < 0 ? undefined : name.slice(0, dot), name.slice(dot + 1));
    return modifiers.length > 0 ? `${base}(${modifiers.join(',')})` : base;
  }
  return formatBuiltIn(name, modifiers);
}

/**
 * A type as it is written, as the catalogue knows it. `schema` is where a type without written schema is found: only the
 * caller knows what is on the search path.
 */
export function sqlType(fact: TypeFact, schema = 'public'): SqlType {
  const array = fact.dimensions > 0;
  if (!fact.builtIn) {
    const name = keyOf(fact.name.schema ?? schema, fact.name.name);
    return { name, builtIn: false, array, modifiers: fact.modifiers };
  }
  return { name: fact.name.name, builtIn: true, array, modifiers: normalModifiers(fact.name.name, fact.modifiers) };
}

/** `numeric(5)` is `numeric(5,0)`, and an interval with all fields is a plain one. */
function normalModifiers(name: string, modifiers: readonly string[]): readonly string[] {
  if (name === 'numeric' && modifiers.length === 1) return [modifiers[0]!, '0'];
  if (name === 'interval' && modifiers.length === 1 && modifiers[0] === '32767') return [];
  return modifiers;
}

/** A type that nobody knows, about as it was written. */
export function writtenType(type: TypeName): string {
  const names = (type.names ?? []).map((node) => ('String' in node ? (node.String.sval ?? '') : ''));
  return qualified(names.at(-2), names.at(-1) ?? '') + '[]'.repeat(type.arrayBounds?.length ? 1 : 0);
}
