/** Changes of a picture that is there: what an edit doesn't touch stays where it is. */
import { around, Grid, near, type Rect } from '../geometry';
import type { Neighbours } from './graph';
import { slotFor } from './pack';
import { GAP, GUTTER, LEAST, type Box, type Placed, type Stop } from './types';

interface Change {
  readonly known: readonly Placed[];
  /** New tables with a neighbour in the picture, or one beside such a one. */
  readonly beside: readonly Box[];
  /** New groups that hang together with nothing in the picture. */
  readonly blocks: readonly (readonly Placed[])[];
  readonly neighbours: Neighbours;
  readonly pinned: ReadonlySet<string>;
  readonly aspect: number;
}

export function placeInto({ known, beside, blocks, neighbours, pinned, aspect }: Change, stop: Stop): Placed[] {
  const placed = pushApart(known, pinned);
  const grid = new Grid(placed);
  const byKey = new Map(placed.map((box) => [box.key, box]));
  const add = (box: Placed) => {
    placed.push(box);
    byKey.set(box.key, box);
    grid.add(box);
  };
  const left = new Set(beside);
  while (left.size > 0) {
    stop();
    const there = ({ key }: Box) => neighbours.get(key)!.filter((link) => byKey.has(link.key)).length;
    const next = [...left].reduce((best, box) => (there(box) > there(best) ? box : best));
    left.delete(next);
    add({ ...next, ...besideNeighbours(next, byKey, neighbours, grid) });
  }
  for (const block of blocks) {
    const own = around(block);
    const { x, y } = slotFor(own, placed, aspect);
    for (const box of block) add({ ...box, x: Math.round(box.x - own.x + x), y: Math.round(box.y - own.y + y) });
  }
  return placed;
}

/** The free place nearest to the neighbours: beside one of them, in the columns that are there where possible. */
function besideNeighbours(
  box: Box,
  byKey: ReadonlyMap<string, Placed>,
  neighbours: Neighbours,
  grid: Grid<Placed>,
): { x: number; y: number } {
  const links = neighbours.get(box.key)!.flatMap(({ key, side }) => {
    const other = byKey.get(key);
    return other ? [{ other, side }] : [];
  });
  let best = { x: 0, y: 0 };
  let bestCost = Infinity;
  for (const { other, side } of links) {
    const right = other.x + other.width + GUTTER;
    const leftOf = other.x - GUTTER - box.width;
    for (const x of [right, leftOf, other.x, right + other.width + GUTTER, leftOf - other.width - GUTTER]) {
      for (const y of freeYs(box, x, other.y, grid)) {
        let cost = side * (other.x - x) > 0 ? 0 : 150;
        for (const link of links) {
          cost += Math.abs(link.other.x - x) + Math.abs(link.other.y - y);
        }
        if (cost < bestCost) [best, bestCost] = [{ x, y }, cost];
      }
    }
  }
  return best;
}

/** Free heights at a left edge, the nearest above and below a wish. */
function freeYs(box: Box, x: number, wish: number, grid: Grid<Placed>): number[] {
  const slide = (way: 1 | -1) => {
    let y = wish;
    for (let hit; (hit = hitOf({ ...box, x, y }, grid));) {
      y = way === 1 ? hit.y + hit.height + GAP : hit.y - GAP - box.height;
    }
    return y;
  };
  return [slide(1), slide(-1)];
}

function hitOf(rect: Rect, grid: Grid<Placed>): Placed | undefined {
  const wide = { x: rect.x - GUTTER, y: rect.y - GAP, width: rect.width + 2 * GUTTER, height: rect.height + 2 * GAP };
  for (const other of grid.in(wide)) if (near(rect, other, GUTTER / 2, GAP - 1)) return other;
  return undefined;
}

/** Moves tables that overlap another one just off it, down or to the right; those that a person has dragged stay. */
export function pushApart(boxes: readonly Placed[], pinned: ReadonlySet<string>): Placed[] {
  const rank = ({ key }: Placed) => (pinned.has(key) ? 0 : 1);
  const settled = new Grid<Placed>();
  const out = new Map<string, Placed>();
  for (const box of [...boxes].sort((a, b) => rank(a) - rank(b) || a.y - b.y || a.x - b.x)) {
    const moved = { ...box };
    for (let hit; (hit = coverOf(moved, settled));) {
      const down = hit.y + hit.height + LEAST - moved.y;
      const across = hit.x + hit.width + LEAST - moved.x;
      if (down <= across) moved.y += down;
      else moved.x += across;
    }
    settled.add(moved);
    out.set(box.key, moved);
  }
  return boxes.map(({ key }) => out.get(key)!);
}

function coverOf(rect: Rect, grid: Grid<Placed>): Placed | undefined {
  const wide = { x: rect.x - LEAST, y: rect.y - LEAST, width: rect.width + 2 * LEAST, height: rect.height + 2 * LEAST };
  for (const other of grid.in(wide)) if (near(rect, other, LEAST, LEAST)) return other;
  return undefined;
}
