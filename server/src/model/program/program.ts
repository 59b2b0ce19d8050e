import type { Node } from '@pgsql/types';
import type { Span } from '../../base/span';
import type { MomentType } from './moments';

/**
 * A body of code that puts statements together, as plain data; `O` is what a statement does. An expression is the SELECT that
 * gives its value.
 */
export type Program<O> = readonly Step<O>[];

/** Rows that a loop goes over or a function returns: of a query, or of a text that is one. */
export type RowsOf = { readonly query: Node } | { readonly text: Node; readonly using: readonly Node[] };

export interface Variable {
  readonly name: string;
  readonly kind: VariableKind;
  readonly time?: TimeType;
  readonly value?: Node;
}

export type TimeType = MomentType | 'interval';
export type VariableKind = 'row' | 'array' | 'scalar';

/** A variable that is assigned to, or a field of one: `x`, `r.c`. */
export type Target = readonly string[];

export interface Handler<O> {
  readonly conditions: readonly string[];
  readonly body: readonly Step<O>[];
}

interface Loop<O> {
  readonly label?: string;
  readonly body: readonly Step<O>[];
}

export type Step<O> =
  | { readonly do: 'block'; readonly label?: string; readonly variables: readonly Variable[]; readonly body: readonly Step<O>[]; readonly handlers: readonly Handler<O>[] }
  | { readonly do: 'assign'; readonly to: Target; readonly value: Node }
  | { readonly do: 'if'; readonly branches: readonly { readonly when: Node; readonly body: readonly Step<O>[] }[]; readonly otherwise: readonly Step<O>[] }
  | ({ readonly do: 'for rows'; readonly names: readonly string[]; readonly rows: RowsOf } & Loop<O>)
  | ({ readonly do: 'for numbers'; readonly name: string; readonly from: Node; readonly to: Node; readonly by?: Node; readonly reverse: boolean } & Loop<O>)
  | ({ readonly do: 'for each'; readonly name: string; readonly array: Node } & Loop<O>)
  | ({ readonly do: 'loop'; readonly when?: Node } & Loop<O>)
  /** `PERFORM`, `SELECT … INTO` */
  | { readonly do: 'query'; readonly query: Node; readonly into?: readonly Target[]; readonly strict: boolean; readonly span: Span }
  | { readonly do: 'open'; readonly cursor: string; readonly rows: RowsOf }
  | { readonly do: 'fetch'; readonly cursor: string; readonly into: readonly Target[] }
  | { readonly do: 'execute'; readonly text: Node; readonly using: readonly Node[]; readonly into?: readonly Target[]; readonly strict: boolean; readonly span: Span }
  /** A statement that is written out. */
  | { readonly do: 'ddl'; readonly ops: readonly O[] }
  /** Rows are changed, or something is done that is no matter of the schema; what it puts into variables isn't known. */
  | { readonly do: 'data'; readonly into: readonly Target[] }
  | { readonly do: 'return'; readonly value?: Node }
  | { readonly do: 'return next'; readonly value?: Node }
  | { readonly do: 'return query'; readonly rows: RowsOf }
  | { readonly do: 'leave'; readonly exit: boolean; readonly label?: string; readonly when?: Node }
  /** `RAISE EXCEPTION`, ASSERT; the condition says which. */
  | { readonly do: 'raise'; readonly unless?: Node }
  | { readonly do: 'not understood' }; // prettier-ignore
