/** Where the tables of a diagram go: in columns, referenced tables to the left, and afterwards where they were. */
import { arrange } from './arrange';
import { componentsOf, neighboursOf } from './graph';
import { pack, stack } from './pack';
import { placeInto, pushApart } from './place';
import { ASPECT, NEVER_STOP, type Box, type Layout, type LayoutInput, type Placed, type Stop } from './types';

/** So many tables that refer to one make it a hub: lines to it are drawn only for the tables that a person looks at. */
const HUB = 12;

/** Tables to which lines would make ribbons. */
export function hubsOf(links: LayoutInput['links']): ReadonlySet<string> {
  const from = new Map<string, Set<string>>();
  for (const link of links) {
    if (link.from === link.to) continue;
    const tables = from.get(link.to);
    if (tables) tables.add(link.from);
    else from.set(link.to, new Set([link.from]));
  }
  return new Set([...from].filter(([, tables]) => tables.size >= HUB).map(([key]) => key));
}

/**
 * Places all tables without overlaps. Those that had a place keep it, unless another one that grew or was dragged covers it;
 * new ones go beside their neighbours. The same input, in any order, gives the same picture. Throws Stopped.
 */
export function layout(
  { boxes, links, before, pinned = [], aspect = ASPECT }: LayoutInput,
  stop: Stop = NEVER_STOP,
): Layout {
  const hubs = hubsOf(links);
  if (isPlaced(boxes, before)) {
    const known = boxes.map((box): Placed => ({ ...box, ...before!.get(box.key)! }));
    return { places: pushApart(known.sort(byKey), new Set(pinned)), hubs };
  }
  const sorted = [...boxes].sort(byKey);
  const drawn = links.filter(({ to }) => !hubs.has(to));
  const neighbours = neighboursOf(sorted, drawn);
  const isKnown = ({ key }: Box) => before?.has(key) === true;
  const known = sorted.filter(isKnown).map((box): Placed => ({ ...box, ...before!.get(box.key)! }));
  const fresh = sorted.filter((box) => !isKnown(box));
  const blocks: Placed[][] = [];
  const beside: Box[] = [];
  const loners: Box[] = [];
  for (const component of componentsOf(fresh, neighbours)) {
    stop();
    const touches = component.some(({ key }) => neighbours.get(key)!.some((link) => before?.has(link.key)));
    if (touches) beside.push(...component);
    else if (component.length === 1) loners.push(component[0]!);
    else blocks.push(arrange(component, neighbours, aspect, stop));
  }
  if (loners.length > 0) blocks.push(stack(loners, hubNear(loners, links, hubs), aspect));
  if (known.length === 0) return { places: pack(blocks, aspect), hubs };
  return { places: placeInto({ known, beside, blocks, neighbours, pinned: new Set(pinned), aspect }, stop), hubs };
}

/** Whether there is no new table to place: then a layout takes a moment only. */
export function isPlaced(boxes: readonly Box[], before: LayoutInput['before']): boolean {
  return before !== undefined && boxes.length > 0 && boxes.every(({ key }) => before.has(key));
}

/** Tables without lines stand with those that refer to the same hub. */
function hubNear(loners: readonly Box[], links: LayoutInput['links'], hubs: ReadonlySet<string>): Map<string, string> {
  const keys = new Set(loners.map(({ key }) => key));
  const near = new Map<string, string>();
  for (const key of keys) if (hubs.has(key)) near.set(key, key);
  for (const { from, to } of [...links].sort((a, b) => (a.to < b.to ? -1 : 1))) {
    if (keys.has(from) && hubs.has(to) && !near.has(from)) near.set(from, to);
  }
  return near;
}

function byKey(a: Box, b: Box): number {
  return a.key < b.key ? -1 : 1;
}
