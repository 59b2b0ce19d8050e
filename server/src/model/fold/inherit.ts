import type { OpOf } from '../facts';
import { displayName, keyOf } from '../names';
import type { Source } from '../schema';
import { lacksPartitionKey } from './check-constraint';
import { inheritedColumn, joinParent } from './children';
import { linkColumn } from './expressions';
import { inheritIndex } from './indexes';
import { inheritConstraint, isIndex } from './keys';
import { notNullOf, setNotNull } from './not-null';
import type { ColumnDraft, FoldState, TableDraft } from './state';
import { refuseGone } from './targets';

type CreateTable = OpOf<'create table'>;

/** Gives a new table the columns of its parents; those of them that are known are returned. */
export function addParents(state: FoldState, table: TableDraft, op: CreateTable, source: Source): TableDraft[] {
  const names = [...(op.partitionOf ? [op.partitionOf] : []), ...op.inherits];
  const parents = names.map((name) => state.table(name, source));
  const keys = parents.map((parent, i) => parent?.key ?? keyOf(names[i]!.schema ?? table.schema, names[i]!.name));
  if (new Set(keys).size < keys.length)
    state.refuse(`Table ${displayName(table)} inherits from a table twice.`, source, op.span);
  parents.forEach((parent, i) => {
    if (parent) checkParent(state, table, parent, op, source);
    else refuseGone(state, names[i]!, source, op.span, false);
  });
  if (op.partitionOf) table.partitionOf = keys[0]!;
  else table.inherits = keys;
  for (const parent of keys) state.hasParent(table, parent);
  if (parents.some((parent) => parent === undefined || parent.open)) table.open = true;
  for (const parent of parents) for (const column of parent?.columns ?? []) addFrom(state, table, column, op, source);
  return parents.flatMap((parent) => parent ?? []);
}

function checkParent(state: FoldState, table: TableDraft, parent: TableDraft, op: CreateTable, source: Source): void {
  const refuse = (message: string) => state.refuse(message, source, op.span);
  if (parent.query) refuse(`${displayName(parent)} is a view, not a table.`);
  if (op.partitionOf && !parent.partitionKey && !parent.open)
    refuse(`Table ${displayName(parent)} is not partitioned.`);
  if (!op.partitionOf && parent.partitionKey)
    refuse(`Table ${displayName(parent)} is partitioned: nothing inherits from it.`);
  if (!op.partitionOf && parent.partitionOf !== undefined)
    refuse(`Table ${displayName(parent)} is a partition: nothing inherits from it.`);
  if (parent.temporary && !table.temporary) refuse(`${displayName(parent)} is temporary.`);
  if (op.partitionOf && table.temporary && !parent.temporary) refuse(`${displayName(parent)} is not temporary.`);
}

function addFrom(state: FoldState, table: TableDraft, column: ColumnDraft, op: CreateTable, source: Source): void {
  const old = table.columns.find((own) => own.name === column.name);
  if (!old) {
    const copy = inheritedColumn(column);
    // A partition has its parent's identity; who merely inherits gets a plain column.
    if (table.partitionOf === undefined && copy.identity) {
      delete copy.identity;
      delete copy.sequence;
    }
    table.columns.push(copy);
    linkColumn(state, table, copy);
    return;
  }
  if (old.type.builtIn && column.type.builtIn && old.type.display !== column.type.display)
    state.refuse(
      `Column ${column.name} is of two types: ${old.type.display} and ${column.type.display}.`,
      source,
      op.span,
    );
  const written = op.columns.find(({ name, default: value }) => name === column.name && value);
  const [a, b] = [old.default?.text, column.default?.text];
  if (a !== undefined && b !== undefined && plain(a) !== plain(b) && !written)
    state.refuse(`Column ${column.name} has two defaults: ${a} and ${b}.`, source, op.span);
  if (Boolean(old.generated) !== Boolean(column.generated))
    state.refuse(`Column ${column.name} is generated in one parent only.`, source, op.span);
  const own = op.columns.some(({ name, generated }) => name === column.name && generated);
  if (old.generated && column.generated && plain(old.generated.text) !== plain(column.generated.text) && !own)
    state.refuse(`Column ${column.name} is generated in two ways.`, source, op.span);
  if (!old.default && column.default) old.default = column.default;
  joinParent(old);
}

function plain(text: string): string {
  return text.replace(/[\s()]/g, '').toLowerCase();
}

/** The constraints and indexes that a table has from its parents. */
export function inheritFrom(
  state: FoldState,
  table: TableDraft,
  parents: readonly TableDraft[],
  op: CreateTable,
  source: Source,
): void {
  for (const parent of parents) {
    for (const constraint of parent.notNulls) {
      const column = constraint.columns[0] ?? '';
      if (constraint.noInherit) continue;
      if (notNullOf(table, column)) joinParent(notNullOf(table, column)!);
      else {
        const { name, named } = constraint;
        const free = !table.notNulls.some((own) => own.name === name);
        setNotNull(state, table, column, constraint.origin, { ...(free && { name }), inherited: true, named });
      }
    }
    for (const constraint of parent.constraints) {
      if (constraint.kind === 'check' ? !constraint.noInherit : op.partitionOf !== undefined)
        inheritConstraint(state, table, constraint, { source, span: op.span });
      if (op.partitionOf && isIndex(constraint))
        state.doubt(table, () => lacksPartitionKey(state, table, constraint.columns));
    }
    if (op.partitionOf && op.kind !== 'foreign') for (const index of parent.indexes) inheritIndex(state, table, index);
  }
}
