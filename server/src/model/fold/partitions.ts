import type { OpOf } from '../facts';
import { displayName, keyOf } from '../names';
import type { Source } from '../schema';
import { becomeOwn, comesFromParent, inheritedColumn, isAbove, joinParent } from './children';
import { addConstraint } from './constraints';
import { inheritIndex, keepIndexes } from './indexes';
import { inheritConstraint, keepConstraints } from './keys';
import { notNullOf } from './not-null';
import { originAt, remove, type FoldState, type TableDraft } from './state';
import { changed, refuseGone } from './targets';

export function attachPartition(state: FoldState, op: OpOf<'attach partition'>, source: Source): void {
  const parent = changed(state, op, source);
  const partition = state.table(op.partition, source);
  if (!partition) return refuseGone(state, op.partition, source, op.span, false);
  const refuse = (message: string) => state.refuse(message, source, op.span);
  const name = displayName(partition);
  if (partition.query) refuse(`${name} is a view, not a table.`);
  if (parent && isAbove(state, partition, parent)) refuse(`Table ${name} can't be a partition of itself.`);
  if (partition.partitionOf !== undefined) refuse(`Table ${name} is a partition already.`);
  if (parent && !parent.partitionKey && !parent.open) refuse(`Table ${displayName(parent)} is not partitioned.`);
  if (partition.inherits.length > 0) refuse(`Table ${name} inherits from another table.`);
  if (partition.ofType !== undefined) refuse(`Table ${name} is made of a type.`);
  if (!partition.partitionKey && state.childrenOf(partition).length > 0) refuse(`Tables inherit from ${name}.`);
  if (parent && parent.temporary !== partition.temporary) refuse(`Only one of ${name} and its parent is temporary.`);
  if (partition.kind !== 'foreign') partition.kind = 'partition';
  partition.attached = originAt(source, op.span);
  partition.partitionOf = parent?.key ?? keyOf(op.table.schema ?? 'public', op.table.name);
  if (!parent) return state.hasParent(partition, partition.partitionOf);
  takeOver(state, parent, partition, op, source);
  state.hasParent(partition, parent.key);
  for (const constraint of parent.constraints)
    if (constraint.kind !== 'check') inheritConstraint(state, partition, constraint, { source, span: op.span });
  if (partition.kind !== 'foreign') for (const index of parent.indexes) inheritIndex(state, partition, index);
}

export function detachPartition(state: FoldState, op: OpOf<'detach partition'>, source: Source): void {
  const parent = changed(state, op, source);
  const partition = state.table(op.partition, source);
  if (!partition) return refuseGone(state, op.partition, source, op.span, false);
  if (parent && partition.partitionOf !== parent.key)
    state.refuse(`Table ${displayName(partition)} is no partition of ${displayName(parent)}.`, source, op.span);
  if (partition.kind === 'partition') partition.kind = partition.partitionKey ? 'partitioned' : 'table';
  delete partition.partitionOf;
  delete partition.attached;
  if (!parent) return;
  release(partition, parent);
  for (const column of partition.columns) {
    if (!column.identity) continue;
    delete column.identity;
    delete column.sequence;
  }
  if (op.concurrently && parent.partitionColumns && parent.partitionColumns.length > 0) {
    // What its bounds said it says by itself from now on.
    const columns = parent.partitionColumns.map((name) => ({ name, span: op.span }));
    const fact = { kind: 'check', span: op.span, inline: false, columns, notValid: false } as const;
    addConstraint(state, partition, fact, { source, span: op.span });
  }
}

export function inherit(state: FoldState, op: OpOf<'inherit'>, source: Source): void {
  const table = changed(state, op, source);
  const parent = state.table(op.parent, source);
  if (!table) return;
  const refuse = (message: string) => state.refuse(message, source, op.span);
  const key = parent?.key ?? keyOf(op.parent.schema ?? table.schema, op.parent.name);
  if (!op.inherits) {
    if (!table.inherits.includes(key)) refuse(`Table ${displayName(table)} doesn't inherit from ${op.parent.name}.`);
    remove(table.inherits, key);
    if (parent) release(table, parent);
    return;
  }
  if (parent?.query) refuse(`${displayName(parent)} is a view, not a table.`);
  if (table.ofType !== undefined) refuse(`Table ${displayName(table)} is made of a type.`);
  if (table.partitionKey) refuse(`Table ${displayName(table)} is partitioned.`);
  if (table.partitionOf !== undefined) refuse(`Table ${displayName(table)} is a partition.`);
  if (parent?.partitionKey) refuse(`Table ${displayName(parent)} is partitioned: ATTACH PARTITION is meant.`);
  if (parent?.temporary && !table.temporary) refuse(`${displayName(parent)} is temporary.`);
  if (parent && isAbove(state, table, parent)) refuse(`Table ${displayName(table)} can't inherit from itself.`);
  if (table.inherits.includes(key)) refuse(`Table ${displayName(table)} inherits from ${key} already.`);
  table.inherits.push(key);
  if (parent) takeOver(state, parent, table, op, source);
  state.hasParent(table, key);
}

/** A table that joins its parent has all of its columns and checks already; they now come from there. */
function takeOver(
  state: FoldState,
  parent: TableDraft,
  child: TableDraft,
  op: OpOf<'inherit'> | OpOf<'attach partition'>,
  source: Source,
): void {
  const isPartition = child.partitionOf === parent.key;
  const refuse = (message: string) => state.refuse(message, source, op.span);
  const extra = child.columns.find((own) => !parent.columns.some((column) => column.name === own.name));
  if (isPartition && extra && !parent.open && !child.open)
    refuse(`Column ${extra.name} of ${displayName(child)} is none of ${displayName(parent)}.`);
  for (const column of parent.columns) {
    const own = child.columns.find((candidate) => candidate.name === column.name);
    if (!own) {
      if (!child.open) refuse(`Table ${displayName(child)} has no column ${column.name}.`);
      child.columns.push(inheritedColumn(column));
      continue;
    }
    if (own.type.builtIn && column.type.builtIn && own.type.display !== column.type.display)
      refuse(`Column ${own.name} of ${displayName(child)} is of another type: ${own.type.display}.`);
    if (Boolean(own.generated) !== Boolean(column.generated))
      refuse(`Only one of the columns ${own.name} is generated.`);
    joinParent(own);
    if (!isPartition) continue;
    own.inherited = true;
    if (own.identity) refuse(`Column ${own.name} of ${displayName(child)} is an identity.`);
    if (column.identity) own.identity = column.identity;
  }
  for (const constraint of parent.notNulls) {
    if (constraint.noInherit) continue;
    const own = notNullOf(child, constraint.columns[0] ?? '');
    if (!own && child.open) continue;
    if (!own) refuse(`Column ${constraint.columns[0]} of ${displayName(child)} must be NOT NULL.`);
    else {
      joinParent(own);
      if (isPartition) own.inherited = true;
    }
  }
  for (const constraint of parent.constraints) {
    if (constraint.kind !== 'check' || constraint.noInherit) continue;
    const own = child.constraints.find(({ kind, name }) => kind === 'check' && name === constraint.name);
    if (!own && !child.open) refuse(`Table ${displayName(child)} has no constraint ${constraint.name}.`);
    if (own) inheritConstraint(state, child, constraint, { source, span: op.span });
  }
}

/** What came from a parent is the table's own from now on. */
function release(child: TableDraft, parent: TableDraft): void {
  for (const { name } of parent.columns) {
    const own = child.columns.find((column) => column.name === name);
    if (own && comesFromParent(own)) becomeOwn(own);
  }
  keepConstraints(child, [...parent.constraints, ...parent.notNulls]);
  keepIndexes(child);
}
