/** The model of a diagram: what is drawn and written, as plain data. */
export interface DiagramView {
  readonly tables: readonly DiagramTable[];
  readonly relations: readonly DiagramRelation[];
}

export type TableKind = 'table' | 'partitioned' | 'view' | 'matview' | 'foreign' | 'enum' | 'entity';

export interface DiagramTable {
  /** `schema.name`; of an enum with `type ` before it. Unique in its diagram. */
  readonly key: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: TableKind;
  readonly comment?: string;
  /** Words of the comment that begin with `#`, and `junction`. */
  readonly tags: readonly string[];
  /** The file that makes it, as people call it. */
  readonly file: string;
  /** How many partitions are its parts. */
  readonly partitions?: number;
  /** Of an enum its values. */
  readonly columns: readonly DiagramColumn[];
}

export interface DiagramColumn {
  readonly name: string;
  readonly type: string;
  readonly primaryKey: boolean;
  readonly foreignKey: boolean;
  readonly unique: boolean;
  readonly notNull: boolean;
  /** What it tells of a person: `e-mail address`. */
  readonly personal?: string;
  readonly default?: string;
  readonly comment?: string;
  /** Of an enum's column. */
  readonly values?: readonly string[];
}

export interface DiagramRelation {
  /** Unique in its diagram. */
  readonly key: string;
  /** The referencing table (the one that has the foreign key) and its columns. */
  readonly from: string;
  readonly fromColumns: readonly string[];
  readonly to: string;
  readonly toColumns: readonly string[];
  /** How many rows of `from` belong to one row of `to`. */
  readonly fromCardinality: Cardinality;
  /** How many rows of `to` belong to one row of `from`. */
  readonly toCardinality: Cardinality;
  /** The referencing columns are part of its own primary key. */
  readonly identifying: boolean;
  /** A view reads a table, a column is of an enum: no foreign key. */
  readonly use?: true;
  readonly name?: string;
  readonly onDelete?: string;
}

export type Cardinality = 'one' | 'zero-or-one' | 'zero-or-more' | 'one-or-more';

/** How much of each table is shown. */
export type Detail = 'all' | 'keys' | 'names';

export const KIND_WORDS: Readonly<Record<TableKind, string>> = {
  table: 'table',
  partitioned: 'partitioned table',
  view: 'view',
  matview: 'materialized view',
  foreign: 'foreign table',
  enum: 'enum',
  entity: 'entity',
};
