import type { Node, SelectStmt } from '@pgsql/types';
import type { NamedType, SqlType, TypeEnv } from './env';
import type { Expr } from './tree';
import type { TypeTable } from './type-table';

/** What is visible where an expression stands. */
export interface Scope {
  /**
   * A column reference by its fields as written (`['a']`, `['t', 'a']`, `['s', 't', 'a']`); undefined: unknown, its type is
   * then unknown and nothing breaks. `print` is how PostgreSQL would print it there. A whole-row reference has the type of
   * the relation.
   */
  column(fields: readonly string[]): { readonly type: SqlType | undefined; readonly print: string } | undefined;
  /** Output columns of a subquery, in this scope as the outer one. */
  subquery(select: SelectStmt): readonly NamedType[] | undefined;
}

/** What the parts of the analysis share. */
export interface Context {
  readonly env: TypeEnv;
  readonly scope: Scope;
  readonly types: TypeTable;
  analyse(node: Node | undefined): Expr;
}
