/**
 * Where the quoted pieces of PostgreSQL's lexical grammar end. All offsets are UTF-16, all functions are tolerant:
 * a piece that isn't closed ends at `limit`.
 */
export interface Piece {
  readonly end: number;
  readonly closed: boolean;
}

const QUOTE = 39;
const DOUBLE_QUOTE = 34;
const BACKSLASH = 92;

export function isSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}

export function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

/** The first character of a word: a letter, `_` or anything outside ASCII. */
export function isWordStart(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c >= 128;
}

export function isWordPart(c: number): boolean {
  return isWordStart(c) || isDigit(c) || c === 36;
}

export function isOperator(c: number): boolean {
  // + - * / < > = ~ ! @ # % ^ & | ` ?
  switch (c) {
    case 43:
    case 45:
    case 42:
    case 47:
    case 60:
    case 62:
    case 61:
    case 126:
    case 33:
    case 64:
    case 35:
    case 37:
    case 94:
    case 38:
    case 124:
    case 96:
    case 63:
      return true;
    default:
      return false;
  }
}

export function wordEnd(text: string, from: number, limit: number): number {
  let i = from;
  while (i < limit && isWordPart(text.charCodeAt(i))) i++;
  return i;
}

export function lineEnd(text: string, from: number, limit: number): number {
  const i = text.indexOf('\n', from);
  if (i < 0 || i >= limit) return limit;
  return i > from && text.charCodeAt(i - 1) === 13 ? i - 1 : i;
}

/** A string whose opening quote is at `open`. */
export function stringEnd(text: string, open: number, limit: number, backslashEscapes: boolean): Piece {
  for (let i = open + 1; i < limit; i++) {
    const c = text.charCodeAt(i);
    if (c === BACKSLASH && backslashEscapes) i++;
    else if (c === QUOTE) {
      if (text.charCodeAt(i + 1) === QUOTE && i + 1 < limit) i++;
      else return { end: i + 1, closed: true };
    }
  }
  return { end: limit, closed: false };
}

/** Also of a template that stands for the name and has quotes of its own: `"{{ index .Options "Schema" }}"`. */
export function quotedIdentEnd(text: string, open: number, limit: number): Piece {
  for (let i = open + 1; i < limit; i++) {
    if (text.startsWith('{{', i)) {
      const close = text.indexOf('}}', i);
      if (close >= 0 && close < lineEnd(text, i, limit)) i = close + 1;
      continue;
    }
    if (text.charCodeAt(i) !== DOUBLE_QUOTE) continue;
    if (text.charCodeAt(i + 1) === DOUBLE_QUOTE && i + 1 < limit) i++;
    else return { end: i + 1, closed: true };
  }
  return { end: limit, closed: false };
}

/** Block comments nest in PostgreSQL. */
export function blockCommentEnd(text: string, open: number, limit: number): Piece {
  let depth = 1;
  for (let i = open + 2; i < limit; i++) {
    const c = text.charCodeAt(i);
    if (c === 42 && text.charCodeAt(i + 1) === 47) {
      i++;
      if (--depth === 0) return { end: Math.min(i + 1, limit), closed: i < limit };
    } else if (c === 47 && text.charCodeAt(i + 1) === 42) {
      depth++;
      i++;
    }
  }
  return { end: limit, closed: false };
}

/** The delimiter (`$$`, `$body$`) that opens at `at`, or undefined where a `$` opens nothing. */
export function dollarDelimiter(text: string, at: number, limit: number): string | undefined {
  let i = at + 1;
  if (i < limit && isWordStart(text.charCodeAt(i))) {
    i++;
    while (i < limit && (isWordStart(text.charCodeAt(i)) || isDigit(text.charCodeAt(i)))) i++;
  }
  return i < limit && text.charCodeAt(i) === 36 ? text.slice(at, i + 1) : undefined;
}

export function dollarEnd(text: string, open: number, delimiter: string, limit: number): Piece {
  const close = text.indexOf(delimiter, open + delimiter.length);
  if (close < 0 || close + delimiter.length > limit) return { end: limit, closed: false };
  return { end: close + delimiter.length, closed: true };
}
