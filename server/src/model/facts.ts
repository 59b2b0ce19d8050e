import type { Span } from '../base/span';
import type { Name, PlacedName } from './names';
import type { TypeFact } from './types';

/**
 * What one statement says about a schema, read from its text alone: plain data, with places counted in UTF-16 from the
 * statement's start, so that it stays true wherever the statement moves.
 */
export interface StatementFacts {
  readonly ops: readonly Op[];
}

export const NO_FACTS: StatementFacts = { ops: [] };

/** An expression by its text. */
export interface ExpressionFact {
  readonly text: string;
  readonly span: Span;
}

export interface ColumnFact {
  readonly name: string;
  readonly nameSpan: Span;
  /** The whole definition, without the comma. */
  readonly span: Span;
  readonly type: TypeFact;
  readonly notNull: boolean;
  readonly default?: ExpressionFact;
  readonly identity?: 'always' | 'by default';
  readonly generated?: ExpressionFact & { readonly stored: boolean };
  readonly collation?: string;
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
  readonly expression?: ExpressionFact;
  /** An index that becomes the constraint's (`USING INDEX`). */
  readonly usingIndex?: string;
  readonly notValid: boolean;
  readonly deferrable?: boolean;
  readonly nullsNotDistinct?: boolean;
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
}

export interface IndexKeyFact {
  /** A column's name, or undefined for an expression. */
  readonly column?: string;
  /** What PostgreSQL calls the key in a name that it makes: the column, the function, or `expr`. */
  readonly label: string;
  /** The key as written. */
  readonly text: string;
  readonly span: Span;
  readonly opclass?: string;
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
}

export type RelationKind = 'table' | 'partitioned' | 'partition' | 'view' | 'matview' | 'foreign';

export type ColumnChange =
  | { readonly set: 'type'; readonly type: TypeFact }
  | { readonly set: 'not null'; readonly notNull: boolean }
  | { readonly set: 'default'; readonly default?: ExpressionFact }
  | { readonly set: 'identity'; readonly identity?: 'always' | 'by default' }
  | { readonly set: 'expression'; readonly generated?: ColumnFact['generated'] };

export type CommentTarget = 'table' | 'column' | 'index' | 'constraint' | 'type';

/** One effect on the schema. `span` is the part of the statement that has it. */
export type Op =
  | {
      readonly op: 'create table';
      readonly name: PlacedName;
      readonly kind: RelationKind;
      readonly temporary: boolean;
      readonly ifNotExists: boolean;
      readonly columns: readonly ColumnFact[];
      readonly constraints: readonly ConstraintFact[];
      readonly like: readonly Name[];
      readonly inherits: readonly Name[];
      readonly partitionOf?: Name;
      readonly partitionKey?: readonly string[];
      readonly span: Span;
    }
  | { readonly op: 'create view'; readonly name: PlacedName; readonly kind: 'view' | 'matview'; readonly columns: readonly string[]; readonly span: Span }
  | { readonly op: 'drop relation'; readonly name: PlacedName; readonly ifExists: boolean; readonly cascade: boolean; readonly span: Span }
  | { readonly op: 'rename relation'; readonly name: PlacedName; readonly to: string; readonly span: Span }
  | { readonly op: 'set schema'; readonly name: PlacedName; readonly schema: string; readonly span: Span }
  | { readonly op: 'add column'; readonly table: PlacedName; readonly column: ColumnFact; readonly constraints: readonly ConstraintFact[]; readonly ifNotExists: boolean; readonly span: Span }
  | { readonly op: 'drop column'; readonly table: PlacedName; readonly column: string; readonly ifExists: boolean; readonly span: Span }
  | { readonly op: 'alter column'; readonly table: PlacedName; readonly column: string; readonly change: ColumnChange; readonly span: Span }
  | { readonly op: 'rename column'; readonly table: PlacedName; readonly column: string; readonly to: string; readonly span: Span }
  | { readonly op: 'add constraint'; readonly table: PlacedName; readonly constraint: ConstraintFact; readonly span: Span }
  | { readonly op: 'drop constraint'; readonly table: PlacedName; readonly name: string; readonly span: Span }
  | { readonly op: 'validate constraint'; readonly table: PlacedName; readonly name: string; readonly span: Span }
  | { readonly op: 'rename constraint'; readonly table: PlacedName; readonly name: string; readonly to: string; readonly span: Span }
  | { readonly op: 'attach partition'; readonly table: PlacedName; readonly partition: Name; readonly span: Span }
  | { readonly op: 'detach partition'; readonly table: PlacedName; readonly partition: Name; readonly span: Span }
  | { readonly op: 'create index'; readonly table: PlacedName; readonly index: IndexFact; readonly ifNotExists: boolean; readonly concurrently: boolean; readonly span: Span }
  | { readonly op: 'create enum'; readonly name: PlacedName; readonly values: readonly string[]; readonly span: Span }
  | { readonly op: 'add enum value'; readonly name: PlacedName; readonly value: string; readonly ifNotExists: boolean; readonly neighbour?: string; readonly after: boolean; readonly span: Span }
  | { readonly op: 'rename enum value'; readonly name: PlacedName; readonly value: string; readonly to: string; readonly span: Span }
  | { readonly op: 'drop type'; readonly name: PlacedName; readonly span: Span }
  | { readonly op: 'rename type'; readonly name: PlacedName; readonly to: string; readonly span: Span }
  | { readonly op: 'comment'; readonly target: CommentTarget; readonly name: PlacedName; readonly part?: string; readonly text: string | undefined; readonly span: Span }
  | { readonly op: 'obscure change'; readonly table: PlacedName; readonly span: Span }
  | { readonly op: 'search path'; readonly path: readonly string[]; readonly span: Span }; // prettier-ignore

export type OpOf<K extends Op['op']> = Extract<Op, { op: K }>;

/** The constraints that an operation makes. */
export function constraintsOf(op: Op): readonly ConstraintFact[] {
  if (op.op === 'create table' || op.op === 'add column') return op.constraints;
  return op.op === 'add constraint' ? [op.constraint] : [];
}
