import type { Span } from '../base/span';
import { spanOf, type Finding } from './finding';

/** A comment that silences rules: for the next line that is no comment, or for the whole file. */
interface Suppression {
  readonly rules: readonly string[];
  readonly reason: string;
  /** Undefined for the whole file. */
  readonly line: Span | undefined;
  readonly comment: Span;
  used: boolean;
}

const FORM = /tablewright-disable(-next-line)?(?=\s|:|$)\s*([^:]*?)\s*(?::\s*([\s\S]*?))?\s*(?:\*\/|-->)?\s*$/;
const COMMENT_LINE = /^\s*(?:--|#|%%|<!--|\/\*)/;

/**
 * Takes out what the file's comments silence and adds what is wrong with them: one that silences nothing, one for a rule
 * that isn't there. `comments` are their places in `text`; syntax errors can't be silenced.
 */
export function applySuppressions(
  findings: readonly Finding[],
  text: string,
  comments: readonly Span[],
  file: string,
  isRule: (id: string) => boolean,
): Finding[] {
  const suppressions = comments.flatMap((comment) => read(text, comment) ?? []);
  if (suppressions.length === 0) return [...findings];
  const kept = findings.filter((finding) => {
    if (finding.rule === 'syntax') return true;
    const { start } = spanOf(finding.at);
    const match = suppressions.find(
      ({ rules, line }) =>
        rules.includes(finding.rule) && (line === undefined || (line.start <= start && start <= line.end)),
    );
    if (match) match.used = true;
    return !match;
  });
  return [...kept, ...suppressions.flatMap((suppression) => complaint(suppression, file, isRule))];
}

function read(text: string, comment: Span): Suppression | undefined {
  const match = FORM.exec(text.slice(comment.start, comment.end));
  if (!match) return undefined;
  const rules = match[2]!.split(/[\s,]+/).filter((rule) => rule !== '');
  const line = match[1] ? nextLine(text, comment.end) : undefined;
  return { rules, reason: match[3] ?? '', line, comment, used: false };
}

/** The line after the comment's, or after further comments. */
function nextLine(text: string, from: number): Span {
  let at = from;
  for (;;) {
    const newline = text.indexOf('\n', at);
    if (newline < 0) return { start: text.length, end: text.length };
    const start = newline + 1;
    const stop = text.indexOf('\n', start);
    const end = stop < 0 ? text.length : stop;
    if (!COMMENT_LINE.test(text.slice(start, end)) || stop < 0) return { start, end };
    at = end;
  }
}

function complaint(
  { rules, reason, comment, used }: Suppression,
  file: string,
  isRule: (id: string) => boolean,
): Finding[] {
  const unknown = rules.find((rule) => !isRule(rule));
  const message =
    rules.length === 0
      ? 'This comment names no rule. Write `tablewright-disable-next-line rule-id: reason`.'
      : unknown !== undefined
        ? `There is no rule \`${unknown}\`, so this comment silences nothing.`
        : !used
          ? 'This comment silences nothing: the finding is gone. Remove it.'
          : reason === ''
            ? 'Say why, behind a colon: the next reader will ask.'
            : undefined;
  if (message === undefined) return [];
  const remove = { title: 'Remove the comment', kind: 'safe' as const, edits: [{ at: comment, newText: '' }] };
  return [
    {
      rule: 'suppression',
      severity: used ? 'info' : 'warning',
      message,
      file,
      at: comment,
      fixes: used ? [] : [remove],
      related: [],
    },
  ];
}
