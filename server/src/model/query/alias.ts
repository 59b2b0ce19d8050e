import type { Alias } from '@pgsql/types';
import type { Context } from './context';
import type { Item, Output, QueryColumn } from './scope';
import { strings } from './text';

/** The place of an alias that stands at a token, and the token behind it and its column names. */
export function placeAlias(context: Context, at: number, alias: Alias | undefined) {
  if (!alias) return { at, end: at };
  const aliasAt = context.text.alias(at, alias.aliasname ?? '') ?? at;
  return { at: aliasAt, end: behindAlias(context, aliasAt, alias) };
}

export function behindAlias(context: Context, at: number, alias: Alias | undefined): number {
  const close = alias?.colnames ? context.text.partner(at + 1) : undefined;
  return close === undefined ? at + 1 : close + 1;
}

/** `AS x (a, b)`: the table's own names are hidden. */
export function withColumnNames(item: Item, alias: Alias | undefined): Item {
  return alias?.colnames ? { ...item, ...renamed(item, strings(alias.colnames)), key: undefined } : item;
}

/** The first columns under other names. Where columns aren't known, names tell of some. */
export function renamed(output: Output, names: readonly string[]): Output {
  const columns = output.columns.map((column, i) => {
    const name = names[i];
    return name === undefined ? column : { ...column, name, origins: detached(column) };
  });
  const more = output.open ? names.slice(columns.length) : [];
  return { columns: [...columns, ...more.map((name) => ({ name, type: undefined, origins: [] }))], open: output.open };
}

/** Where a column comes from once it has a name of its own. */
export function detached(column: QueryColumn): QueryColumn['origins'] {
  return column.origins.map((origin) => ({ ...origin, follows: false }));
}
