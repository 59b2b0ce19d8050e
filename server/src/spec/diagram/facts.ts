import type { Span } from '../../base/span';
import type { SpecProblem } from '../problem';

/** A Mermaid `erDiagram`, read tolerantly. All places are UTF-16 offsets in the document that it stands in. */
export interface Diagram {
  /** From `erDiagram` to the end. */
  readonly span: Span;
  /** One for each name, in the order in which they are named first. */
  readonly entities: readonly DiagramEntity[];
  readonly relations: readonly DiagramRelation[];
  readonly problems: readonly SpecProblem[];
  /** Comments to Tablewright: `%% tablewright-disable …`. */
  readonly directives: readonly Span[];
}

export interface DiagramEntity {
  readonly name: string;
  /** Where it is named first, without quotes: at its block of attributes if it has one. */
  readonly nameSpan: Span;
  /** What is shown in its place: `p[Person]`. */
  readonly alias?: { readonly text: string; readonly span: Span };
  /** What is between the braces of its first block. */
  readonly body?: Span;
  readonly attributes: readonly DiagramAttribute[];
}

export interface DiagramAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: { readonly text: string; readonly span: Span };
  /** `int?` */
  readonly nullable: boolean;
  readonly keys: readonly { readonly key: AttributeKey; readonly span: Span }[];
  /** Without its quotes. */
  readonly comment?: { readonly text: string; readonly span: Span };
  readonly span: Span;
}

export type AttributeKey = 'PK' | 'FK' | 'UK';

export interface DiagramRelation {
  readonly from: RelationEnd;
  readonly to: RelationEnd;
  /** Both cardinalities and the line between them. */
  readonly symbols: Span;
  /** A continuous line: the one can't be without the other. */
  readonly identifying: boolean;
  readonly line: Span;
  readonly label?: { readonly text: string; readonly span: Span };
  readonly span: Span;
}

export interface RelationEnd {
  readonly entity: string;
  readonly span: Span;
  readonly cardinality: Cardinality;
  /** Of the cardinality. */
  readonly symbol: Span;
}

/** How many of the entity there are to one of the other. `parent` is one of Mermaid's that says nothing of it. */
export type Cardinality = 'zero or one' | 'one' | 'zero or more' | 'one or more' | 'parent';
