import type { SchemaBefore } from './before';
import { numbers } from './cells';
import { columnRows, type ColumnRow, type IndexRow, type KeyRow, type RelationRow } from './objects';
import { Oid, UNKNOWN, type Value } from './values';

/** One relation of the catalogue, as far as its columns are known here. */
export interface CatalogueRelation {
  readonly columns: readonly string[];
  /** Columns that, compared with a value, say which bare name is meant. */
  readonly narrow: readonly string[];
  /** The rows; with a bare name only those that may have to do with it must be there. */
  rows(before: SchemaBefore, name?: string): Iterable<CatalogueRow>;
}

export type CatalogueRow = (column: string) => Value;

export type Columns<T> = Readonly<Record<string, (object: T, before: SchemaBefore) => Value>>;
export type Objects<T> = (before: SchemaBefore, name?: string) => Iterable<T>;

export function relation<T>(objects: Objects<T>, columns: Columns<T>, ...narrow: string[]): CatalogueRelation {
  return {
    columns: Object.keys(columns),
    narrow,
    *rows(before, name) {
      for (const object of objects(before, name)) yield (column) => columns[column]!(object, before);
    },
  };
}

export function where<T>(objects: Objects<T>, is: (object: T) => boolean): Objects<T> {
  return function* (before, name) {
    for (const object of objects(before, name)) if (is(object)) yield object;
  };
}

export const relationOid = ({ schema, name }: RelationRow) => new Oid('relation', `${schema}.${name}`);
const keyOid = ({ relation: { schema, name }, name: own }: KeyRow) => new Oid('constraint', `${schema}.${name} ${own}`);
export const indexOid = ({ relation: { schema }, name }: IndexRow) => new Oid('relation', `${schema}.${name}`);
export const namespace = (schema: string) => new Oid('namespace', schema);
export const yes = (value: boolean) => (value ? 'YES' : 'NO');
export const nothing = (): Value => UNKNOWN;

export const ofRow = <T>(of: T | undefined, value: (of: T) => Value): Value => (of === undefined ? UNKNOWN : value(of));
export const known = (row: ColumnRow, value: () => Value): Value => (row.rest ? UNKNOWN : value());

export const hasColumns = where(columnRows, ({ relation: { kind } }) => kind !== 'm');
export const RELATIONS_SHOWN = new Set(['r', 'v', 'f', 'p']);
export const TABLE_TYPES: Readonly<Record<string, string>> = {
  r: 'BASE TABLE',
  p: 'BASE TABLE',
  v: 'VIEW',
  f: 'FOREIGN',
};
export const KEY_TYPES = { p: 'PRIMARY KEY', u: 'UNIQUE', f: 'FOREIGN KEY', c: 'CHECK', n: 'CHECK', x: '' } as const;
const ACTIONS = { 'no action': 'a', restrict: 'r', cascade: 'c', 'set null': 'n', 'set default': 'd' } as const;

export const inKey = (of: (key: KeyRow) => RelationRow | undefined): Columns<KeyRow> => ({
  oid: (key) => keyOid(key),
  conname: ({ name }) => name,
  contype: ({ type }) => type,
  connamespace: ({ relation: { schema } }) => namespace(schema),
  conrelid: ({ relation: on }) => relationOid(on),
  confrelid: (key) => (of(key) ? relationOid(of(key)!) : key.type === 'f' ? UNKNOWN : 0),
  conkey: (key) => (key.relation.table ? numbers(key.relation, key.columns) : UNKNOWN),
  confkey: (key) => (key.target ? numbers(key.target, key.targetColumns ?? []) : null),
  convalidated: ({ constraint }) => constraint?.validated ?? true,
  condeferrable: ({ constraint }) => constraint?.deferrable ?? false,
  condeferred: ({ constraint }) => constraint?.initiallyDeferred ?? false,
  confdeltype: ({ constraint }) => (constraint?.references ? ACTIONS[constraint.references.onDelete] : ' '),
  confupdtype: ({ constraint }) => (constraint?.references ? ACTIONS[constraint.references.onUpdate] : ' '),
  conindid: (key) =>
    key.type === 'p' || key.type === 'u' || key.type === 'x'
      ? new Oid('relation', `${key.relation.schema}.${key.name}`)
      : UNKNOWN,
  conislocal: ({ constraint }) => ofRow(constraint, (made) => made.inherited !== true),
});
