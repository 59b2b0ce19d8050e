import { err, ok, type Result } from '../base/result';
import { quoteIdent, quoteName } from '../model/names';
import type { SpecColumn, SpecEntity, SpecFacts } from '../spec/facts';
import { entityMatches } from '../spec/resolve';
import { sqlType } from '../spec/sql-type';
import { plural, snakeCase } from './words';

/**
 * SQL that makes what a data model describes: its own CREATE TABLE blocks as they are, and a table for each other entity with
 * columns. A type that isn't known is `text`, and said in a comment. An error is a sentence for people.
 */
export function ddlFromDocument(document: SpecFacts, text: string): Result<string> {
  const blocks = document.sqlBlocks
    .map(({ start, end }) => text.slice(start, end).trim())
    .filter((block) => /\S/.test(block));
  const written = [
    ...blocks
      .join('\n')
      .matchAll(/create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?(?:[\w"]+\.)?"?([\w$]+)"?/gi),
  ].map(([, name]) => name!);
  const entities = document.entities.filter(
    ({ columns, placeholder, name, table }) =>
      columns.length > 0 && !placeholder && !written.some((each) => entityMatches(table?.name ?? name, each)),
  );
  if (entities.length + written.length === 0)
    return err('This document describes no tables: there is nothing to generate SQL from.');
  const named = new Map(document.entities.map((entity) => [entity, tableName(entity)]));
  const target = (name: string) => {
    const entity = document.entities.find(
      (each) => entityMatches(name, each.name) || (each.table !== undefined && entityMatches(name, each.table.name)),
    );
    return entity ? named.get(entity)! : { name: snakeCase(name.slice(name.lastIndexOf('.') + 1)), key: undefined };
  };
  const tables = entities.map((entity) => createTable(entity, named.get(entity)!));
  // Keys come last: tables may refer to one another.
  const keys = entities.flatMap((entity) => foreignKeys(entity, named.get(entity)!, target));
  return ok([...blocks, ...tables, ...keys].join('\n\n') + '\n');
}

interface TableName {
  readonly schema?: string;
  readonly name: string;
  /** Its one key column. */
  readonly key: string | undefined;
}

function tableName({ name, table, schema, columns }: SpecEntity): TableName {
  const keys = columns.filter(({ primaryKey }) => primaryKey);
  const own = table?.name ?? (/^[a-z_][a-z0-9_]*$/.test(name) ? name : plural(snakeCase(name)));
  return {
    ...(schema !== undefined && { schema }),
    name: own,
    key: keys.length === 1 ? columnName(keys[0]!) : undefined,
  };
}

function columnName({ name }: Pick<SpecColumn, 'name'>): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : snakeCase(name);
}

function createTable(entity: SpecEntity, table: TableName): string {
  const columns = entity.columns.filter(({ placeholder }) => !placeholder);
  const keys = columns.filter(({ primaryKey }) => primaryKey).map(columnName);
  const lines = columns.map((column) => columnSql(column, keys.length === 1));
  const unique = (entity.keys ?? []).filter((key) => key.kind === 'unique' && key.columns.length > 1);
  const constraints = [
    ...(keys.length > 1 ? [`PRIMARY KEY (${keys.map(quoteIdent).join(', ')})`] : []),
    ...unique.map((key) => `UNIQUE (${key.columns.map((name) => quoteIdent(columnName({ name }))).join(', ')})`),
  ];
  const last = lines.length + constraints.length - 1;
  const body = [...lines, ...constraints.map((each) => ({ sql: each, note: '' }))].map(
    ({ sql, note }, i) => `    ${sql}${i < last ? ',' : ''}${note}`,
  );
  return `CREATE TABLE ${quoteName(table)} (\n${body.join('\n')}\n);`;
}

function columnSql(column: SpecColumn, isKey: boolean): { readonly sql: string; readonly note: string } {
  const name = columnName(column);
  const values = valuesIn(column);
  const known = column.type && (values && /^enum/i.test(column.type.text) ? 'text' : sqlType(column.type.text));
  const parts = [
    `${quoteIdent(name)} ${known ?? 'text'}`,
    ...(column.primaryKey && isKey ? ['PRIMARY KEY'] : []),
    ...(column.notNull === true && !column.primaryKey ? ['NOT NULL'] : []),
    ...(column.unique && !column.primaryKey ? ['UNIQUE'] : []),
    ...(column.default ? [`DEFAULT ${defaultSql(column.default.text, known ?? 'text')}`] : []),
    ...(values
      ? [`CHECK (${quoteIdent(name)} IN (${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')}))`]
      : []),
  ];
  return {
    sql: parts.join(' '),
    note: known === undefined && column.type ? ` -- ${column.type.text.replace(/\s+/g, ' ')} in the document` : '',
  };
}

/** The values of `ENUM('a', 'b')` or of a check. */
function valuesIn({ type, values }: Pick<SpecColumn, 'type' | 'values'>): readonly string[] | undefined {
  if (values) return values.list;
  const list = /^enum\s*[([](.+)[)\]]$/is.exec(type?.text ?? '')?.[1];
  return list?.split(',').map((value) =>
    value
      .trim()
      .replace(/^(['"])(.*)\1$/, '$2')
      .replaceAll("''", "'"),
  );
}

/** A literal is quoted where the document writes it bare. */
function defaultSql(text: string, type: string): string {
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(text);
  const isText = /^(?:text|varchar|char|citext|uuid|jsonb?|date)/.test(type);
  if (/^'.*'(?:::.*)?$/s.test(text) || /\(.*\)/s.test(text) || /^(?:true|false|null|current_\w+)$/i.test(text))
    return text;
  return isText || !isNumber ? `'${text.replace(/^"|"$/g, '').replaceAll("'", "''")}'` : text;
}

function foreignKeys(entity: SpecEntity, table: TableName, target: (name: string) => TableName): readonly string[] {
  return entity.columns.flatMap((column) => {
    const { references, onDelete, placeholder } = column;
    if (!references || placeholder) return [];
    const to = target(references.entity);
    const key = references.column === undefined ? to.key : columnName({ name: references.column });
    const columns = key === undefined ? '' : ` (${quoteIdent(key)})`;
    const action = onDelete ? ` ON DELETE ${onDelete.text.toUpperCase()}` : '';
    return [
      `ALTER TABLE ${quoteName(table)} ADD FOREIGN KEY (${quoteIdent(columnName(column))}) REFERENCES ${quoteName(to)}${columns}${action};`,
    ];
  });
}
