import type { Span } from '../base/span';
import type {
  ColumnFact,
  ConstraintKind,
  ExpressionFact,
  IndexKeyFact,
  ReferentialAction,
  RelationKind,
} from './facts';
import type { Name } from './names';
import type { TypeFact } from './types';

/** A statement in a file. Its place moves with the edits before it, so everything that points to it stays true. */
export interface Source {
  /** The file's path or the document's URI: an opaque key here. */
  readonly file: string;
  /** UTF-16 offsets in the file's text. */
  readonly statement: Span;
  /** Where unqualified names are looked up, in order; the first is where new objects go. */
  readonly path: readonly string[];
}

/** Where a fact stands. `span` counts from the statement's start. */
export interface Origin {
  readonly source: Source;
  readonly span: Span;
}

/** An origin's place in its file's text. */
export function placeOf(origin: Origin): Span {
  const start = origin.source.statement.start;
  return { start: start + origin.span.start, end: start + origin.span.end };
}

/** A table, view or partition as all its statements together make it. */
export interface Table {
  readonly kind: RelationKind;
  /** `schema.name` */
  readonly key: string;
  readonly schema: string;
  readonly name: string;
  readonly temporary: boolean;
  /** In order. Of a view only names that it lists itself. */
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  /** Those made by CREATE INDEX; the indexes behind keys are the constraints themselves. */
  readonly indexes: readonly Index[];
  readonly comment?: string;
  /** The partitioned table that this is a part of. */
  readonly partitionOf?: string;
  readonly partitionKey?: readonly string[];
  readonly inherits: readonly string[];
  /** True where not all columns are known (CREATE TABLE AS, LIKE or INHERITS of an unknown table, views). */
  readonly open: boolean;
  readonly origin: Origin;
  readonly nameOrigin: Origin;
  /** The statement that changed it last, where that isn't the one that made it. */
  readonly changed?: Origin;
}

export interface Column {
  readonly name: string;
  readonly type: TypeFact;
  /** Also by a primary key, an identity or `serial`. */
  readonly notNull: boolean;
  readonly default?: ExpressionFact;
  readonly identity?: ColumnFact['identity'];
  readonly generated?: ColumnFact['generated'];
  readonly collation?: string;
  readonly comment?: string;
  readonly commentOrigin?: Origin;
  readonly origin: Origin;
  readonly nameOrigin: Origin;
  /** Where its present type is written. */
  readonly typeOrigin: Origin;
}

export interface Constraint {
  readonly kind: ConstraintKind;
  /** As PostgreSQL names it where `named` is false. */
  readonly name: string;
  readonly named: boolean;
  readonly inline: boolean;
  readonly columns: readonly string[];
  readonly columnOrigins: readonly Origin[];
  readonly references?: Reference;
  readonly expression?: ExpressionFact;
  readonly validated: boolean;
  readonly deferrable: boolean;
  readonly nullsNotDistinct: boolean;
  readonly origin: Origin;
}

export interface Reference {
  /** As written; `SchemaView.resolve` finds it. */
  readonly table: Name;
  /** As written: empty where the primary key is meant. */
  readonly columns: readonly string[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly onDeleteWritten: boolean;
  readonly setColumns?: readonly string[];
  readonly tableOrigin: Origin;
  readonly columnOrigins: readonly Origin[];
}

export interface Index {
  readonly name: string;
  readonly named: boolean;
  readonly unique: boolean;
  readonly method: string;
  readonly keys: readonly (IndexKeyFact & { readonly origin: Origin })[];
  readonly include: readonly string[];
  readonly predicate?: ExpressionFact;
  readonly nullsNotDistinct: boolean;
  readonly concurrently: boolean;
  readonly comment?: string;
  readonly origin: Origin;
  readonly nameOrigin: Origin;
}

export interface EnumType {
  readonly key: string;
  readonly schema: string;
  readonly name: string;
  readonly values: readonly string[];
  readonly comment?: string;
  readonly origin: Origin;
}

/** The merged schema as its readers see it. Every look-up by name is noted where a reader asks for that. */
export interface SchemaView {
  tables(): Iterable<Table>;
  enums(): Iterable<EnumType>;
  /** The table or view that a name means on a search path. */
  resolve(name: Name, path: readonly string[]): Table | undefined;
  table(key: string): Table | undefined;
  enum(name: Name, path: readonly string[]): EnumType | undefined;
}

export function primaryKey(table: Table): Constraint | undefined {
  return table.constraints.find((constraint) => constraint.kind === 'primary key');
}

export function column(table: Table, name: string): Column | undefined {
  return table.columns.find((candidate) => candidate.name === name);
}

/** The columns that a foreign key points to: those written, else the referenced primary key's. */
export function referencedColumns(reference: Reference, target: Table): readonly string[] {
  return reference.columns.length > 0 ? reference.columns : (primaryKey(target)?.columns ?? []);
}
