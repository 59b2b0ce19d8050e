import { describe, expect, it } from 'vitest';
import { near } from '../../server/src/diagram/geometry';
import { hubsOf, layout as layoutAll } from '../../server/src/diagram/layout/layout';
import type { Box, Link, Place, Placed } from '../../server/src/diagram/layout/types';
import { route } from '../../server/src/diagram/route';

const layout = (boxes: readonly Box[], links: readonly Link[], before: ReadonlyMap<string, Place>): readonly Placed[] =>
  layoutAll({ boxes, links, ...(before.size > 0 && { before }) }).places;

/** Tables of differing sizes; some are hubs, some reference nothing. */
function schema(count: number): { boxes: Box[]; links: Link[] } {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  const boxes = Array.from({ length: count }, (_, i) => ({
    key: `public.t${String(i).padStart(3, '0')}`,
    width: 180 + random(8) * 20,
    height: 60 + random(20) * 21,
  }));
  const links = boxes
    .slice(1)
    .flatMap(({ key }, i) =>
      Array.from({ length: random(3) }, () => ({ from: key, to: boxes[random(3) === 0 ? 0 : random(i + 1)]!.key })),
    );
  return { boxes, links };
}

const none = new Map<string, Place>();
const placesOf = (boxes: readonly Placed[]) => new Map(boxes.map(({ key, x, y }) => [key, { x, y }]));

function overlapping(boxes: readonly Placed[]): string[] {
  return boxes.flatMap((a, i) => boxes.slice(i + 1).flatMap((b) => (near(a, b) ? [`${a.key} and ${b.key}`] : [])));
}

describe.each([1, 10, 60, 300])('the layout of %i tables', (count) => {
  const { boxes, links } = schema(count);
  const first = layout(boxes, links, none);

  it('overlaps nowhere', () => {
    expect(first).toHaveLength(count);
    expect(overlapping(first)).toEqual([]);
  });

  it('is the same for the same tables in any order', () => {
    expect(placesOf(layout([...boxes].reverse(), links, none))).toEqual(placesOf(first));
  });

  it('stays when nothing changed', () => {
    expect(placesOf(layout(boxes, links, placesOf(first)))).toEqual(placesOf(first));
  });

  it('moves no table when one is added', () => {
    const added = { key: 'public.added', width: 200, height: 300 };
    for (const more of [[], [{ from: added.key, to: boxes[0]!.key }]]) {
      const next = layout([...boxes, added], [...links, ...more], placesOf(first));
      expect(overlapping(next)).toEqual([]);
      expect(placesOf(next.filter(({ key }) => key !== added.key))).toEqual(placesOf(first));
    }
  });

  it('moves no table when one grows by a column', () => {
    const grown = boxes.map((box, i) => (i === 0 ? { ...box, height: box.height + 21 } : box));
    expect(placesOf(layout(grown, links, placesOf(first)))).toEqual(placesOf(first));
  });

  it('moves only what a table that grows a lot would cover', () => {
    const grown = boxes.map((box, i) => (i === 0 ? { ...box, height: box.height + 400 } : box));
    const next = layout(grown, links, placesOf(first));
    expect(overlapping(next)).toEqual([]);
    const before = new Map(first.map((box) => [box.key, box]));
    const changed = next.filter(({ key, x, y, height }) => {
      const old = before.get(key)!;
      return old.x !== x || old.y !== y || old.height !== height;
    });
    for (const { key } of changed.filter(({ height, key }) => height === before.get(key)!.height)) {
      const old = before.get(key)!;
      expect(changed.some((other) => other.key !== key && near(old, other, 16, 16))).toBe(true);
    }
  });

  it('leads lines round the tables', () => {
    const byKey = new Map(first.map((box) => [box.key, box]));
    const hubs = hubsOf(links);
    const drawn = links.filter(({ to }) => !hubs.has(to));
    const wires = drawn.map(({ from, to }, i) => {
      const [a, b] = [byKey.get(from)!, byKey.get(to)!];
      return { key: String(i), from: a, fromY: a.y + 40, to: b, toY: b.y + 40, bundle: to };
    });
    for (const { wire, points } of route(wires, first)) {
      const parts = points.slice(2, -1).map((point, i) => {
        const before = points[i + 1]!;
        const [x, y] = [Math.min(point.x, before.x), Math.min(point.y, before.y)];
        return { x, y, width: Math.abs(point.x - before.x), height: Math.abs(point.y - before.y) };
      });
      const crossed = first.filter((box) => parts.some((part) => near(part, box)));
      expect(
        crossed.map(({ key }) => key),
        `line ${wire.key} to ${wire.bundle}`,
      ).toEqual([]);
    }
  });
});

it('places a table next to the one that it references', () => {
  const user = { key: 'public.users', width: 200, height: 100 };
  const order = { key: 'public.orders', width: 200, height: 100 };
  const placed = layout([user, order], [{ from: order.key, to: user.key }], none);
  const orders = placed.find(({ key }) => key === order.key);
  const users = placed.find(({ key }) => key === user.key);
  expect(orders!.x).toBeGreaterThan(users!.x);
  expect(orders!.y).toBe(users!.y);
});
