import type { OpOf } from '../facts';
import { displayName, keyOf, type Name } from '../names';
import type { Source } from '../schema';
import { dropFromTable } from './columns';
import { needing, needs, referencing } from './constraints';
import { forget } from './forget';
import { forgetIndex } from './indexes';
import { takeAway } from './keys';
import { drawsFromOwned, dropSequence, moveSequence } from './sequences';
import {
  originAt,
  type FoldState,
  type FunctionDraft,
  type IndexOwner,
  type SequenceDraft,
  type TableDraft,
} from './state';
import { renameKey } from './tables';
import { isCalled, refuseGone, WORDS } from './targets';
import type { TypeFact } from '../types';
import { withName } from './type-names';
import { forgetFunction } from './type-users';
import { dropViews, viewsReading } from './views';

type Drop = OpOf<'drop'>;

/** DROP TABLE, VIEW, INDEX, SEQUENCE … */
export function dropRelation(state: FoldState, op: Drop, source: Source): void {
  const { span } = op.name;
  const name = op.name.name;
  const table = state.table(op.name, source);
  const owner = state.index(op.name, source);
  const sequence = state.sequence(op.name, source);
  const what = table ?? owner ?? sequence;
  if (!what) return refuseGone(state, op.name, source, span, op.ifExists);
  if (table && op.kind === 'relation') {
    if (!isCalled(table, op.called)) state.refuse(`${name} is no ${WORDS[op.called!]}.`, source, span);
    return dropTable(state, table, op.cascade, op, source);
  }
  if (owner && op.kind === 'index') return dropIndex(state, owner, op, source);
  if (sequence && op.kind === 'sequence') return dropSequence(state, sequence, op, source);
  state.refuse(`${name} is no ${op.kind === 'relation' ? WORDS[op.called ?? 'table'] : op.kind}.`, source, span);
}

export function dropTable(state: FoldState, table: TableDraft, asked: boolean, op: Drop, source: Source): void {
  const cascade = asked || state.obscured;
  const together = op.together.flatMap((name) => state.table(name, source) ?? []);
  const refuse = (by: string) =>
    state.refuse(`${by} ${displayName(table)}: drop it first, or say CASCADE.`, source, op.name.span);
  const others = referencing(state, table).filter(({ owner }) => owner !== table && !isAmong(state, owner, table));
  const left = others
    .filter(needs)
    .find(({ owner }) => !together.some((going) => going === owner || isAmong(state, owner, going)));
  if (left && !cascade) refuse(`Foreign key ${left.constraint.name} of ${displayName(left.owner)} points to`);
  dropViews(state, table, cascade, source, op.name.span, together);
  const children = state.childrenOf(table);
  const heir = children.find((child) => child.partitionOf !== table.key && !together.includes(child));
  if (heir && !cascade) refuse(`Table ${displayName(heir)} inherits from`);
  const drawing = drawsFromOwned(state, table);
  if (drawing && !cascade && !together.includes(drawing.table))
    refuse(`Column ${drawing.column.name} of ${displayName(drawing.table)} draws from a sequence of`);
  const typed = usersOfType(state, table).find((user) => user.table !== table && !together.includes(user.table));
  if (typed && !cascade) refuse(`Column ${typed.column} of ${displayName(typed.table)} is of the type of`);
  if (typed) dropFromTable(state, typed.table, typed.column, source);
  for (const made of functionsOfRows(state, table)) {
    if (!cascade) refuse(`Function ${displayName(made)} takes or returns rows of`);
    forgetFunction(state, made);
  }
  for (const { owner, constraint } of others) takeAway(state, owner, constraint);
  for (const child of children) if (state.tables.has(child.key)) dropTable(state, child, true, op, source);
  forget(state, table, source);
}

/** Whether a table goes with another: its partitions do. */
function isAmong(state: FoldState, table: TableDraft, top: TableDraft): boolean {
  let at: TableDraft | undefined = table;
  while (at?.partitionOf !== undefined) {
    if (at.partitionOf === top.key) return true;
    at = state.tables.get(at.partitionOf);
  }
  return false;
}

function dropIndex(state: FoldState, owner: IndexOwner, op: Drop, source: Source): void {
  const { table } = owner;
  const { span } = op.name;
  if ('constraint' in owner)
    state.refuse(
      `Index ${op.name.name} belongs to a constraint of ${displayName(table)}: drop the constraint.`,
      source,
      span,
    );
  const { index } = owner;
  if (index.inherited && table.partitionOf !== undefined)
    state.refuse(`Index ${op.name.name} belongs to the index of ${table.partitionOf}.`, source, span);
  const columns = index.keys.map((key) => key.column ?? '');
  for (const { owner: other, constraint } of index.unique ? needing(state, table, { kind: 'unique', columns }) : []) {
    if (!op.cascade)
      state.refuse(`Foreign key ${constraint.name} of ${displayName(other)} needs the index.`, source, span);
    takeAway(state, other, constraint);
  }
  forgetIndex(state, table, index);
  state.leaves(keyOf(table.schema, index.name), source);
}

/** ALTER TABLE … RENAME reaches indexes, views and sequences too, as it does in PostgreSQL. */
export function renameRelation(state: FoldState, op: OpOf<'rename'>, source: Source): void {
  const found = relation(state, op, source);
  if (!found) return refuseGone(state, op.name, source, op.name.span, op.ifExists);
  const { schema } = 'table' in found ? found.table : found;
  if (state.isTaken(schema, op.to) || ('query' in found && state.types.has(keyOf(schema, op.to))))
    state.refuse(`Relation ${displayName({ schema, name: op.to })} exists already.`, source, op.span);
  if ('table' in found) return renameIndex(state, found, op.to);
  if (!('columns' in found)) return moveSequence(state, found, { schema, name: op.to });
  found.changed = originAt(source, op.span);
  moveTable(state, found, schema, op.to, source);
}

/** The relation that a statement means, by what it calls it. */
function relation(
  state: FoldState,
  op: OpOf<'rename'> | OpOf<'set schema'>,
  source: Source,
): TableDraft | SequenceDraft | IndexOwner | undefined {
  const table = state.table(op.name, source);
  const wrong = (is: string) => state.refuse(`${op.name.name} is ${is}.`, source, op.name.span);
  if (table) {
    if (!isCalled(table, op.called, true)) wrong(`no ${WORDS[op.called!]}`);
    // ALTER INDEX takes tables too.
    if (op.kind === 'sequence') wrong('no sequence');
    return table;
  }
  const other = state.index(op.name, source) ?? state.sequence(op.name, source);
  if (other && op.called !== undefined && op.called !== 'table') wrong(`no ${WORDS[op.called]}`);
  return other;
}

function renameIndex(state: FoldState, owner: IndexOwner, to: string): void {
  const { table } = owner;
  if ('constraint' in owner) return renameKey(state, table, owner.constraint, to);
  state.indexes.delete(keyOf(table.schema, owner.index.name));
  owner.index.name = to;
  owner.index.named = true;
  state.indexes.set(keyOf(table.schema, to), owner);
}

export function setRelationSchema(state: FoldState, op: OpOf<'set schema'>, source: Source): void {
  const found = relation(state, op, source);
  if (!found) return refuseGone(state, op.name, source, op.name.span, op.ifExists);
  if ('table' in found) return;
  const { schema } = op;
  if (schema === found.schema) return;
  if (state.isTaken(schema, found.name))
    state.refuse(`Relation ${displayName({ schema, name: found.name })} exists already.`, source, op.span);
  if (!('columns' in found)) {
    const owner = found.ownedBy && state.tables.get(found.ownedBy.table);
    if (owner) state.refuse(`Sequence ${found.name} goes with table ${displayName(owner)}.`, source, op.span);
    return moveSequence(state, found, { schema, name: found.name });
  }
  const owned = state.ownedBy(found);
  moveTable(state, found, schema, found.name, source);
  for (const sequence of owned) moveSequence(state, sequence, { schema, name: sequence.name });
}

/** Gives a table another name or schema; all that points to it follows, as it does in PostgreSQL. */
export function moveTable(state: FoldState, table: TableDraft, schema: string, name: string, source: Source): void {
  const from = table.key;
  const key = keyOf(schema, name);
  const children = state.childrenOf(table);
  const owned = state.ownedBy(table);
  for (const { constraint } of referencing(state, table)) {
    constraint.references = { ...constraint.references!, table: { schema, name } };
  }
  for (const child of children) {
    if (child.partitionOf === from) child.partitionOf = key;
    child.inherits = child.inherits.map((parent) => (parent === from ? key : parent));
  }
  for (const view of viewsReading(state, table)) {
    const isRead = (read: Name) => read.name === table.name && state.lookAt(read, view.origin.source) === table;
    const reads = view.query!.reads.map((read) => (isRead(read) ? { schema, name } : read));
    view.query = { ...view.query!, reads };
    view.below = [...(view.below ?? []), { table: key, was: from }];
  }
  for (const { table: user, column } of usersOfType(state, table)) {
    const found = user.columns.find((each) => each.name === column)!;
    found.type = withName(found.type, { schema, name });
  }
  for (const sequence of owned) sequence.ownedBy = { ...sequence.ownedBy!, table: key };
  if (schema !== table.schema) moveNames(state, table, schema);
  state.tables.delete(from);
  state.leaves(from, source);
  state.carry(table, { key, name });
  Object.assign(table, { schema, name, key });
  state.tables.set(key, table);
}

/** The columns that are of the type of a table's rows. */
function usersOfType(state: FoldState, table: TableDraft): { readonly table: TableDraft; readonly column: string }[] {
  return state.usersOf(table.name).flatMap((user) =>
    user.query
      ? []
      : user.columns
          .filter(({ type, typeOrigin: { source } }) => {
            if (type.builtIn || type.name.name !== table.name) return false;
            return state.type(type.name, source) === undefined && state.lookAt(type.name, source) === table;
          })
          .map((column) => ({ table: user, column: column.name })),
  );
}

function functionsOfRows(state: FoldState, table: TableDraft): FunctionDraft[] {
  const is = ({ origin: { source } }: FunctionDraft, type: TypeFact | undefined) =>
    type?.builtIn === false && type.name.name === table.name && state.type(type.name, source) === undefined && state.lookAt(type.name, source) === table; // prettier-ignore
  const all = [...state.functions.values()].flat();
  return all.filter((made) => is(made, made.returns) || made.args.some(({ type }) => is(made, type)));
}

function moveNames(state: FoldState, table: TableDraft, schema: string): void {
  for (const index of table.indexes) {
    const owner = state.indexes.get(keyOf(table.schema, index.name));
    state.indexes.delete(keyOf(table.schema, index.name));
    if (owner) state.indexes.set(keyOf(schema, index.name), owner);
  }
  for (const constraint of new Set([...table.constraints, ...table.notNulls])) {
    state.countConstraint(table.schema, constraint.name, -1);
    state.countConstraint(schema, constraint.name, 1);
    const owner = state.indexes.get(keyOf(table.schema, constraint.name));
    if (!owner || owner.table !== table) continue;
    state.indexes.delete(keyOf(table.schema, constraint.name));
    state.indexes.set(keyOf(schema, constraint.name), owner);
  }
}
