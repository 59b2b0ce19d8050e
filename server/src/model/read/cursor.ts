import { firstNotBefore } from '../../base/search';
import type { Span } from '../../base/span';
import { tokenize, type Token } from '../../sql/lexer';
import type { OffsetMap } from '../../sql/offsets';
import type { Name } from '../names';

/**
 * Finds the places that PostgreSQL's parse tree leaves out: it tells where things start, in bytes, and only for some.
 * All offsets here are UTF-16 from the statement's start.
 */
export class Cursor {
  readonly tokens: readonly Token[];

  /** `sql` is the statement as written, `masked` what the parser read; both have the same length. */
  constructor(
    readonly sql: string,
    masked: string,
    private readonly offsets: OffsetMap,
  ) {
    this.tokens = tokenize(masked).filter((token) => token.kind !== 'comment' && token.kind !== 'meta');
  }

  get whole(): Span {
    return { start: 0, end: this.sql.length };
  }

  /** A `location` of the tree; PostgreSQL leaves out a 0. */
  at(location: number | undefined): number {
    return this.offsets.fromBytes(Math.max(0, location ?? 0));
  }

  text(span: Span): string {
    return this.sql.slice(span.start, span.end);
  }

  /** The index of the first token that starts at or after the offset. */
  indexFrom(offset: number): number {
    const { tokens } = this;
    return firstNotBefore(tokens.length, (index) => tokens[index]!.start < offset);
  }

  word(index: number): string {
    const token = this.tokens[index];
    return token?.kind === 'word' || token?.kind === 'punct' ? this.text(token).toLowerCase() : '';
  }

  /** The index of the first of these words in `span`, outside parentheses that open in it. */
  find(span: Span, ...words: readonly string[]): number | undefined {
    let depth = 0;
    for (let i = this.indexFrom(span.start); i < this.tokens.length && this.tokens[i]!.start < span.end; i++) {
      const word = this.word(i);
      if (depth === 0 && words.every((w, k) => this.word(i + k) === w)) return i;
      if (word === '(' || word === '[') depth++;
      else if (word === ')' || word === ']') depth--;
    }
    return undefined;
  }

  /** From an offset to the end of the last token before the next `,`, `)` or `;` of the same depth. */
  element(start: number, limit = this.sql.length): Span {
    let depth = 0;
    let end = start;
    for (let i = this.indexFrom(start); i < this.tokens.length && this.tokens[i]!.start < limit; i++) {
      const word = this.word(i);
      if (depth === 0 && (word === ',' || word === ')' || word === ';')) break;
      if (word === '(' || word === '[') depth++;
      else if (word === ')' || word === ']') depth--;
      end = this.tokens[i]!.end;
    }
    return { start, end };
  }

  /** The elements between a parenthesis, at the given token, and its partner. */
  list(open: number): { readonly elements: readonly Span[]; readonly end: number } {
    const elements: Span[] = [];
    let at = open + 1;
    while (at < this.tokens.length && this.word(at) !== ')') {
      const element = this.element(this.tokens[at]!.start);
      elements.push(element);
      at = this.indexFrom(Math.max(element.end, this.tokens[at]!.start + 1));
      if (this.word(at) === ',') at++;
      else break;
    }
    return { elements, end: this.tokens[at]?.end ?? this.sql.length };
  }

  /** The list in parentheses that is the next one from an offset on. */
  listAfter(offset: number, limit: number): readonly Span[] {
    for (let i = this.indexFrom(offset); i < this.tokens.length && this.tokens[i]!.start < limit; i++) {
      if (this.word(i) === '(') return this.list(i).elements;
    }
    return [];
  }

  /** A name with its dots, from an offset on. */
  nameSpan(offset: number): Span {
    let i = this.indexFrom(offset);
    const start = this.tokens[i]?.start ?? offset;
    let end = this.tokens[i]?.end ?? offset;
    while (this.word(i + 1) === '.' && this.tokens[i + 2]) {
      i += 2;
      end = this.tokens[i]!.end;
    }
    return { start, end };
  }

  /** Where a name that the tree gives without a place stands first; the whole statement where it isn't found. */
  placeOf({ schema, name }: Name): Span {
    for (let i = 0; i < this.tokens.length; i++) {
      if (this.identifier(i) !== name) continue;
      const qualified = schema !== undefined && this.word(i - 1) === '.' && this.identifier(i - 2) === schema;
      return { start: this.tokens[qualified ? i - 2 : i]!.start, end: this.tokens[i]!.end };
    }
    return this.whole;
  }

  private identifier(index: number): string | undefined {
    const token = this.tokens[index];
    if (token?.kind === 'word') return this.text(token).toLowerCase();
    return token?.kind === 'ident' ? this.text(token).slice(1, -1).replaceAll('""', '"') : undefined;
  }

  tokenSpan(index: number): Span {
    const token = this.tokens[index];
    return token ? { start: token.start, end: token.end } : { start: this.sql.length, end: this.sql.length };
  }
}
