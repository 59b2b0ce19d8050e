import type { Span } from '../base/span';
import { newToken, readToken } from './lexer';
import { isSpace, lineEnd } from './scan';

/**
 * One piece of a SQL text. Pieces tile the text: each starts where the one before it ends. `start`…`end` is the
 * statement itself with its semicolon; what precedes it in the piece is white space and comments. A piece without a
 * statement (the text's tail, psql commands) has `start === end`. Offsets are UTF-16 in the text.
 */
export interface Piece {
  readonly from: number;
  readonly start: number;
  readonly end: number;
  /** After the statement: the rows of `COPY … FROM stdin` belong to the piece too. */
  readonly to: number;
  /** The quote or comment that is never closed. */
  readonly open?: OpenQuote;
  /** Comments that speak to Tablewright or to a migration tool, in order. */
  readonly directives: readonly Span[];
}

export interface OpenQuote {
  readonly kind: 'string' | 'identifier' | 'dollar quote' | 'comment';
  readonly at: number;
}

/** Comments of migration tools that end whatever comes before them, also a statement without its semicolon. */
const SECTION =
  /^--[\s-]*(?:\+migrate\s+(?:up|down)|\+goose\s+(?:up|down)|migrate:(?:up|down)|(?:up|down)\s+migration|create above|changeset\s+\S+:\S+|>\s*statement-breakpoint)\b/i;
const DIRECTIVE =
  /^(?:--|\/\*)!?[\s-]*(?:tablewright-|\+migrate|\+goose|migrate:|up\s+migration|down\s+migration|create above|tern:|atlas:|no-transaction|include\s|liquibase\s|changeset\s|rollback\s)/i;
/** psql commands that send the statement before them. */
const SENDS = /^\\(?:g|gx|gset|gexec|gdesc|crosstabview|watch)\b/;
const STATEMENT_START =
  /\n(?=(?:create|alter|drop|comment|insert|update|delete|grant|revoke|copy|set|begin|commit|do|truncate|with|select)\b)/gi;

const QUOTES = {
  string: 'string',
  ident: 'identifier',
  dollar: 'dollar quote',
  comment: 'comment',
  variable: 'string',
} as const;

/**
 * Reads the piece that starts at `from`. `limit` is where the text ends for the reader. A quote that nothing closes
 * ends before the next line that starts a statement, so that one slip doesn't swallow a file.
 */
export function readPiece(text: string, from: number, limit: number): Piece {
  const token = newToken();
  const directives: Span[] = [];
  const words: string[] = [];
  let start = -1;
  let at = from;
  let parens = 0;
  let brackets = 0;
  let atomic = 0;

  const piece = (end: number, to: number, open?: OpenQuote): Piece =>
    open
      ? { from, start: start < 0 ? end : start, end, to, open, directives }
      : { from, start: start < 0 ? end : start, end, to, directives };

  while (readToken(text, at, limit, brackets > 0, token)) {
    if (!token.closed)
      return openPiece(
        text,
        token.start,
        limit,
        QUOTES[token.kind as keyof typeof QUOTES],
        piece,
        at,
        () => start >= 0,
      );
    if (token.kind === 'comment') {
      const comment = commentHead(text, token.start, token.end);
      if (start >= 0 && SECTION.test(comment)) return piece(lastEnd(text, start, token.start), token.start);
      if (DIRECTIVE.test(comment)) directives.push({ start: token.start, end: token.end });
      at = token.end;
      continue;
    }
    if (token.kind === 'meta') {
      if (start < 0) {
        const rows = /^\\copy\b/i.test(text.slice(token.start, token.start + 6));
        return piece(token.end, rows ? copyRowsEnd(text, token.start, token.end, limit) : token.end);
      }
      if (SENDS.test(text.slice(token.start, token.start + 16)))
        return piece(lastEnd(text, start, token.start), token.end);
      at = token.end;
      continue;
    }
    if (start < 0) start = token.start;
    at = token.end;
    if (token.kind === 'word' && (words.length < 6 || atomic > 0 || isRoutine(words))) {
      const word = text.slice(token.start, token.end).toLowerCase();
      if (isRoutine(words)) atomic = atomicDepth(atomic, word, words[words.length - 1]!);
      if (words.length < 6) words.push(word);
      else words[5] = word;
    } else if (token.kind === 'punct') {
      switch (text.charCodeAt(token.start)) {
        case 40:
          parens++;
          break;
        case 41:
          if (parens > 0) parens--;
          break;
        case 91:
          brackets++;
          break;
        case 93:
          if (brackets > 0) brackets--;
          break;
        case 59:
          // Only the actions of a rule and a body in SQL's own syntax may hold semicolons.
          if (atomic > 0 || (parens > 0 && isCreateRule(words))) break;
          return words[0] === 'copy' ? piece(at, copyRowsEnd(text, start, at, limit)) : piece(at, at);
      }
    }
  }
  return piece(start < 0 ? limit : lastEnd(text, start, limit), limit);
}

/** All pieces of `text` from one boundary on. */
export function splitText(text: string, from = 0, limit = text.length): Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  while (at < limit) {
    const piece = readPiece(text, at, limit);
    pieces.push(piece);
    at = piece.to;
  }
  return pieces;
}

function openPiece(
  text: string,
  quote: number,
  limit: number,
  kind: OpenQuote['kind'],
  piece: (end: number, to: number, open?: OpenQuote) => Piece,
  before: number,
  started: () => boolean,
): Piece {
  STATEMENT_START.lastIndex = quote;
  const next = STATEMENT_START.exec(text);
  const cut = next && next.index + 1 < limit ? next.index + 1 : limit;
  const end = kind === 'comment' && !started() ? before : lastEnd(text, quote, cut);
  return piece(end, cut, { kind, at: quote });
}

/** Enough of a comment to see whom it speaks to. */
function commentHead(text: string, start: number, end: number): string {
  return text.slice(start, Math.min(end, start + 60));
}

/** The end of the last thing that isn't white space in `from`…`to`. */
function lastEnd(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}

function isRoutine(words: readonly string[]): boolean {
  if (words[0] !== 'create') return false;
  const kind = words[1] === 'or' ? words[3] : words[1];
  return kind === 'function' || kind === 'procedure';
}

function isCreateRule(words: readonly string[]): boolean {
  return words[0] === 'create' && (words[1] === 'rule' || (words[1] === 'or' && words[3] === 'rule'));
}

/** Follows BEGIN ATOMIC … END, in which CASE … END may stand. */
function atomicDepth(depth: number, word: string, previous: string): number {
  if (depth === 0) return word === 'atomic' && previous === 'begin' ? 1 : 0;
  if (word === 'case' || word === 'begin') return depth + 1;
  return word === 'end' ? depth - 1 : depth;
}

/** The rows that follow `COPY … FROM stdin;` or psql's `\copy`, up to the line `\.`. */
function copyRowsEnd(text: string, start: number, end: number, limit: number): number {
  if (!/\bfrom\s+p?stdin\b/i.test(text.slice(start, end))) return end;
  let at = lineEnd(text, end, limit);
  if (/\S/.test(text.slice(end, at))) return end;
  while (at < limit) {
    at = text.indexOf('\n', at) + 1;
    if (at === 0 || at >= limit) return limit;
    const stop = lineEnd(text, at, limit);
    if (stop - at === 2 && text.startsWith('\\.', at)) return stop;
    at = stop;
  }
  return limit;
}
