import type { DiagramRelation, DiagramTable } from './view';

/** What stands at a table's columns instead of a line to a hub: the hub's name. */
export type Chips = ReadonlyMap<string, string>;

export function chipText(name: string): string {
  return `→ ${name}`;
}

/** The chips of all tables that have some. */
export function chipsOf(
  relations: readonly DiagramRelation[],
  hubs: ReadonlySet<string>,
  tables: ReadonlyMap<string, Pick<DiagramTable, 'name'>>,
): Map<string, Chips> {
  const chips = new Map<string, Map<string, string>>();
  for (const { from, fromColumns, to } of relations) {
    if (!hubs.has(to) || from === to) continue;
    const column = fromColumns[0];
    const name = tables.get(to)?.name;
    if (column === undefined || name === undefined) continue;
    const own = chips.get(from);
    if (own) own.set(column, name);
    else chips.set(from, new Map([[column, name]]));
  }
  return chips;
}
