/** Keeps the picture true to the model: only what changed is drawn again, and nothing moves without need. */
import type { ErdModel, ErdTable } from '../../server/src/lsp/protocol';
import { h } from './dom';
import { drawTable, rowHeight, tableHeight, titleHeight } from './draw';
import { around, near, type Rect } from './geometry';
import { layout, type Place, type Placed } from './layout';
import { Lines } from './lines';

const narrowest = 180;
const widest = 400;
const widthStep = 20;

interface Shown {
  readonly table: ErdTable;
  /** The table as text, to see whether it changed. */
  readonly facts: string;
  readonly element: HTMLElement;
  box: Placed;
}

export class Diagram {
  readonly element: HTMLElement;
  /** What pan and zoom move. */
  readonly canvas: HTMLElement;
  private readonly lines = new Lines();
  private readonly boxes = h('div', { class: 'tables' });
  /** Tables are measured here: in the canvas their look depends on the zoom. */
  private readonly scale = h('div', { class: 'scale', 'aria-hidden': 'true' });
  private readonly shown = new Map<string, Shown>();
  /** Where each table is, or was: one that comes back while a statement is typed returns to its place. */
  private readonly places = new Map<string, Place>();
  private seen: Rect | undefined;

  constructor() {
    this.canvas = h('div', { class: 'canvas' }, this.lines.element, this.boxes);
    this.element = h('div', { class: 'diagram' }, this.scale, this.canvas);
    this.element.style.setProperty('--title-height', `${titleHeight}px`);
    this.element.style.setProperty('--row-height', `${rowHeight}px`);
    for (const event of ['pointerover', 'focusin']) {
      this.boxes.addEventListener(event, ({ target }) => this.lines.light(keyOf(target)));
    }
    this.boxes.addEventListener('pointerleave', () => this.lines.light(undefined));
  }

  get rect(): Rect {
    return around([...this.shown.values()].map(({ box }) => box));
  }

  box(key: string): Placed | undefined {
    return this.shown.get(key)?.box;
  }

  /** Forgets what it shows; another root is next. */
  startOver(places: Readonly<Record<string, readonly [number, number]>>): void {
    this.update({ roots: [], tables: [], relations: [] });
    this.places.clear();
    for (const [key, [x, y]] of Object.entries(places)) this.places.set(key, { x, y });
  }

  update({ tables, relations }: ErdModel): void {
    this.followRename(tables);
    this.updateTables(tables);
    for (const box of layout(
      [...this.shown.values()].map((shown) => shown.box),
      relations,
      this.places,
    )) {
      const shown = this.shown.get(box.key)!;
      shown.box = box;
      shown.element.style.transform = `translate(${box.x}px, ${box.y}px)`;
      this.places.set(box.key, { x: box.x, y: box.y });
    }
    this.lines.update(relations, this.shown);
    if (this.seen) this.see(this.seen);
  }

  /** Draws only what touches the given part of the diagram. */
  see(part: Rect): void {
    this.seen = part;
    for (const { element, box } of this.shown.values()) element.classList.toggle('away', !near(box, part));
    this.lines.see(part);
  }

  /** Outlines the tables that a search found. */
  mark(keys: ReadonlySet<string>, current: string | undefined): void {
    for (const [key, { element }] of this.shown) {
      element.classList.toggle('found', keys.has(key));
      element.classList.toggle('current', key === current);
    }
  }

  /** One table gone and one new is a new name: it stays where it is. */
  private followRename(tables: readonly ErdTable[]): void {
    const keys = new Set(tables.map(({ key }) => key));
    const gone = [...this.shown.keys()].filter((key) => !keys.has(key));
    const come = [...keys].filter((key) => !this.places.has(key));
    if (gone.length === 1 && come.length === 1) this.places.set(come[0]!, this.places.get(gone[0]!)!);
  }

  private updateTables(tables: readonly ErdTable[]): void {
    const keys = new Set(tables.map(({ key }) => key));
    for (const [key, { element }] of this.shown) {
      if (keys.has(key)) continue;
      element.remove();
      this.shown.delete(key);
    }
    const changed = tables
      .map((table) => ({ table, facts: JSON.stringify(table) }))
      .filter(({ table, facts }) => this.shown.get(table.key)?.facts !== facts)
      .map((drawn) => ({ ...drawn, element: drawTable(drawn.table) }));
    this.scale.append(...changed.map(({ element }) => element));
    // All are measured before any is changed, so that the browser lays the page out once.
    const widths = changed.map(({ element }) => roundWidth(element.offsetWidth));
    for (const [i, drawn] of changed.entries()) this.put(drawn, widths[i]!);
  }

  private put({ table, facts, element }: Omit<Shown, 'box'>, width: number): void {
    const height = tableHeight(table);
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
    element.style.setProperty('--fit', `${farSize(table.name, width, height)}px`);
    const old = this.shown.get(table.key)?.element;
    const focused = old?.matches(':focus');
    if (old) old.replaceWith(element);
    else this.boxes.append(element);
    if (focused) element.focus({ preventScroll: true });
    this.shown.set(table.key, { table, facts, element, box: { key: table.key, width, height, x: 0, y: 0 } });
  }
}

/** The table that an event happened in. */
export function keyOf(target: EventTarget | null): string | undefined {
  return (target as Element | null)?.closest<HTMLElement>('[data-table]')?.dataset.table;
}

/** The largest type in which a name fills its box when the columns aren't drawn: in one line, or broken at its underscores. */
function farSize(name: string, width: number, height: number): number {
  const words = name.split('_');
  const longest = Math.max(...words.map(({ length }) => length + 1));
  const broken = Math.min((width - 20) / longest / 0.7, (height - 10) / words.length / 1.3);
  return Math.floor(Math.max((width - 20) / name.length / 0.7, broken));
}

/** Few different widths: the columns of the diagram have straight edges. */
function roundWidth(width: number): number {
  return Math.min(widest, Math.max(narrowest, Math.ceil(width / widthStep) * widthStep));
}
