import type { A_ArrayExpr, CaseExpr, Node, SubLink } from '@pgsql/types';
import { coerce, toArgument, toBoolean } from './coerce';
import { commonTypeId, commonTypeOf, outputTypeOf, withSharedModifiers } from './common';
import type { SqlType } from './env';
import { operation } from './operators';
import type { Context } from './scope';
import { constant, type Expr } from './tree';
import { bare, BOOL, idOf, isUnknown, TEXT, typeOf, UNKNOWN, type TypeTable } from './type-table';

/** `COALESCE`, `GREATEST` and `LEAST`: all arguments are of their common type. */
export function commonCall(context: Context, name: string, nodes: readonly Node[]): Expr {
  const { args, type } = asCommon(context.types, nodes.map(context.analyse)); // prettier-ignore
  return { kind: 'keyword-call', name, args, type };
}

/** Values as ones of their common type, which has modifiers if all of them do. */
function asCommon(types: TypeTable, values: readonly Expr[]) {
  const common = commonTypeOf(types, values);
  if (!common) return { args: values, type: undefined };
  const args = values.map((value) => toArgument(types, value, bare(common)));
  return { args, type: withSharedModifiers(idOf(common), args) };
}

/** `transformCaseExpr` */
export function caseExpression(context: Context, node: CaseExpr): Expr {
  const { types } = context;
  let arg = node.arg && context.analyse(node.arg);
  if (arg && isUnknown(arg.type)) arg = toArgument(types, arg, TEXT);
  const clauses = (node.args ?? []).flatMap((each) => ('CaseWhen' in each ? [each.CaseWhen] : []));
  const whens = clauses.map((clause) => {
    const when = context.analyse(clause.expr);
    if (!arg) return toBoolean(types, when);
    return operation(context, { schema: undefined, name: '=' }, [{ kind: 'case-test', type: arg.type }, when]);
  });
  const otherwise = node.defresult ? context.analyse(node.defresult) : constant(UNKNOWN, undefined);
  const results = [otherwise, ...clauses.map((clause) => context.analyse(clause.result))];
  const { args, type } = asCommon(types, results);
  return {
    kind: 'case',
    arg,
    whens: whens.map((when, i) => ({ when, then: args[i + 1]! })),
    otherwise: args[0]!,
    type,
  };
}

/** `ARRAY[…]`, of the array type that is written behind it or of the common type of its elements. */
export function arrayList(context: Context, node: A_ArrayExpr, target?: SqlType): Expr {
  const { types } = context;
  let nestedLists = false;
  const elements = (node.elements ?? []).map((each) => {
    if ('A_ArrayExpr' in each) {
      nestedLists = true;
      return arrayList(context, each.A_ArrayExpr, target);
    }
    const element = context.analyse(each);
    if (element.type && types.base(element.type).array) nestedLists = true;
    return element;
  });
  if (target) {
    const element = types.element(idOf(target));
    const wanted = nestedLists || element === undefined ? target : typeOf(element, target.modifiers);
    const coerced = elements.map((each) => coerce(types, each, wanted, 'explicit', 'explicit'));
    return { kind: 'array', elements: coerced, type: withSharedModifiers(idOf(wanted), coerced, idOf(target)) };
  }
  if (elements.length === 0 || elements.some(({ type }) => type === undefined)) {
    return { kind: 'array', elements, type: undefined };
  }
  const common = commonTypeId(types, elements.map(({ type }) => idOf(type!))); // prettier-ignore
  if (common === undefined) return { kind: 'array', elements, type: undefined };
  const coerced = elements.map((each) => toArgument(types, each, typeOf(common)));
  return { kind: 'array', elements: coerced, type: withSharedModifiers(common, coerced, nestedLists ? common : `${common}[]`) }; // prettier-ignore
}

/** A query within an expression, by what it is for. */
export function sublink(context: Context, node: SubLink): Expr {
  const select = node.subselect && 'SelectStmt' in node.subselect ? node.subselect.SelectStmt : undefined;
  switch (node.subLinkType) {
    case 'EXISTS_SUBLINK':
      return { kind: 'subquery', prefix: 'EXISTS ', type: BOOL };
    case 'EXPR_SUBLINK':
    case 'ARRAY_SUBLINK': {
      const type = outputTypeOf((select && context.scope.subquery(select))?.[0]?.type);
      if (node.subLinkType === 'EXPR_SUBLINK') return { kind: 'subquery', prefix: '', type };
      // An array of arrays is one with more dimensions.
      return { kind: 'subquery', prefix: 'ARRAY', type: type && { ...type, array: true } };
    }
    case 'ANY_SUBLINK':
    case 'ALL_SUBLINK':
    case 'ROWCOMPARE_SUBLINK':
      return { kind: 'subquery', prefix: '', type: BOOL };
    default:
      return { kind: 'subquery', prefix: '', type: undefined };
  }
}
