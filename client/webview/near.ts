/** The tables of a near view as elements over the canvas: what a screen reader reads and a pointer points at. */
import { near, type Rect } from '../../server/src/diagram/geometry';
import { NAME_AT, PAD, ROW, TITLE } from '../../server/src/diagram/measure';
import type { SceneTable } from '../../server/src/diagram/scene';
import { KIND_WORDS, type DiagramColumn } from '../../server/src/diagram/view';
import type { Camera } from './painter';
import type { State } from './state';

/** A view with more tables is a far one: the outline beside it has them all. */
const MOST = 120;

export class Near {
  readonly element = document.createElement('div');
  private readonly nodes = new Map<string, { readonly shown: SceneTable; readonly node: HTMLElement }>();

  constructor(private readonly state: State) {
    this.element.className = 'near';
  }

  /** While the picture moves there are no elements. */
  hide(): void {
    this.element.classList.add('moving');
  }

  /** Puts the elements where the tables are. The text in them is not seen: the canvas has painted it. */
  show({ x, y, zoom }: Camera, seen: Rect): void {
    const seenTables = [...new Set(this.state.grid.in(seen))].filter((table) => near(table, seen));
    const shown = seenTables.length <= MOST ? seenTables : [];
    const keys = new Set(shown.map(({ table }) => table.key));
    for (const [key, { node }] of this.nodes) {
      if (keys.has(key)) continue;
      node.remove();
      this.nodes.delete(key);
    }
    for (const table of shown) {
      const old = this.nodes.get(table.table.key);
      if (old?.shown === table) continue;
      const node = elementOf(table);
      if (old) old.node.replaceWith(node);
      else this.element.append(node);
      this.nodes.set(table.table.key, { shown: table, node });
    }
    const { selected, active } = this.state;
    for (const [key, { node }] of this.nodes) {
      node.classList.toggle('selected', key === selected);
      // Where the editor's cursor is.
      if (key === active.table) node.setAttribute('aria-current', 'true');
      else node.removeAttribute('aria-current');
    }
    this.element.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
    this.element.classList.remove('moving');
  }
}

function elementOf({ table, rows, x, y, width, height }: SceneTable): HTMLElement {
  const section = document.createElement('section');
  section.className = 'table';
  section.dataset.table = table.key;
  section.setAttribute('role', 'group');
  section.setAttribute('aria-label', `${table.name}, ${KIND_WORDS[table.kind]}`);
  section.style.cssText = `left: ${x}px; top: ${y}px; width: ${width}px; height: ${height}px`;
  const title = document.createElement('header');
  title.style.cssText = `height: ${TITLE}px; padding: 0 ${PAD}px`;
  title.textContent = table.name;
  section.append(title, ...rows.map(rowOf));
  return section;
}

function rowOf(column: DiagramColumn): HTMLElement {
  const row = document.createElement('div');
  row.dataset.column = column.name;
  row.style.cssText = `height: ${ROW}px; padding-left: ${NAME_AT}px`;
  row.textContent = `${column.name} ${column.type}`;
  row.setAttribute('aria-label', describeColumn(column));
  return row;
}

export function describeColumn(column: DiagramColumn): string {
  const facts = [
    column.type,
    column.primaryKey && 'primary key',
    column.foreignKey && 'foreign key',
    column.unique && !column.primaryKey && 'unique',
    column.type && (column.notNull ? 'not null' : 'may be null'),
    column.personal,
  ];
  return [column.name, ...facts.filter((fact) => fact !== false && fact !== undefined && fact !== '')].join(', ');
}
