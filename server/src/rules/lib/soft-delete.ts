import type { Column, Table } from '../../model/schema';
import { wordsOfExpression } from './syntax';

const NAMES = new Set([
  'deleted_at',
  'deletedat',
  'deleted_on',
  'archived_at',
  'removed_at',
  'discarded_at',
  'soft_deleted_at',
]);
const TIMES = new Set(['timestamptz', 'timestamp', 'date']);

/** The column that says when a row was deleted without being taken away; null while it is alive. */
export function softDeleteColumn(table: Table): Column | undefined {
  if (!known.has(table)) known.set(table, find(table));
  return known.get(table);
}

/** Each query asks for the tables that it reads. */
const known = new WeakMap<Table, Column | undefined>();

function find({ columns }: Table): Column | undefined {
  return columns.find(
    ({ name, type, notNull }) => NAMES.has(name.toLowerCase()) && !notNull && type.builtIn && TIMES.has(type.name.name),
  );
}

/** Whether an expression names a column. */
export function mentions(expression: string | undefined, column: string): boolean {
  return expression !== undefined && wordsOfExpression(expression).has(column.toLowerCase());
}
