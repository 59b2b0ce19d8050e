/** Finds tables by their name or a column's. */
import type { DiagramTable } from '../../server/src/diagram/view';

/** What is searched for, and which of the tables that were found is looked at. */
export class Search {
  text = '';
  found: readonly string[] = [];
  private at = 0;

  get current(): string | undefined {
    return this.found[this.at];
  }

  /** How many there are, in words; nothing while nothing is searched for. */
  get count(): string {
    if (this.text === '') return '';
    return this.found.length > 0 ? `${this.at + 1} of ${this.found.length}` : 'Not found';
  }

  /** Searches for another text. */
  start(tables: readonly DiagramTable[], text: string): void {
    this.text = text;
    this.at = 0;
    this.again(tables);
  }

  /** Searches anew: the tables are others now. */
  again(tables: readonly DiagramTable[]): void {
    this.found = find(tables, this.text);
    if (this.at >= this.found.length) this.at = 0;
  }

  /** Goes to the next one, or to the one before. */
  step(by: 1 | -1): void {
    if (this.found.length > 0) this.at = (this.at + this.found.length + by) % this.found.length;
  }
}

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
