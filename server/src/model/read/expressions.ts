import type { ColumnRef, FuncCall, JoinExpr, Node } from '@pgsql/types';
import type { Span } from '../../base/span';
import type { ExpressionFact, QueryFact } from '../facts';
import { parseName, type Name, type PlacedName } from '../names';
import { readType } from '../types';
import type { Cursor } from './cursor';
import { nameOfParts, stringOf, strings } from './nodes';

/** An expression that stands at `span`; the tree's locations are made to count from there. */
export function expressionFact(cursor: Cursor, span: Span, tree: Node | undefined): ExpressionFact {
  const text = cursor.text(span);
  if (!tree) return { text, span, columns: [], sequences: [] };
  const columns = mentionedColumns(cursor, tree).map((column) => column.name);
  place(tree, (location) => cursor.at(location) - span.start);
  return { text, span, tree, columns, sequences: drawnFrom(tree), ...namesIn(tree) };
}

/** The functions and types that an expression names. */
function namesIn(tree: Node): Pick<ExpressionFact, 'calls' | 'casts'> {
  const calls: Name[] = [];
  const casts: Name[] = [];
  walk({ tree }, (key, value) => {
    if (key === 'FuncCall') calls.push(nameOfParts(strings((value as FuncCall).funcname)));
    if (key !== 'typeName' && key !== 'TypeName') return;
    const { builtIn, name } = readType(value);
    if (!builtIn) casts.push(name);
  });
  return { ...(calls.length > 0 && { calls }), ...(casts.length > 0 && { casts }) };
}

export function queryFact(cursor: Cursor, tree: Node): QueryFact {
  place(tree, (location) => cursor.at(location));
  const reads = relationsRead(tree);
  return { tree: JSON.stringify(tree), reads, columns: columnsNamed(tree, reads), ...namesIn(tree) };
}

function columnsNamed(tree: Node, reads: readonly Name[]): readonly string[] {
  const found = new Set<string>();
  const rows = new Set(reads.map(({ name }) => name));
  walk({ tree }, (key, value) => {
    if (key === 'Alias' || key === 'alias') rows.add((value as { aliasname?: string }).aliasname ?? '');
    if (key === 'JoinExpr') {
      const { isNatural, usingClause } = value as JoinExpr;
      for (const name of isNatural ? ['*'] : strings(usingClause)) found.add(name);
    }
    if (key !== 'ColumnRef') return;
    const last = (value as ColumnRef).fields?.at(-1);
    found.add(last && 'String' in last ? (last.String.sval ?? '') : '*');
  });
  // A whole row is all of its columns.
  for (const row of rows) if (found.has(row)) found.add('*');
  return [...found];
}

/** The expression in the first parentheses of a place. */
export function insideParens(cursor: Cursor, place: Span, tree: Node | undefined): ExpressionFact {
  const open = cursor.find(place, '(');
  return open === undefined ? expressionFact(cursor, place, tree) : expressionFact(cursor, inside(cursor, open), tree);
}

/** The expression from the token after a word to the end of a place. */
export function expressionAfter(cursor: Cursor, place: Span, word: string, tree: Node | undefined): ExpressionFact {
  const at = cursor.find(place, word);
  const start = at === undefined ? place.start : cursor.tokenSpan(at + 1).start;
  return expressionFact(cursor, { start, end: Math.max(start, place.end) }, tree);
}

/** What stands between a parenthesis, at the given token, and its partner. */
export function inside(cursor: Cursor, open: number): Span {
  let depth = 0;
  let close = open;
  for (; close < cursor.tokens.length; close++) {
    const word = cursor.word(close);
    if (word === '(') depth++;
    else if (word === ')' && --depth === 0) break;
  }
  const start = cursor.tokenSpan(open + 1).start;
  return { start, end: Math.max(start, cursor.tokens[close - 1]?.end ?? start) };
}

/** The columns that an expression names, each once, in the order in which they stand. */
export function mentionedColumns(cursor: Cursor, expression: Node | undefined): PlacedName[] {
  const found = new Map<string, PlacedName>();
  walk(expression, (key, value) => {
    if (key !== 'ColumnRef') return;
    const { fields, location } = value as ColumnRef;
    const last = fields?.at(-1);
    if (!last || !('String' in last)) return;
    const name = last.String.sval ?? '';
    if (!found.has(name)) found.set(name, { name, span: cursor.nameSpan(cursor.at(location)) });
  });
  return [...found.values()];
}

/** Visits all nodes of a tree with the key that they stand under. */
export function walk(tree: unknown, visit: (key: string, value: object) => void): void {
  if (typeof tree !== 'object' || tree === null) return;
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value !== 'object' || value === null) continue;
    visit(key, value as object);
    walk(value, visit);
  }
}

/** The parser leaves out a location of 0, so a node that could have one gets none. */
function place(tree: unknown, at: (location: number) => number): void {
  if (typeof tree !== 'object' || tree === null) return;
  for (const key in tree) {
    const value = (tree as Record<string, unknown>)[key];
    if (typeof value === 'number') {
      if (key === 'location' && value >= 0) (tree as Record<string, unknown>)[key] = at(value);
    } else if (typeof value === 'object') place(value, at);
  }
}

function drawnFrom(tree: Node): readonly Name[] {
  const found: Name[] = [];
  walk(tree, (key, value) => {
    if (key !== 'FuncCall') return;
    const { funcname, args } = value as FuncCall;
    const last = funcname?.at(-1);
    if (!last || !('String' in last) || last.String.sval !== 'nextval' || args?.length !== 1) return;
    // By the time that a text becomes a regclass it's too late to know what it means.
    const [arg] = args;
    const cast = arg && 'TypeCast' in arg ? arg.TypeCast : undefined;
    if (cast && stringOf(cast.typeName?.names?.at(-1)) !== 'regclass') return;
    const constant = cast ? cast.arg : arg;
    const text = constant && 'A_Const' in constant ? constantText(constant) : undefined;
    const name = text === undefined ? undefined : parseName(text);
    if (name) found.push(name);
  });
  return found;
}

/** The text of a string constant, also under casts. */
export function constantText(node: Node): string | undefined {
  if ('A_Const' in node) return node.A_Const.sval?.sval;
  return 'TypeCast' in node && node.TypeCast.arg ? constantText(node.TypeCast.arg) : undefined;
}

function relationsRead(tree: Node): readonly Name[] {
  const ctes = new Set<string>();
  const found = new Map<string, Name>();
  walk({ tree }, (key, value) => {
    if (key === 'CommonTableExpr') ctes.add((value as { ctename?: string }).ctename ?? '');
    if (key !== 'RangeVar') return;
    const { schemaname, relname = '' } = value as { schemaname?: string; relname?: string };
    found.set(
      `${schemaname}.${relname}`,
      schemaname === undefined ? { name: relname } : { schema: schemaname, name: relname },
    );
  });
  return [...found.values()].filter((name) => name.schema !== undefined || !ctes.has(name.name));
}
