/** Finished groups side by side. */
import { around, type Rect } from '../geometry';
import { GAP, GUTTER, type Box, type Placed } from './types';

/** Tables without lines: those of one group (a hub's) together, each in the shortest column. */
export function stack(boxes: readonly Box[], groupOf: ReadonlyMap<string, string>, aspect: number): Placed[] {
  const group = ({ key }: Box) => groupOf.get(key) ?? '\uffff';
  const sorted = [...boxes].sort((a, b) => {
    const [first, second] = [group(a), group(b)];
    if (first !== second) return first < second ? -1 : 1;
    const isHub = Number(b.key === second) - Number(a.key === first);
    return isHub || (a.key < b.key ? -1 : 1);
  });
  const area = sorted.reduce((sum, { width, height }) => sum + (width + GUTTER) * (height + GAP), 0);
  const mean = sorted.reduce((sum, { width }) => sum + width, 0) / sorted.length;
  const count = Math.max(1, Math.round(Math.sqrt(area * aspect) / (mean + GUTTER)));
  const columns = Array.from({ length: count }, () => ({ height: 0, boxes: [] as Placed[] }));
  for (const box of sorted) {
    const shortest = columns.reduce((best, column) => (column.height < best.height ? column : best));
    shortest.boxes.push({ ...box, x: 0, y: shortest.height });
    shortest.height += box.height + GAP;
  }
  let x = 0;
  return columns.flatMap(({ boxes: list }) => {
    const at = x;
    x += Math.max(0, ...list.map(({ width }) => width)) + GUTTER;
    return list.map((box) => ({ ...box, x: at }));
  });
}

/** All groups in one picture: the largest first, the others round it where it stays smallest. */
export function pack(blocks: readonly (readonly Placed[])[], aspect: number): Placed[] {
  const placed: Rect[] = [];
  const out: Placed[] = [];
  for (const block of [...blocks].sort((a, b) => areaOf(b) - areaOf(a))) {
    const own = around(block);
    const { x, y } = slotFor(own, placed, aspect);
    placed.push({ ...own, x, y });
    for (const box of block) out.push({ ...box, x: Math.round(box.x - own.x + x), y: Math.round(box.y - own.y + y) });
  }
  return out;
}

/** The place for a rectangle beside others at which the whole picture stays smallest. */
export function slotFor(own: Rect, placed: readonly Rect[], aspect: number): { x: number; y: number } {
  if (placed.length === 0) return { x: 0, y: 0 };
  const all = around(placed);
  const [right, bottom] = [all.x + all.width, all.y + all.height];
  let best = { x: all.x, y: bottom + GAP };
  let bestCost = Infinity;
  const xs = [all.x, ...new Set(placed.map((other) => other.x + other.width + GUTTER))];
  const ys = [all.y, ...new Set(placed.map((other) => other.y + other.height + GAP))];
  for (const x of xs) {
    for (const y of ys) {
      const width = Math.max(right, x + own.width) - all.x;
      const height = Math.max(bottom, y + own.height) - all.y;
      const cost = Math.max(width / aspect, height) + (x - all.x + y - all.y) * 1e-3;
      if (cost >= bestCost || placed.some((other) => meets({ ...own, x, y }, other))) continue;
      bestCost = cost;
      best = { x, y };
    }
  }
  return best;
}

function meets(a: Rect, b: Rect): boolean {
  return (
    a.x < b.x + b.width + GUTTER &&
    b.x < a.x + a.width + GUTTER &&
    a.y < b.y + b.height + GAP &&
    b.y < a.y + a.height + GAP
  );
}

function areaOf(block: readonly Placed[]): number {
  const { width, height } = around(block);
  return width * height;
}
