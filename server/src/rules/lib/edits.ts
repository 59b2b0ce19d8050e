import type { Origin, Source, Table } from '../../model/schema';
import type { Edit } from '../define-rule';
import type { Texts } from './syntax';

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

/**
 * Behind which statement one about a table goes: where it is told, or where a file further on has changed the table: names of it
 * may be others by then.
 */
export function placeBehind(at: Source, { changed }: Pick<Table, 'changed'>): Source {
  return changed && changed.source.file !== at.file ? changed.source : at;
}

/** Adds a statement behind another one, which it completes. `sql` comes without semicolon and line ends. */
export function addStatement(after: Source, sql: string, context: Texts): Edit {
  const whole = wholeStatement(after);
  const open = !context.text(whole).endsWith(';');
  return insertAfter(whole, `${open ? ';' : ''}\n${sql};`);
}

/** Removes a statement with its line, where it has one of its own. */
export function removeStatement(source: Source, context: Texts): Edit {
  const { span } = wholeStatement(source);
  const before = context.text({ source, span: { start: -1, end: 0 } });
  const behind = context.text({ source, span: { start: span.end, end: span.end + 2 } });
  const lineEnd = before === '' || before === '\n' ? (/^\r?\n/.exec(behind)?.[0].length ?? 0) : 0;
  return { at: { source, span: { start: span.start, end: span.end + lineEnd } }, newText: '' };
}

export function wholeStatement(source: Source): Origin {
  return { source, span: { start: 0, end: source.statement.end - source.statement.start } };
}
