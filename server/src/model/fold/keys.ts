import { displayName, keyOf } from '../names';
import { becomeOwn, comesFromParent, joinParent } from './children';
import { linkExpression } from './expressions';
import { constraintName } from './naming';
import { notNullOf, setNotNull, type Place } from './not-null';
import { remove, type ConstraintDraft, type FoldState, type TableDraft } from './state';

/** Gives a table a constraint that is made up already. */
export function enter(state: FoldState, table: TableDraft, draft: ConstraintDraft): void {
  table.constraints.push(draft);
  state.countConstraint(table.schema, draft.name, 1);
  if (draft.references) state.link(table, draft.references.table);
  if (isIndex(draft)) state.indexes.set(keyOf(table.schema, draft.name), { table, constraint: draft });
}

/** Takes a constraint away, from its table alone. */
export function takeAway(state: FoldState, table: TableDraft, draft: ConstraintDraft): void {
  remove(table.constraints, draft);
  state.countConstraint(table.schema, draft.name, -1);
  if (isIndex(draft)) state.indexes.delete(keyOf(table.schema, draft.name));
}

export function isIndex({ kind }: ConstraintDraft): boolean {
  return kind === 'primary key' || kind === 'unique' || kind === 'exclude';
}

/** Gives the children of a table what a new constraint of it brings them. */
export function spread(state: FoldState, table: TableDraft, constraint: ConstraintDraft): void {
  for (const child of state.childrenOf(table)) {
    if (constraint.kind === 'check' ? !constraint.noInherit : child.partitionOf === table.key) {
      inheritConstraint(state, child, constraint);
    }
  }
}

/** A child's own version of a parent's constraint; one that it has already becomes the inherited one. */
export function inheritConstraint(
  state: FoldState,
  child: TableDraft,
  constraint: ConstraintDraft,
  place: Place = constraint.origin,
): void {
  if (constraint.kind === 'not null') return;
  const refuse = (message: string) => state.refuse(message, place.source, place.span);
  const own = child.constraints.find(
    (candidate) => (candidate.kind === 'check' || !comesFromParent(candidate)) && serves(candidate, constraint),
  );
  if (own) {
    const what = `Constraint ${own.name} of ${displayName(child)}`;
    if (own.kind === 'check') {
      if (!sameCheck(own, constraint)) refuse(`${what} says something else.`);
      if (own.noInherit) refuse(`${what} is NO INHERIT.`);
      if (constraint.validated && !own.validated) refuse(`${what} is not valid.`);
    }
    joinParent(own);
    // A partition's version is nothing of its own.
    if (own.kind !== 'check' || child.partitionOf !== undefined) own.inherited = true;
  } else {
    if (constraint.kind === 'primary key' && child.constraints.some(({ kind }) => kind === 'primary key'))
      refuse(`Table ${displayName(child)} has another primary key.`);
    const other = constraint.kind === 'check' && child.constraints.find(({ name: own }) => own === constraint.name);
    if (other) refuse(`Table ${displayName(child)} already has a constraint ${other.name}.`);
    const name = copyName(state, child, constraint);
    const copy: ConstraintDraft = {
      ...constraint,
      name,
      columns: [...constraint.columns],
      inherited: true,
      parents: 1,
    };
    delete copy.comment;
    if (constraint.kind !== 'check') copy.named = false;
    enter(state, child, copy);
    linkExpression(state, child, copy.expression);
    spread(state, child, copy);
  }
  if (constraint.kind === 'primary key') {
    const { source, span } = constraint.origin;
    for (const column of constraint.columns)
      if (!notNullOf(child, column)) setNotNull(state, child, column, { source, span });
  }
}

/** A table that leaves its parent keeps the constraints as its own. */
export function keepConstraints(child: TableDraft, of: readonly ConstraintDraft[]): void {
  for (const constraint of of) {
    const copy = [...child.constraints, ...child.notNulls].find(
      (candidate) =>
        comesFromParent(candidate) &&
        (constraint.kind === 'not null'
          ? candidate.kind === 'not null' && candidate.columns[0] === constraint.columns[0]
          : serves(candidate, constraint)),
    );
    if (copy) becomeOwn(copy);
  }
}

function copyName(state: FoldState, child: TableDraft, constraint: ConstraintDraft): string {
  if (constraint.kind === 'check') return constraint.name;
  if (constraint.kind === 'foreign key') {
    const used = child.constraints.some((candidate) => candidate.name === constraint.name);
    return used ? constraintName(state, child, 'foreign key', constraint.columns) : constraint.name;
  }
  return constraintName(state, child, constraint.kind, constraint.labels ?? constraint.columns);
}

function sameCheck(a: ConstraintDraft, b: ConstraintDraft): boolean {
  const plain = (text: string | undefined) => text?.replace(/[\s()]|::\s*\w+/g, '').toLowerCase();
  return (
    a.expression === undefined || b.expression === undefined || plain(a.expression.text) === plain(b.expression.text)
  );
}

function serves(own: ConstraintDraft, parents: ConstraintDraft): boolean {
  if (own.kind !== parents.kind) return false;
  if (own.kind === 'check') return own.name === parents.name;
  if (own.columns.join() !== parents.columns.join()) return false;
  if (own.kind !== 'foreign key') return isIndex(own) && own.nullsNotDistinct === parents.nullsNotDistinct;
  const [a, b] = [own.references!, parents.references!];
  return (
    a.table.name === b.table.name &&
    a.columns.join() === b.columns.join() &&
    a.onDelete === b.onDelete &&
    a.onUpdate === b.onUpdate
  );
}
