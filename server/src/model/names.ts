import type { Span } from '../base/span';
import { isMasked } from '../sql/mask';

/** A name as it stands in a statement, folded as PostgreSQL folds it; `schema` only where it is written. */
export interface Name {
  readonly schema?: string;
  readonly name: string;
}

/** A name with its place, UTF-16 from the statement's start. */
export interface PlacedName extends Name {
  readonly span: Span;
}

/** Identifies a relation or type in a schema model. */
export function keyOf(schema: string, name: string): string {
  return `${schema}.${name}`;
}

/** What people read: without `public`, or a schema that a template fills in. */
export function displayName(of: { readonly schema: string; readonly name: string }): string {
  return of.schema === 'public' || isMasked(of.schema) ? of.name : `${of.schema}.${of.name}`;
}

/** Words that PostgreSQL doesn't take as a column's or table's name without quotes (`pg_get_keywords()`, catcode R and T). */
const RESERVED = new Set(
  (
    'all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column ' +
    'concurrently constraint create cross current_catalog current_date current_role current_schema current_time current_timestamp ' +
    'current_user default deferrable desc distinct do else end except false fetch for foreign freeze from full grant group having ' +
    'ilike in initially inner intersect into is isnull join lateral leading left like limit localtime localtimestamp natural not ' +
    'notnull null offset on only or order outer overlaps placing primary references returning right select session_user similar ' +
    'some symmetric system_user table tablesample then to trailing true union unique user using variadic verbose when where window with'
  ).split(' '),
);

/** An identifier as it must be written in SQL. */
export function quoteIdent(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) && !RESERVED.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A relation's name as it must be written in SQL, with its schema unless that is `public`. */
export function quoteName(of: { readonly schema?: string; readonly name: string }): string {
  const schema = of.schema === undefined || of.schema === 'public' ? '' : `${quoteIdent(of.schema)}.`;
  return schema + quoteIdent(of.name);
}

/** A name as it stands in a text such as `nextval('schema."Name"')`; undefined where that is none. */
export function parseName(text: string): Name | undefined {
  const part = /\s*(?:"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_$]*))\s*(\.|$)/uy;
  const parts: string[] = [];
  for (let match; (match = part.exec(text));) {
    parts.push(match[1] === undefined ? match[2]!.toLowerCase() : match[1].replaceAll('""', '"'));
    if (match[3] === '') return parts.length > 1 ? { schema: parts.at(-2)!, name: parts.at(-1)! } : { name: parts[0]! };
  }
  return undefined;
}

/** Names longer than this many bytes are cut by PostgreSQL. */
const MAX_NAME_BYTES = 63;

/**
 * The name that PostgreSQL gives to an object without one, as `makeObjectName` in its source does: `table_column_label`,
 * where the longer of the two parts is cut until all fits.
 */
export function generatedName(table: string, columns: string, label: string): string {
  const overhead = label.length + 1 + (columns === '' ? 0 : 1);
  const first = Buffer.from(table);
  const second = Buffer.from(columns);
  let firstLength = first.length;
  let secondLength = second.length;
  while (firstLength + secondLength > MAX_NAME_BYTES - overhead) {
    if (firstLength > secondLength) firstLength--;
    else secondLength--;
  }
  const parts = [cut(first, firstLength), ...(columns === '' ? [] : [cut(second, secondLength)]), label];
  return parts.join('_');
}

/** The first bytes of a UTF-8 text, without half a character at the end. */
function cut(bytes: Buffer, length: number): string {
  let end = length;
  while (end > 0 && end < bytes.length && (bytes[end]! & 0xc0) === 0x80) end--;
  return bytes.toString('utf8', 0, end);
}
