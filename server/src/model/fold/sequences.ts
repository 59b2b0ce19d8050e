import type { SequenceFact } from '../code-facts';
import type { OpOf } from '../facts';
import { displayName, keyOf, type Name } from '../names';
import type { Source } from '../schema';
import type { TypeFact } from '../types';
import { comesFromParent } from './children';
import { chooseRelationName } from './naming';
import { withSequence } from './rewrite';
import { originAt, type ColumnDraft, type FoldState, type SequenceDraft, type TableDraft } from './state';
import { refuseGone } from './targets';
import { TEMPORARY } from './temporary';

/** Makes the sequence of a `serial` or identity column. */
export function ownSequence(
  state: FoldState,
  table: TableDraft,
  column: ColumnDraft,
  type: TypeFact,
  source: Source,
  written?: Name,
): void {
  if (!type.serial && !column.identity) return;
  const { temporary } = table;
  const schema = written?.schema ?? table.schema;
  if (written && state.isTaken(schema, written.name))
    state.refuse(`Relation ${displayName({ schema, name: written.name })} exists already.`, source, table.origin.span);
  const name = written?.name ?? chooseRelationName(state, schema, table.name, column.name, 'seq');
  const key = keyOf(schema, name);
  const ownedBy = { table: table.key, column: column.name };
  const sequence = { key, schema, name, temporary, ownedBy, origin: originAt(source, table.origin.span) };
  state.sequences.set(key, sequence);
  state.owns(table.key, sequence);
  state.link(table, { name });
  column.sequence = key;
}

/** The sequences of a column, or of a whole table, go with it. */
export function dropOwned(state: FoldState, table: TableDraft, column?: string): void {
  for (const sequence of state.ownedBy(table)) {
    if (column !== undefined && sequence.ownedBy?.column !== column) continue;
    for (const user of drawing(state, sequence)) {
      if (user.table === table && (column === undefined || user.column.name === column)) continue;
      delete user.column.default;
      delete user.column.sequence;
    }
    state.sequences.delete(sequence.key);
  }
}

/** A column of another table whose default draws from the sequence of a column, or of a whole table. */
export function drawsFromOwned(state: FoldState, table: TableDraft, column?: string): Drawing | undefined {
  const owned = state.ownedBy(table).filter(({ ownedBy }) => column === undefined || ownedBy?.column === column);
  return owned
    .flatMap((sequence) => drawing(state, sequence))
    .find((user) => user.table !== table && !comesFromParent(user.column));
}

export function createSequence(state: FoldState, op: OpOf<'create sequence'>, source: Source): void {
  const { schema, key } = state.target(op.temporary ? { schema: TEMPORARY, name: op.name.name } : op.name, source);
  if (state.isTaken(schema, op.name.name)) {
    if (op.ifNotExists) return;
    state.refuse(`Relation ${displayName({ schema, name: op.name.name })} exists already.`, source, op.name.span);
  }
  const { name } = op.name;
  const sequence: SequenceDraft = { key, schema, name, temporary: op.temporary, origin: originAt(source, op.span) };
  own(state, sequence, op.sequence, source, op.span);
  state.sequences.set(key, sequence);
}

export function alterSequence(state: FoldState, op: OpOf<'alter sequence'>, source: Source): void {
  const sequence = state.sequence(op.name, source);
  if (!sequence) return refuseGone(state, op.name, source, op.name.span, op.ifExists);
  own(state, sequence, op.sequence, source, op.span);
  sequence.changed = originAt(source, op.span);
}

function own(
  state: FoldState,
  sequence: SequenceDraft,
  { ownedBy }: SequenceFact,
  source: Source,
  span: OpOf<'alter sequence'>['span'],
): void {
  if (ownedBy === undefined) return;
  const before = sequence.ownedBy && state.tables.get(sequence.ownedBy.table);
  const column = before?.columns.find(({ name }) => name === sequence.ownedBy?.column);
  if (column?.identity && column.sequence === sequence.key)
    state.refuse(`Sequence ${displayName(sequence)} belongs to an identity.`, source, span);
  if (ownedBy === null) {
    delete sequence.ownedBy;
    return;
  }
  const table = state.table(ownedBy.table, source);
  if (table && !table.query && !table.open && !table.columns.some(({ name }) => name === ownedBy.column))
    state.refuse(`Table ${displayName(table)} has no column ${ownedBy.column}.`, source, span);
  if (table && table.schema !== sequence.schema)
    state.refuse(`Sequence ${displayName(sequence)} must be in the schema of ${displayName(table)}.`, source, span);
  const key = table?.key ?? keyOf(ownedBy.table.schema ?? sequence.schema, ownedBy.table.name);
  sequence.ownedBy = { table: key, column: ownedBy.column };
  state.owns(key, sequence);
}

/** Defaults know their sequence by what it is, not by its name: they follow when it moves. */
export function moveSequence(
  state: FoldState,
  sequence: SequenceDraft,
  to: { readonly schema: string; readonly name: string },
): void {
  const key = keyOf(to.schema, to.name);
  for (const { column } of drawing(state, sequence)) {
    if (column.sequence === sequence.key) column.sequence = key;
    else if (column.default)
      column.default = withSequence(
        column.default,
        (name) => state.sequence(name, column.origin.source) === sequence,
        to,
      );
  }
  state.sequences.delete(sequence.key);
  state.carry(sequence, { key, name: to.name });
  Object.assign(sequence, to, { key });
  state.sequences.set(key, sequence);
}

/** DROP SEQUENCE: with CASCADE the defaults that draw from it go. */
export function dropSequence(state: FoldState, sequence: SequenceDraft, op: OpOf<'drop'>, source: Source): void {
  for (const { table, column } of drawing(state, sequence)) {
    if (column.identity && column.sequence === sequence.key && !comesFromParent(column))
      state.refuse(
        `Column ${column.name} of ${displayName(table)} is an identity: it needs its sequence.`,
        source,
        op.span,
      );
    if (!op.cascade && !isGoing(state, table, op, source))
      state.refuse(
        `Column ${column.name} of ${displayName(table)} draws from sequence ${displayName(sequence)}: drop it first, or say CASCADE.`,
        source,
        op.span,
      );
    delete column.default;
    delete column.sequence;
  }
  state.sequences.delete(sequence.key);
}

function isGoing(state: FoldState, table: TableDraft, op: OpOf<'drop'>, source: Source): boolean {
  return op.together.some((name) => state.lookAt(name, source) === table);
}

interface Drawing {
  readonly table: TableDraft;
  readonly column: ColumnDraft;
}

/** The columns whose defaults draw from a sequence. */
function drawing(state: FoldState, sequence: SequenceDraft): Drawing[] {
  return state.usersOf(sequence.name).flatMap((table) => {
    if (table.query) return [];
    const draws = (column: ColumnDraft) =>
      column.sequence === sequence.key ||
      column.default?.sequences.some((name: Name) => state.sequence(name, column.origin.source) === sequence);
    return table.columns.filter((column) => draws(column)).map((column) => ({ table, column }));
  });
}
