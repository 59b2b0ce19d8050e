import { SchemaEnv } from '../../model/env';
import type { Scope } from '../../model/expr/analyse';
import type { SqlType } from '../../model/expr/env';
import type { Column, SchemaView, Table } from '../../model/schema';

const NO_SCHEMA: SchemaView = {
  tables: () => [],
  types: () => [],
  sequences: () => [],
  functions: () => [],
  extensions: () => [],
  resolve: () => undefined,
  table: () => undefined,
  type: () => undefined,
  enum: () => undefined,
  sequence: () => undefined,
  functionsNamed: () => [],
};
const BUILT_IN = new SchemaEnv(NO_SCHEMA, { path: ['public'] });

/** What these columns' types have to be looked up in. The schema isn't read where PostgreSQL's own types are enough. */
export function envOfColumns(schema: SchemaView, columns: readonly Column[], path: readonly string[]): SchemaEnv {
  return columns.every(({ type }) => type.builtIn) ? BUILT_IN : new SchemaEnv(schema, { path });
}

/** The type of a column; undefined where nobody knows it. */
export function typeOfColumn({ type, typeOrigin }: Column, env: SchemaEnv): SqlType | undefined {
  return env.typeOf(type, typeOrigin.source.path);
}

/** The columns of a table, as its checks and indexes name them. */
export function scopeOf(table: Table, env: SchemaEnv): Scope {
  return {
    column(fields) {
      const name = fields.at(-1);
      const found = table.columns.find((each) => each.name === name);
      return found && { type: typeOfColumn(found, env), print: found.name };
    },
    subquery: () => undefined,
  };
}
