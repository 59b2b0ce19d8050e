/**
 * Who may have to do with a name. What was linked stays so, also when the reason is gone: whoever asks looks for
 * themselves. It saves a search through all that a schema has.
 */
export class Links<T> {
  private readonly byName = new Map<string, Set<T>>();

  add(name: string, linked: T): void {
    const known = this.byName.get(name);
    if (known) known.add(linked);
    else this.byName.set(name, new Set([linked]));
  }

  of(name: string): readonly T[] {
    const known = this.byName.get(name);
    return known ? [...known] : [];
  }

  /** Something has another name: those that it concerns go along. */
  carry(from: string, to: string): void {
    if (from !== to) for (const linked of this.of(from)) this.add(to, linked);
  }
}
