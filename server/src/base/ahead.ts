/** So many are under way at a time: enough to keep a disk busy. */
const UNDER_WAY = 32;

/** Each item with what comes of `work`, in order; the work for the next ones has begun meanwhile. `work` must not reject. */
export async function* ahead<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<readonly [Item, Result]> {
  const begun: Promise<Result>[] = [];
  for (const [i, item] of items.entries()) {
    while (begun.length + i < items.length && begun.length < UNDER_WAY) begun.push(work(items[begun.length + i]!));
    yield [item, await begun.shift()!];
  }
}
