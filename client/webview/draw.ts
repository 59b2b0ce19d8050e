/** The elements of the diagram: a table as HTML, a relation as SVG. */
import type { ErdColumn, ErdRelation, ErdTable } from '../../server/src/lsp/protocol';
import { h, svg } from './dom';
import type { Point } from './geometry';

/** Heights in pixels; the style sheet gets the first two as variables. */
export const titleHeight = 30;
export const rowHeight = 21;
const bottomHeight = 5;

const kinds: Record<ErdTable['kind'], string> = {
  table: 'table',
  partitioned: 'partitioned table',
  view: 'view',
  matview: 'materialized view',
  foreign: 'foreign table',
};

export function tableHeight(table: ErdTable): number {
  return titleHeight + table.columns.length * rowHeight + bottomHeight;
}

/** The middle of a column's row; the title's for a column that isn't there. */
export function columnY(table: ErdTable, name: string | undefined): number {
  const row = table.columns.findIndex((column) => column.name === name);
  return row < 0 ? titleHeight / 2 : titleHeight + (row + 0.5) * rowHeight;
}

export function drawTable(table: ErdTable): HTMLElement {
  const title = h(
    'header',
    { class: 'title', title: [table.key, table.comment].filter(Boolean).join('\n') },
    ...(table.schema === 'public' ? [] : [h('span', { class: 'schema' }, `${table.schema}.`)]),
    h('span', { class: 'name' }, ...breakable(table.name)),
    ...(table.kind === 'table' ? [] : [h('span', { class: 'kind' }, kinds[table.kind])]),
  );
  return h(
    'section',
    {
      class: `table ${table.kind}`,
      tabindex: '0',
      role: 'group',
      'data-table': table.key,
      'aria-label': describe(table),
    },
    title,
    ...table.columns.map(drawColumn),
  );
}

function breakable(name: string): (Node | string)[] {
  return name.split(/(?<=_)/).flatMap((word, i) => (i === 0 ? [word] : [h('wbr'), word]));
}

function describe({ name, kind, columns, comment }: ErdTable): string {
  const said = columns.map((column) => column.name).join(', ');
  return `${name}, ${kinds[kind]}${comment ? `: ${comment}` : ''}. Columns: ${said || 'none'}.`;
}

function drawColumn(column: ErdColumn): HTMLElement {
  const facts = [
    column.primaryKey && 'primary key',
    column.foreignKey && 'foreign key',
    column.unique && 'unique',
    column.notNull ? 'not null' : 'may be null',
  ];
  return h(
    'div',
    {
      class: column.primaryKey ? 'column primary' : 'column',
      'data-column': column.name,
      title: `${column.name} ${column.type}\n${facts.filter(Boolean).join(', ')}`,
    },
    h('span', { class: 'key' }, column.primaryKey ? 'PK' : column.unique ? 'U' : ''),
    h('span', { class: 'key' }, column.foreignKey ? 'FK' : ''),
    h('span', { class: column.notNull ? 'dot' : 'dot hollow' }),
    h('span', { class: 'name' }, column.name),
    h('span', { class: 'type' }, column.type),
  );
}

export function drawRelation(relation: ErdRelation): SVGGElement {
  return svg(
    'g',
    { class: 'relation', 'data-relation': relation.key },
    svg('path', { class: 'line' }),
    svg('path', { class: 'end' }),
  );
}

/** Where a relation's line runs. */
export function lineOf(points: readonly Point[]): string {
  const radius = 6;
  const first = points[0]!;
  const parts = [`M${at(first)}`];
  for (let i = 1; i < points.length - 1; i++) {
    const [before, corner, after] = [points[i - 1]!, points[i]!, points[i + 1]!];
    const r = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    parts.push(`L${at(towards(corner, before, r))}Q${at(corner)} ${at(towards(corner, after, r))}`);
  }
  parts.push(`L${at(points.at(-1)!)}`);
  return parts.join('');
}

/** Crow's feet: how many rows of either table belong to one of the other. */
export function endsOf(relation: ErdRelation, points: readonly Point[]): string {
  const [first, second] = [points[0]!, points[1]!];
  const [last, beforeLast] = [points.at(-1)!, points.at(-2)!];
  const fromSide = Math.sign(second.x - first.x) || 1;
  const toSide = Math.sign(beforeLast.x - last.x) || 1;
  const from = relation.fromCardinality === 'zero-or-more' ? foot(first, fromSide) : bar(first, fromSide * 6);
  const to = relation.toCardinality === 'one' ? bar(last, toSide * 10) : ring(last, toSide * 13);
  return (
    from + ring(first, fromSide * (relation.fromCardinality === 'zero-or-more' ? 15 : 13)) + bar(last, toSide * 6) + to
  );
}

function foot({ x, y }: Point, side: number): string {
  return `M${x + side * 11} ${y}L${x} ${y - 5}M${x + side * 11} ${y}L${x} ${y + 5}`;
}

function bar({ x, y }: Point, by: number): string {
  return `M${x + by} ${y - 5}v10`;
}

function ring({ x, y }: Point, by: number): string {
  return `M${x + by - 3.5} ${y}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0`;
}

function at({ x, y }: Point): string {
  return `${x} ${y}`;
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  return { x: from.x + Math.sign(to.x - from.x) * by, y: from.y + Math.sign(to.y - from.y) * by };
}
