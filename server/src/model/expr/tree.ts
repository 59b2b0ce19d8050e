import type { NamedType, SqlType } from './env';

/** Was a conversion written, or put in by PostgreSQL? */
export type CastFormat = 'explicit' | 'implicit';

/** An expression whose types are known as far as they can be told: PostgreSQL's tree after parse analysis. */
export type Expr =
  | Const
  | Column
  | Cast
  | Collate
  | Operation
  | ArrayOperation
  | Logic
  | Call
  | NamedArgument
  | KeywordCall
  | Keyword
  | Case
  | CaseTest
  | ArrayList
  | Row
  | RowComparison
  | Test
  | Subscript
  | Field
  | Subquery
  | Unread;

interface Typed {
  /** Absent: it can't be told. Literals that nothing has given a type have the type `unknown`. */
  readonly type: SqlType | undefined;
}

/** A constant; `value` is what the type's output function gives, absent for NULL. */
export interface Const extends Typed {
  readonly kind: 'const';
  readonly value: string | undefined;
}

export interface Column extends Typed {
  readonly kind: 'column';
  readonly text: string;
}

export interface Cast extends Typed {
  readonly kind: 'cast';
  readonly arg: Expr;
  readonly format: CastFormat;
  /** What was written, for a type that nobody knows. */
  readonly typeText?: string;
}

export interface Collate extends Typed {
  readonly kind: 'collate';
  readonly arg: Expr;
  /** As it is printed. */
  readonly collation: string;
}

/** An operator with one or two operands, as `NULLIF` and `IS DISTINCT FROM` have them too. */
export interface Operation extends Typed {
  readonly kind: 'op' | 'distinct' | 'nullif';
  /** As it is printed. */
  readonly operator: string;
  readonly args: readonly Expr[];
}

/** `x = ANY (array)` */
export interface ArrayOperation extends Typed {
  readonly kind: 'any';
  readonly operator: string;
  readonly all: boolean;
  readonly args: readonly [Expr, Expr];
}

export interface Logic extends Typed {
  readonly kind: 'logic';
  readonly op: 'AND' | 'OR' | 'NOT';
  readonly args: readonly Expr[];
}

export interface Call extends Typed {
  readonly kind: 'call';
  /** As it is printed. */
  readonly name: string;
  /** `SUBSTRING(a FROM 1)` and the like, whose function is `name`. */
  readonly sqlSyntax: boolean;
  readonly args: readonly Expr[];
  /** The last argument is an array of the others. */
  readonly variadic: boolean;
  readonly set: boolean;
  readonly aggregate: boolean;
  /** OUT arguments or columns of RETURNS TABLE. */
  readonly columns: readonly NamedType[];
  readonly star: boolean;
  readonly distinct: boolean;
  /** With ORDER BY among the arguments. */
  readonly ordered: boolean;
  readonly withinGroup: boolean;
  readonly filter: Expr | undefined;
  readonly over: boolean;
}

export interface NamedArgument extends Typed {
  readonly kind: 'named';
  readonly name: string;
  readonly arg: Expr;
}

/** `COALESCE`, `GREATEST`, `LEAST`, and others that the grammar itself knows. */
export interface KeywordCall extends Typed {
  readonly kind: 'keyword-call';
  readonly name: string;
  readonly args: readonly Expr[];
  /** Words in front of the arguments and behind them. */
  readonly before?: string;
  readonly after?: string;
  /** True where it isn't printed as PostgreSQL does it. */
  readonly partly?: true;
}

/** `CURRENT_DATE` */
export interface Keyword extends Typed {
  readonly kind: 'keyword';
  readonly text: string;
}

export interface Case extends Typed {
  readonly kind: 'case';
  readonly arg: Expr | undefined;
  readonly whens: readonly { readonly when: Expr; readonly then: Expr }[];
  readonly otherwise: Expr;
}

/** What `CASE x WHEN 1` compares with 1. */
export interface CaseTest extends Typed {
  readonly kind: 'case-test';
}

export interface ArrayList extends Typed {
  readonly kind: 'array';
  readonly elements: readonly Expr[];
}

export interface Row extends Typed {
  readonly kind: 'row';
  readonly args: readonly Expr[];
  /** The type was written behind it. */
  readonly cast: boolean;
}

export interface RowComparison extends Typed {
  readonly kind: 'row-comparison';
  readonly operator: string;
  readonly left: readonly Expr[];
  readonly right: readonly Expr[];
}

/** `IS NULL`, `IS TRUE`, `IS JSON` and the like. */
export interface Test extends Typed {
  readonly kind: 'test';
  readonly arg: Expr;
  readonly text: string;
  /** Are conversions of the operand shown that nobody wrote? */
  readonly showImplicit: boolean;
}

export interface Subscript extends Typed {
  readonly kind: 'subscript';
  readonly arg: Expr;
  readonly subscripts: readonly {
    readonly lower?: Expr | undefined;
    readonly upper?: Expr | undefined;
    readonly slice: boolean;
  }[];
}

export interface Field extends Typed {
  readonly kind: 'field';
  readonly arg: Expr;
  readonly name: string;
}

/** A query within an expression; it is typed, but not printed. */
export interface Subquery extends Typed {
  readonly kind: 'subquery';
  /** What stands before the parenthesis: `EXISTS`, `ARRAY`. */
  readonly prefix: string;
}

/** What isn't understood; `text` is about what was written. */
export interface Unread extends Typed {
  readonly kind: 'unread';
  readonly text: string;
}

/** What `ORDER BY`-less calls of ordinary functions have. */
export const PLAIN_CALL = {
  sqlSyntax: false,
  variadic: false,
  set: false,
  aggregate: false,
  columns: [],
  star: false,
  distinct: false,
  ordered: false,
  withinGroup: false,
  filter: undefined,
  over: false,
} satisfies Partial<Call>;

export function constant(type: SqlType | undefined, value: string | undefined): Const {
  return { kind: 'const', type, value };
}

/** An undecorated NULL. */
export function isNullLiteral(expr: Expr): boolean {
  return expr.kind === 'const' && expr.value === undefined && expr.type?.name === 'unknown';
}

/** The expressions that it is made of. */
export function parts(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'cast':
    case 'collate':
    case 'named':
    case 'test':
    case 'field':
      return [expr.arg];
    case 'op':
    case 'distinct':
    case 'nullif':
    case 'any':
    case 'logic':
    case 'keyword-call':
    case 'row':
      return expr.args;
    case 'call':
      return expr.filter ? [...expr.args, expr.filter] : expr.args;
    case 'array':
      return expr.elements;
    case 'row-comparison':
      return [...expr.left, ...expr.right];
    case 'case':
      return [...(expr.arg ? [expr.arg] : []), ...expr.whens.flatMap(({ when, then }) => [when, then]), expr.otherwise];
    case 'subscript':
      return [
        expr.arg,
        ...expr.subscripts.flatMap(({ lower, upper }) => [lower, upper].filter((each) => each !== undefined)),
      ];
    default:
      return [];
  }
}
