import type { Span } from '../../base/span';
import type { NamedType } from '../expr/env';
import type { RelationKind } from '../facts';

/** A table or column that a query reads or writes. Offsets are UTF-16 from the statement's start. */
export interface NameUse {
  readonly kind: 'table' | 'column';
  readonly access: 'read' | 'write';
  /** `schema.name` of the table. */
  readonly table: string;
  /** Of a column. */
  readonly column?: string;
  /** The identifier itself; for what is meant without being written under its own name, the span that means it. */
  readonly span: Span;
  /** Meant by `*`, NATURAL, a missing column list or another name: renaming the column doesn't touch this text. */
  readonly implied?: true;
}

/** A name that PostgreSQL will refuse. */
export interface NameProblem {
  readonly kind: 'unknown table' | 'unknown column' | 'unknown alias' | 'ambiguous column';
  /** As people read it. */
  readonly name: string;
  readonly span: Span;
  /** Of an unknown column of a known table: its key. */
  readonly table?: string;
  /** Names that were possible there; for an unknown table only those of CTEs. */
  readonly candidates: readonly string[];
}

/** An alias or the name of a CTE. */
export interface AliasUse {
  readonly name: string;
  /** The key of the table behind it. */
  readonly table?: string;
  readonly definition: Span;
  readonly uses: readonly Span[];
}

/** What a query says. */
export interface QueryReading {
  /** Output columns; none for statements without output. */
  readonly columns: readonly NamedType[];
  /** True where not all output columns are known. */
  readonly open: boolean;
  readonly uses: readonly NameUse[];
  readonly problems: readonly NameProblem[];
  readonly aliases: readonly AliasUse[];
}

/** A relation that can be named at a place. */
export interface VisibleRelation {
  /** How its columns are qualified; absent for a join or subquery without a name. */
  readonly name?: string;
  /** The key of the table behind it. */
  readonly table?: string;
  readonly kind: RelationKind | 'cte' | 'subquery' | 'function' | 'values' | 'join' | 'row';
  readonly columns: readonly NamedType[];
  readonly open: boolean;
  /** False where its columns need the qualifier. */
  readonly unqualified: boolean;
}

/** Nothing is known of a query. */
export const NO_READING: QueryReading = { columns: [], open: true, uses: [], problems: [], aliases: [] };
