import { tokenize, type Token } from './lexer';

/** Words behind which a value stands, so that a `?` can be no operator. */
const BEFORE_VALUE =
  /^(?:and|or|not|in|any|all|between|like|ilike|limit|offset|values|select|set|then|else|when|where|having|on|by|returning|top|interval|from)$/i;

/**
 * SQL with its parameters (`?`, `:name`) replaced by numbers of equal length, so that PostgreSQL's parser takes it and every
 * offset stays. A `?` between two values is an operator.
 */
export function withParameters(sql: string): string {
  if (!/[?:]/.test(sql)) return sql;
  let out = '';
  let copied = 0;
  let before: Token | undefined;
  for (const token of tokenize(sql)) {
    if (token.kind === 'comment') continue;
    const text = sql.slice(token.start, token.end);
    const replaced = isNamed(token, text) ? `1${' '.repeat(text.length - 1)}` : marked(text, sql, before);
    if (replaced !== undefined) {
      out += sql.slice(copied, token.start) + replaced;
      copied = token.end;
    }
    before = token;
  }
  return out + sql.slice(copied);
}

function isNamed({ kind }: Token, text: string): boolean {
  return kind === 'variable' && /^:[\p{L}_]/u.test(text);
}

/** `?` alone, or at the end of an operator: `=?`. */
function marked(text: string, sql: string, before: Token | undefined): string | undefined {
  if (text === '?') return before === undefined || !isValue(sql.slice(before.start, before.end)) ? '1' : undefined;
  return /^(?:[=<>]|<>|!=|<=|>=|\|\||@>|<@)\?$/.test(text) ? `${text.slice(0, -1)}1` : undefined;
}

function isValue(text: string): boolean {
  return /^[\p{L}_"'\d)\]$]|\]$/u.test(text) && !BEFORE_VALUE.test(text);
}
