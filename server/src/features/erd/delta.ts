import type { DiagramRelation, DiagramTable, DiagramView } from '../../diagram/view';

/** What a diagram has that an earlier one had not, and the other way round. */
export interface ViewDelta {
  readonly tables: readonly DiagramTable[];
  readonly goneTables: readonly string[];
  readonly relations: readonly DiagramRelation[];
  readonly goneRelations: readonly string[];
}

/** Remembers a number for each table and relation of a diagram, to see what differs in the next one. */
export class ViewHashes {
  private tables = new Map<string, string>();
  private relations = new Map<string, string>();

  /** Takes a new view in; undefined where nothing differs. */
  next(view: DiagramView): ViewDelta | undefined {
    const [tables, goneTables] = differing(view.tables, this.tables);
    const [relations, goneRelations] = differing(view.relations, this.relations);
    this.tables = tables.all;
    this.relations = relations.all;
    const nothing = tables.changed.length + goneTables.length + relations.changed.length + goneRelations.length === 0;
    return nothing ? undefined : { tables: tables.changed, goneTables, relations: relations.changed, goneRelations };
  }
}

/** The printed form of what is still the same object is not made again. */
const hashes = new WeakMap<object, string>();

function hashOf(value: object): string {
  let hash = hashes.get(value);
  if (hash === undefined) {
    hash = JSON.stringify(value);
    hashes.set(value, hash);
  }
  return hash;
}

function differing<T extends { readonly key: string }>(
  items: readonly T[],
  before: ReadonlyMap<string, string>,
): [{ all: Map<string, string>; changed: T[] }, string[]] {
  const all = new Map<string, string>();
  const changed: T[] = [];
  for (const item of items) {
    const hash = hashOf(item);
    all.set(item.key, hash);
    if (before.get(item.key) !== hash) changed.push(item);
  }
  return [{ all, changed }, [...before.keys()].filter((key) => !all.has(key))];
}
