import { quoteIdent } from '../../model/names';
import type { Constraint, Origin } from '../../model/schema';
import type { Edit } from '../define-rule';
import { insertAfter, replace } from './edits';
import { findWords, keywordCase, type Texts } from './syntax';

/** Writes or replaces what a foreign key does when the referenced row is deleted; `columns` are those of SET NULL. */
export function setOnDelete(
  constraint: Constraint,
  action: string,
  context: Texts,
  columns: readonly string[] = [],
): Edit {
  const { origin } = constraint;
  const list = columns.length > 0 ? ` (${columns.map(quoteIdent).join(', ')})` : '';
  const clause = keywordCase(origin.source, context)(`ON DELETE ${action}`) + list;
  const rest = behindColumns(constraint, context);
  const written = findWords(context, rest, 'on', 'delete');
  if (!written) {
    const match = ['full', 'simple', 'partial'].map((kind) => findWords(context, rest, 'match', kind)).find(Boolean);
    const start = { source: origin.source, span: { start: rest.span.start, end: rest.span.start } };
    return insertAfter(match ?? start, ` ${clause}`);
  }
  return replace(actionAt(written, rest, context), clause);
}

/** What follows `REFERENCES table (columns)`. */
function behindColumns({ origin, references }: Constraint, context: Texts): Origin {
  const names = references!.columnOrigins.at(-1) ?? references!.tableOrigin;
  const rest = { source: origin.source, span: { start: names.span.end, end: origin.span.end } };
  const closing = references!.columns.length > 0 ? context.text(rest).indexOf(')') + 1 : 0;
  return { source: rest.source, span: { start: rest.span.start + closing, end: rest.span.end } };
}

/** `ON DELETE` with the action behind it, and the columns of `SET NULL (columns)`. */
function actionAt(onDelete: Origin, rest: Origin, context: Texts): Origin {
  const { source } = rest;
  const behind = context.text({ source, span: { start: onDelete.span.end, end: rest.span.end } });
  const action = /^\s+(?:\w+\s+(?:null|default|action)(?:\s*\([^)]*\))?|\w+)/i.exec(behind)?.[0].length ?? 0;
  return { source, span: { start: onDelete.span.start, end: onDelete.span.end + action } };
}
