import type { A_Indirection, A_Indices, ColumnRef, Node } from '@pgsql/types';
import { coerce, coerceType } from './coerce';
import { quoteIdentifier } from './format';
import { pathway } from './pathways';
import type { Context } from './scope';
import { constant, type Expr, type Field, type Subscript } from './tree';
import { idOf, INT4, isUnknown, TEXT, typeOf } from './type-table';

export function columnReference({ scope }: Context, node: ColumnRef): Expr {
  const fields = (node.fields ?? []).flatMap((field) => ('String' in field ? [field.String.sval ?? ''] : []));
  const star = node.fields?.some((field) => 'A_Star' in field) ?? false;
  const found = fields.length > 0 ? scope.column(fields) : undefined;
  const text = found?.print ?? fields.map(quoteIdentifier).join('.');
  return { kind: 'column', text: star ? `${text}${fields.length > 0 ? '.' : ''}*` : text, type: found?.type };
}

/** `(x).field`, `x[1]`, `x[1:2]` and rows of them. */
export function indirection(context: Context, node: A_Indirection): Expr {
  let current = context.analyse(node.arg);
  let indices: A_Indices[] = [];
  for (const each of node.indirection ?? []) {
    if ('A_Indices' in each) {
      indices.push(each.A_Indices);
      continue;
    }
    current = subscripted(context, current, indices);
    indices = [];
    if ('String' in each) current = field(context, current, each.String.sval ?? '');
  }
  return subscripted(context, current, indices);
}

/** A column of a composite value. */
function field({ types }: Context, arg: Expr, name: string): Field {
  // The fields of a row that was just written are f1, f2, …
  const place = arg.kind === 'row' ? /^f(\d+)$/.exec(name)?.[1] : undefined;
  if (arg.kind === 'row' && place !== undefined)
    return { kind: 'field', arg, name, type: arg.args[Number(place) - 1]?.type };
  const columns = arg.kind === 'call' && arg.columns.length > 0 ? arg.columns : arg.type && types.columns(arg.type);
  return { kind: 'field', arg, name, type: columns?.find((column) => column.name === name)?.type };
}

function subscripted(context: Context, arg: Expr, indices: readonly A_Indices[]): Expr {
  if (indices.length === 0) return arg;
  const { types } = context;
  const base = arg.type && types.base(arg.type);
  const id = base && idOf(base);
  const json = id === 'jsonb';
  const element = id === undefined ? undefined : (types.element(id) ?? (json ? id : types.find(id)?.related));
  const text = id !== undefined && id.endsWith('.hstore');
  const slices = indices.some((each) => each.is_slice);
  const index = (node: Node | undefined): Expr | undefined => {
    if (!node) return undefined;
    const expr = context.analyse(node);
    if (json) return jsonIndex(context, expr);
    return coerce(types, expr, text ? TEXT : INT4, 'assignment', 'implicit');
  };
  const subscripts: Subscript['subscripts'] = indices.map((each) => ({
    // Beside a slice a single subscript is one from 1 on.
    lower: each.is_slice ? index(each.lidx) : slices ? constant(INT4, '1') : undefined,
    upper: index(each.uidx),
    slice: slices,
  }));
  // The modifiers of an array are those of its elements.
  const type = slices ? base : text ? TEXT : element === undefined ? undefined : typeOf(element, base?.array ? base.modifiers : []); // prettier-ignore
  return { kind: 'subscript', arg, subscripts, type };
}

/** A key or a place of a JSON value. */
function jsonIndex({ types }: Context, expr: Expr): Expr {
  if (expr.type === undefined) return expr;
  if (isUnknown(expr.type)) return coerceType(types, expr, TEXT, 'implicit', 'implicit');
  const target = pathway(types, idOf(expr.type), 'int4', 'implicit') ? INT4 : TEXT;
  return coerceType(types, expr, target, 'implicit', 'implicit');
}
