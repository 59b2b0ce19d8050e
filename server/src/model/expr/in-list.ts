import type { Node } from '@pgsql/types';
import { toArgument } from './coerce';
import { commonTypeId } from './common';
import { arrayOperation, nested, operation, rowComparison, type OperatorName } from './operators';
import type { Context } from './scope';
import { parts, type Expr } from './tree';
import { BOOL, idOf, typeOf } from './type-table';

/**
 * `x IN (…)`: PostgreSQL compares with an array of the values that have no columns, if there are two or more, and with the
 * others one by one: `transformAExprIn`.
 */
export function inList(context: Context, name: OperatorName, value: Expr, nodes: readonly Node[]): Expr {
  const { types } = context;
  const not = name.name === '<>';
  const others = nodes.map(context.analyse);
  const fixed = others.filter((other) => !hasColumn(other));
  const results: Expr[] = [];
  let single = others;
  if (fixed.length > 1 && value.type !== undefined && fixed.every(({ type }) => type !== undefined)) {
    const common = commonTypeId(types, [value, ...fixed].map(({ type }) => idOf(type!))); // prettier-ignore
    if (common !== undefined && common !== 'record') {
      const elements = fixed.map((each) => toArgument(types, each, typeOf(common)));
      const array: Expr = { kind: 'array', elements, type: typeOf(types.isArray(common) ? common : `${common}[]`) };
      results.push(arrayOperation(context, name, not, value, array));
      single = others.filter(hasColumn);
    }
  } else if (fixed.length > 1 && fixed.length === others.length) {
    return { kind: 'any', operator: name.name, all: not, args: [value, { kind: 'array', elements: fixed, type: undefined }], type: BOOL }; // prettier-ignore
  }
  for (const other of single) {
    results.push(
      value.kind === 'row' && other.kind === 'row'
        ? rowComparison(context, name, value.args, other.args)
        : operation(context, name, [value, other]),
    );
  }
  return nested(not ? 'AND' : 'OR', results);
}

/** Does it refer to a column of the query it stands in? */
function hasColumn(expr: Expr): boolean {
  return expr.kind === 'column' || parts(expr).some(hasColumn);
}
