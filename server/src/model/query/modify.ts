import type {
  DeleteStmt,
  InferClause,
  InsertStmt,
  Node,
  RangeVar,
  ResTarget,
  ReturningClause,
  UpdateStmt,
} from '@pgsql/types';
import type { Span } from '../../base/span';
import { placeAlias } from './alias';
import type { Context } from './context';
import type { Relation } from './env';
import { readFrom } from './from';
import { placeOfRelation, relationItem, useRelation } from './relation';
import { inside, rowItem, type Item, type Output, type Scope } from './scope';
import { readTargets } from './targets';
import { fieldsOf, walk } from './walk';
import { readWith } from './with';

/** What a statement writes to. */
export interface Target {
  readonly relation: Relation | undefined;
  readonly item: Item;
  readonly span: Span;
}

const NOTHING: Output = { columns: [], open: false };

export function readTarget(context: Context, range: RangeVar | undefined): Target {
  const place = placeOfRelation(context, range ?? {});
  const relation = useRelation(context, range ?? {}, 'write');
  const alias = placeAlias(context, place.end, range?.alias);
  return { relation, item: relationItem(context, range ?? {}, relation, alias.at), span: place.span };
}

export function readInsert(context: Context, stmt: InsertStmt, outer: Scope): Output {
  const scope = readWith(context, stmt.withClause, outer);
  const target = readTarget(context, stmt.relation);
  const width = readSource(context, stmt.selectStmt, scope);
  if (stmt.cols) writeColumns(context, stmt.cols, target, scope);
  else writeAllColumns(context, target, width);
  const own = inside(scope, [target.item]);
  context.scopes.push({ node: stmt, scope: own });

  const conflict = stmt.onConflictClause;
  if (conflict) {
    readInference(context, conflict.infer, own);
    walk(context, conflict.infer?.whereClause, own);
    const excluded: Item = target.relation
      ? rowItem('excluded', target.relation, true)
      : { ...target.item, name: 'excluded', named: true };
    const both = inside(scope, [target.item, { ...excluded, system: false, mention: undefined }]);
    readAssignments(context, conflict.targetList, target, both);
    walk(context, conflict.whereClause, both);
  }
  return readReturning(context, stmt.returningClause, target, own);
}

export function readUpdate(context: Context, stmt: UpdateStmt, outer: Scope): Output {
  const scope = readWith(context, stmt.withClause, outer);
  const target = readTarget(context, stmt.relation);
  const own = inside(scope, [target.item, ...readFrom(context, stmt.fromClause, scope)]);
  context.scopes.push({ node: stmt, scope: own });
  readAssignments(context, stmt.targetList, target, own);
  walk(context, stmt.whereClause, own);
  return readReturning(context, stmt.returningClause, target, own);
}

export function readDelete(context: Context, stmt: DeleteStmt, outer: Scope): Output {
  const scope = readWith(context, stmt.withClause, outer);
  const target = readTarget(context, stmt.relation);
  const own = inside(scope, [target.item, ...readFrom(context, stmt.usingClause, scope)]);
  context.scopes.push({ node: stmt, scope: own });
  walk(context, stmt.whereClause, own);
  return readReturning(context, stmt.returningClause, target, own);
}

/** Reads what is inserted; how many columns it has, where that is known. Types don't matter, and rows may be many. */
function readSource(context: Context, node: Node | undefined, scope: Scope): number | undefined {
  if (!node) return 0;
  if (!('SelectStmt' in node)) return undefined;
  const { valuesLists, withClause, sortClause } = node.SelectStmt;
  if (valuesLists && !withClause && !sortClause) {
    walk(context, valuesLists, inside(scope));
    const [first] = valuesLists;
    const values = first && 'List' in first ? (first.List.items ?? []) : [];
    return values.some((value) => 'ColumnRef' in value && fieldsOf(value.ColumnRef).star) ? undefined : values.length;
  }
  const output = context.query(node, inside(scope), { keepUnknown: true });
  return output.open ? undefined : output.columns.length;
}

/** `INSERT INTO t (a, b)`; subscripts are expressions. */
export function writeColumns(context: Context, nodes: readonly Node[], target: Target, scope: Scope): void {
  for (const node of nodes) {
    if (!('ResTarget' in node)) continue;
    writeColumn(context, node.ResTarget, target);
    walk(context, node.ResTarget.indirection, scope);
  }
}

/** Without a list the first columns are meant. */
export function writeAllColumns(context: Context, target: Target, width: number | undefined): void {
  if (width === undefined) return;
  for (const column of target.item.columns.slice(0, width)) context.column(column.origins, target.span, true, 'write');
}

function writeColumn(context: Context, node: ResTarget, target: Target): void {
  const span = context.text.span(context.text.index(node.location));
  writeNamed(context, node.name ?? '', span, target.relation);
}

/** Notes that a column of a table is written, or that there is none. */
export function writeNamed(context: Context, name: string, span: Span, relation: Relation | undefined): void {
  if (!relation) return;
  if (relation.open || relation.columns.some((column) => column.name === name)) {
    context.column([{ table: relation.key, column: name, follows: true }], span, false, 'write');
    return;
  }
  const candidates = relation.columns.map((column) => column.name);
  context.problem({ kind: 'unknown column', name, span, table: relation.key, candidates });
}

/** `SET a = 1, (b, c) = (SELECT …)` */
export function readAssignments(
  context: Context,
  nodes: readonly Node[] | undefined,
  target: Target,
  scope: Scope,
): void {
  for (const node of nodes ?? []) {
    if (!('ResTarget' in node)) continue;
    const { val, indirection } = node.ResTarget;
    writeColumn(context, node.ResTarget, target);
    walk(context, indirection, scope);
    // The tree repeats the source of several columns with each of them.
    if (val && 'MultiAssignRef' in val) {
      if (val.MultiAssignRef.colno === 1) walk(context, val.MultiAssignRef.source, scope);
    } else walk(context, val, scope);
  }
}

/** `ON CONFLICT (a, lower(b))`: names of columns have no place in the tree. */
function readInference(context: Context, infer: InferClause | undefined, scope: Scope): void {
  const [target] = scope.items;
  const nodes = infer?.indexElems;
  if (!nodes || !target) return;
  const { text } = context;
  const places = text.elements(text.index(infer.location));
  nodes.forEach((node, i) => {
    if (!('IndexElem' in node)) return;
    const { name, expr } = node.IndexElem;
    if (expr) walk(context, expr, scope);
    const at = places[i];
    if (name === undefined || at === undefined) return;
    const column = target.columns.find((each) => each.name === name);
    const span = text.span(at);
    if (column) context.column(column.origins, span);
    else if (!target.open) {
      const candidates = target.columns.map((each) => each.name);
      context.problem({ kind: 'unknown column', name, span, ...(target.key !== undefined && { table: target.key }), candidates }); // prettier-ignore
    }
  });
}

/** RETURNING sees the row before and after as `old` and `new`, or as it names them. */
export function readReturning(
  context: Context,
  clause: ReturningClause | undefined,
  target: Target,
  scope: Scope,
): Output {
  if (!clause) return NOTHING;
  const names = { RETURNING_OPTION_OLD: 'old', RETURNING_OPTION_NEW: 'new', RETURNING_OPTION_DEFAULT: '' };
  const written = new Map<string, { readonly name: string; readonly mention: (span: Span) => void }>();
  for (const node of clause.options ?? []) {
    if (!('ReturningOption' in node)) continue;
    const { option, value = '', location } = node.ReturningOption;
    // OLD AS o
    const span = context.text.span(context.text.index(location) + 2);
    const mention = context.alias(value, target.relation?.key, span);
    written.set(names[option ?? 'RETURNING_OPTION_DEFAULT'], { name: value, mention });
  }
  const rows = ['old', 'new'].flatMap((row): Item[] => {
    const alias = written.get(row);
    const name = alias?.name ?? row;
    if (!alias && scope.items.some((item) => item.named && item.name === name)) return [];
    return [{ ...target.item, name, schema: undefined, kind: 'row', unqualified: false, mention: alias?.mention }];
  });
  return readTargets(context, clause.exprs, { ...scope, items: [...scope.items, ...rows] });
}
