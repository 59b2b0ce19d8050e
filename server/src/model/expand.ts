import { entryOf, type Entries, type Entry } from './entries';
import type { StatementFacts } from './facts';
import { Before, type Folding, type Rolling } from './program-run';
import type { Source } from './schema';

/** A statement that has to be run to know what it does. */
interface Candidate {
  readonly source: Source;
  readonly facts: StatementFacts;
  /** What counts for it in the fold: the statements that it runs or, where that isn't known, itself. */
  entries: readonly Entry[];
  /** Names that it looked at when it was run last; absent before. */
  looked?: ReadonlySet<string> | 'everything';
}

/**
 * Statements that put others together: DO blocks and calls of functions. They are run over the schema as it is before them
 * and count as the statements that come of it.
 */
export class Programs {
  private readonly candidates = new Map<Source, Candidate>();
  /** Functions with a program, by name. */
  private readonly callable = new Map<string, number>();
  /** By name. What is found here holds as long as the same entries come first in the component. */
  private readonly rolling = new Map<string, Rolling>();
  /** The first statement in the root's order that was entered or withdrawn since the last run. */
  private changed: Source | undefined;

  constructor(private readonly folding: Folding) {}

  /** Whether it takes care of the statement's entries itself. */
  put(source: Source, facts: StatementFacts): boolean {
    this.note(source);
    for (const op of facts.ops) if (op.op === 'create function' && op.program) this.count(op.name.name, 1);
    const runs = facts.ops.some((op) => op.op === 'call' || (op.op === 'in a body' && op.program));
    if (!runs) return false;
    const entries = [entryOf(source, facts)];
    this.candidates.set(source, { source, facts, entries });
    for (const entry of entries) this.folding.entries.put(entry);
    return true;
  }

  remove(source: Source, facts: StatementFacts): boolean {
    this.note(source);
    for (const op of facts.ops) if (op.op === 'create function' && op.program) this.count(op.name.name, -1);
    const candidate = this.candidates.get(source);
    if (!candidate) return false;
    this.candidates.delete(source);
    for (const entry of candidate.entries) this.folding.entries.remove(entry);
    return true;
  }

  /** Runs what has to be run anew, in the order of the root. Returns whether there was something. */
  run(): boolean {
    const { changed } = this;
    this.changed = undefined;
    if (this.candidates.size === 0 || changed === undefined) return false;
    const { entries } = this.folding;
    const ordered = [...this.candidates.values()]
      .filter((each) => each.looked !== undefined || this.isProgram(each))
      .sort((a, b) => entries.compare(a.source, b.source));
    const stale = new Stale(entries);
    let ran = false;
    for (const candidate of ordered) {
      const { looked, source } = candidate;
      const isStale =
        looked === undefined || (looked === 'everything' ? entries.compare(changed, source) <= 0 : stale.has(looked));
      if (!isStale) continue;
      this.expand(candidate);
      ran = true;
    }
    return ran;
  }

  /** Which of the statements that a program runs makes a query; 0 where it is written out. */
  partOf(source: Source, tree: string): number {
    const holds = ({ facts }: Entry) => facts.ops.some((op) => op.op === 'create view' && op.query.tree === tree);
    return this.candidates.get(source)?.entries.find(holds)?.part ?? 0;
  }

  private isProgram({ facts }: Candidate): boolean {
    return facts.ops.some((op) => op.op === 'in a body' || (op.op === 'call' && (this.callable.get(op.name.name) ?? 0) > 0)); // prettier-ignore
  }

  private expand(candidate: Candidate): void {
    const { entries } = this.folding;
    for (const entry of candidate.entries) entries.unregister(entry);
    const before = new Before(this.folding, candidate.source, this.rolling);
    const isProgram = this.isProgram(candidate);
    const made = isProgram ? before.run(candidate.facts) : undefined;
    for (const entry of before.applied) entries.unregister(entry);
    for (const entry of candidate.entries) entries.register(entry);
    if (isProgram) candidate.looked = before.looked;
    else delete candidate.looked;
    const wanted = made ?? [entryOf(candidate.source, candidate.facts)];
    if (said(wanted) === said(candidate.entries)) return;
    for (const entry of candidate.entries) entries.remove(entry);
    for (const entry of wanted) entries.put(entry);
    candidate.entries = wanted;
  }

  private note(source: Source): void {
    if (!this.changed || this.folding.entries.compare(source, this.changed) < 0) this.changed = source;
  }

  private count(name: string, by: number): void {
    this.callable.set(name, (this.callable.get(name) ?? 0) + by);
  }
}

function said(entries: readonly Entry[]): string {
  return JSON.stringify(entries.map(({ part, facts }) => [part, facts]));
}

/** Names whose component is to be folded anew. */
class Stale {
  private readonly names = new Set<string>();
  private readonly seen = new Set<string>();

  constructor(private readonly entries: Entries) {}

  has(looked: ReadonlySet<string>): boolean {
    for (const name of this.entries.dirty) {
      if (this.seen.has(name)) continue;
      this.seen.add(name);
      for (const each of this.entries.componentOf(name).names) this.names.add(each);
    }
    for (const name of looked) if (this.names.has(name)) return true;
    return false;
  }
}
