import type { TypeName } from '@pgsql/types';
import type { Name } from '../names';
import type { CatalogOperator } from './catalog';
import type { TypeFact } from '../types';

/** A type as PostgreSQL's catalogue knows it. An absent type is one that can't be told. */
export interface SqlType {
  /** Built-in: the name in `pg_catalog` (`int4`). Else the key `schema.name` of a type of the schema or of an extension. */
  readonly name: string;
  readonly builtIn: boolean;
  /** An array of it; PostgreSQL keeps no number of dimensions. */
  readonly array: boolean;
  /** As written in parentheses: `['10', '2']`; empty where there are none. */
  readonly modifiers: readonly string[];
}

/** A type that a schema or an extension defines. */
export type UserType =
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'domain'; readonly base: SqlType }
  | { readonly kind: 'composite'; readonly columns: readonly NamedType[] }
  | { readonly kind: 'range'; readonly subtype: SqlType }
  | { readonly kind: 'multirange'; readonly range: SqlType }
  | { readonly kind: 'extension'; readonly extension: string };

export interface NamedType {
  readonly name: string;
  readonly type: SqlType | undefined;
  /** A type that nobody knows, as it is written. */
  readonly written?: TypeFact;
}

/** A function, aggregate or procedure that a schema defines. */
export interface FunctionSignature {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'function' | 'procedure' | 'aggregate' | 'window';
  /** Types of the input arguments (IN, INOUT, VARIADIC), in order. */
  readonly args: readonly (SqlType | undefined)[];
  /** Names of the input arguments, '' for one without; only needed for calls like `f(x => 1)`. */
  readonly argNames?: readonly string[];
  /** The last arguments that may be left out. */
  readonly defaults: number;
  readonly variadic: boolean;
  readonly returns: SqlType | undefined;
  readonly returnsSet: boolean;
  /** The columns of OUT arguments or RETURNS TABLE; empty where there are none. */
  readonly columns: readonly NamedType[];
}

/** What an expression may refer to besides columns. All look-ups use the search path of the place where it stands. */
export interface TypeEnv {
  /** Extensions that are installed, with the schema in which their objects are. */
  readonly extensions: ReadonlyMap<string, string>;
  /** Schemas that are searched, in order, `pg_catalog` not among them. */
  readonly path: readonly string[];
  /** A type as it is written in a cast or a column; undefined where nobody knows it. */
  type(name: TypeName): SqlType | undefined;
  userType(key: string): UserType | undefined;
  /** Those of the schema alone; built-in ones and those of extensions are known to `expr` itself. */
  functions(name: Name): readonly FunctionSignature[];
  /** Operators that the schema makes. */
  operators?(name: Name): readonly CatalogOperator[];
  /** Where a table, view or sequence without written schema is found; without it, or undefined, nobody knows. */
  relation?(name: Name): Name | undefined;
}
