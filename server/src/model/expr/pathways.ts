import type { TypeId } from './catalog';
import type { TypeTable } from './type-table';

/** Why a value is converted: PostgreSQL allows more when somebody asks for it. */
export type Occasion = 'implicit' | 'assignment' | 'explicit';

/** How a value of one type becomes one of another. */
export interface Pathway {
  /** The same bits, a function, element by element, or through text. */
  readonly kind: 'relabel' | 'function' | 'array' | 'text';
  /** Modifiers of the target are applied by it. */
  readonly modifiers: boolean;
}

const RANK: Readonly<Record<string, number>> = { i: 0, implicit: 0, a: 1, assignment: 1, e: 2, explicit: 2 };
const RELABEL: Pathway = { kind: 'relabel', modifiers: false };
const BY_TEXT: Pathway = { kind: 'text', modifiers: false };
const BY_ELEMENT: Pathway = { kind: 'array', modifiers: true };

/** `find_coercion_pathway` of parse_coerce.c. */
export function pathway(types: TypeTable, source: TypeId, target: TypeId, occasion: Occasion): Pathway | undefined {
  const from = types.baseId(source);
  const to = types.baseId(target);
  if (from === to) return RELABEL;
  const rank = RANK[occasion]!;
  const cast = types.catalog.cast(from, to);
  if (cast) {
    if (rank < RANK[cast.context]!) return undefined;
    if (cast.method === 'b') return RELABEL;
    return cast.method === 'i' ? BY_TEXT : { kind: 'function', modifiers: cast.modifiers };
  }
  const fromElement = types.element(from);
  const toElement = to === 'oidvector' || to === 'int2vector' ? undefined : types.element(to);
  if (fromElement !== undefined && toElement !== undefined && pathway(types, fromElement, toElement, occasion)) {
    return BY_ELEMENT;
  }
  if (rank >= 1 && types.category(to) === 'S') return BY_TEXT;
  if (rank >= 2 && types.category(from) === 'S') return BY_TEXT;
  return undefined;
}

/** Are they the same bits, so that an operator class of the one serves the other? */
export function binaryCoercible(types: TypeTable, source: TypeId, target: TypeId): boolean {
  const from = types.baseId(source);
  if (from === target || target === 'any') return true;
  if (target === 'anyarray') return types.element(from) !== undefined;
  if (target === 'anyenum') return types.find(from)?.kind === 'e';
  if (target === 'anyrange') return types.find(from)?.kind === 'r';
  if (target === 'anymultirange') return types.find(from)?.kind === 'm';
  const cast = types.catalog.cast(from, target);
  return cast?.method === 'b' && cast.context === 'i';
}
