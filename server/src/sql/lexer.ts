import {
  blockCommentEnd,
  dollarDelimiter,
  dollarEnd,
  isDigit,
  isOperator,
  isSpace,
  isWordPart,
  isWordStart,
  lineEnd,
  quotedIdentEnd,
  stringEnd,
  wordEnd,
} from './scan';

/**
 * `variable` is text that another program replaces before PostgreSQL sees it (`:name`, `${name}`, `{{ … }}`, `@name`);
 * `meta` is a psql command, from its backslash to the end of the line.
 */
export type TokenKind =
  'word' | 'ident' | 'string' | 'dollar' | 'number' | 'param' | 'op' | 'punct' | 'comment' | 'variable' | 'meta';

export interface Token {
  readonly kind: TokenKind;
  /** UTF-16 offsets in the text that was read. */
  readonly start: number;
  readonly end: number;
  /** False for a quote or comment that nothing closes. */
  readonly closed: boolean;
}

/** A token that the reader overwrites at each step: splitting a big file must not allocate one object a token. */
export interface MutableToken {
  kind: TokenKind;
  start: number;
  end: number;
  closed: boolean;
}

export function newToken(): MutableToken {
  return { kind: 'punct', start: 0, end: 0, closed: true };
}

/**
 * Reads the token at or after `from` into `out`; false at `limit`. `inBrackets` says that an array subscript is open,
 * where a colon is PostgreSQL's own.
 */
export function readToken(text: string, from: number, limit: number, inBrackets: boolean, out: MutableToken): boolean {
  let i = from;
  while (i < limit && isSpaceOrMark(text.charCodeAt(i))) i++;
  if (i >= limit) return false;
  out.start = i;
  out.closed = true;
  const c = text.charCodeAt(i);
  const next = i + 1 < limit ? text.charCodeAt(i + 1) : 0;

  if (isWordStart(c)) return readWord(text, i, c, next, limit, out);
  switch (c) {
    case 39: // '
      return quoted('string', stringEnd(text, i, limit, false), out);
    case 34: // "
      return quoted('ident', quotedIdentEnd(text, i, limit), out);
    case 45: // -
      if (next === 45) return done('comment', lineEnd(text, i, limit), out);
      break;
    case 47: // /
      if (next === 42) return quoted('comment', blockCommentEnd(text, i, limit), out);
      break;
    case 36: // $
      return readDollar(text, i, next, limit, out);
    case 123: // {
      if (next === 123) {
        const close = text.indexOf('}}', i + 2);
        if (close >= 0 && close + 2 <= limit) return done('variable', close + 2, out);
      }
      return done('punct', i + 1, out);
    case 64: // @name of templates and of queries with named parameters; a lone @ is an operator
      if (isWordStart(next) && text.charCodeAt(i - 1) !== 64) return done('variable', wordEnd(text, i + 1, limit), out);
      break;
    case 58: // :
      return readColon(text, i, next, limit, inBrackets, out);
    case 92: // \
      return done('meta', lineEnd(text, i, limit), out);
    case 46: // .
      if (isDigit(next)) return done('number', numberEnd(text, i, limit), out);
      return done('punct', i + 1, out);
  }
  if (isDigit(c)) return done('number', numberEnd(text, i, limit), out);
  if (isOperator(c)) return done('op', operatorEnd(text, i, limit), out);
  return done('punct', i + 1, out);
}

/** All tokens of a piece of text, comments included. */
export function tokenize(text: string, start = 0, end = text.length): Token[] {
  const tokens: Token[] = [];
  const token = newToken();
  let brackets = 0;
  let at = start;
  while (readToken(text, at, end, brackets > 0, token)) {
    if (token.kind === 'punct') {
      const c = text.charCodeAt(token.start);
      if (c === 91) brackets++;
      else if (c === 93 && brackets > 0) brackets--;
    }
    tokens.push({ ...token });
    at = token.end;
  }
  return tokens;
}

function isSpaceOrMark(c: number): boolean {
  return isSpace(c) || c === 0xfeff;
}

function done(kind: TokenKind, end: number, out: MutableToken): true {
  out.kind = kind;
  out.end = end;
  return true;
}

function quoted(kind: TokenKind, piece: { end: number; closed: boolean }, out: MutableToken): true {
  out.kind = kind;
  out.end = piece.end;
  out.closed = piece.closed;
  return true;
}

function readWord(text: string, i: number, c: number, next: number, limit: number, out: MutableToken): true {
  const lower = c | 32;
  if (next === 39) {
    if (lower === 101) return quoted('string', stringEnd(text, i + 1, limit, true), out); // E'…'
    if (lower === 98 || lower === 120 || lower === 110)
      return quoted('string', stringEnd(text, i + 1, limit, false), out);
  }
  if (lower === 117 && next === 38) {
    const quote = text.charCodeAt(i + 2);
    if (quote === 39) return quoted('string', stringEnd(text, i + 2, limit, false), out); // U&'…'
    if (quote === 34) return quoted('ident', quotedIdentEnd(text, i + 2, limit), out); // U&"…"
  }
  return done('word', wordEnd(text, i + 1, limit), out);
}

function readDollar(text: string, i: number, next: number, limit: number, out: MutableToken): true {
  if (next === 123) {
    const close = text.indexOf('}', i + 2); // ${name}
    if (close >= 0 && close < lineEnd(text, i, limit)) return done('variable', close + 1, out);
    return done('punct', i + 1, out);
  }
  if (next === 37) {
    const close = text.indexOf('%$', i + 2); // $%NAME%$
    if (close >= 0 && close < lineEnd(text, i, limit)) return done('variable', close + 2, out);
    return done('punct', i + 1, out);
  }
  if (isDigit(next)) {
    let end = i + 1;
    while (end < limit && isDigit(text.charCodeAt(end))) end++;
    return done('param', end, out);
  }
  const delimiter = dollarDelimiter(text, i, limit);
  if (delimiter === undefined) return done('punct', i + 1, out);
  return quoted('dollar', dollarEnd(text, i, delimiter, limit), out);
}

function readColon(text: string, i: number, next: number, limit: number, inBrackets: boolean, out: MutableToken): true {
  if (next === 58 || next === 61) return done('op', i + 2, out); // :: and :=
  if (inBrackets) return done('punct', i + 1, out);
  if (isWordStart(next)) return done('variable', wordEnd(text, i + 1, limit), out);
  if (next === 39) return quoted('variable', stringEnd(text, i + 1, limit, false), out);
  if (next === 34) return quoted('variable', quotedIdentEnd(text, i + 1, limit), out);
  return done('punct', i + 1, out);
}

function numberEnd(text: string, from: number, limit: number): number {
  let i = from;
  while (i < limit) {
    const c = text.charCodeAt(i);
    if (isWordPart(c) && c !== 36) i++;
    else if (c === 46 && text.charCodeAt(i + 1) !== 46)
      i++; // a dot, but not the `..` of PL/pgSQL
    else if ((c === 43 || c === 45) && (text.charCodeAt(i - 1) | 32) === 101 && isDigit(text.charCodeAt(i + 1))) i++;
    else break;
  }
  return i;
}

/** Operators end before a comment starts. */
function operatorEnd(text: string, from: number, limit: number): number {
  let i = from + 1;
  while (i < limit && isOperator(text.charCodeAt(i))) {
    const c = text.charCodeAt(i);
    const next = text.charCodeAt(i + 1);
    if ((c === 45 && next === 45) || (c === 47 && next === 42)) break;
    i++;
  }
  return i;
}
