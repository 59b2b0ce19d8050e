import type { Span } from '../../base/span';
import type { ConstraintFact } from '../facts';
import { displayName } from '../names';
import type { Source } from '../schema';
import { comesFromParent, joinParent, leaveParent } from './children';
import { constraintDraft } from './drafts';
import { constraintName } from './naming';
import { originAt, remove, type ColumnDraft, type ConstraintDraft, type FoldState, type TableDraft } from './state';

export interface Place {
  readonly source: Source;
  readonly span: Span;
}

interface NotNull {
  readonly name?: string;
  readonly fact?: ConstraintFact;
  readonly valid?: boolean;
  readonly noInherit?: boolean;
  /** It comes from a parent. */
  readonly inherited?: boolean;
  readonly only?: boolean;
  /** Whether the name was given by somebody; without this it was where there is one. */
  readonly named?: boolean;
}

export function notNullOf(table: TableDraft, column: string): ConstraintDraft | undefined {
  return table.notNulls.find((constraint) => constraint.columns[0] === column);
}

/** Makes a column NOT NULL: a constraint with a name, and so do the table's children. */
export function setNotNull(state: FoldState, table: TableDraft, column: string, place: Place, how: NotNull = {}): void {
  const found = table.columns.find((candidate) => candidate.name === column);
  if (!found) return;
  const old = notNullOf(table, column);
  found.notNull = true;
  const isNew = !old;
  if (old) changeNotNull(state, table, old, place, how);
  else makeNotNull(state, table, column, place, how);
  if (how.only || how.noInherit) return;
  // Children of a table that has it already have it too.
  if (!isNew) return;
  for (const child of state.childrenOf(table)) {
    const { name, named } = notNullOf(table, column)!;
    setNotNull(state, child, column, place, { name, named, valid: how.valid !== false, inherited: true });
  }
}

function changeNotNull(state: FoldState, table: TableDraft, old: ConstraintDraft, place: Place, how: NotNull): void {
  const { name, noInherit = false, inherited, valid } = how;
  if (inherited) {
    joinParent(old);
    if (old.noInherit)
      state.refuse(`NOT NULL ${old.name} of ${displayName(table)} is NO INHERIT.`, place.source, place.span);
    return;
  }
  if (name !== undefined && name !== old.name && how.fact)
    state.refuse(`Column ${old.columns[0]} is NOT NULL already, by ${old.name}.`, place.source, place.span);
  if (noInherit !== old.noInherit)
    state.refuse(`NOT NULL ${old.name} of ${displayName(table)} is ${old.noInherit ? '' : 'not '}NO INHERIT.`, place.source, place.span); // prettier-ignore
  if (valid !== false) validate(state, table, old);
  delete old.inherited;
}

/** What is not valid becomes so, in the child tables too. */
export function validate(state: FoldState, table: TableDraft, constraint: ConstraintDraft): void {
  constraint.validated = true;
  if (constraint.kind === 'foreign key' ? table.partitionKey === undefined : constraint.noInherit) return;
  for (const child of state.childrenOf(table)) {
    const copy = [...child.constraints, ...child.notNulls].find(
      (each) =>
        each.kind === constraint.kind &&
        comesFromParent(each) &&
        (each.kind === 'not null' ? each.columns[0] === constraint.columns[0] : each.name === constraint.name),
    );
    if (copy) validate(state, child, copy);
  }
}

function makeNotNull(state: FoldState, table: TableDraft, column: string, place: Place, how: NotNull): void {
  const name = how.name ?? constraintName(state, table, 'not null', [column]);
  const fact = how.fact ?? { kind: 'not null', span: place.span, inline: true, columns: [], notValid: false };
  const draft = constraintDraft({ ...fact, columns: [] }, name, place.source);
  draft.columns = [column];
  draft.columnOrigins = [originAt(place.source, fact.columns[0]?.span ?? place.span)];
  draft.named = how.named ?? how.name !== undefined;
  draft.validated = how.valid !== false;
  if (how.noInherit) draft.noInherit = true;
  if (how.inherited) Object.assign(draft, { inherited: true, parents: 1 });
  table.notNulls.push(draft);
  state.countConstraint(table.schema, name, 1);
  if (draft.named || !draft.validated) table.constraints.push(draft);
}

/** Refuses what PostgreSQL does: keys and identities are never null, and a parent's word counts. */
export function refuseDropNotNull(
  state: FoldState,
  table: TableDraft,
  column: ColumnDraft,
  source: Source,
  span: Span,
): void {
  const what = `Column ${column.name} of ${displayName(table)}`;
  const constraint = notNullOf(table, column.name);
  if (!constraint) return;
  if (column.identity) state.refuse(`${what} is an identity: it is never null.`, source, span);
  if (table.constraints.some(({ kind, columns }) => kind === 'primary key' && columns.includes(column.name)))
    state.refuse(`${what} is in the primary key.`, source, span);
  if (comesFromParent(constraint))
    state.refuse(`${what} is NOT NULL in its parent table: change it there.`, source, span);
}

export function dropNotNull(state: FoldState, table: TableDraft, column: string, only = false): void {
  const found = table.columns.find((candidate) => candidate.name === column);
  const constraint = notNullOf(table, column);
  if (found) found.notNull = false;
  if (!constraint) return;
  forgetNotNull(state, table, constraint);
  for (const child of state.childrenOf(table)) {
    const copy = notNullOf(child, column);
    if (!copy || !comesFromParent(copy)) continue;
    if (only) {
      leaveParent(copy);
      delete copy.inherited;
    } else if (!leaveParent(copy)) dropNotNull(state, child, column);
  }
}

export function forgetNotNull(state: FoldState, table: TableDraft, constraint: ConstraintDraft): void {
  remove(table.notNulls, constraint);
  remove(table.constraints, constraint);
  state.countConstraint(table.schema, constraint.name, -1);
}
