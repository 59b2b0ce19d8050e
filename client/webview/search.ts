/** Finds tables by their name or a column's. */
import type { DiagramTable } from '../../server/src/diagram/view';

/** The best match first: the name itself, its start, a part of it, a column's name. */
export function find(tables: readonly DiagramTable[], text: string): string[] {
  const sought = text.trim().toLowerCase();
  if (sought === '') return [];
  const rank = (table: DiagramTable) => {
    const name = table.name.toLowerCase();
    if (name === sought || table.key.toLowerCase() === sought) return 0;
    if (name.startsWith(sought)) return 1;
    if (name.includes(sought)) return 2;
    return table.columns.some((column) => column.name.toLowerCase().includes(sought)) ? 3 : 4;
  };
  return tables
    .map((table) => ({ key: table.key, rank: rank(table) }))
    .filter((found) => found.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .map(({ key }) => key);
}
