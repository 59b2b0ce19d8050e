import type { Span } from '../../base/span';
import type { Op } from '../facts';
import { keyOf, type Name } from '../names';
import type { Extension, Origin, Source } from '../schema';
import type {
  FunctionDraft,
  IndexOwner,
  Mutable,
  Refusable,
  Refusal,
  SequenceDraft,
  Surroundings,
  TableDraft,
  TypeDraft,
} from './draft-types';
import { Journal, Journaled } from './journal';
import { Links } from './links';
import { TEMPORARY } from './temporary';

export type {
  Mutable,
  ConstraintDraft,
  ColumnDraft,
  IndexDraft,
  TypeDraft,
  PolicyDraft,
  SequenceDraft,
  FunctionDraft,
  TableDraft,
  IndexOwner,
  Refusal,
  Surroundings,
} from './draft-types';

/** Ends a statement that PostgreSQL would refuse. */
class Refused extends Error {}

/** The schema objects of one component while its statements are folded in order. */
export class FoldState {
  readonly journal = new Journal();
  readonly schemas = new Journaled<'there' | 'gone'>(this.journal);
  readonly tables = new Journaled<TableDraft>(this.journal);
  readonly types = new Journaled<TypeDraft>(this.journal);
  readonly sequences = new Journaled<SequenceDraft>(this.journal);
  readonly indexes = new Journaled<IndexOwner>(this.journal);
  readonly functions = new Journaled<readonly FunctionDraft[]>(this.journal);
  readonly extensions = new Journaled<Mutable<Extension>>(this.journal);
  /** Relations that were there and are no more: what is said of them is no word about a later one. */
  readonly gone = new Map<string, Source>();
  /** Keys of types that got other names, and those. */
  readonly movedTypes = new Journaled<string>(this.journal);
  readonly refusals: Refusal[] = [];
  readonly files = new Set<string>();
  /** What came before the table that it is about. */
  readonly early: { readonly op: Op; readonly source: Source }[] = [];
  /** Inside a body of code: what fails may be caught, what is there may be skipped. */
  lenient = false;
  /** Functions whose body is being gone through. */
  readonly called = new Set<FunctionDraft>();
  /** After a composed statement: what stands in the way here may be gone, so nothing is refused. */
  obscured = false;
  /** Somebody made casts of their own, which aren't looked at. */
  ownCasts = false;
  /** Tables by the bare names of what they mention: relations that they point to or read, types, sequences, functions. */
  private readonly users = new Links<TableDraft>();
  /** Tables by the keys of their parents. */
  private readonly heirs = new Links<TableDraft>();
  private readonly owned = new Links<SequenceDraft>();
  private readonly doubts: { readonly made: Refusable; readonly lacks: () => boolean }[] = [];
  private readonly constraintNames = new Journaled<number>(this.journal);

  constructor(readonly surroundings: Surroundings) {}

  /** Keeps the schema as it is now. The function that is returned goes back to it, as often as it is called. */
  hold(): () => void {
    this.journal.hold();
    const { obscured, lenient, ownCasts } = this;
    const lists = [this.refusals, this.early, this.doubts].map((list) => [list as unknown[], [...list]] as const);
    const files = [...this.files];
    return () => {
      this.journal.rollBack(0);
      this.obscured = obscured;
      this.ownCasts = ownCasts;
      this.lenient = lenient;
      for (const [list, before] of lists) list.splice(0, list.length, ...before);
      this.files.clear();
      for (const file of files) this.files.add(file);
    };
  }

  /** Does all of something or, where that is refused, nothing. */
  attempt(run: () => void): void {
    const mark = this.journal.mark();
    const { length } = this.refusals;
    try {
      run();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.journal.rollBack(mark);
      // What ended the statement is all that is said of it.
      this.refusals.splice(length, this.refusals.length - length - 1);
    }
    this.journal.mark();
  }

  /** Does what may be refused and keeps what is made, as refused. */
  tolerate(made: Refusable, run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof Refused) || this.lenient) throw error;
      if (!this.obscured) made.refused = true;
    }
  }

  /** Ends the statement: PostgreSQL would refuse it. */
  refuse(message: string, source: Source, span: Span): never {
    if (!this.lenient && !this.obscured) this.refusals.push({ message, origin: { source, span } });
    throw new Refused(message);
  }

  /** Notes that PostgreSQL would refuse the statement, but keeps what it makes: people are at work on it. */
  blame(made: Refusable, message: string, source: Source, span: Span): void {
    if (this.lenient || this.obscured) return;
    made.refused = true;
    this.refusals.push({ message, origin: { source, span } });
  }

  /** Notes that something names what doesn't exist; rules say where. `lacks` may be asked again in the end. */
  doubt(made: Refusable, lacks: () => boolean): void {
    if (this.lenient || this.obscured || !lacks()) return;
    made.refused = true;
    this.doubts.push({ made, lacks });
  }

  /** How many things name what doesn't exist. */
  get doubtful(): number {
    return this.doubts.length;
  }

  /** Files of a schema may come in any order: what one lacks another may bring. */
  settle(): void {
    if (this.files.size < 2) return;
    const lacking = new Set(this.doubts.filter(({ lacks }) => lacks()).map(({ made }) => made));
    for (const { made } of this.doubts) if (!lacking.has(made)) delete made.refused;
  }

  table(name: Name, source: Source): TableDraft | undefined {
    return this.saved(this.lookAt(name, source));
  }

  /** A table that isn't changed: only what may be is noted as it was. */
  lookAt(name: Name, source: Source): TableDraft | undefined {
    return lookUp(this.tables, name, source.path);
  }

  type(name: Name, source: Source): TypeDraft | undefined {
    return this.saved(lookUp(this.types, name, source.path));
  }

  sequence(name: Name, source: Source): SequenceDraft | undefined {
    return this.saved(lookUp(this.sequences, name, source.path));
  }

  /** The index of a name; index names live in their table's schema. */
  index(name: Name, source: Source): IndexOwner | undefined {
    const owner = lookUp(this.indexes, name, source.path);
    this.saved(owner?.table);
    return owner;
  }

  function(name: Name, source: Source): readonly FunctionDraft[] | undefined {
    const all = lookUp(this.functions, name, source.path);
    all?.forEach((each) => this.journal.save(each));
    return all;
  }

  /** Where a new object goes. */
  target(name: Name, source: Source): { readonly schema: string; readonly key: string } {
    const schema = name.schema ?? source.path.find((each) => this.schemas.get(each) !== 'gone') ?? 'public';
    return { schema, key: keyOf(schema, name.name) };
  }

  /** Notes that a table mentions something. */
  link(table: TableDraft, ...names: readonly Name[]): void {
    for (const { name } of names) this.users.add(name, table);
  }

  /** The tables that may mention something of this bare name, those that do so in a certain way. */
  usersOf(name: string, isWanted?: (table: TableDraft) => boolean): TableDraft[] {
    return this.living(this.users.of(name), isWanted);
  }

  /** Partitions of a table and tables that inherit from it. */
  childrenOf(table: TableDraft): TableDraft[] {
    return this.living(
      this.heirs.of(table.key),
      (child) => child.partitionOf === table.key || child.inherits.includes(table.key),
    );
  }

  /** Notes that a table is a child of another from now on. */
  hasParent(child: TableDraft, parent: string): void {
    this.heirs.add(parent, child);
  }

  /** The sequences that go with a table. */
  ownedBy(table: TableDraft): SequenceDraft[] {
    return this.owned
      .of(table.key)
      .filter(({ key, ownedBy }) => ownedBy?.table === table.key && this.sequences.has(key))
      .map((sequence) => this.saved(sequence));
  }

  /** Notes that a sequence goes with a table. */
  owns(table: string, sequence: SequenceDraft): void {
    this.owned.add(table, sequence);
  }

  /** What has to do with a name has to do with another from now on. */
  carry(
    from: { readonly key: string; readonly name: string },
    to: { readonly key: string; readonly name: string },
  ): void {
    this.users.carry(from.name, to.name);
    this.heirs.carry(from.key, to.key);
    this.owned.carry(from.key, to.key);
  }

  /** Notes that something is no more. In a body of code it may be there all the same. */
  leaves(key: string, source: Source): void {
    if (this.lenient || this.gone.has(key)) return;
    this.gone.set(key, source);
    this.journal.note(() => this.gone.delete(key));
  }

  /** Whether a relation (table, view, index, sequence, composite type) has the name. */
  isTaken(schema: string, name: string): boolean {
    const key = keyOf(schema, name);
    const sequence = this.sequences.get(key);
    const owner = sequence?.ownedBy && this.tables.get(sequence.ownedBy.table);
    // What was refused has no name.
    return (
      isThere(this.tables.get(key)) ||
      isThere(this.indexes.get(key)?.table) ||
      (sequence !== undefined && !owner?.refused) ||
      this.types.get(key)?.kind === 'composite'
    );
  }

  isConstraintName(schema: string, name: string): boolean {
    return (this.constraintNames.get(keyOf(schema, name)) ?? 0) > 0;
  }

  countConstraint(schema: string, name: string, by: 1 | -1): void {
    const key = keyOf(schema, name);
    this.constraintNames.set(key, (this.constraintNames.get(key) ?? 0) + by);
  }

  private living(tables: readonly TableDraft[], isWanted?: (table: TableDraft) => boolean): TableDraft[] {
    const living = tables.filter((table) => this.tables.get(table.key) === table && isWanted?.(table) !== false);
    return living.map((table) => this.saved(table));
  }

  private saved<T extends object | undefined>(draft: T): T {
    if (draft) this.journal.save(draft);
    return draft;
  }
}

function isThere(table: TableDraft | undefined): boolean {
  return table !== undefined && !table.refused;
}

export function lookUp<T>(objects: ReadonlyMap<string, T>, name: Name, path: readonly string[]): T | undefined {
  if (name.schema !== undefined) return objects.get(keyOf(name.schema, name.name));
  const own = objects.get(keyOf(TEMPORARY, name.name));
  if (own) return own;
  for (const schema of path) {
    const found = objects.get(keyOf(schema, name.name));
    if (found) return found;
  }
  return undefined;
}

/** Also by a name that it had before: views know what they were made of. */
export function typeOf<T>(
  { types, movedTypes }: { readonly types: ReadonlyMap<string, T>; readonly movedTypes: ReadonlyMap<string, string> },
  name: Name,
  path: readonly string[],
): T | undefined {
  const found = lookUp(types, name, path);
  if (found) return found;
  let key = lookUp(movedTypes, name, path);
  for (let next; key !== undefined && (next = movedTypes.get(key)); key = next);
  return key === undefined ? undefined : types.get(key);
}

export function originAt(source: Source, span: Span): Origin {
  return { source, span };
}

export function remove<T>(list: T[], item: T): void {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
}
