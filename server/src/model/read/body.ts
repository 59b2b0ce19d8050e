import type { Node } from '@pgsql/types';
import { tokenize, type Token } from '../../sql/lexer';
import { maskTemplates } from '../../sql/mask';
import type { ParseOutcome } from '../../sql/pg-parser';
import type { Op } from '../facts';
import { uncertain } from '../program/uncertain';
import { Cursor } from './cursor';

/** What a parsed statement does; given so that statements inside of statements can be read. */
export type ReadStatement = (node: Node, cursor: Cursor) => readonly Op[];
export type Parse = (sql: string) => ParseOutcome;

/** Statements that change the schema begin with these words. */
const DEFINING = new Set(['create', 'alter', 'drop', 'comment', 'grant', 'revoke', 'perform', 'call']);
/** After these words a statement of PL/pgSQL begins. */
const OPENING = new Set(['begin', 'then', 'else', 'loop', ';']);

/** A body that looks into the catalogue asks whether it was run before: an IF then guards, and says nothing of the data. */
export const CATALOGUE = /\b(?:information_schema|pg_\w+|to_reg\w+|server_version_num)\b/i;

/** A qualified name with a template in it is hardly longer. */
const MAX_NAME_LENGTH = 200;

/**
 * What the statements of a body of code do to the schema, as far as they are literal: written out, or the text of an
 * EXECUTE. Of a table that a composed text alters, only that it changes is known. `code` is the body's place in the
 * statement; its text may be given with the quotes undone.
 */
export function bodyOps(
  cursor: Cursor,
  code: { readonly start: number; readonly text: string },
  parse: Parse,
  read: ReadStatement,
): Op[] {
  if (!/\b(?:create|alter|drop|comment|grant|revoke|perform|call)\b/i.test(code.text)) return [];
  const ops: Op[] = [];
  const isGuarded = CATALOGUE.test(code.text);
  /** For each IF that is open, whether what is in it runs where there are no rows yet. */
  const runs: boolean[] = [];
  const tokens = tokenize(code.text).filter((token) => token.kind !== 'comment' && token.kind !== 'meta');
  const word = (i: number) => (tokens[i] ? code.text.slice(tokens[i].start, tokens[i].end).toLowerCase() : '');
  for (let i = 0; i < tokens.length; i++) {
    if (i > 0 && !OPENING.has(word(i - 1))) continue;
    if (word(i) === 'if') runs.push(isGuarded || holdsWithoutRows(conditionAfter(code.text, tokens, i)));
    if (word(i) === 'end' && word(i + 1) === 'if') runs.pop();
    const end = statementEnd(tokens, i, word);
    const from = tokens[i]!.start;
    const to = tokens[end - 1]?.end ?? from;
    const text = code.text.slice(from, to);
    const found: Op[] = [];
    if (word(i) === 'execute')
      found.push(...executed(cursor, code.start, tokens.slice(i + 1, end), text, from, parse, read, code.text));
    else if (DEFINING.has(word(i))) {
      const sql = word(i) === 'perform' ? `SELECT ${text.slice('perform'.length)}` : text;
      found.push(...statementOps(sql, code.start + from, parse, read));
    } else continue;
    ops.push(...(runs.every(Boolean) ? found : found.flatMap(uncertain)));
    i = end - 1;
  }
  return ops;
}

function conditionAfter(text: string, tokens: readonly Token[], start: number): string {
  const then = tokens.findIndex((token, i) => i > start && text.slice(token.start, token.end).toLowerCase() === 'then');
  return then < 0 ? '' : text.slice(tokens[start]!.end, tokens[then]!.start);
}

/** `IF NOT FOUND`, `IF NOT EXISTS (…)`, `IF n = 0` */
function holdsWithoutRows(condition: string): boolean {
  return /^[\s(]*not\b|=\s*0\b|\bis\s+null\b/i.test(condition);
}

function statementEnd(tokens: readonly Token[], start: number, word: (i: number) => string): number {
  let i = start;
  while (i < tokens.length && word(i) !== ';') i++;
  return i;
}

function executed(
  cursor: Cursor,
  start: number,
  tokens: readonly Token[],
  text: string,
  from: number,
  parse: Parse,
  read: ReadStatement,
  code: string,
): readonly Op[] {
  const [first, second] = tokens;
  if (first && (second === undefined || code.slice(second.start, second.end).toLowerCase() === 'using')) {
    const literal = unquoted(code.slice(first.start, first.end));
    if (literal) return statementOps(literal.text, start + first.start + literal.start, parse, read);
  }
  const span = { start: start + from, end: start + from + text.length };
  const altered = [...text.matchAll(/\balter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?/gi)].flatMap((match): Op[] => {
    const at = match.index + match[0].length;
    const name = /^(?:"?[\w$]+"?\.)?"?(\w+)/.exec(maskTemplates(text.slice(at, at + MAX_NAME_LENGTH)))?.[1];
    return name === undefined
      ? []
      : [{ op: 'obscure change', table: { name: name.toLowerCase(), span: cursor.whole }, span }];
  });
  if (altered.length > 0 || !/\b(?:alter|create|drop)\s/i.test(code)) return altered;
  return [{ op: 'obscure', span }];
}

/** Places count from the outer statement's start, so blanks stand for what is before. */
export function statementOps(sql: string, start: number, parse: Parse, read: ReadStatement): readonly Op[] {
  const masked = ' '.repeat(start) + maskTemplates(sql);
  const outcome = parse(masked);
  if (!outcome.ok || !outcome.node) return [];
  return read(outcome.node, new Cursor(' '.repeat(start) + sql, masked, outcome.offsets));
}

/** The text inside a string constant and where it starts in it; undefined for what is none. */
export function unquoted(literal: string): { readonly text: string; readonly start: number } | undefined {
  const dollar = /^\$[^$\s]*\$/.exec(literal)?.[0];
  if (dollar !== undefined) return { text: literal.slice(dollar.length, -dollar.length), start: dollar.length };
  if (/^'/.test(literal)) return { text: literal.slice(1, -1).replaceAll("''", "'"), start: 1 };
  if (/^e'/i.test(literal))
    return { text: literal.slice(2, -1).replaceAll("''", "'").replaceAll('\\n', '\n'), start: 2 };
  return undefined;
}
