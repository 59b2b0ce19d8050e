/** Who looked up which names: what has to be checked anew when something of a name changes. `*` stands for everything. */
export class Readers<T> {
  private readonly byName = new Map<string, Set<T>>();

  add(reader: T, names: Iterable<string>): void {
    for (const name of names) {
      const readers = this.byName.get(name);
      if (readers) readers.add(reader);
      else this.byName.set(name, new Set([reader]));
    }
  }

  remove(reader: T, names: Iterable<string>): void {
    for (const name of names) this.byName.get(name)?.delete(reader);
  }

  /** May give a reader more than once. */
  *of(names: Iterable<string>): Iterable<T> {
    for (const name of names) yield* this.byName.get(name) ?? [];
  }
}
