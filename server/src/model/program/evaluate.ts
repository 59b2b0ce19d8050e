import type { FuncCall, Node, SelectStmt, SubLink, TypeName } from '@pgsql/types';
import { formatSqlType } from '../expr/format';
import { SchemaEnv } from '../env';
import type { Name } from '../names';
import { builtin, isLike, isList } from './builtins';
import type { SchemaBefore } from './before';
import { Beyond, Raised, Unseen } from './ends';
import { ARGUMENTS, timeType, toTime } from './moment-functions';
import { asList, binary } from './operators';
import type { CatalogueRow } from './catalogue-relation';
import { indexDefinition, keyDefinition } from './cells';
import { descriptions } from './object-rows';
import { indexRows, keyRows, relationRows } from './objects';
import { order, orUnknown, and, equal, less, not, Oid, or, Row, strict, textOf, truthOf, UNKNOWN, type Truth, type Value } from './values'; // prettier-ignore

export interface Result {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

/** What names mean where an expression stands. */
export interface Scope {
  /** A column of a query or a variable; undefined for neither. */
  lookUp(fields: readonly string[]): Value | undefined;
  param(number: number): Value | undefined;
  /** The value of an aggregate in a query that has groups. */
  aggregate?(call: FuncCall): Value;
}

/** What evaluating an expression may ask beside its scope. */
export interface Context {
  readonly before: SchemaBefore;
  readonly path: readonly string[];
  /** Rows of the catalogue by a column's values, as long as nothing is changed. */
  readonly indexes: Map<string, ReadonlyMap<string, readonly CatalogueRow[]>>;
  select(query: SelectStmt, scope: Scope): Result;
  /** Whether a query gives a row; it may be said although some rows aren't known. */
  exists(query: SelectStmt, scope: Scope): Truth;
  /** Notes that the answer hangs on the rows of a table, and that it is one for no rows. */
  seesRows(): void;
  /** A function of the schema; undefined where there is none of the name. */
  call(name: Name, args: readonly Value[], byName?: ReadonlyMap<string, Value>): Value | undefined;
  /** What a function of the schema returns in FROM. */
  rowsOf(name: Name, args: readonly Value[]): Result | undefined;
  /** Whether a function of the schema returns several rows. */
  returnsSet(name: Name): boolean;
}

const TEXTS = new Set(['text', 'varchar', 'bpchar', 'name', 'char', 'sql_identifier', 'character_data', 'yes_or_no']);
const NUMBERS = new Set(['int2', 'int4', 'int8', 'numeric', 'float4', 'float8', 'cardinal_number']);

export function stringsOf(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).map((node) => ('String' in node ? (node.String.sval ?? '') : ''));
}

export function nameOf(parts: readonly string[]): Name {
  const [name = '', schema] = [...parts].reverse();
  return schema === undefined ? { name } : { schema, name };
}

/** The value of an expression of PostgreSQL's grammar. */
export function evaluate(node: Node | undefined, scope: Scope, context: Context): Value {
  if (!node) return null;
  const of = (inner: Node | undefined) => evaluate(inner, scope, context);
  const all = (nodes: readonly Node[] | undefined) => (nodes ?? []).map(of);
  if ('A_Const' in node) return constant(node.A_Const);
  if ('ColumnRef' in node) return column(node.ColumnRef.fields, scope);
  if ('ParamRef' in node) return orUnknown(scope.param(node.ParamRef.number ?? 0));
  if ('TypeCast' in node) return cast(of(node.TypeCast.arg), node.TypeCast.typeName!, context);
  if ('A_Expr' in node) return operation(node.A_Expr, of);
  if ('BoolExpr' in node) {
    const { boolop, args = [] } = node.BoolExpr;
    const truths = lazily(args, (each) => truthOf(of(each)));
    if (boolop === 'NOT_EXPR') return not(truthOf(of(args[0])));
    return boolop === 'AND_EXPR' ? and(truths) : or(truths);
  }
  if ('NullTest' in node) {
    const value = of(node.NullTest.arg);
    if (value === UNKNOWN) return UNKNOWN;
    return (value === null) === (node.NullTest.nulltesttype === 'IS_NULL');
  }
  if ('BooleanTest' in node) {
    const value = truthOf(of(node.BooleanTest.arg));
    if (value === UNKNOWN) return UNKNOWN;
    const [, negated, wanted] = /^IS_(NOT_)?(TRUE|FALSE|UNKNOWN)$/.exec(node.BooleanTest.booltesttype ?? '') ?? [];
    const is = wanted === 'UNKNOWN' ? value === null : value === (wanted === 'TRUE');
    return negated === undefined ? is : !is;
  }
  if ('FuncCall' in node) return functionCall(node.FuncCall, of, scope, context);
  if ('SubLink' in node) return subquery(node.SubLink, of, scope, context);
  if ('CoalesceExpr' in node) {
    for (const each of node.CoalesceExpr.args ?? []) {
      const value = of(each);
      if (value !== null) return value;
    }
    return null;
  }
  if ('CaseExpr' in node) {
    const { arg, args = [], defresult } = node.CaseExpr;
    for (const each of args) {
      if (!('CaseWhen' in each)) return UNKNOWN;
      const { expr, result } = each.CaseWhen;
      const when = arg ? equal(of(arg), of(expr)) : truthOf(of(expr));
      if (when === UNKNOWN) return UNKNOWN;
      if (when === true) return of(result);
    }
    return of(defresult);
  }
  if ('A_ArrayExpr' in node) return all(node.A_ArrayExpr.elements);
  if ('A_Indirection' in node) return indirection(of(node.A_Indirection.arg), node.A_Indirection.indirection ?? [], of);
  if ('CollateClause' in node) return of(node.CollateClause.arg);
  if ('RowExpr' in node) return all(node.RowExpr.args);
  if ('MinMaxExpr' in node) {
    const values = all(node.MinMaxExpr.args).filter((value) => value !== null);
    const sign = node.MinMaxExpr.op === 'IS_LEAST' ? -1 : 1;
    return values.reduce<Value>((best, value) => {
      const than = best === null ? 1 : order(value, best);
      return than === undefined || best === UNKNOWN ? UNKNOWN : than * sign > 0 || best === null ? value : best;
    }, null);
  }
  if ('SQLValueFunction' in node)
    return node.SQLValueFunction.op === 'SVFOP_CURRENT_SCHEMA' ? currentSchema(context) : UNKNOWN;
  return UNKNOWN;
}

/** Each is worked out only when it is asked for: what is false already needs no more. */
function* lazily<T>(nodes: readonly Node[], value: (node: Node) => T): Iterable<T> {
  for (const node of nodes) yield value(node);
}

function constant(node: {
  isnull?: boolean;
  sval?: { sval?: string };
  ival?: { ival?: number };
  fval?: { fval?: string };
  boolval?: { boolval?: boolean };
}): Value {
  // prettier-ignore
  if (node.isnull) return null;
  if (node.sval) return node.sval.sval ?? '';
  if (node.ival) return node.ival.ival ?? 0;
  if (node.fval) return Number(node.fval.fval);
  return node.boolval ? node.boolval.boolval === true : UNKNOWN;
}

function column(fields: readonly Node[] | undefined, scope: Scope): Value {
  if (fields?.some((field) => 'A_Star' in field)) return UNKNOWN;
  return orUnknown(scope.lookUp(stringsOf(fields)));
}

type Of = (node: Node | undefined) => Value;

function operation(
  { kind, name, lexpr, rexpr }: { kind?: string; name?: Node[]; lexpr?: Node; rexpr?: Node },
  of: Of,
): Value {
  const operator = stringsOf(name).at(-1) ?? '';
  switch (kind) {
    case 'AEXPR_OP':
      return lexpr ? binary(operator, of(lexpr), of(rexpr)) : strict([of(rexpr)], () => (operator === '-' ? -Number(of(rexpr)) : UNKNOWN)); // prettier-ignore
    case 'AEXPR_IN': {
      const list = rexpr && 'List' in rexpr ? (rexpr.List.items ?? []) : [];
      const value = of(lexpr);
      const found = or(lazily(list, (each) => equal(value, of(each))));
      return operator === '=' ? found : not(found);
    }
    case 'AEXPR_OP_ANY':
    case 'AEXPR_OP_ALL': {
      const value = of(lexpr);
      const list = asList(of(rexpr));
      if (!isList(list)) return list === null ? null : UNKNOWN;
      const truths = list.map((each) => truthOf(binary(operator, value, each)));
      return kind === 'AEXPR_OP_ANY' ? or(truths) : and(truths);
    }
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE': {
      const [value, pattern]: readonly [Value, Value] = [textOf(of(lexpr)), textOf(of(rexpr))];
      const like = strict([value, pattern], () => isLike(String(value), String(pattern), kind === 'AEXPR_ILIKE'));
      return operator.startsWith('!') ? not(like) : like;
    }
    case 'AEXPR_DISTINCT':
    case 'AEXPR_NOT_DISTINCT': {
      const [a, b]: readonly [Value, Value] = [of(lexpr), of(rexpr)];
      if (a === UNKNOWN || b === UNKNOWN) return UNKNOWN;
      const same = a === null || b === null ? a === b : equal(a, b);
      return kind === 'AEXPR_DISTINCT' ? not(same) : same;
    }
    case 'AEXPR_NULLIF': {
      const [a, b]: readonly [Value, Value] = [of(lexpr), of(rexpr)];
      const same = equal(a, b);
      return same === UNKNOWN ? UNKNOWN : same === true ? null : a;
    }
    case 'AEXPR_BETWEEN':
    case 'AEXPR_NOT_BETWEEN': {
      const bounds = rexpr && 'List' in rexpr ? (rexpr.List.items ?? []) : [];
      const value = of(lexpr);
      const between = and([not(less(value, of(bounds[0]))), not(less(of(bounds[1]), value))]);
      return kind === 'AEXPR_BETWEEN' ? between : not(between);
    }
  }
  return UNKNOWN;
}

function indirection(value: Value, steps: readonly Node[], of: Of): Value {
  let at = value;
  for (const step of steps) {
    if ('A_Indices' in step) {
      const list = asList(at);
      const { uidx, lidx, is_slice } = step.A_Indices;
      if (!isList(list)) return at === null ? null : UNKNOWN;
      const [from, to] = [lidx ? of(lidx) : 1, uidx ? of(uidx) : list.length];
      if (typeof from !== 'number' || typeof to !== 'number') return UNKNOWN;
      at = is_slice === true ? list.slice(Math.max(0, from - 1), Math.max(0, to)) : (list[to - 1] ?? null);
    } else if ('String' in step && at instanceof Row) at = orUnknown(at.columns.get(step.String.sval ?? ''));
    else return UNKNOWN;
  }
  return at;
}

/** A value as one of another type; unknown where that isn't understood. */
export function cast(value: Value, type: TypeName, { before, path }: Context): Value {
  const name = stringsOf(type.names).at(-1) ?? '';
  if (value === null || value === UNKNOWN) return value;
  if (type.arrayBounds?.length) return asList(value);
  if (TEXTS.has(name)) {
    const text = textOf(value);
    const length = type.typmods?.[0];
    const limit = length && 'A_Const' in length ? length.A_Const.ival?.ival : undefined;
    return typeof text === 'string' && limit !== undefined ? [...text].slice(0, limit).join('') : text;
  }
  if (NUMBERS.has(name)) {
    const number = typeof value === 'boolean' ? Number(value) : typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN; // prettier-ignore
    return Number.isFinite(number) && (name.startsWith('int') ? Number.isInteger(number) : true) ? number : UNKNOWN;
  }
  if (name === 'bool') return truthOf(value);
  const ofTime = timeType(name);
  if (ofTime) return toTime(value, ofTime, modifiersOf(type));
  if (name === 'regclass') return value instanceof Oid ? named(value) : relationNamed(value, path, before, true);
  if (name === 'regnamespace') {
    if (value instanceof Oid) return named(value);
    return typeof value === 'string' ? new Oid('namespace', unquotedParts(value).at(-1) ?? '', true) : UNKNOWN;
  }
  if (name === 'regtype') return value instanceof Oid ? named(value) : typeNamed(value, path, before);
  if (name === 'oid') return value instanceof Oid ? new Oid(value.of, value.key) : UNKNOWN;
  return UNKNOWN;
}

function modifiersOf({ typmods }: TypeName): string[] {
  return (typmods ?? []).map((node) => ('A_Const' in node ? String(node.A_Const.ival?.ival ?? 0) : ''));
}

function named(oid: Oid): Oid {
  return new Oid(oid.of, oid.key, true);
}

/** `app."Odd"` as its parts, folded as PostgreSQL folds them. */
function unquotedParts(text: string): string[] {
  return [...text.matchAll(/"((?:[^"]|"")*)"|([^".\s]+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain!.toLowerCase() : quoted.replaceAll('""', '"'),
  );
}

/** What `'name'::regclass` means; without such a relation PostgreSQL ends the program, or NULL is given. */
function relationNamed(value: Value, path: readonly string[], before: SchemaBefore, must: boolean): Value {
  if (typeof value !== 'string') return UNKNOWN;
  const name = nameOf(unquotedParts(value));
  const schemas = name.schema === undefined ? ['pg_temp', ...path, 'pg_catalog'] : [name.schema];
  const rows = [...relationRows(before, name.name)].filter((row) => row.name === name.name);
  for (const schema of schemas) {
    if (rows.some((row) => row.schema === schema)) return new Oid('relation', `${schema}.${name.name}`, true);
  }
  // A history without its base schema: the relation may be there.
  return must ? UNKNOWN : null;
}

function typeNamed(value: Value, path: readonly string[], before: SchemaBefore): Value {
  if (typeof value !== 'string' || !/^[\w."]+$/.test(value)) return UNKNOWN;
  const name = nameOf(unquotedParts(value));
  const type = before.type(name, path);
  if (type) return new Oid('type', type.key, true);
  const builtIn = new SchemaEnv(before, { path }).type({ names: [{ String: { sval: name.name } }] });
  return builtIn?.builtIn && name.schema === undefined ? new Oid('type', `pg_catalog.${builtIn.name}`, true) : UNKNOWN;
}

function currentSchema({ path }: Context): Value {
  return path[0] ?? null;
}

function functionCall(call: FuncCall, of: Of, scope: Scope, context: Context): Value {
  const name = nameOf(stringsOf(call.funcname));
  const own = name.schema === undefined || name.schema === 'pg_catalog';
  const aggregate = own && AGGREGATES.has(name.name) ? scope.aggregate : undefined;
  if (aggregate) return aggregate(call);
  if (call.over || call.func_variadic) return UNKNOWN;
  const args: Value[] = [];
  const byName = new Map<string, Value>();
  for (const arg of call.args ?? []) {
    if ('NamedArgExpr' in arg) byName.set(arg.NamedArgExpr.name ?? '', of(arg.NamedArgExpr.arg));
    else args.push(of(arg));
  }
  if (byName.size > 0) {
    const names = own ? ARGUMENTS[name.name] : undefined;
    return names
      ? builtin(name.name)!(...names.map((each, i) => args[i] ?? byName.get(each) ?? 0))
      : orUnknown(context.call(name, args, byName));
  }
  if (own) {
    const run = builtin(name.name);
    if (run) return run(...args);
    const found = ofCatalogue(name.name, args, context);
    if (found !== undefined) return found;
  }
  return orUnknown(context.call(name, args));
}

export const AGGREGATES: ReadonlySet<string> = new Set(['count', 'string_agg', 'array_agg', 'min', 'max', 'bool_or', 'bool_and', 'every']); // prettier-ignore

/** Of PostgreSQL, whose way the model follows. */
const MODELLED_VERSION = '180000';

/** Functions that look into the catalogue; undefined for others. */
function ofCatalogue(name: string, args: readonly Value[], context: Context): Value | undefined {
  const { before, path } = context;
  const [first = null] = args;
  switch (name) {
    case 'current_schema':
      return currentSchema(context);
    case 'current_schemas':
      return [...(first === true ? ['pg_catalog'] : []), ...path];
    case 'current_setting':
      return first === 'server_version_num' ? MODELLED_VERSION : UNKNOWN;
    case 'to_regclass':
      return first === null ? null : relationNamed(first, path, before, false);
    case 'set_config':
      if (first === 'search_path') throw new Beyond();
      return args[1] ?? null;
    case 'pg_get_constraintdef': {
      if (!(first instanceof Oid)) return UNKNOWN;
      const table = first.key.slice(first.key.indexOf('.') + 1, first.key.indexOf(' '));
      for (const row of keyRows(before, table)) {
        const key = `${row.relation.schema}.${row.relation.name} ${row.name}`;
        if (key === first.key) return keyDefinition(row, before);
      }
      return UNKNOWN;
    }
    case 'pg_get_indexdef': {
      if (!(first instanceof Oid)) return UNKNOWN;
      for (const row of indexRows(before, first.key.slice(first.key.indexOf('.') + 1)))
        if (`${row.relation.schema}.${row.name}` === first.key) return indexDefinition(row, before);
      return UNKNOWN;
    }
    case 'pg_table_is_visible': {
      if (!(first instanceof Oid)) return UNKNOWN;
      return [...path, 'pg_catalog'].includes(first.key.slice(0, first.key.indexOf('.')));
    }
    case 'pg_get_serial_sequence': {
      if (typeof args[0] !== 'string' || typeof args[1] !== 'string') return UNKNOWN;
      const table = before.resolve(nameOf(unquotedParts(args[0])), path);
      const sequence = table?.columns.find((each) => each.name === args[1])?.sequence;
      return table ? (sequence ?? null) : UNKNOWN;
    }
    case 'format_type':
      return first instanceof Oid && first.of === 'type' ? typeText(first, args[1] ?? null) : UNKNOWN;
    case 'pg_get_expr':
      return first;
    case 'obj_description':
    case 'col_description':
      return commentOn(first, name === 'col_description' ? (args[1] ?? null) : 0, before);
  }
  return undefined;
}

/** `modifiers` is what `atttypmod` of a column is here: the lengths as they are written. */
function typeText({ key }: Oid, modifiers: Value): Value {
  const [schema = '', own = ''] = key.split('.');
  const array = own.startsWith('_');
  const name = array ? own.slice(1) : own;
  const builtIn = schema === 'pg_catalog';
  const lengths = typeof modifiers === 'string' ? modifiers.split(',') : [];
  return formatSqlType({ name: builtIn ? name : `${schema}.${name}`, builtIn, array, modifiers: lengths });
}

/** What a comment says of a relation, or of one of its columns. */
function commentOn(of: Value, number: Value, before: SchemaBefore): Value {
  if (!(of instanceof Oid) || of.of !== 'relation' || typeof number !== 'number') return of === null ? null : UNKNOWN;
  for (const row of descriptions(before, of.key.slice(of.key.indexOf('.') + 1)))
    if (`${row.table.schema}.${row.table.name}` === of.key && row.number === number) return row.text;
  return null;
}

function subquery(link: SubLink, of: Of, scope: Scope, context: Context): Value {
  try {
    return answer(link, of, scope, context);
  } catch (error) {
    if (error instanceof Unseen) return UNKNOWN;
    throw error;
  }
}

function answer(link: SubLink, of: Of, scope: Scope, context: Context): Value {
  const { subselect, subLinkType, testexpr, operName } = link;
  if (!subselect || !('SelectStmt' in subselect)) return UNKNOWN;
  const query = subselect.SelectStmt;
  if (subLinkType === 'EXISTS_SUBLINK') return context.exists(query, scope);
  const { rows } = context.select(query, scope);
  switch (subLinkType) {
    case 'EXPR_SUBLINK':
      if (rows.length > 1) throw new Raised('a subquery gives more than one row');
      return rows[0]?.[0] ?? null;
    case 'ARRAY_SUBLINK':
      return rows.map((row) => row[0] ?? null);
    case 'ANY_SUBLINK': {
      const value = of(testexpr);
      const operator = stringsOf(operName).at(-1) ?? '=';
      return or(rows.map((row) => truthOf(binary(operator, value, row.length > 1 ? row : (row[0] ?? null)))));
    }
    default:
      return UNKNOWN;
  }
}
