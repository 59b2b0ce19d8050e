import type { ConstraintFact, OpOf } from '../facts';
import { generatedName, keyOf } from '../names';
import type { Source } from '../schema';
import { columnDraft, constraintDraft, originAt, referencing, type FoldState, type TableDraft } from './state';

export function createTable(state: FoldState, op: OpOf<'create table'>, source: Source): void {
  const { schema, key } = state.target(op.name, source);
  if (state.tables.has(key)) return;
  const parent = op.partitionOf && state.table(op.partitionOf, source);
  const sources = [...(op.partitionOf ? [op.partitionOf] : []), ...op.inherits, ...op.like].map((name) =>
    state.table(name, source),
  );
  const table: TableDraft = {
    kind: op.kind,
    key,
    schema,
    name: op.name.name,
    temporary: op.temporary,
    columns: [],
    constraints: [],
    indexes: [],
    inherits: op.inherits.map((name) => state.table(name, source)?.key ?? keyOf(name.schema ?? schema, name.name)),
    open: sources.some((from) => from === undefined || from.open) || (op.columns.length === 0 && isFromQuery(op)),
    ...(op.partitionOf && { partitionOf: parent?.key ?? keyOf(op.partitionOf.schema ?? schema, op.partitionOf.name) }),
    ...(op.partitionKey && { partitionKey: op.partitionKey }),
    origin: originAt(source, op.span),
    nameOrigin: originAt(source, op.name.span),
  };
  for (const from of sources) {
    for (const column of from?.columns ?? []) {
      if (!table.columns.some((own) => own.name === column.name)) table.columns.push({ ...column });
    }
  }
  for (const fact of op.columns) {
    const own = table.columns.findIndex((column) => column.name === fact.name);
    if (own >= 0) table.columns[own] = { ...table.columns[own]!, ...columnDraft(fact, source) };
    else table.columns.push(columnDraft(fact, source));
  }
  if (parent) {
    for (const constraint of parent.constraints)
      table.constraints.push({ ...constraint, columns: [...constraint.columns] });
  }
  state.tables.set(key, table);
  // In a new table there is nothing that a constraint could fail on: NOT VALID counts for nothing.
  for (const constraint of op.constraints) addConstraintFact(table, { ...constraint, notValid: false }, source);
}

export function createView(state: FoldState, op: OpOf<'create view'>, source: Source): void {
  const { schema, key } = state.target(op.name, source);
  const old = state.tables.get(key);
  if (old && old.kind !== 'view') return;
  state.tables.set(key, {
    kind: op.kind,
    key,
    schema,
    name: op.name.name,
    temporary: false,
    columns: [],
    constraints: [],
    indexes: [],
    inherits: [],
    open: true,
    ...(old?.comment !== undefined && { comment: old.comment }),
    origin: originAt(source, op.span),
    nameOrigin: originAt(source, op.name.span),
  });
}

export function addColumn(state: FoldState, op: OpOf<'add column'>, source: Source): void {
  const table = changed(state, op, source);
  if (!table || table.columns.some((column) => column.name === op.column.name)) return;
  table.columns.push(columnDraft(op.column, source));
  for (const constraint of op.constraints) addConstraintFact(table, constraint, source);
}

export function dropColumn(state: FoldState, op: OpOf<'drop column'>, source: Source): void {
  const table = changed(state, op, source);
  if (!table) return;
  for (const { owner, constraint } of referencing(state, table)) {
    if (!constraint.references!.columns.includes(op.column)) continue;
    owner.constraints = owner.constraints.filter((candidate) => candidate !== constraint);
  }
  table.columns = table.columns.filter((column) => column.name !== op.column);
  table.constraints = table.constraints.filter((constraint) => !constraint.columns.includes(op.column));
  table.indexes = table.indexes.filter(
    (index) => !index.keys.some((key) => key.column === op.column) && !index.include.includes(op.column),
  );
}

export function alterColumn(state: FoldState, op: OpOf<'alter column'>, source: Source): void {
  const table = changed(state, op, source);
  const column = table?.columns.find((candidate) => candidate.name === op.column);
  if (!column) return;
  switch (op.change.set) {
    case 'type':
      column.type = op.change.type;
      column.typeOrigin = originAt(source, op.change.type.span ?? op.span);
      break;
    case 'not null':
      column.notNull = op.change.notNull;
      break;
    case 'default':
      if (op.change.default) column.default = op.change.default;
      else delete column.default;
      break;
    case 'identity':
      if (op.change.identity) column.identity = op.change.identity;
      else delete column.identity;
      break;
    case 'expression':
      delete column.generated;
      break;
  }
}

export function renameColumn(state: FoldState, op: OpOf<'rename column'>, source: Source): void {
  const table = changed(state, op, source);
  if (!table) return;
  const renamed = (name: string) => (name === op.column ? op.to : name);
  for (const column of table.columns) column.name = renamed(column.name);
  for (const constraint of table.constraints) constraint.columns = constraint.columns.map(renamed);
  for (const index of table.indexes) {
    index.keys = index.keys.map((key) => (key.column === undefined ? key : { ...key, column: renamed(key.column) }));
    index.include = index.include.map(renamed);
  }
  for (const { constraint } of referencing(state, table)) {
    const reference = constraint.references!;
    constraint.references = { ...reference, columns: reference.columns.map(renamed) };
  }
}

export function addConstraint(state: FoldState, op: OpOf<'add constraint'>, source: Source): void {
  const table = changed(state, op, source);
  if (table) addConstraintFact(table, op.constraint, source);
}

export function dropConstraint(state: FoldState, op: OpOf<'drop constraint'>, source: Source): void {
  const table = changed(state, op, source);
  if (table) table.constraints = table.constraints.filter((constraint) => constraint.name !== op.name);
}

export function validateConstraint(state: FoldState, op: OpOf<'validate constraint'>, source: Source): void {
  const constraint = changed(state, op, source)?.constraints.find((candidate) => candidate.name === op.name);
  if (constraint) constraint.validated = true;
}

export function renameConstraint(state: FoldState, op: OpOf<'rename constraint'>, source: Source): void {
  const constraint = changed(state, op, source)?.constraints.find((candidate) => candidate.name === op.name);
  if (constraint) {
    constraint.name = op.to;
    constraint.named = true;
  }
}

export function attachPartition(state: FoldState, op: OpOf<'attach partition'>, source: Source): void {
  const parent = changed(state, op, source);
  const partition = state.table(op.partition, source);
  if (!partition) return;
  partition.kind = 'partition';
  partition.partitionOf = parent?.key ?? keyOf(op.table.schema ?? 'public', op.table.name);
}

export function detachPartition(state: FoldState, op: OpOf<'detach partition'>, source: Source): void {
  const partition = state.table(op.partition, source);
  if (!partition) return;
  partition.kind = 'table';
  delete partition.partitionOf;
}

/** The table that an ALTER TABLE means, marked as changed there. */
function changed(
  state: FoldState,
  op: { readonly table: OpOf<'add column'>['table']; readonly span: OpOf<'add column'>['span'] },
  source: Source,
): TableDraft | undefined {
  const table = state.table(op.table, source);
  if (table) table.changed = originAt(source, op.span);
  return table;
}

function addConstraintFact(table: TableDraft, fact: ConstraintFact, source: Source): void {
  const promoted =
    fact.usingIndex === undefined ? undefined : table.indexes.find((index) => index.name === fact.usingIndex);
  const name = fact.name ?? promoted?.name ?? chooseName(table, fact);
  const draft = constraintDraft(fact, name, source);
  if (promoted) {
    draft.columns = promoted.keys.flatMap((key) => (key.column === undefined ? [] : [key.column]));
    table.indexes = table.indexes.filter((index) => index !== promoted);
  }
  table.constraints.push(draft);
  if (fact.kind === 'primary key' || fact.kind === 'not null') {
    for (const column of table.columns) if (draft.columns.includes(column.name)) column.notNull = true;
  }
}

const LABELS = {
  'primary key': 'pkey',
  unique: 'key',
  'foreign key': 'fkey',
  check: 'check',
  exclude: 'excl',
  'not null': 'not_null',
};

/** The name that PostgreSQL would choose, with a number where it is taken. A check is named for a column only if it names one. */
function chooseName(table: TableDraft, fact: ConstraintFact): string {
  const plain = fact.kind === 'primary key' || (fact.kind === 'check' && fact.columns.length !== 1);
  const columns = plain ? '' : fact.columns.map((column) => column.name).join('_');
  const taken = new Set([...table.constraints, ...table.indexes].map((object) => object.name));
  for (let n = 0; ; n++) {
    const name = generatedName(table.name, columns, LABELS[fact.kind] + (n === 0 ? '' : String(n)));
    if (!taken.has(name)) return name;
  }
}

function isFromQuery(op: OpOf<'create table'>): boolean {
  return (
    op.constraints.length === 0 && op.like.length === 0 && op.inherits.length === 0 && op.partitionOf === undefined
  );
}
