import type { Op, RelationWord } from '../facts';
import { displayName, keyOf, type Name, type PlacedName } from '../names';
import type { Source } from '../schema';
import type { Span } from '../../base/span';
import { originAt, type ColumnDraft, type FoldState, type TableDraft } from './state';

interface OnTable {
  readonly op: Op['op'];
  readonly table: PlacedName;
  readonly span: Span;
  readonly ifTableExists?: boolean;
}

/** What no view takes. */
const OF_TABLES: ReadonlySet<Op['op']> = new Set([
  'add column', 'drop column', 'add constraint', 'alter constraint', 'drop constraint', 'validate constraint',
  'rename constraint', 'attach partition', 'detach partition', 'inherit', 'row security', 'create policy',
]); // prettier-ignore

/** The table that an ALTER TABLE means, marked as changed there. */
export function changed(state: FoldState, op: OnTable, source: Source): TableDraft | undefined {
  const table = state.table(op.table, source);
  if (!table) {
    refuseGone(state, op.table, source, op.table.span, op.ifTableExists === true);
    return undefined;
  }
  if (table.query && OF_TABLES.has(op.op))
    state.refuse(`${displayName(table)} is a view, not a table.`, source, op.table.span);
  table.changed = originAt(source, op.span);
  return table;
}

/** Refuses what is about a relation that was dropped; of one that nobody ever made nothing is known. */
export function refuseGone(state: FoldState, name: Name, source: Source, span: Span, ifExists: boolean): void {
  if (ifExists || state.lenient) return;
  const schemas = name.schema === undefined ? source.path : [name.schema];
  const there = schemas.find((schema) => state.gone.has(keyOf(schema, name.name)));
  if (there === undefined || state.isTaken(there, name.name)) return;
  // What went with something else of this statement is gone as it should be.
  if (state.gone.get(keyOf(there, name.name)) !== source)
    state.refuse(`${displayName({ schema: there, name: name.name })} was dropped before.`, source, span);
}

/** What a statement calls a relation must be what it is; ALTER TABLE may mean any. */
export function isCalled(table: TableDraft, word: RelationWord | undefined, anyByTable = false): boolean {
  switch (word) {
    case 'view':
    case 'matview':
    case 'foreign':
      return table.kind === word || (word === 'foreign' && table.kind === 'partition');
    case 'table':
      return anyByTable || (!table.query && table.kind !== 'foreign');
    default:
      return true;
  }
}

export const WORDS: Readonly<Record<RelationWord, string>> = {
  table: 'table',
  view: 'view',
  matview: 'materialized view',
  foreign: 'foreign table',
};

/** A column that a statement is about. Undefined only where not all columns of the table are known. */
export function columnOf(
  state: FoldState,
  table: TableDraft,
  name: string,
  source: Source,
  span: Span,
): ColumnDraft | undefined {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column && !table.open) state.refuse(`Table ${displayName(table)} has no column ${name}.`, source, span);
  return column;
}
