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

export type DeletionStyle = 'moment' | 'flag' | 'status';
export const STYLES: Readonly<Record<DeletionStyle, string>> = {
  moment: 'a moment such as `deleted_at`',
  flag: 'a flag such as `is_deleted`',
  status: 'a status such as `archived`',
};
const FLAGS = new Set(['isdeleted', 'deleted', 'isarchived', 'archived', 'isremoved']);

/** The column by which a table marks deleted rows, and how. */
export function deletionMark(table: Table): { readonly column: Column; readonly style: DeletionStyle } | undefined {
  const moment = softDeleteColumn(table);
  if (moment) return { column: moment, style: 'moment' };
  const flag = table.columns.find(
    ({ name, type }) => type.builtIn && type.name.name === 'bool' && FLAGS.has(name.toLowerCase().replaceAll('_', '')),
  );
  if (flag) return { column: flag, style: 'flag' };
  for (const { kind, expression, columns } of table.constraints) {
    if (kind !== 'check' || columns.length !== 1 || !/'(?:archived|deleted)'/.test(expression?.text ?? '')) continue;
    const status = table.columns.find(({ name }) => name === columns[0] && /(?:status|state)$/i.test(name));
    if (status) return { column: status, style: 'status' };
  }
  return undefined;
}
