import { Entries, entryOf, type Component, type Entry } from './entries';
import { Programs } from './expand';
import type { ReadComposed } from './program-run';
import { allOps, type Op, type QueryFact, type StatementFacts } from './facts';
import { finishFold, foldStatement } from './fold/fold';
import { hasObjects } from './fold/schemas';
import { FoldState, lookUp, type Refusal } from './fold/state';
import { StateView } from './fold/state-view';
import { Made } from './made';
import { Namespaces } from './namespaces';
import type { Name } from './names';
import { queryColumns, usesColumn, ViewColumns } from './query-columns';
import type { EnumType, Extension, SchemaFunction, SchemaView, Sequence, Source, Table, UserType } from './schema';

/** What a commit changed. Names are without schema. */
export interface ModelDelta {
  /** Names whose tables or types are other objects now; their findings are to be made anew. */
  readonly rebuilt: ReadonlySet<string>;
  /** Those of them that also differ in what others can see, not only in their places. */
  readonly changed: ReadonlySet<string>;
}

/** A statement of a walk. */
export interface Step {
  readonly source: Source;
  /** All names, without schema, whose objects are to be seen. */
  readonly names: readonly string[];
  /** Whether all objects are to be seen. */
  readonly everything?: boolean;
}

/** The schema where the last walk through a file ended. */
interface Held {
  readonly file: string;
  readonly version: number;
  /** Whether it is all of the schema, not only what has to do with some names. */
  readonly whole: boolean;
  readonly entries: readonly Entry[];
  /** How many of `entries` came before the file. */
  readonly before: number;
  /** How many of them are folded by now. */
  readonly folded: number;
  readonly state: FoldState;
  /** Goes back to where the file begins. */
  readonly back: () => void;
}

/**
 * One root's schema, kept up to date statement by statement. Statements are entered with their facts; a commit folds the
 * components (see touch.ts) that the entered or withdrawn statements belong to, each in the order of the root's files.
 */
export class SchemaModel implements SchemaView {
  private readonly facts = new Map<Source, StatementFacts>();
  /** Of statements that stand for themselves: see Programs for the others. */
  private readonly plain = new Map<Source, Entry>();
  private readonly entries: Entries;
  private readonly programs: Programs;
  private readonly made = new Made();
  private readonly prefixes = new Map<string, FoldState>();
  private readonly viewColumns = new ViewColumns();
  private held: Held | undefined;
  /** While programs run, what is made is what was made before. */
  private readonly namespaces = new Namespaces(() => this.entries.all());
  private expanding = false;
  /** Changes with each commit that changed something. */
  version = 0;

  /**
   * `order` gives a file's place in the root: a lower number is folded first. `read` reads what programs put together;
   * without it they stay unknown.
   */
  constructor(
    private readonly order: (file: string) => number,
    read: ReadComposed = () => undefined,
  ) {
    this.entries = new Entries(order);
    this.programs = new Programs({
      entries: this.entries,
      newState: () => this.newState(),
      extensions: () => this.extensions(),
      read,
    });
  }

  put(source: Source, facts: StatementFacts): void {
    this.remove(source);
    if (facts.ops.length === 0) return;
    this.facts.set(source, facts);
    if (this.programs.put(source, facts)) return;
    const entry = entryOf(source, facts);
    this.plain.set(source, entry);
    this.entries.put(entry);
  }

  remove(source: Source): void {
    const facts = this.facts.get(source);
    if (!facts) return;
    this.facts.delete(source);
    if (this.programs.remove(source, facts)) return;
    this.entries.remove(this.plain.get(source)!);
    this.plain.delete(source);
  }

  commit(): ModelDelta {
    const rebuilt = new Set<string>();
    const changed = new Set<string>();
    if (this.entries.dirty.size > 0) {
      this.version++;
      this.prefixes.clear();
      this.namespaces.forget();
    }
    this.expanding = true;
    if (this.programs.run()) this.version++;
    this.expanding = false;
    this.prefixes.clear();
    this.namespaces.forget();
    for (const name of this.entries.takeDirty()) {
      if (rebuilt.has(name)) continue;
      const component = this.entries.componentOf(name);
      const isNew = !this.made.hasAny(component.names);
      const before = isNew ? undefined : this.made.contentOf(component.names);
      this.fold(component);
      const after = isNew ? undefined : this.made.contentOf(component.names);
      for (const member of component.names) {
        rebuilt.add(member);
        if (isNew ? this.made.has(member) : before!.get(member) !== after!.get(member)) changed.add(member);
      }
    }
    return { rebuilt, changed };
  }

  tables(): Iterable<Table> {
    return this.made.tables.values();
  }

  types(): Iterable<UserType> {
    return this.made.types.values();
  }

  sequences(): Iterable<Sequence> {
    return this.made.sequences.values();
  }

  *functions(): Iterable<SchemaFunction> {
    for (const all of this.made.functions.values()) for (const each of all) if (each.kind !== 'operator') yield each;
  }

  extensions(): Iterable<Extension> {
    return this.made.extensions.values();
  }

  table(key: string): Table | undefined {
    return this.made.tables.get(key);
  }

  resolve(name: Name, path: readonly string[]): Table | undefined {
    return lookUp(this.made.tables, name, path);
  }

  /** Also by a name that it had before: views know what they were made of. */
  type(name: Name, path: readonly string[]): UserType | undefined {
    return this.made.type(name, path);
  }

  enum(name: Name, path: readonly string[]): EnumType | undefined {
    const type = this.type(name, path);
    return type?.kind === 'enum' ? type : undefined;
  }

  sequence(name: Name, path: readonly string[]): Sequence | undefined {
    return lookUp(this.made.sequences, name, path);
  }

  functionsNamed(name: Name, path: readonly string[]): readonly SchemaFunction[] {
    return lookUp(this.made.functions, name, path) ?? [];
  }

  /** The schemas (namespaces) that statements make, also those that nothing is in; `public` is there by itself. */
  schemas(): ReadonlySet<string> {
    const names = new Set(['public']);
    for (const op of this.entries.all().flatMap(({ facts }) => [...allOps(facts)])) {
      if (op.op === 'create schema') names.add(op.name.name);
      else if ((op.op !== 'drop' && op.op !== 'rename') || op.kind !== 'schema') continue;
      else names.delete(op.name.name);
      if (op.op === 'rename') names.add(op.to);
    }
    return names;
  }

  /**
   * A schema of its own of the statements that have to do with names, as far as they are wanted, and of others behind them;
   * undefined where there are more than `most`.
   */
  part(
    names: readonly string[],
    isWanted: (source: Source) => boolean,
    most: number,
    behind: readonly { readonly source: Source; readonly facts: StatementFacts }[] = [],
  ): SchemaModel | undefined {
    const part = new SchemaModel(this.order);
    if (names.length === 0) return part;
    const { entries } = this.entries.componentOf(...new Set(names));
    if (entries.length > most) return undefined;
    const ops = new Map<Source, Op[]>();
    for (const { source, facts } of entries)
      if (isWanted(source)) ops.set(source, [...(ops.get(source) ?? []), ...facts.ops]);
    for (const [source, own] of ops) part.put(source, { ops: own });
    for (const { source, facts } of behind) part.put(source, facts);
    part.commit();
    return part;
  }

  /** What PostgreSQL would refuse. */
  refusals(): readonly Refusal[] {
    return this.made.refusals();
  }

  /** Whether any statement makes or changes something of this name, be it known here or not. */
  isAbout(name: string): boolean {
    return this.entries.isAbout(name);
  }

  /** The tables of a name, whatever their schema. */
  named(name: string): readonly Table[] {
    return this.made.tablesNamed(name);
  }

  /**
   * A relation as it is just before a statement. Where files come in any order it may only be made later: then as it is
   * in the end.
   */
  relationBefore(name: Name, source: Source, part = 0): Table | undefined {
    const { entries, names } = this.entries.componentOf(name.name);
    const isBefore = (entry: Entry) => (entry.source === source ? entry.part < part : this.entries.compare(entry.source, source) < 0); // prettier-ignore
    const before = entries.filter(isBefore);
    const final = this.resolve(name, source.path);
    if (before.length === entries.length && !this.expanding) return final;
    // All names of a component share what was folded of it.
    let first = name.name;
    for (const other of names) if (other < first) first = other;
    return this.prefix(first, before).table(name, source) ?? final;
  }

  /** What a view reads, as it is just before the view is made. */
  private relationsOf({ tree }: QueryFact, source: Source): (name: Name) => Table | undefined {
    const part = this.programs.partOf(source, tree);
    return (name) => this.relationBefore(name, source, part);
  }

  /**
   * Goes through statements of one file, in their order, and shows the schema as it is just before each: only what has to
   * do with their names is in it, and it changes as the walk goes on. What lies before the file is folded once; one file after
   * another, in their order, goes on from there.
   */
  walk<S extends Step>(steps: readonly S[], visit: (step: S, before: SchemaView) => void): void {
    const [first] = steps;
    if (!first) return;
    const { file } = first.source;
    const { held, version } = this;
    const whole = (held?.version === version && (held.whole || held.file !== file)) || steps.some((s) => s.everything);
    const names = new Set(steps.flatMap((step) => step.names));
    const entries = whole ? this.entries.all() : this.entries.componentOf(...names).entries;
    const start = this.entries.countBefore(entries, { file, statement: { start: -1 } });
    const isFolded = (count: number) => held !== undefined && startAlike(held.entries, entries, count);
    const goesOn = held !== undefined && held.folded <= this.entries.countBefore(entries, first.source) && isFolded(held.folded); // prettier-ignore
    const known = goesOn || (held !== undefined && held.before <= start && isFolded(held.before)) ? held : undefined;
    if (known && !goesOn) known.back();
    const state = known?.state ?? this.newState();
    let folded = known ? (goesOn ? known.folded : known.before) : 0;
    const foldUntil = (count: number) => {
      for (; folded < count; folded++) foldStatement(state, entries[folded]!.facts, entries[folded]!.source);
    };
    let { before, back } = known ?? { before: 0, back: undefined };
    if (back === undefined || folded < start || before < start) {
      foldUntil(start);
      [before, back] = [folded, state.hold()];
    }
    const view = new StateView(state);
    // What breaks off half-way is begun anew.
    this.held = undefined;
    for (const step of steps) {
      foldUntil(this.entries.countBefore(entries, step.source));
      visit(step, view);
    }
    this.held = { file, version, whole, entries, before, folded, state, back };
  }

  private allBefore(source: Source): Entry[] {
    return this.entries.all().filter((entry) => this.entries.compare(entry.source, source) < 0);
  }

  private prefix(name: string, entries: readonly Entry[]): FoldState {
    const last = entries.at(-1);
    const key = last ? `${name}:${last.source.file}:${last.source.statement.start}:${last.part}:${entries.length}` : '';
    let state = this.prefixes.get(key);
    if (!state) {
      state = this.folded(entries);
      this.prefixes.set(key, state);
    }
    return state;
  }

  private folded(entries: readonly Entry[]): FoldState {
    const state = this.newState();
    for (const { facts, source } of entries) foldStatement(state, facts, source);
    finishFold(state);
    return state;
  }

  private newState(): FoldState {
    const state: FoldState = new FoldState({
      relation: (name, source) => this.relationBefore(name, source),
      queryColumns: (query, names, origin) => {
        const relation = (name: Name) => state.lookAt(name, origin.source) ?? this.relationBefore(name, origin.source);
        return queryColumns(this, query, names, origin, relation);
      },
      viewColumns: (query, names, origin) =>
        this.viewColumns.of(this, this.version, query, names, origin, this.relationsOf(query, origin.source)),
      usesColumn: ({ query, origin }, table, column) => {
        const relation = query ? this.relationsOf(query, origin.source) : () => undefined;
        return query !== undefined && usesColumn(this, query, origin, relation, table, column);
      },
      isUnder: (view, schema) => this.namespaces.viewsUnder(schema).has(view.key),
      hasObjects: (schema, source) =>
        this.namespaces.isMade(schema) && hasObjects(this.prefix('', this.allBefore(source)), schema),
    });
    return state;
  }

  private fold({ entries, names }: Component): void {
    this.made.replace(names, this.folded(entries));
  }
}

function startAlike(a: readonly Entry[], b: readonly Entry[], count: number): boolean {
  if (a === b) return true;
  for (let i = 0; i < count; i++) if (a[i] !== b[i]) return false;
  return true;
}
