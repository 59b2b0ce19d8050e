import { expect, test } from 'vitest';
import { ahead } from '../../server/src/base/ahead';

test('results come in order, and the work for the next ones has begun by then', async () => {
  const items = Array.from({ length: 100 }, (_, i) => i);
  let begun = 0;
  const work = async (item: number) => {
    begun++;
    for (let turns = 100 - item; turns > 0; turns--) await Promise.resolve();
    return item * 2;
  };
  const seen: (readonly [number, number])[] = [];
  for await (const pair of ahead(items, work)) {
    if (seen.length === 0) expect(begun).toBe(32);
    seen.push(pair);
  }
  expect(seen).toEqual(items.map((item) => [item, item * 2]));
  expect(begun).toBe(100);
});
