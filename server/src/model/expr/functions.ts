import type { FuncCall, Node } from '@pgsql/types';
import type { CatalogFunction, TypeId } from './catalog';
import { selectCandidate, sharedResult } from './candidates';
import { coerceType, toArgument, toBoolean } from './coerce';
import type { FunctionSignature, SqlType } from './env';
import { qualified } from './format';
import { pathway } from './pathways';
import { isPolymorphic, resolved, resolvePolymorphic, type Resolution } from './polymorphic';
import type { Context } from './scope';
import { PLAIN_CALL, type Call, type Expr } from './tree';
import { commonTypeId } from './common';
import { idOf, isUnknown, typeOf, type TypeTable } from './type-table';

/** A function with as many arguments as the call has. */
interface Candidate {
  readonly fn: CatalogFunction;
  readonly args: readonly (TypeId | undefined)[];
  readonly result: TypeId | undefined;
  /** Arguments from here on are gathered into an array. */
  readonly gathered: number | undefined;
}

/** Analyses a call: `ParseFuncOrColumn` of parse_func.c. */
export function functionCall(context: Context, call: FuncCall): Expr {
  const names = (call.funcname ?? []).map(textOf);
  const name = names.at(-1) ?? '';
  const schema = names.length > 1 ? names.at(-2) : undefined;
  const args = (call.args ?? []).map((arg) => argument(context, arg));
  const order = (call.agg_order ?? []).map((each) => sortKey(context, each));
  const all = call.agg_within_group ? [...args, ...order] : args;
  const details = {
    sqlSyntax: call.funcformat === 'COERCE_SQL_SYNTAX',
    star: call.agg_star ?? false,
    distinct: call.agg_distinct ?? false,
    ordered: order.length > 0,
    withinGroup: call.agg_within_group ?? false,
    filter: call.agg_filter && toBoolean(context.types, context.analyse(call.agg_filter)),
    over: call.over !== undefined,
  };
  return resolveCall(context, schema, name, all, call.func_variadic ?? false, { ...PLAIN_CALL, ...details });
}

function resolveCall(
  context: Context,
  schema: string | undefined,
  name: string,
  args: readonly Expr[],
  variadic: boolean,
  details: Omit<Call, 'kind' | 'type' | 'name' | 'args'>,
): Expr {
  const { types } = context;
  const candidates = candidatesFor(context, schema, name, args, variadic);
  const inputs = args.map(({ type }) => type && idOf(type));
  const known = inputs.every((input) => input !== undefined);
  if (!known) {
    const shared = sharedResult(candidates);
    const set = candidates.length > 0 && candidates.every(({ fn }) => fn.set);
    const type = shared === undefined ? undefined : typeOf(shared);
    const printed =
      candidates.length > 0 && schema === 'pg_catalog' ? qualified(undefined, name) : qualified(schema, name);
    return { kind: 'call', ...details, name: printed, args, variadic, set, type };
  }
  const exact = candidates.find((each) => each.args.every((arg, i) => arg === inputs[i]));
  if (!exact && args.length === 1) {
    const converted = asConversion(context, schema, name, args[0]!);
    if (converted) return converted;
  }
  const found = exact ?? selectCandidate(types, inputs, candidates);
  if (!found) return { kind: 'call', ...details, name: qualified(schema, name), args, variadic, type: undefined };
  return apply(types, found, args, variadic, details);
}

function apply(
  types: TypeTable,
  { fn, args: declared, gathered }: Candidate,
  args: readonly Expr[],
  variadic: boolean,
  details: Omit<Call, 'kind' | 'type' | 'name' | 'args'>,
): Expr {
  const polymorphic = [...declared, fn.result].some((type) => type !== undefined && isPolymorphic(type));
  const actual = args.map(({ type }) => idOf(type!));
  const resolution: Resolution = (polymorphic && resolvePolymorphic(types, declared, actual)) || new Map();
  const of = (id: TypeId | undefined): SqlType | undefined => {
    const type = resolved(id, resolution);
    return type === undefined || isPolymorphic(type) ? undefined : typeOf(type);
  };
  let given = args.map((arg, i): Expr => {
    const type = resolved(declared[i], resolution);
    if (type === undefined) return arg;
    if (arg.kind !== 'named') return toArgument(types, arg, typeOf(type));
    const value = toArgument(types, arg.arg, typeOf(type));
    return { ...arg, arg: value, type: value.type };
  });
  if (gathered !== undefined) {
    const elements = given.slice(gathered);
    const common = commonTypeId(types, elements.map(({ type }) => (type ? idOf(type) : 'unknown'))); // prettier-ignore
    const type = common === undefined ? undefined : typeOf(`${common}[]`);
    given = [...given.slice(0, gathered), { kind: 'array', elements, type }];
  }
  return {
    kind: 'call',
    ...details,
    name: qualified(fn.schema, fn.name),
    args: given,
    variadic: variadic || gathered !== undefined,
    set: fn.set,
    aggregate: fn.kind === 'a',
    columns: fn.columns.map((column) => ({ name: column.name, type: of(column.type) })),
    type: of(fn.result),
  };
}

/** `text(x)`: a type's name as a function, where no function has it. */
function asConversion(context: Context, schema: string | undefined, name: string, arg: Expr): Expr | undefined {
  const { types, env } = context;
  const names = (schema === undefined ? [name] : [schema, name]).map((sval): Node => ({ String: { sval } }));
  const target = env.type({ names, typemod: -1 });
  if (!target || target.array) return undefined;
  const way = isUnknown(arg.type) ? 'literal' : pathway(types, idOf(arg.type!), idOf(target), 'explicit')?.kind;
  if (way !== 'literal' && way !== 'relabel' && way !== 'text') return undefined;
  return coerceType(types, arg, { ...target, modifiers: [] }, 'explicit', 'explicit');
}

/** Functions that can be seen and can take as many arguments, as `FuncnameGetCandidates` of namespace.c lists them. */
function candidatesFor(
  context: Context,
  schema: string | undefined,
  name: string,
  args: readonly Expr[],
  variadic: boolean,
): Candidate[] {
  const { types, env } = context;
  const own = types.catalog.functions(name).filter((fn) =>
    schema === undefined
      ? fn.schema === 'pg_catalog' || env.path.includes(fn.schema)
      : fn.schema === schema,
  ); // prettier-ignore
  const users = env.functions(schema === undefined ? { name } : { schema, name }).map(ofSchema);
  const found: Candidate[] = [];
  const seen = new Set<string>();
  const names = args.map((arg) => (arg.kind === 'named' ? arg.name : undefined));
  // Without gathering and left-out arguments first: those win where the arguments are the same.
  for (const fn of [...own, ...users].sort((a, b) => Number(a.variadic) - Number(b.variadic))) {
    for (const candidate of ways(fn, names, variadic)) {
      const key = candidate.args.join();
      if (seen.has(key) && !candidate.args.includes(undefined)) continue;
      seen.add(key);
      found.push(candidate);
    }
  }
  return found;
}

function ways(fn: CatalogFunction, names: readonly (string | undefined)[], variadic: boolean): Candidate[] {
  const count = names.length;
  const total = fn.args.length;
  const { result } = fn;
  if (names.some((name) => name !== undefined)) {
    const order = names.map((name, i) => (name === undefined ? i : fn.argNames.indexOf(name)));
    const missing = fn.args.map((_, i) => i).filter((i) => !order.includes(i));
    if (order.includes(-1) || count > total || missing.some((i) => i < total - fn.defaults)) return [];
    return [{ fn, args: order.map((i) => fn.args[i]), result, gathered: undefined }];
  }
  if (fn.variadic && !variadic && count >= total) {
    const last = fn.args.at(-1);
    const fixed = fn.args.slice(0, -1);
    const any = last === 'any';
    const element = any ? last : elementOf(last);
    const args = [...fixed, ...Array.from({ length: count - fixed.length }, () => element)];
    return [{ fn, args, result, gathered: any ? undefined : fixed.length }];
  }
  if (count === total) return [{ fn, args: fn.args, result, gathered: undefined }];
  if (count < total && count >= total - fn.defaults) {
    return [{ fn, args: fn.args.slice(0, count), result, gathered: undefined }];
  }
  return [];
}

function elementOf(array: TypeId | undefined): TypeId | undefined {
  if (array === 'anyarray') return 'anyelement';
  if (array === 'anycompatiblearray') return 'anycompatible';
  return array?.endsWith('[]') ? array.slice(0, -2) : array;
}

const KINDS = { function: 'f', procedure: 'p', aggregate: 'a', window: 'w' } as const;

function ofSchema(signature: FunctionSignature): CatalogFunction {
  const id = (type: SqlType | undefined) => type && idOf(type);
  return {
    schema: signature.schema,
    name: signature.name,
    kind: KINDS[signature.kind],
    args: signature.args.map(id),
    result: id(signature.returns),
    set: signature.returnsSet,
    variadic: signature.variadic,
    defaults: signature.defaults,
    argNames: signature.argNames ?? [],
    columns: signature.columns.map((column) => ({ name: column.name, type: id(column.type) })),
  };
}

function argument(context: Context, node: Node): Expr {
  if (!('NamedArgExpr' in node)) return context.analyse(node);
  const arg = context.analyse(node.NamedArgExpr.arg);
  return { kind: 'named', name: node.NamedArgExpr.name ?? '', arg, type: arg.type };
}

function sortKey(context: Context, node: Node): Expr {
  return context.analyse('SortBy' in node && node.SortBy.node ? node.SortBy.node : node);
}

function textOf(node: Node): string {
  return 'String' in node ? (node.String.sval ?? '') : '';
}
