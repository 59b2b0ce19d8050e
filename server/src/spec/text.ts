import { span, type Span } from '../base/span';

/** The range without the white space at its ends (empty, at its start, where there is nothing else). */
export function trimmed(text: string, start: number, end: number): Span {
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return span(start, end);
}

/** The range without white space, backticks, asterisks and quotes at its ends. */
export function unmarked(text: string, { start, end }: Span): Span {
  const isMark = (at: number) => isSpace(text.charCodeAt(at)) || '`*"'.includes(text[at]!);
  while (start < end && isMark(start)) start++;
  while (end > start && isMark(end - 1)) end--;
  return span(start, end);
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
}

export function textOf(text: string, at: Span): string {
  return text.slice(at.start, at.end);
}

/** The match of a sticky pattern that starts at an offset. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** An identifier as documents write it. Source of a regular expression with the flag `u`. */
export const NAME = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_$]*`;

/** `[name]`, `{{name}}`, `{name}`, `<name>`, alone or inside a longer word (`dim_[name]`). Source, as above. */
export const PLACEHOLDER =
  '[\\p{L}\\p{N}_$]*' +
  String.raw`(?:(?:\[(?![ xX]\])[^\][\n]+\](?!\()|\{{1,2}[^{}\n]+\}{1,2}|<\p{L}[^<>\n]*>)[\p{L}\p{N}_$]*)+`;

const UNFILLED = new RegExp(`^(?:${PLACEHOLDER}.*|TBD|TBC|TODO|FIXME|XXX|\\?+|\\.{3}|…)$`, 'u');

/** Whether a name or type is still that of a template. */
export function isPlaceholder(text: string): boolean {
  return UNFILLED.test(text);
}
