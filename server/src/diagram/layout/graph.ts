/** Which tables hang together. */
import type { Box, Link } from './types';

export interface Neighbour {
  readonly key: string;
  /** 1 where the neighbour is best to the right (it references this table), -1 to the left. */
  readonly side: 1 | -1;
}

export type Neighbours = ReadonlyMap<string, readonly Neighbour[]>;

export function neighboursOf(boxes: readonly Box[], links: readonly Link[]): Neighbours {
  const all = new Map(boxes.map(({ key }) => [key, [] as Neighbour[]]));
  const seen = new Set<string>();
  const sorted = [...links].sort((a, b) => (a.from + a.to < b.from + b.to ? -1 : 1));
  for (const { from, to } of sorted) {
    const pair = `${from}\n${to}`;
    if (from === to || !all.has(from) || !all.has(to) || seen.has(pair)) continue;
    seen.add(pair);
    all.get(from)!.push({ key: to, side: -1 });
    all.get(to)!.push({ key: from, side: 1 });
  }
  return all;
}

/** Tables that hang together among the given ones, the largest group first. */
export function componentsOf(boxes: readonly Box[], neighbours: Neighbours): Box[][] {
  const left = new Map(boxes.map((box) => [box.key, box]));
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
    groups.push(group.sort((a, b) => (a.key < b.key ? -1 : 1)));
  }
  return groups.sort((a, b) => b.length - a.length || (a[0]!.key < b[0]!.key ? -1 : 1));
}
