import type { Span, TextEdit } from '../base/span';
import { isOrigin, spanOf, type Finding } from '../lint/finding';
import type { Edit, Fix } from '../rules/define-rule';
import type { Workspace } from '../workspace/workspace';

/** The edits of a fix by file. Places in a document are in the finding's file. */
export function editsOf(fix: Fix, finding: Finding): ReadonlyMap<string, readonly TextEdit[]> {
  const byFile = new Map<string, TextEdit[]>();
  for (const edit of fix.edits) {
    const file = fileOf(edit, finding);
    const list = byFile.get(file) ?? [];
    list.push({ span: spanOf(edit.at), newText: edit.newText });
    byFile.set(file, list);
  }
  return byFile;
}

/**
 * Whether a fix would edit a migration that was applied: what it does to the schema is then a new migration (see
 * scaffold/change-migration.ts).
 */
export function needsMigration(fix: Fix, finding: Finding, workspace: Workspace): boolean {
  return [...editsOf(fix, finding).keys()].some((file) => workspace.isApplied(file));
}

/** All safe fixes that don't touch one another's places, the first fix of each finding: the edits of each, all in one file. */
export function safeFixes(findings: readonly Finding[], file: string): (readonly TextEdit[])[] {
  const fixes: (readonly TextEdit[])[] = [];
  const taken: TextEdit[] = [];
  for (const finding of findings) {
    const fix = finding.fixes[0];
    if (fix?.kind !== 'safe' || fix.creates || fix.renames !== undefined) continue;
    const own = editsOf(fix, finding);
    if (own.size !== 1 || !own.has(file)) continue;
    const wanted = own.get(file)!;
    if (wanted.some((edit) => taken.some((other) => touches(edit.span, other.span)))) continue;
    fixes.push(wanted);
    taken.push(...wanted);
  }
  return fixes;
}

export type CommentStyle = keyof typeof COMMENTS;
const COMMENTS = {
  sql: ['--', ''],
  yaml: ['#', ''],
  mermaid: ['%%', ''],
  markdown: ['<!--', ' -->'],
} as const;

/** A comment above the finding's line that silences its rule. `text` is the file's. */
export function silence(finding: Finding, text: string, style: CommentStyle): TextEdit {
  const { start } = spanOf(finding.at);
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(line, start))![0];
  const words = `tablewright-disable-next-line ${finding.rule}: say why`;
  const [open, close] = COMMENTS[style];
  const comment = `${open} ${words}${close}`;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return { span: { start: line, end: line }, newText: `${indent}${comment}${eol}` };
}

function fileOf(edit: Edit, finding: Finding): string {
  return isOrigin(edit.at) ? edit.at.source.file : finding.file;
}

/** Edits that meet are kept apart too: which goes first would be chance. */
function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
