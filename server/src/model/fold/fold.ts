import type { Op, OpOf, StatementFacts } from '../facts';
import { displayName, keyOf, type Name } from '../names';
import type { Source } from '../schema';
import { alterColumn } from './alter-column';
import { addColumn, dropColumn } from './columns';
import { addComment } from './comments';
import { createTable } from './create-table';
import { dropExtension } from './extensions';
import { createFunction, dropFunction, moveFunction } from './functions';
import { attachIndex, createIndex, setStorage } from './indexes';
import { attachPartition, detachPartition, inherit } from './partitions';
import { inPasses } from './passes';
import { dropRelation, renameRelation, setRelationSchema } from './relations';
import { renameColumn } from './rename-column';
import { createSchema, dropSchema, renameSchema } from './schemas';
import { alterSequence, createSequence } from './sequences';
import { originAt, type FoldState } from './state';
import { alterPolicy, createPolicy, createTrigger, dropPart, grant, renamePart, setRowSecurity } from './table-parts';
import {
  addTableConstraint,
  alterConstraint,
  dropTableConstraint,
  renameConstraint,
  setType,
  validateConstraint,
} from './tables';
import { changed, refuseGone } from './targets';
import {
  addEnumValue,
  alterComposite,
  alterDomain,
  createBaseType,
  createComposite,
  createDomain,
  createEnum,
  createRange,
  renameEnumValue,
} from './types';
import { dropType, moveType } from './type-users';
import { createView } from './views';

type Handlers = { readonly [K in Op['op']]: (state: FoldState, op: OpOf<K>, source: Source) => void };

const HANDLERS: Handlers = {
  'create schema': createSchema,
  'create table': createTable,
  'create view': createView,
  'create sequence': createSequence,
  'alter sequence': alterSequence,
  drop,
  rename,
  'set schema': setSchema,
  'add column': addColumn,
  'drop column': dropColumn,
  'alter column': alterColumn,
  'rename column': renameColumn,
  'add constraint': addTableConstraint,
  'alter constraint': alterConstraint,
  'drop constraint': dropTableConstraint,
  'validate constraint': validateConstraint,
  'rename constraint': renameConstraint,
  'attach partition': attachPartition,
  'detach partition': detachPartition,
  inherit,
  'row security': setRowSecurity,
  'set logged': (state, op, source) => {
    const table = changed(state, op, source);
    if (table) table.unlogged = !op.logged;
  },
  'create index': createIndex,
  'attach index': attachIndex,
  'index storage': setStorage,
  'of type': setType,
  'create trigger': createTrigger,
  'create policy': createPolicy,
  'alter policy': alterPolicy,
  'drop part': dropPart,
  'rename part': renamePart,
  'create enum': createEnum,
  'create composite': createComposite,
  'create domain': createDomain,
  'create range': createRange,
  'create base type': createBaseType,
  'alter composite': alterComposite,
  'alter domain': alterDomain,
  'add enum value': addEnumValue,
  'rename enum value': renameEnumValue,
  'create function': createFunction,
  call,
  'create extension': createExtension,
  grant,
  comment: addComment,
  'create cast': (state) => {
    state.ownCasts = true;
  },
  'obscure change': obscureChange,
  obscure: (state) => {
    state.obscured = true;
  },
  refused: (state, op, source) => state.refuse(op.message, source, op.span),
  'in a body': (state, op, source) => inBody(state, op.ops, source),
  // Applied before the fold: see FoldedText.
  'search path': () => undefined,
  transaction: () => undefined,
};

/** Applies what one statement says: all of it or, where PostgreSQL would refuse it, nothing. */
export function foldStatement(state: FoldState, facts: StatementFacts, source: Source): void {
  const early: Op[] = [];
  state.files.add(source.file);
  state.attempt(() => {
    for (const op of inPasses(facts.ops)) {
      if (isEarly(state, op, source)) early.push(op);
      else apply(state, op, source);
    }
  });
  state.journal.forget();
  for (const op of early) state.early.push({ op, source });
  const makes = ({ op }: Op) => op === 'create table' || op === 'create view';
  if (state.early.length > 0 && facts.ops.some(makes)) applyEarly(state);
}

/** Applies what stood before the table that it is about: the files of a schema may come in any order. */
function applyEarly(state: FoldState): void {
  for (const { op, source } of state.early.splice(0)) {
    if (isEarly(state, op, source)) state.early.push({ op, source });
    else state.attempt(() => apply(state, op, source));
  }
  state.journal.forget();
}

/** What is about tables that nothing makes is left; a table with an unknown parent is made all the same. */
export function finishFold(state: FoldState): void {
  for (const { op, source } of state.early.splice(0)) state.attempt(() => apply(state, op, source));
  state.settle();
  state.journal.forget();
}

function apply(state: FoldState, op: Op, source: Source): void {
  (HANDLERS[op.op] as (state: FoldState, op: Op, source: Source) => void)(state, op, source);
}

function isEarly(state: FoldState, op: Op, source: Source): boolean {
  if (op.op === 'obscure change') return false;
  const unknown = (name: Name) => state.lookAt(name, source) === undefined && !wasThere(state, name, source);
  if ('table' in op) {
    const ifExists = ('ifTableExists' in op && op.ifTableExists) || (op.op === 'drop part' && op.ifExists);
    return !ifExists && unknown(op.table);
  }
  if (op.op === 'create table') {
    const parents = [...(op.partitionOf ? [op.partitionOf] : []), ...op.inherits, ...op.like.map((like) => like.table)];
    return parents.some((name) => unknown(name) && state.type(name, source) === undefined);
  }
  const about = op.op === 'comment' && (op.target === 'table' || op.target === 'column');
  return about && unknown(op.name);
}

/** What is said of a table after it was dropped is not about a later one. */
function wasThere(state: FoldState, name: Name, source: Source): boolean {
  const schemas = name.schema === undefined ? source.path : [name.schema];
  return schemas.some((schema) => state.gone.has(keyOf(schema, name.name)));
}

function drop(state: FoldState, op: OpOf<'drop'>, source: Source): void {
  switch (op.kind) {
    case 'type':
    case 'domain':
      return dropType(state, op, source);
    case 'function':
      return dropFunction(state, op, source);
    case 'schema':
      return dropSchema(state, op, source);
    case 'extension':
      return dropExtension(state, op, source);
    default:
      return dropRelation(state, op, source);
  }
}

function rename(state: FoldState, op: OpOf<'rename'>, source: Source): void {
  if (op.kind === 'schema') return renameSchema(state, op, source);
  if (op.kind === 'function') return moveFunction(state, op, source);
  if (op.kind !== 'type' && op.kind !== 'domain') return renameRelation(state, op, source);
  const type = state.type(op.name, source);
  if (!type) return refuseGone(state, op.name, source, op.name.span, false);
  move(state, op, { schema: type.schema, name: op.to }, source);
}

function setSchema(state: FoldState, op: OpOf<'set schema'>, source: Source): void {
  if (op.kind === 'extension') {
    const extension = state.extensions.get(op.name.name);
    if (extension) state.extensions.set(op.name.name, { ...extension, schema: op.schema });
    return;
  }
  if (op.kind === 'function') return moveFunction(state, op, source);
  if (op.kind !== 'type' && op.kind !== 'domain') return setRelationSchema(state, op, source);
  const type = state.type(op.name, source);
  if (!type) return refuseGone(state, op.name, source, op.name.span, false);
  if (type.schema !== op.schema) move(state, op, { schema: op.schema, name: type.name }, source);
}

function move(
  state: FoldState,
  op: OpOf<'rename'> | OpOf<'set schema'>,
  to: { readonly schema: string; readonly name: string },
  source: Source,
): void {
  const type = state.type(op.name, source)!;
  const key = keyOf(to.schema, to.name);
  if (op.kind === 'domain' && type.kind !== 'domain')
    state.refuse(`${displayName(type)} is no domain.`, source, op.name.span);
  if (state.types.has(key) || state.tables.has(key))
    state.refuse(`Type ${displayName(to)} exists already.`, source, op.span);
  state.leaves(type.key, source);
  moveType(state, type, to);
}

function createExtension(state: FoldState, op: OpOf<'create extension'>, source: Source): void {
  const { name } = op.name;
  if (state.extensions.has(name)) {
    if (op.ifNotExists) return;
    state.refuse(`Extension ${name} exists already.`, source, op.span);
  }
  state.extensions.set(name, {
    name,
    schema: op.schema ?? source.path[0] ?? 'public',
    origin: originAt(source, op.span),
  });
}

/** A function that is called by itself does what its body does. */
function call(state: FoldState, op: OpOf<'call'>, source: Source): void {
  for (const each of state.function(op.name, source) ?? []) {
    // One that calls itself would never end.
    if (state.called.has(each)) continue;
    state.called.add(each);
    inBody(state, each.body, source);
    state.called.delete(each);
  }
}

function inBody(state: FoldState, ops: readonly Op[], source: Source): void {
  const before = state.lenient;
  state.lenient = true;
  for (const op of ops) state.attempt(() => apply(state, op, source));
  state.lenient = before;
}

/** A DO block changes the table in a way that only running it would show. */
function obscureChange(state: FoldState, op: OpOf<'obscure change'>): void {
  // Its text may name the schema by a variable.
  for (const table of state.tables.values()) if (table.name === op.table.name) table.open = true;
}
