import { Definitions } from '../../model/definitions';
import { SchemaEnv } from '../../model/env';
import type { SqlType } from '../../model/expr/env';
import { generatedName } from '../../model/names';
import {
  placeOf,
  type Column,
  type Constraint,
  type Index,
  type Origin,
  type SchemaFunction,
  type SchemaView,
  type Source,
  type Table,
} from '../../model/schema';
import { nameSql, type NewColumn } from '../changes';
import { Written } from './written';

/** One of two schemas that are compared. */
export interface DiffSide {
  readonly schema: SchemaView;
  /** The schemas (namespaces) that statements make, `public` among them. */
  readonly schemas: ReadonlySet<string>;
  /** A file's text as it was folded: views, routines and triggers are taken from it as they are written. */
  text(source: Source, start: number, end: number): string;
}

/** A schema with all that is needed to write it down. */
export class Side {
  readonly schema: SchemaView;
  readonly print: Definitions;
  private readonly envs = new Map<string, SchemaEnv>();

  constructor(private readonly side: DiffSide) {
    this.schema = side.schema;
    this.print = new Definitions(this.schema, (path) => this.env(path));
  }

  env(path: readonly string[]): SchemaEnv {
    const key = path.join();
    let env = this.envs.get(key);
    if (!env) this.envs.set(key, (env = new SchemaEnv(this.schema, { path })));
    return env;
  }

  get schemas(): ReadonlySet<string> {
    return this.side.schemas;
  }

  /** By key; temporary ones are no part of a schema. */
  get tables(): ReadonlyMap<string, Table> {
    return new Map([...this.schema.tables()].filter((table) => !table.temporary).map((table) => [table.key, table]));
  }

  /** What was written at a place. */
  written(origin: Origin): Written {
    const { start, end } = placeOf(origin);
    return new Written(this.side.text(origin.source, start, end));
  }

  typeOf(column: Column): SqlType | undefined {
    const { path } = column.typeOrigin.source;
    return this.env(path).typeOf(column.type, path);
  }

  /** The integer types of `serial` columns: a default that draws from a sequence of the column's own, named as PostgreSQL does. */
  serial(column: Column, table: Table): 'smallserial' | 'serial' | 'bigserial' | undefined {
    if (column.default || column.identity || column.sequence === undefined) return undefined;
    if (column.sequence !== `${table.schema}.${generatedName(table.name, column.name, 'seq')}`) return undefined;
    const { name } = column.type.name;
    return name === 'int2' ? 'smallserial' : name === 'int4' ? 'serial' : name === 'int8' ? 'bigserial' : undefined;
  }

  /** The column as a new table or ALTER TABLE says it. */
  column(column: Column, table: Table): NewColumn {
    const serial = this.serial(column, table);
    const type = serial ?? this.print.type(column);
    const collation = column.collation === undefined ? {} : { collation: column.collation };
    const { generated, identity } = column;
    const isKey = table.constraints.some(
      ({ kind, columns }) => kind === 'primary key' && columns.includes(column.name),
    );
    const isNamed = this.notNullConstraint(column, table) !== undefined;
    const notNull = column.notNull && !isKey && !isNamed && !serial && !identity;
    const value = serial ? null : this.print.default(column);
    return {
      name: column.name,
      type,
      ...collation,
      ...(notNull && { notNull }),
      ...(value !== null && { default: value }),
      ...(generated && { generated: { expression: this.print.generated(column, table)!, stored: generated.stored } }),
      ...(identity && { identity: this.identity(column, table) }),
    };
  }

  /** A NOT NULL that somebody named, or that isn't valid yet. */
  notNullConstraint(column: Column, table: Table): Constraint | undefined {
    return table.constraints.find(({ kind, columns }) => kind === 'not null' && columns[0] === column.name);
  }

  private identity(column: Column, table: Table): NonNullable<NewColumn['identity']> {
    const written = this.written(column.origin);
    const at = written.find(['identity']);
    const own = at >= 0 && written.word(at + 1) === '(' ? written.slice(at + 1, written.afterParentheses(at + 1)) : undefined; // prettier-ignore
    const usual = `${table.schema}.${generatedName(table.name, column.name, 'seq')}`;
    const named = column.sequence !== undefined && column.sequence !== usual;
    const options = own ?? (named ? `(SEQUENCE NAME ${keySql(column.sequence)})` : undefined);
    return { always: column.identity === 'always', ...(options !== undefined && { options }) };
  }

  /** What stands behind a constraint's name. */
  constraint(constraint: Constraint, table: Table): string {
    return withoutDoubled(this.print.constraint(constraint, table));
  }

  /** What stands behind an index's name. */
  index(index: Index, table: Table): string {
    const text = this.print.index(index, table);
    const only = table.partitionKey === undefined ? '' : 'ONLY ';
    const rest = text.slice(text.indexOf(` USING ${index.method} (`) + ` USING ${index.method} `.length);
    const method = index.method === 'btree' ? '' : ` USING ${index.method}`;
    return `ON ${index.only ? only : ''}${nameSql(table)}${method} ${rest}`;
  }

  /** The types of a routine's input, as DROP and COMMENT name it. */
  arguments({ args, kind, origin }: SchemaFunction): string {
    const input = args.filter(({ mode }) => mode !== 'out' && mode !== 'table');
    const types = input.map((arg) => this.print.typeAt(arg.type, origin));
    return kind === 'aggregate' && types.length === 0 ? '(*)' : `(${types.join(', ')})`;
  }
}

/** `CHECK ((a > 0))`, as the catalogue prints it, as people write it. */
function withoutDoubled(definition: string): string {
  if (!definition.startsWith('CHECK ((')) return definition;
  const written = new Written(definition);
  const [outer, inner] = [written.afterParentheses(1), written.afterParentheses(2)];
  if (inner !== outer - 1) return definition;
  return written.with([
    { from: 2, to: 3, by: '' },
    { from: inner - 1, to: inner, by: '' },
  ]);
}

/** A key (`schema.name`) as it is written where `public` is searched. */
export function keySql(key: string): string {
  return nameSql(nameOfKey(key));
}

export function nameOfKey(key: string): { readonly schema: string; readonly name: string } {
  const dot = key.indexOf('.');
  return { schema: key.slice(0, dot), name: key.slice(dot + 1) };
}
