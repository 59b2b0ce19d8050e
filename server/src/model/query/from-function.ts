import type { Alias, JsonTable, JsonTableColumn, Node, RangeFunction, RangeTableFunc } from '@pgsql/types';
import { outputName } from '../expr/output-name';
import type { NamedType, SqlType } from '../expr/env';
import { placeAlias, withColumnNames } from './alias';
import type { Context } from './context';
import { RECORD, scalarType, type Item, type Output, type QueryColumn, type Scope } from './scope';
import { strings } from './text';
import { compositeColumns, expression } from './types';
import { walk } from './walk';

interface Placed {
  readonly item: Item;
  readonly end: number;
}

/** What a function in FROM yields. */
interface Result extends Output {
  readonly type: SqlType | undefined;
}

const MAX_NESTED_PATHS = 50;

/** Reads `f(…)`, `ROWS FROM (…)`, with ordinality, and with the columns that are written behind. */
export function readFunctions(context: Context, node: RangeFunction, lateral: Scope): Placed {
  walk(context, node.functions, lateral);
  const calls = (node.functions ?? []).flatMap((each) => callOf(each));
  const single = calls.length === 1;
  const alias = node.alias?.aliasname;
  const results = calls.flatMap(({ call, definitions }) =>
    eachUnnest(call).map((one) => {
      const written = definitions ?? (single ? node.coldeflist : undefined);
      if (written && written.length > 0) return defined(context, written);
      const name = single && alias !== undefined && !isManyUnnest(call) ? alias : outputName(one);
      return resultOf(context, one, lateral, name);
    }),
  );
  const columns = results.flatMap((result) => result.columns);
  if (node.ordinality) columns.push({ name: 'ordinality', type: scalarType('int8'), origins: [] });
  const output = { columns, open: results.some((result) => result.open) };
  const type = results.length === 1 && !node.ordinality ? results[0]!.type : RECORD;
  const name = alias ?? (calls[0] ? outputName(calls[0].call) : undefined);
  return placed(context, { name, output, type, alias: node.alias }, behindCalls(context, calls, node));
}

export function readXmlTable(context: Context, node: RangeTableFunc, lateral: Scope): Placed {
  walk(context, [node.docexpr, node.rowexpr, node.namespaces, node.columns], lateral);
  const columns = (node.columns ?? []).flatMap((each): QueryColumn[] => {
    if (!('RangeTableFuncCol' in each)) return [];
    const { colname = '', typeName, for_ordinality: ordinality } = each.RangeTableFuncCol;
    return [{ name: colname, type: ordinality ? scalarType('int4') : typeName && context.env.type(typeName), origins: [] }]; // prettier-ignore
  });
  const name = node.alias?.aliasname ?? 'xmltable';
  const end = behindCall(context, context.text.index(node.location));
  return placed(context, { name, output: { columns, open: false }, type: RECORD, alias: node.alias }, end);
}

export function readJsonTable(context: Context, node: JsonTable, lateral: Scope): Placed {
  walk(context, [node.context_item, node.passing, node.columns], lateral);
  const columns: QueryColumn[] = [];
  // Of each level its own columns come before those of the paths that are nested in it.
  const add = (nodes: readonly Node[] | undefined, depth: number): void => {
    const own = (nodes ?? []).flatMap((each) => ('JsonTableColumn' in each ? [each.JsonTableColumn] : []));
    const isNested = ({ coltype }: JsonTableColumn) => coltype === 'JTC_NESTED';
    for (const each of own) if (!isNested(each)) columns.push(jsonColumn(context, each));
    for (const each of own) if (isNested(each) && depth < MAX_NESTED_PATHS) add(each.columns, depth + 1);
  };
  add(node.columns, 0);
  const name = node.alias?.aliasname ?? 'json_table';
  const end = behindCall(context, context.text.index(node.location));
  return placed(context, { name, output: { columns, open: false }, type: RECORD, alias: node.alias }, end);
}

function jsonColumn(context: Context, node: JsonTableColumn): QueryColumn {
  const { name = '', typeName, coltype } = node;
  const otherwise = coltype === 'JTC_EXISTS' ? scalarType('bool') : undefined;
  const type =
    coltype === 'JTC_FOR_ORDINALITY' ? scalarType('int4') : typeName ? context.env.type(typeName) : otherwise;
  return { name, type, origins: [] };
}

interface Found {
  readonly name: string | undefined;
  readonly output: Output;
  readonly type: SqlType | undefined;
  readonly alias: Alias | undefined;
}

function placed(context: Context, { name, output, type, alias }: Found, end: number): Placed {
  const place = placeAlias(context, end, alias);
  const mention = alias ? context.alias(name ?? '', undefined, context.text.span(place.at)) : undefined;
  const item: Item = {
    name,
    kind: 'function',
    columns: output.columns,
    open: output.open,
    system: false,
    rowType: type,
    named: name !== undefined,
    unqualified: true,
    ...(mention && { mention }),
  };
  return { item: withColumnNames(item, alias), end: place.end };
}

function callOf(node: Node): { readonly call: Node; readonly definitions: readonly Node[] | undefined }[] {
  const [call, list] = 'List' in node ? (node.List.items ?? []) : [];
  if (!call) return [];
  return [{ call, definitions: list && 'List' in list ? list.List.items : undefined }];
}

function isManyUnnest(node: Node): boolean {
  if (!('FuncCall' in node)) return false;
  const names = strings(node.FuncCall.funcname);
  const own = names.length === 1 || names[0] === 'pg_catalog';
  return own && names.at(-1) === 'unnest' && (node.FuncCall.args?.length ?? 0) > 1 && !node.FuncCall.func_variadic;
}

/** `unnest(a, b)` is two functions side by side. */
function eachUnnest(node: Node): Node[] {
  if (!isManyUnnest(node) || !('FuncCall' in node)) return [node];
  return (node.FuncCall.args ?? []).map((arg) => ({ FuncCall: { ...node.FuncCall, args: [arg] } }));
}

/** `AS (a int, b text)` */
function defined(context: Context, nodes: readonly Node[]): Result {
  const columns = nodes.flatMap((each): QueryColumn[] => {
    if (!('ColumnDef' in each)) return [];
    const { colname = '', typeName } = each.ColumnDef;
    return [{ name: colname, type: typeName && context.env.type(typeName), origins: [] }];
  });
  return { columns, open: false, type: RECORD };
}

/** `name` is that of the one column of a function that returns no row. */
function resultOf(context: Context, node: Node, scope: Scope, name: string): Result {
  const found = expression(context, node, scope);
  const { type } = found;
  if (found.kind === 'call' && found.columns.length > 0) {
    const only = found.columns.length === 1 ? found.columns[0] : undefined;
    if (only)
      return { columns: [{ name: only.name || name, type: type ?? only.type, origins: [] }], open: false, type };
    const columns = found.columns.map((column, i) => ({
      name: column.name || `column${i + 1}`,
      type: column.type,
      origins: [],
    }));
    return { columns, open: false, type };
  }
  if (type === undefined || (type.builtIn && type.name === 'record' && !type.array)) return { columns: [], open: true, type }; // prettier-ignore
  const fields = compositeColumns(context, type);
  if (fields) return { columns: rowColumns(context, type, fields), open: false, type };
  return { columns: [{ name, type, origins: [] }], open: false, type };
}

/** The fields of a composite value; those of a table's row are the table's columns. */
function rowColumns(context: Context, type: SqlType, fields: readonly NamedType[]): QueryColumn[] {
  const dot = type.name.indexOf('.');
  const relation = context.env.relation({ schema: type.name.slice(0, dot), name: type.name.slice(dot + 1) });
  return fields.map((field) => ({
    ...field,
    origins: relation ? [{ table: relation.key, column: field.name, follows: true }] : [],
  }));
}

/** The token behind the call that starts at a token; `current_date` has no parentheses. */
function behindCall({ text }: Context, start: number): number {
  let at = start;
  while (text.word(at + 1) === '.') at += 2;
  if (text.word(at) === 'collation' && text.word(at + 1) === 'for') at++;
  return text.word(at + 1) === '(' ? (text.partner(at + 1) ?? at + 1) + 1 : at + 1;
}

function behindCalls(context: Context, calls: readonly { readonly call: Node }[], node: RangeFunction): number {
  const { text } = context;
  const first: unknown = calls[0] && Object.values(calls[0].call)[0];
  const location = typeof first === 'object' && first !== null && 'location' in first ? first.location : undefined;
  const start = text.index(typeof location === 'number' ? location : undefined);
  let end = behindCall(context, start);
  if (node.is_rowsfrom && text.word(start - 1) === '(') end = (text.partner(start - 1) ?? end) + 1;
  return text.word(end) === 'with' && text.word(end + 1) === 'ordinality' ? end + 2 : end;
}
