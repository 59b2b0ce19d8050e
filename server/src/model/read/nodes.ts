import type { Node, RangeVar } from '@pgsql/types';
import type { Name, PlacedName } from '../names';
import type { Cursor } from './cursor';

export function stringOf(node: Node | undefined): string {
  return node && 'String' in node ? (node.String.sval ?? '') : '';
}

export function strings(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).map(stringOf);
}

export function nameOf(schema: string | undefined, name: string | undefined): Name {
  return schema ? { schema, name: name ?? '' } : { name: name ?? '' };
}

/** A name that the tree gives as a list of words. */
export function nameOfParts(parts: readonly string[]): Name {
  return nameOf(parts.at(-2), parts.at(-1));
}

export function relationName(cursor: Cursor, relation: RangeVar | undefined): PlacedName {
  const span = cursor.nameSpan(cursor.at(relation?.location));
  return { ...nameOf(relation?.schemaname, relation?.relname), span };
}
