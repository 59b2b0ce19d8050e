import type { Node } from '@pgsql/types';
import { SchemaEnv } from './env';
import type { SqlType } from './expr/env';
import { formatSqlType } from './expr/format';
import type { QueryFact } from './facts';
import type { Name } from './names';
import { readQuery } from './query/read';
import type { Column, Origin, SchemaView, Source, Table } from './schema';
import { NO_TYPE, type TypeFact } from './types';

export interface QueryColumns {
  readonly columns: readonly Column[];
  /** True where not all of them are known. */
  readonly open: boolean;
}

type Relations = (name: Name) => Table | undefined;

/** The columns of a query, named as a view or CREATE TABLE AS names them. `relation` finds what it reads. */
export function queryColumns(
  schema: SchemaView,
  query: QueryFact,
  names: readonly string[],
  origin: Origin,
  relation: Relations,
): QueryColumns {
  const env = new SchemaEnv(schema, { path: origin.source.path, relation, mayExist: () => true });
  const reading = readQuery(JSON.parse(query.tree) as Node, '', (location) => location ?? 0, env);
  const columns = reading.columns.map(({ name, type, written }, i): Column => ({
    name: names[i] ?? name,
    type: type ? typeFact(type) : (written ?? NO_TYPE),
    notNull: false,
    origin,
    nameOrigin: origin,
    typeOrigin: origin,
  }));
  return { columns, open: reading.open };
}

/** Whether a query uses a column of a table. */
export function usesColumn(
  schema: SchemaView,
  query: QueryFact,
  origin: Origin,
  relation: Relations,
  table: string,
  column: string,
): boolean {
  const env = new SchemaEnv(schema, { path: origin.source.path, relation, mayExist: () => true });
  const { uses } = readQuery(JSON.parse(query.tree) as Node, '', (location) => location ?? 0, env);
  return uses.some((use) => use.table === table && use.column === column);
}

function typeFact(type: SqlType): TypeFact {
  const { builtIn, modifiers, array } = type;
  const dot = type.name.indexOf('.');
  const name = builtIn ? { name: type.name } : { schema: type.name.slice(0, dot), name: type.name.slice(dot + 1) };
  return { display: formatSqlType(type), name, builtIn, modifiers, dimensions: array ? 1 : 0 };
}

/** Columns that were worked out before, and what they were worked out from. */
interface Remembered {
  version: number;
  readonly from: readonly { readonly name: Name; readonly table: Table | undefined; readonly columns: unknown }[];
  readonly result: QueryColumns;
}

const MAX_QUERIES = 16;
const CIRCLE: QueryColumns = { columns: [], open: true };

/** Works out the columns of views when they are asked for, and again only when what they read has changed. */
export class ViewColumns {
  /** By statement, and by query where a statement has several. */
  private readonly remembered = new WeakMap<Source, Map<string, Remembered>>();
  private readonly running = new Set<string>();

  /** `version` changes with the schema. */
  of(
    schema: SchemaView,
    version: number,
    query: QueryFact,
    names: readonly string[],
    origin: Origin,
    relation: Relations,
  ): QueryColumns {
    const key = query.tree;
    let ofStatement = this.remembered.get(origin.source);
    if (!ofStatement) this.remembered.set(origin.source, (ofStatement = new Map<string, Remembered>()));
    const known = ofStatement.get(key);
    if (known?.version === version) return known.result;
    if (this.running.has(key)) return CIRCLE;
    this.running.add(key);
    try {
      if (known && this.holds(known, relation)) {
        known.version = version;
        return known.result;
      }
      const from: { name: Name; table: Table | undefined; columns: unknown }[] = [];
      const noting: Relations = (name) => {
        const table = relation(name);
        from.push({ name, table, columns: table?.columns });
        return table;
      };
      const result = queryColumns(schema, query, names, origin, noting);
      // A statement that was edited has another query.
      if (ofStatement.size >= MAX_QUERIES) ofStatement.clear();
      ofStatement.set(key, { version, from, result });
      return result;
    } finally {
      this.running.delete(key);
    }
  }

  private holds({ from }: Remembered, relation: Relations): boolean {
    return from.every(({ name, table, columns }) => {
      const now = relation(name);
      return now === table && now?.columns === columns;
    });
  }
}
