import { quoteIdent } from '../../model/names';
import type { Constraint, Index, Origin, Table } from '../../model/schema';
import { normalised, wordsOfExpression } from './syntax';

/** An index, or a key with the index behind it. */
export interface IndexLike {
  readonly name: string;
  readonly method: string;
  readonly unique: boolean;
  readonly keys: readonly IndexKey[];
  readonly include: readonly string[];
  readonly predicate?: string;
  readonly origin: Origin;
  readonly object: Index | Constraint;
}

interface IndexKey {
  readonly column?: string;
  /** All that decides what the key is good for: column or expression, collation, operator class, order. */
  readonly sort: string;
}

/** The keys of a table and its indexes, in the order in which they were made. */
export function indexesOf(table: Table): readonly IndexLike[] {
  let indexes = known.get(table);
  if (!indexes) {
    const keys = table.constraints.filter(({ kind }) => kind === 'primary key' || kind === 'unique');
    known.set(table, (indexes = [...keys.map(ofKey), ...table.indexes.map(ofIndex)]));
  }
  return indexes;
}

/** Several rules ask; a table is another object when a statement on it changes. */
const known = new WeakMap<Table, readonly IndexLike[]>();

function ofKey(key: Constraint): IndexLike {
  return {
    name: key.name,
    method: 'btree',
    unique: true,
    keys: key.columns.map((column) => ({ column, sort: sortOf(column) })),
    include: [],
    origin: key.origin,
    object: key,
  };
}

function ofIndex(index: Index): IndexLike {
  return {
    name: index.name,
    method: index.method,
    unique: index.unique,
    keys: index.keys.map((key) => {
      const collated = /collate/i.test(key.text) && wordsOfExpression(key.text).has('collate');
      if (key.column === undefined || collated) return { column: key.column, sort: normalised(key.text) };
      return { column: key.column, sort: sortOf(key.column, key) };
    }),
    include: index.include,
    ...(index.predicate && { predicate: normalised(index.predicate.text) }),
    origin: index.origin,
    object: index,
  };
}

function sortOf(column: string, key: Partial<Index['keys'][number]> = {}): string {
  const { opclass = '', descending = false, nullsFirst = descending } = key;
  return [JSON.stringify(column), opclass, descending ? 'desc' : 'asc', nullsFirst ? 'first' : 'last'].join(' ');
}

/** Whether rows are found by values of these columns, in any order, without reading the whole table. */
export function findsBy(index: IndexLike, columns: readonly string[]): boolean {
  if (index.method === 'hash') return columns.length === 1 && index.keys[0]?.column === columns[0];
  if (index.method !== 'btree') return false;
  const leading = new Set(index.keys.slice(0, columns.length).map(({ column }) => column));
  if (!columns.every((column) => leading.has(column))) return false;
  return (
    index.predicate === undefined ||
    columns.some((column) => index.predicate === normalised(`${quoteIdent(column)} IS NOT NULL`))
  );
}
