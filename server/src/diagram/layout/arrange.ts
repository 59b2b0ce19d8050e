/** One group of tables that hang together, laid out by itself in columns. */
import { firstNotBefore } from '../../base/search';
import type { Neighbours } from './graph';
import { GAP, GUTTER, type Box, type Placed, type Stop } from './types';

interface Cell {
  readonly box: Box;
  column: number;
  y: number;
}

const ROUNDS = 6;
/** How strongly a table is drawn to the middle, beside its neighbours. */
const PULL = 0.12;
/** What a line costs that runs within a column, or against the reading direction. */
const SAME_COLUMN = 260;
const BACKWARDS = 160;

/** Places tables one by one beside their neighbours, then each anew with all the others in place, and straightens the columns. */
export function arrange(group: readonly Box[], neighbours: Neighbours, aspect: number, stop: Stop): Placed[] {
  const grid = new Columns(group, neighbours, aspect);
  for (const box of growth(group, neighbours)) grid.put(box);
  for (let round = 0; round < ROUNDS; round++) {
    stop();
    for (const box of group) grid.again(box);
    grid.straighten();
  }
  return grid.placed();
}

/** The order in which tables are placed: always the one with the most neighbours there already. */
function* growth(group: readonly Box[], neighbours: Neighbours): Iterable<Box> {
  const there = new Map(group.map(({ key }) => [key, 0]));
  const left = new Set(group);
  const rank = ({ key }: Box) => there.get(key)! * 1000 + Math.min(999, neighbours.get(key)!.length);
  while (left.size > 0) {
    let best: Box | undefined;
    for (const box of left) if (!best || rank(box) > rank(best)) best = box;
    left.delete(best!);
    for (const { key } of neighbours.get(best!.key)!) if (there.has(key)) there.set(key, there.get(key)! + 1);
    yield best!;
  }
}

class Columns {
  private readonly cells = new Map<string, Cell>();
  /** By the number of the column, each from top to bottom. */
  private readonly columns = new Map<number, Cell[]>();
  private readonly pitch: number;
  private readonly reach: number;

  constructor(
    group: readonly Box[],
    private readonly neighbours: Neighbours,
    aspect: number,
  ) {
    const mean = group.reduce((sum, { width }) => sum + width, 0) / group.length;
    this.pitch = mean + GUTTER;
    const area = group.reduce((sum, { height }) => sum + this.pitch * (height + GAP), 0);
    this.reach = Math.sqrt(area / aspect) / 2;
  }

  put(box: Box): void {
    const { column, y } = this.best(box);
    const cell = { box, column, y };
    this.cells.set(box.key, cell);
    const list = this.columns.get(column);
    if (!list) this.columns.set(column, [cell]);
    else {
      const at = list.findIndex((other) => other.y > y);
      list.splice(at < 0 ? list.length : at, 0, cell);
    }
  }

  again(box: Box): void {
    const cell = this.cells.get(box.key)!;
    const list = this.columns.get(cell.column)!;
    list.splice(list.indexOf(cell), 1);
    if (list.length === 0) this.columns.delete(cell.column);
    this.cells.delete(box.key);
    this.put(box);
  }

  /** The free place that keeps the lines to the neighbours short. */
  private best(box: Box): { column: number; y: number } {
    const links: { readonly cell: Cell; readonly side: 1 | -1 }[] = [];
    for (const { key, side } of this.neighbours.get(box.key)!) {
      const cell = this.cells.get(key);
      if (cell) links.push({ cell, side });
    }
    if (this.columns.size === 0) return { column: 0, y: -box.height / 2 };
    const ys = links.map(({ cell }) => cell.y).sort((a, b) => a - b);
    const wish = ys.length > 0 ? ys[ys.length >> 1]! : -box.height / 2;
    const numbers = [...this.columns.keys()];
    const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
    const middle = (first + last) / 2;
    let best = { column: first - 1, y: wish };
    let bestCost = Infinity;
    for (let column = first - 1; column <= last + 1; column++) {
      let across = Math.abs(column - middle) * this.pitch * PULL;
      // A picture grows sideways only where it is high enough.
      if (column < first || column > last) across += this.pitch * 0.3;
      for (const { cell, side } of links) across += acrossCost(side * (cell.column - column), this.pitch);
      if (across >= bestCost) continue;
      const list = this.columns.get(column);
      for (const y of list ? [freeAbove(list, box.height, wish), freeBelow(list, box.height, wish)] : [wish]) {
        const off = Math.abs(y + box.height / 2);
        let cost = across + off * PULL + Math.max(0, off - this.reach) * 2;
        for (const { cell } of links) cost += downCost(box, y, cell);
        if (cost < bestCost) {
          bestCost = cost;
          best = { column, y };
        }
      }
    }
    return best;
  }

  /** Moves the tables of each column, in their order, as near to the height of their neighbours as there is room. */
  straighten(): void {
    for (const list of this.columns.values()) {
      const wishes = list.map((cell) => {
        const ys = this.neighbours.get(cell.box.key)!.map(({ key }) => this.cells.get(key)?.y ?? cell.y);
        if (ys.length === 0) return cell.y;
        ys.sort((a, b) => a - b);
        const median = ys[(ys.length - 1) >> 1]!;
        const down = PULL * (median + cell.box.height / 2);
        return median - down;
      });
      inOrder(list, wishes);
    }
  }

  placed(): Placed[] {
    const widths = new Map(
      [...this.columns].map(([column, list]) => [column, Math.max(...list.map(({ box }) => box.width))] as const),
    );
    const out: Placed[] = [];
    let x = 0;
    for (const column of [...this.columns.keys()].sort((a, b) => a - b)) {
      for (const { box, y } of this.columns.get(column)!) out.push({ ...box, x, y: Math.round(y) });
      x += widths.get(column)! + GUTTER;
    }
    return out;
  }
}

/** Sets heights so that nothing overlaps and the sum of the ways from the wishes is small: neighbours that collide move as one. */
function inOrder(list: readonly Cell[], wishes: readonly number[]): void {
  const runs: { sum: number; count: number; from: number; height: number }[] = [];
  for (const [i, { box }] of list.entries()) {
    let run = { sum: wishes[i]!, count: 1, from: i, height: box.height + GAP };
    for (
      let last = runs.at(-1);
      last && last.sum / last.count + last.height > run.sum / run.count;
      last = runs.at(-1)
    ) {
      runs.pop();
      run = {
        sum: last.sum + run.sum - last.height * run.count,
        count: last.count + run.count,
        from: last.from,
        height: last.height + run.height,
      };
    }
    runs.push(run);
  }
  for (const [i, { sum, count, from }] of runs.entries()) {
    let y = sum / count;
    for (let at = from; at < (runs[i + 1]?.from ?? list.length); at++) {
      list[at]!.y = y;
      y += list[at]!.box.height + GAP;
    }
  }
}

/** The free place of a column nearest to the wish, at it or below. */
function freeBelow(column: readonly Cell[], height: number, wish: number): number {
  let y = wish;
  for (let i = firstNotBefore(column.length, (at) => bottomOf(column[at]!) + GAP <= wish); i < column.length; i++) {
    if (y + height + GAP <= column[i]!.y) break;
    y = Math.max(y, bottomOf(column[i]!) + GAP);
  }
  return y;
}

/** The free place of a column nearest to the wish, at it or above. */
function freeAbove(column: readonly Cell[], height: number, wish: number): number {
  let y = wish;
  for (let i = firstNotBefore(column.length, (at) => column[at]!.y < wish + height + GAP) - 1; i >= 0; i--) {
    if (bottomOf(column[i]!) + GAP <= y) break;
    y = Math.min(y, column[i]!.y - GAP - height);
  }
  return y;
}

function bottomOf({ box, y }: Cell): number {
  return y + box.height;
}

function acrossCost(way: number, pitch: number): number {
  if (way === 0) return SAME_COLUMN;
  return (Math.abs(way) - 1) * pitch + (way < 0 ? BACKWARDS : 0);
}

function downCost(box: Box, y: number, { box: other, y: otherY }: Cell): number {
  const between = Math.max(y, otherY) - Math.min(y + box.height, otherY + other.height);
  return Math.max(0, between) + Math.abs(y - otherY) * 0.35;
}
