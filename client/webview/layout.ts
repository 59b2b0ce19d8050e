/** Where the tables of the diagram go: in columns, referenced tables to the left, and afterwards where they were. */
import { around, near } from './geometry';

export interface Box {
  readonly key: string;
  readonly width: number;
  readonly height: number;
}

/** `from` references `to`. */
export interface Link {
  readonly from: string;
  readonly to: string;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export type Placed = Box & { x: number; y: number };

/** Between columns: room for lines and their ends. */
const gutter = 100;
/** Between the tables of a column. */
const gap = 40;
/** What is left of either when a table grows, before it pushes its neighbours. */
const least = 16;
/** How much wider than high a picture should be. */
const aspect = 1.3;
/** How strongly a table is drawn to the middle, beside its neighbours. */
const pull = 0.15;

/** Tables with a place before keep it, unless they overlap now. The same input gives the same picture. */
export function layout(boxes: readonly Box[], links: readonly Link[], before: ReadonlyMap<string, Place>): Placed[] {
  const sorted = [...boxes].sort((a, b) => (a.key < b.key ? -1 : 1));
  const neighbours = neighboursOf(sorted, links);
  const known = sorted.flatMap((box) => {
    const place = before.get(box.key);
    return place ? [{ ...box, ...place }] : [];
  });
  const placed = pushApart(known);
  const fresh = sorted.filter(({ key }) => !before.has(key));
  for (const group of groupsOf(fresh, neighbours)) {
    const touches = group.some(({ key }) => neighbours.get(key)!.some((link) => before.has(link.key)));
    if (touches) grow(placed, group, neighbours);
    else placeBlock(placed, arrange(group, neighbours));
  }
  return placed;
}

interface Neighbour {
  readonly key: string;
  /** 1 where the neighbour is best to the right (it references this table), -1 to the left. */
  readonly side: 1 | -1;
}

type Neighbours = ReadonlyMap<string, readonly Neighbour[]>;

function neighboursOf(boxes: readonly Box[], links: readonly Link[]): Neighbours {
  const all = new Map(boxes.map(({ key }) => [key, [] as Neighbour[]]));
  for (const { from, to } of links) {
    if (from === to || !all.has(from) || !all.has(to)) continue;
    all.get(from)!.push({ key: to, side: -1 });
    all.get(to)!.push({ key: from, side: 1 });
  }
  return all;
}

/** Tables that hang together, the largest group first; those without any neighbour are the last group. */
function groupsOf(boxes: readonly Box[], neighbours: Neighbours): Box[][] {
  const left = new Map(boxes.map((box) => [box.key, box]));
  const loners: Box[] = [];
  const groups: Box[][] = [];
  for (const start of boxes) {
    if (!left.delete(start.key)) continue;
    const group = [start];
    for (const member of group) {
      for (const { key } of neighbours.get(member.key)!) {
        const next = left.get(key);
        if (next && left.delete(key)) group.push(next);
      }
    }
    if (neighbours.get(start.key)!.length === 0) loners.push(start);
    else groups.push(group);
  }
  groups.sort((a, b) => b.length - a.length);
  return loners.length > 0 ? [...groups, loners] : groups;
}

/** A group laid out by itself: placed one by one, then each once more with all the others in place. */
function arrange(group: readonly Box[], neighbours: Neighbours): Placed[] {
  // Columns of one width while tables change places; each gets its own at the end.
  const width = Math.max(...group.map((box) => box.width));
  const even = group.map((box) => ({ ...box, width }));
  if (neighbours.get(group[0]!.key)!.length === 0) return narrow(stack(even), group);
  const placed: Placed[] = [];
  grow(placed, even, neighbours);
  for (let round = 0; round < 3; round++) {
    for (const box of even) {
      const at = placed.findIndex(({ key }) => key === box.key);
      placed.splice(at, 1);
      placed.splice(at, 0, { ...box, ...bestSlot(box, placed, neighbours) });
    }
  }
  return narrow(placed, group);
}

/** Tables without neighbours: in order, each in the shortest column. */
function stack(boxes: readonly Box[]): Placed[] {
  const area = boxes.reduce((sum, { width, height }) => sum + (width + gutter) * (height + gap), 0);
  const pitch = boxes[0]!.width + gutter;
  const heights = new Array<number>(Math.ceil(Math.sqrt(area * aspect) / pitch)).fill(0);
  return boxes.map((box) => {
    const column = heights.indexOf(Math.min(...heights));
    const place = { ...box, x: column * pitch, y: heights[column]! };
    heights[column]! += box.height + gap;
    return place;
  });
}

/** Gives the tables their own widths and moves the columns together. */
function narrow(placed: readonly Placed[], boxes: readonly Box[]): Placed[] {
  const widths = new Map(boxes.map(({ key, width }) => [key, width]));
  const xs = [...new Set(placed.map(({ x }) => x))].sort((a, b) => a - b);
  const moved = new Map<number, number>();
  let next = 0;
  for (const x of xs) {
    moved.set(x, next);
    next += Math.max(...placed.filter((box) => box.x === x).map(({ key }) => widths.get(key)!)) + gutter;
  }
  return placed.map((box) => ({ ...box, width: widths.get(box.key)!, x: moved.get(box.x)! }));
}

/** Adds tables, the one with the most neighbours in place first. */
function grow(placed: Placed[], group: readonly Box[], neighbours: Neighbours): void {
  const left = new Set(group);
  const there = new Set(placed.map(({ key }) => key));
  const rank = ({ key }: Box) => {
    const all = neighbours.get(key)!;
    return all.filter((link) => there.has(link.key)).length * 1000 + all.length;
  };
  while (left.size > 0) {
    const next = [...left].reduce((best, box) => (rank(box) > rank(best) ? box : best));
    left.delete(next);
    there.add(next.key);
    placed.push({ ...next, ...bestSlot(next, placed, neighbours) });
  }
}

/** The free place that keeps the lines to the neighbours short. */
function bestSlot(box: Box, placed: readonly Placed[], neighbours: Neighbours): Place {
  const byKey = new Map(placed.map((other) => [other.key, other]));
  const links = neighbours.get(box.key)!.flatMap(({ key, side }) => {
    const other = byKey.get(key);
    return other ? [{ other, side }] : [];
  });
  const all = around(placed);
  const middleX = all.x + (all.width - box.width) / 2;
  const middleY = all.y + (all.height - box.height) / 2;
  const aside = (x: number) => (Math.abs(x - middleX) / aspect) * pull;
  const tried = columns(box, placed)
    .map((x) => ({ x, across: links.reduce((sum, link) => sum + acrossCost(box, x, link), aside(x)) }))
    .sort((a, b) => a.across - b.across);
  const wish = links.map(({ other }) => other.y).sort((a, b) => a - b)[links.length >> 1] ?? middleY;
  let best: Place = { x: 0, y: 0 };
  let bestCost = Infinity;
  for (const { x, across } of tried) {
    if (across >= bestCost) break;
    const beside = placed.filter((other) => x < other.x + other.width + gutter && other.x < x + box.width + gutter);
    for (const y of freeYs(beside, box.height, wish)) {
      const cost = links.reduce(
        (sum, { other }) => sum + downCost(box, y, other),
        across + Math.abs(y - middleY) * pull,
      );
      if (cost < bestCost) [best, bestCost] = [{ x, y }, cost];
    }
  }
  return best;
}

/** Of each gap between the tables of a column that is high enough: the place nearest to the wish. */
function freeYs(column: readonly Placed[], height: number, wish: number): number[] {
  const ys: number[] = [];
  let low = -Infinity;
  for (const other of [...column].sort((a, b) => a.y - b.y)) {
    const high = other.y - gap - height;
    if (low <= high) ys.push(Math.min(Math.max(wish, low), high));
    low = Math.max(low, other.y + other.height + gap);
  }
  return [...ys, Math.max(wish, low)];
}

/** The left edges in use, and a new column on either side. */
function columns(box: Box, placed: readonly Placed[]): number[] {
  if (placed.length === 0) return [0];
  const { x, width } = around(placed);
  return [...new Set(placed.map((other) => other.x)), x - gutter - box.width, x + width + gutter];
}

function acrossCost(box: Box, x: number, { other, side }: { other: Placed; side: 1 | -1 }): number {
  const way = side * (other.x + other.width / 2 - x - box.width / 2);
  // A line within a column has to go round, and one against the reading direction is harder to follow.
  const direction = way > gutter ? 0 : way < -gutter ? 150 : 300;
  return Math.abs(way) + direction;
}

function downCost(box: Box, y: number, other: Placed): number {
  const between = Math.max(y, other.y) - Math.min(y + box.height, other.y + other.height);
  return Math.max(0, between) + Math.abs(y - other.y) * 0.3;
}

/** Puts a finished group where the whole picture stays smallest. */
function placeBlock(placed: Placed[], block: readonly Placed[]): void {
  const own = around(block);
  const all = around(placed);
  const [right, bottom] = [all.x + all.width, all.y + all.height];
  let best: Place = { x: all.x, y: bottom + gap };
  let bestCost = Infinity;
  for (const x of [all.x, ...new Set(placed.map((other) => other.x + other.width + gutter))]) {
    for (const y of [all.y, ...new Set(placed.map((other) => other.y + other.height + gap))]) {
      const width = Math.max(right, x + own.width) - all.x;
      const height = Math.max(bottom, y + own.height) - all.y;
      const cost = Math.max(width / aspect, height) + (x - all.x + y - all.y) * 1e-3;
      if (cost >= bestCost || placed.some((other) => near({ ...own, x, y }, other, gutter, gap))) continue;
      [best, bestCost] = [{ x, y }, cost];
    }
  }
  for (const box of block) placed.push({ ...box, x: box.x - own.x + best.x, y: box.y - own.y + best.y });
}

/** Moves tables that overlap the one before them just off it, down or to the right. */
function pushApart(boxes: readonly Placed[]): Placed[] {
  const settled: Placed[] = [];
  for (const box of [...boxes].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const moved = { ...box };
    for (let hit; (hit = settled.find((other) => near(moved, other, least, least)));) {
      const down = hit.y + hit.height + least - moved.y;
      const across = hit.x + hit.width + least - moved.x;
      if (down <= across) moved.y += down;
      else moved.x += across;
    }
    settled.push(moved);
  }
  return settled;
}
