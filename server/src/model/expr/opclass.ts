import type { CatalogOpclass } from './catalog';
import type { SqlType, TypeEnv } from './env';
import { qualified } from './format';
import { binaryCoercible } from './pathways';
import { idOf, TypeTable } from './type-table';

/**
 * The operator class that an index of the access method uses for the type where none is written, as `GetDefaultOpClass`
 * finds it, and as it would be printed; undefined where there is none.
 */
export function defaultOpclass(method: string, type: SqlType, env: TypeEnv): string | undefined {
  const types = new TypeTable(env);
  const id = types.baseId(idOf(type));
  const usual = types.catalog.opclasses(method).filter(({ isDefault }) => isDefault);
  const exact = usual.find(({ type: own }) => own === id);
  if (exact) return qualified(exact.schema, exact.name);
  const category = types.category(id);
  let compatible: CatalogOpclass | undefined;
  let preferred: CatalogOpclass | undefined;
  for (const each of usual) {
    if (!binaryCoercible(types, id, each.type)) continue;
    const known = types.find(each.type);
    if (known?.preferred && known.category === category) preferred ??= each;
    else compatible ??= each;
  }
  const found = preferred ?? compatible;
  return found && qualified(found.schema, found.name);
}

/** An operator class as it would be printed, by its name as written; undefined where PostgreSQL and the extensions have none. */
export function knownOpclass(method: string, name: string, env: TypeEnv): string | undefined {
  const found = new TypeTable(env).catalog.opclasses(method).find((each) => each.name === name);
  return found && qualified(found.schema, found.name);
}
