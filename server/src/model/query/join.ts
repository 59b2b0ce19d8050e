import type { JoinExpr, Node } from '@pgsql/types';
import type { Span } from '../../base/span';
import { placeAlias, withColumnNames } from './alias';
import type { Context } from './context';
import { inside, RECORD, type Item, type QueryColumn, type Scope } from './scope';
import { locations, strings } from './text';
import { common } from './types';
import { walk } from './walk';

/** One element of FROM. */
export interface FromItem {
  /** What names can refer to: the element itself, or what a join is made of. */
  readonly items: readonly Item[];
  /** The element with all its columns. */
  readonly self: Item;
  /** The index of the token behind it, as far as that is known. */
  readonly end: number;
}

/** Tokens between the end of a join and its alias: closing parentheses, and what of its condition has no place. */
const MAX_BEHIND = 20;

/** Reads a join. `before` is what LATERAL lets its sides see, and `readSide` reads one. */
export function readJoin(
  context: Context,
  node: JoinExpr,
  around: Scope,
  before: readonly Item[],
  readSide: (side: Node, visible: readonly Item[]) => FromItem,
): FromItem {
  const left = readSide(node.larg!, before);
  const seesLeft = node.jointype === 'JOIN_INNER' || node.jointype === 'JOIN_LEFT';
  const right = readSide(node.rarg!, seesLeft ? [...before, ...left.items] : before);
  const shared = mergedColumns(context, node, left, right);
  let end = Math.max(left.end, right.end, shared.end);

  const parts = [...left.items, ...right.items];
  if (node.quals) {
    walk(context, node.quals, inside(around, parts));
    const last = locations(node.quals)?.last;
    if (last !== undefined) end = Math.max(end, context.text.index(last) + 1);
  }
  const rest = (side: FromItem) => side.self.columns.filter((column) => !shared.names.has(column.name));
  const joined: Item = {
    name: undefined,
    kind: 'join',
    columns: [...shared.columns, ...rest(left), ...rest(right)],
    open: left.self.open || right.self.open,
    system: false,
    rowType: RECORD,
    named: false,
    unqualified: true,
  };
  if (node.alias) {
    const at = aliasOfJoin(context, end, node.alias.aliasname ?? '');
    const place = placeAlias(context, at ?? end, node.alias);
    const named = nameItem(context, joined, node.alias.aliasname ?? '', at);
    const self = withColumnNames(named, node.alias);
    return { items: [self], self, end: place.end };
  }
  const items = [...parts.map((item) => ({ ...item, unqualified: false })), joined];
  const using = node.join_using_alias?.aliasname;
  if (using !== undefined) {
    const at = context.text.alias(shared.end, using);
    const merged: Item = { ...joined, columns: shared.columns, unqualified: false };
    items.push(nameItem(context, merged, using, at));
    if (at !== undefined) end = Math.max(end, at + 1);
  }
  return { items, self: joined, end };
}

function nameItem(context: Context, item: Item, name: string, at: number | undefined): Item {
  const mention = at === undefined ? undefined : context.alias(name, undefined, context.text.span(at));
  return { ...item, name, named: true, ...(mention && { mention }) };
}

function aliasOfJoin(context: Context, end: number, name: string): number | undefined {
  for (let i = end; i < end + MAX_BEHIND; i++) {
    const at = context.text.word(i - 1) === ')' ? context.text.alias(i, name) : undefined;
    if (at !== undefined) return at;
  }
  return undefined;
}

/** The columns that USING and NATURAL make one of two. */
function mergedColumns(context: Context, node: JoinExpr, left: FromItem, right: FromItem) {
  const { text } = context;
  const behind = Math.max(left.end, right.end);
  if (node.isNatural) {
    const theirs = new Set(right.self.columns.map((column) => column.name));
    const names = [...new Set(left.self.columns.map((column) => column.name))].filter((name) => theirs.has(name));
    const at = text.next(left.end, 'natural');
    const span = at === undefined ? undefined : text.span(at);
    const columns = names.flatMap((name) => merge(context, name, left.self, right.self, span, true) ?? []);
    return { columns, names: new Set(names), end: behind };
  }
  const names = strings(node.usingClause);
  if (names.length === 0) return { columns: [], names: new Set<string>(), end: behind };
  const open = (text.next(behind, 'using') ?? text.tokens.length) + 1;
  const places = text.elements(open);
  const columns = names.flatMap((name, i) => {
    const at = places[i];
    const span = at === undefined ? undefined : text.span(at);
    return merge(context, name, left.self, right.self, span, false) ?? [];
  });
  const close = text.partner(open);
  return { columns, names: new Set(names), end: close === undefined ? behind : close + 1 };
}

function merge(
  context: Context,
  name: string,
  left: Item,
  right: Item,
  span: Span | undefined,
  implied: boolean,
): QueryColumn | undefined {
  const sides = [left, right].map((side) => {
    const found = side.columns.filter((column) => column.name === name);
    if (span && found.length === 0 && !side.open) {
      const candidates = side.columns.map((column) => column.name);
      context.problem({ kind: 'unknown column', name, span, ...(side.key !== undefined && { table: side.key }), candidates }); // prettier-ignore
    } else if (span && found.length > 1 && !implied) {
      context.problem({ kind: 'ambiguous column', name, span, candidates: [] });
    }
    return found[0];
  });
  const origins = sides.flatMap((column) => column?.origins ?? []);
  if (span) context.column(origins, span, implied);
  const [first, second] = sides;
  if (!first && !second) return undefined;
  return { name, type: common(context, [first?.type, second?.type]), origins };
}
