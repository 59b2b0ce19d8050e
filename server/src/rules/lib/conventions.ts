import type { Column, Constraint, SchemaView, Table } from '../../model/schema';
import { numberOf } from './inflection';
import { keyNamePattern, keyTypeOf, surrogateKey, type KeyType } from './keys';
import { caseOf, patternOf, type NameCase } from './name-pattern';
import { wordsOfName } from './names';
import { deletionMark, type DeletionStyle } from './soft-delete';
import { isLookup, isOwnTable } from './tables';
import { CREATED, isAppendOnly, isKept, isSeries, UPDATED } from './timestamps';
import { comparableType } from './types';
import { Votes, type Convention } from './votes';

export type { Convention } from './votes';

export type EnumStyle = 'check' | 'enum' | 'lookup';
export type ConstraintPattern = 'primary key' | 'unique' | 'check' | 'foreign key' | 'exclude';

type ByKind<T extends string> = Readonly<Partial<Record<ConstraintPattern, Convention<T>>>>;

/**
 * The habits of a schema. Each is there only where at least five objects show it and four of five agree; a rule that is about
 * habits is silent without it.
 */
export interface Conventions {
  /** Patterns of names that were given, such as `idx_{table}_{columns}`. */
  readonly index?: Convention;
  readonly uniqueIndex?: Convention;
  readonly constraints: ByKind<string>;
  /** Whether constraints of a kind are given names. */
  readonly constraintNames: ByKind<'given' | 'made up'>;
  /** Of generated or uuid keys of one column. */
  readonly keyType?: Convention<KeyType>;
  /** `id` or `{table}_id`. */
  readonly keyName?: Convention;
  readonly uuidDefault?: Convention<'default' | 'none'>;
  readonly tableNumber?: Convention<'singular' | 'plural'>;
  readonly nameCase?: Convention<NameCase>;
  readonly createdAt?: Convention;
  /** Whether tables say when a row was made, and when it was changed last. */
  readonly keepsCreated?: Convention<'kept' | 'none'>;
  readonly keepsUpdated?: Convention<'kept' | 'none'>;
  /** Whether foreign keys say what happens on a delete. */
  readonly onDelete?: Convention<'written' | 'left out'>;
  /** Whether the moment in which a row was made is a default. */
  readonly createdDefault?: Convention<'default' | 'none'>;
  readonly updatedAt?: Convention;
  /** The function of the trigger that keeps `updated_at`. */
  readonly updateTrigger?: Convention;
  /** The last word of the names of moments, such as `at`. */
  readonly momentWord?: Convention;
  readonly booleanPrefix?: Convention<'prefix' | 'none'>;
  readonly enumStyle?: Convention<EnumStyle>;
  /** How deleted rows are marked. */
  readonly deletion?: Convention<DeletionStyle>;
  /** The column that marks deleted rows. */
  readonly softDelete?: Convention;
  /** The last word of the names of columns that point to a row, such as `id`. */
  readonly referenceWord?: Convention;
  readonly tableComments?: Convention<'written' | 'none'>;
  readonly columnComments?: Convention<'written' | 'none'>;
  /** The type that columns of a name have. */
  readonly columnTypes: ReadonlyMap<string, Convention>;
  /** Keys of the tables that foreign keys of others point to, that a query reads, or that others are made after. */
  readonly usedTables: ReadonlySet<string>;
  readonly hasForeignKeys: boolean;
  /** Names of columns like `user_id` to which most tables give no foreign key: that is on purpose. */
  readonly freeColumns: ReadonlySet<string>;
}

/** Words before a boolean that make a statement of it. */
export const BOOLEAN_PREFIXES: ReadonlySet<string> = new Set(
  'is has can was are should allow allows allowed enable enables use uses needs must show requires did does had will'.split(
    ' ',
  ),
);
const SOFT_DELETE = new Set(['deletedat', 'deletedon', 'isdeleted', 'deleted', 'archivedat', 'isarchived', 'archived']);
/** Names that mean something else in each table. */
const GENERIC = new Set(
  'id name value type code key data status state kind label number version content result parent_id'.split(' '),
);

/** So many columns of a name without a foreign key are no oversight. */
const FREE = 3;

/** What the objects of a schema have in common, worked out anew. Costs one walk over all tables. */
export function conventionsOf(schema: SchemaView): Conventions {
  const votes = new Votes();
  const usedTables = new Set<string>();
  const references = new Map<string, { bound: number; free: number }>();
  let hasForeignKeys = false;
  for (const table of schema.tables()) {
    const path = table.origin.source.path;
    for (const name of table.query?.reads ?? []) use(schema.resolve(name, path)?.key);
    for (const parent of table.inherits) use(parent);
    for (const { references: to, origin } of table.constraints) {
      if (!to) continue;
      hasForeignKeys = true;
      use(schema.resolve(to.table, origin.source.path)?.key);
    }
    if (!isOwnTable(table)) continue;
    count(table, schema, votes);
    countReferences(table, references);
  }
  function use(key: string | undefined): void {
    if (key !== undefined) usedTables.add(key);
  }
  const kinds: readonly ConstraintPattern[] = ['primary key', 'unique', 'check', 'foreign key', 'exclude'];
  const byKind = <T extends string>(question: string): ByKind<T> =>
    Object.fromEntries(
      kinds.flatMap((kind) => {
        const found = votes.winner(`${question} ${kind}`);
        return found && hasWord(found.value) ? [[kind, found]] : [];
      }),
    );
  return {
    constraints: byKind('constraint'),
    constraintNames: byKind('named'),
    ...withWord(votes.pick<Conventions>('index', 'uniqueIndex')),
    ...votes.pick<Conventions>('keyType', 'keyName', 'uuidDefault', 'tableNumber', 'nameCase'),
    ...votes.pick<Conventions>(
      'createdAt',
      'keepsCreated',
      'keepsUpdated',
      'onDelete',
      'createdDefault',
      'updatedAt',
      'updateTrigger',
      'momentWord',
      'booleanPrefix',
      'enumStyle',
      'softDelete',
      'deletion',
    ),
    ...votes.pick<Conventions>('referenceWord', 'tableComments', 'columnComments'),
    columnTypes: votes.columnTypes(),
    usedTables,
    hasForeignKeys,
    freeColumns: new Set(
      [...references].flatMap(([name, { bound, free }]) => (free >= FREE && free > bound ? [name] : [])),
    ),
  };
}

function countReferences(table: Table, counts: Map<string, { bound: number; free: number }>): void {
  const keys = new Set(table.constraints.flatMap(({ kind, columns }) => (kind === 'foreign key' ? columns : [])));
  for (const { name } of table.columns) {
    if (!/id$/i.test(name)) continue;
    let seen = counts.get(name);
    if (!seen) counts.set(name, (seen = { bound: 0, free: 0 }));
    seen[keys.has(name) ? 'bound' : 'free']++;
  }
}

function count(table: Table, schema: SchemaView, votes: Votes): void {
  const foreign = new Set<string>();
  for (const constraint of table.constraints) countConstraint(constraint, table, votes, foreign);
  for (const index of table.indexes) {
    if (!index.named || index.inherited) continue;
    votes.add(index.unique ? 'uniqueIndex' : 'index', patternOf({ name: index.name, table: table.name }) ?? '');
  }
  countKey(table, foreign, votes);
  const word = wordsOfName(table.name).at(-1) ?? '';
  votes.add('tableNumber', numberOf(word));
  votes.add('nameCase', caseOf(table.name));
  votes.add('tableComments', table.comment === undefined ? 'none' : 'written');
  const updated = table.columns.find(({ name }) => UPDATED.test(name));
  if (updated) votes.add('updateTrigger', updateTrigger(table) ?? '');
  const created = table.columns.find(({ name }) => CREATED.test(name));
  if (created) votes.add('createdDefault', created.default ? 'default' : 'none');
  if (isKept(table)) {
    votes.add('keepsCreated', created ? 'kept' : 'none');
    if (!isAppendOnly(table) && !isSeries(table)) votes.add('keepsUpdated', updated ? 'kept' : 'none');
  }
  votes.add('createdAt', created?.name);
  votes.add('updatedAt', updated?.name);
  votes.add('deletion', deletionMark(table)?.style);
  votes.add(
    'softDelete',
    table.columns.find(({ name }) => SOFT_DELETE.has(name.toLowerCase().replaceAll('_', '')))?.name,
  );
  for (const column of table.columns) if (!column.inherited) countColumn(column, table, schema, votes, foreign);
}

/** A pattern without a word for the kind says no more than that names begin with the table's. */
function hasWord(pattern: string): boolean {
  return /[a-z]/i.test(pattern.replace(/\{\w+\}/g, ''));
}

function withWord({ index, uniqueIndex }: Pick<Conventions, 'index' | 'uniqueIndex'>): Partial<Conventions> {
  return {
    ...(index && hasWord(index.value) && { index }),
    ...(uniqueIndex && hasWord(uniqueIndex.value) && { uniqueIndex }),
  };
}

function countConstraint(constraint: Constraint, table: Table, votes: Votes, foreign: Set<string>): void {
  const { kind, columns, named, name, references } = constraint;
  if (references && !constraint.inherited) votes.add('onDelete', references.onDeleteWritten ? 'written' : 'left out');
  if (kind === 'foreign key' && columns.length === 1) {
    foreign.add(columns[0]!);
    votes.add('referenceWord', wordsOfName(columns[0]!).at(-1));
  }
  if (constraint.inherited || kind === 'not null') return;
  if (kind !== 'primary key') votes.add(`named ${kind}`, named ? 'given' : 'made up');
  if (named) votes.add(`constraint ${kind}`, patternOf({ name, table: table.name }) ?? '');
}

function countKey(table: Table, foreign: ReadonlySet<string>, votes: Votes): void {
  const key = surrogateKey(table, foreign);
  if (!key) return;
  votes.add('keyType', keyTypeOf(key));
  votes.add('keyName', keyNamePattern(key.name, table.name) ?? '');
  if (key.type.name.name === 'uuid') votes.add('uuidDefault', key.default ? 'default' : 'none');
}

function countColumn(
  column: Column,
  table: Table,
  schema: SchemaView,
  votes: Votes,
  foreign: ReadonlySet<string>,
): void {
  const { name, type } = column;
  votes.add('nameCase', caseOf(name));
  votes.add('columnComments', column.comment === undefined ? 'none' : 'written');
  if (type.builtIn && !type.dimensions && (type.name.name === 'timestamptz' || type.name.name === 'timestamp')) {
    const words = wordsOfName(name);
    votes.add('momentWord', words.at(-1));
  }
  if (type.builtIn && type.name.name === 'bool' && !type.dimensions) {
    votes.add('booleanPrefix', BOOLEAN_PREFIXES.has(wordsOfName(name)[0] ?? '') ? 'prefix' : 'none');
  }
  const style = enumStyleOf(column, table, schema, foreign);
  if (style) votes.add('enumStyle', style);
  if (!GENERIC.has(name) && type.display !== '') votes.type(name, comparableType(column));
}

/** How the values of a column are limited; undefined where they aren't, or not to a list. */
export function enumStyleOf(
  { name, type, typeOrigin }: Column,
  table: Table,
  schema: SchemaView,
  foreign: ReadonlySet<string>,
): EnumStyle | undefined {
  if (!type.builtIn) return schema.enum(type.name, typeOrigin.source.path) ? 'enum' : undefined;
  if (type.name.name !== 'text' && type.name.name !== 'varchar') return undefined;
  if (foreign.has(name)) return pointsToList(name, table, schema) ? 'lookup' : undefined;
  return table.constraints.some(({ kind, expression }) => kind === 'check' && listedColumn(expression?.tree) === name)
    ? 'check'
    : undefined;
}

/** Whether a column points to a short list of values, and to nothing larger. */
function pointsToList(name: string, table: Table, schema: SchemaView): boolean {
  return table.constraints.some(({ references, columns, origin }) => {
    if (!references || columns.length !== 1 || columns[0] !== name) return false;
    const target = schema.resolve(references.table, origin.source.path);
    return target !== undefined && isLookup(target);
  });
}

/** The column of a check that only lists values: `status IN ('a', 'b')`, also as a dump writes it. */
export function listedColumn(tree: unknown): string | undefined {
  const expr = (tree as { A_Expr?: { kind?: string; lexpr?: unknown; rexpr?: unknown } } | undefined)?.A_Expr;
  if (!expr || (expr.kind !== 'AEXPR_IN' && expr.kind !== 'AEXPR_OP_ANY')) return undefined;
  let left = expr.lexpr as { TypeCast?: { arg?: unknown }; ColumnRef?: { fields?: { String?: { sval?: string } }[] } };
  if (left?.TypeCast) left = left.TypeCast.arg as typeof left;
  return left?.ColumnRef?.fields?.at(-1)?.String?.sval;
}

/** The function of the trigger that runs before each update of a row, as written. */
export function updateTrigger(table: Table): string | undefined {
  const trigger = table.triggers.find(
    ({ timing, events, forEachRow }) => timing === 'before' && events.includes('update') && forEachRow,
  );
  return (
    trigger && (trigger.function.schema === undefined ? '' : `${trigger.function.schema}.`) + trigger.function.name
  );
}
