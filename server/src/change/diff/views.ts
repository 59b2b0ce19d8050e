import { displayName } from '../../model/names';
import type { Table } from '../../model/schema';
import type { ColumnChanges, Sides } from './columns';
import { createIndex } from './constraints';
import type { Plan } from './plan';
import { createView } from './routines';
import type { Side } from './side';
import { Written } from './written';

/** What happens to the views of both sides. */
export interface ViewChanges {
  /** Keys of views that go, or go and come again. */
  readonly dropped: ReadonlySet<string>;
  /** Keys of views that are replaced where they are. */
  readonly replaced: ReadonlySet<string>;
}

/** Which views are in the way of what happens to the tables: those that change, and all that read them. */
export function viewChanges(
  before: ReadonlyMap<string, Table>,
  after: ReadonlyMap<string, Table>,
  columns: ReadonlyMap<string, ColumnChanges>,
  sides: Sides,
): ViewChanges {
  const dropped = new Set<string>();
  const replaced = new Set<string>();
  const views = [...before.values()].filter(({ query }) => query);
  for (const view of views) {
    const now = after.get(view.key);
    if (!now?.query || now.kind !== view.kind) dropped.add(view.key);
    else if (said(view, sides.before) !== said(now, sides.after)) {
      if (view.kind === 'view' && isPrefix(view, now, sides)) replaced.add(view.key);
      else dropped.add(view.key);
    } else if (usesChanged(view, columns, after, sides)) dropped.add(view.key);
  }
  for (let size = -1; size !== dropped.size;) {
    size = dropped.size;
    for (const view of views) {
      if (dropped.has(view.key)) continue;
      if (readsOf(view, sides.before).some(({ key }) => dropped.has(key))) dropped.add(view.key);
    }
  }
  for (const key of dropped) replaced.delete(key);
  return { dropped, replaced };
}

function said(view: Table, side: Side): string {
  return new Written(createView(view, side) ?? side.written(view.origin).text).normal();
}

/** CREATE OR REPLACE VIEW keeps the columns that are there, and takes more behind them. */
function isPrefix(before: Table, after: Table, sides: Sides): boolean {
  return before.columns.every((column, i) => {
    const now = after.columns[i];
    return now?.name === column.name && sides.after.print.type(now) === sides.before.print.type(column);
  });
}

function usesChanged(
  view: Table,
  columns: ReadonlyMap<string, ColumnChanges>,
  after: ReadonlyMap<string, Table>,
  sides: Sides,
): boolean {
  return readsOf(view, sides.before).some((table) => {
    const changes = columns.get(table.key);
    if (!changes) return !after.has(table.key);
    const names = [...changes.dropped, ...changes.remade, ...changes.retyped.keys()];
    const named = view.query?.columns ?? [];
    return names.some((name) => named.includes(name) || named.includes('*'));
  });
}

function readsOf(view: Table, side: Side): Table[] {
  return (view.query?.reads ?? []).flatMap((name) => side.schema.resolve(name, view.origin.source.path) ?? []);
}

/** Views after those that they read. */
export function inReadingOrder(views: readonly Table[], side: Side): Table[] {
  const left = new Map(views.map((view) => [view.key, view]));
  const out: Table[] = [];
  const visit = (view: Table) => {
    if (!left.delete(view.key)) return;
    for (const { key } of readsOf(view, side)) {
      const other = left.get(key);
      if (other) visit(other);
    }
    out.push(view);
  };
  for (const view of views) visit(view);
  return out;
}

/** Adds the statement that makes a view, and the indexes of a materialized one. */
export function addView(view: Table, side: Side, plan: Plan, orReplace: boolean): void {
  const sql = createView(view, side, orReplace);
  if (sql === undefined) {
    const name = displayName(view);
    return plan.fail(name, `What the view \`${name}\` reads has other names by now than in its statement: write the view anew by hand.`); // prettier-ignore
  }
  plan.add('view', { change: 'statement', sql }, view.name);
  for (const index of view.indexes) plan.add('viewIndex', createIndex(index, view, side));
}
