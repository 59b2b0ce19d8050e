import type { Node, ViewStmt } from '@pgsql/types';
import { Context, NO_LOCALS, type Locals, type QueryOptions } from './context';
import type { QueryEnv, Relation } from './env';
import { readMerge } from './merge';
import { readDelete, readInsert, readTarget, readUpdate, writeAllColumns, writeNamed } from './modify';
import { NO_READING, type NameUse, type QueryReading } from './reading';
import { useRelation } from './relation';
import { findCte, inside, NO_SCOPE, OPEN, rowItem, type Item, type Output, type Scope } from './scope';
import { readSelect, withoutUnknown } from './select';
import { QueryText, strings } from './text';
import { walk } from './walk';
import { readWith } from './with';

const NOTHING: Output = { columns: [], open: false };

/**
 * The tables and columns that a statement reads and writes, the names in it that mean nothing, and its output columns.
 * `sql` is the statement as written, and `at` makes offsets of the tree's locations. Of a view or CREATE TABLE AS the
 * output is that of the query: a list of names is for the caller. Nothing is thrown.
 */
export function readQuery(
  node: Node,
  sql: string,
  at: (location: number | undefined) => number,
  env: QueryEnv,
): QueryReading {
  return readWithLocals(node, new QueryText(sql, at), env, NO_LOCALS, []);
}

/** Reads a statement of a body: `rows` are NEW and OLD. */
export function readWithLocals(
  node: Node,
  text: QueryText,
  env: QueryEnv,
  locals: Locals,
  rows: readonly Item[],
): QueryReading {
  const context = new Context(text, env, locals, readStatement);
  const output = readInto(context, node, rows);
  return output ? readingOf(context, output) : NO_READING;
}

/** Reads a statement and leaves what was found in the context; undefined where its tree is too deep for what reads it. */
export function readInto(context: Context, node: Node, rows: readonly Item[] = []): Output | undefined {
  try {
    return context.query(node, inside(NO_SCOPE, rows));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export function newContext(text: QueryText, env: QueryEnv): Context {
  return new Context(text, env, NO_LOCALS, readStatement);
}

function readingOf(context: Context, output: Output): QueryReading {
  const { columns, open } = withoutUnknown(output);
  return {
    columns: columns.map(({ name, type, written }) => ({ name, type, ...(written && { written }) })),
    open,
    uses: unique(context.uses),
    problems: [...context.problems].sort(byPlace),
    aliases: context.aliases,
  };
}

function byPlace(a: { readonly span: { readonly start: number } }, b: typeof a): number {
  return a.span.start - b.span.start;
}

/** In the order of the text, each once. */
function unique(uses: readonly NameUse[]): NameUse[] {
  const seen = new Set<string>();
  const kept = uses.filter(({ kind, access, table, column, span }) => {
    const id = `${kind} ${access} ${span.start} ${table} ${column ?? ''}`;
    return !seen.has(id) && seen.add(id);
  });
  return kept.sort(byPlace);
}

function readStatement(context: Context, node: Node, outer: Scope, options: QueryOptions): Output {
  if ('SelectStmt' in node) return readSelect(context, node.SelectStmt, outer, options);
  if ('InsertStmt' in node) return readInsert(context, node.InsertStmt, outer);
  if ('UpdateStmt' in node) return readUpdate(context, node.UpdateStmt, outer);
  if ('DeleteStmt' in node) return readDelete(context, node.DeleteStmt, outer);
  if ('MergeStmt' in node) return readMerge(context, node.MergeStmt, outer);
  if ('ReturnStmt' in node) walk(context, node.ReturnStmt.returnval, outer);
  else if ('CallStmt' in node) walk(context, node.CallStmt.funccall, outer);
  else if ('TruncateStmt' in node) {
    for (const each of node.TruncateStmt.relations ?? []) {
      if ('RangeVar' in each) useRelation(context, each.RangeVar, 'write');
    }
  } else if ('CopyStmt' in node) readCopy(context, node.CopyStmt, outer);
  else if ('RuleStmt' in node) readRule(context, node.RuleStmt, outer);
  else return readInner(context, node, outer, options);
  return NOTHING;
}

/** Statements around a query. */
function readInner(context: Context, node: Node, outer: Scope, options: QueryOptions): Output {
  if ('ViewStmt' in node) return readView(context, node.ViewStmt, outer, options);
  if ('CreateTableAsStmt' in node) return inner(context, node.CreateTableAsStmt.query, outer, options);
  if ('DeclareCursorStmt' in node) return inner(context, node.DeclareCursorStmt.query, outer, options);
  if ('PrepareStmt' in node) return inner(context, node.PrepareStmt.query, outer, options);
  if ('ExplainStmt' in node) {
    inner(context, node.ExplainStmt.query, outer, options);
    return NOTHING;
  }
  return { columns: [], open: 'ExecuteStmt' in node };
}

function readView(context: Context, view: ViewStmt, outer: Scope, options: QueryOptions): Output {
  const select = view.query && 'SelectStmt' in view.query ? view.query.SelectStmt : undefined;
  const [target] = select?.targetList ?? [];
  const written = !target || !('ResTarget' in target) || (target.ResTarget.location ?? 0) >= 0;
  if (written) return inner(context, view.query, outer, options);
  // RECURSIVE: the parser puts a query of its own around the one that is written, with no place.
  const scope = readWith(context, select?.withClause, outer);
  return findCte(scope, view.view?.relname ?? '')?.output() ?? OPEN;
}

function inner(context: Context, query: Node | undefined, outer: Scope, options: QueryOptions): Output {
  return query ? context.query(query, outer, options) : NOTHING;
}

function readCopy(context: Context, stmt: Extract<Node, { CopyStmt: unknown }>['CopyStmt'], outer: Scope): void {
  if (stmt.query) context.query(stmt.query, outer);
  if (!stmt.relation) return;
  const names = strings(stmt.attlist);
  const { text } = context;
  if (stmt.is_from) {
    const target = readTarget(context, stmt.relation);
    if (!stmt.attlist) writeAllColumns(context, target, target.item.columns.length);
    const places = text.elements(text.next(text.index(stmt.relation.location), '(') ?? 0);
    names.forEach((name, i) => writeNamed(context, name, text.span(places[i] ?? text.tokens.length), target.relation));
    walk(context, stmt.whereClause, inside(outer, [target.item]));
    return;
  }
  const relation = useRelation(context, stmt.relation, 'read');
  const places = text.elements(text.next(text.index(stmt.relation.location), '(') ?? 0);
  if (relation) names.forEach((name, i) => readNamed(context, relation, name, places[i]));
}

function readNamed(context: Context, relation: Relation, name: string, place: number | undefined): void {
  const span = context.text.span(place ?? context.text.tokens.length);
  const candidates = relation.columns.map((column) => column.name);
  if (relation.open || candidates.includes(name)) {
    context.column([{ table: relation.key, column: name, follows: true }], span);
  } else context.problem({ kind: 'unknown column', name, span, table: relation.key, candidates });
}

/** The actions of a rule see the row before and after. */
function readRule(context: Context, stmt: Extract<Node, { RuleStmt: unknown }>['RuleStmt'], outer: Scope): void {
  const relation = stmt.relation && useRelation(context, stmt.relation, 'read');
  const rows = ['old', 'new'].map((name): Item => {
    if (relation) return rowItem(name, relation);
    return { name, kind: 'row', columns: [], open: true, system: false, named: true, unqualified: false };
  });
  const scope = inside(outer, rows);
  // The condition knows the columns without NEW or OLD too.
  const hidden = { CMD_INSERT: 'old', CMD_DELETE: 'new', CMD_SELECT: 'new' }[String(stmt.event)];
  const visible = rows.filter((row) => row.name !== hidden).map((row) => ({ ...row, unqualified: true }));
  walk(context, stmt.whereClause, inside(outer, visible));
  for (const action of stmt.actions ?? []) context.query(action, scope);
}
