import { parse } from 'pgsql-ast-parser';
import type { TextEdit } from '../base/span';
import { tokenize, type Token } from './lexer';
import type { ParseError, PgParser } from './pg-parser';

/** Longer statements take the second parser too long. */
const MAX_LENGTH = 4_096;
const PUNCTUATION: Readonly<Record<string, string>> = { rparen: ')', comma: ',', lparen: '(' };

export interface Expectation {
  readonly kind: 'missing' | 'extra';
  /** What is missing or too much, as a person writes it: `)`, `,`, `(`, `;` or a keyword. */
  readonly token: string;
  /** UTF-16, in the statement's text. */
  readonly edit: TextEdit;
}

/**
 * Says which one token makes a refused statement right, when it is sure: pgsql-ast-parser fails at PostgreSQL's place and
 * names the token, and PostgreSQL accepts the statement with it. `sql` is the masked statement.
 */
export function expectedToken(sql: string, error: ParseError, parser: PgParser): Expectation | undefined {
  if (sql.length > MAX_LENGTH) return undefined;
  const tokens = tokenize(sql);
  // An open quote makes that parser try for seconds.
  if (tokens.some((token) => !token.closed || token.kind === 'meta' || token.kind === 'variable')) return undefined;
  const simple = extraComma(sql, tokens, error) ?? missingSemicolon(sql, tokens, error);
  if (simple && accepts(simple, sql, parser)) return simple;
  // At its beginning a statement could be any: which one was meant would be a guess.
  if (!lastTokenBefore(tokens, error.offset)) return undefined;
  // That parser knows no letters outside ASCII.
  const text = stripTail(withoutComments(sql, tokens), tokens).replace(/[^\x00-\x7f]/g, 'x'); // eslint-disable-line no-control-regex -- the range of ASCII
  const atEnd = error.offset >= text.trimEnd().length;
  const failure = failureOf(atEnd ? `${text} ]` : text);
  if (!failure || (!atEnd && failure.offset !== error.offset)) return undefined;

  const before = lastTokenBefore(tokens, atEnd ? text.length : error.offset);
  for (const expected of failure.expected) {
    const edit = insertion(expected, sql, before, error.offset, atEnd);
    const expectation: Expectation = { kind: 'missing', token: expected, edit };
    if (accepts(expectation, sql, parser)) return expectation;
  }
  return undefined;
}

function accepts({ edit }: Expectation, sql: string, parser: PgParser): boolean {
  return parser.parse(sql.slice(0, edit.span.start) + edit.newText + sql.slice(edit.span.end)).ok;
}

/** `(a, b, )`: the comma before the closing parenthesis. */
function extraComma(sql: string, tokens: readonly Token[], error: ParseError): Expectation | undefined {
  if (sql[error.offset] !== ')') return undefined;
  const before = lastTokenBefore(tokens, error.offset);
  if (!before || sql[before.start] !== ',') return undefined;
  return { kind: 'extra', token: ',', edit: { span: before, newText: '' } };
}

/** Two statements of which the second starts a line. */
function missingSemicolon(sql: string, tokens: readonly Token[], error: ParseError): Expectation | undefined {
  const before = lastTokenBefore(tokens, error.offset);
  if (!before || !sql.slice(before.end, error.offset).includes('\n')) return undefined;
  if (!/^(?:create|alter|drop|comment|insert|update|delete|grant|revoke|select|with)\b/i.test(sql.slice(error.offset)))
    return undefined;
  return { kind: 'missing', token: ';', edit: { span: { start: before.end, end: before.end }, newText: ';' } };
}

function insertion(token: string, sql: string, before: Token | undefined, at: number, atEnd: boolean): TextEdit {
  const closing = token === ')' || token === ',';
  if ((closing || atEnd) && before) {
    const space = closing ? '' : ' ';
    const multiline = token === ')' && atEnd && sql.slice(0, before.end).includes('\n');
    return { span: { start: before.end, end: before.end }, newText: multiline ? '\n)' : space + token };
  }
  return { span: { start: at, end: at }, newText: token === '(' ? '(' : `${token} ` };
}

interface Failure {
  readonly offset: number;
  readonly expected: readonly string[];
}

/** Where pgsql-ast-parser stops, and the tokens that it would have taken: punctuation first, it is right most often. */
function failureOf(text: string): Failure | undefined {
  try {
    parse(text);
    return undefined;
  } catch (error) {
    const { token, message } = error as { token?: { offset?: number }; message?: string };
    if (token?.offset === undefined || message === undefined) return undefined;
    const names = [...message.matchAll(/A "(\w+)" token/g)].map((match) => match[1]!);
    const punctuation = Object.keys(PUNCTUATION).filter((name) => names.includes(name));
    // Where any name would do, a keyword would be a guess.
    const keywords = names.includes('word') ? [] : names.filter((name) => name.startsWith('kw_'));
    return {
      offset: token.offset,
      expected: [
        ...punctuation.map((name) => PUNCTUATION[name]!),
        ...new Set(keywords.map((name) => name.slice(3).toUpperCase())),
      ].slice(0, 12),
    };
  }
}

function withoutComments(sql: string, tokens: readonly Token[]): string {
  let out = sql;
  for (const { kind, start, end } of tokens) {
    if (kind === 'comment') out = out.slice(0, start) + out.slice(start, end).replace(/[^\n]/g, ' ') + out.slice(end);
  }
  return out;
}

/** Without the semicolon: it would hide what is missing before it. */
function stripTail(sql: string, tokens: readonly Token[]): string {
  const last = tokens.findLast((token) => token.kind !== 'comment');
  return last && sql[last.start] === ';' ? sql.slice(0, last.start) : sql;
}

function lastTokenBefore(tokens: readonly Token[], offset: number): Token | undefined {
  return tokens.findLast((token) => token.kind !== 'comment' && token.end <= offset);
}
