import type { Span } from '../base/span';
import type { FunctionFact, PolicyFact, TriggerFact } from './code-facts';
import type {
  ColumnFact,
  ConstraintKind,
  ExclusionFact,
  ExpressionFact,
  IndexKeyFact,
  QueryFact,
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
  readonly unlogged: boolean;
  /** In order. Those of a view are worked out when they are asked for. */
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  /** Those made by CREATE INDEX; the indexes behind keys are the constraints themselves. */
  readonly indexes: readonly Index[];
  readonly comment?: string;
  readonly commentOrigin?: Origin;
  /** The partitioned table that this is a part of. */
  readonly partitionOf?: string;
  /** The statement that made it a partition, where that isn't the one that made it. */
  readonly attached?: Origin;
  readonly partitionKey?: readonly string[];
  readonly inherits: readonly string[];
  /** What a view shows. */
  readonly query?: QueryFact;
  readonly triggers: readonly Trigger[];
  readonly policies: readonly Policy[];
  readonly rowSecurity: { readonly enabled: boolean; readonly forced: boolean };
  readonly grants: readonly Grant[];
  /** True where not all columns are known (LIKE, INHERITS or a query of an unknown table, changes that only running would show). */
  readonly open: boolean;
  readonly origin: Origin;
  readonly nameOrigin: Origin;
  /** The statement that changed it last, where that isn't the one that made it. */
  readonly changed?: Origin;
  /** PostgreSQL refuses the statement that makes it, because of a name that doesn't exist. People still work on it. */
  readonly refused?: boolean;
}

export interface Column {
  readonly name: string;
  readonly type: TypeFact;
  /** Also by a primary key, an identity or `serial`. */
  readonly notNull: boolean;
  readonly default?: ExpressionFact;
  /** The type that the column had when its default was given, where that is another one now. */
  readonly defaultType?: TypeFact;
  readonly identity?: ColumnFact['identity'];
  readonly generated?: ColumnFact['generated'];
  readonly collation?: string;
  /** The sequence that `serial` or an identity made, as `schema.name`. */
  readonly sequence?: string;
  /** Taken over from a parent table. */
  readonly inherited?: boolean;
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
  /** Of a check; of an exclusion its predicate. */
  readonly expression?: ExpressionFact;
  readonly exclusion?: ExclusionFact;
  readonly include: readonly string[];
  readonly validated: boolean;
  readonly enforced: boolean;
  readonly deferrable: boolean;
  readonly initiallyDeferred: boolean;
  readonly nullsNotDistinct: boolean;
  readonly noInherit: boolean;
  readonly period: boolean;
  /** Taken over from a parent table. */
  readonly inherited?: boolean;
  /** As of a table. */
  readonly refused?: boolean;
  readonly comment?: string;
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
  readonly matchFull: boolean;
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
  readonly storage: readonly string[];
  /** Made on a partitioned table alone, and not yet attached on all partitions. */
  readonly only: boolean;
  readonly concurrently: boolean;
  /** Made because the parent table has it. */
  readonly inherited?: boolean;
  /** As of a table. */
  readonly refused?: boolean;
  readonly comment?: string;
  readonly origin: Origin;
  readonly nameOrigin: Origin;
}

export interface Trigger extends TriggerFact {
  readonly comment?: string;
  readonly origin: Origin;
}

export interface Policy extends PolicyFact {
  readonly comment?: string;
  readonly origin: Origin;
}

export interface Grant {
  readonly role: string;
  readonly privileges: readonly string[];
}

interface Named {
  readonly key: string;
  readonly schema: string;
  readonly name: string;
  readonly comment?: string;
  readonly origin: Origin;
  readonly changed?: Origin;
}

export interface EnumType extends Named {
  readonly kind: 'enum';
  readonly values: readonly string[];
}

export interface CompositeType extends Named {
  readonly kind: 'composite';
  readonly columns: readonly { readonly name: string; readonly type: TypeFact; readonly collation?: string }[];
}

export interface DomainType extends Named {
  readonly kind: 'domain';
  readonly type: TypeFact;
  readonly notNull: boolean;
  readonly default?: ExpressionFact;
  readonly constraints: readonly Constraint[];
}

export interface RangeType extends Named {
  readonly kind: 'range';
  readonly subtype: TypeFact;
  /** The name of the type of its multiranges. */
  readonly multirange: string;
  /** Where that is: SET SCHEMA of the range leaves it there. */
  readonly multirangeSchema: string;
}

/** A type whose inside is code. */
export interface BaseType extends Named {
  readonly kind: 'base';
}

export type UserType = EnumType | CompositeType | DomainType | RangeType | BaseType;

export interface Sequence extends Named {
  readonly temporary: boolean;
  /** The column that it goes with. */
  readonly ownedBy?: { readonly table: string; readonly column: string };
}

export interface SchemaFunction extends Named, FunctionFact {}

export interface Extension {
  readonly name: string;
  /** Where its objects are. */
  readonly schema: string;
  readonly comment?: string;
  readonly origin: Origin;
}

/** The merged schema as its readers see it. Every look-up by name is noted where a reader asks for that. */
export interface SchemaView {
  tables(): Iterable<Table>;
  types(): Iterable<UserType>;
  sequences(): Iterable<Sequence>;
  functions(): Iterable<SchemaFunction>;
  extensions(): Iterable<Extension>;
  /** The table or view that a name means on a search path. */
  resolve(name: Name, path: readonly string[]): Table | undefined;
  table(key: string): Table | undefined;
  type(name: Name, path: readonly string[]): UserType | undefined;
  enum(name: Name, path: readonly string[]): EnumType | undefined;
  sequence(name: Name, path: readonly string[]): Sequence | undefined;
  /** All of a name, which differ in their arguments. */
  functionsNamed(name: Name, path: readonly string[]): readonly SchemaFunction[];
}

/** Columns that every table has. */
export const SYSTEM_COLUMNS: ReadonlySet<string> = new Set(['tableoid', 'ctid', 'xmin', 'xmax', 'cmin', 'cmax']);

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

/** Whether a foreign key may point to the columns: a key of them, or a unique index of all rows. */
export function isKey(target: Table, columns: readonly string[]): boolean {
  const sorted = (names: readonly string[]) => [...names].sort().join('\n');
  const wanted = sorted(columns);
  const { constraints, indexes } = target;
  return (
    columns.length > 0 &&
    (constraints.some(
      (key) =>
        (key.kind === 'primary key' || key.kind === 'unique') && !key.deferrable && sorted(key.columns) === wanted,
    ) ||
      indexes.some(
        ({ unique, predicate, keys }) =>
          unique && !predicate && sorted(keys.map(({ column: name }) => name ?? '')) === wanted,
      ))
  );
}
