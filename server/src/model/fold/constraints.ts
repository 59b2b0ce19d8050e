import type { ConstraintFact, OpOf } from '../facts';
import { displayName, keyOf } from '../names';
import { referencedColumns, type Source } from '../schema';
import { comesFromParent, leaveParent } from './children';
import { checkConstraint, checkName, checkNames } from './check-constraint';
import { constraintDraft } from './drafts';
import { linkExpression } from './expressions';
import { enter, isIndex, spread, takeAway } from './keys';
import { constraintName } from './naming';
import { dropNotNull, refuseDropNotNull, setNotNull, type Place } from './not-null';
import { remove, type ConstraintDraft, type FoldState, type TableDraft } from './state';

/** Adds a constraint as it is written with a table. `only`: not on its children. */
export function addConstraint(
  state: FoldState,
  table: TableDraft,
  fact: ConstraintFact,
  place: Place,
  only = false,
): void {
  if (fact.kind === 'not null') return addNotNull(state, table, fact, place, only);
  const promoted = promotedIndex(state, table, fact, place.source);
  checkConstraint(state, table, fact, place.source, only);
  if (fact.kind === 'check' && mergesInherited(state, table, fact, place.source)) return;
  const counted = countedColumns(fact);
  const name = fact.name ?? promoted?.name ?? constraintName(state, table, fact.kind, counted);
  const draft = constraintDraft(fact, name, place.source);
  if (promoted) {
    draft.columns = promoted.keys.flatMap((key) => (key.column === undefined ? [] : [key.column]));
    draft.include = promoted.include;
    draft.nullsNotDistinct = promoted.nullsNotDistinct;
    remove(table.indexes, promoted);
    state.indexes.delete(keyOf(table.schema, promoted.name));
  }
  if (state.isTaken(table.schema, name) && draft.kind !== 'check' && draft.kind !== 'foreign key')
    state.refuse(`Relation ${displayName({ schema: table.schema, name })} exists already.`, place.source, fact.span);
  if (isIndex(draft)) draft.labels = promoted?.keys.map((key) => key.label) ?? counted;
  enter(state, table, draft);
  checkNames(state, table, fact, table.origin.source === place.source ? table : draft, place.source, only);
  linkExpression(state, table, draft.expression);
  if (draft.refused) return;
  if (fact.kind === 'primary key')
    for (const column of draft.columns) setNotNull(state, table, column, place, { only });
  if (!only) spread(state, table, draft);
}

/** The columns that count for a constraint's name. */
function countedColumns(fact: ConstraintFact): readonly string[] {
  const keys = fact.exclusion?.keys.map((key) => key.label) ?? fact.columns.map((column) => column.name);
  return [...keys, ...(fact.include ?? [])];
}

function addNotNull(state: FoldState, table: TableDraft, fact: ConstraintFact, place: Place, only: boolean): void {
  const { notValid, noInherit = false, name } = fact;
  for (const column of fact.columns) {
    const found = table.columns.some((candidate) => candidate.name === column.name);
    if (!found && !table.open)
      state.refuse(`Table ${displayName(table)} has no column ${column.name}.`, place.source, column.span);
    const is = table.notNulls.some((each) => each.columns[0] === column.name);
    if (name !== undefined && !is) checkName(state, table, fact, place.source);
    if (noInherit && table.partitionKey)
      state.refuse(`A constraint of a partitioned table can't be NO INHERIT.`, place.source, fact.span);
    if (only && !noInherit && !is && state.childrenOf(table).length > 0)
      state.refuse(`The child tables of ${displayName(table)} need the constraint too: leave out ONLY.`, place.source, fact.span); // prettier-ignore
    setNotNull(state, table, column.name, place, { ...(name && { name }), fact, valid: !notValid, noInherit, only });
  }
}

function promotedIndex(state: FoldState, table: TableDraft, fact: ConstraintFact, source: Source) {
  if (fact.usingIndex === undefined) return undefined;
  const found = table.indexes.find((index) => index.name === fact.usingIndex);
  const what = `Index ${fact.usingIndex}`;
  if (!found && !table.open) state.refuse(`${what} is none of ${displayName(table)}.`, source, fact.span);
  if (found && !found.unique) state.refuse(`${what} is not unique.`, source, fact.span);
  if (found?.predicate) state.refuse(`${what} is not about all rows.`, source, fact.span);
  if (found?.keys.some((key) => key.column === undefined)) state.refuse(`${what} has expressions.`, source, fact.span);
  if (found && table.partitionKey) state.refuse(`${what} is of a partitioned table.`, source, fact.span);
  return found;
}

/** A check that a parent gave the table already is the same one, now also the table's own. */
function mergesInherited(state: FoldState, table: TableDraft, fact: ConstraintFact, source: Source): boolean {
  if (fact.name === undefined) return false;
  const old = table.constraints.find((constraint) => constraint.name === fact.name && constraint.kind === 'check');
  if (!old) return false;
  if (!comesFromParent(old))
    state.refuse(`Table ${displayName(table)} already has a constraint ${fact.name}.`, source, fact.span);
  delete old.inherited;
  return true;
}

/** A constraint by its name, NOT NULLs too. */
export function constraintNamed(table: TableDraft, name: string): ConstraintDraft | undefined {
  return [...table.constraints, ...table.notNulls].find((constraint) => constraint.name === name);
}

/** Drops a constraint of a table and of its children; foreign keys that need it go too where CASCADE says so. */
export function dropConstraint(state: FoldState, table: TableDraft, op: OpOf<'drop constraint'>, source: Source): void {
  const constraint = constraintNamed(table, op.name);
  if (!constraint) {
    if (!op.ifExists && !table.open)
      state.refuse(`Table ${displayName(table)} has no constraint ${op.name}.`, source, op.span);
    return;
  }
  if (constraint.kind === 'not null') {
    const column = table.columns.find(({ name }) => name === constraint.columns[0]);
    if (column) refuseDropNotNull(state, table, column, source, op.span);
  } else if (comesFromParent(constraint))
    state.refuse(`Constraint ${op.name} of ${displayName(table)} comes from its parent table.`, source, op.span);
  if (op.only === true && table.partitionKey && !constraint.noInherit && state.childrenOf(table).length > 0)
    state.refuse(`The partitions of ${displayName(table)} have the constraint too: leave out ONLY.`, source, op.span);
  for (const { owner, constraint: key } of needing(state, table, constraint)) {
    if (!op.cascade)
      state.refuse(`Foreign key ${key.name} of ${displayName(owner)} needs constraint ${op.name}.`, source, op.span);
    takeAway(state, owner, key);
  }
  dropFrom(state, table, constraint, op.only === true);
}

function dropFrom(state: FoldState, table: TableDraft, constraint: ConstraintDraft, only: boolean): void {
  if (constraint.kind === 'not null') return dropNotNull(state, table, constraint.columns[0] ?? '', only);
  takeAway(state, table, constraint);
  if (constraint.noInherit) return;
  for (const child of state.childrenOf(table)) {
    const copy = child.constraints.find((candidate) => comesFromParent(candidate) && copies(candidate, constraint));
    if (!copy) continue;
    if (only) {
      leaveParent(copy);
      delete copy.inherited;
    } else if (!leaveParent(copy)) dropFrom(state, child, copy, false);
  }
}

/** Whether a child's constraint is what it has of its parent's: checks keep the name, keys only what they are. */
function copies(copy: ConstraintDraft, of: ConstraintDraft): boolean {
  if (copy.kind !== of.kind) return false;
  return of.kind === 'check' ? copy.name === of.name : copy.columns.join() === of.columns.join();
}

interface Owned {
  readonly owner: TableDraft;
  readonly constraint: ConstraintDraft;
}

/** The foreign keys that point to a table. */
export function referencing(state: FoldState, target: TableDraft): Owned[] {
  const pointsTo = ({ references, origin }: ConstraintDraft) =>
    references?.table.name === target.name && state.lookAt(references.table, origin.source) === target;
  const owners = state.usersOf(target.name, ({ constraints }) => constraints.some(pointsTo));
  return owners.flatMap((owner) =>
    owner.constraints.filter(pointsTo).map((constraint): Owned => ({ owner, constraint })),
  );
}

/** A foreign key that was refused needs nothing. */
export function needs({ owner, constraint }: Owned): boolean {
  return !constraint.refused && !owner.refused;
}

/** The foreign keys that need a key of a table. */
export function needing(
  state: FoldState,
  table: TableDraft,
  key: { readonly kind: string; readonly columns: readonly string[] },
): Owned[] {
  if (key.kind !== 'primary key' && key.kind !== 'unique') return [];
  return referencing(state, table).filter((owned) => {
    const { constraint } = owned;
    if (!needs(owned)) return false;
    const columns = sorted(referencedColumns(constraint.references!, table));
    if (columns !== sorted(key.columns)) return false;
    // Of two that serve, nobody but PostgreSQL knows which one it took; a foreign key that names no columns took the primary key.
    if (constraint.references!.columns.length === 0) return key.kind === 'primary key';
    const others = table.constraints.filter(({ kind }) => kind === 'primary key' || kind === 'unique');
    const indexes = table.indexes
      .filter(({ unique }) => unique)
      .map(({ keys }) => keys.map(({ column }) => column ?? ''));
    const serving = [...others.map((other) => other.columns), ...indexes].filter((each) => sorted(each) === columns);
    return serving.length <= 1;
  });
}

function sorted(columns: readonly string[]): string {
  return [...columns].sort().join();
}
