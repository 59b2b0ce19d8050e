/** The lines between the tables: along the gaps, round the tables, bundled where they lead to the same column. */
import { Grid, type Point, type Rect } from './geometry';

export interface Wire {
  readonly key: string;
  readonly from: Rect;
  readonly fromY: number;
  readonly to: Rect;
  readonly toY: number;
  /** Lines with the same bundle may run on top of one another. */
  readonly bundle: string;
}

export interface Route {
  readonly wire: Wire;
  /** From edge to edge; horizontal and vertical parts alternate, and both ends are horizontal. */
  readonly points: readonly Point[];
}

type Side = 1 | -1;

/** The straight part next to a table, where the line's end is drawn. */
const stub = 20;
/** The closest that a line runs along the top or bottom of a table. */
const clear = 8;
/** Between lines that run side by side. */
const track = 7;

export function route(wires: readonly Wire[], rects: Iterable<Rect>): Route[] {
  const tables = new Grid(rects);
  const routes = wires.map((wire) => ({ wire, points: bestPath(wire, tables) }));
  spread(routes, 'x', 1, (x, top, bottom) => blocking(x, top, bottom, tables) !== undefined);
  spread(routes, 'y', 2, (y, left, right) => firstBetween(left, right, y, tables) !== undefined);
  return routes;
}

type Tables = Grid<Rect>;
/** A line that has gone round so many tables goes on straight. */
const TURNS = 40;

function bestPath(wire: Wire, tables: Tables): Point[] {
  const { from, to } = wire;
  const room = 2 * (stub + clear);
  if (to.x + to.width + room <= from.x) return path(wire, -1, 1, tables);
  if (from.x + from.width + room <= to.x) return path(wire, 1, -1, tables);
  const right = path(wire, 1, 1, tables);
  const left = path(wire, -1, -1, tables);
  return cost(left, tables) < cost(right, tables) ? left : right;
}

/** Straight on to the referenced table's side; before a table in the way, up or down to the next gap. */
function path(wire: Wire, fromSide: Side, toSide: Side, tables: Tables): Point[] {
  const { from, fromY, to, toY } = wire;
  const start = edge(from, fromSide) + fromSide * stub;
  const trunk = edge(to, toSide) + toSide * (stub + clear);
  const goal = fromSide === toSide ? outer(start, trunk, toSide) : trunk;
  const points = [{ x: edge(from, fromSide), y: fromY }];
  let x = start;
  let y = fromY;
  for (let hit; (hit = firstBetween(x, goal, y, tables)) && points.length < TURNS;) {
    const back = fromSide === 1 ? -1 : 1;
    const gap = nearestGap(hit, y, toY, tables);
    x = slide(outer(x, edge(hit, back) + back * stub, fromSide), y, gap, back, tables);
    points.push({ x, y }, { x, y: gap });
    if (gap === y) break;
    y = gap;
  }
  x = slide(goal, y, toY, toSide, tables);
  points.push({ x, y }, { x, y: toY }, { x: edge(to, toSide), y: toY });
  return points;
}

function edge(table: Rect, side: Side): number {
  return side === 1 ? table.x + table.width : table.x;
}

function outer(a: number, b: number, side: Side): number {
  return side === 1 ? Math.max(a, b) : Math.min(a, b);
}

/** The first table that a horizontal line from `x` to `goal` would run into. */
function firstBetween(x: number, goal: number, y: number, tables: Tables): Rect | undefined {
  const [left, right] = x < goal ? [x, goal] : [goal, x];
  let first: Rect | undefined;
  for (const table of tables.in({ x: left, y: y - clear, width: right - left, height: 2 * clear })) {
    if (table.x >= right || table.x + table.width <= left || !passes(table, y)) continue;
    if (!first || (x < goal ? table.x < first.x : table.x > first.x)) first = table;
  }
  return first;
}

function passes(table: Rect, y: number): boolean {
  return table.y - clear < y && y < table.y + table.height + clear;
}

function blocks(table: Rect, x: number, top: number, bottom: number): boolean {
  return table.x - stub < x && x < table.x + table.width + stub && table.y < bottom && top < table.y + table.height;
}

/** The height nearest to the way from `y` to `goal` at which a line passes the column of tables that `hit` is in. */
function nearestGap(hit: Rect, y: number, goal: number, tables: Tables): number {
  const inWay = (at: number) => {
    for (const other of tables.in({ x: hit.x, y: at - clear, width: hit.width, height: 2 * clear })) {
      if (other.x < hit.x + hit.width && hit.x < other.x + other.width && passes(other, at)) return other;
    }
    return undefined;
  };
  const from = (way: 1 | -1) => {
    let at = y;
    for (let block: Rect | undefined = hit, i = 0; block && i < TURNS; i++) {
      const edgeAt: number = way === 1 ? block.y + block.height : block.y;
      const wide = edgeAt + way * stub;
      at = inWay(wide) ? edgeAt + way * clear : wide;
      block = inWay(at);
    }
    return at;
  };
  const [up, down] = [from(-1), from(1)];
  const way = (at: number) => Math.abs(at - y) + Math.abs(at - goal);
  return way(up) <= way(down) ? up : down;
}

function blocking(x: number, top: number, bottom: number, tables: Tables): Rect | undefined {
  for (const table of tables.in({ x: x - stub, y: top, width: 2 * stub, height: bottom - top })) {
    if (blocks(table, x, top, bottom)) return table;
  }
  return undefined;
}

/** Moves a vertical line to the given side until no table is in its way. */
function slide(x: number, y1: number, y2: number, side: Side, tables: Tables): number {
  const [top, bottom] = y1 < y2 ? [y1, y2] : [y2, y1];
  let at = x;
  for (let hit; (hit = blocking(at, top, bottom, tables));) at = edge(hit, side) + side * stub;
  return at;
}

function cost(points: readonly Point[], tables: Tables): number {
  let sum = points.length * 20;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    sum += Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
    if (i > 1 && i < points.length - 1 && a.y === b.y && firstBetween(a.x, b.x, a.y, tables)) sum += 2000;
  }
  return sum;
}

/** Parts of one bundle in one line, which move together. */
interface Strand {
  readonly at: number;
  readonly bundle: string;
  readonly points: Point[];
  low: number;
  high: number;
}

/** Moves the parts that would lie on top of those of another bundle beside them; `first` is the index of a line's first such part. */
function spread(
  routes: readonly Route[],
  axis: 'x' | 'y',
  first: number,
  blocked: (at: number, low: number, high: number) => boolean,
): void {
  const placed = new Map<number, { at: number; low: number; high: number }[]>();
  const cell = (place: number) => Math.floor(place / track);
  for (const strand of strands(routes, axis, first)) {
    const { at, low, high } = strand;
    const busy = (to: number) =>
      [cell(to) - 1, cell(to), cell(to) + 1].some((key) =>
        placed
          .get(key)
          ?.some((other) => Math.abs(other.at - to) < track && other.low < high + track && low < other.high + track),
      );
    const ways = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6].map((n) => at + n * track);
    const to = ways.find((way) => !busy(way) && (way === at || !blocked(way, low, high))) ?? at;
    const list = placed.get(cell(to));
    if (list) list.push({ at: to, low, high });
    else placed.set(cell(to), [{ at: to, low, high }]);
    for (const point of strand.points) point[axis] = to;
  }
}

function strands(routes: readonly Route[], axis: 'x' | 'y', first: number): Strand[] {
  const along = axis === 'x' ? 'y' : 'x';
  const found = new Map<string, Strand>();
  for (const { wire, points } of routes) {
    for (let i = first; i + 1 < points.length - 1; i += 2) {
      const [a, b] = [points[i]!, points[i + 1]!];
      const [low, high] = a[along] < b[along] ? [a[along], b[along]] : [b[along], a[along]];
      const key = `${a[axis]} ${wire.bundle}`;
      const strand = found.get(key);
      if (!strand) {
        found.set(key, { at: a[axis], bundle: wire.bundle, points: [a, b], low, high });
        continue;
      }
      strand.points.push(a, b);
      strand.low = Math.min(strand.low, low);
      strand.high = Math.max(strand.high, high);
    }
  }
  return [...found.values()].sort((a, b) => a.at - b.at || a.low - b.low || (a.bundle < b.bundle ? -1 : 1));
}
