import { span, type Span } from '../base/span';
import type { SpecRelation } from './facts';
import { matchAt, textOf } from './text';

const NAME = String.raw`"[^"\n]*"|[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.*]*(?:-[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.*]*)*`;
const EXTRA = String.raw`(?:\[[^\]\n]*\])?(?::::[\w,-]+)?`;
const RELATION = new RegExp(
  String.raw`[ \t]*(?<from>${NAME})${EXTRA}[ \t]*(?<cardinality>(?:\|o|\|\||\}o|\}\|)(?:--|\.\.|\.-|-\.)(?:o\||\|\||o\{|\|\{))[ \t]*(?<to>${NAME})`,
  'uy',
);

/** Reads the relations of an ER diagram, `A ||--o{ B : label`. Everything else in it is passed over. */
export function readMermaid(text: string, at: Span): readonly SpecRelation[] {
  const relations: SpecRelation[] = [];
  for (let start = at.start; start < at.end;) {
    const line = matchAt(/[^\r\n]*/y, text, start)![0];
    const end = Math.min(start + line.length, at.end);
    const relation = readMermaidRelation(text, span(start, end));
    if (relation) relations.push(relation);
    start = end + 1;
  }
  return relations;
}

export function isErDiagram(content: string): boolean {
  return /^[ \t]*erDiagram\b/m.test(content);
}

/** Reads one line of an ER diagram; undefined if it is no relation. */
export function readMermaidRelation(text: string, line: Span): SpecRelation | undefined {
  const match = matchAt(RELATION, text.slice(0, line.end), line.start);
  if (!match) return undefined;
  const { from = '', to = '', cardinality } = match.groups!;
  const end = line.start + match[0].length;
  return {
    from: entityOf(text, line.start + match[0].indexOf(from), from),
    to: entityOf(text, end - to.length, to),
    cardinality,
    span: line,
  };
}

function entityOf(text: string, start: number, written: string): SpecRelation['from'] {
  const quoted = written.startsWith('"') ? 1 : 0;
  const at = span(start + quoted, start + written.length - quoted);
  return { entity: textOf(text, at), span: at };
}
