import { entityName } from './names';
import { span, type Span } from '../../base/span';
import { matchAt, textOf } from '../text';
import type { AttributeKey, Diagram, DiagramEntity } from './facts';

/** How somebody writes a diagram. Lines end with `\n` in all that is written here. */
export interface DiagramStyle {
  readonly indent: string;
  readonly attributeIndent: string;
  /** Types with a comma, which older versions of Mermaid refuse. */
  readonly commas: boolean;
  readonly upperTypes: boolean;
}

const INDENT = '    ';

export interface NewAttribute {
  /** As PostgreSQL spells it. */
  readonly type: string;
  readonly name: string;
  readonly keys: readonly AttributeKey[];
  readonly comment?: string;
}

/** The habits of a diagram of a document. */
export function styleOf(text: string, diagram: Diagram): DiagramStyle {
  const attributes = diagram.entities.flatMap((entity) => entity.attributes);
  const types = attributes.map(({ type }) => type.text);
  const [relation] = diagram.relations;
  const statement = relation ?? diagram.entities.map(({ nameSpan }) => ({ span: nameSpan }))[0];
  const ownLine = attributes.find((each) => /^[ \t]*$/.test(lineBefore(text, each.span.start)));
  const indent = statement ? (matchAt(/[ \t]*/y, lineBefore(text, statement.span.start), 0)?.[0] ?? '') : INDENT;
  return {
    indent,
    attributeIndent: ownLine ? lineBefore(text, ownLine.span.start) : indent + INDENT,
    commas: types.some((type) => type.includes(',')),
    upperTypes: types.length > 0 && types.every((type) => type === type.toUpperCase()),
  };
}

/** Inserts attributes behind the last one of an entity that has a block. */
export function insertAttributes(
  text: string,
  entity: DiagramEntity & { readonly body: Span },
  attributes: readonly NewAttribute[],
  style: DiagramStyle,
): { readonly at: Span; readonly newText: string } {
  const written = attributes.map((each) => attributeLine(each, style));
  const last = entity.attributes.findLast(
    (each) => entity.body.start <= each.span.start && each.span.end <= entity.body.end,
  );
  const inOneLine = !/[\r\n]/.test(textOf(text, entity.body));
  if (inOneLine) {
    const at = last?.span.end ?? entity.body.start;
    const behind = last ? '' : /^\s/.test(text.slice(at)) ? '' : ' ';
    return { at: span(at, at), newText: written.map((each) => ` ${each}`).join('') + behind };
  }
  const lines = written.map((each) => '\n' + style.attributeIndent + each).join('');
  const from = last?.span.end ?? entity.body.start;
  const end = from + matchAt(/[^\r\n]*/y, text, from)![0].trimEnd().length;
  return { at: span(end, end), newText: lines };
}

/** An entity with a block of attributes, indented. */
export function entityLines(name: string, attributes: readonly NewAttribute[], style: DiagramStyle): string {
  const { indent, attributeIndent } = style;
  const lines = attributes.map((each) => `${attributeIndent}${attributeLine(each, style)}\n`);
  return `${indent}${entityName(name)} {\n${lines.join('')}${indent}}`;
}

function attributeLine({ type, name, keys, comment }: NewAttribute, style: DiagramStyle): string {
  const told = comment === undefined ? '' : ` "${comment.replaceAll('"', "'").replace(/\s+/g, ' ')}"`;
  const key = keys.length > 0 ? ` ${keys.join(', ')}` : '';
  return `${attributeType(type, style)} ${attributeName(name)}${key}${told}`;
}

/** A type of SQL in one word, as Mermaid takes it. */
export function attributeType(type: string, { commas, upperTypes }: DiagramStyle): string {
  const plain = commas ? type.replace(/,\s+/g, ',') : type.replace(/\([^()]*,[^()]*\)/g, '');
  const word = plain.trim().replace(/[^\p{L}\p{N}_\-[\](),.]+/gu, '_');
  return upperTypes ? word.toUpperCase() : word;
}

function attributeName(name: string): string {
  return /^[A-Za-z_\u00C0-\uFFFF][\w\-\u00C0-\uFFFF]*$/.test(name) && !/^(?:PK|FK|UK)(?!\w)/i.test(name)
    ? name
    : `\`${name.replaceAll('`', "'")}\``;
}

function lineBefore(text: string, at: number): string {
  return text.slice(Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1, at);
}
