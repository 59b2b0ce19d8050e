import { allOps, type StatementFacts } from './facts';
import { finishFold, foldStatement } from './fold/fold';
import { FoldState, lookUp, typeOf, type Refusal } from './fold/state';
import { StateView } from './fold/state-view';
import type { Name } from './names';
import { queryColumns, usesColumn, ViewColumns } from './query-columns';
import type { EnumType, Extension, SchemaFunction, SchemaView, Sequence, Source, Table, UserType } from './schema';
import { touched, type Touched } from './touch';

interface Entry {
  readonly source: Source;
  readonly facts: StatementFacts;
  readonly touched: Touched;
}

/** What a commit changed. Names are without schema. */
export interface ModelDelta {
  /** Names whose tables or types are other objects now; their findings are to be made anew. */
  readonly rebuilt: ReadonlySet<string>;
  /** Those of them that also differ in what others can see, not only in their places. */
  readonly changed: ReadonlySet<string>;
}

/** All objects of one bare name. */
interface Objects {
  readonly tables: Table[];
  readonly types: UserType[];
  readonly sequences: Sequence[];
  readonly functions: SchemaFunction[];
  readonly extensions: Extension[];
}

/** A statement of a walk. */
export interface Step {
  readonly source: Source;
  /** All names, without schema, whose objects are to be seen. */
  readonly names: readonly string[];
}

interface Place {
  readonly file: string;
  readonly statement: { readonly start: number };
}

interface Component {
  readonly names: Set<string>;
  /** In the order in which they are folded. */
  readonly entries: readonly Entry[];
}

/**
 * One root's schema, kept up to date statement by statement. Statements are entered with their facts; a commit folds the
 * components (see touch.ts) that the entered or withdrawn statements belong to, each in the order of the root's files.
 */
export class SchemaModel implements SchemaView {
  private readonly entries = new Map<Source, Entry>();
  private readonly byName = new Map<string, Set<Entry>>();
  private readonly byMention = new Map<string, Set<Entry>>();
  private readonly moving = new Map<string, number>();
  private readonly global = new Set<Entry>();
  private dirty = new Set<string>();
  private readonly objects = new Map<string, Objects>();
  private readonly tablesByKey = new Map<string, Table>();
  private readonly typesByKey = new Map<string, UserType>();
  private readonly sequencesByKey = new Map<string, Sequence>();
  private readonly functionsByKey = new Map<string, readonly SchemaFunction[]>();
  private readonly extensionsByName = new Map<string, Extension>();
  /** Keys of types that were renamed, and what they are now. */
  private readonly movedTypes = new Map<string, string>();
  private readonly refused = new Map<Source, Refusal[]>();
  private readonly prefixes = new Map<string, FoldState>();
  private readonly viewColumns = new ViewColumns();
  /** The schema before the file that was walked through last. */
  private held:
    { readonly entries: readonly Entry[]; readonly state: FoldState; readonly back: () => void } | undefined;
  /** Changes with each commit that changed something. */
  version = 0;

  /** `order` gives a file's place in the root: a lower number is folded first. */
  constructor(private readonly order: (file: string) => number) {}

  put(source: Source, facts: StatementFacts): void {
    this.remove(source);
    if (facts.ops.length === 0) return;
    const entry: Entry = { source, facts, touched: touched(facts) };
    this.entries.set(source, entry);
    for (const name of entry.touched.names) add(this.byName, name, entry);
    for (const name of entry.touched.mentions) add(this.byMention, name, entry);
    for (const name of entry.touched.moves) this.count(name, 1);
    if (entry.touched.everything) this.global.add(entry);
    this.touch(entry);
  }

  remove(source: Source): void {
    const entry = this.entries.get(source);
    if (!entry) return;
    this.touch(entry);
    this.entries.delete(source);
    this.refused.delete(source);
    this.global.delete(entry);
    for (const name of entry.touched.names) this.byName.get(name)?.delete(entry);
    for (const name of entry.touched.mentions) this.byMention.get(name)?.delete(entry);
    for (const name of entry.touched.moves) this.count(name, -1);
  }

  commit(): ModelDelta {
    const rebuilt = new Set<string>();
    const changed = new Set<string>();
    const dirty = this.dirty;
    this.dirty = new Set();
    if (dirty.size > 0) {
      this.version++;
      this.prefixes.clear();
    }
    for (const name of dirty) {
      if (rebuilt.has(name)) continue;
      const component = this.componentOf(name);
      const isNew = !this.hasObjects(component.names);
      const before = isNew ? undefined : this.contentOf(component.names);
      this.fold(component);
      const after = isNew ? undefined : this.contentOf(component.names);
      for (const member of component.names) {
        rebuilt.add(member);
        if (isNew ? this.objects.has(member) : before!.get(member) !== after!.get(member)) changed.add(member);
      }
    }
    return { rebuilt, changed };
  }

  tables(): Iterable<Table> {
    return this.tablesByKey.values();
  }

  types(): Iterable<UserType> {
    return this.typesByKey.values();
  }

  sequences(): Iterable<Sequence> {
    return this.sequencesByKey.values();
  }

  *functions(): Iterable<SchemaFunction> {
    for (const all of this.functionsByKey.values()) yield* all;
  }

  extensions(): Iterable<Extension> {
    return this.extensionsByName.values();
  }

  table(key: string): Table | undefined {
    return this.tablesByKey.get(key);
  }

  resolve(name: Name, path: readonly string[]): Table | undefined {
    return lookUp(this.tablesByKey, name, path);
  }

  type(name: Name, path: readonly string[]): UserType | undefined {
    return typeOf({ types: this.typesByKey, movedTypes: this.movedTypes }, name, path);
  }

  enum(name: Name, path: readonly string[]): EnumType | undefined {
    const type = this.type(name, path);
    return type?.kind === 'enum' ? type : undefined;
  }

  sequence(name: Name, path: readonly string[]): Sequence | undefined {
    return lookUp(this.sequencesByKey, name, path);
  }

  functionsNamed(name: Name, path: readonly string[]): readonly SchemaFunction[] {
    return lookUp(this.functionsByKey, name, path) ?? [];
  }

  /** The schemas (namespaces) that statements make, also those that nothing is in; `public` is there by itself. */
  schemas(): ReadonlySet<string> {
    const names = new Set(['public']);
    const entries = [...this.entries.values()].sort((a, b) => this.compare(a.source, b.source));
    for (const op of entries.flatMap(({ facts }) => [...allOps(facts)])) {
      if (op.op === 'create schema') names.add(op.name.name);
      else if ((op.op !== 'drop' && op.op !== 'rename') || op.kind !== 'schema') continue;
      else names.delete(op.name.name);
      if (op.op === 'rename') names.add(op.to);
    }
    return names;
  }

  /** What PostgreSQL would refuse, statement by statement. */
  refusals(): Iterable<readonly Refusal[]> {
    return this.refused.values();
  }

  /** Whether any statement makes or changes something of this name, be it known here or not. */
  isAbout(name: string): boolean {
    return (this.byName.get(name)?.size ?? 0) > 0;
  }

  /** The tables of a name, whatever their schema. */
  named(name: string): readonly Table[] {
    return this.objects.get(name)?.tables ?? [];
  }

  /**
   * A relation as it is just before a statement. Where files come in any order it may only be made later: then as it is
   * in the end.
   */
  relationBefore(name: Name, source: Source): Table | undefined {
    const { entries } = this.componentOf(name.name);
    const before = entries.filter((entry) => this.compare(entry.source, source) < 0);
    const final = this.resolve(name, source.path);
    if (before.length === entries.length) return final;
    return this.prefix(before).table(name, source) ?? final;
  }

  /**
   * Goes through statements of one file, in their order, and shows the schema as it is just before each: only what has to
   * do with their names is in it, and it changes as the walk goes on. What lies before the file is folded once.
   */
  walk<S extends Step>(steps: readonly S[], visit: (step: S, before: SchemaView) => void): void {
    const [first] = steps;
    if (!first) return;
    const { entries } = this.componentOf(...new Set(steps.flatMap(({ names }) => names)));
    const start = { file: first.source.file, statement: { start: -1 } };
    const isBefore = ({ source }: Entry, at: Place) => this.compare(source, at) < 0;
    const older = entries.filter((entry) => isBefore(entry, start));
    if (this.held?.entries.length !== older.length || older.some((entry, i) => entry !== this.held!.entries[i])) {
      const state = this.folded(older, false);
      this.held = { entries: older, state, back: state.hold() };
    }
    const { state, back } = this.held;
    const view = new StateView(state);
    let next = older.length;
    try {
      for (const step of steps) {
        for (let entry = entries[next]; entry && isBefore(entry, step.source); entry = entries[++next])
          foldStatement(state, entry.facts, entry.source);
        visit(step, view);
      }
    } finally {
      back();
    }
  }

  private prefix(entries: readonly Entry[]): FoldState {
    const last = entries.at(-1)?.source;
    const key = last ? `${last.file}:${last.statement.start}:${entries.length}` : '';
    let state = this.prefixes.get(key);
    if (!state) {
      state = this.folded(entries);
      this.prefixes.set(key, state);
    }
    return state;
  }

  private touch(entry: Entry): void {
    for (const name of entry.touched.names) this.dirty.add(name);
    if (entry.touched.everything) for (const name of this.byName.keys()) this.dirty.add(name);
    // What points to something that moves belongs to its component now, or no longer does.
    for (const name of entry.touched.moves) this.touchReaders(name, new Set());
    if (entry.touched.mentions.some((name) => this.moves(name)))
      for (const view of entry.touched.relays) this.touchReaders(view, new Set());
  }

  private touchReaders(name: string, seen: Set<string>): void {
    if (seen.has(name)) return;
    seen.add(name);
    for (const other of this.byMention.get(name) ?? []) {
      for (const owner of other.touched.names) this.dirty.add(owner);
      for (const view of other.touched.relays) this.touchReaders(view, seen);
    }
  }

  private moves(name: string): boolean {
    return (this.moving.get(name) ?? 0) > 0;
  }

  private count(name: string, by: number): void {
    this.moving.set(name, (this.moving.get(name) ?? 0) + by);
  }

  private componentOf(...starts: readonly string[]): Component {
    const names = new Set(starts);
    const entries = new Set<Entry>();
    // Views of what moves: what reads them moves along.
    const carried = new Set<string>();
    const moves = (name: string) => this.moves(name) || carried.has(name);
    const visit = (entry: Entry) => {
      const relays = entry.touched.mentions.some(moves) ? entry.touched.relays : [];
      for (const view of relays) {
        if (moves(view)) continue;
        carried.add(view);
        this.byMention.get(view)?.forEach(visit);
      }
      if (entries.has(entry)) return;
      entries.add(entry);
      for (const other of entry.touched.names) names.add(other);
      for (const other of entry.touched.mentions) if (moves(other)) names.add(other);
    };
    for (const name of names) {
      this.byName.get(name)?.forEach(visit);
      if (moves(name)) this.byMention.get(name)?.forEach(visit);
    }
    for (const entry of this.global) entries.add(entry);
    return { names, entries: [...entries].sort((a, b) => this.compare(a.source, b.source)) };
  }

  private compare(a: Source, b: Place): number {
    return this.order(a.file) - this.order(b.file) || a.statement.start - b.statement.start;
  }

  private folded(entries: readonly Entry[], finish = true): FoldState {
    const state: FoldState = new FoldState({
      relation: (name, source) => this.relationBefore(name, source),
      queryColumns: (query, names, origin) => {
        const relation = (name: Name) => state.table(name, origin.source) ?? this.relationBefore(name, origin.source);
        return queryColumns(this, query, names, origin, relation);
      },
      viewColumns: (query, names, origin) =>
        this.viewColumns.of(this, this.version, query, names, origin, (name) =>
          this.relationBefore(name, origin.source),
        ),
      usesColumn: ({ query, origin }, table, column) => {
        const relation = (name: Name) => this.relationBefore(name, origin.source);
        return query !== undefined && usesColumn(this, query, origin, relation, table, column);
      },
    });
    for (const { facts, source } of entries) foldStatement(state, facts, source);
    if (finish) finishFold(state);
    return state;
  }

  private fold({ entries, names }: Component): void {
    for (const name of names) this.forget(name);
    for (const key of this.movedTypes.keys())
      if (names.has(key.slice(key.indexOf('.') + 1))) this.movedTypes.delete(key);
    const state = this.folded(entries);
    for (const { source } of entries) this.refused.delete(source);
    for (const refusal of state.refusals) push(this.refused, refusal.origin.source, refusal);
    for (const table of state.tables.values()) {
      this.tablesByKey.set(table.key, table);
      this.objectsOf(table.name).tables.push(table);
    }
    for (const [from, to] of state.movedTypes) this.movedTypes.set(from, to);
    for (const type of state.types.values()) {
      this.typesByKey.set(type.key, type);
      this.objectsOf(type.name).types.push(type);
    }
    for (const sequence of state.sequences.values()) {
      this.sequencesByKey.set(sequence.key, sequence);
      this.objectsOf(sequence.name).sequences.push(sequence);
    }
    for (const [key, functions] of state.functions) {
      this.functionsByKey.set(key, functions);
      this.objectsOf(functions[0]!.name).functions.push(...functions);
    }
    for (const extension of state.extensions.values()) {
      this.extensionsByName.set(extension.name, extension);
      this.objectsOf(extension.name).extensions.push(extension);
    }
  }

  private forget(name: string): void {
    const old = this.objects.get(name);
    if (!old) return;
    for (const table of old.tables) this.tablesByKey.delete(table.key);
    for (const type of old.types) this.typesByKey.delete(type.key);
    for (const sequence of old.sequences) this.sequencesByKey.delete(sequence.key);
    for (const { key } of old.functions) this.functionsByKey.delete(key);
    for (const extension of old.extensions) this.extensionsByName.delete(extension.name);
    this.objects.delete(name);
  }

  private objectsOf(name: string): Objects {
    let objects = this.objects.get(name);
    if (!objects) {
      objects = { tables: [], types: [], sequences: [], functions: [], extensions: [] };
      this.objects.set(name, objects);
    }
    return objects;
  }

  private hasObjects(names: ReadonlySet<string>): boolean {
    for (const name of names) if (this.objects.has(name)) return true;
    return false;
  }

  /** What others can see of each name: all but the places. */
  private contentOf(names: ReadonlySet<string>): Map<string, string> {
    const content = new Map<string, string>();
    for (const name of names) content.set(name, JSON.stringify(this.objects.get(name), withoutPlaces) ?? '');
    return content;
  }
}

const PLACES = new Set([
  'origin', 'nameOrigin', 'typeOrigin', 'columnOrigins', 'tableOrigin', 'commentOrigin', 'changed', 'attached', 'span', 'nameSpan', 'location', 'body',
]); // prettier-ignore

function withoutPlaces(key: string, value: unknown): unknown {
  return PLACES.has(key) ? undefined : value;
}

function add<T>(map: Map<string, Set<T>>, key: string, value: T): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}

function push<K, T>(map: Map<K, T[]>, key: K, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
