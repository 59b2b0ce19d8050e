import type { Node } from '@pgsql/types';
import type { Span } from '../../base/span';
import { catalogOf } from '../expr/catalog';
import type { SqlType } from '../expr/env';
import type { QueryEnv } from './env';
import type { AliasUse, NameProblem, NameUse } from './reading';
import { OPEN, type ColumnOrigin, type Output, type Scope } from './scope';
import type { QueryText } from './text';

/** Deeper queries, joins and the like are not read: their columns are unknown. */
const MAX_DEPTH = 150;

/** Names that a function's body knows besides those of its queries. */
export interface Locals {
  /** Parameters, variables, labels, the function itself. */
  readonly names: ReadonlyMap<string, SqlType | undefined>;
  /** True where names may be known that aren't listed, as in PL/pgSQL. */
  readonly more: boolean;
  /** True where relations may be known that nobody made, as the transition tables of a trigger. */
  readonly moreRelations: boolean;
}

export const NO_LOCALS: Locals = { names: new Map(), more: false, moreRelations: false };

export interface QueryOptions {
  /** Leaves literals of unknown type unknown, as set operations and INSERT want them. */
  readonly keepUnknown?: boolean;
  /** Told of the output of all arms of a set operation but the last: what a recursive query sees of itself. */
  readonly onFirst?: (output: Output) => void;
}

/** Types of arguments that a row fits. */
const ROWS = new Set(['any', 'record', 'anyelement', 'anynonarray', 'anycompatible', 'anycompatiblenonarray']);

/** Each table is a type too. */
function withRowTypes(env: QueryEnv): QueryEnv {
  return {
    extensions: env.extensions,
    path: env.path,
    type: (name) => env.type(name),
    functions: (name) => env.functions(name),
    operators: (name) => env.operators?.(name) ?? [],
    relation: (name) => env.relation(name),
    mayExist: (name) => env.mayExist(name),
    userType(key) {
      const dot = key.indexOf('.');
      const own = env.userType(key);
      if (own || dot < 0) return own;
      const relation = env.relation({ schema: key.slice(0, dot), name: key.slice(dot + 1) });
      return relation && !relation.open ? { kind: 'composite', columns: relation.columns } : undefined;
    },
  };
}

/** Reads any statement; given to the context so that its parts don't depend on one another in circles. */
export type ReadQuery = (context: Context, node: Node, scope: Scope, options: QueryOptions) => Output;

/** One reading of one statement: what it has found so far. */
export class Context {
  readonly uses: NameUse[] = [];
  readonly problems: NameProblem[] = [];
  readonly aliases: AliasUse[] = [];
  /** Scopes with the query that they belong to, where somebody asks what is visible. */
  readonly scopes: { readonly node: object; readonly scope: Scope }[] = [];
  readonly env: QueryEnv;
  private readonly outputs = new Map<object, Output>();
  private depth = 0;

  constructor(
    readonly text: QueryText,
    env: QueryEnv,
    readonly locals: Locals,
    private readonly read: ReadQuery,
  ) {
    this.env = withRowTypes(env);
  }

  query(node: Node, scope: Scope, options: QueryOptions = {}): Output {
    const output = this.deeper(() => this.read(this, node, scope, options)) ?? OPEN;
    const inner: unknown = Object.values(node)[0];
    if (typeof inner === 'object' && inner !== null) this.outputs.set(inner, output);
    return output;
  }

  /** What a query that was read before yields. */
  outputOf(query: object): Output | undefined {
    return this.outputs.get(query);
  }

  /** Whether PostgreSQL or an extension has a function of that name for any row. */
  takesRow(name: string): boolean {
    const functions = catalogOf(this.env.extensions).functions(name);
    return functions.some(({ args }) => args.length > 0 && ROWS.has(args[0] ?? ''));
  }

  deeper<T>(read: () => T): T | undefined {
    if (this.depth >= MAX_DEPTH) return undefined;
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }

  table(key: string, access: NameUse['access'], span: Span): void {
    this.uses.push({ kind: 'table', access, table: key, span });
  }

  /** Notes the columns of tables that a column of a query is. */
  column(origins: readonly ColumnOrigin[], span: Span, implied = false, access: NameUse['access'] = 'read'): void {
    for (const { table, column, follows } of origins) {
      this.uses.push({
        kind: 'column',
        access,
        table,
        column,
        span,
        ...((implied || !follows) && { implied: true as const }),
      });
    }
  }

  problem(problem: NameProblem): void {
    this.problems.push(problem);
  }

  /** Notes an alias; what is returned notes its uses. */
  alias(name: string, table: string | undefined, definition: Span): (span: Span) => void {
    const uses: Span[] = [];
    this.aliases.push({ name, ...(table !== undefined && { table }), definition, uses });
    return (span) => uses.push(span);
  }
}
