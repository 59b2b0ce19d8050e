/** Lists of a draft whose members are drafts themselves. */
const PARTS = ['columns', 'constraints', 'notNulls', 'indexes', 'triggers', 'policies', 'grants'] as const;

/** Notes how things were, so that a statement that is refused half-way leaves nothing behind. */
export class Journal {
  private undo: (() => void)[] = [];
  private saved = new Set<object>();
  private held = false;

  /** From here on changes can be taken back. */
  mark(): number {
    this.saved = new Set();
    return this.undo.length;
  }

  note(undo: () => void): void {
    this.undo.push(undo);
  }

  rollBack(mark: number): void {
    while (this.undo.length > mark) this.undo.pop()!();
    this.saved = new Set();
  }

  forget(): void {
    if (!this.held) this.undo = [];
  }

  /** From here on all is kept, so that it can be taken back later. */
  hold(): void {
    this.undo = [];
    this.held = true;
  }

  /** To be called before a draft is changed. */
  save(draft: object): void {
    if (this.saved.has(draft)) return;
    this.saved.add(draft);
    const before: Record<string, unknown> = { ...draft };
    for (const key in before) {
      const value = before[key];
      if (typeof value === 'object' && value !== null) before[key] = copyOf(value);
    }
    this.note(() => {
      for (const key of Object.keys(draft)) if (!(key in before)) Reflect.deleteProperty(draft, key);
      Object.assign(draft, before);
    });
    for (const key of PARTS) {
      const list = before[key];
      if (!Array.isArray(list)) continue;
      for (const part of list as unknown[]) if (typeof part === 'object' && part !== null) this.save(part);
    }
  }
}

function copyOf(value: object): object {
  if (Array.isArray(value)) return (value as unknown[]).slice();
  return value instanceof Map ? new Map(value) : value;
}

/** Objects by their key. What is entered and taken out is noted. */
export class Journaled<T> extends Map<string, T> {
  constructor(private readonly journal: Journal) {
    super();
  }

  override set(key: string, value: T): this {
    this.noteOld(key);
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    this.noteOld(key);
    return super.delete(key);
  }

  private noteOld(key: string): void {
    const old = this.get(key);
    this.journal.note(() => (old === undefined ? super.delete(key) : super.set(key, old)));
  }
}
