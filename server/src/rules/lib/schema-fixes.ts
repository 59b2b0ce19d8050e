import { quoteIdent } from '../../model/names';
import { primaryKey, type Column, type Source, type Table } from '../../model/schema';
import type { DocumentContext, Edit, Fix } from '../define-rule';
import { addStatement, insertAfter, replace } from './edits';
import { fillName, nameIn } from './names';
import { defaultPlace } from './retype';
import { findWords, keywordCase, type Texts } from './syntax';

type Context = Pick<DocumentContext<never>, 'text' | 'editable' | 'conventions'>;

/** Fixes that write into the schema what a document says. Undefined where that can't be done in place. */
function inPlace(context: Context, title: string, edits: readonly Edit[] | undefined): Fix | undefined {
  return context.editable && edits ? { title, kind: 'suggestion', edits } : undefined;
}

/** Adds columns behind the last one of a CREATE TABLE. */
export function addColumns(
  table: Table,
  columns: readonly { readonly name: string; readonly sql: string }[],
  context: Context,
): Fix | undefined {
  const last = table.columns.findLast(({ origin }) => origin.source === table.origin.source);
  if (!last || table.kind !== 'table') return undefined;
  const [before] = /[\r\n][ \t]*$/.exec(context.text({ source: last.origin.source, span: { start: Math.max(0, last.origin.span.start - 80), end: last.origin.span.start } })) ?? [' ']; // prettier-ignore
  const indent = before.replace(/^[\r\n]+/, '');
  const glue = before === ' ' ? ', ' : `,\n${indent}`;
  const text = columns.map(({ name, sql }) => `${glue}${quoteIdent(name)} ${sql}`).join('');
  return inPlace(context, `Add to \`${table.name}\` in the schema`, [insertAfter(last.origin, text)]);
}

export function setNotNull(table: Table, column: Column, context: Context): Fix | undefined {
  const title = `Make \`${table.name}.${column.name}\` NOT NULL in the schema`;
  // It was NOT NULL, and a later statement changed that.
  if (findWords(context, column.origin, 'not', 'null')) return alter(table, column, 'SET NOT NULL', title, context);
  const write = keywordCase(column.origin.source, context);
  return inPlace(context, title, [insertAfter(column.typeOrigin, ` ${write('NOT NULL')}`)]);
}

export function dropNotNull(table: Table, column: Column, context: Context): Fix | undefined {
  const title = `Make \`${table.name}.${column.name}\` nullable in the schema`;
  const edit = withoutNotNull(column, context);
  if (edit) return inPlace(context, title, [edit]);
  const isImplied = column.identity !== undefined || column.type.serial !== undefined || primaryKey(table)?.columns.includes(column.name); // prettier-ignore
  return isImplied ? undefined : alter(table, column, 'DROP NOT NULL', title, context);
}

/** Takes the NOT NULL of a column's definition away, with the space before it. */
export function withoutNotNull(column: Column, context: Texts): Edit | undefined {
  const at = findWords(context, column.origin, 'not', 'null');
  if (!at) return undefined;
  const place = { source: at.source, span: { start: at.span.start - 1, end: at.span.end } };
  return replace(/^\s/.test(context.text(place)) ? place : at, '');
}

export function setDefault(table: Table, column: Column, value: string, context: Context): Fix | undefined {
  const title = `Make \`${value}\` the default of \`${table.name}.${column.name}\` in the schema`;
  const place = defaultPlace(column, context);
  if (place) return inPlace(context, title, [replace(place, value)]);
  if (column.default || findWords(context, column.origin, 'default'))
    return alter(table, column, `SET DEFAULT ${value}`, title, context);
  const write = keywordCase(column.origin.source, context);
  return inPlace(context, title, [insertAfter(column.typeOrigin, ` ${write('DEFAULT')} ${value}`)]);
}

/** A statement behind all that changed the table so far. */
function alter(table: Table, column: Column, action: string, title: string, context: Context): Fix | undefined {
  const source = table.changed?.source ?? lastOf(table);
  const [words, rest] = /^([A-Z ]+)(.*)$/s.exec(action)!.slice(1) as [string, string];
  const write = keywordCase(source, context);
  const sql = `${write('ALTER TABLE')} ${nameIn(source, table)} ${write('ALTER COLUMN')} ${quoteIdent(column.name)} ${write(words)}${rest}`;
  return inPlace(context, title, [addStatement(source, sql, context)]);
}

export function setType(table: Table, column: Column, type: string, context: Context): Fix | undefined {
  return inPlace(context, `Make \`${table.name}.${column.name}\` \`${type}\` in the schema`, [
    replace(column.typeOrigin, type),
  ]);
}

const PLAIN = /^[a-z_]\w*$/i;

/**
 * Adds a constraint behind the statement that makes the table. `sql` starts with the constraint's kind; `called` is its name
 * where that is free.
 */
export function addConstraint(
  table: Table,
  kind: 'unique' | 'check' | 'foreign key' | 'primary key',
  columns: readonly string[],
  sql: string,
  context: Context,
  called?: string,
): Fix | undefined {
  const { source } = table.origin;
  const write = keywordCase(source, context);
  const templates = {
    unique: 'uq_{table}_{columns}',
    check: 'chk_{table}_{columns}',
    'foreign key': 'fk_{table}_{columns}',
    'primary key': '{table}_pkey',
  };
  const wanted = kind === 'primary key' ? undefined : context.conventions.constraints[kind]?.value;
  const taken = new Set(table.constraints.map(({ name }) => name));
  const isFree = called !== undefined && PLAIN.test(called) && !taken.has(called);
  const name = quoteIdent(isFree ? called : fillName(wanted ?? templates[kind], table.name, columns, taken));
  const statement = `${write('ALTER TABLE')} ${nameIn(source, table)} ${write('ADD CONSTRAINT')} ${name} ${sql}`;
  return inPlace(context, `Add \`${sql}\` to \`${table.name}\` in the schema`, [
    addStatement(lastOf(table), statement, context),
  ]);
}

/** Makes an index behind those that the table has. `sql` is what stands behind the table's name. */
export function makeIndex(
  table: Table,
  {
    columns,
    sql,
    name: wanted,
  }: { readonly columns: readonly string[]; readonly sql: string; readonly name?: string | undefined },
  context: Context & Pick<DocumentContext<never>, 'tables'>,
): Fix | undefined {
  const { source } = table.origin;
  const write = keywordCase(source, context);
  const taken = new Set(context.tables.all.flatMap(({ indexes }) => indexes.map(({ name }) => name)));
  const isFree = wanted !== undefined && PLAIN.test(wanted) && !taken.has(wanted);
  const name = isFree ? wanted : fillName(context.conventions.index?.value ?? 'idx_{table}_{columns}', table.name, columns, taken); // prettier-ignore
  const last = table.indexes.findLast(({ origin }) => origin.source.file === source.file)?.origin.source ?? source;
  const statement = `${write('CREATE INDEX')} ${quoteIdent(name)} ${write('ON')} ${nameIn(source, table)}${sql}`;
  return inPlace(context, `Make \`${name}\` in the schema`, [addStatement(last, statement, context)]);
}

/** The statement behind which a table can be changed: it makes the table and its columns. */
function lastOf(table: Table): Source {
  return table.columns.reduce((last, { origin: { source } }) => (source.file === last.file && source.statement.start > last.statement.start ? source : last), table.origin.source); // prettier-ignore
}

export { inPlace };
