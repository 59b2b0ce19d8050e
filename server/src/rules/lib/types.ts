import type { Column } from '../../model/schema';
import type { TypeFact } from '../../model/types';

/** Names that people write; the others are written as PostgreSQL names them inside. */
const USUAL: Readonly<Record<string, string>> = {
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  bool: 'boolean',
  bpchar: 'char',
};

/** A type as people write it: `timestamptz(3)` rather than `timestamp(3) with time zone`. */
export function shortType(type: TypeFact): string {
  if (!type.builtIn || type.name.name === 'interval') return type.display;
  const modifiers = type.modifiers.length > 0 ? `(${type.modifiers.join(',')})` : '';
  return (USUAL[type.name.name] ?? type.name.name) + modifiers + (type.dimensions > 0 ? '[]' : '');
}

/** A type as it counts for whether two columns hold the same: without lengths, and all text as one. */
export function comparableType({ type }: Column): string {
  const plain = shortType({ ...type, modifiers: [], dimensions: 0 });
  return (plain === 'varchar' || plain === 'citext' ? 'text' : plain) + (type.dimensions > 0 ? '[]' : '');
}
