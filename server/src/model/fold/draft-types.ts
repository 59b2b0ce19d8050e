import type { ExpressionFact, Op, QueryFact } from '../facts';
import type { Name } from '../names';
import type { Program } from '../program/program';
import type { QueryColumns } from '../query-columns';
import type {
  BaseType,
  Column,
  CompositeType,
  Constraint,
  DomainType,
  EnumType,
  Index,
  Origin,
  Policy,
  RangeType,
  SchemaFunction,
  Sequence,
  Source,
  Table,
  Trigger,
} from '../schema';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What may come from parents: from how many of them it does. Without `inherited` it is also the table's own. */
interface FromParents {
  parents?: number;
}

export interface ConstraintDraft extends Mutable<Omit<Constraint, 'columns'>>, FromParents {
  columns: string[];
  /** Of a key: what names that are made for copies of it are made from. A renamed column keeps its first name there. */
  labels?: readonly string[];
}
export type ColumnDraft = Mutable<Column> & FromParents;
export type IndexDraft = Mutable<Index>;
export type TypeDraft =
  | (Mutable<Omit<EnumType, 'values'>> & { values: string[] })
  | Mutable<CompositeType>
  | (Mutable<Omit<DomainType, 'constraints'>> & { constraints: ConstraintDraft[] })
  | Mutable<RangeType>
  | Mutable<BaseType>;
export type PolicyDraft = Mutable<Policy>;
export type SequenceDraft = Mutable<Sequence>;
export type FunctionDraft = Mutable<SchemaFunction> & { body: readonly Op[]; program?: Program<Op> };

type Lists = 'columns' | 'constraints' | 'indexes' | 'inherits' | 'triggers' | 'policies' | 'grants';

export interface TableDraft extends Mutable<Omit<Table, Lists>> {
  columns: ColumnDraft[];
  constraints: ConstraintDraft[];
  /** NOT NULL is a constraint with a name, even where nobody gave it one. */
  notNulls: ConstraintDraft[];
  indexes: IndexDraft[];
  inherits: string[];
  triggers: Mutable<Trigger>[];
  policies: PolicyDraft[];
  grants: { role: string; privileges: string[] }[];
  /** The composite type that the table is made of. */
  ofType?: string;
  /** Columns of the partition key, those in its expressions too. */
  partitionColumns?: readonly string[];
  /** Of a view: what happened to its columns after it was made. */
  renamed?: readonly { readonly from: string; readonly to: string }[];
  /** Of a view: what happened to the names of what it reads. */
  below?: readonly Renamed[];
  columnComments?: Map<string, { readonly text: string; readonly origin: Origin }>;
  columnDefaults?: Map<string, ExpressionFact>;
}

/** A table, or a column of it, had another name before. */
export interface Renamed {
  readonly table: string;
  readonly column?: string;
  readonly was: string;
}

/** What has a name among the relations of a schema: an index, or a constraint that is one. */
export type IndexOwner =
  | { readonly table: TableDraft; readonly index: IndexDraft }
  | { readonly table: TableDraft; readonly constraint: ConstraintDraft };

export interface Refusable {
  refused?: boolean;
}

/** Why PostgreSQL would refuse a statement at this place. */
export interface Refusal {
  readonly message: string;
  readonly origin: Origin;
}

/** What a fold asks of the rest of the schema. */
export interface Surroundings {
  /** A relation of another component, as it is before `source`. */
  relation(name: Name, source: Source): Table | undefined;
  /** What a CREATE TABLE AS starts with. */
  queryColumns(query: QueryFact, names: readonly string[], origin: Origin): QueryColumns;
  /** The columns of a view, of the relations as they were when it was made. */
  viewColumns(query: QueryFact, names: readonly string[], origin: Origin): QueryColumns;
  /** Whether a view uses a column of a table; both by the names that they had when the view was made. */
  usesColumn(view: Table, table: string, column: string): boolean;
  /** Whether a view reads something of a schema, be it through other views. */
  isUnder(view: Table, schema: string): boolean;
  /** Whether anything at all is in a schema just before a statement. */
  hasObjects(schema: string, source: Source): boolean;
}
