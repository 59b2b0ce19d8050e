import type {
  AlterPolicyStmt,
  CallStmt,
  CreateFunctionStmt,
  CreatePolicyStmt,
  CreateTrigStmt,
  DefineStmt,
  FunctionParameter,
  Node,
  SelectStmt,
} from '@pgsql/types';
import { operatorName, type ArgumentFact, type FunctionFact, type PolicyFact, type TriggerFact } from '../code-facts';
import type { ExpressionFact, Op } from '../facts';
import type { Program } from '../program/program';
import { readType } from '../types';
import type { Cursor } from './cursor';
import { constantText, expressionFact, inside } from './expressions';
import { nameOfParts, relationName, stringOf, strings } from './nodes';
import { listName } from './types';

const MODES: Readonly<Record<string, ArgumentFact['mode']>> = {
  FUNC_PARAM_OUT: 'out',
  FUNC_PARAM_INOUT: 'inout',
  FUNC_PARAM_VARIADIC: 'variadic',
  FUNC_PARAM_TABLE: 'table',
};

/** `body` is what the function's statements do, as far as they are literal. */
export function readCreateFunction(
  cursor: Cursor,
  stmt: CreateFunctionStmt,
  body: readonly Op[],
  program: Program<Op> | undefined,
): Op[] {
  const args = (stmt.parameters ?? []).flatMap((node) =>
    'FunctionParameter' in node ? argument(node.FunctionParameter) : [],
  );
  const language = optionText(stmt.options, 'language') ?? 'sql';
  const fact: FunctionFact = {
    kind: stmt.is_procedure ? 'procedure' : 'function',
    args,
    ...(stmt.returnType && { returns: readType(stmt.returnType) }),
    returnsSet: stmt.returnType?.setof === true || args.some((arg) => arg.mode === 'table'),
    language: language.toLowerCase(),
    volatility: (optionText(stmt.options, 'volatility') ?? 'volatile') as FunctionFact['volatility'],
  };
  const name = listName(cursor, stmt.funcname);
  return [
    {
      op: 'create function',
      name,
      function: fact,
      orReplace: stmt.replace === true,
      body,
      ...(program && { program }),
      span: cursor.whole,
    },
  ];
}

function argument(parameter: FunctionParameter): ArgumentFact[] {
  if (!parameter.argType) return [];
  return [
    {
      ...(parameter.name && { name: parameter.name }),
      mode: MODES[parameter.mode ?? ''] ?? 'in',
      type: readType(parameter.argType),
      hasDefault: parameter.defexpr !== undefined,
      ...(isConstant(parameter.defexpr) && { default: parameter.defexpr! }),
    },
  ];
}

function isConstant(node: Node | undefined): boolean {
  if (!node) return false;
  return 'TypeCast' in node ? isConstant(node.TypeCast.arg) : 'A_Const' in node || 'A_ArrayExpr' in node;
}

/** `CREATE AGGREGATE`: its result is its state's type where no final function makes another of it. */
export function readAggregate(cursor: Cursor, stmt: DefineStmt): Op[] {
  const list = stmt.args?.[0];
  const definition = new Map((stmt.definition ?? []).flatMap((node) => ('DefElem' in node ? [[node.DefElem.defname ?? '', node.DefElem.arg] as const] : []))); // prettier-ignore
  const args = stmt.oldstyle
    ? baseType(definition.get('basetype'))
    : (list && 'List' in list ? (list.List.items ?? []) : []).flatMap((node) =>
        'FunctionParameter' in node ? argument(node.FunctionParameter) : [],
      );
  const state = definition.get('stype');
  const final = definition.has('finalfunc');
  const fact: FunctionFact = {
    kind: 'aggregate',
    args,
    ...(state && 'TypeName' in state && !final && { returns: readType(state.TypeName) }),
    returnsSet: false,
    language: 'internal',
    volatility: 'immutable',
  };
  const name = listName(cursor, stmt.defnames);
  return [
    { op: 'create function', name, function: fact, orReplace: stmt.replace === true, body: [], span: cursor.whole },
  ];
}

/** `CREATE OPERATOR` */
export function readOperator(cursor: Cursor, { defnames, definition }: DefineStmt): Op[] {
  const parts = new Map((definition ?? []).flatMap((node) => ('DefElem' in node ? [[node.DefElem.defname ?? '', node.DefElem.arg] as const] : []))); // prettier-ignore
  const calls = parts.get('function') ?? parts.get('procedure');
  if (!calls || !('TypeName' in calls)) return [];
  const args = ['leftarg', 'rightarg'].flatMap((name): ArgumentFact[] => {
    const type = parts.get(name);
    return type && 'TypeName' in type ? [{ mode: 'in', type: readType(type.TypeName), hasDefault: false }] : [];
  });
  const written = listName(cursor, defnames);
  const fact: FunctionFact = {
    kind: 'operator',
    args,
    calls: nameOfParts(strings(calls.TypeName.names)),
    returnsSet: false,
    language: 'internal',
    volatility: 'immutable',
  };
  const name = { ...written, name: operatorName(written.name) };
  return [{ op: 'create function', name, function: fact, orReplace: false, body: [], span: cursor.whole }];
}

/** The one argument of an aggregate in the old way of writing: "ANY" says that it has none. */
function baseType(node: Node | undefined): ArgumentFact[] {
  if (!node || !('TypeName' in node)) return [];
  const type = readType(node.TypeName);
  return /^any$/i.test(type.name.name) ? [] : [{ mode: 'in', type, hasDefault: false }];
}

/** Bits of `TRIGGER_TYPE_…` in PostgreSQL's pg_trigger.h. */
const EVENTS: readonly (readonly [TriggerFact['events'][number], number])[] = [
  ['insert', 4],
  ['delete', 8],
  ['update', 16],
  ['truncate', 32],
];

export function readTrigger(cursor: Cursor, stmt: CreateTrigStmt): Op[] {
  const events = stmt.events ?? 0;
  const trigger: TriggerFact = {
    name: stmt.trigname ?? '',
    timing: stmt.timing === 2 ? 'before' : stmt.timing === 64 ? 'instead of' : 'after',
    events: EVENTS.flatMap(([event, bit]) => (events & bit ? [event] : [])),
    columns: strings(stmt.columns),
    forEachRow: stmt.row === true,
    function: nameOfParts(strings(stmt.funcname)),
  };
  const table = relationName(cursor, stmt.relation);
  return [{ op: 'create trigger', table, trigger, orReplace: stmt.replace === true, span: cursor.whole }];
}

export function readCreatePolicy(cursor: Cursor, stmt: CreatePolicyStmt): Op[] {
  const policy: PolicyFact = {
    name: stmt.policy_name ?? '',
    command: (stmt.cmd_name ?? 'all') as PolicyFact['command'],
    permissive: stmt.permissive === true,
    roles: roleNames(stmt.roles),
    ...conditions(cursor, stmt),
  };
  return [{ op: 'create policy', table: relationName(cursor, stmt.table), policy, span: cursor.whole }];
}

export function readAlterPolicy(cursor: Cursor, stmt: AlterPolicyStmt): Op[] {
  return [
    {
      op: 'alter policy',
      table: relationName(cursor, stmt.table),
      name: stmt.policy_name ?? '',
      ...(stmt.roles && { roles: roleNames(stmt.roles) }),
      ...conditions(cursor, stmt),
      span: cursor.whole,
    },
  ];
}

function conditions(
  cursor: Cursor,
  stmt: { readonly qual?: Node; readonly with_check?: Node },
): { readonly using?: ExpressionFact; readonly check?: ExpressionFact } {
  const using = stmt.qual && cursor.find(cursor.whole, 'using', '(');
  const check = stmt.with_check && cursor.find(cursor.whole, 'check', '(');
  return {
    ...(using !== undefined && { using: expressionFact(cursor, inside(cursor, using + 1), stmt.qual) }),
    ...(check !== undefined && { check: expressionFact(cursor, inside(cursor, check + 1), stmt.with_check) }),
  };
}

/** Roles as PostgreSQL writes them. */
export function roleNames(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).flatMap((node) => {
    if (!('RoleSpec' in node)) return [];
    const { roletype, rolename } = node.RoleSpec;
    return [
      roletype === 'ROLESPEC_CSTRING' ? (rolename ?? '') : (roletype ?? '').replace('ROLESPEC_', '').toLowerCase(),
    ];
  });
}

/** `CALL p()` and `SELECT f()`, which may run DDL of their bodies. */
export function readCall(cursor: Cursor, stmt: CallStmt): Op[] {
  const name = listName(cursor, stmt.funccall?.funcname);
  const query: Node = {
    SelectStmt: { targetList: stmt.funccall ? [{ ResTarget: { val: { FuncCall: stmt.funccall } } }] : [] },
  };
  return [{ op: 'call', name, query, span: cursor.whole }];
}

/** `SET search_path` as pg_dump writes it, and functions that are called, but not for rows of the schema's tables. */
export function readSelectCall(cursor: Cursor, stmt: SelectStmt): Op[] {
  const calls = (stmt.targetList ?? []).map((target) => ('ResTarget' in target ? target.ResTarget.val : undefined));
  const [call] = calls;
  if (!call || !('FuncCall' in call) || !calls.every((each) => each && 'FuncCall' in each)) return [];
  if (!(stmt.fromClause ?? []).every(isOwnRows)) return [];
  const name = stringOf(call.FuncCall.funcname?.at(-1));
  // As dumps set each sequence.
  if (name === 'setval') return [];
  if (name !== 'set_config') {
    const query: Node = { SelectStmt: stmt };
    return [{ op: 'call', name: listName(cursor, call.FuncCall.funcname), query, span: cursor.whole }];
  }
  const [setting, value] = (call.FuncCall.args ?? []).map((arg) => constantText(arg));
  const last = call.FuncCall.args?.[2];
  const local = last !== undefined && 'A_Const' in last && last.A_Const.boolval?.boolval === true;
  return setting === 'search_path' ? [searchPath(cursor, (value ?? '').split(','), local)] : [];
}

/** Rows that hang on no data: of a list, of a function, of the catalogue. */
export function isOwnRows(node: Node): boolean {
  if ('RangeFunction' in node) return true;
  if ('RangeSubselect' in node) {
    const { subquery } = node.RangeSubselect;
    return subquery !== undefined && 'SelectStmt' in subquery && subquery.SelectStmt.valuesLists !== undefined;
  }
  if (!('RangeVar' in node)) return false;
  const { schemaname, relname = '' } = node.RangeVar;
  return schemaname === 'information_schema' || relname.startsWith('pg_');
}

export function searchPath(cursor: Cursor, names: readonly string[], local: boolean): Op {
  const path = names.map((part) => part.trim()).filter((name) => name !== '' && name !== '$user' && name !== '"$user"');
  return { op: 'search path', path, local, span: cursor.whole };
}

export function optionText(options: readonly Node[] | undefined, name: string): string | undefined {
  for (const node of options ?? []) {
    if (!('DefElem' in node) || node.DefElem.defname !== name) continue;
    const { arg } = node.DefElem;
    if (arg && 'String' in arg) return arg.String.sval;
    if (arg && 'List' in arg) return strings(arg.List.items)[0];
  }
  return undefined;
}
