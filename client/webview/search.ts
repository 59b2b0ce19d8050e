/** The search box: finds tables by their name or a column's, and steps through them. */
import type { ErdTable } from '../../server/src/lsp/protocol';
import { h } from './dom';

/** The best match first: the name itself, its start, a part of it, a column's name. */
export function find(tables: readonly ErdTable[], text: string): string[] {
  const sought = text.trim().toLowerCase();
  if (sought === '') return [];
  const rank = (table: ErdTable) => {
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

export class Search {
  readonly input = h('input', {
    class: 'search',
    type: 'search',
    placeholder: 'Find a table or column',
    'aria-label': 'Find a table or column',
    title: 'Enter: next, Shift+Enter: previous, Escape: done ( / )',
  });
  readonly count = h('span', { class: 'count', role: 'status' });
  private found: string[] = [];
  private at = 0;

  constructor(
    private readonly tables: () => readonly ErdTable[],
    private readonly mark: (found: ReadonlySet<string>, current: string | undefined) => void,
    private readonly goTo: (table: string) => void,
  ) {
    this.input.addEventListener('input', () => {
      this.at = 0;
      this.refresh();
      this.go();
    });
    this.input.addEventListener('keydown', (event) => this.key(event));
  }

  /** Finds and marks anew what is sought. */
  refresh(): void {
    this.found = find(this.tables(), this.input.value);
    if (this.at >= this.found.length) this.at = 0;
    const nothing = this.input.value.trim() === '' ? '' : 'Not found';
    this.count.textContent = this.found.length > 0 ? `${this.at + 1} of ${this.found.length}` : nothing;
    this.mark(new Set(this.found), this.found[this.at]);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === 'Enter' && this.found.length > 0) {
      this.at = (this.at + (event.shiftKey ? this.found.length - 1 : 1)) % this.found.length;
      this.refresh();
      this.go();
    } else if (event.key === 'Escape') {
      this.input.value = '';
      this.refresh();
      this.input.blur();
    }
  }

  private go(): void {
    const current = this.found[this.at];
    if (current !== undefined) this.goTo(current);
  }
}
