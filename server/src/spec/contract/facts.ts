import type { Span } from '../../base/span';
import type { Written } from '../written';

/** What a contract says beside the columns of its tables. All places are UTF-16 offsets in the document. */
export interface Contract {
  /** In the order of the document's entities. */
  readonly tables: readonly ContractTable[];
  readonly queries: readonly ContractQuery[];
  readonly migrations: readonly ContractMigration[];
  /** Keys and values that a contract doesn't have. */
  readonly slips: readonly Slip[];
}

export interface Slip {
  readonly span: Span;
  readonly message: string;
  readonly written: string;
  /** What may stand there. */
  readonly known: readonly string[];
}

export interface ContractTable {
  readonly columns: readonly ContractColumn[];
  readonly indexes: ContractList<ContractIndex>;
  readonly relationships: ContractList<ContractRelationship>;
  readonly constraints: ContractList<ContractConstraint>;
}

/** A list of a table. Where the table has none, `at` is where its key goes. */
export interface ContractList<T> {
  readonly items: readonly T[];
  /** The end of the last item or of the table's block; undefined in braces. */
  readonly at: number | undefined;
  /** What stands before the dash of an item; of a missing list before its key. */
  readonly indent: string;
  readonly missing: boolean;
}

export interface ContractColumn {
  readonly name: string;
  readonly nameSpan: Span;
  /** `btree`, `true` */
  readonly index?: Written;
  readonly backendField?: Written;
  readonly validation?: Written;
  readonly unique?: Span;
  /** Where a further key goes, with the indentation of the others; undefined in braces. */
  readonly at?: number;
  readonly indent: string;
}

export interface ContractIndex {
  readonly name?: Written;
  readonly columns: readonly Written[];
  readonly columnsSpan?: Span;
  readonly method?: Written;
  readonly unique?: { readonly value: boolean; readonly span: Span };
  /** Without WHERE. */
  readonly predicate?: Written;
  readonly reason?: Written;
  readonly span: Span;
  readonly at?: number;
  readonly indent: string;
}

export interface ContractRelationship {
  readonly name?: Written;
  readonly type?: Written;
  readonly table?: Written;
  readonly key?: Written;
  readonly onDelete?: Written;
  readonly onUpdate?: Written;
  readonly span: Span;
  readonly at?: number;
  readonly indent: string;
}

export interface ContractConstraint {
  readonly name?: Written;
  readonly type?: Written;
  readonly expression?: Written;
  readonly columns: readonly Written[];
  readonly span: Span;
}

export interface ContractQuery {
  readonly name: string;
  readonly nameSpan: Span;
  /** The SQL as it stands in the document; undefined where it has escapes. */
  readonly sql?: Span;
  readonly indexesUsed: readonly Written[];
  readonly expectedTime?: Written;
  readonly hasPerformance: boolean;
  readonly sequelize?: Written;
  readonly span: Span;
}

export interface ContractMigration {
  readonly timestamp?: Written;
  readonly file?: Written;
  readonly status?: Written;
  readonly runDate?: Written;
  readonly span: Span;
}
