import type { Span } from '../../base/span';
import { Recent } from '../../base/recent';
import { readBlocks } from '../blocks';
import type { SpecFacts, SpecRelation } from '../facts';
import { hasFences, isMermaidBlock } from '../fences';
import { shifted } from '../shift';
import { textOf } from '../text';
import type { Diagram } from './facts';
import { parseDiagram } from './parse';

/** An edit elsewhere in the document leaves a diagram as it is. */
const known = new Recent<string, Diagram>(32);

/** Reads the diagram at a place of a document. */
export function readDiagram(text: string, at: Span): Diagram {
  const own = textOf(text, at);
  return shifted(
    known.get(own, () => parseDiagram(own)),
    at.start,
  );
}

/** The relations of a diagram as those of a document. */
export function relationsOf(text: string, { relations }: Diagram): SpecRelation[] {
  return relations.map(({ from, to, symbols, label, span }) => ({
    from,
    to,
    cardinality: textOf(text, symbols),
    cardinalitySpan: symbols,
    span,
    form: 'diagram',
    ...(label && { label: label.text }),
  }));
}

/** Reads a file that is one diagram, or the diagrams of a text in Markdown. */
export function readDiagramFile(text: string): SpecFacts {
  const places = hasFences(text) ? fencedDiagrams(text) : [{ start: 0, end: text.length }];
  const diagrams = places.map((at) => readDiagram(text, at));
  return {
    kind: 'diagram',
    entities: [],
    relations: diagrams.flatMap((diagram) => relationsOf(text, diagram)),
    diagrams,
    sqlBlocks: [],
    problems: [],
    directives: diagrams.flatMap(({ directives }) => directives),
  };
}

function fencedDiagrams(text: string): readonly Span[] {
  return readBlocks(text).blocks.flatMap((block) =>
    block.kind === 'fence' && isMermaidBlock(text, block) ? [block.content] : [],
  );
}
