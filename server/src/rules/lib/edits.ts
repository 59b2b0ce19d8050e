import type { Origin, Source } from '../../model/schema';
import type { Edit } from '../define-rule';

/** Replaces what stands at a place. */
export function replace(at: Origin, newText: string): Edit {
  return { at, newText };
}

/** Inserts right before a place. */
export function insertBefore(at: Origin, newText: string): Edit {
  return { at: { source: at.source, span: { start: at.span.start, end: at.span.start } }, newText };
}

/** Inserts right behind a place. */
export function insertAfter(at: Origin, newText: string): Edit {
  return { at: { source: at.source, span: { start: at.span.end, end: at.span.end } }, newText };
}

/** Adds a statement behind another one, which it completes. `sql` comes without semicolon and line ends. */
export function addStatement(after: Source, sql: string): Edit {
  const length = after.statement.end - after.statement.start;
  return { at: { source: after, span: { start: length, end: length } }, newText: `\n${sql};` };
}
