import type { DiagramRelation, DiagramTable } from './view';

/** What stands at a column instead of a line to a hub: the hub's name. By table and column. */
export function chipsOf(
  relations: readonly DiagramRelation[],
  hubs: ReadonlySet<string>,
  tables: ReadonlyMap<string, Pick<DiagramTable, 'name'>>,
): Map<string, Map<string, string>> {
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
