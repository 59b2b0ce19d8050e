import type { Span } from '../base/span';
import type { Diagram } from './diagram/facts';
import type { SpecProblem } from './problem';

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
}

/** `data model` is Markdown, `contract` is `database-contracts.yaml`, `diagram` is a file of Mermaid's. */
export type SpecKind = 'data model' | 'contract' | 'diagram';

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
}

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
  readonly span: Span;
}
