import type { Span } from '../base/span';
import type { Form } from '../model/effects/forms';
import type { Refusal } from '../model/fold/state';
import type { Origin, SchemaView, Table } from '../model/schema';
import type { SpecFacts } from '../spec/facts';
import type { TableIndex } from '../spec/resolve';
import type { Fix, Place } from './fix';
import type { Conventions } from './lib/conventions';
import type { Migration, StatementBefore } from './lib/migration';
import type { Query } from './lib/query';

export type { Edit, Fix, Place } from './fix';

export type Severity = 'error' | 'warning' | 'info' | 'hint';
export type Category =
  | 'keys'
  | 'shape'
  | 'types'
  | 'nullability'
  | 'naming'
  | 'foreign-keys'
  | 'constraints'
  | 'indexes'
  | 'lifecycle'
  | 'tenancy'
  | 'partitions'
  | 'privacy'
  | 'security'
  | 'queries'
  | 'migrations'
  | 'documents'
  | 'statements';

/** An option of a rule; its JSON Schema and its row on the rule's page are made from this. */
export type OptionSpec =
  | { readonly type: 'strings'; readonly default: readonly string[]; readonly description: string }
  | { readonly type: 'string'; readonly default: string; readonly description: string }
  | { readonly type: 'number'; readonly default: number; readonly description: string }
  | { readonly type: 'boolean'; readonly default: boolean; readonly description: string };
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;
type OptionValue<S extends OptionSpec> = S extends { type: 'strings' }
  ? readonly string[]
  : S extends { type: 'string' }
    ? string
    : S extends { type: 'number' }
      ? number
      : boolean;

/**
 * An executed example. `sql` (or `document`, beside a schema) is checked with this rule alone; each of `reports` is a piece
 * of the text at which exactly one finding must stand, in order. An empty list says that nothing may be reported.
 */
export interface Example {
  readonly title: string;
  readonly sql: string;
  /** A Markdown or YAML document that is checked against `sql`; the reports are then in it. */
  readonly document?: { readonly name: string; readonly text: string };
  readonly reports: readonly string[];
  /** Words that the first message must hold. */
  readonly says?: string;
  /** The text after each finding's first fix. */
  readonly fixed?: string;
  /** Of a document: the schema after each finding's first fix that changes it. */
  readonly fixedSql?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly postgresVersion?: number;
  /** Of a rule about migrations: what the migrations before `sql` say. */
  readonly before?: string;
  /** Of a document: the migrations that there are. */
  readonly migrations?: readonly string[];
  /** The migration tool's id, and the name of the file; without it numbered files of no known tool. */
  readonly tool?: string;
  readonly file?: string;
}

/**
 * Schools of design that contradict one another. `documented`: uuid keys, text, constraints with `uq_` and `chk_`, privacy in
 * comments. `classic`: varchar lengths, short names. `modular`: timestamps and soft delete by `deleted_at` everywhere.
 * `contracts`: names with the kind behind, every filtered column indexed.
 */
export type School = 'documented' | 'classic' | 'modular' | 'contracts';

export interface RuleDocs {
  /** One line: what the rule asks for. */
  readonly summary: string;
  /** Markdown: what goes wrong otherwise. */
  readonly why: string;
  /** Markdown: when a team rightly switches it off. */
  readonly whenOff: string;
  /** PostgreSQL's documentation or the practice that this rests on. */
  readonly references: readonly { readonly title: string; readonly url: string }[];
}

export interface Problem {
  readonly at: Place;
  /** One or two plain sentences: what is wrong, why it matters, what to do. */
  readonly message: string;
  /** Where this one counts less than others of its rule. */
  readonly atMost?: Severity;
  /** The best one first. */
  readonly fixes?: readonly Fix[];
  readonly related?: readonly { readonly at: Origin; readonly message: string }[];
}

export interface RuleContext<O extends OptionSpecs> {
  /** Look-ups are noted: the rule runs again when what it looked at has changed. */
  readonly schema: SchemaView;
  /**
   * Whether any statement of the workspace makes or changes something of this name, in whatever schema: then a table that
   * this schema lacks is made where it isn't seen.
   */
  isKnown(name: string): boolean;
  /** The major version that the schema runs on. */
  readonly postgresVersion: number;
  /** The habits of the schema as of when a file was saved last. */
  readonly conventions: Conventions;
  option<K extends keyof O>(name: K): OptionValue<O[K]>;
  report(problem: Problem): void;
  /** The text of a place in a statement, as written. */
  text(at: Origin): string;
}

/** A query of a document, or what keeps PostgreSQL from reading it. */
export type WrittenQuery =
  | { readonly ok: true; readonly query: Query | undefined }
  | { readonly ok: false; readonly message: string; readonly at: Span };

/** Who is right where a document and the schema differ. */
export type Authority = 'schema' | 'contract' | 'document';

export interface DocumentContext<O extends OptionSpecs> extends RuleContext<O> {
  /** What the document describes, without its own SQL blocks. */
  readonly described: SchemaView;
  /** What the SQL blocks of the document make; no other file sees it. */
  readonly own: SchemaView;
  /** The tables of the schema, and of the document's own SQL where the schema lacks them, to be found by what documents call them. */
  readonly tables: TableIndex<Table>;
  readonly authority: Authority;
  /** Whether the schema is changed by editing its files: a dump is written by a tool. */
  readonly editable: boolean;
  /** `in the schema`, or where the document's own SQL makes the table, that. */
  where(table: Table): string;
  /** The text of a place in the document. */
  written(at: Span): string;
  /**
   * Reads a query of the document against the schema. `start` is where its first character stands, or would stand where a
   * part of it isn't written there.
   */
  query(sql: string, start: number): WrittenQuery;
  /** The migrations of the history that the schema is, in order, without those that go back; undefined where it is none. */
  readonly migrations: readonly string[] | undefined;
  /** Whether any SQL file of the workspace has that name. */
  hasFile(name: string): boolean;
}

interface RuleBase<O extends OptionSpecs> {
  readonly id: string;
  readonly category: Category;
  /** The version of Tablewright that brought the rule. */
  readonly since: string;
  readonly severity: { readonly recommended: Severity | 'off'; readonly strict: Severity | 'off' };
  /** What schools of design ask for, where that is not what is recommended: a severity, and options that differ. So for `strict`. */
  readonly presets?: Readonly<
    Partial<Record<School | 'strict', readonly [Severity | 'off', Readonly<Record<string, unknown>>?]>>
  >;
  /** What a schema does everywhere is one decision: many findings in a file are told as one, also where they are warnings. */
  readonly oneDecision?: true;
  /** What it finds is what a safe-change recipe avoids: one is offered where there is one for the statement. */
  readonly recipe?: true;
  /** The gate that the rule decides. */
  readonly gate?: Gate;
  readonly docs: RuleDocs;
  readonly options?: O;
  readonly examples: readonly Example[];
  /** Catalogue ids that this rule covers: of the design advice (`KEY-pk-required`), of other tools' rules (`P96`). */
  readonly covers: readonly string[];
}

/** Looks at one table as all statements together make it. */
export interface TableRule<O extends OptionSpecs = OptionSpecs> extends RuleBase<O> {
  /** `table`: the table alone is enough. `schema`: other tables, or statements elsewhere, count too. */
  readonly needs: 'table' | 'schema';
  /** Where it isn't only tables that are designed here (see `isOwnTable`): also views, partitions, temporary and foreign tables. */
  readonly looksAt?: 'all relations';
  table(table: Table, context: RuleContext<O>): void;
}

/** Looks at a document beside the schema that it describes. */
export interface DocumentRule<O extends OptionSpecs = OptionSpecs> extends RuleBase<O> {
  readonly needs: 'document';
  document(document: SpecFacts, context: DocumentContext<O>): void;
}

/** Looks at the statements that PostgreSQL would refuse, were the files of a schema applied in their order. */
export interface RefusalRule<O extends OptionSpecs = OptionSpecs> extends RuleBase<O> {
  readonly needs: 'refusals';
  refusal(refusal: Refusal, context: RuleContext<O>): void;
}

/** Looks at one query: a statement on rows, a view, or a routine with the statements in its body. */
export interface QueryRule<O extends OptionSpecs = OptionSpecs> extends RuleBase<O> {
  readonly needs: 'query';
  query(query: Query, context: RuleContext<O>): void;
}

/** Looks at the migrations of a history that haven't run yet, statement by statement or as a whole. */
export interface MigrationRule<O extends OptionSpecs = OptionSpecs> extends RuleBase<O> {
  readonly needs: 'migration';
  /** Also at what undoes. */
  readonly down?: true;
  /** Of statements only at those that do one of these things to what others may use, and those that do nothing to a table. */
  readonly forms?: readonly Form[];
  statement?(statement: StatementBefore, context: RuleContext<O>): void;
  migration?(migration: Migration, context: RuleContext<O>): void;
}

export type Rule = TableRule | DocumentRule | RefusalRule | QueryRule | MigrationRule;

/** One of the quality gates that `check --gates` lists. */
export type Gate =
  | 'primary keys' | 'foreign key indexes' | 'unique constraints' | 'soft delete' | 'timestamps' | 'data types' | 'validation'
  | 'query patterns' | 'index strategy' | 'migration rollback' | 'naming'; // prettier-ignore

/** The one source for a rule's check, page, configuration schema, table row and tests. */
export function defineRule<const O extends OptionSpecs = Record<never, OptionSpec>>(
  rule: TableRule<O> | DocumentRule<O> | RefusalRule<O> | QueryRule<O> | MigrationRule<O>,
): Rule {
  return rule;
}
