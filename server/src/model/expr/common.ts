import type { TypeId } from './catalog';
import type { SqlType, TypeEnv } from './env';
import { pathway } from './pathways';
import { idOf, isUnknown, sameModifiers, TEXT, typeOf, TypeTable } from './type-table';

/** `select_common_type` of parse_coerce.c; undefined where there is none. */
export function commonTypeId(types: TypeTable, ids: readonly TypeId[]): TypeId | undefined {
  const first = ids[0];
  if (first === undefined) return 'text';
  if (first !== 'unknown' && ids.every((id) => id === first)) return first;
  let common = types.baseId(first);
  for (const id of ids.slice(1)) {
    const next = types.baseId(id);
    if (next === 'unknown' || next === common) continue;
    if (common === 'unknown') common = next;
    else if (types.category(next) !== types.category(common)) return undefined;
    else if (
      !types.preferred(common) &&
      pathway(types, common, next, 'implicit') &&
      !pathway(types, next, common, 'implicit')
    ) {
      common = next;
    }
  }
  return common === 'unknown' ? 'text' : common;
}

/**
 * The type that UNION, VALUES, CASE and the like give to values of these types, with modifiers only where all agree;
 * undefined where one can't be told or they don't fit together. UNION takes its branches two by two from the left.
 */
export function commonType(
  values: readonly { readonly type: SqlType | undefined }[],
  env: TypeEnv,
): SqlType | undefined {
  return commonTypeOf(new TypeTable(env), values);
}

export function commonTypeOf(
  types: TypeTable,
  values: readonly { readonly type: SqlType | undefined }[],
): SqlType | undefined {
  const ids: TypeId[] = [];
  for (const { type } of values) {
    if (type === undefined) return undefined;
    ids.push(idOf(type));
  }
  const id = commonTypeId(types, ids);
  return id === undefined ? undefined : withSharedModifiers(id, values);
}

/** `select_common_typmod`: modifiers of values that already are of the type. `result` is the array of it where one is made. */
export function withSharedModifiers(
  id: TypeId,
  values: readonly { readonly type: SqlType | undefined }[],
  result = id,
): SqlType {
  const first = values[0]?.type;
  const agree =
    first !== undefined &&
    first.modifiers.length > 0 &&
    values.every(({ type }) => type !== undefined && idOf(type) === id && sameModifiers(type, first));
  return typeOf(result, agree ? first.modifiers : []);
}

/** The type of an output column of SELECT: a literal that nothing has given a type is text. */
export function outputTypeOf(type: SqlType | undefined): SqlType | undefined {
  return isUnknown(type) ? TEXT : type;
}
