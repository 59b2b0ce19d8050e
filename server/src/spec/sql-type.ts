import { parseType } from './types';

/** What documents call a type, and what it is in PostgreSQL. */
const TYPES: Readonly<Record<string, string>> = {
  string: 'text', enum: 'text', longtext: 'text', citext: 'citext', text: 'text', varchar: 'varchar', char: 'char', object: 'jsonb', datetime: 'timestamptz', guid: 'uuid',
  number: 'numeric', float4: 'real', float8: 'double precision', bool: 'boolean', int2: 'smallint', int4: 'integer', int8: 'bigint', long: 'bigint', short: 'smallint',
  tinyint: 'smallint', binary: 'bytea', blob: 'bytea', bytes: 'bytea', varbinary: 'bytea', duration: 'interval', cuid: 'text', ulid: 'text', nanoid: 'text', uuid: 'uuid',
}; // prettier-ignore
const SERIAL = /^(?:small|big)?serial[248]?$/i;

/** The PostgreSQL type that a document means by a word; undefined for one that isn't known, or could be several. */
export function sqlType(text: string): string | undefined {
  if (SERIAL.test(text.trim())) return text.trim().toLowerCase();
  const { word, modifiers, array, families } = parseType(text);
  if (!families || families.includes('any')) return undefined;
  const base = TYPES[word] ?? word;
  const withModifiers = modifiers !== '' && /^[\d,]+$/.test(modifiers) && /^(?:varchar|char|numeric|timestamp|timestamptz|time|timetz|bit|varbit|vector|halfvec|sparsevec)$/.test(base) ? `${base}(${modifiers})` : base; // prettier-ignore
  return withModifiers + (array ? '[]' : '');
}
