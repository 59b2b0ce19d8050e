import type { Node } from '@pgsql/types';
import type { Span } from '../base/span';
import { entryOf, type Entries, type Entry } from './entries';
import type { Op, OpOf, StatementFacts } from './facts';
import { foldStatement } from './fold/fold';
import { lookUp, type FoldState, type FunctionDraft } from './fold/state';
import type { Name } from './names';
import type { SchemaBefore } from './program/before';
import { Beyond, Raised } from './program/ends';

import { placed } from './program/placed';
import { Run, type World } from './program/run';
import type { EnumType, Extension, SchemaFunction, Sequence, Source, Table, UserType } from './schema';

/** Reads the statements of a text that a program has put together; undefined where one isn't SQL. */
export type ReadComposed = (
  text: string,
) => readonly { readonly node: Node; readonly ops: readonly Op[] }[] | undefined;

/** What running programs needs of the model. */
export interface Folding {
  readonly entries: Entries;
  newState(): FoldState;
  extensions(): Iterable<Extension>;
  readonly read: ReadComposed;
}

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

/** A component's fold as far as programs needed it: the next one goes on from there. */
interface Rolling {
  readonly state: FoldState;
  readonly entries: Entry[];
}

/** The schema as it is before a statement, and with what its program did so far. */
class Before implements SchemaBefore, World {
  readonly applied: Entry[] = [];
  readonly path: readonly string[];
  readonly before = this;
  looked: Set<string> | 'everything' = new Set();
  private readonly states = new Map<string, Rolling>();

  constructor(
    private readonly folding: Folding,
    private readonly source: Source,
    private readonly rolling: Map<string, Rolling>,
  ) {
    this.path = source.path;
  }

  /** What the statement comes to; undefined where that isn't understood. */
  run(facts: StatementFacts): readonly Entry[] | undefined {
    try {
      for (const op of facts.ops) this.op(op);
      return this.applied;
    } catch (error) {
      if (error instanceof Raised) return this.refusal ? [this.refusal] : [];
      if (error instanceof Beyond) return undefined;
      throw error;
    }
  }

  /** What PostgreSQL refuses, where that is why the program ended. */
  private refusal: Entry | undefined;

  private op(op: Op): void {
    const run = new Run(this);
    if (op.op === 'in a body') {
      if (!op.program) throw new Beyond();
      run.program(op.program);
    } else if (op.op === 'call') this.call(run, op);
    else throw new Beyond();
  }

  private call(run: Run, { query, span }: OpOf<'call'>): void {
    if (!('SelectStmt' in query)) throw new Beyond();
    run.query(query.SelectStmt, span);
  }

  parse(text: string): ReturnType<ReadComposed> {
    return this.folding.read(text);
  }

  mark(): number {
    return this.applied.length;
  }

  rollBack(mark: number): void {
    this.refusal = undefined;
    for (const entry of this.applied.splice(mark)) {
      this.forget(entry);
      this.folding.entries.unregister(entry);
    }
  }

  apply(ops: readonly Op[], span: Span): boolean {
    const entry = entryOf(this.source, placed({ ops }, span), this.applied.length + 1);
    const { names, everything } = entry.touched;
    if (everything) throw new Beyond();
    const [first] = names;
    const near = first === undefined ? undefined : this.rollTo(first);
    this.folding.entries.register(entry);
    this.applied.push(entry);
    if (first === undefined || !near) return true;
    for (const name of names) this.join(name, near);
    const { doubtful } = near.state;
    if (this.staysWithin(entry, near)) {
      foldStatement(near.state, entry.facts, this.source);
      near.entries.push(entry);
      for (const name of names) for (const map of [this.states, this.rolling]) map.set(name, near);
    } else this.forget(entry);
    const { state } = this.rollTo(first);
    const isRefused = state.refusals.some(({ origin }) => origin.source === this.source);
    return !isRefused && (state !== near.state || state.doubtful === doubtful) ? true : this.takeBack(entry, state);
  }

  /** Takes over a component that only this program made: it stands apart from what was done to the other one. */
  private join(name: string, near: Rolling): void {
    const other = this.states.get(name);
    if (!other || other === near || other.entries.some(({ source }) => source !== this.source)) return;
    for (const { facts } of other.entries) foldStatement(near.state, facts, this.source);
    near.entries.push(...other.entries);
    near.entries.sort((a, b) => this.folding.entries.compare(a.source, b.source) || a.part - b.part);
    for (const map of [this.states, this.rolling])
      for (const [key, each] of map) if (each === other) map.set(key, near);
  }

  /** Whether an entry joins no other component to the one that it is about. */
  private staysWithin({ touched }: Entry, near: Rolling): boolean {
    const is = (name: string) => this.states.get(name) === near;
    const { entries } = this.folding;
    return (
      touched.names.every((name) => is(name) || !entries.isKnownBeside(name, this.applied.at(-1)!)) &&
      touched.mentions.every((name) => is(name) || !entries.moves(name)) &&
      touched.moves.every((name) => entries.readersOf(name).every(is))
    );
  }

  private takeBack(entry: Entry, state: FoldState): false {
    const refusal = state.refusals.findLast(({ origin }) => origin.source === this.source);
    this.applied.pop();
    this.forget(entry);
    this.folding.entries.unregister(entry);
    if (refusal) {
      const { message, origin } = refusal;
      const facts: StatementFacts = { ops: [{ op: 'refused', message, span: origin.span }] };
      this.refusal = {
        ...entryOf(this.source, facts, 1),
        touched: { ...entry.touched, moves: [], relays: [], mentions: [] },
      };
    }
    return false;
  }

  /** The component that an entry joins, to be called while it counts, is to be folded anew. */
  private forget({ touched }: Entry): void {
    const [first] = touched.names;
    if (first === undefined) return;
    const gone = new Set<Rolling | undefined>();
    for (const name of this.folding.entries.componentOf(first).names) gone.add(this.rolling.get(name)).add(this.states.get(name)); // prettier-ignore
    for (const map of [this.states, this.rolling]) for (const [name, each] of map) if (gone.has(each)) map.delete(name);
  }

  private rollTo(name: string): Rolling {
    const known = this.states.get(name);
    if (known) return known;
    const { entries } = this.folding;
    const component = entries.componentOf(name);
    const earlier = component.entries.filter(
      ({ source, part }) => entries.compare(source, this.source) < 0 || (source === this.source && part > 0),
    );
    let rolling = this.rolling.get(name);
    if (!rolling?.entries.every((entry, i) => earlier[i] === entry))
      rolling = { state: this.folding.newState(), entries: [] };
    for (const entry of earlier.slice(rolling.entries.length)) {
      foldStatement(rolling.state, entry.facts, entry.source);
      rolling.entries.push(entry);
    }
    for (const each of component.names) {
      this.rolling.set(each, rolling);
      this.states.set(each, rolling);
    }
    return rolling;
  }

  private *near(name: string | undefined): Iterable<FoldState> {
    if (name !== undefined) {
      if (this.looked !== 'everything') this.looked.add(name);
      yield this.rollTo(name).state;
      return;
    }
    this.looked = 'everything';
    const seen = new Set<FoldState>();
    for (const each of [...this.folding.entries.names()]) {
      const { state } = this.rollTo(each);
      if (seen.has(state)) continue;
      seen.add(state);
      yield state;
    }
  }

  *tablesNear(name?: string) {
    for (const state of this.near(name)) yield* state.tables.values();
  }

  *typesNear(name?: string) {
    for (const state of this.near(name)) yield* state.types.values();
  }

  *sequencesNear(name?: string) {
    for (const state of this.near(name)) yield* state.sequences.values();
  }

  *functionsNear(name?: string) {
    for (const state of this.near(name)) yield* [...state.functions.values()].flat();
  }

  *schemasNear(name?: string) {
    for (const state of this.near(name)) for (const [schema, is] of state.schemas) if (is === 'there') yield schema;
  }

  callable(name: Name): readonly FunctionDraft[] {
    for (const state of this.near(name.name)) return lookUp(state.functions, name, this.path) ?? [];
    return [];
  }

  functions(): Iterable<SchemaFunction> {
    return this.functionsNear();
  }

  get isWide(): boolean {
    return this.looked === 'everything';
  }

  tables(): Iterable<Table> {
    return this.tablesNear();
  }

  types(): Iterable<UserType> {
    return this.typesNear();
  }

  sequences(): Iterable<Sequence> {
    return this.sequencesNear();
  }

  extensions(): Iterable<Extension> {
    return this.folding.extensions();
  }

  resolve(name: Name, path: readonly string[]): Table | undefined {
    for (const state of this.near(name.name)) return lookUp(state.tables, name, path);
    return undefined;
  }

  table(key: string): Table | undefined {
    for (const state of this.near(key.slice(key.indexOf('.') + 1))) return state.tables.get(key);
    return undefined;
  }

  type(name: Name, path: readonly string[]): UserType | undefined {
    for (const state of this.near(name.name)) return lookUp(state.types, name, path);
    return undefined;
  }

  enum(name: Name, path: readonly string[]): EnumType | undefined {
    const type = this.type(name, path);
    return type?.kind === 'enum' ? type : undefined;
  }

  sequence(name: Name, path: readonly string[]): Sequence | undefined {
    for (const state of this.near(name.name)) return lookUp(state.sequences, name, path);
    return undefined;
  }

  functionsNamed(name: Name, path: readonly string[]): readonly SchemaFunction[] {
    for (const state of this.near(name.name)) return lookUp(state.functions, name, path) ?? [];
    return [];
  }
}
