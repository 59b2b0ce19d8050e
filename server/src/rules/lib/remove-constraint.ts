import type { Constraint, Origin, Table } from '../../model/schema';
import type { Edit } from '../define-rule';
import { replace } from './edits';
import { findWords, type Texts } from './syntax';

/**
 * Takes a constraint out of the CREATE TABLE that it is written in: an inline one with the space before it, one on its own
 * with the comma before it. Undefined where it stands elsewhere.
 */
export function removeConstraint(
  { origin, inline, deferrable }: Constraint,
  table: Table,
  context: Texts,
): Edit | undefined {
  const { source, span } = origin;
  if (source !== table.origin.source || !findWords(context, { source, span: { start: 0, end: 6 } }, 'create'))
    return undefined;
  const before = context.text({ source, span: { start: 0, end: span.start } });
  const trimmed = before.trimEnd();
  if (!inline && !trimmed.endsWith(',')) return undefined;
  // DEFERRABLE stands behind an inline one and would stay.
  if (inline && deferrable) return undefined;
  // A comment before it would swallow what follows.
  if (inline && /--[^\n]*$/.test(trimmed)) return undefined;
  const start = inline ? trimmed.length : trimmed.length - 1;
  const at: Origin = { source, span: { start, end: span.end } };
  return replace(at, '');
}
