import type { Node } from '@pgsql/types';
import type { Span } from '../base/span';
import type { FunctionFact, PolicyFact, SequenceFact, TriggerFact } from './code-facts';
import type { ExpressionFact, QueryFact } from './expression-facts';
import type { Name, PlacedName } from './names';
import type { Program } from './program/program';
import type { TypeFact } from './types';

/**
 * What one statement says about a schema, read from its text alone: plain data, with places counted in UTF-16 from the
 * statement's start, so that it stays true wherever the statement moves.
 */
export interface StatementFacts {
  readonly ops: readonly Op[];
  /** It reads or changes rows, holds a query, or has code that may do so. */
  readonly query?: true;
}

export type { ExpressionFact, QueryFact };

export const NO_FACTS: StatementFacts = { ops: [] };
export const ONLY_A_QUERY: StatementFacts = { ops: [], query: true };

export interface ColumnFact {
  readonly name: string;
  readonly nameSpan: Span;
  /** The whole definition, without the comma. */
  readonly span: Span;
  readonly type: TypeFact;
  readonly notNull: boolean;
  readonly default?: ExpressionFact;
  readonly identity?: 'always' | 'by default';
  /** Of an identity: what its sequence is called. */
  readonly sequenceName?: Name;
  readonly generated?: ExpressionFact & { readonly stored: boolean };
  readonly collation?: string;
  /** Why PostgreSQL refuses it whatever else there is: clauses that exclude one another. */
  readonly fault?: string;
}

/** What `LIKE table INCLUDING …` takes over besides columns and NOT NULL. */
export type LikePart = 'comments' | 'constraints' | 'defaults' | 'generated' | 'identity' | 'indexes';

export interface LikeFact {
  readonly table: Name;
  readonly including: readonly LikePart[];
  /** How many columns of the statement stand before it. */
  readonly after: number;
}

export type ConstraintKind = 'primary key' | 'unique' | 'foreign key' | 'check' | 'exclude' | 'not null';
export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

export interface ConstraintFact {
  readonly kind: ConstraintKind;
  /** Absent where PostgreSQL will choose one. */
  readonly name?: string;
  /** The whole definition, with `CONSTRAINT name`. */
  readonly span: Span;
  /** Written with a column instead of on its own. */
  readonly inline: boolean;
  /** Key columns; of a check those that it names. */
  readonly columns: readonly PlacedName[];
  readonly include?: readonly string[];
  readonly references?: ReferenceFact;
  /** Of a check; of an exclusion its predicate. */
  readonly expression?: ExpressionFact;
  readonly exclusion?: ExclusionFact;
  /** An index that becomes the constraint's (`USING INDEX`). */
  readonly usingIndex?: string;
  readonly notValid: boolean;
  readonly notEnforced?: boolean;
  readonly deferrable?: boolean;
  readonly initiallyDeferred?: boolean;
  readonly nullsNotDistinct?: boolean;
  readonly noInherit?: boolean;
  /** The last column is a period: WITHOUT OVERLAPS of a key, PERIOD of a foreign key. */
  readonly period?: boolean;
}

export interface ExclusionFact {
  readonly method: string;
  readonly keys: readonly (IndexKeyFact & { readonly operator: string })[];
}

export interface ReferenceFact {
  readonly table: PlacedName;
  /** Empty where the primary key is meant. */
  readonly columns: readonly PlacedName[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  /** Whether ON DELETE is written; without it PostgreSQL takes NO ACTION. */
  readonly onDeleteWritten: boolean;
  /** `ON DELETE SET NULL (columns)` */
  readonly setColumns?: readonly string[];
  readonly matchFull?: boolean;
}

export interface IndexKeyFact {
  /** A column's name, or undefined for an expression. */
  readonly column?: string;
  /** What PostgreSQL calls the key in a name that it makes: the column, the function, or `expr`. */
  readonly label: string;
  /** The key as written. */
  readonly text: string;
  readonly span: Span;
  readonly expression?: ExpressionFact;
  readonly opclass?: string;
  /** As written: `fillfactor='90'` */
  readonly opclassOptions?: string;
  readonly collation?: string;
  readonly descending: boolean;
  readonly nullsFirst?: boolean;
}

export interface IndexFact {
  readonly name?: string;
  readonly nameSpan?: Span;
  readonly unique: boolean;
  readonly method: string;
  readonly keys: readonly IndexKeyFact[];
  readonly include: readonly PlacedName[];
  readonly predicate?: ExpressionFact;
  readonly nullsNotDistinct: boolean;
  /** `WITH (…)`, each as `name='value'`. */
  readonly storage?: readonly string[];
  /** `ON ONLY`: not on the partitions. */
  readonly only?: boolean;
}

export type RelationKind = 'table' | 'partitioned' | 'partition' | 'view' | 'matview' | 'foreign';

export type ColumnChange =
  | { readonly set: 'type'; readonly type: TypeFact; readonly collation?: string; readonly using?: true }
  | { readonly set: 'not null'; readonly notNull: boolean }
  | { readonly set: 'default'; readonly default?: ExpressionFact }
  | { readonly set: 'identity'; readonly identity?: 'always' | 'by default'; readonly sequenceName?: Name; readonly how: 'add' | 'set' | 'drop'; readonly ifExists?: boolean }
  | { readonly set: 'expression'; readonly generated?: ColumnFact['generated']; readonly ifExists?: boolean }; // prettier-ignore

/** What a statement calls the relation that it is about: ALTER TABLE may mean any, DROP VIEW only views. */
export type RelationWord = 'table' | 'view' | 'matview' | 'foreign';

/** Kinds of objects that have a name of their own. */
export type ObjectKind = 'relation' | 'index' | 'sequence' | 'type' | 'domain' | 'function' | 'schema' | 'extension';

export type CommentTarget =
  'table' | 'column' | 'index' | 'constraint' | 'domain constraint' | 'type' | 'sequence' | 'function' | 'trigger' | 'policy' | 'schema' | 'extension'; // prettier-ignore

interface OnTable {
  readonly table: PlacedName;
  readonly span: Span;
  /** `ALTER TABLE IF EXISTS` */
  readonly ifTableExists?: boolean;
  /** `ALTER TABLE ONLY` */
  readonly only?: boolean;
}

interface OnName {
  readonly name: PlacedName;
  readonly span: Span;
}

/** One effect on the schema. `span` is the part of the statement that has it. */
export type Op =
  | ({ readonly op: 'create schema'; readonly ifNotExists: boolean } & OnName)
  | ({
      readonly op: 'create table';
      readonly kind: RelationKind;
      readonly temporary: boolean;
      readonly unlogged: boolean;
      readonly ifNotExists: boolean;
      readonly columns: readonly ColumnFact[];
      readonly constraints: readonly ConstraintFact[];
      readonly like: readonly LikeFact[];
      readonly inherits: readonly Name[];
      /** `OF type` */
      readonly ofType?: Name;
      readonly partitionOf?: Name;
      readonly partitionKey?: readonly string[];
      /** All columns that the partition key names, also in expressions. */
      readonly partitionColumns?: readonly string[];
      /** `AS query`; its columns come before all others. */
      readonly query?: QueryFact & { readonly names: readonly string[] };
    } & OnName)
  | ({ readonly op: 'create view'; readonly kind: 'view' | 'matview'; readonly temporary: boolean; readonly columns: readonly string[]; readonly query: QueryFact; readonly twice?: string; readonly orReplace: boolean; readonly ifNotExists: boolean } & OnName)
  | ({ readonly op: 'create sequence'; readonly sequence: SequenceFact; readonly temporary: boolean; readonly ifNotExists: boolean } & OnName)
  | ({ readonly op: 'alter sequence'; readonly sequence: SequenceFact; readonly ifExists: boolean } & OnName)
  | ({ readonly op: 'drop'; readonly kind: ObjectKind; readonly called?: RelationWord; readonly ifExists: boolean; readonly cascade: boolean; readonly args?: readonly TypeFact[]; readonly together: readonly Name[] } & OnName)
  | ({ readonly op: 'rename'; readonly kind: ObjectKind; readonly called?: RelationWord; readonly args?: readonly TypeFact[]; readonly to: string; readonly ifExists: boolean } & OnName)
  | ({ readonly op: 'set schema'; readonly kind: ObjectKind; readonly called?: RelationWord; readonly args?: readonly TypeFact[]; readonly schema: string; readonly ifExists: boolean } & OnName)
  | ({ readonly op: 'add column'; readonly column: ColumnFact; readonly constraints: readonly ConstraintFact[]; readonly ifNotExists: boolean } & OnTable)
  | ({ readonly op: 'drop column'; readonly column: string; readonly ifExists: boolean; readonly cascade: boolean } & OnTable)
  | ({ readonly op: 'alter column'; readonly column: string; readonly change: ColumnChange } & OnTable)
  | ({ readonly op: 'rename column'; readonly column: string; readonly to: string } & OnTable)
  | ({ readonly op: 'add constraint'; readonly constraint: ConstraintFact } & OnTable)
  | ({ readonly op: 'alter constraint'; readonly name: string; readonly noInherit?: boolean; readonly deferrable?: boolean; readonly initiallyDeferred?: boolean; readonly enforced?: boolean } & OnTable)
  | ({ readonly op: 'drop constraint'; readonly name: string; readonly ifExists: boolean; readonly cascade: boolean } & OnTable)
  | ({ readonly op: 'validate constraint'; readonly name: string } & OnTable)
  | ({ readonly op: 'rename constraint'; readonly name: string; readonly to: string } & OnTable)
  | ({ readonly op: 'attach partition'; readonly partition: Name } & OnTable)
  | ({ readonly op: 'detach partition'; readonly partition: Name; readonly concurrently?: boolean } & OnTable)
  | ({ readonly op: 'inherit'; readonly parent: Name; readonly inherits: boolean } & OnTable)
  | ({ readonly op: 'row security'; readonly set: 'enabled' | 'disabled' | 'forced' | 'not forced' } & OnTable)
  | ({ readonly op: 'set logged'; readonly logged: boolean } & OnTable)
  | ({ readonly op: 'create index'; readonly index: IndexFact; readonly ifNotExists: boolean; readonly concurrently: boolean } & OnTable)
  | ({ readonly op: 'of type'; readonly type?: Name } & OnTable)
  | ({ readonly op: 'attach index'; readonly partition: Name } & OnName)
  | ({ readonly op: 'index storage'; readonly options: readonly string[]; readonly set: boolean } & OnName)
  | ({ readonly op: 'create trigger'; readonly trigger: TriggerFact; readonly orReplace: boolean } & OnTable)
  | ({ readonly op: 'create policy'; readonly policy: PolicyFact } & OnTable)
  | ({ readonly op: 'alter policy'; readonly name: string; readonly roles?: readonly string[]; readonly using?: ExpressionFact; readonly check?: ExpressionFact } & OnTable)
  | ({ readonly op: 'drop part'; readonly part: 'trigger' | 'policy' | 'rule'; readonly name: string; readonly ifExists: boolean } & OnTable)
  | ({ readonly op: 'rename part'; readonly part: 'trigger' | 'policy'; readonly name: string; readonly to: string } & OnTable)
  | ({ readonly op: 'create enum'; readonly values: readonly string[] } & OnName)
  | ({ readonly op: 'create composite'; readonly columns: readonly ColumnFact[] } & OnName)
  | ({ readonly op: 'create domain'; readonly type: TypeFact; readonly notNull: boolean; readonly default?: ExpressionFact; readonly constraints: readonly ConstraintFact[] } & OnName)
  | ({ readonly op: 'create range'; readonly subtype: TypeFact; readonly multirange?: Name } & OnName)
  | ({ readonly op: 'create base type' } & OnName)
  | ({ readonly op: 'alter composite'; readonly change: CompositeChange; readonly cascade?: boolean } & OnName)
  | ({ readonly op: 'alter domain'; readonly change: DomainChange } & OnName)
  | ({ readonly op: 'add enum value'; readonly value: string; readonly ifNotExists: boolean; readonly neighbour?: string; readonly after: boolean } & OnName)
  | ({ readonly op: 'rename enum value'; readonly value: string; readonly to: string } & OnName)
  | ({ readonly op: 'create function'; readonly function: FunctionFact; readonly orReplace: boolean; readonly body: readonly Op[]; readonly program?: Program<Op> } & OnName)
  /** `query` gives the call its arguments. */
  | ({ readonly op: 'call'; readonly name: PlacedName; readonly query: Node; readonly span: Span })
  | ({ readonly op: 'create extension'; readonly schema?: string; readonly ifNotExists: boolean } & OnName)
  | ({ readonly op: 'grant'; readonly grant: boolean; readonly privileges: readonly string[]; readonly roles: readonly string[] } & OnTable)
  | ({ readonly op: 'comment'; readonly target: CommentTarget; readonly called?: RelationWord; readonly part?: string; readonly args?: readonly TypeFact[]; readonly text: string | undefined } & OnName)
  | { readonly op: 'create cast'; readonly span: Span }
  | ({ readonly op: 'obscure change' } & OnTable)
  /** A composed statement changes what nobody can tell. */
  | { readonly op: 'obscure'; readonly span: Span }
  /** What stands in a body of code: it may run or not, and what fails in it may be caught. What it does in truth a program tells. */
  | { readonly op: 'in a body'; readonly ops: readonly Op[]; readonly program?: Program<Op>; readonly span: Span }
  /** A program does what PostgreSQL refuses. */
  | { readonly op: 'refused'; readonly message: string; readonly span: Span }
  /** `local`: up to the end of the transaction. */
  | { readonly op: 'search path'; readonly path: readonly string[]; readonly local: boolean; readonly span: Span }
  | { readonly op: 'transaction'; readonly does: TransactionStep; readonly savepoint?: string; readonly chain?: boolean; readonly span: Span }; // prettier-ignore

export type TransactionStep = 'begin' | 'commit' | 'rollback' | 'savepoint' | 'release' | 'rollback to';

export type CompositeChange =
  | { readonly set: 'add'; readonly column: ColumnFact }
  | { readonly set: 'drop'; readonly column: string; readonly ifExists?: boolean }
  | { readonly set: 'type'; readonly column: string; readonly type: TypeFact }
  | { readonly set: 'rename'; readonly column: string; readonly to: string };

export type DomainChange =
  | { readonly set: 'not null'; readonly notNull: boolean }
  | { readonly set: 'default'; readonly default?: ExpressionFact }
  | { readonly set: 'add'; readonly constraint: ConstraintFact }
  | { readonly set: 'drop'; readonly name: string; readonly ifExists?: boolean }
  | { readonly set: 'validate'; readonly name: string }
  | { readonly set: 'rename'; readonly name: string; readonly to: string };

export type OpOf<K extends Op['op']> = Extract<Op, { op: K }>;

/** The constraints that an operation makes. */
export function constraintsOf(op: Op): readonly ConstraintFact[] {
  if (op.op === 'create table' || op.op === 'add column') return op.constraints;
  return op.op === 'add constraint' ? [op.constraint] : [];
}

/** The operations of a statement, also those inside bodies of code that it runs. */
export function* allOps(facts: StatementFacts): Iterable<Op> {
  for (const op of facts.ops) {
    yield op;
    if (op.op === 'in a body') yield* op.ops;
  }
}
