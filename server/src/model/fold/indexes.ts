import type { OpOf } from '../facts';
import { displayName, keyOf } from '../names';
import { SYSTEM_COLUMNS, type Source } from '../schema';
import { lacksPartitionKey } from './check-constraint';
import { becomeOwn, comesFromParent } from './children';
import { indexDraft } from './drafts';
import { checkColumns, linkExpression, linkKeys } from './expressions';
import { chooseRelationName, indexColumnNames } from './naming';
import { isIndex } from './keys';
import { remove, type ConstraintDraft, type FoldState, type IndexDraft, type TableDraft } from './state';
import { refuseGone } from './targets';

export function createIndex(state: FoldState, op: OpOf<'create index'>, source: Source): void {
  const table = state.table(op.table, source);
  if (!table) return refuseGone(state, op.table, source, op.table.span, false);
  const { index } = op;
  if (table.kind === 'view') state.refuse(`${displayName(table)} is a view: it has no indexes.`, source, op.table.span);
  if (index.name !== undefined && state.isTaken(table.schema, index.name)) {
    if (op.ifNotExists) return;
    state.refuse(
      `Relation ${displayName({ schema: table.schema, name: index.name })} exists already.`,
      source,
      index.nameSpan ?? op.span,
    );
  }
  check(state, table, op, source);
  const labels = [...index.keys.map((key) => key.label), ...index.include.map((column) => column.name)];
  const name = index.name ?? chooseRelationName(state, table.schema, table.name, indexColumnNames(labels), 'idx');
  const draft = indexDraft(index, name, source, op.span, op.concurrently);
  if (!index.nameSpan) draft.nameOrigin = { source, span: op.table.span };
  draft.only = index.only === true && table.partitionKey !== undefined;
  checkNames(state, table, draft, source);
  enterIndex(state, table, draft);
}

/** An index of a column that doesn't exist is none, but stays for those who are at work on it. */
function checkNames(state: FoldState, table: TableDraft, index: IndexDraft, source: Source): void {
  if (table.query || table.open) return;
  for (const { expression } of index.keys) if (expression) checkColumns(state, table, expression, index, source);
  if (index.predicate) checkColumns(state, table, index.predicate, index, source);
  const names = [...index.keys.flatMap(({ column }) => column ?? []), ...index.include];
  const has = (name: string) => SYSTEM_COLUMNS.has(name) || table.columns.some((column) => column.name === name);
  state.doubt(index, () => !names.every(has));
  const columns = index.keys.map(({ column }) => column ?? '');
  if (index.unique) state.doubt(index, () => lacksPartitionKey(state, table, columns, index.only));
}

function check(state: FoldState, table: TableDraft, op: OpOf<'create index'>, source: Source): void {
  const { index } = op;
  if (op.concurrently && table.partitionKey)
    state.refuse(`${displayName(table)} is partitioned: its indexes can't be made concurrently.`, source, op.span);
  if (index.unique && index.method !== 'btree')
    state.refuse(`An index of ${index.method} can't be unique.`, source, op.span);
  const expressions = [
    ...index.keys.flatMap(({ expression }) => expression?.columns ?? []),
    ...(index.predicate?.columns ?? []),
  ];
  const named = new Set([...index.keys.flatMap(({ column }) => column ?? []), ...expressions]);
  const virtual = table.query
    ? undefined
    : table.columns.find(({ name, generated }) => generated?.stored === false && named.has(name));
  if (virtual) state.refuse(`Column ${virtual.name} is virtual: it can't be in an index.`, source, op.span);
}

/** A partition's own version of an index of its parent; one that it has already is taken for it. */
export function inheritIndex(state: FoldState, child: TableDraft, index: IndexDraft): void {
  const own = child.indexes.find((candidate) => !candidate.inherited && sameIndex(candidate, index));
  if (own) {
    own.inherited = true;
    return;
  }
  if (child.constraints.some((key) => isIndex(key) && isSame(key, index))) return;
  const columns = indexColumnNames([...index.keys.map((key) => key.label), ...index.include]);
  const name = chooseRelationName(state, child.schema, child.name, columns, 'idx');
  const copy: IndexDraft = { ...index, name, named: false, inherited: true, only: false };
  delete copy.comment;
  enterIndex(state, child, copy);
}

/** Gives a table an index, and its partitions theirs. */
export function enterIndex(state: FoldState, table: TableDraft, index: IndexDraft): void {
  table.indexes.push(index);
  state.indexes.set(keyOf(table.schema, index.name), { table, index });
  linkKeys(state, table, index.keys);
  linkExpression(state, table, index.predicate);
  if (index.only) return;
  for (const child of state.childrenOf(table))
    if (child.partitionOf === table.key && child.kind !== 'foreign') inheritIndex(state, child, index);
}

/** Takes an index away, and those of the partitions that are parts of it. */
export function forgetIndex(state: FoldState, table: TableDraft, index: IndexDraft): void {
  remove(table.indexes, index);
  state.indexes.delete(keyOf(table.schema, index.name));
  for (const child of state.childrenOf(table)) {
    const copy = child.indexes.find((own) => own.inherited && sameIndex(own, index));
    if (copy) forgetIndex(state, child, copy);
  }
}

/** `ALTER INDEX … ATTACH PARTITION`: the partition's index is its parent's from then on. */
export function attachIndex(state: FoldState, op: OpOf<'attach index'>, source: Source): void {
  const parent = state.index(op.name, source);
  const child = state.index(op.partition, source);
  if (!parent || !child) return refuseGone(state, child ? op.name : op.partition, source, op.span, false);
  if (child.table.partitionOf !== parent.table.key)
    state.refuse(`${displayName(child.table)} is no partition of ${displayName(parent.table)}.`, source, op.span);
  if ('index' in child) child.index.inherited = true;
  else if (!comesFromParent(child.constraint)) Object.assign(child.constraint, { inherited: true, parents: 1 });
}

/** `ALTER INDEX … SET (…)` and RESET. */
export function setStorage(state: FoldState, op: OpOf<'index storage'>, source: Source): void {
  const owner = state.index(op.name, source);
  if (!owner || !('index' in owner)) return;
  const named = (option: string) => option.slice(0, option.indexOf('='));
  const names = new Set(op.options.map(named));
  const kept = owner.index.storage.filter((option) => !names.has(named(option)));
  owner.index.storage = op.set ? [...kept, ...op.options] : kept;
}

/** A table that leaves its parent keeps the indexes as its own. */
export function keepIndexes(child: TableDraft): void {
  for (const index of child.indexes) if (index.inherited) becomeOwn(index);
}

/** Whether the index of a key is what an index says. */
function isSame(key: ConstraintDraft, index: IndexDraft): boolean {
  if (!index.unique || index.predicate || key.kind === 'exclude') return false;
  return (
    key.columns.join('\n') === index.keys.map(({ column }) => column ?? '').join('\n') &&
    key.include.join('\n') === index.include.join('\n') &&
    key.nullsNotDistinct === index.nullsNotDistinct
  );
}

function sameIndex(a: IndexDraft, b: IndexDraft): boolean {
  const said = (index: IndexDraft) =>
    JSON.stringify([
      index.unique, index.method, index.nullsNotDistinct, index.include, plain(index.predicate?.text),
      index.keys.map((key) => [key.column ?? plain(key.expression?.text), key.opclass, key.collation]),
    ]); // prettier-ignore
  return said(a) === said(b);
}

function plain(text: string | undefined): string | undefined {
  return text?.replace(/[\s()]/g, '').toLowerCase();
}
