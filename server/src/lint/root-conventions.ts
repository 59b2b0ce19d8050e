import { conventionsOf, type Conventions } from '../rules/lib/conventions';
import type { Root } from '../workspace/root';

/** The habits of each root's schema. They are worked out when its files are grouped or saved, not while somebody types. */
export class RootConventions {
  private known = new WeakMap<Root, { readonly conventions: Conventions; readonly text: string }>();
  private fresh = new WeakSet<Root>();

  /** Files were grouped or saved: when somebody asks next, all is worked out anew. */
  outdate(): void {
    this.fresh = new WeakSet();
  }

  of(root: Root): Conventions {
    this.update(root);
    return this.known.get(root)!.conventions;
  }

  /** Works out what is outdated; returns whether a habit that was known before is another one now. */
  update(root: Root): boolean {
    if (this.fresh.has(root)) return false;
    this.fresh.add(root);
    const conventions = conventionsOf(root.model);
    const text = JSON.stringify(conventions, (_, value: unknown) =>
      value instanceof Map || value instanceof Set ? [...value] : withoutCounts(value),
    );
    const before = this.known.get(root)?.text;
    this.known.set(root, { conventions, text });
    return before !== undefined && before !== text;
  }
}

/** Counts stand only in messages: a table more doesn't make all findings anew. */
function withoutCounts(value: unknown): unknown {
  const isConvention = typeof value === 'object' && value !== null && 'count' in value && 'total' in value;
  return isConvention ? { ...value, count: 0, total: 0 } : value;
}
