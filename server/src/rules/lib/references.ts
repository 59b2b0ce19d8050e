import type { Constraint, Origin } from '../../model/schema';
import { findWords, part, type Texts } from './syntax';

/** The place behind `REFERENCES table (columns) MATCH …`, where the actions may stand. */
export function endOfReference({ origin, references }: Constraint, context: Texts): Origin | undefined {
  if (!references) return undefined;
  const named = (references.columnOrigins.at(-1) ?? references.tableOrigin).span.end;
  const rest = part(origin, named - origin.span.start, origin.span.end - origin.span.start);
  const text = context.text(rest);
  const closing = references.columns.length > 0 ? text.indexOf(')') + 1 : 0;
  const match = findWords(context, rest, 'match');
  if (!match) return part(rest, closing, closing);
}
