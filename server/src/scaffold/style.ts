import { primaryKey, type Column, type SchemaView, type Table } from '../model/schema';
import { singular } from './words';

/** How the tables of a schema are keyed, and where they are. */
export interface Style {
  /** The schema that most tables are in. */
  readonly schema: string;
  /** The key column's name; `{one}` is the table's name in the singular. */
  readonly keyColumn: string;
  /** The key column's type and what follows it. */
  readonly keyType: string;
  /** The key constraint's name, with `{table}`; undefined where PostgreSQL names it. */
  readonly keyName?: string;
}

const DEFAULT_STYLE: Style = { schema: 'public', keyColumn: 'id', keyType: 'uuid DEFAULT gen_random_uuid()' };

/** So many tables have to agree before their way is taken for the schema's own. */
const MIN_TABLES = 5;
const MIN_SHARE = 0.8;

/** The key style of a schema: the one that nearly all of its tables have, else the default. */
export function styleOf(schema: SchemaView): Style {
  const tables = [...schema.tables()].filter(isTable);
  const keyed = tables.map(keyStyle).filter((style) => style !== undefined);
  const [best, number] = mostFrequent(keyed.map((style) => JSON.stringify(style)));
  const prevails = best !== undefined && keyed.length >= MIN_TABLES && number / keyed.length >= MIN_SHARE;
  const [home] = mostFrequent(tables.map((table) => table.schema));
  return {
    ...(prevails ? (JSON.parse(best) as Omit<Style, 'schema'>) : DEFAULT_STYLE),
    schema: home ?? DEFAULT_STYLE.schema,
  };
}

/** A table that rows are written to and foreign keys can point to. */
export function isTable(table: Table): boolean {
  return (table.kind === 'table' || table.kind === 'partitioned') && !table.temporary;
}

/** How a table is keyed, where that is by one column. */
function keyStyle(table: Table): Omit<Style, 'schema'> | undefined {
  const key = primaryKey(table);
  const column = key?.columns.length === 1 ? table.columns.find(({ name }) => name === key.columns[0]) : undefined;
  if (!key || !column) return undefined;
  const name = key.named && key.name !== `${table.name}_pkey` ? key.name.replace(table.name, '{table}') : undefined;
  return {
    keyColumn: column.name === `${singular(table.name)}_id` ? '{one}_id' : column.name,
    keyType: keyType(column),
    ...(name?.includes('{table}') && { keyName: name }),
  };
}

function keyType({ type, identity, default: value }: Column): string {
  const counts = type.serial !== undefined || value?.text.toLowerCase().startsWith('nextval(');
  // A key that counts in four bytes ends one day: a new table starts with eight.
  if (identity ?? counts) return `bigint GENERATED ${(identity ?? 'always').toUpperCase()} AS IDENTITY`;
  return value ? `${type.display} DEFAULT ${value.text}` : type.display;
}

function mostFrequent(values: readonly string[]): [string | undefined, number] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best ?? [undefined, 0];
}
