import type { FuncCall, Node, SelectStmt } from '@pgsql/types';
import { Beyond } from './ends';
import { AGGREGATES, evaluate, stringsOf, type Context, type Scope } from './evaluate';
import { equal, identity, order, type Value } from './values';

/** A row of a result, and what names mean in it. */
export interface Produced {
  readonly row: readonly Value[];
  readonly scope: Scope;
}

/** Whether a query makes one row of many. */
export function hasAggregate(query: SelectStmt): boolean {
  const rest: unknown[] = [...(query.targetList ?? []), query.havingClause];
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next !== 'object' || next === null || 'SubLink' in next) continue;
    if ('FuncCall' in next) {
      const call = (next as { FuncCall: FuncCall }).FuncCall;
      if (AGGREGATES.has(stringsOf(call.funcname).at(-1) ?? '') && !call.over) return true;
    }
    rest.push(...Object.values(next));
  }
  return false;
}

/** What tells equal rows. */
export function keyOf(row: readonly Value[]): string {
  return row
    .map((value) => {
      const key = identity(value);
      if (key === undefined) throw new Beyond();
      return key;
    })
    .join('\n');
}

export function distinct(rows: readonly (readonly Value[])[]): (readonly Value[])[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

export function sort(
  query: Pick<SelectStmt, 'sortClause'>,
  rows: readonly Produced[],
  columns: readonly string[],
  context: Context,
): readonly Produced[] {
  // prettier-ignore
  const keys = (query.sortClause ?? []).flatMap((node) => ('SortBy' in node ? [node.SortBy] : []));
  if (keys.length === 0 || rows.length < 2) return rows;
  const valued = rows.map((produced) => ({
    produced,
    values: keys.map(({ node }): Value => {
      if (node && 'A_Const' in node) return produced.row[(node.A_Const.ival?.ival ?? 1) - 1] ?? null;
      const name = node && 'ColumnRef' in node ? stringsOf(node.ColumnRef.fields) : [];
      const output = name.length === 1 ? columns.indexOf(name[0]!) : -1;
      return output >= 0 ? produced.row[output]! : evaluate(node, produced.scope, context);
    }),
  }));
  valued.sort((a, b) => {
    for (const [i, { sortby_dir }] of keys.entries()) {
      const [x, y]: readonly [Value, Value] = [a.values[i]!, b.values[i]!];
      if (equal(x, y) === true || (x === null && y === null)) continue;
      const than = x === null ? 1 : y === null ? -1 : order(x, y);
      // Where a row comes is only of account for LIMIT and lists, which is told apart nowhere.
      if (than === undefined) return 0;
      return sortby_dir === 'SORTBY_DESC' ? -than : than;
    }
    return 0;
  });
  return valued.map(({ produced }) => produced);
}

export function limited(
  query: SelectStmt,
  rows: readonly (readonly Value[])[],
  outer: Scope,
  context: Context,
): readonly (readonly Value[])[] {
  // prettier-ignore
  const number = (node: Node | undefined, otherwise: number) => {
    if (!node) return otherwise;
    const value = evaluate(node, outer, context);
    if (value === null) return otherwise;
    if (typeof value !== 'number') throw new Beyond();
    return value;
  };
  const from = number(query.limitOffset, 0);
  const most = number(query.limitCount, Infinity);
  // Which of several rows are left is chance where nothing orders them.
  if (rows.length > most && !query.sortClause && most > 0 && distinct(rows).length > 1) throw new Beyond();
  return rows.slice(from, from + most);
}
