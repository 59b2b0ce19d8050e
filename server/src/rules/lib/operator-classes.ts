import type { SchemaEnv } from '../../model/env';
import { catalogOf } from '../../model/expr/catalog';
import type { SqlType } from '../../model/expr/env';
import { defaultOpclass } from '../../model/expr/opclass';
import { idOf, TypeTable } from '../../model/expr/type-table';

/** Extensions that bring operator classes, the one that is probably meant first. */
const EXTENSIONS = 'pg_trgm btree_gist btree_gin citext hstore ltree intarray cube seg isn'.split(' ');
const OF_VECTOR = /^(?:(?:vector|halfvec|sparsevec)_(?:l1|l2|ip|cosine)|bit_(?:hamming|jaccard))_ops$/;
const METHODS = new Set(['btree', 'hash', 'gist', 'gin', 'spgist', 'brin']);

/** The extension that brings an operator class of the name. */
export function extensionOfClass(method: string, name: string): string | undefined {
  if (OF_VECTOR.test(name)) return 'vector';
  return EXTENSIONS.find((extension) => withExtension(extension).opclasses(method).some((each) => each.name === name && each.schema !== 'pg_catalog')); // prettier-ignore
}

/** An extension that brings a default operator class for the type. */
export function extensionForType(method: string, type: SqlType, env: SchemaEnv): string | undefined {
  return ['btree_gist', 'btree_gin'].find((extension) => {
    const wanted = new TypeTable(env).baseId(idOf(type));
    return withExtension(extension)
      .opclasses(method)
      .some(
        (each) =>
          each.schema !== 'pg_catalog' && each.isDefault && each.type === (wanted === 'varchar' ? 'text' : wanted),
      );
  });
}

/** Whether PostgreSQL has no operator class for an index of the method on the type; false where that can't be told. */
export function lacksClass(method: string, type: SqlType, env: SchemaEnv): boolean {
  if (!METHODS.has(method)) return false;
  const types = new TypeTable(env);
  const base = types.base(type);
  const known = types.find(idOf(base));
  if (!base.builtIn || !known || !['b', 'r', 'm'].includes(known.kind) || base.name === 'unknown') return false;
  return defaultOpclass(method, type, env) === undefined;
}

function withExtension(extension: string) {
  return catalogOf(new Map([[extension, 'public']]));
}
