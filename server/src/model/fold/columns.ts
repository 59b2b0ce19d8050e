import type { ColumnFact, OpOf } from '../facts';
import { displayName } from '../names';
import { SYSTEM_COLUMNS, type Source } from '../schema';
import { becomeOwn, comesFromParent, inheritedColumn, joinParent, leaveParent } from './children';
import { addConstraint } from './constraints';
import { columnDraft } from './drafts';
import { forgetColumn, refuseIfNeeded } from './column-users';
import { checkColumns, linkColumn } from './expressions';
import { setNotNull } from './not-null';
import { ownSequence } from './sequences';
import type { ColumnDraft, FoldState, TableDraft } from './state';
import { changed, columnOf } from './targets';

export function addColumn(state: FoldState, op: OpOf<'add column'>, source: Source): void {
  const table = changed(state, op, source);
  if (!table) return;
  const { name, nameSpan } = op.column;
  const refuse = (message: string) => state.refuse(message, source, nameSpan);
  if (table.partitionOf !== undefined && state.tables.has(table.partitionOf))
    refuse(`Table ${displayName(table)} is a partition: add the column to the table that it is a part of.`);
  if (table.ofType !== undefined) refuse(`Table ${displayName(table)} is made of a type: change that.`);
  if (table.columns.some((column) => column.name === name)) {
    if (op.ifNotExists) return;
    refuse(`Table ${displayName(table)} already has a column ${name}.`);
  }
  refuseFaults(state, op.column, source);
  const children = state.childrenOf(table);
  if (op.only === true && children.length > 0)
    refuse(`Table ${displayName(table)} has children: they need column ${name} too, without ONLY.`);
  if (op.column.identity && children.length > 0 && !table.partitionKey)
    refuse(`Table ${displayName(table)} has children: an identity can't be added.`);
  const draft = columnDraft(op.column, source);
  ownSequence(state, table, draft, op.column.type, source, op.column.sequenceName);
  table.columns.push(draft);
  linkColumn(state, table, draft);
  checkGenerated(state, table, op.column, source);
  addToChildren(state, table, draft, source);
  const named = op.constraints.some((fact) => fact.kind === 'not null');
  if ((op.column.notNull || op.column.identity || op.column.type.serial) && !named) {
    setNotNull(state, table, draft.name, { source, span: op.span });
  }
  for (const fact of op.constraints) addConstraint(state, table, fact, { source, span: op.span });
}

/** What is wrong with a column whatever else the table has. */
export function refuseFaults(state: FoldState, fact: ColumnFact, source: Source): void {
  if (fact.fault !== undefined) state.refuse(fact.fault, source, fact.span);
  if (SYSTEM_COLUMNS.has(fact.name))
    state.refuse(`${fact.name} is the name of a column that every table has.`, source, fact.nameSpan);
  const { default: value, identity, type } = fact;
  const named = value?.columns.find((name) => value.text.toLowerCase().includes(name.toLowerCase()));
  if (named !== undefined && value)
    state.refuse(`The default of column ${fact.name} names a column: ${named}.`, source, value.span);
  if (identity && !(type.builtIn && /^int[248]$/.test(type.name.name) && type.dimensions === 0) && type.builtIn)
    state.refuse(`Column ${fact.name} must be smallint, integer or bigint to be an identity.`, source, fact.span);
}

/** What generates a column may name columns of its table that are not generated themselves. */
export function checkGenerated(state: FoldState, table: TableDraft, fact: ColumnFact, source: Source): void {
  const { generated } = fact;
  if (!generated) return;
  checkColumns(state, table, generated, table.origin.source === source ? table : {}, source);
  for (const name of generated.columns) {
    if (table.columns.some((column) => column.name === name && column.generated))
      state.refuse(`Column ${fact.name} is generated from ${name}, which is generated itself.`, source, generated.span);
  }
}

function addToChildren(state: FoldState, table: TableDraft, column: ColumnDraft, source: Source): void {
  for (const child of state.childrenOf(table)) {
    const own = child.columns.find((candidate) => candidate.name === column.name);
    if (own) {
      if (own.type.display !== column.type.display && !child.open)
        state.refuse(
          `Column ${own.name} of ${displayName(child)} is of another type: ${own.type.display}.`,
          source,
          column.origin.span,
        );
      joinParent(own);
      continue;
    }
    const copy = inheritedColumn(column);
    if (child.partitionOf === undefined) delete copy.identity;
    child.columns.push(copy);
    linkColumn(state, child, copy);
    addToChildren(state, child, copy, source);
  }
}

export function dropColumn(state: FoldState, op: OpOf<'drop column'>, source: Source): void {
  const table = changed(state, op, source);
  if (!table) return;
  if (op.ifExists && !table.columns.some((column) => column.name === op.column)) return;
  const column = columnOf(state, table, op.column, source, op.span);
  if (!column) return;
  if (table.ofType !== undefined)
    state.refuse(`Table ${displayName(table)} is made of a type: change that.`, source, op.span);
  refuseInherited(state, table, column, source, op.span);
  refusePartitionKey(state, table, op.column, source, op.span);
  if (op.only === true && table.partitionKey && state.childrenOf(table).length > 0)
    state.refuse(
      `Table ${displayName(table)} has partitions: they lose the column too, without ONLY.`,
      source,
      op.span,
    );
  refuseIfNeeded(state, table, op.column, op.cascade, source, op.span);
  dropFromTable(state, table, op.column, source, op.only === true);
}

export function refuseInherited(
  state: FoldState,
  table: TableDraft,
  column: ColumnDraft,
  source: Source,
  span: OpOf<'drop column'>['span'],
): void {
  if (comesFromParent(column))
    state.refuse(
      `Column ${column.name} of ${displayName(table)} comes from its parent table: change it there.`,
      source,
      span,
    );
}

export function refusePartitionKey(
  state: FoldState,
  table: TableDraft,
  column: string,
  source: Source,
  span: OpOf<'drop column'>['span'],
): void {
  const { partitionKey = [], partitionColumns = partitionKey } = table;
  if (partitionColumns.includes(column))
    state.refuse(`Column ${column} is in the partition key of ${displayName(table)}.`, source, span);
  for (const child of state.childrenOf(table)) refusePartitionKey(state, child, column, source, span);
}

/** Takes a column away with all that needs it, from the table and its children. */
export function dropFromTable(state: FoldState, table: TableDraft, column: string, source: Source, only = false): void {
  for (const { name, generated } of table.columns) {
    if (name !== column && generated?.columns.includes(column)) dropFromTable(state, table, name, source, only);
  }
  forgetColumn(state, table, column);
  table.columns = table.columns.filter((candidate) => candidate.name !== column);
  for (const child of state.childrenOf(table)) {
    const copy = child.columns.find((candidate) => candidate.name === column);
    if (!copy || !comesFromParent(copy)) continue;
    if (only) becomeOwn(copy);
    else if (!leaveParent(copy)) dropFromTable(state, child, column, source);
  }
}
