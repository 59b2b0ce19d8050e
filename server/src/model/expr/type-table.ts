import { catalogOf, type Catalog, type CatalogType, type TypeId } from './catalog';
import type { NamedType, SqlType, TypeEnv } from './env';

export function idOf(type: SqlType): TypeId {
  return type.array ? `${type.name}[]` : type.name;
}

/** A type by its id; names of a schema or an extension have a dot. */
export function typeOf(id: TypeId, modifiers: readonly string[] = NONE): SqlType {
  const array = id.endsWith('[]');
  const name = array ? id.slice(0, -2) : id;
  return { name, builtIn: !name.includes('.'), array, modifiers };
}

const NONE: readonly string[] = [];

export const UNKNOWN: SqlType = typeOf('unknown');
export const TEXT: SqlType = typeOf('text');
export const BOOL: SqlType = typeOf('bool');
export const INT4: SqlType = typeOf('int4');
export const RECORD: SqlType = typeOf('record');

export function isUnknown(type: SqlType | undefined): boolean {
  return type !== undefined && type.builtIn && type.name === 'unknown';
}

export function sameModifiers(a: SqlType, b: SqlType): boolean {
  return a.modifiers.length === b.modifiers.length && a.modifiers.every((each, i) => each === b.modifiers[i]);
}

/** The type without what stands in parentheses. */
export function bare(type: SqlType): SqlType {
  return type.modifiers.length === 0 ? type : { ...type, modifiers: NONE };
}

/** What is known of types: those of the catalogue, of extensions and of the schema. */
export class TypeTable {
  readonly catalog: Catalog;

  constructor(readonly env: TypeEnv) {
    this.catalog = catalogOf(env.extensions);
  }

  /** Of pg_type; undefined for a type that nobody knows. */
  find(id: TypeId): CatalogType | undefined {
    if (id.endsWith('[]')) return ARRAY;
    const own = this.catalog.type(id);
    if (own || !id.includes('.')) return own;
    const user = this.env.userType(id);
    switch (user?.kind) {
      case 'enum':
        return ENUM;
      case 'domain': {
        const base = this.base(typeOf(id));
        const related = idOf(base);
        return { kind: 'd', category: this.category(related), preferred: false, related };
      }
      case 'composite':
        return COMPOSITE;
      case 'range':
        return { kind: 'r', category: 'R', preferred: false, related: idOf(user.subtype) };
      case 'multirange':
        return { kind: 'm', category: 'R', preferred: false, related: idOf(user.range) };
      default:
        return undefined;
    }
  }

  category(id: TypeId): string {
    return this.find(id)?.category ?? 'U';
  }

  /** Is it the one that PostgreSQL prefers in its category? */
  preferred(id: TypeId): boolean {
    return this.find(id)?.preferred ?? false;
  }

  /** What a domain stands on at last, with its modifiers; any other type as it is. */
  base(type: SqlType): SqlType {
    let current = type;
    for (let depth = 0; depth < 32 && !current.array && !current.builtIn; depth++) {
      const user = this.env.userType(current.name);
      if (user?.kind === 'domain') current = user.base;
      else {
        const own = this.catalog.type(current.name);
        if (own?.kind !== 'd' || own.related === undefined) return current;
        current = typeOf(own.related);
      }
    }
    return current;
  }

  baseId(id: TypeId): TypeId {
    return id.includes('.') && !id.endsWith('[]') ? idOf(this.base(typeOf(id))) : id;
  }

  /** Of a true array, else undefined. */
  element(id: TypeId): TypeId | undefined {
    if (id.endsWith('[]')) return id.slice(0, -2);
    return id === 'int2vector' || id === 'oidvector' ? this.find(id)?.related : undefined;
  }

  isArray(id: TypeId): boolean {
    return this.element(this.baseId(id)) !== undefined;
  }

  isComposite(id: TypeId): boolean {
    return this.find(this.baseId(id))?.kind === 'c';
  }

  /** The columns of a composite type. */
  columns(type: SqlType): readonly NamedType[] | undefined {
    const base = this.base(type);
    if (base.array || base.builtIn) return undefined;
    const user = this.env.userType(base.name);
    return user?.kind === 'composite' ? user.columns : undefined;
  }

  /** The multirange of a range: PostgreSQL's own are named after it. */
  multirange(range: TypeId): TypeId | undefined {
    const guess = range.replace(/range$/, 'multirange');
    return this.find(guess)?.related === range ? guess : undefined;
  }
}

const ARRAY: CatalogType = { kind: 'b', category: 'A', preferred: false, related: undefined };
const ENUM: CatalogType = { kind: 'e', category: 'E', preferred: false, related: undefined };
const COMPOSITE: CatalogType = { kind: 'c', category: 'C', preferred: false, related: undefined };
