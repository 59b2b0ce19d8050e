import type { ConstraintKind } from '../facts';
import { generatedName } from '../names';
import type { FoldState, TableDraft } from './state';

/** `ChooseIndexColumnNames` of PostgreSQL's indexcmds.c: equal names get numbers. */
export function indexColumnNames(labels: readonly string[]): string {
  const names: string[] = [];
  for (const label of labels) {
    let name = label;
    for (let n = 1; names.includes(name); n++) name = `${label}${n}`;
    names.push(name);
  }
  return names.join('_');
}

/** `ChooseRelationName`: the name of an index or sequence that got none. Keys must not have a constraint's name either. */
export function chooseRelationName(
  state: FoldState,
  schema: string,
  table: string,
  columns: string,
  label: string,
  key = false,
): string {
  for (let n = 0; ; n++) {
    const name = generatedName(table, columns, n === 0 ? label : `${label}${n}`);
    if (!state.isTaken(schema, name) && !(key && state.isConstraintName(schema, name))) return name;
  }
}

/** `ChooseConstraintName`: unique in the whole schema. */
export function chooseConstraintName(
  state: FoldState,
  schema: string,
  table: string,
  columns: string,
  label: string,
): string {
  for (let n = 0; ; n++) {
    const name = generatedName(table, columns, n === 0 ? label : `${label}${n}`);
    if (!state.isConstraintName(schema, name)) return name;
  }
}

const LABELS: Readonly<Record<ConstraintKind, string>> = {
  'primary key': 'pkey',
  unique: 'key',
  'foreign key': 'fkey',
  check: 'check',
  exclude: 'excl',
  'not null': 'not_null',
};

/**
 * The name that PostgreSQL gives to a constraint of a table. `columns` are those that count for it: of a key also the
 * included ones, of a check those that it names. A check is named for a column only if it names just one.
 */
export function constraintName(
  state: FoldState,
  table: TableDraft,
  kind: ConstraintKind,
  columns: readonly string[],
): string {
  const label = LABELS[kind];
  switch (kind) {
    case 'primary key':
      return chooseRelationName(state, table.schema, table.name, '', label, true);
    case 'unique':
    case 'exclude':
      return chooseRelationName(state, table.schema, table.name, indexColumnNames(columns), label, true);
    case 'check':
      return chooseConstraintName(state, table.schema, table.name, columns.length === 1 ? columns[0]! : '', label);
    default:
      return chooseConstraintName(state, table.schema, table.name, columns.join('_'), label);
  }
}
