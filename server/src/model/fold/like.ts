import type { LikeFact, OpOf } from '../facts';
import { displayName } from '../names';
import type { Column, Source } from '../schema';
import { linkColumn, linkExpression } from './expressions';
import { enterIndex } from './indexes';
import { enter } from './keys';
import { chooseRelationName, constraintName, indexColumnNames } from './naming';
import { notNullOf, setNotNull } from './not-null';
import { ownSequence } from './sequences';
import type { ColumnDraft, ConstraintDraft, FoldState, TableDraft } from './state';
import { refuseGone } from './targets';

type CreateTable = OpOf<'create table'>;

/** `LIKE table`: its columns, as far as it says so with what they are made of. */
export function copyColumns(state: FoldState, table: TableDraft, like: LikeFact, source: Source): void {
  const type = state.type(like.table, source);
  const from = state.table(like.table, source) ?? state.surroundings.relation(like.table, source);
  if (!from && type?.kind === 'composite') {
    const { origin, nameOrigin } = table;
    for (const column of type.columns)
      add(state, table, { ...column, notNull: false, origin, nameOrigin, typeOrigin: type.origin }, source);
    return;
  }
  if (!from && (state.sequence(like.table, source) ?? state.index(like.table, source)))
    state.refuse(`${like.table.name} has no columns.`, source, table.origin.span);
  if (!from) refuseGone(state, like.table, source, table.origin.span, false);
  if (!from || from.open) table.open = true;
  // A foreign table has neither identities nor keys of its own.
  const including = new Set<string>(
    table.kind === 'foreign' ? like.including.filter((part) => part !== 'identity') : like.including,
  );
  for (const column of from?.columns ?? []) add(state, table, copied(state, table, column, including, source), source);
}

function add(state: FoldState, table: TableDraft, column: ColumnDraft, source: Source): void {
  const at = table.columns.findIndex((own) => own.name === column.name);
  const old = table.columns[at];
  if (!old) table.columns.push(column);
  else if (old.inherited) table.columns[at] = { ...old, ...column };
  else state.refuse(`Column ${column.name} of ${displayName(table)} is there twice.`, source, table.origin.span);
  if (table.columns[at]) delete table.columns[at].inherited;
  linkColumn(state, table, column);
}

function copied(
  state: FoldState,
  table: TableDraft,
  column: Column,
  including: ReadonlySet<string>,
  source: Source,
): ColumnDraft {
  const copy: ColumnDraft = { ...column, notNull: false };
  delete copy.inherited;
  delete copy.parents;
  if (!including.has('comments')) delete copy.comment;
  if (!including.has('generated')) delete copy.generated;
  const { identity } = copy;
  if (!including.has('identity')) delete copy.identity;
  if (!including.has('defaults') || identity) {
    delete copy.default;
    delete copy.sequence;
  }
  if (copy.identity) ownSequence(state, table, copy, column.type, source);
  return copy;
}

/** NOT NULL is always taken over. */
export function likeNotNulls(state: FoldState, table: TableDraft, op: CreateTable, source: Source): void {
  for (const { table: name } of op.like) {
    for (const constraint of state.lookAt(name, source)?.notNulls ?? []) {
      const column = constraint.columns[0] ?? '';
      if (notNullOf(table, column)) continue;
      const taken = table.notNulls.some((own) => own.name === constraint.name);
      setNotNull(state, table, column, constraint.origin, {
        ...(!taken && { name: constraint.name }),
        named: constraint.named,
        noInherit: constraint.noInherit,
      });
    }
    // Columns of a table that isn't folded here are NOT NULL all the same.
    if (state.lookAt(name, source)) continue;
    for (const { notNull, name: column } of state.surroundings.relation(name, source)?.columns ?? []) {
      if (notNull && !notNullOf(table, column)) setNotNull(state, table, column, table.origin);
    }
  }
}

/** Checks and indexes of the tables that the table is like; they become its own. */
export function copyParts(state: FoldState, table: TableDraft, op: CreateTable, source: Source): void {
  for (const { table: name, including } of op.like) {
    const from = state.table(name, source);
    if (!from) continue;
    const comments = including.includes('comments');
    const indexes = including.includes('indexes') && table.kind !== 'foreign';
    for (const constraint of [...from.constraints]) {
      const isCheck = constraint.kind === 'check';
      const isKey = constraint.kind === 'primary key' || constraint.kind === 'unique' || constraint.kind === 'exclude';
      if (isCheck ? !including.includes('constraints') : !isKey || !indexes) continue;
      copyConstraint(state, table, constraint, comments, source);
    }
    if (!indexes) continue;
    for (const index of from.indexes) {
      const columns = indexColumnNames([...index.keys.map((key) => key.label), ...index.include]);
      const own = chooseRelationName(state, table.schema, table.name, columns, 'idx');
      const copy = { ...index, name: own, only: false };
      delete copy.inherited;
      if (!comments) delete copy.comment;
      enterIndex(state, table, copy);
    }
  }
}

function copyConstraint(
  state: FoldState,
  table: TableDraft,
  constraint: ConstraintDraft,
  comments: boolean,
  source: Source,
): void {
  const isCheck = constraint.kind === 'check';
  if (constraint.noInherit && table.partitionKey)
    state.refuse(`A constraint of a partitioned table can't be NO INHERIT.`, source, table.origin.span);
  const old = isCheck && table.constraints.find((own) => own.name === constraint.name);
  if (old && old.inherited) return;
  if (old) state.refuse(`Table ${displayName(table)} already has a constraint ${old.name}.`, source, table.origin.span);
  if (constraint.kind === 'primary key' && table.constraints.some(({ kind }) => kind === 'primary key'))
    state.refuse(`Table ${displayName(table)} already has a primary key.`, source, table.origin.span);
  const name = isCheck
    ? constraint.name
    : constraintName(state, table, constraint.kind, constraint.labels ?? constraint.columns);
  const copy: ConstraintDraft = {
    ...constraint,
    name,
    columns: [...constraint.columns],
    validated: constraint.enforced,
  };
  delete copy.inherited;
  delete copy.parents;
  if (!comments) delete copy.comment;
  enter(state, table, copy);
  linkExpression(state, table, copy.expression);
  if (constraint.kind !== 'primary key') return;
  for (const column of copy.columns) if (!notNullOf(table, column)) setNotNull(state, table, column, table.origin);
}
