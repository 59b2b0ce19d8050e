import { span, type Span } from '../../base/span';
import { matchAt, textOf } from '../text';
import type { Cardinality } from './facts';

export type TokenKind =
  | 'newline' | 'end of text' | 'quoted' | 'string' | 'word' | 'number' | 'erDiagram' | '{' | '}' | '[' | ']' | ':::' | ':' | ','
  | ';' | '?' | '#' | 'style' | 'classDef' | 'class' | 'subgraph' | 'end' | 'setting' | 'cardinality' | 'line' | 'key' | 'unknown'; // prettier-ignore

export interface Token {
  readonly kind: TokenKind;
  readonly span: Span;
  readonly text: string;
  readonly cardinality?: Cardinality;
}

type Pattern = readonly [TokenKind | 'space', RegExp, Cardinality?];

/** The order counts: the first that fits is taken, as Mermaid does it, even where another one is longer. */
const DIAGRAM: readonly Pattern[] = [
  ['setting', /acc(?:Title|Descr)\s*:\s*[^\n]*/iy],
  ['setting', /accDescr\s*\{[^}]*\}?/iy],
  ['space', /[ \t\r]+/y],
  ['newline', /\n+/y],
  // eslint-disable-next-line no-control-regex
  ['quoted', /"[^"%\r\n\v\u0008\\]+"/y],
  ['string', /"[^"]*"/y],
  ['erDiagram', /erDiagram\b/iy],
  ['{', /\{/y],
  ['#', /#/y],
  [',', /,/y],
  [':::', /:::/y],
  [':', /:/y],
  ['[', /\[/y],
  [']', /\]/y],
  ['style', /style\b/iy],
  ['classDef', /classDef\b/iy],
  ['class', /class\b/iy],
  ['subgraph', /subgraph\b/iy],
  ['end', /end\b\s*/iy],
  ['cardinality', /\|o\b|(?:one or zero|zero or one)\b/iy, 'zero or one'],
  ['cardinality', /1\+|(?:one or more|one or many)\b|many\(1\)|\}\|/iy, 'one or more'],
  ['cardinality', /0\+|(?:zero or more|zero or many)\b|\}o\b|many\(0\)|many\b/iy, 'zero or more'],
  ['cardinality', /(?:only )?one\b/iy, 'one'],
  ['number', /\d+\.\d+/y],
  ['cardinality', /1(?=\s+[\w"']|--|\.\.|\.-|-\.)/y, 'one'],
  ['number', /\d+/y],
  ['cardinality', /\|\|/y, 'one'],
  ['cardinality', /o\|/iy, 'zero or one'],
  ['cardinality', /o\{/iy, 'zero or more'],
  ['cardinality', /\|\{/y, 'one or more'],
  ['cardinality', /u(?=[.\-|])/iy, 'parent'],
  ['line', /--|\.\.|\.-|-\.|(?:optionally )?to\b/iy],
  [';', /;/y],
  ['word', /(?:[^\0-\x7F]|[\w*.-])+/y],
  ['unknown', /[^]/y],
];
const BLOCK: readonly Pattern[] = [
  ['space', /\s+/y],
  ['key', /\b(?:PK|FK|UK)\b/iy],
  ['word', /[^\s~]*~[^\n]*~\S*/y],
  ['word', /[*A-Za-z_\u00C0-\uFFFF][\w\-[\]().,\u00C0-\uFFFF*]*/y],
  ['word', /`[^`]+`/y],
  ['space', /``/y],
  ['string', /"[^"]*"/y],
  ['}', /\}/y],
  [',', /,/y],
  ['?', /\?/y],
  ['unknown', /[^]/y],
];
const STYLE: readonly Pattern[] = [
  ['newline', /\n+/y],
  ['space', /\s+/y],
  [':', /:/y],
  [',', /,/y],
  ['#', /#/y],
  ['word', /(?:[^\0-\x7F]|[\w*-])+/y],
  [';', /;/y],
  ['unknown', /[^]/y],
];

/** A line with a direction is nothing else, whatever stands before it. */
const DIRECTION = /direction\s+(?:TB|BT|RL|LR)[^\n]*/gi;

/** Splits a diagram into tokens. Always ends with `end of text`. */
export function tokensOf(source: string): readonly Token[] {
  const text = readable(source);
  const directions = [...text.matchAll(DIRECTION)].map(({ index, 0: found }) => ({
    line: text.lastIndexOf('\n', index) + 1,
    start: index,
    end: index + found.length,
  }));
  const tokens: Token[] = [];
  let patterns = DIAGRAM;
  let direction = 0;
  for (let at = 0; at < text.length;) {
    while ((directions[direction]?.start ?? Infinity) < at) direction++;
    const next = directions[direction];
    const token =
      patterns === DIAGRAM && next !== undefined && next.line <= at
        ? found('setting', text, span(at, next.end))
        : tokenAt(text, at, patterns);
    at = token.span.end;
    if (token.kind === 'space') continue;
    tokens.push(token as Token);
    if (patterns === DIAGRAM && token.kind === '{') patterns = BLOCK;
    else if (patterns === DIAGRAM && (token.kind === 'style' || token.kind === 'classDef')) patterns = STYLE;
    else if ((patterns === BLOCK && token.kind === '}') || (patterns === STYLE && token.kind === 'newline'))
      patterns = DIAGRAM;
  }
  tokens.push({ kind: 'end of text', span: span(text.length, text.length), text: '' });
  return tokens;
}

type Found = Omit<Token, 'kind'> & { readonly kind: TokenKind | 'space' };

function tokenAt(text: string, at: number, patterns: readonly Pattern[]): Found {
  for (const [kind, pattern, cardinality] of patterns) {
    const match = matchAt(pattern, text, at)?.[0];
    if (match) return { ...found(kind, text, span(at, at + match.length)), ...(cardinality && { cardinality }) };
  }
  return found('unknown', text, span(at, at + 1));
}

function found(kind: Found['kind'], text: string, at: Span): Found {
  return { kind, span: at, text: textOf(text, at) };
}

/** The text with comments, directives and front matter blanked and its line breaks made `\n`; as long as before. */
function readable(text: string): string {
  const blank = (found: string) => found.replace(/[^\n]/g, ' ');
  return text
    .replace(/\r\n/g, ' \n')
    .replace(/\r/g, '\n')
    .replace(/^\s*---[ \t]*\n[^]*?\n---[ \t]*(?=\n)/, blank)
    .replace(/%%\{[^]*?\}%%/g, blank)
    .replace(/^[^\S\n]*%%[^\n]+/gm, blank);
}
