import type { NamedType, TypeEnv } from '../expr/env';
import type { Name } from '../names';
import type { RelationKind } from '../facts';

/** A table or view as queries see it. */
export interface Relation {
  /** `schema.name` */
  readonly key: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: RelationKind;
  readonly columns: readonly NamedType[];
  /** True where not all columns are known: no name is ever unknown in it. */
  readonly open: boolean;
}

/** What a query is read against: the schema as it is at its place. */
export interface QueryEnv extends TypeEnv {
  /** On the search path where no schema is written, else in that schema. Tables are types too: `userType` needn't know them. */
  relation(name: Name): Relation | undefined;
  /**
   * Whether a relation that `relation` doesn't find may exist all the same (another file makes it, a DO block, an
   * extension, `pg_catalog`): nothing is said of it then.
   */
  mayExist(name: Name): boolean;
}
