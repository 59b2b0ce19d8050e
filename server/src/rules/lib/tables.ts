import { displayName } from '../../model/names';
import type { Table } from '../../model/schema';

/** A table that is designed here: no view, no temporary or foreign table, and no partition, which follows its parent. */
export function isOwnTable(table: Table): boolean {
  return (table.kind === 'table' || table.kind === 'partitioned') && !table.temporary;
}

/** The table's name as it stands in messages. */
export function describe(table: Table): string {
  return `\`${displayName(table)}\``;
}

/** Columns (and their order) that an index or a key begins with. */
export interface KeyLike {
  readonly name: string;
  readonly columns: readonly string[];
  readonly unique: boolean;
}

/** All whole b-tree-like keys of a table: constraints and indexes without predicate whose keys are columns. */
export function keysOf(table: Table): readonly KeyLike[] {
  const constraints = table.constraints
    .filter(({ kind }) => kind === 'primary key' || kind === 'unique')
    .map(({ name, columns }) => ({ name, columns, unique: true }));
  const indexes = table.indexes
    .filter(({ predicate, method }) => predicate === undefined && method !== 'gin' && method !== 'gist' && method !== 'brin')
    .map(({ name, keys, unique }) => ({ name, columns: leadingColumns(keys), unique }));
  return [...constraints, ...indexes];
}

function leadingColumns(keys: readonly { readonly column?: string }[]): string[] {
  const end = keys.findIndex((key) => key.column === undefined);
  return keys.slice(0, end < 0 ? keys.length : end).map((key) => key.column!);
}
