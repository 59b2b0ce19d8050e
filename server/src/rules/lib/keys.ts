import { primaryKey, type Column, type Table } from '../../model/schema';
import { inLastWord, singularOf } from './inflection';

export type KeyType = 'uuid' | 'bigint' | 'integer' | 'smallint';

/** The one column of a primary key that stands for the row and says nothing: a number that is drawn, or a uuid. */
export function surrogateKey(table: Table, foreign = foreignColumns(table)): Column | undefined {
  const columns = primaryKey(table)?.columns ?? [];
  if (columns.length !== 1 || foreign.has(columns[0]!)) return undefined;
  const key = table.columns.find(({ name }) => name === columns[0]);
  if (!key || key.inherited) return undefined;
  const type = keyTypeOf(key);
  if (type === undefined) return undefined;
  const drawn = key.identity !== undefined || key.type.serial !== undefined || (key.default?.sequences.length ?? 0) > 0;
  if (drawn || keyNamePattern(key.name, table.name) !== undefined) return key;
  // `user_id` of a table of settings is the key of a user.
  return type === 'uuid' && (key.default !== undefined || !/[a-z]id$/i.test(key.name.replaceAll('_', '')))
    ? key
    : undefined;
}

/** The columns that alone point to a row of another table. */
export function foreignColumns(table: Table): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { kind, columns } of table.constraints)
    if (kind === 'foreign key') columns.forEach((each) => found.add(each));
  return found;
}

/** The kind of key that a column can be by its type. */
export function keyTypeOf({ type }: Column): KeyType | undefined {
  if (!type.builtIn || type.dimensions > 0) return undefined;
  const types: Readonly<Record<string, KeyType>> = { uuid: 'uuid', int8: 'bigint', int4: 'integer', int2: 'smallint' };
  return types[type.name.name];
}

/** `{table}_id` of `order_id` in `orders`, `{table}Id` of `orderId`, `{table}id` of `orderid`. */
export function keyNamePattern(name: string, table: string): string | undefined {
  if (name.toLowerCase() === 'id') return 'id';
  const tables = [table.toLowerCase(), inLastWord(table.toLowerCase(), singularOf)];
  const [, stem = '', ending = ''] = /^(.+?)(_?id)$/i.exec(name) ?? [];
  return tables.includes(stem.toLowerCase()) ? `{table}${ending}` : undefined;
}
