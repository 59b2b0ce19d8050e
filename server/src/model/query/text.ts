import type { Node } from '@pgsql/types';
import { firstNotBefore } from '../../base/search';
import type { Span } from '../../base/span';
import { tokenize, type Token } from '../../sql/lexer';
import { maskTemplates } from '../../sql/mask';

const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[' };
const QUERY_WORDS = new Set(['select', 'with', 'values', 'table', 'insert', 'update', 'delete', 'merge']);

/** Finds the places of names that the parse tree leaves out. Offsets are UTF-16 from the statement's start. */
export class QueryText {
  private lazyTokens: readonly Token[] | undefined;
  private lazyPartners: ReadonlyMap<number, number> | undefined;
  private readonly masked: string;

  constructor(
    readonly sql: string,
    readonly at: (location: number | undefined) => number,
  ) {
    this.masked = maskTemplates(sql);
  }

  get tokens(): readonly Token[] {
    return (this.lazyTokens ??= tokenize(this.masked).filter((token) => token.kind !== 'comment'));
  }

  /** The index of the first token that starts at or after a `location` of the tree. */
  index(location: number | undefined): number {
    return this.indexFrom(this.at(location));
  }

  indexFrom(offset: number): number {
    const { tokens } = this;
    return firstNotBefore(tokens.length, (index) => tokens[index]!.start < offset);
  }

  span(index: number): Span {
    const token = this.tokens[index];
    if (!token) return { start: this.sql.length, end: this.sql.length };
    return { start: token.start, end: token.end };
  }

  /** Unquoted text in lower case; empty for strings, quoted names and past the end. */
  word(index: number): string {
    const token = this.tokens[index];
    if (!token || token.kind === 'ident' || token.kind === 'string' || token.kind === 'dollar') return '';
    return fold(this.masked.slice(token.start, token.end));
  }

  /** The name at a token as PostgreSQL folds it. */
  name(index: number): string | undefined {
    const token = this.tokens[index];
    if (token?.kind === 'word') return fold(this.masked.slice(token.start, token.end));
    if (token?.kind !== 'ident') return undefined;
    return this.masked.slice(token.start + 1, token.end - 1).replaceAll('""', '"');
  }

  /** Whether the token can be this name; escapes (`U&"…"`) and names that PostgreSQL cut are believed. */
  isName(index: number, name: string): boolean {
    const found = this.name(index);
    if (found === undefined) return false;
    return found === name || found.startsWith('&"') || (name.length > 15 && found.startsWith(name));
  }

  /** The places of the parts of a dotted name that starts at a token; `*` may be the last. */
  parts(index: number, count: number): Span[] {
    return Array.from({ length: count }, (_, part) => {
      const span = this.span(index + 2 * part);
      return this.word(index + 2 * part).startsWith('*') ? { start: span.start, end: span.start + 1 } : span;
    });
  }

  /** The token of an alias that may stand at a token, with or without AS. */
  alias(index: number, name: string): number | undefined {
    const at = this.word(index) === 'as' ? index + 1 : index;
    return this.isName(at, name) ? at : undefined;
  }

  /** The index of the parenthesis or bracket that belongs to the one at a token. */
  partner(index: number): number | undefined {
    this.lazyPartners ??= this.pair();
    return this.lazyPartners.get(index);
  }

  /** Of a list in parentheses, the first token of each element. */
  elements(open: number): number[] {
    const end = this.partner(open);
    if (this.word(open) !== '(' || end === undefined) return [];
    const starts: number[] = [];
    for (let i = open + 1; i < end; i++) {
      starts.push(i);
      while (i < end && this.word(i) !== ',') i = Math.max(i, this.partner(i) ?? i) + 1;
    }
    return starts;
  }

  /** The next token from an index on that is this word. */
  next(index: number, word: string, limit = this.tokens.length): number | undefined {
    for (let i = index; i < limit; i++) if (this.word(i) === word) return i;
    return undefined;
  }

  /** The parentheses around a token, from the inside out, in which a query stands. */
  *queriesAround(index: number): Generator<{ readonly open: number; readonly close: number }> {
    for (let i = index; i >= 0; i--) {
      const word = this.word(i);
      if (i < index && (word === ')' || word === ']')) i = this.partner(i) ?? i;
      else if (word === '(') {
        let inner = i + 1;
        while (this.word(inner) === '(') inner++;
        const close = this.partner(i);
        if (close !== undefined && QUERY_WORDS.has(this.word(inner))) yield { open: i, close };
      }
    }
  }

  private pair(): Map<number, number> {
    const partners = new Map<number, number>();
    const open: number[] = [];
    this.tokens.forEach((_, i) => {
      const word = this.word(i);
      if (word === '(' || word === '[') open.push(i);
      const wanted = CLOSING[word];
      if (wanted === undefined || open.length === 0 || this.word(open.at(-1)!) !== wanted) return;
      const start = open.pop()!;
      partners.set(start, i).set(i, start);
    });
    return partners;
  }
}

/** As PostgreSQL does: only ASCII letters. */
function fold(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The first and last `location` below a node; a tree may be too deep to recurse. */
export function locations(node: unknown): { readonly first: number; readonly last: number } | undefined {
  let first = Infinity;
  let last = -1;
  const rest: unknown[] = [node];
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, value] of Object.entries(next)) {
      if (key !== 'location') {
        if (typeof value === 'object') rest.push(value);
      } else if (typeof value === 'number' && value > 0) {
        if (value < first) first = value;
        if (value > last) last = value;
      }
    }
  }
  return last < 0 ? undefined : { first, last };
}

/** The names in a list of the tree. */
export function strings(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).map((node) => ('String' in node ? (node.String.sval ?? '') : ''));
}
