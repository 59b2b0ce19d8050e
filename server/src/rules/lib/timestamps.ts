import { primaryKey, type Column, type Table } from '../../model/schema';
import { inLastWord, singularOf } from './inflection';
import { wordsOfName } from './names';
import { isLookup } from './tables';

/** The names of the column that says when a row was made, and when it was changed last. */
export const CREATED =
  /^(?:created|inserted|creation|create|added)_?(?:at|on|date|time|timestamp|ts|ms)?$|^(?:date|gmt)_?(?:create|created|added)$/i;
export const UPDATED =
  /^(?:last_?)?(?:updated|modified|changed|update|modification)_?(?:at|on|date|time|timestamp|ts|ms)?$|^(?:date|gmt)_?(?:updated|modified)$/i;
/** Words in the names of tables whose rows are written once. */
const APPEND_ONLY =
  /^(?:event|log|changelog|history|histories|audit|journal|ledger|version|revision|snapshot|archive|movement)s?$/;
const TIME_TYPES = new Set(['timestamptz', 'timestamp', 'date']);
const TIME_WORDS = new Set(['at', 'date', 'time', 'timestamp', 'ts']);
const JUNCTION_WORDS = new Set(['id', 'position', 'order', 'ordinal', 'rank']);

/** Whether rows of a table come and change, so that people want to know when. */
export function isKept(table: Table): boolean {
  return !table.open && !isLookup(table) && !isJunction(table) && !isExtension(table);
}

export function isAppendOnly({ name }: Table): boolean {
  const words = wordsOfName(name);
  // Long words are also known at the end of names that are written without underscores.
  return (
    words.some((word) => APPEND_ONLY.test(word)) || /(?:changelog|history|events?|audits?)$/.test(words.at(-1) ?? '')
  );
}

/** Values over time: the key says when. */
export function isSeries(table: Table): boolean {
  const key = primaryKey(table)?.columns ?? [];
  return key.length > 1 && table.columns.some((column) => key.includes(column.name) && isTime(column));
}

/** Also a number that counts seconds, by its name. */
export function isTime({ name, type }: Column): boolean {
  return (type.builtIn && TIME_TYPES.has(type.name.name)) || TIME_WORDS.has(wordsOfName(name).at(-1) ?? '');
}

/** The moment that a row is about: `payment_date` of a payment, or one that each new row gets. */
export function saysWhenMade(column: Column, table: Table): boolean {
  if (!isTime(column) || UPDATED.test(column.name)) return false;
  const [first = ''] = wordsOfName(column.name);
  const last = wordsOfName(inLastWord(table.name, singularOf)).at(-1);
  return (
    first === last ||
    (column.notNull && /^(?:now|current_timestamp|statement_timestamp)\b/i.test(column.default?.text ?? ''))
  );
}

/** More about the rows of another table: its key is theirs. */
function isExtension(table: Table): boolean {
  const key = primaryKey(table)?.columns ?? [];
  return key.length === 1 && table.constraints.some(({ kind, columns }) => kind === 'foreign key' && columns.length === 1 && columns[0] === key[0]); // prettier-ignore
}

/** A table that only joins others: each column belongs to a key, points somewhere by its name, or is a place in an order. */
function isJunction(table: Table): boolean {
  const foreign = table.constraints.flatMap(({ kind, columns }) => (kind === 'foreign key' ? columns : []));
  const key = primaryKey(table)?.columns ?? [];
  const keys = new Set([...foreign, ...key]);
  const own = table.columns.filter(
    (column) => !keys.has(column.name) && !isTime(column) && !JUNCTION_WORDS.has(wordsOfName(column.name).at(-1) ?? ''),
  );
  // A value for a pair, or for a part of a row: a tag, a translation, a quantity.
  const isDetail = foreign.length > 1 || (key.length > 1 && key.some((name) => foreign.includes(name)));
  return own.length === 0 || (own.length === 1 && isDetail);
}
