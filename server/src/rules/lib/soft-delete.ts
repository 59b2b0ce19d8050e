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
  return table.columns.find(
    ({ name, type, notNull }) => NAMES.has(name.toLowerCase()) && !notNull && type.builtIn && TIMES.has(type.name.name),
  );
}

/** Whether an expression names a column. */
export function mentions(expression: string | undefined, column: string): boolean {
  return expression !== undefined && wordsOfExpression(expression).has(column.toLowerCase());
}
