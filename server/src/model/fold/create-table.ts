import type { ColumnFact, ConstraintFact, OpOf } from '../facts';
import { displayName, keyOf } from '../names';
import type { Source } from '../schema';
import { checkGenerated, refuseFaults } from './columns';
import { addConstraint } from './constraints';
import { columnDraft, tableDraft } from './drafts';
import { forget } from './forget';
import { linkColumn } from './expressions';
import { addParents, inheritFrom } from './inherit';
import { copyColumns, copyParts, likeNotNulls } from './like';
import { setNotNull } from './not-null';
import { ownSequence } from './sequences';
import type { ColumnDraft, FoldState, TableDraft } from './state';
import { originAt } from './state';
import { TEMPORARY } from './temporary';

type CreateTable = OpOf<'create table'>;

/** In PostgreSQL's own order: columns, what parents bring, checks, then keys, what it is like, then foreign keys. */
export function createTable(state: FoldState, op: CreateTable, source: Source): void {
  const { schema, key } = state.target(op.temporary ? { schema: TEMPORARY, name: op.name.name } : op.name, source);
  const old = state.tables.get(key);
  if (old?.refused) forget(state, old, source);
  else if (state.isTaken(schema, op.name.name)) {
    if (op.ifNotExists) return;
    const shown = displayName({ schema, name: op.name.name });
    state.refuse(`${old ? 'Table' : 'Relation'} ${shown} exists already.`, source, op.name.span);
  }
  if (state.types.has(key))
    state.refuse(`Type ${displayName({ schema, name: op.name.name })} exists already.`, source, op.name.span);
  const table = tableDraft({
    kind: op.kind,
    key,
    schema,
    name: op.name.name,
    temporary: schema === TEMPORARY,
    unlogged: op.unlogged,
    origin: originAt(source, op.span),
    nameOrigin: originAt(source, op.name.span),
  });
  if (op.partitionKey) table.partitionKey = op.partitionKey;
  if (op.partitionColumns) table.partitionColumns = op.partitionColumns;
  // A sequence has its name before its table has one.
  state.tables.set(key, table);
  const parents = addParents(state, table, op, source);
  // A table that is refused for what is in it stays, as far as it came: people are at work on it.
  state.tolerate(table, () => {
    addColumns(state, table, op, source);
    checkColumnsOf(state, table, op, source);
    addNotNulls(state, table, op, source);
    likeNotNulls(state, table, op, source);
    inheritFrom(state, table, parents, op, source);
    addConstraints(state, table, op, source);
  });
}

function addConstraints(state: FoldState, table: TableDraft, op: CreateTable, source: Source): void {
  // In a new table there is nothing that a constraint could fail on: NOT VALID counts for nothing.
  const own = withoutRedundantKeys(op.constraints.map((fact) => ({ ...fact, notValid: false })));
  if (own.filter(({ kind }) => kind === 'primary key').length > 1)
    state.refuse(`Table ${displayName(table)} has two primary keys.`, source, op.span);
  const place = { source, span: op.span };
  const isKey = ({ kind }: ConstraintFact) => kind === 'primary key' || kind === 'unique' || kind === 'exclude';
  for (const fact of own) if (fact.kind === 'check') addConstraint(state, table, fact, place);
  for (const fact of own) if (isKey(fact)) addConstraint(state, table, fact, place);
  copyParts(state, table, op, source);
  for (const fact of own) if (fact.kind === 'foreign key') addConstraint(state, table, fact, place);
}

/** `transformIndexConstraints`: a key that says the same as an earlier one, the primary key first, isn't made. */
function withoutRedundantKeys(facts: readonly ConstraintFact[]): ConstraintFact[] {
  const said = ({ columns, include = [], deferrable, initiallyDeferred, nullsNotDistinct, period }: ConstraintFact) =>
    JSON.stringify([columns.map((column) => column.name), include, deferrable, initiallyDeferred, nullsNotDistinct, period]); // prettier-ignore
  const isKey = ({ kind }: ConstraintFact) => kind === 'primary key' || kind === 'unique';
  const primary = facts.filter(({ kind }) => kind === 'primary key');
  if (primary.length > 1) return [...facts];
  const kept = new Map<string, ConstraintFact>();
  for (const key of [...primary, ...facts.filter(({ kind }) => kind === 'unique')]) {
    const first = kept.get(said(key));
    if (!first) kept.set(said(key), key);
    else if (first.name === undefined && key.name !== undefined) kept.set(said(key), { ...first, name: key.name });
  }
  return [...facts.filter((fact) => !isKey(fact)), ...kept.values()];
}

function addColumns(state: FoldState, table: TableDraft, op: CreateTable, source: Source): void {
  if (op.query) {
    const { columns, open } = state.surroundings.queryColumns(op.query, op.query.names, table.origin);
    for (const column of columns) {
      if (!open && table.columns.some(({ name }) => name === column.name))
        state.refuse(`Column ${column.name} is there twice.`, source, op.span);
      table.columns.push({ ...column });
    }
    if (open) table.open = true;
  }
  if (op.ofType) addTyped(state, table, op, source);
  const written = new Set<string>();
  op.columns.forEach((fact, i) => {
    for (const like of op.like) if (like.after === i) copyColumns(state, table, like, source);
    refuseFaults(state, fact, source);
    if (written.has(fact.name)) state.refuse(`Column ${fact.name} is there twice.`, source, fact.nameSpan);
    written.add(fact.name);
    addWritten(state, table, op, fact, source);
  });
  for (const like of op.like) if (like.after >= op.columns.length) copyColumns(state, table, like, source);
}

/** A column of the statement; where a parent or a type gives the table one of the name, both become one. */
function addWritten(state: FoldState, table: TableDraft, op: CreateTable, fact: ColumnFact, source: Source): void {
  const at = table.columns.findIndex((column) => column.name === fact.name);
  const old = table.columns[at];
  const typed = fact.type.display !== '';
  if (!old && (op.ofType ?? op.partitionOf) && !table.open)
    state.refuse(`There is no column ${fact.name} to say something of.`, source, fact.nameSpan);
  if (old && !old.inherited && !op.ofType) state.refuse(`Column ${fact.name} is there twice.`, source, fact.nameSpan);
  const draft = columnDraft(fact, source);
  ownSequence(state, table, draft, fact.type, source, fact.sequenceName);
  if (!old) {
    table.columns.push(draft);
    linkColumn(state, table, draft);
    return;
  }
  if (typed && old.type.builtIn && fact.type.builtIn && old.type.display !== fact.type.display && !op.ofType)
    state.refuse(`Column ${fact.name} is ${old.type.display} in the parent table.`, source, fact.span);
  if (draft.generated ? !old.generated : old.generated && (draft.default ?? draft.identity))
    state.refuse(`Column ${fact.name} is ${draft.generated ? 'not ' : ''}generated in the parent table.`, source, fact.span); // prettier-ignore
  if (draft.generated && old.generated && draft.generated.stored !== old.generated.stored)
    state.refuse(
      `Column ${fact.name} is ${old.generated.stored ? 'stored' : 'virtual'} in the parent table.`,
      source,
      fact.span,
    );
  const merged: ColumnDraft = { ...old, ...draft, type: typed ? fact.type : old.type };
  if (!typed) merged.typeOrigin = old.typeOrigin;
  if (draft.default || draft.sequence !== undefined) delete merged.defaultType;
  // Of a partition the columns are its parent's, of a typed table its type's.
  if (!op.partitionOf) delete merged.inherited;
  table.columns[at] = merged;
  linkColumn(state, table, merged);
}

/** `CREATE TABLE … OF type` */
function addTyped(state: FoldState, table: TableDraft, op: CreateTable, source: Source): void {
  const type = state.type(op.ofType!, source);
  table.ofType = type?.key ?? keyOf(op.ofType!.schema ?? table.schema, op.ofType!.name);
  state.link(table, op.ofType!);
  const row = type ? undefined : state.table(op.ofType!, source);
  if (row) state.refuse(`${displayName(row)} is a table, not a type of its own.`, source, op.span);
  if (type?.kind !== 'composite') {
    if (type) state.refuse(`Type ${displayName(type)} is not composite.`, source, op.span);
    table.open = true;
    return;
  }
  for (const { name, type: of, collation } of type.columns) {
    const { origin, nameOrigin } = table;
    const own = { name, type: of, notNull: false, origin, nameOrigin, typeOrigin: type.origin };
    table.columns.push({ ...own, ...(collation && { collation }) });
  }
}

function checkColumnsOf(state: FoldState, table: TableDraft, op: CreateTable, source: Source): void {
  for (const fact of op.columns) checkGenerated(state, table, fact, source);
  if (table.open) return;
  const missing = op.partitionColumns?.find(
    (name) => name !== table.name && !table.columns.some((column) => column.name === name),
  );
  if (missing !== undefined) state.refuse(`Partition key column ${missing} doesn't exist.`, source, op.span);
}

function addNotNulls(state: FoldState, table: TableDraft, op: CreateTable, source: Source): void {
  for (const fact of op.constraints) {
    if (fact.kind === 'not null')
      addConstraint(state, table, { ...fact, notValid: false }, { source, span: fact.span });
  }
  for (const fact of op.columns) {
    const said = op.constraints.some(({ kind, columns }) => kind === 'not null' && columns[0]?.name === fact.name);
    if ((fact.notNull || fact.identity || fact.type.serial) && !said)
      setNotNull(state, table, fact.name, { source, span: fact.span });
  }
}
