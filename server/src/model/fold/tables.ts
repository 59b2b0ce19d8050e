import type { OpOf } from '../facts';
import { displayName, keyOf } from '../names';
import type { Source } from '../schema';
import { becomeOwn, comesFromParent } from './children';
import { addConstraint, constraintNamed, dropConstraint } from './constraints';
import { notNullOf, setNotNull, validate } from './not-null';
import type { ConstraintDraft, FoldState, TableDraft } from './state';
import { changed } from './targets';

interface OnConstraint {
  readonly name: string;
  readonly span: OpOf<'rename constraint'>['span'];
}

export function addTableConstraint(state: FoldState, op: OpOf<'add constraint'>, source: Source): void {
  const table = changed(state, op, source);
  if (table) addConstraint(state, table, op.constraint, { source, span: op.span }, op.only);
}

export function dropTableConstraint(state: FoldState, op: OpOf<'drop constraint'>, source: Source): void {
  const table = changed(state, op, source);
  if (table) dropConstraint(state, table, op, source);
}

function constraintOf(state: FoldState, table: TableDraft, op: OnConstraint, source: Source) {
  const constraint = constraintNamed(table, op.name);
  if (!constraint && !table.open)
    state.refuse(`Table ${displayName(table)} has no constraint ${op.name}.`, source, op.span);
  return constraint;
}

export function validateConstraint(state: FoldState, op: OpOf<'validate constraint'>, source: Source): void {
  const table = changed(state, op, source);
  const constraint = table && constraintOf(state, table, op, source);
  if (!constraint) return;
  if (constraint.kind !== 'check' && constraint.kind !== 'foreign key' && constraint.kind !== 'not null')
    state.refuse(`Constraint ${op.name} is always valid.`, source, op.span);
  if (!constraint.enforced) state.refuse(`Constraint ${op.name} is not enforced.`, source, op.span);
  validate(state, table, constraint);
}

export function alterConstraint(state: FoldState, op: OpOf<'alter constraint'>, source: Source): void {
  const table = changed(state, op, source);
  const constraint = table && constraintOf(state, table, op, source);
  if (!constraint) return;
  const refuse = (message: string) => state.refuse(message, source, op.span);
  if (op.noInherit !== undefined) {
    if (constraint.kind !== 'not null') refuse(`Constraint ${op.name} is no NOT NULL.`);
    if (comesFromParent(constraint)) refuse(`Constraint ${op.name} comes from the parent table.`);
  } else if (constraint.kind !== 'foreign key') refuse(`Constraint ${op.name} is no foreign key.`);
  else if (comesFromParent(constraint)) refuse(`Constraint ${op.name} comes from the parent table.`);
  alter(state, table, constraint, op);
}

function alter(state: FoldState, table: TableDraft, constraint: ConstraintDraft, op: OpOf<'alter constraint'>): void {
  if (op.noInherit !== undefined) setInherits(state, table, constraint, !op.noInherit);
  if (op.deferrable !== undefined) constraint.deferrable = op.deferrable;
  if (op.initiallyDeferred !== undefined) constraint.initiallyDeferred = op.initiallyDeferred;
  if (op.enforced !== undefined) constraint.enforced = constraint.validated = op.enforced;
  if (constraint.kind !== 'foreign key') return;
  for (const child of state.childrenOf(table)) {
    const copy = child.constraints.find(
      (each) =>
        each.kind === 'foreign key' && comesFromParent(each) && each.columns.join() === constraint.columns.join(),
    );
    if (copy) alter(state, child, copy, op);
  }
}

/** `ALTER CONSTRAINT … INHERIT`: the child tables get a NOT NULL, or keep theirs as their own. */
function setInherits(state: FoldState, table: TableDraft, constraint: ConstraintDraft, inherits: boolean): void {
  if (constraint.noInherit !== inherits) return;
  constraint.noInherit = !inherits;
  const column = constraint.columns[0] ?? '';
  const { name, named, origin } = constraint;
  for (const child of state.childrenOf(table)) {
    const copy = notNullOf(child, column);
    if (inherits) setNotNull(state, child, column, origin, { name, named, inherited: true });
    else if (copy) becomeOwn(copy);
  }
}

export function renameConstraint(state: FoldState, op: OpOf<'rename constraint'>, source: Source): void {
  const table = changed(state, op, source);
  const constraint = table && constraintOf(state, table, op, source);
  if (!constraint) return;
  if (comesFromParent(constraint))
    state.refuse(`Constraint ${op.name} of ${displayName(table)} comes from its parent table.`, source, op.span);
  if (constraintNamed(table, op.to))
    state.refuse(`Table ${displayName(table)} already has a constraint ${op.to}.`, source, op.span);
  const key = state.indexes.get(keyOf(table.schema, op.name));
  if (key && 'constraint' in key && key.constraint === constraint && state.isTaken(table.schema, op.to))
    state.refuse(`Relation ${displayName({ schema: table.schema, name: op.to })} exists already.`, source, op.span);
  const inherits = (constraint.kind === 'check' || constraint.kind === 'not null') && !constraint.noInherit;
  if (op.only === true && inherits && state.childrenOf(table).length > 0)
    state.refuse(`The child tables of ${displayName(table)} have the constraint too: leave out ONLY.`, source, op.span);
  renameKey(state, table, constraint, op.to);
  if (inherits) renameInChildren(state, table, constraint, op);
}

function renameInChildren(
  state: FoldState,
  table: TableDraft,
  constraint: ConstraintDraft,
  op: OpOf<'rename constraint'>,
): void {
  for (const child of state.childrenOf(table)) {
    const copy = constraintNamed(child, op.name);
    if (copy?.kind !== constraint.kind || !comesFromParent(copy)) continue;
    renameKey(state, child, copy, op.to);
    renameInChildren(state, child, copy, op);
  }
}

/** Gives a constraint, and so the index that it may be, another name. */
export function renameKey(state: FoldState, table: TableDraft, constraint: ConstraintDraft, to: string): void {
  const from = constraint.name;
  state.countConstraint(table.schema, from, -1);
  state.countConstraint(table.schema, to, 1);
  const key = keyOf(table.schema, from);
  const owner = state.indexes.get(key);
  if (owner && 'constraint' in owner && owner.constraint === constraint) {
    state.indexes.delete(key);
    state.indexes.set(keyOf(table.schema, to), owner);
  }
  constraint.name = to;
  constraint.named = true;
  if (constraint.kind === 'not null' && !table.constraints.includes(constraint)) table.constraints.push(constraint);
}

/** `ALTER TABLE … OF type`, and NOT OF. */
export function setType(state: FoldState, op: OpOf<'of type'>, source: Source): void {
  const table = changed(state, op, source);
  if (!table) return;
  if (!op.type) {
    delete table.ofType;
    return;
  }
  const type = state.type(op.type, source);
  if (type && type.kind !== 'composite') state.refuse(`Type ${displayName(type)} is not composite.`, source, op.span);
  if (table.inherits.length > 0) state.refuse(`Table ${displayName(table)} inherits from another.`, source, op.span);
  const same = (names: readonly { readonly name: string }[]) => names.map(({ name }) => name).join('\n');
  if (type && !table.open && same(type.columns) !== same(table.columns))
    state.refuse(`Table ${displayName(table)} has other columns than type ${displayName(type)}.`, source, op.span);
  table.ofType = type?.key ?? keyOf(op.type.schema ?? table.schema, op.type.name);
  state.link(table, op.type);
}
