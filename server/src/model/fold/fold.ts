import type { Op, OpOf, StatementFacts } from '../facts';
import { generatedName, keyOf } from '../names';
import type { Source } from '../schema';
import { originAt, referencing, type FoldState } from './state';
import {
  addColumn,
  addConstraint,
  alterColumn,
  attachPartition,
  createTable,
  createView,
  detachPartition,
  dropColumn,
  dropConstraint,
  renameColumn,
  renameConstraint,
  validateConstraint,
} from './tables';

type Handlers = { readonly [K in Op['op']]: (state: FoldState, op: OpOf<K>, source: Source) => void };

const HANDLERS: Handlers = {
  'create table': createTable,
  'create view': createView,
  'drop relation': dropRelation,
  'rename relation': renameRelation,
  'set schema': setSchema,
  'add column': addColumn,
  'drop column': dropColumn,
  'alter column': alterColumn,
  'rename column': renameColumn,
  'add constraint': addConstraint,
  'drop constraint': dropConstraint,
  'validate constraint': validateConstraint,
  'rename constraint': renameConstraint,
  'attach partition': attachPartition,
  'detach partition': detachPartition,
  'create index': createIndex,
  'create enum': createEnum,
  'add enum value': addEnumValue,
  'rename enum value': renameEnumValue,
  'drop type': (state, op, source) => state.enums.delete(state.enum(op.name, source)?.key ?? ''),
  'rename type': renameType,
  'obscure change': obscureChange,
  comment: addComment,
  'search path': () => undefined, // applied before the fold: see SchemaModel
};

/** Applies what one statement says. Statements that don't fit what came before them change what they can. */
export function foldStatement(state: FoldState, facts: StatementFacts, source: Source): void {
  for (const op of facts.ops) {
    if (isEarly(state, op, source)) state.early.push({ op, source });
    else apply(state, op, source);
  }
}

/** Applies what stood before the table that it is about: the files of a schema may come in any order. */
export function finishFold(state: FoldState): void {
  for (const { op, source } of state.early) apply(state, op, source);
}

function apply(state: FoldState, op: Op, source: Source): void {
  (HANDLERS[op.op] as (state: FoldState, op: Op, source: Source) => void)(state, op, source);
}

function isEarly(state: FoldState, op: Op, source: Source): boolean {
  if (op.op === 'obscure change') return false;
  if ('table' in op) return state.table(op.table, source) === undefined;
  const about = op.op === 'comment' && (op.target === 'table' || op.target === 'column');
  return about && state.table(op.name, source) === undefined;
}

function dropRelation(state: FoldState, op: OpOf<'drop relation'>, source: Source): void {
  const table = state.table(op.name, source);
  if (table) {
    if (op.cascade)
      for (const { owner, constraint } of referencing(state, table)) remove(owner.constraints, constraint);
    state.tables.delete(table.key);
    return;
  }
  const found = state.index(op.name, source);
  if (found) found.table.indexes = found.table.indexes.filter((index) => index !== found.index);
}

function renameRelation(state: FoldState, op: OpOf<'rename relation'>, source: Source): void {
  const table = state.table(op.name, source);
  if (table) {
    move(state, table.key, table.schema, op.to);
    table.changed = originAt(source, op.span);
    return;
  }
  const found = state.index(op.name, source);
  if (found) {
    found.index.name = op.to;
    return;
  }
  // An index that a constraint made has the constraint's name.
  for (const owner of state.tables.values()) {
    const constraint = owner.constraints.find((candidate) => candidate.name === op.name.name);
    if (constraint) constraint.name = op.to;
  }
}

function setSchema(state: FoldState, op: OpOf<'set schema'>, source: Source): void {
  const table = state.table(op.name, source);
  if (table) move(state, table.key, op.schema, table.name);
}

/** Gives a table another name; the foreign keys that point to it follow, as they do in PostgreSQL. */
function move(state: FoldState, from: string, schema: string, name: string): void {
  const table = state.tables.get(from)!;
  for (const { constraint } of referencing(state, table)) {
    constraint.references = { ...constraint.references!, table: { schema, name } };
  }
  for (const other of state.tables.values()) if (other.partitionOf === from) other.partitionOf = keyOf(schema, name);
  state.tables.delete(from);
  table.schema = schema;
  table.name = name;
  table.key = keyOf(schema, name);
  state.tables.set(table.key, table);
}

/** A DO block changes the table in a way that only running it would show. */
function obscureChange(state: FoldState, op: OpOf<'obscure change'>): void {
  // Its text may name the schema by a variable.
  for (const table of state.tables.values()) if (table.name === op.table.name) table.open = true;
}

function remove<T>(list: T[], item: T): void {
  list.splice(list.indexOf(item), 1);
}

function createIndex(state: FoldState, op: OpOf<'create index'>, source: Source): void {
  const table = state.table(op.table, source);
  if (!table) return;
  const { index } = op;
  const taken = new Set([...table.indexes, ...table.constraints].map((object) => object.name));
  if (index.name !== undefined && taken.has(index.name)) return;
  const columns = index.keys.map((key) => key.label).join('_');
  let name = index.name ?? generatedName(table.name, columns, 'idx');
  for (let n = 1; taken.has(name); n++) name = generatedName(table.name, columns, `idx${n}`);
  table.indexes.push({
    name,
    named: index.name !== undefined,
    unique: index.unique,
    method: index.method,
    keys: index.keys.map((key) => ({ ...key, origin: originAt(source, key.span) })),
    include: index.include.map((column) => column.name),
    ...(index.predicate && { predicate: index.predicate }),
    nullsNotDistinct: index.nullsNotDistinct,
    concurrently: op.concurrently,
    origin: originAt(source, op.span),
    nameOrigin: originAt(source, index.nameSpan ?? op.table.span),
  });
}

function createEnum(state: FoldState, op: OpOf<'create enum'>, source: Source): void {
  const { schema, key } = state.target(op.name, source);
  if (state.enums.has(key)) return;
  state.enums.set(key, { key, schema, name: op.name.name, values: [...op.values], origin: originAt(source, op.span) });
}

function addEnumValue(state: FoldState, op: OpOf<'add enum value'>, source: Source): void {
  const type = state.enum(op.name, source);
  if (!type || type.values.includes(op.value)) return;
  const at = op.neighbour === undefined ? -1 : type.values.indexOf(op.neighbour);
  type.values.splice(at < 0 ? type.values.length : at + (op.after ? 1 : 0), 0, op.value);
}

function renameEnumValue(state: FoldState, op: OpOf<'rename enum value'>, source: Source): void {
  const type = state.enum(op.name, source);
  if (type) type.values = type.values.map((value) => (value === op.value ? op.to : value));
}

function renameType(state: FoldState, op: OpOf<'rename type'>, source: Source): void {
  const type = state.enum(op.name, source);
  if (!type) return;
  state.enums.delete(type.key);
  type.name = op.to;
  type.key = keyOf(type.schema, op.to);
  state.enums.set(type.key, type);
}

function addComment(state: FoldState, op: OpOf<'comment'>, source: Source): void {
  const set = (object: { comment?: string } | undefined) => {
    if (!object) return;
    if (op.text === undefined) delete object.comment;
    else object.comment = op.text;
  };
  if (op.target === 'type') return set(state.enum(op.name, source));
  if (op.target === 'index') return set(state.index(op.name, source)?.index);
  const table = state.table(op.name, source);
  if (op.target === 'table') return set(table);
  const column = table?.columns.find((candidate) => candidate.name === op.part);
  if (op.target !== 'column' || !column) return;
  set(column);
  column.commentOrigin = originAt(source, op.span);
}
