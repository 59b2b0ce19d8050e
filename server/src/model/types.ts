import type { TypeName } from '@pgsql/types';
import type { Span } from '../base/span';
import { formatBuiltIn, spatialModifiers } from './format-type';
import type { Name } from './names';

/** The type of a column as it is written, read into parts. */
export interface TypeFact {
  /** As `format_type` spells it, for built-in types; else the name, with its schema where that is written. */
  readonly display: string;
  /** Built-in types carry the name in `pg_catalog` (`int4`); others have `schema` as written. */
  readonly name: Name;
  readonly builtIn: boolean;
  readonly modifiers: readonly string[];
  readonly dimensions: number;
  /** `table.column%TYPE`: the type of that column; `name` is the table's. */
  readonly ofColumn?: string;
  /** `serial` is no type but an integer with a sequence. */
  readonly serial?: 'smallserial' | 'serial' | 'bigserial';
  /** UTF-16 from the statement's start; absent where the column came from elsewhere. */
  readonly span?: Span;
}

const BUILT_IN = new Set(
  (
    'int2 int4 int8 float4 float8 bool varchar bpchar timestamp timestamptz time timetz varbit text uuid json jsonb date numeric ' +
    'interval bytea bit name oid inet cidr macaddr macaddr8 xml money tsvector tsquery point line lseg box path polygon circle ' +
    'int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange nummultirange tsmultirange ' +
    'tstzmultirange datemultirange regclass regproc regprocedure regoper regoperator regtype regrole regnamespace regconfig ' +
    'regdictionary regcollation pg_lsn txid_snapshot pg_snapshot xid xid8 cid tid char jsonpath refcursor record void trigger ' +
    'event_trigger anyelement anyarray anynonarray anyenum anyrange cstring internal aclitem int2vector oidvector pg_node_tree ' +
    'unknown language_handler any anycompatible anycompatiblearray anymultirange'
  ).split(' '),
);

const SERIAL: Readonly<Record<string, readonly ['smallserial' | 'serial' | 'bigserial', string]>> = {
  smallserial: ['smallserial', 'int2'],
  serial2: ['smallserial', 'int2'],
  serial: ['serial', 'int4'],
  serial4: ['serial', 'int4'],
  bigserial: ['bigserial', 'int8'],
  serial8: ['bigserial', 'int8'],
};

/** Of a column that doesn't say its type: `CREATE TABLE … OF` tells it. */
export const NO_TYPE: TypeFact = { display: '', name: { name: '' }, builtIn: false, modifiers: [], dimensions: 0 };

/** Reads a type of the parse tree. `span` is its place in the statement. */
export function readType(type: TypeName, span?: Span): TypeFact {
  const names = (type.names ?? []).map((node) => ('String' in node ? (node.String.sval ?? '') : ''));
  const last = names.at(-1) ?? '';
  if (type.pct_type) return ofColumn(names, span);
  const schema = names.length > 1 ? names.at(-2) : undefined;
  const modifiers = spatialModifiers(last, (type.typmods ?? []).map(modifier));
  const dimensions = type.arrayBounds?.length ?? 0;
  const serial = schema === undefined || schema === 'pg_catalog' ? SERIAL[last] : undefined;
  if (serial) return build({ name: serial[1] }, true, [], dimensions, span, serial[0]);
  const builtIn = (schema === undefined || schema === 'pg_catalog') && BUILT_IN.has(last);
  const name: Name = builtIn ? { name: last } : schema === undefined ? { name: last } : { schema, name: last };
  return build(name, builtIn, modifiers, dimensions, span);
}

function ofColumn(names: readonly string[], span: Span | undefined): TypeFact {
  const [column = '', table = '', schema] = [...names].reverse();
  const name = schema === undefined ? { name: table } : { schema, name: table };
  return { ...build(name, false, [], 0, span), ofColumn: column };
}

function build(
  name: Name,
  builtIn: boolean,
  modifiers: readonly string[],
  dimensions: number,
  span: Span | undefined,
  serial?: TypeFact['serial'],
): TypeFact {
  const display =
    (builtIn ? formatBuiltIn(name.name, modifiers) : formatOther(name, modifiers)) + (dimensions > 0 ? '[]' : '');
  return { display, name, builtIn, modifiers, dimensions, ...(serial && { serial }), ...(span && { span }) };
}

function formatOther(name: Name, modifiers: readonly string[]): string {
  const base = name.schema === undefined ? name.name : `${name.schema}.${name.name}`;
  return modifiers.length > 0 ? `${base}(${modifiers.join(',')})` : base;
}

function modifier(node: NonNullable<TypeName['typmods']>[number]): string {
  if ('A_Const' in node) {
    const constant = node.A_Const;
    if (constant.ival) return String(constant.ival.ival ?? 0);
    return constant.sval?.sval ?? constant.fval?.fval ?? '';
  }
  if ('ColumnRef' in node) {
    const field = node.ColumnRef.fields?.[0];
    return field && 'String' in field ? (field.String.sval ?? '') : '';
  }
  // A negative scale, as in numeric(3,-2)
  if ('A_Expr' in node && node.A_Expr.rexpr) return `-${modifier(node.A_Expr.rexpr)}`;
  return '';
}
