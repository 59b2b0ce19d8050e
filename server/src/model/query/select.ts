import type { Node, SelectStmt } from '@pgsql/types';
import type { Context, QueryOptions } from './context';
import { readFrom } from './from';
import { columnsNamed, inside, scalarType, type Item, type Output, type QueryColumn, type Scope } from './scope'; // prettier-ignore
import { readTargets } from './targets';
import { common, expressionType } from './types';
import { fieldsOf, walk } from './walk';
import { readWith } from './with';

/** Reads SELECT, VALUES or a set operation. */
export function readSelect(context: Context, select: SelectStmt, outer: Scope, options: QueryOptions): Output {
  const scope = readWith(context, select.withClause, outer);
  const isSet = select.op !== undefined && select.op !== 'SETOP_NONE';
  const output = isSet
    ? readSetOperation(context, select, scope, options)
    : select.valuesLists
      ? readValues(context, select, scope)
      : readPlain(context, select, scope);
  return options.keepUnknown ? output : withoutUnknown(output);
}

/** A literal that nothing has given a type is text. */
export function withoutUnknown(output: Output): Output {
  const isUnknown = ({ type }: QueryColumn) => type?.builtIn === true && type.name === 'unknown';
  if (!output.columns.some(isUnknown)) return output;
  const columns = output.columns.map((column) =>
    isUnknown(column) ? { ...column, type: scalarType('text') } : column,
  );
  return { columns, open: output.open };
}

function readPlain(context: Context, select: SelectStmt, outer: Scope): Output {
  const items = readFrom(context, select.fromClause, outer);
  const scope = inside(outer, items);
  context.scopes.push({ node: select, scope });
  const output = readTargets(context, select.targetList, scope);
  walk(context, [select.whereClause, select.havingClause, select.windowClause], scope);
  readGroups(context, select.groupClause, scope, output);
  // DISTINCT without ON is a list with an empty node.
  readSort(context, select.distinctClause, scope, output);
  readSort(context, select.sortClause, scope, output);
  walk(context, [select.limitCount, select.limitOffset], scope);
  readLocks(context, select, items);
  return output;
}

function readValues(context: Context, select: SelectStmt, outer: Scope): Output {
  const scope = inside(outer);
  const rows = (select.valuesLists ?? []).map((row) => ('List' in row ? (row.List.items ?? []) : []));
  const stars = rows.some((row) => row.some((value) => 'ColumnRef' in value && fieldsOf(value.ColumnRef).star));
  walk(context, rows, scope);
  const columns = (rows[0] ?? []).map((_, i): QueryColumn => {
    const types = rows.map((row) => (row[i] ? expressionType(context, row[i], scope) : undefined));
    return { name: `column${i + 1}`, type: common(context, types), origins: [] };
  });
  const output: Output = { columns: stars ? [] : columns, open: stars };
  readOverOutput(context, select, outer, output);
  return output;
}

function readSetOperation(context: Context, select: SelectStmt, outer: Scope, options: QueryOptions): Output {
  const arms = armsOf(select);
  let whole: Output | undefined;
  for (const [i, arm] of arms.entries()) {
    const output = context.query({ SelectStmt: arm }, inside(outer), { keepUnknown: true });
    whole = whole ? combine(context, whole, output) : output;
    if (i === arms.length - 2) options.onFirst?.(whole);
  }
  readOverOutput(context, select, outer, whole!);
  return whole!;
}

/** The branches of a chain of set operations, which may be too long to recurse. */
function armsOf(select: SelectStmt): SelectStmt[] {
  const arms: SelectStmt[] = [];
  let current: SelectStmt = select;
  do {
    if (current.rarg) arms.push(current.rarg);
    if (!current.larg) break;
    current = current.larg;
  } while (isChained(current));
  arms.push(current);
  return arms.reverse();
}

function isChained(select: SelectStmt): boolean {
  const own = select.sortClause ?? select.limitCount ?? select.limitOffset ?? select.lockingClause ?? select.withClause;
  return select.op !== undefined && select.op !== 'SETOP_NONE' && own === undefined;
}

function combine(context: Context, left: Output, right: Output): Output {
  const columns = left.columns.map((column, i) => {
    const other = right.open ? undefined : right.columns[i];
    return { ...column, type: common(context, [column.type, other?.type]) };
  });
  return { columns, open: left.open };
}

/** ORDER BY of a set operation or VALUES sees nothing but the output. */
function readOverOutput(context: Context, select: SelectStmt, outer: Scope, output: Output): void {
  const item: Item = { name: undefined, kind: 'subquery', ...output, system: false, named: false, unqualified: true };
  const scope = inside(outer, [item]);
  readSort(context, select.sortClause, scope, output);
  walk(context, [select.limitCount, select.limitOffset], inside(outer));
}

/** ORDER BY and DISTINCT ON: a name alone is first of all an output column. */
function readSort(context: Context, nodes: readonly Node[] | undefined, scope: Scope, output: Output): void {
  for (const node of nodes ?? []) {
    const value = 'SortBy' in node ? node.SortBy.node : node;
    if (!useOutputName(context, value, output)) walk(context, value, scope);
  }
}

/** GROUP BY: a name alone is first of all a column of FROM, and an output column where there is none. */
function readGroups(context: Context, nodes: readonly Node[] | undefined, scope: Scope, output: Output): void {
  for (const node of nodes ?? []) {
    if ('GroupingSet' in node) {
      context.deeper(() => readGroups(context, node.GroupingSet.content, scope, output));
    } else if (hasOwn(node, scope) || !useOutputName(context, node, output)) walk(context, node, scope);
  }
}

function nameAlone(node: Node | undefined): string | undefined {
  if (!node || !('ColumnRef' in node)) return undefined;
  const { fields, star } = fieldsOf(node.ColumnRef);
  return fields.length === 1 && !star ? fields[0] : undefined;
}

function hasOwn(node: Node, scope: Scope): boolean {
  const name = nameAlone(node);
  if (name === undefined) return false;
  return scope.items.some((item) => item.unqualified && (item.open || columnsNamed(item, name).length > 0));
}

/** Notes the use of an output column by its name; false where it isn't one. */
function useOutputName(context: Context, node: Node | undefined, output: Output): boolean {
  const name = nameAlone(node);
  if (!node || name === undefined || !('ColumnRef' in node)) return false;
  const column = output.columns.find((each) => each.name === name);
  if (column) context.column(column.origins, context.text.span(context.text.index(node.ColumnRef.location)));
  // With columns that nobody knows it may be one of them.
  return column !== undefined || output.open;
}

/** `FOR UPDATE OF t` */
function readLocks(context: Context, select: SelectStmt, items: readonly Item[]): void {
  for (const node of select.lockingClause ?? []) {
    for (const locked of 'LockingClause' in node ? (node.LockingClause.lockedRels ?? []) : []) {
      if (!('RangeVar' in locked)) continue;
      const { relname: name = '', schemaname, location } = locked.RangeVar;
      if (schemaname !== undefined) continue;
      const span = context.text.span(context.text.index(location));
      const item = items.find((each) => each.named && each.name === name);
      if (item) item.mention?.(span);
      else {
        const candidates = items.flatMap((each) => (each.named && each.name !== undefined ? [each.name] : []));
        context.problem({ kind: 'unknown alias', name, span, candidates });
      }
    }
  }
}
