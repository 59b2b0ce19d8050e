import type { StatementFacts } from './facts';
import { finishFold, foldStatement } from './fold/fold';
import { FoldState, lookUp } from './fold/state';
import type { Name } from './names';
import type { EnumType, SchemaView, Source, Table } from './schema';
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

/**
 * One root's schema, kept up to date statement by statement. Statements are entered with their facts; a commit folds the
 * components (see touch.ts) that the entered or withdrawn statements belong to, each in the order of the root's files.
 */
export class SchemaModel implements SchemaView {
  private readonly entries = new Map<Source, Entry>();
  private readonly byName = new Map<string, Set<Entry>>();
  private readonly byMention = new Map<string, Set<Entry>>();
  private readonly moving = new Map<string, number>();
  private dirty = new Set<string>();
  private readonly objects = new Map<string, { tables: Table[]; enums: EnumType[] }>();
  private readonly tablesByKey = new Map<string, Table>();
  private readonly enumsByKey = new Map<string, EnumType>();

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
    this.touch(entry);
  }

  remove(source: Source): void {
    const entry = this.entries.get(source);
    if (!entry) return;
    this.touch(entry);
    this.entries.delete(source);
    for (const name of entry.touched.names) this.byName.get(name)?.delete(entry);
    for (const name of entry.touched.mentions) this.byMention.get(name)?.delete(entry);
    for (const name of entry.touched.moves) this.count(name, -1);
  }

  commit(): ModelDelta {
    const rebuilt = new Set<string>();
    const changed = new Set<string>();
    const dirty = this.dirty;
    this.dirty = new Set();
    for (const name of dirty) {
      if (rebuilt.has(name)) continue;
      const component = this.componentOf(name);
      const before = this.contentOf(component.names);
      this.fold(component.entries, component.names);
      const after = this.contentOf(component.names);
      for (const member of component.names) {
        rebuilt.add(member);
        if (before.get(member) !== after.get(member)) changed.add(member);
      }
    }
    return { rebuilt, changed };
  }

  tables(): Iterable<Table> {
    return this.tablesByKey.values();
  }

  enums(): Iterable<EnumType> {
    return this.enumsByKey.values();
  }

  table(key: string): Table | undefined {
    return this.tablesByKey.get(key);
  }

  resolve(name: Name, path: readonly string[]): Table | undefined {
    return lookUp(this.tablesByKey, name, path);
  }

  enum(name: Name, path: readonly string[]): EnumType | undefined {
    return lookUp(this.enumsByKey, name, path);
  }

  /** Whether any statement makes or changes something of this name, be it known here or not. */
  isAbout(name: string): boolean {
    return (this.byName.get(name)?.size ?? 0) > 0;
  }

  /** The tables of a name, whatever their schema. */
  named(name: string): readonly Table[] {
    return this.objects.get(name)?.tables ?? [];
  }

  private touch(entry: Entry): void {
    for (const name of entry.touched.names) this.dirty.add(name);
    // Foreign keys that point to what moves belong to its component now, or no longer do.
    for (const name of entry.touched.moves) {
      for (const other of this.byMention.get(name) ?? [])
        for (const owner of other.touched.names) this.dirty.add(owner);
    }
  }

  private moves(name: string): boolean {
    return (this.moving.get(name) ?? 0) > 0;
  }

  private count(name: string, by: number): void {
    this.moving.set(name, (this.moving.get(name) ?? 0) + by);
  }

  private componentOf(start: string): { readonly names: Set<string>; readonly entries: Entry[] } {
    const names = new Set([start]);
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
    const ordered = [...entries].sort(
      ({ source: a }, { source: b }) =>
        this.order(a.file) - this.order(b.file) || a.statement.start - b.statement.start,
    );
    return { names, entries: ordered };
  }

  private fold(entries: readonly Entry[], names: ReadonlySet<string>): void {
    for (const name of names) {
      const old = this.objects.get(name);
      for (const table of old?.tables ?? []) this.tablesByKey.delete(table.key);
      for (const type of old?.enums ?? []) this.enumsByKey.delete(type.key);
      this.objects.delete(name);
    }
    const state = new FoldState();
    for (const { facts, source } of entries) foldStatement(state, facts, source);
    finishFold(state);
    for (const table of state.tables.values()) {
      this.tablesByKey.set(table.key, table);
      this.objectsOf(table.name).tables.push(table);
    }
    for (const type of state.enums.values()) {
      this.enumsByKey.set(type.key, type);
      this.objectsOf(type.name).enums.push(type);
    }
  }

  private objectsOf(name: string): { tables: Table[]; enums: EnumType[] } {
    let objects = this.objects.get(name);
    if (!objects) this.objects.set(name, (objects = { tables: [], enums: [] }));
    return objects;
  }

  /** What others can see of each name: all but the places. */
  private contentOf(names: ReadonlySet<string>): Map<string, string> {
    const content = new Map<string, string>();
    for (const name of names) content.set(name, JSON.stringify(this.objects.get(name), withoutPlaces) ?? '');
    return content;
  }
}

const PLACES = new Set([
  'origin', 'nameOrigin', 'typeOrigin', 'columnOrigins', 'tableOrigin', 'commentOrigin', 'changed', 'span', 'nameSpan',
]); // prettier-ignore

function withoutPlaces(key: string, value: unknown): unknown {
  return PLACES.has(key) ? undefined : value;
}

function add<T>(map: Map<string, Set<T>>, key: string, value: T): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
