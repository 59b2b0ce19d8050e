import type { TypeId } from './catalog';
import { commonTypeId } from './common';
import type { TypeTable } from './type-table';

const SIMPLE = new Set(['anyelement', 'anynonarray', 'anyenum', 'anyarray', 'anyrange', 'anymultirange']);
const COMPATIBLE = new Set([
  'anycompatible',
  'anycompatiblenonarray',
  'anycompatiblearray',
  'anycompatiblerange',
  'anycompatiblemultirange',
]);

export function isPolymorphic(id: TypeId): boolean {
  return id.startsWith('any') && (SIMPLE.has(id) || COMPATIBLE.has(id));
}

/** What the types that stand for any are in a call, by their names. */
export type Resolution = ReadonlyMap<TypeId, TypeId>;

/**
 * `check_generic_type_consistency` and `enforce_generic_type_consistency` of parse_coerce.c: what the polymorphic types of
 * a function are for these arguments; undefined where the arguments don't fit together.
 */
export function resolvePolymorphic(
  types: TypeTable,
  declared: readonly (TypeId | undefined)[],
  actual: readonly TypeId[],
): Resolution | undefined {
  const found = new Map<TypeId, TypeId>();
  return simple(types, declared, actual, found) && compatible(types, declared, actual, found) ? found : undefined;
}

/** The declared type of an argument or a result, with the polymorphic ones replaced as far as they are known. */
export function resolved(id: TypeId | undefined, resolution: Resolution): TypeId | undefined {
  return id === undefined ? undefined : (resolution.get(id) ?? id);
}

function simple(
  types: TypeTable,
  declared: readonly (TypeId | undefined)[],
  actual: readonly TypeId[],
  found: Map<TypeId, TypeId>,
): boolean {
  /** By what they are: an element, an array, a range, a multirange. */
  let element: TypeId | undefined;
  const wholes = new Map<TypeId, TypeId>();
  for (const [i, type] of declared.entries()) {
    const given = actual[i];
    if (type === undefined || given === undefined || given === 'unknown' || !SIMPLE.has(type)) continue;
    if (type === 'anyelement' || type === 'anynonarray' || type === 'anyenum') {
      if (element !== undefined && element !== given) return false;
      element = given;
      if (type === 'anynonarray' && types.isArray(given)) return false;
      if (type === 'anyenum' && types.find(types.baseId(given))?.kind !== 'e') return false;
    } else {
      const base = types.baseId(given);
      if (wholes.has(type) && wholes.get(type) !== base) return false;
      wholes.set(type, base);
    }
  }
  const inner: (TypeId | undefined)[] = [];
  const array = wholes.get('anyarray');
  if (array !== undefined) inner.push(array === 'anyarray' ? 'anyelement' : types.element(array));
  const multirange = wholes.get('anymultirange');
  const range = wholes.get('anyrange') ?? related(types, multirange, 'm');
  if (multirange !== undefined && (range === undefined || related(types, multirange, 'm') !== range)) return false;
  if (range !== undefined) inner.push(related(types, range, 'r'));
  for (const each of inner) {
    if (each === undefined || (element !== undefined && element !== each)) return false;
    element = each;
  }
  if (element === undefined) return true;
  for (const type of ['anyelement', 'anynonarray', 'anyenum']) found.set(type, element);
  found.set('anyarray', array ?? `${element}[]`);
  setRanges(types, found, 'any', range);
  return true;
}

function compatible(
  types: TypeTable,
  declared: readonly (TypeId | undefined)[],
  actual: readonly TypeId[],
  found: Map<TypeId, TypeId>,
): boolean {
  const members: TypeId[] = [];
  let range: TypeId | undefined;
  let any = false;
  for (const [i, type] of declared.entries()) {
    const given = actual[i];
    if (type === undefined || given === undefined || !COMPATIBLE.has(type)) continue;
    any = true;
    if (type === 'anycompatible' || type === 'anycompatiblenonarray') {
      members.push(given);
    } else if (given !== 'unknown') {
      const base = types.baseId(given);
      const whole = type === 'anycompatiblemultirange' ? related(types, base, 'm') : base;
      const member = type === 'anycompatiblearray' ? types.element(base) : related(types, whole, 'r');
      if (member === undefined) return false;
      if (type !== 'anycompatiblearray') {
        if (range !== undefined && range !== whole) return false;
        range = whole;
      }
      members.push(member);
    } else {
      members.push('unknown');
    }
  }
  if (!any) return true;
  const common = commonTypeId(types, members);
  if (common === undefined) return false;
  if (declared.includes('anycompatiblenonarray') && types.isArray(common)) return false;
  found.set('anycompatible', common);
  found.set('anycompatiblenonarray', common);
  found.set('anycompatiblearray', `${common}[]`);
  setRanges(types, found, 'anycompatible', range);
  return true;
}

function related(types: TypeTable, id: TypeId | undefined, kind: string): TypeId | undefined {
  const found = id === undefined ? undefined : types.find(id);
  return found?.kind === kind ? found.related : undefined;
}

function setRanges(types: TypeTable, found: Map<TypeId, TypeId>, prefix: string, range: TypeId | undefined): void {
  if (range === undefined) return;
  found.set(`${prefix}range`, range);
  const multirange = types.multirange(range);
  if (multirange !== undefined) found.set(`${prefix}multirange`, multirange);
}
