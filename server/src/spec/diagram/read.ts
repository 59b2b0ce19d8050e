import type { Span } from '../../base/span';
import { Recent } from '../../base/recent';
import type { SpecFacts, SpecRelation } from '../facts';
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

export function isErDiagram(content: string): boolean {
  return /^[ \t]*erDiagram\b/m.test(content);
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

/** Reads a file that is one diagram. */
export function readDiagramFile(text: string): SpecFacts {
  const diagram = readDiagram(text, { start: 0, end: text.length });
  return {
    kind: 'diagram',
    entities: [],
    relations: relationsOf(text, diagram),
    diagrams: [diagram],
    sqlBlocks: [],
    problems: [],
    directives: diagram.directives,
  };
}
