import type { A_Indirection, ColumnRef, Node, RowExpr } from '@pgsql/types';
import type { Context } from './context';
import { resolve, resolveRow, useColumn, useRow } from './resolve';
import type { Scope } from './scope';
import { strings } from './text';

/** Parts of expressions in which no column of the query can stand. */
const NO_COLUMNS = new Set(['typeName', 'TypeName', 'funcname', 'name', 'collname', 'location']);

/**
 * Notes the names in an expression, or in any part of a query that holds expressions. Queries inside it are read. A chain
 * of operators may be too long to recurse, so what is left to do is kept in a list.
 */
export function walk(context: Context, node: unknown, scope: Scope): void {
  const rest: unknown[] = [node];
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (Array.isArray(next)) {
      for (const each of next as unknown[]) rest.push(each);
      continue;
    }
    for (const [key, value] of Object.entries(next)) {
      if (key === 'ColumnRef') columnRef(context, value as ColumnRef, scope);
      else if (isQuery(key, value)) context.query({ [key]: value } as unknown as Node, scope);
      else if (!NO_COLUMNS.has(key) && typeof value === 'object') {
        if (key === 'A_Indirection') fieldsOfRow(context, value as A_Indirection, scope);
        if (key === 'RowExpr') starsInRow(context, value as RowExpr, scope);
        rest.push(value);
      }
    }
  }
}

function isQuery(key: string, value: unknown): boolean {
  return key === 'SelectStmt' && typeof value === 'object' && value !== null;
}

/** The names of a column reference, without the star. */
export function fieldsOf(ref: ColumnRef): { readonly fields: readonly string[]; readonly star: boolean } {
  const nodes = ref.fields ?? [];
  const star = nodes.some((field) => 'A_Star' in field);
  return { fields: strings(star ? nodes.slice(0, -1) : nodes), star };
}

function columnRef(context: Context, ref: ColumnRef, scope: Scope): void {
  const { fields, star } = fieldsOf(ref);
  if (fields.length === 0) return;
  const spans = context.text.parts(context.text.index(ref.location), fields.length + (star ? 1 : 0));
  if (star) useRow(context, scope, fields, spans);
  else useColumn(context, scope, fields, spans);
}

/** `ROW(t.*)` has all columns, where `f(t.*)` has the row. */
function starsInRow(context: Context, node: RowExpr, scope: Scope): void {
  for (const arg of node.args ?? []) {
    if (!('ColumnRef' in arg)) continue;
    const { fields, star } = fieldsOf(arg.ColumnRef);
    const row = star && fields.length > 0 ? resolveRow(context, scope, fields) : undefined;
    if (row?.is !== 'row') continue;
    const span = context.text.parts(context.text.index(arg.ColumnRef.location), fields.length + 1).at(-1)!;
    for (const column of row.qualifier.columns) if (!column.hidden) context.column(column.origins, span, true);
  }
}

/** `(t).c` and `(t.*).c`, where `t` is the row of a relation. */
function fieldsOfRow(context: Context, node: A_Indirection, scope: Scope): void {
  const [first] = node.indirection ?? [];
  if (!node.arg || !('ColumnRef' in node.arg) || !first || !('String' in first)) return;
  const { fields, star } = fieldsOf(node.arg.ColumnRef);
  const name = first.String.sval ?? '';
  if (fields.length === 0) return;
  const row = star ? resolveRow(context, scope, fields) : resolve(context, scope, fields);
  if (row.is !== 'row') return;
  const column = row.qualifier.columns.filter((each) => each.name === name);
  let at = context.text.index(node.arg.ColumnRef.location) + 2 * (fields.length + (star ? 1 : 0)) - 1;
  while (context.text.word(at) === ')') at++;
  if (column.length === 1 && context.text.word(at) === '.' && context.text.isName(at + 1, name)) {
    context.column(column[0]!.origins, context.text.span(at + 1));
  }
}
