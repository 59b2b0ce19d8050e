import type { NamedType, SqlType } from '../expr/env';
import type { Span } from '../../base/span';
import type { Relation } from './env';
import type { VisibleRelation } from './reading';

/** The column of a table that a column of a query is. */
export interface ColumnOrigin {
  readonly table: string;
  readonly column: string;
  /** Whether the query's column has its name from the table's: renaming one renames the other. */
  readonly follows: boolean;
}

/** A column of something that a query reads. */
export interface QueryColumn extends NamedType {
  readonly origins: readonly ColumnOrigin[];
  /** It can be named but `*` leaves it out. */
  readonly hidden?: boolean;
}

/** What a query, or part of one, yields. */
export interface Output {
  readonly columns: readonly QueryColumn[];
  readonly open: boolean;
}

export const OPEN: Output = { columns: [], open: true };

/** What stands in FROM, as names see it: PostgreSQL's ParseNamespaceItem. */
export interface Item extends Output {
  readonly name: string | undefined;
  /** The schema, where a name may be qualified with it. */
  readonly schema?: string;
  /** The key of the table behind it. */
  readonly key?: string;
  readonly kind: VisibleRelation['kind'];
  /** Whether it has `ctid` and its like. */
  readonly system: boolean;
  /** What its name alone means; absent for a record. */
  readonly rowType?: SqlType;
  /** Whether its name qualifies columns. */
  readonly named: boolean;
  /** Whether its columns are found without a qualifier. */
  readonly unqualified: boolean;
  /** Notes that its name is used. */
  readonly mention?: (span: Span) => void;
}

/** A query of a WITH clause. */
export interface Cte {
  readonly name: string;
  output(): Output;
  readonly mention: (span: Span) => void;
}

/** The CTEs of one WITH clause and of those around it. */
export interface CteFrame {
  readonly ctes: ReadonlyMap<string, Cte>;
  readonly outer: CteFrame | undefined;
}

/** What names mean at a place; names that aren't found are looked for in the scope around it. */
export interface Scope {
  readonly items: readonly Item[];
  readonly outer: Scope | undefined;
  readonly ctes: CteFrame | undefined;
}

export const NO_SCOPE: Scope = { items: [], outer: undefined, ctes: undefined };

/** A scope of its own inside another one. */
export function inside(outer: Scope, items: readonly Item[] = []): Scope {
  return { items, outer, ctes: outer.ctes };
}

export function findCte(scope: Scope, name: string): Cte | undefined {
  for (let frame = scope.ctes; frame; frame = frame.outer) {
    const cte = frame.ctes.get(name);
    if (cte) return cte;
  }
  return undefined;
}

/** The innermost item of that name. */
export function findItem(scope: Scope, name: string, schema?: string): Item | undefined {
  for (let level: Scope | undefined = scope; level; level = level.outer) {
    const found = level.items.find(
      (item) => item.named && item.name === name && (schema === undefined || item.schema === schema),
    );
    if (found) return found;
  }
  return undefined;
}

const builtIn = (name: string): SqlType => ({ name, builtIn: true, array: false, modifiers: [] });

const SYSTEM: ReadonlyMap<string, QueryColumn> = new Map(
  Object.entries({ ctid: 'tid', xmin: 'xid', xmax: 'xid', cmin: 'cid', cmax: 'cid', tableoid: 'oid' }).map(
    ([name, type]) => [name, { name, type: builtIn(type), origins: [] }],
  ),
);

/** The columns of an item that have a name. */
export function columnsNamed(item: Item, name: string): readonly QueryColumn[] {
  const found = item.columns.filter((column) => column.name === name);
  if (found.length > 0 || !item.system) return found;
  const system = SYSTEM.get(name);
  return system ? [system] : [];
}

/** The columns that a name alone may mean, at the innermost level that has it. */
export function columnsVisible(
  scope: Scope,
  name: string,
): { readonly found: readonly { readonly item: Item; readonly column: QueryColumn }[]; readonly sure: boolean } {
  let sure = true;
  for (let level: Scope | undefined = scope; level; level = level.outer) {
    const found = level.items.flatMap((item) =>
      item.unqualified ? columnsNamed(item, name).map((column) => ({ item, column })) : [],
    );
    if (found.length > 0) return { found, sure };
    if (level.items.some((item) => item.unqualified && item.open)) sure = false;
  }
  return { found: [], sure };
}

export function* itemsOf(scope: Scope): Generator<Item> {
  for (let level: Scope | undefined = scope; level; level = level.outer) yield* level.items;
}

/** A row of a table that has no place in FROM: NEW and OLD of rules and triggers, `excluded`. */
export function rowItem(name: string, relation: Relation, unqualified = false): Item {
  return {
    name,
    key: relation.key,
    kind: 'row',
    columns: columnsOf(relation),
    open: relation.open,
    system: hasSystemColumns(relation),
    rowType: rowType(relation.key),
    named: true,
    unqualified,
  };
}

export function columnsOf(relation: Relation): QueryColumn[] {
  return relation.columns.map(({ name, ...type }) => ({
    name,
    ...type,
    origins: [{ table: relation.key, column: name, follows: true }],
  }));
}

export function hasSystemColumns(relation: Relation): boolean {
  return relation.kind !== 'view';
}

export function rowType(key: string): SqlType {
  return { name: key, builtIn: false, array: false, modifiers: [] };
}

export const RECORD = builtIn('record');
export const scalarType = builtIn;
