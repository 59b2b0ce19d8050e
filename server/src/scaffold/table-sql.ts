import { quoteIdent, quoteName } from '../model/names';
import { column, primaryKey, type Table } from '../model/schema';
import type { TypeFact } from '../model/types';
import { fillName } from '../rules/lib/names';
import type { Style } from './style';
import { singular, snakeCase } from './words';

/** Stands in generated text where the cursor goes. */
export const CURSOR = '\0';

export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** A foreign key as the parts of it that a CREATE TABLE or an ALTER TABLE needs. */
export interface Reference {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly constraint: string;
  readonly constraintName: string;
  readonly index: string;
  readonly indexName: string;
}

/** A new table with a key, its owner and the two timestamps, as SQL statements. The owner has a primary key. */
export function createTable(table: TableName, style: Style, owner: Table | undefined): string {
  const key = quoteIdent(style.keyColumn.replace('{one}', singular(table.name)));
  const reference = owner && referenceTo(owner, table);
  const columns = [
    keyColumn(key, style),
    ...(reference?.columns ?? []).map(({ name, type }) => `${quoteIdent(name)} ${type} NOT NULL`),
  ];
  columns[columns.length - 1] += `,${CURSOR}`;
  const definitions = [
    'created_at timestamptz NOT NULL DEFAULT now()',
    'updated_at timestamptz NOT NULL DEFAULT now()',
    ...(style.keyName === undefined ? [] : [`CONSTRAINT ${nameFrom(style.keyName, table)} PRIMARY KEY (${key})`]),
    ...(reference ? [reference.constraint] : []),
  ];
  const body = `${columns.join(',\n    ')}\n    ${definitions.join(',\n    ')}`;
  const index = reference ? `\n\n${reference.index}` : '';
  return `CREATE TABLE ${quoteName(table)} (\n    ${body}\n);${index}`;
}

/** The foreign key of a table to its owner's primary key. */
export function referenceTo(owner: Table, table: TableName): Reference {
  const keys = primaryKey(owner)!.columns;
  const one = singular(snakeCase(owner.name));
  const columns = keys.map((key) => ({
    name: key.endsWith('_id') ? key : `${one}_${snakeCase(key)}`,
    type: typeSql(column(owner, key)!.type),
  }));
  const names = columns.map(({ name }) => name);
  const list = names.map(quoteIdent).join(', ');
  const target = `${quoteName(owner)} (${keys.map(quoteIdent).join(', ')})`;
  const constraintName = fillName('fk_{table}_{columns}', table.name, names, new Set());
  const indexName = fillName('idx_{table}_{columns}', table.name, names, new Set());
  return {
    columns,
    constraintName,
    indexName,
    constraint: `CONSTRAINT ${quoteIdent(constraintName)} FOREIGN KEY (${list}) REFERENCES ${target} ON DELETE RESTRICT`,
    index: `CREATE INDEX ${quoteIdent(indexName)} ON ${quoteName(table)} (${list});`,
  };
}

/** A column's type as it is written. */
export function typeSql({ display, builtIn, name, modifiers, dimensions }: TypeFact): string {
  if (builtIn) return display;
  return quoteName(name) + (modifiers.length > 0 ? `(${modifiers.join(', ')})` : '') + '[]'.repeat(dimensions);
}

function keyColumn(key: string, { keyType, keyName }: Style): string {
  if (keyName !== undefined) return `${key} ${keyType.replace(/^(\S+) DEFAULT/, '$1 NOT NULL DEFAULT')}`;
  const [, type, rest] = /^(.*?)( DEFAULT .*| GENERATED .*)?$/s.exec(keyType)!;
  return `${key} ${type} PRIMARY KEY${rest ?? ''}`;
}

function nameFrom(template: string, table: TableName): string {
  return quoteIdent(fillName(template, table.name, [], new Set()));
}
