import type { ExpressionFact } from '../../model/facts';
import { generatedName } from '../../model/names';
import { referencedColumns, type Constraint, type Index, type Table } from '../../model/schema';
import type { SchemaChange } from '../changes';
import type { ColumnChanges, Sides } from './columns';
import type { Plan } from './plan';
import type { Side } from './side';

/** Before PostgreSQL 18 NOT NULL is no constraint with a name. */
const NAMED_NOT_NULL = 18;

/** The constraints of a table that are its own to make. */
export function ownConstraints(table: Table, { postgresVersion }: Pick<Sides, 'postgresVersion'>): Constraint[] {
  return table.constraints.filter(
    ({ inherited, kind }) => !inherited && (kind !== 'not null' || postgresVersion >= NAMED_NOT_NULL),
  );
}

/** Adds a constraint to a table that is there. */
export function addConstraint(constraint: Constraint, table: Table, side: Side, plan: Plan): void {
  const { kind, name } = constraint;
  const rank = kind === 'foreign key' ? 'foreignKey' : kind === 'check' || kind === 'not null' ? 'check' : 'key';
  plan.alter(rank, table, { do: 'add constraint', name, definition: side.constraint(constraint, table) });
}

/** A constraint or an index of both sides. */
interface Part {
  readonly name: string;
}

/** The parts that go, those that come, and those that only get another name. */
interface Matched<T extends Part> {
  readonly dropped: readonly T[];
  readonly added: readonly T[];
  readonly renamed: readonly (readonly [from: T, to: T])[];
  readonly same: readonly (readonly [T, T])[];
}

/** Parts with one definition are one; `remade` says which of them are made anew all the same. */
function match<T extends Part>(
  before: readonly T[],
  after: readonly T[],
  define: { before: (part: T) => string; after: (part: T) => string },
  remade: (part: T) => boolean,
): Matched<T> {
  const left = new Map(before.map((part) => [part.name, part]));
  const same: [T, T][] = [];
  const added: T[] = [];
  const forced: T[] = [];
  for (const part of after) {
    const old = left.get(part.name);
    if (!old || define.before(old) !== define.after(part)) added.push(part);
    else {
      left.delete(part.name);
      if (remade(old)) forced.push(old);
      else same.push([old, part]);
      if (remade(old)) added.push(part);
    }
  }
  const renamed: [T, T][] = [];
  for (const part of [...added]) {
    const old = [...left.values()].find((each) => define.before(each) === define.after(part) && !remade(each));
    if (!old || forced.some(({ name }) => name === part.name)) continue;
    left.delete(old.name);
    added.splice(added.indexOf(part), 1);
    renamed.push([old, part]);
  }
  return { dropped: [...left.values(), ...forced], added, renamed, same };
}

/** What the columns of a table do to what names them. */
export interface Around extends ColumnChanges {
  /** Columns of tables, as `schema.table(columns)`, whose key or unique index is dropped: foreign keys to them are made anew. */
  readonly lostKeys: Set<string>;
}

function keyId(table: Table, columns: readonly string[]): string {
  return `${table.key}(${[...columns].sort().join()})`;
}

/** Adds what is done to the keys and checks of a table that stays; foreign keys come when all keys are known. */
export function alterConstraints(before: Table, after: Table, around: Around, sides: Sides, plan: Plan): void {
  const isOwn = (constraint: Constraint) => constraint.kind !== 'foreign key';
  const matched = match(
    ownConstraints(before, sides).filter(isOwn),
    ownConstraints(after, sides).filter(isOwn),
    defined(before, after, sides),
    (constraint) => isRemade(constraint, around),
  );
  for (const constraint of matched.dropped) if (constraint.kind !== 'check') around.lostKeys.add(keyId(before, constraint.columns)); // prettier-ignore
  apply(matched, before, after, around, sides, plan);
}

export function alterForeignKeys(before: Table, after: Table, around: Around, sides: Sides, plan: Plan): void {
  const isOwn = (constraint: Constraint) => constraint.kind === 'foreign key';
  const matched = match(
    ownConstraints(before, sides).filter(isOwn),
    ownConstraints(after, sides).filter(isOwn),
    defined(before, after, sides),
    (constraint) => {
      const target = sides.before.schema.resolve(constraint.references!.table, constraint.origin.source.path);
      if (target && around.lostKeys.has(keyId(target, referencedColumns(constraint.references!, target)))) return true;
      return constraint.columns.some((name) => around.remade.has(name) || around.retyped.get(name) === false);
    },
  );
  apply(matched, before, after, around, sides, plan);
}

function defined(before: Table, after: Table, sides: Sides) {
  return {
    before: (constraint: Constraint) => sides.before.constraint(constraint, before),
    after: (constraint: Constraint) => sides.after.constraint(constraint, after),
  };
}

function apply(
  { dropped, added, renamed }: Matched<Constraint>,
  before: Table,
  after: Table,
  around: Around,
  sides: Sides,
  plan: Plan,
): void {
  const validated = new Set<Constraint>();
  for (const old of dropped) {
    const now = added.find(({ name }) => name === old.name);
    if (now && isValidation(old, now, before, after, sides)) {
      plan.alter('check', after, { do: 'validate constraint', name: now.name });
      validated.add(now);
    } else if (
      old.kind === 'not null' &&
      after.columns.some(({ name, notNull }) => name === old.columns[0] && notNull)
    ) {
      const to = generatedName(after.name, old.columns[0]!, 'not_null');
      if (!added.some(({ kind, columns }) => kind === 'not null' && columns[0] === old.columns[0]))
        plan.rename({ change: 'rename part', part: 'CONSTRAINT', table: after, name: old.name, to });
    } else if (!goesWithColumn(old, around)) {
      const what = old.kind === 'foreign key' ? 'foreign key' : 'constraint';
      plan.drop(what, { change: 'alter table', table: before, actions: [{ do: 'drop constraint', name: old.name }] });
    }
  }
  for (const [from, to] of renamed)
    plan.rename({ change: 'rename part', part: 'CONSTRAINT', table: after, name: from.name, to: to.name });
  for (const constraint of added) {
    if (validated.has(constraint)) continue;
    const named = constraint.kind === 'not null' ? unnamedNotNull(constraint, before) : undefined;
    if (named === undefined) addConstraint(constraint, after, sides.after, plan);
    else plan.rename({ change: 'rename part', part: 'CONSTRAINT', table: after, name: named, to: constraint.name });
  }
}

/** NOT NULL VALID of a name is the same constraint but for NOT VALID. */
function isValidation(
  old: Constraint,
  now: Constraint,
  before: Table,
  after: Table,
  { before: was, after: is }: Sides,
): boolean {
  if (old.validated || !now.validated || old.kind !== now.kind) return false;
  return was.constraint(old, before).replace(/ NOT VALID$/, '') === is.constraint(now, after);
}

/** The name that PostgreSQL gave to a NOT NULL that nobody named. */
function unnamedNotNull({ columns }: Constraint, before: Table): string | undefined {
  const [name = ''] = columns;
  const was = before.columns.find((column) => column.name === name);
  const named = before.constraints.some((each) => each.kind === 'not null' && each.columns[0] === name);
  return was?.notNull && !named ? generatedName(before.name, name, 'not_null') : undefined;
}

function isRemade({ kind, columns, expression, exclusion }: Constraint, { remade, retyped }: Around): boolean {
  if (columns.some((name) => remade.has(name))) return true;
  const named = [...columns, ...(expression?.columns ?? []), ...(exclusion?.keys.flatMap((key) => key.expression?.columns ?? []) ?? [])]; // prettier-ignore
  return (kind === 'check' || kind === 'exclude') && named.some((name) => retyped.get(name) === false);
}

/** A dropped column takes its constraints along. */
function goesWithColumn(constraint: Constraint, { dropped, remade }: Around): boolean {
  return constraint.columns.some((name) => dropped.has(name) || remade.has(name));
}

/** Adds what is done to the indexes of a table or materialized view that stays. */
export function alterIndexes(before: Table, after: Table, around: Around, sides: Sides, plan: Plan): void {
  const own = (table: Table) => table.indexes.filter(({ inherited }) => !inherited);
  const { dropped, added, renamed } = match<Index>(
    own(before),
    own(after),
    { before: (index) => sides.before.index(index, before), after: (index) => sides.after.index(index, after) },
    (index) => {
      const named = columnsOf(index);
      if (named.some((name) => around.remade.has(name))) return true;
      const expressions = [index.predicate, ...index.keys.map(({ expression }) => expression)];
      return columnsIn(expressions).some((name) => around.retyped.get(name) === false);
    },
  );
  for (const index of dropped) {
    if (index.unique)
      around.lostKeys.add(
        keyId(
          before,
          index.keys.flatMap(({ column }) => column ?? []),
        ),
      );
    if (columnsOf(index).some((name) => around.dropped.has(name) || around.remade.has(name))) continue;
    plan.drop('index', { change: 'drop index', name: { schema: before.schema, name: index.name } });
  }
  for (const [from, to] of renamed)
    plan.rename({ change: 'rename', word: 'INDEX', name: { schema: before.schema, name: from.name }, to: to.name });
  for (const index of added) plan.add(after.query ? 'viewIndex' : 'index', createIndex(index, after, sides.after));
}

export function createIndex(index: Index, table: Table, side: Side): SchemaChange {
  const definition = side.index(index, table);
  return { change: 'create index', name: index.name, ...(index.unique && { unique: true }), definition };
}

function columnsOf({ keys, include, predicate }: Index): string[] {
  const expressions = [predicate, ...keys.map(({ expression }) => expression)];
  return [...keys.flatMap(({ column }) => column ?? []), ...include, ...columnsIn(expressions)];
}

function columnsIn(expressions: readonly (ExpressionFact | undefined)[]): string[] {
  return expressions.flatMap((expression) => expression?.columns ?? []);
}
