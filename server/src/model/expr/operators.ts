import type { CatalogOperator, TypeId } from './catalog';
import { canCoerce, selectCandidate, sharedResult } from './candidates';
import { toArgument } from './coerce';
import { quoteIdentifier } from './format';
import { isPolymorphic, resolved, resolvePolymorphic } from './polymorphic';
import type { Context } from './scope';
import { constant, isNullLiteral, type Expr } from './tree';
import { BOOL, idOf, isUnknown, typeOf, type TypeTable } from './type-table';

/** An operator as it is written: `=` or `OPERATOR(app.=)`. */
export interface OperatorName {
  readonly schema: string | undefined;
  readonly name: string;
}

/** Operators of the name that can be seen, with as many operands. */
function visible({ types, env }: Context, { schema, name }: OperatorName, operands: number): CatalogOperator[] {
  const all = [
    ...(env.operators?.(schema === undefined ? { name } : { schema, name }) ?? []),
    ...types.catalog.operators(name),
  ];
  return all.filter(
    (operator) =>
      operator.args.length === operands &&
      (schema === undefined
        ? operator.schema === 'pg_catalog' || env.path.includes(operator.schema)
        : operator.schema === schema),
  );
}

/** The operator for operands of the types, as long as they are PostgreSQL's own found only once. */
function find(context: Context, name: OperatorName, inputs: readonly TypeId[]): CatalogOperator | undefined {
  const { types, env } = context;
  const choose = () => choice(types, visible(context, name, inputs.length), inputs);
  const isOwn = (env.operators?.({ name: name.name }).length ?? 0) > 0;
  if (isOwn || name.schema !== undefined || inputs.some((input) => input.includes('.'))) return choose();
  const key = `${name.name} ${inputs.join()} ${env.path.join()}`;
  const chosen = types.catalog.chosenOperators;
  if (!chosen.has(key)) chosen.set(key, choose());
  return chosen.get(key);
}

/** `oper` and `left_oper` of parse_oper.c. */
function choice(types: TypeTable, candidates: readonly CatalogOperator[], inputs: readonly TypeId[]) {
  const known = inputs.find((input) => input !== 'unknown');
  const wanted = inputs.map((input) => (input === 'unknown' ? (known ?? input) : input));
  const exactly = (ids: readonly TypeId[]) => candidates.find(({ args }) => args.every((arg, i) => arg === ids[i]));
  const exact = exactly(wanted);
  if (exact) return exact;
  // A literal beside a domain is one of the domain's base.
  if (inputs.length === 2 && known !== undefined && inputs.includes('unknown')) {
    const base = types.baseId(known);
    const found = base === known ? undefined : exactly([base, base]);
    if (found) return found;
  }
  return selectCandidate(types, inputs, candidates);
}

function mayBe(types: TypeTable, input: TypeId | undefined, arg: TypeId): boolean {
  return input === undefined || canCoerce(types, [input], [arg]);
}

/** As it is printed where `public` is searched. */
function printed(schema: string, name: string): string {
  return schema === 'pg_catalog' || schema === 'public' ? name : `OPERATOR(${quoteIdentifier(schema)}.${name})`;
}

function written({ schema, name }: OperatorName): string {
  return schema === undefined ? name : printed(schema, name);
}

/** An operator with one or two operands: `make_op`. */
export function operation(context: Context, name: OperatorName, operands: readonly Expr[]): Expr {
  const { types } = context;
  const inputs = operands.map(({ type }) => type && idOf(type));
  const found = inputs.every((input) => input !== undefined) ? find(context, name, inputs) : undefined;
  if (!found) {
    const candidates = visible(context, name, operands.length);
    const possible = candidates.filter(({ args }) => args.every((arg, i) => mayBe(types, inputs[i], arg)));
    const result = inputs.includes(undefined) ? sharedResult(possible) : undefined;
    return { kind: 'op', operator: written(name), args: operands, type: result === undefined ? undefined : typeOf(result) }; // prettier-ignore
  }
  const { args, result } = applied(types, found, operands);
  return { kind: 'op', operator: printed(found.schema, found.name), args, type: result };
}

function applied(types: TypeTable, found: CatalogOperator, operands: readonly Expr[]) {
  const polymorphic = found.args.some(isPolymorphic) || isPolymorphic(found.result);
  const resolution = polymorphic
    ? resolvePolymorphic(types, found.args, operands.map(({ type }) => idOf(type!))) // prettier-ignore
    : undefined;
  const args = operands.map((operand, i) => {
    const declared = found.args[i]!;
    return toArgument(types, operand, typeOf((resolution && resolved(declared, resolution)) ?? declared));
  });
  const result = (resolution && resolved(found.result, resolution)) ?? found.result;
  return { args, result: isPolymorphic(result) ? undefined : typeOf(result) };
}

/** `x = ANY (array)` and `x <> ALL (array)`: `make_scalar_array_op`. */
export function arrayOperation(context: Context, name: OperatorName, all: boolean, left: Expr, right: Expr): Expr {
  const { types } = context;
  const plain = (): Expr => ({ kind: 'any', operator: written(name), all, args: [left, right], type: BOOL });
  if (left.type === undefined || right.type === undefined) return plain();
  const element = isUnknown(right.type) ? 'unknown' : types.element(types.baseId(idOf(right.type)));
  if (element === undefined) return plain();
  const inputs = [idOf(left.type), element];
  const found = find(context, name, inputs);
  if (!found) return plain();
  const resolution = found.args.some(isPolymorphic) ? resolvePolymorphic(types, found.args, inputs) : undefined;
  const declared = found.args.map((arg) => (resolution && resolved(arg, resolution)) ?? arg);
  const args: [Expr, Expr] = [
    toArgument(types, left, typeOf(declared[0]!)),
    isPolymorphic(declared[1]!) ? right : toArgument(types, right, typeOf(`${declared[1]!}[]`)),
  ];
  return { kind: 'any', operator: printed(found.schema, found.name), all, args, type: BOOL };
}

/** `NULLIF(a, b)` */
export function nullIf(context: Context, left: Expr, right: Expr): Expr {
  const compared = operation(context, { schema: undefined, name: '=' }, [left, right]);
  const args = compared.kind === 'op' ? compared.args : [left, right];
  return { kind: 'nullif', operator: '=', args, type: args[0]!.type };
}

/** `a IS [NOT] DISTINCT FROM b` */
export function distinct(context: Context, left: Expr, right: Expr, not: boolean): Expr {
  const tested = isNullLiteral(right) ? left : isNullLiteral(left) ? right : undefined;
  if (tested) {
    const row = tested.type !== undefined && (tested.kind === 'row' || context.types.isComposite(idOf(tested.type)));
    const text = row ? ` IS${not ? ' NOT' : ''} DISTINCT FROM NULL` : ` IS${not ? '' : ' NOT'} NULL`;
    return { kind: 'test', arg: tested, text, showImplicit: true, type: BOOL };
  }
  const result = left.kind === 'row' && right.kind === 'row' ? rowDistinct(context, left.args, right.args) : pairDistinct(context, left, right); // prettier-ignore
  return not ? { kind: 'logic', op: 'NOT', args: [result], type: BOOL } : result;
}

function rowDistinct(context: Context, left: readonly Expr[], right: readonly Expr[]): Expr {
  const pairs = left.map((each, i) => pairDistinct(context, each, right[i] ?? constant(undefined, undefined)));
  return nested('OR', pairs);
}

function pairDistinct(context: Context, left: Expr, right: Expr): Expr {
  const compared = operation(context, { schema: undefined, name: '=' }, [left, right]);
  const args = compared.kind === 'op' ? compared.args : [left, right];
  return { kind: 'distinct', operator: '=', args, type: BOOL };
}

/** `((a OR b) OR c)`, as PostgreSQL builds it where nobody wrote the OR. */
export function nested(op: 'AND' | 'OR', all: readonly Expr[]): Expr {
  return all.reduce((left, right): Expr => ({ kind: 'logic', op, args: [left, right], type: BOOL }));
}

/** `make_row_comparison_op` */
export function rowComparison(
  context: Context,
  name: OperatorName,
  left: readonly Expr[],
  right: readonly Expr[],
): Expr {
  const pairs = left.map((each, i) => operation(context, name, [each, right[i] ?? constant(undefined, undefined)]));
  const [first] = pairs;
  if (first && pairs.length === 1) return first;
  if (name.name === '=' || name.name === '<>') {
    return { kind: 'logic', op: name.name === '=' ? 'AND' : 'OR', args: pairs, type: BOOL };
  }
  const operands = (index: 0 | 1) => pairs.map((pair) => (pair.kind === 'op' ? pair.args[index]! : pair));
  return { kind: 'row-comparison', operator: written(name), left: operands(0), right: operands(1), type: BOOL };
}
