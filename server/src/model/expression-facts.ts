import type { Node } from '@pgsql/types';
import type { Span } from '../base/span';
import type { Name } from './names';

/** An expression: as it is written, and as PostgreSQL's grammar reads it. */
export interface ExpressionFact {
  readonly text: string;
  readonly span: Span;
  /** Its `location`s are UTF-16 from the start of `text`. */
  readonly tree?: Node;
  /** Columns of its own table that it names, and sequences that it draws from. */
  readonly columns: readonly string[];
  readonly sequences: readonly Name[];
  /** Functions that it calls and types that it casts to, built-in types not among them. */
  readonly calls?: readonly Name[];
  readonly casts?: readonly Name[];
}

/** A query whose columns become a relation's. */
export interface QueryFact {
  /** Its parse tree as JSON, with `location`s in UTF-16 from the statement's start: most are never asked for. */
  readonly tree: string;
  /** Relations that it reads, CTEs not among them. */
  readonly reads: readonly Name[];
  /** Columns that it names; `*` where it may mean any. */
  readonly columns: readonly string[];
  /** As of an expression. */
  readonly calls?: readonly Name[];
  readonly casts?: readonly Name[];
}
