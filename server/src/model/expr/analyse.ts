import type { A_Const, A_Expr, BoolExpr, Node, TypeCast } from '@pgsql/types';
import { coerce, toBoolean } from './coerce';
import { outputTypeOf } from './common';
import { arrayList, caseExpression, commonCall, sublink } from './constructs';
import type { SqlType, TypeEnv } from './env';
import { qualified, writtenType } from './format';
import { functionCall } from './functions';
import { columnReference, indirection } from './references';
import type { Context, Scope } from './scope';
import { inList } from './in-list';
import { inputNumeric } from './literal-numbers';
import { arrayOperation, distinct, nested, nullIf, operation, rowComparison, type OperatorName } from './operators';
import { special, valueFunction } from './special';
import { constant, type Expr } from './tree';
import { BOOL, idOf, INT4, RECORD, typeOf, TypeTable, UNKNOWN } from './type-table';

export type { Expr } from './tree';
export type { Scope } from './scope';

/** The deepest nesting that is followed. */
const MAX_DEPTH = 500;

/** Types of an expression and of all its parts. What isn't understood has no type; nothing is thrown. */
export function analyse(node: Node, scope: Scope, env: TypeEnv): Expr {
  return contextOf(scope, env).analyse(node);
}

/** As the value of a column of the type: a default, a generated column. */
export function analyseAs(node: Node, type: SqlType | undefined, scope: Scope, env: TypeEnv): Expr {
  const context = contextOf(scope, env);
  const expr = context.analyse(node);
  return type ? coerce(context.types, expr, type, 'assignment', 'implicit') : expr;
}

/** CHECK, WHERE, USING: a condition. */
export function analyseCondition(node: Node, scope: Scope, env: TypeEnv): Expr {
  const context = contextOf(scope, env);
  return toBoolean(context.types, context.analyse(node));
}

/** The type of an output column of SELECT: a literal that nothing has given a type is text. */
export function outputType(expr: Expr): SqlType | undefined {
  return outputTypeOf(expr.type);
}

function contextOf(scope: Scope, env: TypeEnv): Context {
  let depth = 0;
  const context: Context = {
    env,
    scope,
    types: new TypeTable(env),
    analyse(node) {
      if (!node || depth >= MAX_DEPTH) return { kind: 'unread', text: '…', type: undefined };
      depth++;
      try {
        return dispatch(context, node);
      } finally {
        depth--;
      }
    },
  };
  return context;
}

function dispatch(context: Context, node: Node): Expr {
  if ('A_Const' in node) return literal(node.A_Const);
  if ('ColumnRef' in node) return columnReference(context, node.ColumnRef);
  if ('A_Expr' in node) return operator(context, node.A_Expr);
  if ('BoolExpr' in node) return logic(context, node.BoolExpr);
  if ('FuncCall' in node) return functionCall(context, node.FuncCall);
  if ('TypeCast' in node) return typeCast(context, node.TypeCast);
  if ('NullTest' in node) {
    const text = node.NullTest.nulltesttype === 'IS_NOT_NULL' ? ' IS NOT NULL' : ' IS NULL';
    return { kind: 'test', arg: context.analyse(node.NullTest.arg), text, showImplicit: true, type: BOOL };
  }
  if ('BooleanTest' in node) {
    const arg = toBoolean(context.types, context.analyse(node.BooleanTest.arg));
    const text = ` ${(node.BooleanTest.booltesttype ?? 'IS_TRUE').replaceAll('_', ' ')}`;
    return { kind: 'test', arg, text, showImplicit: false, type: BOOL };
  }
  if ('CaseExpr' in node) return caseExpression(context, node.CaseExpr);
  if ('CoalesceExpr' in node) return commonCall(context, 'COALESCE', node.CoalesceExpr.args ?? []);
  if ('MinMaxExpr' in node) {
    return commonCall(context, node.MinMaxExpr.op === 'IS_LEAST' ? 'LEAST' : 'GREATEST', node.MinMaxExpr.args ?? []);
  }
  if ('A_ArrayExpr' in node) return arrayList(context, node.A_ArrayExpr);
  if ('RowExpr' in node) {
    return { kind: 'row', args: (node.RowExpr.args ?? []).map(context.analyse), cast: false, type: RECORD };
  }
  if ('A_Indirection' in node) return indirection(context, node.A_Indirection);
  if ('CollateClause' in node) {
    const names = (node.CollateClause.collname ?? []).map((each) => ('String' in each ? (each.String.sval ?? '') : ''));
    const arg = context.analyse(node.CollateClause.arg);
    return { kind: 'collate', arg, collation: qualified(names.at(-2), names.at(-1) ?? ''), type: arg.type };
  }
  if ('SubLink' in node) return sublink(context, node.SubLink);
  if ('SQLValueFunction' in node) return valueFunction(node.SQLValueFunction);
  if ('ParamRef' in node) return { kind: 'unread', text: `$${node.ParamRef.number ?? 0}`, type: undefined };
  if ('GroupingFunc' in node) {
    return { kind: 'keyword-call', name: 'GROUPING', args: (node.GroupingFunc.args ?? []).map(context.analyse), type: INT4 }; // prettier-ignore
  }
  return special(context, node);
}

/** `make_const` */
function literal(node: A_Const): Expr {
  if (node.isnull) return constant(UNKNOWN, undefined);
  if (node.boolval) return constant(BOOL, node.boolval.boolval ? 't' : 'f');
  if (node.sval) return constant(UNKNOWN, node.sval.sval ?? '');
  if (node.fval) return number(node.fval.fval ?? '0');
  if (node.bsval) return constant(typeOf('bit'), bits(node.bsval.bsval ?? ''));
  return constant(INT4, String(node.ival?.ival ?? 0));
}

/** A number with too many digits for an integer, or with a fraction. */
function number(text: string): Expr {
  if (/^[+-]?(?:\d[\d_]*|0x[\da-f_]+|0o[0-7_]+|0b[01_]+)$/i.test(text)) {
    const negative = text.startsWith('-');
    const value = BigInt(text.replace(/^[+-]|_/g, '')) * (negative ? -1n : 1n);
    if (BigInt.asIntN(64, value) === value) return constant(typeOf(BigInt.asIntN(32, value) === value ? 'int4' : 'int8'), String(value)); // prettier-ignore
    return constant(typeOf('numeric'), String(value));
  }
  return constant(typeOf('numeric'), inputNumeric(text) ?? text);
}

/** `b101` or `x1F` */
function bits(text: string): string {
  if (!text.startsWith('x')) return text.slice(1);
  return [...text.slice(1)].map((digit) => parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
}

function typeCast(context: Context, node: TypeCast): Expr {
  const target = node.typeName && context.env.type(node.typeName);
  const written = node.arg;
  if (!target) {
    const typeText = node.typeName ? writtenType(node.typeName) : '';
    return { kind: 'cast', arg: context.analyse(written), format: 'explicit', type: undefined, typeText };
  }
  if (written && 'A_ArrayExpr' in written) {
    const base = context.types.base(target);
    if (context.types.element(idOf(base)) !== undefined) {
      const list = arrayList(context, written.A_ArrayExpr, base);
      return coerce(context.types, list, target, 'explicit', 'explicit');
    }
  }
  return coerce(context.types, context.analyse(written), target, 'explicit', 'explicit');
}

function logic(context: Context, node: BoolExpr): Expr {
  const op = node.boolop === 'OR_EXPR' ? 'OR' : node.boolop === 'NOT_EXPR' ? 'NOT' : 'AND';
  const args = (node.args ?? []).map((arg) => toBoolean(context.types, context.analyse(arg)));
  return { kind: 'logic', op, args, type: BOOL };
}

function operator(context: Context, node: A_Expr): Expr {
  const names = (node.name ?? []).map((each) => ('String' in each ? (each.String.sval ?? '') : ''));
  const name: OperatorName = { schema: names.length > 1 ? names.at(-2) : undefined, name: names.at(-1) ?? '' };
  const left = node.lexpr && context.analyse(node.lexpr);
  const { kind } = node;
  if (kind === 'AEXPR_IN') return inList(context, name, left!, listOf(node.rexpr));
  if (kind?.startsWith('AEXPR_BETWEEN') || kind?.startsWith('AEXPR_NOT_BETWEEN')) return between(context, node, left!);
  const right = context.analyse(node.rexpr);
  switch (kind) {
    case 'AEXPR_OP_ANY':
    case 'AEXPR_OP_ALL':
      return arrayOperation(context, name, kind === 'AEXPR_OP_ALL', left!, right);
    case 'AEXPR_DISTINCT':
    case 'AEXPR_NOT_DISTINCT':
      return distinct(context, left!, right, kind === 'AEXPR_NOT_DISTINCT');
    case 'AEXPR_NULLIF':
      return nullIf(context, left!, right);
    default:
      if (left?.kind === 'row' && right.kind === 'row') return rowComparison(context, name, left.args, right.args);
      return operation(context, name, left ? [left, right] : [right]);
  }
}

function listOf(node: Node | undefined): readonly Node[] {
  return node && 'List' in node ? (node.List.items ?? []) : [];
}

/** PostgreSQL makes comparisons of it. */
function between(context: Context, node: A_Expr, value: Expr): Expr {
  const [low, high] = listOf(node.rexpr).map(context.analyse);
  if (!low || !high) return { kind: 'unread', text: '', type: BOOL };
  const not = node.kind === 'AEXPR_NOT_BETWEEN' || node.kind === 'AEXPR_NOT_BETWEEN_SYM';
  const compare = (name: string, other: Expr) => operation(context, { schema: undefined, name }, [value, other]);
  const range = (from: Expr, to: Expr): Expr => nested(not ? 'OR' : 'AND', [compare(not ? '<' : '>=', from), compare(not ? '>' : '<=', to)]); // prettier-ignore
  const symmetric = node.kind === 'AEXPR_BETWEEN_SYM' || node.kind === 'AEXPR_NOT_BETWEEN_SYM';
  if (!symmetric) return range(low, high);
  return nested(not ? 'AND' : 'OR', [range(low, high), range(high, low)]);
}
