/** All tables and relationships as a tree beside the picture, for the keyboard and for screen readers. */
import { html, nothing, type TemplateResult } from 'lit';
import { KIND_WORDS, type Cardinality, type DiagramTable } from '../../server/src/diagram/view';
import { describeColumn } from './near';
import type { State } from './state';

export interface OutlineActions {
  select(table: string): void;
  reveal(table: string, column?: string): void;
  render(): void;
}

const WORDS: Readonly<Record<Cardinality, string>> = {
  one: 'one',
  'zero-or-one': 'zero or one',
  'zero-or-more': 'any number of',
  'one-or-more': 'one or more',
};

export class Outline {
  private readonly open = new Set<string>();
  /** The id of the item that the keyboard is on. */
  private at: string | undefined;

  constructor(
    private readonly state: State,
    private readonly actions: OutlineActions,
  ) {}

  render(): TemplateResult {
    const tables = [...this.state.scene.values()].map(({ table }) => table).sort((a, b) => (a.key < b.key ? -1 : 1));
    if (this.at === undefined || !this.isThere(this.at)) this.at = tables[0]?.key;
    return html`<div class="tree" role="tree" aria-label="Tables" @keydown=${(event: KeyboardEvent) => this.key(event)}>
      ${tables.map((table) => this.item(table))}
    </div>`;
  }

  private isThere(id: string): boolean {
    return this.state.scene.has(id.split('\n')[0]!);
  }

  private item(table: DiagramTable): TemplateResult {
    const { key } = table;
    const isOpen = this.open.has(key);
    const isSelected = this.state.selected === key;
    const marks = this.state.marks?.tables[key];
    const label = [
      table.name,
      KIND_WORDS[table.kind],
      `${table.columns.length} columns`,
      marks ? `${marks.count} findings` : '',
    ];
    return html`<div
        role="treeitem"
        aria-level="1"
        aria-expanded=${isOpen}
        aria-selected=${isSelected}
        aria-current=${this.state.active.table === key ? 'true' : nothing}
        aria-label=${label.filter((part) => part !== '').join(', ')}
        tabindex=${this.at === key ? 0 : -1}
        data-item=${key}
        class="item ${isSelected ? 'selected' : ''}"
        @click=${(event: Event) => this.click(event, key)}
        @dblclick=${() => this.actions.reveal(key)}
      >
        <i
          class="codicon codicon-chevron-${isOpen ? 'down' : 'right'}"
          @click=${(event: Event) => {
            event.stopPropagation();
            this.toggle(key);
          }}
        ></i>
        <span class="item-name">${table.name}</span>
        ${marks ? html`<span class="item-count ${marks.worst}">${marks.count}</span>` : nothing}
      </div>
      ${isOpen ? this.children(table) : nothing}`;
  }

  private children(table: DiagramTable): TemplateResult {
    const { key } = table;
    return html`<div role="group">
      ${table.columns.map((column) => {
        const id = `${key}\ncolumn ${column.name}`;
        return html`<div
          role="treeitem"
          aria-level="2"
          tabindex=${this.at === id ? 0 : -1}
          data-item=${id}
          class="item child"
          aria-label=${describeColumn(column)}
          @click=${(event: Event) => this.click(event, id)}
        >
          <i class="codicon codicon-${column.primaryKey ? 'key' : column.foreignKey ? 'link' : 'symbol-field'}"></i>
          <span class="item-name">${column.name}</span><span class="item-type">${column.type}</span>
        </div>`;
      })}
      ${this.state.neighbours(key).map(({ relation, other }) => {
        const id = `${key}\nrelation ${relation.key}`;
        const name = this.state.tables.get(other)?.name ?? other;
        const isOut = relation.from === key;
        const count = WORDS[isOut ? relation.toCardinality : relation.fromCardinality];
        const said = relation.use
          ? `${isOut ? 'uses' : 'used by'} ${name}`
          : `${isOut ? 'references' : 'referenced by'} ${count} ${name}`;
        return html`<div
          role="treeitem"
          aria-level="2"
          tabindex=${this.at === id ? 0 : -1}
          data-item=${id}
          class="item child"
          aria-label=${said}
          @click=${(event: Event) => this.click(event, id)}
        >
          <i class="codicon codicon-arrow-${isOut ? 'right' : 'left'}"></i><span class="item-name">${name}</span>
          <span class="item-type">${relation.fromColumns.join(', ')}</span>
        </div>`;
      })}
    </div>`;
  }

  private click(event: Event, id: string): void {
    event.stopPropagation();
    this.at = id;
    this.follow(id);
    this.actions.render();
  }

  /** Shows what an item is about: the table, or the one at the other end. */
  private follow(id: string): void {
    const [key, what] = id.split('\n') as [string, string?];
    const relation = what?.startsWith('relation ')
      ? this.state.relations.get(what.slice('relation '.length))
      : undefined;
    this.actions.select(relation ? (relation.from === key ? relation.to : relation.from) : key);
  }

  private toggle(key: string): void {
    if (!this.open.delete(key)) this.open.add(key);
    this.actions.render();
  }

  private key(event: KeyboardEvent): void {
    const { at } = this;
    if (at === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const [key, child] = at.split('\n') as [string, string?];
    switch (event.key) {
      case 'ArrowDown':
        this.step(event, 1);
        break;
      case 'ArrowUp':
        this.step(event, -1);
        break;
      case 'Home':
        this.step(event, -Infinity);
        break;
      case 'End':
        this.step(event, Infinity);
        break;
      case 'ArrowRight':
        if (child === undefined && !this.open.has(key)) this.toggle(key);
        else if (child === undefined) this.step(event, 1);
        break;
      case 'ArrowLeft':
        if (child === undefined && this.open.has(key)) this.toggle(key);
        else if (child !== undefined) this.goTo(event, key);
        break;
      case ' ':
        this.follow(at);
        break;
      case 'Enter':
        if (child?.startsWith('relation ')) this.follow(at);
        else this.actions.reveal(key, child?.slice('column '.length));
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private step(event: Event, by: number): void {
    const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[data-item]')];
    const index = items.findIndex((item) => item.dataset.item === this.at);
    const next = items[Math.min(items.length - 1, Math.max(0, index + by))];
    if (next) this.goTo(event, next.dataset.item!);
  }

  private goTo(event: Event, id: string): void {
    const tree = event.currentTarget as HTMLElement;
    this.at = id;
    if (!id.includes('\n')) this.actions.select(id);
    this.actions.render();
    const item = [...tree.querySelectorAll<HTMLElement>('[data-item]')].find((each) => each.dataset.item === id);
    item?.focus();
  }
}
