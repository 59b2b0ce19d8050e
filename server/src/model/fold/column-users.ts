import type { Span } from '../../base/span';
import { displayName, keyOf } from '../names';
import { referencedColumns, type Source } from '../schema';
import { needs, referencing } from './constraints';
import { takeAway } from './keys';
import { forgetNotNull } from './not-null';
import { dropOwned, drawsFromOwned } from './sequences';
import { remove, type FoldState, type IndexDraft, type PolicyDraft, type TableDraft } from './state';
import { dropViewsUsing } from './views';

/** Takes away what else needs a column that is dropped; refuses that where CASCADE isn't said. */
export function refuseIfNeeded(
  state: FoldState,
  table: TableDraft,
  column: string,
  cascade: boolean,
  source: Source,
  span: Span,
): void {
  const needed = (by: string) =>
    state.refuse(`${by} needs column ${column} of ${displayName(table)}: drop it first, or say CASCADE.`, source, span);
  const generated = table.columns.find((each) => each.name !== column && each.generated?.columns.includes(column));
  if (generated && !cascade) needed(`Column ${generated.name}`);
  dropViewsUsing(state, table, column, cascade, source, span);
  for (const { owner, constraint } of referencing(state, table)) {
    if (!referencedColumns(constraint.references!, table).includes(column)) continue;
    if (owner === table && constraint.columns.includes(column)) continue;
    if (!cascade && needs({ owner, constraint })) needed(`Foreign key ${constraint.name} of ${displayName(owner)}`);
    takeAway(state, owner, constraint);
  }
  const excluding = table.constraints.find(({ kind, exclusion, expression }) => kind === 'exclude' && [expression, ...(exclusion?.keys ?? []).map((key) => key.expression)].some((each) => each?.columns.includes(column))); // prettier-ignore
  if (excluding && !cascade) needed(`Constraint ${excluding.name}`);
  const drawing = drawsFromOwned(state, table, column);
  if (drawing && !cascade) needed(`Column ${drawing.column.name} of ${displayName(drawing.table)}`);
  for (const policy of [...table.policies]) {
    if (!policyUses(policy, column)) continue;
    if (!cascade) needed(`Policy ${policy.name}`);
    remove(table.policies, policy);
  }
  for (const trigger of [...table.triggers]) {
    if (!trigger.columns.includes(column)) continue;
    if (!cascade) needed(`Trigger ${trigger.name}`);
    remove(table.triggers, trigger);
  }
}

export function policyUses({ using, check }: PolicyDraft, column: string): boolean {
  return [using, check].some((expression) => expression?.columns.includes(column));
}

/** Takes away the constraints, indexes and sequences of a column. */
export function forgetColumn(state: FoldState, table: TableDraft, column: string): void {
  for (const constraint of [...table.constraints]) {
    const uses = [...constraint.columns, ...constraint.include, ...(constraint.expression?.columns ?? [])];
    const keyed = constraint.exclusion?.keys.some((key) => key.expression?.columns.includes(column));
    if (constraint.kind !== 'not null' && (uses.includes(column) || keyed)) takeAway(state, table, constraint);
  }
  for (const constraint of [...table.notNulls]) {
    if (constraint.columns.includes(column)) forgetNotNull(state, table, constraint);
  }
  for (const index of table.indexes.filter((candidate) => indexUses(candidate, column))) {
    remove(table.indexes, index);
    state.indexes.delete(keyOf(table.schema, index.name));
  }
  dropOwned(state, table, column);
}

function indexUses(index: IndexDraft, column: string): boolean {
  return (
    index.include.includes(column) ||
    (index.predicate?.columns.includes(column) ?? false) ||
    index.keys.some((key) => key.column === column || key.expression?.columns.includes(column))
  );
}
