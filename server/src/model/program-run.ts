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
import { Run } from './program/run';
import type { World } from './program/world';
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

/** A component's fold as far as programs needed it: the next one goes on from there. */
export interface Rolling {
  readonly state: FoldState;
  readonly entries: Entry[];
}

/** The schema as it is before a statement, and with what its program did so far. */
export class Before implements SchemaBefore, World {
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

  reason: string | undefined;
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
      this.reason = message;
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
    for (const state of this.near(name))
      for (const each of [...state.functions.values()].flat()) if (each.kind !== 'operator') yield each;
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
