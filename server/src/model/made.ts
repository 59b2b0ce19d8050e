import { typeOf, type FoldState, type Refusal } from './fold/state';
import type { Name } from './names';
import type { Extension, SchemaFunction, Sequence, Source, Table, UserType } from './schema';

/** All objects of one bare name. */
interface Objects {
  readonly tables: Table[];
  readonly types: UserType[];
  readonly sequences: Sequence[];
  readonly functions: SchemaFunction[];
  readonly extensions: Extension[];
}

/** What the folds of all components made. */
export class Made {
  readonly tables = new Map<string, Table>();
  readonly types = new Map<string, UserType>();
  readonly sequences = new Map<string, Sequence>();
  readonly functions = new Map<string, readonly SchemaFunction[]>();
  readonly extensions = new Map<string, Extension>();
  /** Keys of types that were renamed, and what they are now. */
  readonly movedTypes = new Map<string, string>();
  private readonly objects = new Map<string, Objects>();
  /** By a name of the component in whose fold they were found. */
  private readonly refused = new Map<string, readonly Refusal[]>();

  type(name: Name, path: readonly string[]): UserType | undefined {
    return typeOf(this, name, path);
  }

  /** A statement that reaches a whole schema may be refused in the fold of several components. */
  refusals(): readonly Refusal[] {
    const said = new Map<Source, Set<string>>();
    return [...this.refused.values()].flat().filter(({ message, origin: { source, span } }) => {
      const of = said.get(source) ?? new Set();
      said.set(source, of);
      const key = `${span.start} ${span.end} ${message}`;
      return !of.has(key) && of.add(key);
    });
  }

  tablesNamed(name: string): readonly Table[] {
    return this.objects.get(name)?.tables ?? [];
  }

  has(name: string): boolean {
    return this.objects.has(name);
  }

  hasAny(names: ReadonlySet<string>): boolean {
    for (const name of names) if (this.objects.has(name)) return true;
    return false;
  }

  /** What others can see of each name: all but the places. */
  contentOf(names: ReadonlySet<string>): Map<string, string> {
    const content = new Map<string, string>();
    for (const name of names) content.set(name, JSON.stringify(this.objects.get(name), withoutPlaces) ?? '');
    return content;
  }

  /** Takes what a component's fold made in the place of what was there of its names. */
  replace(names: ReadonlySet<string>, state: FoldState): void {
    for (const name of names) this.forget(name);
    for (const key of this.movedTypes.keys())
      if (names.has(key.slice(key.indexOf('.') + 1))) this.movedTypes.delete(key);
    const [first] = names;
    if (state.refusals.length > 0 && first !== undefined) this.refused.set(first, state.refusals);
    for (const table of state.tables.values()) {
      this.tables.set(table.key, table);
      this.objectsOf(table.name).tables.push(table);
    }
    for (const [from, to] of state.movedTypes) this.movedTypes.set(from, to);
    for (const type of state.types.values()) {
      this.types.set(type.key, type);
      this.objectsOf(type.name).types.push(type);
    }
    for (const sequence of state.sequences.values()) {
      this.sequences.set(sequence.key, sequence);
      this.objectsOf(sequence.name).sequences.push(sequence);
    }
    for (const [key, functions] of state.functions) {
      this.functions.set(key, functions);
      this.objectsOf(functions[0]!.name).functions.push(...functions);
    }
    for (const extension of state.extensions.values()) {
      this.extensions.set(extension.name, extension);
      this.objectsOf(extension.name).extensions.push(extension);
    }
  }

  private forget(name: string): void {
    this.refused.delete(name);
    const old = this.objects.get(name);
    if (!old) return;
    for (const table of old.tables) this.tables.delete(table.key);
    for (const type of old.types) this.types.delete(type.key);
    for (const sequence of old.sequences) this.sequences.delete(sequence.key);
    for (const { key } of old.functions) this.functions.delete(key);
    for (const extension of old.extensions) this.extensions.delete(extension.name);
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
}

const PLACES = new Set([
  'origin', 'nameOrigin', 'typeOrigin', 'columnOrigins', 'tableOrigin', 'commentOrigin', 'changed', 'attached', 'span', 'nameSpan', 'location', 'body',
  'program',
]); // prettier-ignore

function withoutPlaces(key: string, value: unknown): unknown {
  return PLACES.has(key) ? undefined : value;
}
