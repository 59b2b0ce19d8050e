import type { JsonOutput, Node, SQLValueFunction, XmlExpr } from '@pgsql/types';
import { coerce } from './coerce';
import type { SqlType } from './env';
import { formatSqlType, quoteIdentifier } from './format';
import type { Context } from './scope';
import type { Expr } from './tree';
import { BOOL, idOf, isUnknown, TEXT, typeOf } from './type-table';

const VALUES: Readonly<Record<string, readonly [string, string]>> = {
  SVFOP_CURRENT_DATE: ['CURRENT_DATE', 'date'],
  SVFOP_CURRENT_TIME: ['CURRENT_TIME', 'timetz'],
  SVFOP_CURRENT_TIME_N: ['CURRENT_TIME', 'timetz'],
  SVFOP_CURRENT_TIMESTAMP: ['CURRENT_TIMESTAMP', 'timestamptz'],
  SVFOP_CURRENT_TIMESTAMP_N: ['CURRENT_TIMESTAMP', 'timestamptz'],
  SVFOP_LOCALTIME: ['LOCALTIME', 'time'],
  SVFOP_LOCALTIME_N: ['LOCALTIME', 'time'],
  SVFOP_LOCALTIMESTAMP: ['LOCALTIMESTAMP', 'timestamp'],
  SVFOP_LOCALTIMESTAMP_N: ['LOCALTIMESTAMP', 'timestamp'],
  SVFOP_CURRENT_ROLE: ['CURRENT_ROLE', 'name'],
  SVFOP_CURRENT_USER: ['CURRENT_USER', 'name'],
  SVFOP_USER: ['USER', 'name'],
  SVFOP_SESSION_USER: ['SESSION_USER', 'name'],
  SVFOP_CURRENT_CATALOG: ['CURRENT_CATALOG', 'name'],
  SVFOP_CURRENT_SCHEMA: ['CURRENT_SCHEMA', 'name'],
};

/** `CURRENT_TIMESTAMP(3)` and the like. */
export function valueFunction(node: SQLValueFunction): Expr {
  const [text, type] = VALUES[node.op ?? ''] ?? ['CURRENT_TIMESTAMP', 'timestamptz'];
  if (!node.op?.endsWith('_N')) return { kind: 'keyword', text, type: typeOf(type) };
  // PostgreSQL keeps six digits of a second.
  const digits = String(Math.min(node.typmod ?? 0, 6));
  return { kind: 'keyword', text: `${text}(${digits})`, type: typeOf(type, [digits]) };
}

/** XML and JSON, whose syntax the grammar itself knows. Not all of it is printed as PostgreSQL does it. */
export function special(context: Context, node: Node): Expr {
  if ('XmlExpr' in node) return xml(context, node.XmlExpr);
  if ('XmlSerialize' in node) {
    const { typeName, expr, xmloption, indent } = node.XmlSerialize;
    const type = typeName && context.env.type(typeName);
    const args = [asXml(context, expr)];
    const before = xmloption === 'XMLOPTION_DOCUMENT' ? 'DOCUMENT ' : 'CONTENT ';
    const after = ` AS ${type ? formatSqlType(type) : ''}`;
    return { kind: 'keyword-call', name: 'XMLSERIALIZE', args, before, after, type, ...(indent && { partly: true }) };
  }
  if ('JsonIsPredicate' in node) {
    const { expr, item_type: item = 'JS_TYPE_ANY', unique_keys: unique } = node.JsonIsPredicate;
    const kind = item === 'JS_TYPE_ANY' ? '' : ` ${item.slice('JS_TYPE_'.length)}`;
    const text = ` IS JSON${kind}${unique ? ' WITH UNIQUE KEYS' : ''}`;
    const value = context.analyse(expr);
    const arg = isUnknown(value.type) ? coerce(context.types, value, TEXT, 'implicit', 'implicit') : value;
    return { kind: 'test', arg, text, showImplicit: true, type: BOOL };
  }
  return json(context, node);
}

/** Only types are told. */
function json(context: Context, node: Node): Expr {
  const partly = (name: string, type: SqlType | undefined): Expr => ({ kind: 'keyword-call', name, args: [], type, partly: true }); // prettier-ignore
  const returning = (output: JsonOutput | undefined, otherwise: string) => output?.typeName ? context.env.type(output.typeName) : typeOf(otherwise); // prettier-ignore
  if ('JsonObjectConstructor' in node) {
    const { exprs, output } = node.JsonObjectConstructor;
    const values = (exprs ?? []).map((each) =>
      'JsonKeyValue' in each ? each.JsonKeyValue.value?.raw_expr : undefined,
    );
    return partly('JSON_OBJECT', returning(output, anyJsonb(context, values)));
  }
  if ('JsonArrayConstructor' in node) {
    const { exprs, output } = node.JsonArrayConstructor;
    const values = (exprs ?? []).map((each) => ('JsonValueExpr' in each ? each.JsonValueExpr.raw_expr : undefined));
    return partly('JSON_ARRAY', returning(output, anyJsonb(context, values)));
  }
  if ('JsonArrayQueryConstructor' in node) {
    return partly('JSON_ARRAY', returning(node.JsonArrayQueryConstructor.output, 'json'));
  }
  if ('JsonObjectAgg' in node) {
    const { arg, constructor } = node.JsonObjectAgg;
    return partly('JSON_OBJECTAGG', returning(constructor?.output, anyJsonb(context, [arg?.value?.raw_expr])));
  }
  if ('JsonArrayAgg' in node) {
    const { arg, constructor } = node.JsonArrayAgg;
    return partly('JSON_ARRAYAGG', returning(constructor?.output, anyJsonb(context, [arg?.raw_expr])));
  }
  if ('JsonParseExpr' in node) return partly('JSON', returning(node.JsonParseExpr.output, 'json'));
  if ('JsonScalarExpr' in node) return partly('JSON_SCALAR', returning(node.JsonScalarExpr.output, 'json'));
  if ('JsonSerializeExpr' in node) return partly('JSON_SERIALIZE', returning(node.JsonSerializeExpr.output, 'text'));
  if ('JsonFuncExpr' in node) {
    const { op, output } = node.JsonFuncExpr;
    if (op === 'JSON_EXISTS_OP') return partly('JSON_EXISTS', BOOL);
    if (op === 'JSON_VALUE_OP') return partly('JSON_VALUE', returning(output, 'text'));
    return partly('JSON_QUERY', returning(output, 'jsonb'));
  }
  return { kind: 'unread', text: '', type: undefined };
}

/** What is made of a `jsonb` is one. */
function anyJsonb(context: Context, values: readonly (Node | undefined)[]): string {
  const types = values.map((value) => value && context.analyse(value).type);
  return types.some((type) => type && idOf(type) === 'jsonb') ? 'jsonb' : 'json';
}

const XML: SqlType = typeOf('xml');

function asXml(context: Context, node: Node | undefined): Expr {
  return coerce(context.types, context.analyse(node), XML, 'implicit', 'implicit');
}

function xml(context: Context, node: XmlExpr): Expr {
  const args = node.args ?? [];
  const call = (name: string, values: readonly Expr[], before = '', after = ''): Expr => ({ kind: 'keyword-call', name, args: values, before, after, type: XML }); // prettier-ignore
  const named = `NAME ${quoteIdentifier(node.name ?? '')}${args.length > 0 ? ', ' : ''}`;
  switch (node.op) {
    case 'IS_DOCUMENT':
      return { kind: 'test', arg: asXml(context, args[0]), text: ' IS DOCUMENT', showImplicit: false, type: BOOL };
    case 'IS_XMLCONCAT':
      return call(
        'XMLCONCAT',
        args.map((arg) => asXml(context, arg)),
      );
    case 'IS_XMLPARSE': {
      const text = coerce(context.types, context.analyse(args[0]), TEXT, 'implicit', 'implicit');
      const whitespace = args[1] && 'A_Const' in args[1] && args[1].A_Const.boolval?.boolval ? 'PRESERVE' : 'STRIP';
      const what = node.xmloption === 'XMLOPTION_DOCUMENT' ? 'DOCUMENT ' : 'CONTENT ';
      return call('XMLPARSE', [text], what, ` ${whitespace} WHITESPACE`);
    }
    case 'IS_XMLELEMENT':
      if (node.named_args) break;
      return call('XMLELEMENT', args.map(context.analyse), named);
    case 'IS_XMLPI':
      return call(
        'XMLPI',
        args.map((arg) => coerce(context.types, context.analyse(arg), TEXT, 'assignment', 'implicit')),
        named,
      );
  }
  const name = (node.op ?? 'XML').replace(/^IS_/, '');
  return { kind: 'keyword-call', name, args: args.map(context.analyse), type: XML, partly: true };
}
