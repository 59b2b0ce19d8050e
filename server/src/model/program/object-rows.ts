import { PG_CATALOG } from '../expr/pg-catalog.generated';
import type { FunctionDraft, TypeDraft, TableDraft } from '../fold/state';
import type { Trigger } from '../schema';
import type { SchemaBefore } from './before';
import { keyRows, relationOf, relationRows, type KeyRow, type RelationRow } from './objects';
import { Oid } from './values';

interface KeyColumn {
  readonly key: KeyRow;
  readonly column: string;
  readonly position: number;
  readonly of: RelationRow;
}

export function* keyColumns(before: SchemaBefore, name?: string): Iterable<KeyColumn> {
  for (const key of keyRows(before, name)) {
    if (key.type === 'p' || key.type === 'u' || key.type === 'f')
      for (const [i, column] of key.columns.entries()) yield { key, column, position: i + 1, of: key.relation };
  }
}

/** What a constraint uses: of a foreign key what it points to. */
export function* usedColumns(before: SchemaBefore): Iterable<KeyColumn> {
  for (const key of keyRows(before)) {
    const [of, columns] = key.type === 'f' ? [key.target, key.targetColumns ?? []] : [key.relation, key.columns];
    if (of && key.type !== 'x') for (const [i, column] of columns.entries()) yield { key, column, position: i + 1, of };
  }
}

interface TriggerRow {
  readonly table: RelationRow;
  readonly trigger: Trigger;
}

export function* triggers(before: SchemaBefore, name?: string): Iterable<TriggerRow> {
  for (const table of before.tablesNear(name))
    for (const trigger of table.triggers) yield { table: relationOf(table), trigger };
}

export function* triggerEvents(before: SchemaBefore, name?: string): Iterable<TriggerRow & { readonly event: string }> {
  for (const row of triggers(before, name))
    for (const event of row.trigger.events) if (event !== 'truncate') yield { ...row, event: event.toUpperCase() };
}

interface NamedRow {
  readonly schema: string;
  readonly name: string;
  readonly type?: TypeDraft;
  /** As `pg_type.typtype`. */
  readonly kind: string;
  readonly row?: RelationRow;
}

const TYPE_KINDS = { enum: 'e', composite: 'c', domain: 'd', range: 'r', base: 'b' } as const;

/** Types, with those of rows and of arrays. */
export function* types(before: SchemaBefore, name?: string): Iterable<NamedRow> {
  const near = name?.startsWith('_') ? [name, name.slice(1)] : [name];
  for (const each of near) {
    for (const type of before.typesNear(each))
      yield* withArray({ schema: type.schema, name: type.name, type, kind: TYPE_KINDS[type.kind] });
    for (const row of relationRows(before, each))
      if (row.table || (row.columns && row.kind !== 'c'))
        yield* withArray({ schema: row.schema, name: row.name, kind: 'c', row });
  }
  for (const line of PG_CATALOG['']!.types.trim().split('\n')) {
    const [own = '', kind = 'b'] = line.split(' ');
    yield* withArray({ schema: 'pg_catalog', name: own, kind });
  }
}

function* withArray(row: NamedRow): Iterable<NamedRow> {
  yield row;
  yield { schema: row.schema, name: `_${row.name}`.slice(0, 63), kind: 'b' };
}

export function* labels(before: SchemaBefore, name?: string): Iterable<{ type: TypeDraft; label: string; at: number }> {
  for (const type of before.typesNear(name))
    if (type.kind === 'enum') for (const [at, label] of type.values.entries()) yield { type, label, at };
}

interface FunctionRow {
  readonly schema: string;
  readonly name: string;
  readonly made?: FunctionDraft;
}

export function* functions(before: SchemaBefore, name?: string): Iterable<FunctionRow> {
  for (const made of before.functionsNear(name)) yield { schema: made.schema, name: made.name, made };
  for (const line of PG_CATALOG['']!.functions.trim().split('\n')) {
    const own = line.slice(0, line.indexOf('\t'));
    if (name === undefined || own === name) yield { schema: 'pg_catalog', name: own };
  }
}

export const functionOid = ({ schema, name, made }: FunctionRow) =>
  new Oid('function', `${schema}.${name}(${made?.args.map(({ type }) => type.display).join() ?? ''})`);

export function* schemaNames(before: SchemaBefore, name?: string): Iterable<string> {
  yield* new Set([...before.schemasNear(name), 'public', 'pg_catalog', 'information_schema', 'pg_toast']);
}

export function* policies(before: SchemaBefore, name?: string) {
  for (const table of before.tablesNear(name))
    for (const policy of table.policies) yield { table: relationOf(table), policy };
}

interface DescriptionRow {
  readonly table: TableDraft;
  /** Of the column; 0 for the relation itself. */
  readonly number: number;
  readonly text: string;
}

/** What comments say of relations and their columns. */
export function* descriptions(before: SchemaBefore, name?: string): Iterable<DescriptionRow> {
  for (const table of before.tablesNear(name)) {
    if (table.comment !== undefined) yield { table, number: 0, text: table.comment };
    for (const [i, { comment }] of table.columns.entries())
      if (comment !== undefined) yield { table, number: i + 1, text: comment };
  }
}
