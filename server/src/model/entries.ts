import type { StatementFacts } from './facts';
import type { Source } from './schema';
import { touched, type Touched } from './touch';

/** What one statement says, or one of those that it is found to run. */
export interface Entry {
  readonly source: Source;
  /** 0 for the statement itself, else which of the statements that it runs. */
  readonly part: number;
  readonly facts: StatementFacts;
  readonly touched: Touched;
}

export function entryOf(source: Source, facts: StatementFacts, part = 0): Entry {
  return { source, part, facts, touched: touched(facts) };
}

/** Types are hardly ever made of one another more often. */
const MAX_DEPTH = 20;

/** A place in the files of a root. */
export interface Place {
  readonly file: string;
  readonly statement: { readonly start: number };
}

export interface Component {
  readonly names: ReadonlySet<string>;
  /** In the order in which they are folded. */
  readonly entries: readonly Entry[];
}

/** The statements of a root by the names that they touch, and the names whose component is to be folded anew. */
export class Entries {
  private readonly byName = new Map<string, Set<Entry>>();
  private readonly byMention = new Map<string, Set<Entry>>();
  private readonly moving = new Map<string, number>();
  private readonly sweeping = new Map<string, Set<Entry>>();
  /** What was found of names; forgotten when a statement comes or goes that may change it. */
  private readonly carried = new Map<string, boolean>();
  private readonly global = new Set<Entry>();
  private dirtyNames = new Set<string>();
  private inOrder: readonly Entry[] | undefined;

  /** `order` gives a file's place in the root: a lower number is folded first. */
  constructor(private readonly order: (file: string) => number) {}

  /** Names that some statement touches, or did. */
  names(): Iterable<string> {
    return this.byName.keys();
  }

  /** All that touch some name, in the order in which they are folded. */
  all(): readonly Entry[] {
    return (this.inOrder ??= this.sorted(
      new Set([...this.global, ...[...this.byName.values()].flatMap((own) => [...own])]),
    ));
  }

  isAbout(name: string): boolean {
    return (this.byName.get(name)?.size ?? 0) > 0;
  }

  get dirty(): ReadonlySet<string> {
    return this.dirtyNames;
  }

  takeDirty(): ReadonlySet<string> {
    const dirty = this.dirtyNames;
    this.dirtyNames = new Set();
    return dirty;
  }

  put(entry: Entry): void {
    this.register(entry);
    this.touch(entry);
  }

  remove(entry: Entry): void {
    this.touch(entry);
    this.unregister(entry);
  }

  /** Lets an entry count without making anything stale. */
  register(entry: Entry): void {
    this.inOrder = undefined;
    this.forgetCarried(entry);
    for (const name of entry.touched.names) add(this.byName, name, entry);
    for (const name of entry.touched.mentions) add(this.byMention, name, entry);
    for (const name of entry.touched.moves) this.count(name, 1);
    for (const name of entry.touched.sweeps) add(this.sweeping, name, entry);
    if (entry.touched.everything) this.global.add(entry);
  }

  unregister(entry: Entry): void {
    this.inOrder = undefined;
    this.forgetCarried(entry);
    this.global.delete(entry);
    for (const name of entry.touched.names) this.byName.get(name)?.delete(entry);
    for (const name of entry.touched.mentions) this.byMention.get(name)?.delete(entry);
    for (const name of entry.touched.moves) this.count(name, -1);
    for (const name of entry.touched.sweeps) {
      const own = this.sweeping.get(name);
      own?.delete(entry);
      if (own?.size === 0) this.sweeping.delete(name);
    }
  }

  private forgetCarried({ touched: { moves, relays, renames, sweeps, holders } }: Entry): void {
    if (moves.length + relays.length + renames.length + sweeps.length + holders.length > 0) this.carried.clear();
  }

  compare(a: Source, b: Place): number {
    return this.order(a.file) - this.order(b.file) || a.statement.start - b.statement.start;
  }

  /** How many of what is in order come before a place. */
  countBefore(inOrder: readonly Entry[], at: Place): number {
    let [low, high] = [0, inOrder.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(inOrder[middle]!.source, at) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  componentOf(...starts: readonly string[]): Component {
    const names = new Set(starts);
    const entries = new Set<Entry>();
    const visit = (entry: Entry) => {
      if (entries.has(entry)) return;
      entries.add(entry);
      for (const other of entry.touched.names) names.add(other);
      for (const other of entry.touched.mentions) if (this.moves(other)) names.add(other);
    };
    for (const name of names) {
      this.byName.get(name)?.forEach(visit);
      if (this.moves(name)) this.byMention.get(name)?.forEach(visit);
    }
    for (const entry of this.global) {
      entries.add(entry);
      // A schema that is dropped may be made anew.
      for (const other of entry.touched.names.flatMap((name) => [...(this.byName.get(name) ?? [])]))
        if (other.facts.ops.some(({ op }) => op === 'create schema')) entries.add(other);
    }
    return { names, entries: this.sorted(entries) };
  }

  /** Whether anything but this entry touches a name. */
  isKnownBeside(name: string, entry: Entry): boolean {
    for (const other of this.byName.get(name) ?? []) if (other !== entry) return true;
    return this.moves(name) && (this.byMention.get(name)?.size ?? 0) > 0;
  }

  /** Names touched by what only points to a name, and by what reads the views among that. */
  readersOf(name: string): readonly string[] {
    const names: string[] = [];
    const seen = new Set([name]);
    for (const each of seen) {
      for (const other of this.byMention.get(each) ?? []) {
        names.push(...other.touched.names);
        for (const view of other.touched.relays) seen.add(view);
        if (this.isSwept(each)) for (const table of other.touched.holders) seen.add(table);
      }
      for (const later of this.laterNames(each)) seen.add(later);
    }
    return names;
  }

  /** Whether what changes for an object, or for what it is made of, reaches those that point to it. */
  moves(name: string): boolean {
    return (this.moving.get(name) ?? 0) > 0 || this.isCarried(name);
  }

  /** Views and types of what moves move along, also by a later name, and so do tables whose columns go with a type. */
  private isCarried(name: string): boolean {
    const known = this.carried.get(name);
    if (known !== undefined) return known;
    // What reads itself is carried by something else, or not at all.
    this.carried.set(name, false);
    let found = false;
    for (const { touched } of this.byName.get(name) ?? []) {
      found =
        (touched.relays.includes(name) && touched.mentions.some((each) => this.moves(each))) ||
        touched.renames.some(({ from, to }) => to === name && this.isCarried(from)) ||
        (touched.holders.includes(name) && touched.mentions.some((each) => this.isSwept(each)));
      if (found) break;
    }
    this.carried.set(name, found);
    return found;
  }

  /** Whether a type is dropped somewhere with all that is of it, or is made of one that is. */
  private isSwept(name: string, depth = 0): boolean {
    if (this.sweeping.size === 0 || depth > MAX_DEPTH) return false;
    if (this.sweeping.has(name)) return true;
    for (const { touched } of this.byName.get(name) ?? [])
      if (touched.relays.includes(name) && touched.mentions.some((each) => this.isSwept(each, depth + 1))) return true;
    return false;
  }

  /** The names that statements give to what has a name. */
  private laterNames(name: string): readonly string[] {
    const found: string[] = [];
    for (const { touched } of this.byName.get(name) ?? [])
      for (const { from, to } of touched.renames) if (from === name) found.push(to);
    return found;
  }

  private sorted(entries: Iterable<Entry>): readonly Entry[] {
    return [...entries].sort((a, b) => this.compare(a.source, b.source) || a.part - b.part);
  }

  private isGlobal(names: readonly string[]): boolean {
    for (const { touched } of this.global) if (touched.names.some((name) => names.includes(name))) return true;
    return false;
  }

  private touch(entry: Entry): void {
    for (const name of entry.touched.names) this.dirtyNames.add(name);
    if (entry.touched.everything || this.isGlobal(entry.touched.names))
      for (const name of this.byName.keys()) this.dirtyNames.add(name);
    // What points to something that moves belongs to its component now, or no longer does.
    for (const name of entry.touched.moves) this.touchReaders(name, new Set());
    if (entry.touched.mentions.some((name) => this.moves(name)))
      for (const view of entry.touched.relays) this.touchReaders(view, new Set());
    if (entry.touched.mentions.some((name) => this.isSwept(name)))
      for (const table of entry.touched.holders) this.touchReaders(table, new Set());
  }

  private touchReaders(name: string, seen: Set<string>): void {
    if (seen.has(name)) return;
    seen.add(name);
    for (const other of this.byMention.get(name) ?? []) {
      for (const owner of other.touched.names) this.dirtyNames.add(owner);
      for (const view of other.touched.relays) this.touchReaders(view, seen);
      if (this.isSwept(name)) for (const table of other.touched.holders) this.touchReaders(table, seen);
    }
    for (const later of this.laterNames(name)) this.touchReaders(later, seen);
  }

  private count(name: string, by: number): void {
    this.moving.set(name, (this.moving.get(name) ?? 0) + by);
  }
}

function add<T>(map: Map<string, Set<T>>, key: string, value: T): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
