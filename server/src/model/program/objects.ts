import type { ColumnDraft, ConstraintDraft, IndexDraft, TableDraft } from '../fold/state';
import { isExtensionKnown } from '../expr/catalog';
import { referencedColumns } from '../schema';
import { systemRelations, type SystemRelation } from '../system-catalog';
import type { SchemaBefore } from './before';

/** A row of pg_class. What PostgreSQL brings itself has no draft. */
export interface RelationRow {
  readonly schema: string;
  readonly name: string;
  /** As `pg_class.relkind`. */
  readonly kind: 'r' | 'p' | 'v' | 'm' | 'f' | 'i' | 'I' | 'S' | 'c';
  readonly table?: TableDraft;
  readonly columns?: readonly string[];
}

export interface ColumnRow {
  readonly relation: RelationRow;
  readonly name: string;
  readonly number: number;
  readonly notNull: boolean;
  readonly column?: ColumnDraft;
  /** More columns than those that are known. */
  readonly rest?: true;
}

export interface KeyRow {
  readonly relation: RelationRow;
  readonly name: string;
  /** As `pg_constraint.contype`. */
  readonly type: 'p' | 'u' | 'f' | 'c' | 'x' | 'n';
  readonly columns: readonly string[];
  readonly constraint?: ConstraintDraft;
  readonly target?: RelationRow;
  readonly targetColumns?: readonly string[];
}

export interface IndexRow {
  readonly relation: RelationRow;
  readonly name: string;
  readonly unique: boolean;
  readonly primary: boolean;
  readonly index?: IndexDraft;
  readonly key?: ConstraintDraft;
}

const KINDS = { table: 'r', partitioned: 'p', partition: 'r', view: 'v', matview: 'm', foreign: 'f' } as const;
const TYPES = {
  'primary key': 'p',
  unique: 'u',
  'foreign key': 'f',
  check: 'c',
  exclude: 'x',
  'not null': 'n',
} as const;

interface SystemRow extends SystemRelation {
  readonly relation: RelationRow;
  readonly notNull: ReadonlySet<string>;
}

let systemRows: readonly SystemRow[] | undefined;
const systemByName = new Map<string, SystemRow[]>();

/** What PostgreSQL brings; with a name only what has to do with it. */
function system(name?: string): readonly SystemRow[] {
  systemRows ??= readSystem();
  return name === undefined ? systemRows : (systemByName.get(name) ?? []);
}

function readSystem(): readonly SystemRow[] {
  const all = systemRelations().map((each): SystemRow => {
    const { schema, name, kind, columns } = each;
    return {
      ...each,
      relation: { schema, name, kind, columns: columns.map((column) => column.name) },
      notNull: new Set(columns.filter((column) => column.notNull).map((column) => column.name)),
    };
  });
  for (const each of all) {
    for (const name of [each.name, ...each.indexes.map((index) => index.name)])
      systemByName.set(name, [...(systemByName.get(name) ?? []), each]);
  }
  return all;
}

/** What extensions make among the tables of a schema; all others that are known make none. */
const RELATIONS_OF_EXTENSIONS: Readonly<Record<string, readonly RelationRow[]>> = {
  postgis: [
    { schema: 'public', name: 'spatial_ref_sys', kind: 'r', columns: ['srid', 'auth_name', 'auth_srid', 'srtext', 'proj4text'] },
    { schema: 'public', name: 'geometry_columns', kind: 'v', columns: ['f_table_catalog', 'f_table_schema', 'f_table_name', 'f_geometry_column', 'coord_dimension', 'srid', 'type'] },
    { schema: 'public', name: 'geography_columns', kind: 'v', columns: ['f_table_catalog', 'f_table_schema', 'f_table_name', 'f_geography_column', 'coord_dimension', 'srid', 'type'] },
  ],
  pg_stat_statements: [
    { schema: 'public', name: 'pg_stat_statements', kind: 'v', columns: ['userid', 'dbid', 'toplevel', 'queryid', 'query', 'plans', 'calls', 'rows'] },
    { schema: 'public', name: 'pg_stat_statements_info', kind: 'v', columns: ['dealloc', 'stats_reset'] },
  ],
  plpgsql: [],
}; // prettier-ignore

/** Whether all relations of the installed extensions are known. */
export function knowsExtensions(before: SchemaBefore): boolean {
  return [...before.extensions()].every(({ name }) => name in RELATIONS_OF_EXTENSIONS || isExtensionKnown(name));
}

function* ofExtensions(before: SchemaBefore): Iterable<RelationRow> {
  for (const { name, schema } of before.extensions())
    for (const relation of RELATIONS_OF_EXTENSIONS[name] ?? []) yield { ...relation, schema };
}

export function relationOf(table: TableDraft): RelationRow {
  const { schema, name, partitionKey } = table;
  const kind = table.kind === 'partition' && partitionKey ? 'p' : KINDS[table.kind];
  return { schema, name, kind, table };
}

function* tables(before: SchemaBefore, name?: string): Iterable<TableDraft> {
  for (const table of before.tablesNear(name)) if (!table.refused) yield table;
}

export function* relationRows(before: SchemaBefore, name?: string): Iterable<RelationRow> {
  for (const table of tables(before, name)) {
    const relation = relationOf(table);
    yield relation;
    for (const index of indexesOf(relation)) {
      yield { schema: table.schema, name: index.name, kind: relation.kind === 'p' ? 'I' : 'i' };
    }
  }
  for (const { schema, name: own } of before.sequencesNear(name)) yield { schema, name: own, kind: 'S' };
  for (const type of before.typesNear(name))
    if (type.kind === 'composite')
      yield { schema: type.schema, name: type.name, kind: 'c', columns: type.columns.map((column) => column.name) };
  yield* ofExtensions(before);
  for (const { relation, indexes } of system(name)) {
    yield relation;
    for (const index of indexes) yield { schema: relation.schema, name: index.name, kind: 'i' };
  }
}

export function* columnRows(before: SchemaBefore, name?: string): Iterable<ColumnRow> {
  for (const table of tables(before, name)) {
    const relation = relationOf(table);
    for (const [i, column] of table.columns.entries())
      yield { relation, name: column.name, number: i + 1, notNull: column.notNull, column };
    if (table.open) yield { relation, name: '', number: 0, notNull: false, rest: true };
  }
  for (const relation of ofExtensions(before))
    for (const [i, column] of relation.columns!.entries())
      yield { relation, name: column, number: i + 1, notNull: false };
  for (const { relation, notNull } of system(name))
    for (const [i, column] of relation.columns!.entries())
      yield { relation, name: column, number: i + 1, notNull: notNull.has(column) };
}

export function* keyRows(before: SchemaBefore, name?: string): Iterable<KeyRow> {
  for (const table of tables(before, name)) {
    const relation = relationOf(table);
    for (const constraint of [...table.constraints, ...table.notNulls]) {
      if (constraint.refused) continue;
      const { references, columns } = constraint;
      const target = references && before.resolve(references.table, constraint.origin.source.path);
      yield {
        relation,
        name: constraint.name,
        type: TYPES[constraint.kind],
        columns: constraint.kind === 'check' ? checked(constraint, table) : columns,
        constraint,
        ...(target && {
          target: relationOf(target as TableDraft),
          targetColumns: referencedColumns(references, target),
        }),
      };
    }
  }
  for (const { relation, indexes, notNull } of system(name)) {
    for (const { name: own, kind } of indexes)
      if (kind !== 'i') yield { relation, name: own, type: kind as 'p' | 'u', columns: [] };
    if (relation.kind === 'r')
      for (const column of notNull)
        yield { relation, name: `${relation.name}_${column}_not_null`, type: 'n', columns: [column] };
  }
}

function checked({ expression }: ConstraintDraft, table: TableDraft): readonly string[] {
  const named = new Set(expression?.columns ?? []);
  return table.columns.map(({ name }) => name).filter((name) => named.has(name));
}

function* indexesOf(relation: RelationRow): Iterable<IndexRow> {
  for (const key of relation.table?.constraints ?? []) {
    if (key.refused || (key.kind !== 'primary key' && key.kind !== 'unique' && key.kind !== 'exclude')) continue;
    yield { relation, name: key.name, unique: key.kind !== 'exclude', primary: key.kind === 'primary key', key };
  }
  for (const index of relation.table?.indexes ?? [])
    if (!index.refused) yield { relation, name: index.name, unique: index.unique, primary: false, index };
}

export function* indexRows(before: SchemaBefore, name?: string): Iterable<IndexRow> {
  for (const table of tables(before, name)) yield* indexesOf(relationOf(table));
  for (const { relation, indexes } of system(name))
    for (const { name: own, kind } of indexes)
      yield { relation, name: own, unique: kind !== 'i', primary: kind === 'p' };
}
