import { err, ok, type Result } from '../base/result';
import { quoteIdent, quoteName } from '../model/names';
import type { ContractTable } from '../spec/contract/facts';
import type { SpecColumn, SpecEntity, SpecFacts, SpecKey } from '../spec/facts';
import { entityMatches } from '../spec/resolve';
import { sqlType } from '../spec/sql-type';
import { plural, snakeCase } from './words';

/**
 * SQL that makes what a data model or a contract describes: its own CREATE TABLE blocks as they are, and a table for each other entity with
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
  const { contract } = document;
  const described = contract ? document.entities.map((entity, i) => withContract(entity, contract.tables[i]!)) : document.entities; // prettier-ignore
  const entities = described.filter(
    ({ columns, placeholder, name, table }) =>
      columns.length > 0 && !placeholder && !written.some((each) => entityMatches(table?.name ?? name, each)),
  );
  if (entities.length + written.length === 0)
    return err('This document describes no tables: there is nothing to generate SQL from.');
  const named = new Map(described.map((entity) => [entity, tableName(entity)]));
  const target = (name: string) => {
    const entity = described.find(
      (each) => entityMatches(name, each.name) || (each.table !== undefined && entityMatches(name, each.table.name)),
    );
    return entity ? named.get(entity)! : { name: snakeCase(name.slice(name.lastIndexOf('.') + 1)), key: undefined };
  };
  const tables = entities.map((entity) => createTable(entity, named.get(entity)!));
  // Keys come last: tables may refer to one another.
  const keys = entities.flatMap((entity) => foreignKeys(entity, named.get(entity)!, target));
  const more = contract ? described.flatMap((entity, i) => (named.has(entity) ? furtherSql(named.get(entity)!, contract.tables[i]!) : [])) : []; // prettier-ignore
  return ok([...blocks, ...tables, ...keys, ...more].join('\n\n') + '\n');
}

/** What a contract says of a table beside its columns, as a data model says it. */
function withContract(entity: SpecEntity, { relationships, constraints }: ContractTable): SpecEntity {
  const keys = constraints.items.flatMap(({ type, columns, span }): SpecKey[] => {
    const kind = /^primary/i.test(type?.text ?? '') ? 'primary' : /^unique$/i.test(type?.text ?? '') ? 'unique' : undefined; // prettier-ignore
    return kind && columns.length > 0 ? [{ kind, columns: columns.map(({ text }) => text), span }] : [];
  });
  const columns = entity.columns.map((column): SpecColumn => {
    const to = relationships.items.find(
      ({ name, type, table, key }) =>
        /^(?:many|one)_to_one$/i.test(type?.text ?? '') &&
        table &&
        key?.text === column.name &&
        // So the side is called that is referred to.
        name?.text !== `${entity.name}_${table.text}`,
    ); // prettier-ignore
    return to ? { ...column, references: { entity: to.table!.text, span: to.span }, ...(to.onDelete && { onDelete: to.onDelete }) } : column; // prettier-ignore
  });
  return { ...entity, columns, keys };
}

/** The checks and indexes of a contract's table. */
function furtherSql(table: TableName, { constraints, indexes }: ContractTable): readonly string[] {
  const name = quoteName(table);
  const checks = constraints.items.flatMap((each) =>
    /^check$/i.test(each.type?.text ?? '') && each.expression
      ? [`ALTER TABLE ${name} ADD${each.name ? ` CONSTRAINT ${quoteIdent(each.name.text)}` : ''} CHECK (${each.expression.text});`]
      : [],
  ); // prettier-ignore
  const made = indexes.items.flatMap(({ name: own, columns, method, unique, predicate }) => {
    if (columns.length === 0) return [];
    const using = method && !/^(?:btree|unique)$/i.test(method.text) ? ` USING ${method.text}` : '';
    const where = predicate ? ` WHERE ${predicate.text.replace(/^where\s+/i, '')}` : '';
    return [`CREATE ${unique?.value ? 'UNIQUE ' : ''}INDEX ${own ? `${quoteIdent(own.text)} ` : ''}ON ${name}${using} (${columns.map(({ text }) => text).join(', ')})${where};`]; // prettier-ignore
  });
  return [...checks, ...made];
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
  const order = (entity.keys ?? []).find(({ kind }) => kind === 'primary')?.columns ?? [];
  const place = ({ name }: SpecColumn) => order.indexOf(name);
  const keys = columns
    .filter(({ primaryKey }) => primaryKey)
    .sort((a, b) => place(a) - place(b))
    .map(columnName);
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
