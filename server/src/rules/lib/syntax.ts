import { Recent } from '../../base/recent';
import type { Origin, Source } from '../../model/schema';
import { tokenize } from '../../sql/lexer';

/** Gives the text of a place in a statement, as the context of a rule does. */
export interface Texts {
  text(at: Origin): string;
}

/** The place of these words, one after another, in a place; outside parentheses, quotes and comments. */
export function findWords(context: Texts, at: Origin, ...words: readonly string[]): Origin | undefined {
  const text = context.text(at);
  const tokens = tokenize(text).filter(({ kind }) => kind !== 'comment');
  const word = (i: number) => (tokens[i] ? text.slice(tokens[i].start, tokens[i].end).toLowerCase() : '');
  let depth = 0;
  for (let i = 0; i < tokens.length; i++) {
    if (word(i) === '(') depth++;
    else if (word(i) === ')') depth--;
    else if (depth === 0 && words.every((each, k) => word(i + k) === each)) {
      return part(at, tokens[i]!.start, tokens[i + words.length - 1]!.end);
    }
  }
  return undefined;
}

/** `name = value` in a list of options, from the place of the name on. */
export function optionPlace(name: Origin, whole: Origin, context: Texts): Origin {
  const rest = { source: name.source, span: { start: name.span.start, end: whole.span.end } };
  const text = context.text(rest);
  const tokens = tokenize(text).filter(({ kind }) => kind !== 'comment');
  const end = tokens.findIndex(({ start, end: to }) => [',', ')'].includes(text.slice(start, to)));
  return part(rest, 0, tokens[end - 1]?.end ?? name.span.end - name.span.start);
}

/** A part of a place, by offsets from its start. */
function part(at: Origin, start: number, end: number): Origin {
  return { source: at.source, span: { start: at.span.start + start, end: at.span.start + end } };
}

/** The names and words of an expression, folded as PostgreSQL folds them. */
export function wordsOfExpression(expression: string): ReadonlySet<string> {
  return words.get(expression, () => new Set(foldedTokens(expression)));
}

/** Many rules ask for the words of the same checks. */
const words = new Recent<string, ReadonlySet<string>>(2_000);

/** An expression without differences of spacing, quoting, letter case and outer parentheses that mean nothing. */
export function normalised(expression: string): string {
  let words = foldedTokens(expression);
  while (words[0] === '(' && closing(words) === words.length - 1) words = words.slice(1, -1);
  return words.join(' ');
}

function foldedTokens(expression: string): string[] {
  return tokenize(expression).flatMap(({ kind, start, end }) => {
    const text = expression.slice(start, end);
    if (kind === 'comment') return [];
    if (kind === 'ident' && /^"[a-z_][a-z0-9_$]*"$/.test(text)) return [text.slice(1, -1)];
    return kind === 'word' ? [text.toLowerCase()] : [text];
  });
}

/** Where the parenthesis that opens first is closed. */
function closing(words: readonly string[]): number {
  let depth = 0;
  return words.findIndex((word) => {
    if (word === '(') depth++;
    else if (word === ')') depth--;
    return depth === 0;
  });
}

/** Spells keywords as the statement does: in capitals or in small letters. */
export function keywordCase(source: Source, context: Texts): (keywords: string) => string {
  const first = context.text({ source, span: { start: 0, end: 6 } });
  return (keywords) => likeCase(first, keywords);
}

/** `text` in capitals where `sample` is, in small letters else. */
export function likeCase(sample: string, text: string): string {
  return sample === sample.toUpperCase() ? text.toUpperCase() : text.toLowerCase();
}
