import type { Span } from '../../base/span';
import type { QueryText } from './text';

/** What a body declares. */
export interface Declared {
  readonly names: Set<string>;
  /** Variables that may be rows of a table, by the name of their type. */
  readonly rows: { readonly name: string; readonly type: WrittenName }[];
  /** `t.c%TYPE` and `t%ROWTYPE` */
  readonly types: { readonly of: 'column' | 'row'; readonly name: WrittenName }[];
}

export interface WrittenName {
  readonly parts: readonly string[];
  readonly spans: readonly Span[];
}

type Add = (from: number, to: number, kind: 'statement' | 'expression') => void;

/** Reads a DECLARE section from its first token on, up to BEGIN. */
export function readDeclarations(text: QueryText, start: number, declared: Declared, add: Add): number {
  let at = start;
  while (at < text.tokens.length && text.word(at) !== 'begin') {
    if (text.word(at) === '<<') return at;
    let end = at;
    while (end < text.tokens.length && text.word(end) !== ';') end = Math.max(end, text.partner(end) ?? end) + 1;
    if (text.word(at) !== 'declare') readDeclaration(text, at, end, declared, add);
    at = end + 1;
  }
  return at;
}

function readDeclaration(text: QueryText, at: number, end: number, declared: Declared, add: Add): void {
  const name = text.name(at);
  if (name === undefined) return;
  declared.names.add(name);
  const cursor = text.next(at + 1, 'cursor', Math.min(end, at + 4));
  if (cursor !== undefined) {
    readCursor(text, cursor, end, declared, add);
    return;
  }
  const type = text.word(at + 1) === 'constant' ? at + 2 : at + 1;
  const behind = readTypeName(text, type, name, declared);
  for (let i = behind; i < end; i++) {
    const word = text.word(i);
    if (word === ':=' || word === '=' || word === 'default') {
      add(i + 1, end, 'expression');
      return;
    }
  }
}

/** `c CURSOR (a int) FOR SELECT …` */
function readCursor(text: QueryText, cursor: number, end: number, declared: Declared, add: Add): void {
  for (const parameter of text.elements(cursor + 1)) declared.names.add(text.name(parameter) ?? '');
  const open = text.word(cursor + 1) === '(' ? (text.partner(cursor + 1) ?? cursor) : cursor;
  if (text.word(open + 1) === 'for' || text.word(open + 1) === 'is') add(open + 2, end, 'statement');
}

function readTypeName(text: QueryText, at: number, name: string, declared: Declared): number {
  const parts: string[] = [];
  const spans: Span[] = [];
  let i = at;
  for (;;) {
    const part = text.name(i);
    if (part === undefined) return i;
    parts.push(part);
    spans.push(text.span(i++));
    if (text.word(i) !== '.') break;
    i++;
  }
  const type = { parts, spans };
  if (text.word(i) !== '%') {
    declared.rows.push({ name, type });
    return i;
  }
  const of = text.word(i + 1) === 'rowtype' ? 'row' : 'column';
  declared.types.push({ of, name: type });
  if (of === 'row') declared.rows.push({ name, type });
  return i + 2;
}
