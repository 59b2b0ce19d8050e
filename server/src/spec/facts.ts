import type { Span } from '../base/span';
import type { AccessPatterns } from './access-patterns';
import type { Contract } from './contract/facts';
import type { Diagram } from './diagram/facts';
import type { Dictionary } from './dictionary';
import type { ListedValues } from './listed-values';
import type { MigrationPlan } from './plan/facts';
import type { SpecProblem } from './problem';
import type { Subject, Topic } from './topics';
import type { Written } from './written';

export type { ListedValues, Subject, Topic, Written };

/** What a document that describes a data model says, read tolerantly. All places are UTF-16 offsets in the document. */
export interface SpecFacts {
  readonly kind: SpecKind;
  readonly entities: readonly SpecEntity[];
  /** Relationships beside those that the columns state. */
  readonly relations: readonly SpecRelation[];
  /** Each Mermaid `erDiagram`; its relations are among the relations too. */
  readonly diagrams: readonly Diagram[];
  /** The contents of SQL blocks. They are checked where they stand and never make the schema. */
  readonly sqlBlocks: readonly Span[];
  /** What couldn't be read; the rest is read all the same. */
  readonly problems: readonly SpecProblem[];
  /** Comments to Tablewright: `<!-- tablewright-disable … -->`, `# tablewright-disable …`. */
  readonly directives: readonly Span[];
  /** How entities are asked for, and the indexes for that. */
  readonly patterns?: AccessPatterns;
  /** What a contract says beside the columns of its tables. */
  readonly contract?: Contract;
  /** What a document in Markdown says beside its entities and relationships. */
  readonly outline?: Outline;
  readonly plan?: MigrationPlan;
  readonly dictionary?: Dictionary;
}

/** `contract` is `database-contracts.yaml`, `diagram` is a file of Mermaid's; the others are Markdown. */
export type SpecKind = 'data model' | 'data dictionary' | 'migration plan' | 'contract' | 'diagram';

export interface SpecEntity {
  readonly name: string;
  readonly nameSpan: Span;
  /** Heading and items, or key and value. */
  readonly span: Span;
  /** The table that the document says it is. */
  readonly table?: { readonly name: string; readonly span: Span };
  readonly schema?: string;
  readonly columns: readonly SpecColumn[];
  /** True for an unfilled template (`[name]`, `TBD`): it is compared with nothing. */
  readonly placeholder: boolean;
  /** Keys of several columns, and those that have an item of their own. */
  readonly keys?: readonly SpecKey[];
  /** `**Purpose:** …` and the like, by their key in small letters. */
  readonly said?: ReadonlyMap<string, Written>;
  /** How the columns are written; undefined where there are none. */
  readonly layout?: ColumnLayout;
  /** The level of its heading; 7 for a title that is no heading. */
  readonly level?: number;
}

export interface SpecKey {
  readonly kind: 'primary' | 'unique';
  readonly columns: readonly string[];
  readonly span: Span;
}

/** Where the next column goes, and what the columns that are there look like. */
export type ColumnLayout =
  | { readonly kind: 'list'; readonly at: number; readonly sample: string }
  | {
      readonly kind: 'table';
      readonly at: number;
      /** A row as it is written. */
      readonly sample: string;
      /** What each of its cells holds; undefined where that isn't known. */
      readonly cells: readonly (string | undefined)[];
      readonly header: Span;
    }
  /** Keys of a map of YAML, indented by `indent`; `keys` are those of the last column in their order. */
  | { readonly kind: 'yaml'; readonly at: number; readonly indent: string; readonly keys: readonly string[] };

export interface SpecColumn {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly type?: { readonly text: string; readonly span: Span };
  readonly primaryKey: boolean;
  /** Undefined where the document doesn't say. */
  readonly notNull?: boolean;
  readonly unique: boolean;
  readonly references?: SpecReference;
  readonly placeholder: boolean;
  readonly default?: Written;
  /** What says whether it can be null: `NOT NULL`, `optional`, a cell with `YES`. */
  readonly nullability?: Written;
  readonly keySpan?: Span;
  readonly uniqueSpan?: Span;
  readonly onDelete?: Written;
  /** The values that a check or words such as `one of` list. */
  readonly values?: ListedValues;
  /** Of a row: its cells by what their column is headed; an empty one is an empty range. */
  readonly cells?: ReadonlyMap<string, Span>;
}

export interface SpecReference {
  /** An entity or a table, as written. */
  readonly entity: string;
  readonly column?: string;
  readonly span: Span;
}

export interface SpecRelation {
  readonly from: { readonly entity: string; readonly span: Span };
  readonly to: { readonly entity: string; readonly span: Span };
  /** As written (`1:N`, `||--o{`, `one_to_many`). */
  readonly cardinality?: string;
  readonly cardinalitySpan?: Span;
  readonly span: Span;
  readonly form?: 'row' | 'item' | 'diagram';
  readonly onDelete?: Written;
  readonly label?: string;
}

/** What a document consists of beside what it says of entities. */
export interface Outline {
  readonly title?: Written;
  /** `**Status:** …` and the like above the first section, by their key in small letters. */
  readonly head: ReadonlyMap<string, Written>;
  readonly sections: readonly OutlineSection[];
  readonly tables: readonly OutlineTable[];
  readonly items: readonly OutlineItem[];
  /** What nobody has filled in yet. */
  readonly placeholders: readonly Span[];
  /** What is spoken of anywhere in the prose; worked out when it is asked for. */
  readonly subjects: () => ReadonlySet<Subject>;
}

export interface OutlineSection {
  readonly title: string;
  readonly topic: Topic | undefined;
  readonly level: number;
  readonly span: Span;
  /** Where the section ends: at the next heading of its level, or a higher one. */
  readonly end: number;
  /** Nothing but white space stands in it. */
  readonly empty: boolean;
}

/** A table that is known by its section or its headers. */
export interface OutlineTable {
  readonly topic: Topic;
  readonly header: Span;
  /** What each column holds; undefined where that isn't known. */
  readonly roles: readonly (string | undefined)[];
  readonly rows: readonly OutlineRow[];
  readonly span: Span;
}

export interface OutlineRow {
  readonly span: Span;
  /** By role; empty cells are left out. */
  readonly cells: ReadonlyMap<string, Written>;
}

export interface OutlineItem {
  readonly topic: Topic;
  /** Without mark and checkbox. */
  readonly text: string;
  readonly span: Span;
  /** Of a checkbox. */
  readonly checked?: boolean;
}
