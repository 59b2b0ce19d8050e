import type { ColumnRef } from '@pgsql/types';
import type { ExpressionFact, IndexKeyFact } from '../facts';
import { displayName, quoteIdent } from '../names';
import type { Source } from '../schema';
import type { ColumnDraft, FoldState, TableDraft } from './state';

/** Notes what an expression of a table mentions. */
export function linkExpression(state: FoldState, table: TableDraft, expression: ExpressionFact | undefined): void {
  if (!expression) return;
  const { sequences, calls = [], casts = [] } = expression;
  state.link(table, ...sequences, ...calls, ...casts);
}

/** The same of a column: its type, its default and what generates it. */
export function linkColumn(state: FoldState, table: TableDraft, column: ColumnDraft): void {
  if (!column.type.builtIn) state.link(table, column.type.name);
  if (column.sequence !== undefined)
    state.link(table, { name: column.sequence.slice(column.sequence.indexOf('.') + 1) });
  linkExpression(state, table, column.default);
  linkExpression(state, table, column.generated);
}

export function linkKeys(state: FoldState, table: TableDraft, keys: readonly IndexKeyFact[]): void {
  for (const { expression } of keys) linkExpression(state, table, expression);
}

/** A column that an expression names and its table doesn't have. */
function unknownColumn(table: TableDraft, { columns, text }: ExpressionFact): string | undefined {
  if (table.open) return undefined;
  return columns.find((name) => {
    const known = name === table.name || name === 'tableoid' || table.columns.some((column) => column.name === name);
    // A name that stands for a template is nobody's.
    return !known && text.toLowerCase().includes(name.toLowerCase().replaceAll('"', '""'));
  });
}

/** Notes where an expression of something names a column that its table doesn't have. */
export function checkColumns(
  state: FoldState,
  table: TableDraft,
  expression: ExpressionFact,
  made: { refused?: boolean },
  source: Source,
): void {
  const name = unknownColumn(table, expression);
  if (name !== undefined)
    state.blame(made, `Table ${displayName(table)} has no column ${name}.`, source, expression.span);
}

/** An expression after a column that it names was renamed: its text, and its tree with places that fit the new text. */
export function renamedIn(expression: ExpressionFact, from: string, to: string): ExpressionFact {
  if (!expression.columns.includes(from) || !expression.tree) return expression;
  const places = columnPlaces(expression, from);
  let text = expression.text;
  for (const { start, end } of [...places].reverse()) text = text.slice(0, start) + quoteIdent(to) + text.slice(end);
  const grown = quoteIdent(to).length;
  const shift = (location: number) =>
    places.reduce((at, { start, end }) => (start < location ? at + grown - (end - start) : at), location);
  const tree = rewritten(expression.tree, from, to, shift) as ExpressionFact['tree'];
  const columns = expression.columns.map((name) => (name === from ? to : name));
  return { ...expression, text, columns, ...(tree && { tree }) };
}

/** Where a column's name itself stands in the text: after the dots of a qualified reference. */
function columnPlaces(
  { text, tree }: ExpressionFact,
  name: string,
): { readonly start: number; readonly end: number }[] {
  const places: { start: number; end: number }[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('ColumnRef' in value) {
      const { fields = [], location = 0 } = (value as { ColumnRef: ColumnRef }).ColumnRef;
      const last = fields.at(-1);
      if (last && 'String' in last && last.String.sval === name) {
        const reference =
          /^(?:(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*)\s*\.\s*)*/u.exec(text.slice(location))?.[0] ?? '';
        const start = location + reference.length;
        const word = /^(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*)/u.exec(text.slice(start))?.[0];
        if (word !== undefined) places.push({ start, end: start + word.length });
      }
      return;
    }
    Object.values(value).forEach(visit);
  };
  visit(tree);
  return places.sort((a, b) => a.start - b.start);
}

function rewritten(value: unknown, from: string, to: string, shift: (location: number) => number): unknown {
  if (Array.isArray(value)) return value.map((item) => rewritten(item, from, to, shift));
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'location' && typeof inner === 'number') copy[key] = shift(inner);
    else if (key === 'ColumnRef') copy[key] = renamedReference(inner as ColumnRef, from, to, shift);
    else copy[key] = rewritten(inner, from, to, shift);
  }
  return copy;
}

function renamedReference(
  reference: ColumnRef,
  from: string,
  to: string,
  shift: (location: number) => number,
): ColumnRef {
  const fields = reference.fields ?? [];
  const last = fields.at(-1);
  const location = shift(reference.location ?? 0);
  if (!last || !('String' in last) || last.String.sval !== from) return { ...reference, location };
  return { ...reference, location, fields: [...fields.slice(0, -1), { String: { sval: to } }] };
}
