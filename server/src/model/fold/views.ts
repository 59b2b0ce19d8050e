import type { Span } from '../../base/span';
import type { OpOf } from '../facts';
import { displayName, keyOf, type Name } from '../names';
import type { Column, Origin, Source } from '../schema';
import type { TypeFact } from '../types';
import { tableDraft } from './drafts';
import { lookUp, originAt, type FoldState, type TableDraft } from './state';
import { refuseGone } from './targets';
import { TEMPORARY } from './temporary';

export function createView(state: FoldState, op: OpOf<'create view'>, source: Source): void {
  const { schema, key } = state.target(op.temporary ? { schema: TEMPORARY, name: op.name.name } : op.name, source);
  const old = state.tables.get(key);
  const name = displayName({ schema, name: op.name.name });
  if (old && op.orReplace && old.kind !== 'view') state.refuse(`${name} is no view.`, source, op.name.span);
  const replaced = op.orReplace ? old : undefined;
  if (!replaced && state.isTaken(schema, op.name.name)) {
    if (op.ifNotExists) return;
    state.refuse(`Relation ${name} exists already.`, source, op.name.span);
  }
  if (!replaced && state.types.has(key)) state.refuse(`Type ${name} exists already.`, source, op.name.span);
  const { twice } = op;
  if (twice !== undefined) state.refuse(`Column ${twice} is there twice.`, source, op.span);
  for (const read of op.query.reads) {
    if (lookUp(state.tables, read, source.path) === undefined) refuseGone(state, read, source, op.span, false);
  }
  const view: TableDraft = tableDraft({
    kind: op.kind,
    key,
    schema,
    name: op.name.name,
    temporary: schema === TEMPORARY,
    unlogged: false,
    origin: originAt(source, op.span),
    nameOrigin: originAt(source, op.name.span),
  });
  view.query = op.query;
  if (replaced) {
    const { comment, columnComments, columnDefaults, triggers, grants } = replaced;
    Object.assign(view, { triggers, grants }, comment && { comment });
    Object.assign(view, columnComments && { columnComments }, columnDefaults && { columnDefaults });
  }
  const columns = () => viewColumns(state, view, op.columns);
  // Worked out when somebody asks: most views are never asked. Not enumerable, so that comparing drafts doesn't ask.
  Object.defineProperty(view, 'columns', { get: () => columns().columns, set: () => undefined, enumerable: false });
  Object.defineProperty(view, 'open', { get: () => columns().open, set: () => undefined, enumerable: false });
  if (replaced) refuseOtherColumns(state, replaced, view, source, op.span);
  state.tables.set(key, view);
  state.link(view, ...op.query.reads, ...(op.query.calls ?? []), ...(op.query.casts ?? []));
}

/** CREATE OR REPLACE VIEW keeps the columns as they are and may add others behind them. */
function refuseOtherColumns(state: FoldState, before: TableDraft, now: TableDraft, source: Source, span: Span): void {
  if (before.open || now.open) return;
  const shown = displayName(now);
  for (const [i, { name, type }] of before.columns.entries()) {
    const column = now.columns[i];
    const refuse = (how: string) =>
      state.refuse(`View ${shown} has a column ${name}, which CREATE OR REPLACE can't ${how}: drop the view first.`, source, span); // prettier-ignore
    if (!column) refuse('take away');
    else if (column.name !== name) refuse(`call ${column.name}`);
    else if (isOther(type, column.type)) refuse(`make ${column.type.display}`);
  }
}

/** Types of the schema's own may have got other names. */
function isOther(a: TypeFact, b: TypeFact): boolean {
  if (a.display === '' || b.display === '') return false;
  return (a.builtIn || b.builtIn) && a.display !== b.display;
}

function viewColumns(
  state: FoldState,
  view: TableDraft,
  names: readonly string[],
): { readonly columns: readonly Column[]; readonly open: boolean } {
  const { columns, open } = state.surroundings.viewColumns(view.query!, names, view.origin);
  const named = columns.map((column) => {
    let { name } = column;
    for (const { from, to } of view.renamed ?? []) if (name === from) name = to;
    const comment = view.columnComments?.get(name);
    const value = view.columnDefaults?.get(name);
    return {
      ...column,
      name,
      ...(value && { default: value }),
      ...(comment && { comment: comment.text, commentOrigin: comment.origin }),
    };
  });
  return { columns: named, open };
}

/** The views that read a relation, by their names as they are written. */
export function viewsReading(state: FoldState, target: TableDraft): TableDraft[] {
  return state.usersOf(
    target.name,
    ({ query, origin }) =>
      query?.reads.some((name) => name.name === target.name && state.lookAt(name, origin.source) === target) === true,
  );
}

/** Drops the views that read a relation, and those that read them; refuses that where CASCADE isn't said. */
export function dropViews(
  state: FoldState,
  target: TableDraft,
  cascade: boolean,
  source: Source,
  span: Span,
  together: readonly TableDraft[] = [],
): void {
  for (const view of viewsReading(state, target)) {
    if (!cascade && together.includes(view)) continue;
    if (!cascade)
      state.refuse(
        `View ${displayName(view)} reads ${displayName(target)}: drop it first, or say CASCADE.`,
        source,
        span,
      );
    dropView(state, view, source, span);
  }
}

/** Takes a view out with all that reads it. */
export function dropView(state: FoldState, view: TableDraft, source: Source, span: Span): void {
  if (!state.tables.has(view.key)) return;
  // It goes before those that read it: a view that reads itself ends the search.
  forgetRelation(state, view, source);
  for (const reader of viewsReadingKey(state, view)) dropView(state, reader, source, span);
}

/** Views that read what is no longer there. */
function viewsReadingKey(state: FoldState, gone: TableDraft): TableDraft[] {
  const reads = (name: Name, { source }: Origin) => {
    if (name.name !== gone.name || (name.schema ?? gone.schema) !== gone.schema) return false;
    return name.schema !== undefined || (source.path.includes(gone.schema) && !state.lookAt(name, source));
  };
  return state.usersOf(gone.name, ({ query, origin }) => query?.reads.some((name) => reads(name, origin)) === true);
}

/** Takes a view out, with the indexes that a materialized one has. */
export function forgetRelation(state: FoldState, view: TableDraft, source: Source): void {
  for (const index of view.indexes) state.indexes.delete(keyOf(view.schema, index.name));
  state.tables.delete(view.key);
  state.leaves(view.key, source);
}

function usesColumn(state: FoldState, view: TableDraft, table: string, column: string): boolean {
  const { below = [] } = view;
  let then = { table, column };
  for (const renamed of [...below].reverse()) {
    if (renamed.table !== then.table) continue;
    if (renamed.column === undefined) then = { ...then, table: renamed.was };
    else if (renamed.column === then.column) then = { ...then, column: renamed.was };
  }
  const { columns = [] } = view.query ?? {};
  if (!columns.includes('*') && !columns.includes(then.column)) return false;
  return state.surroundings.usesColumn(view, then.table, then.column);
}

/** The views that use a column go with it, where CASCADE is said. */
export function dropViewsUsing(
  state: FoldState,
  target: TableDraft,
  column: string,
  cascade: boolean,
  source: Source,
  span: Span,
): void {
  for (const view of viewsReading(state, target)) {
    if (!usesColumn(state, view, target.key, column)) continue;
    if (!cascade)
      state.refuse(`View ${displayName(view)} uses column ${column}: drop it first, or say CASCADE.`, source, span);
    dropView(state, view, source, span);
  }
}

/** A column that a view uses keeps its type. */
export function refuseViewsUsing(
  state: FoldState,
  target: TableDraft,
  column: string,
  source: Source,
  span: Span,
): void {
  for (const view of viewsReading(state, target)) {
    if (usesColumn(state, view, target.key, column))
      state.refuse(`View ${displayName(view)} uses column ${column}: its type can't change.`, source, span);
  }
}
