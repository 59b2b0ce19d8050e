import type { OpOf } from '../facts';
import { displayName, keyOf } from '../names';
import type { Source } from '../schema';
import type { TypeFact } from '../types';
import { dropFromTable } from './columns';
import { forget } from './forget';
import { takeAway } from './keys';
import { changeConstraint, changeExpressions } from './rewrite';
import type { FoldState, FunctionDraft, TableDraft, TypeDraft } from './state';
import { isCalled, refuseGone } from './targets';
import { isOf, withCasts, withName } from './type-names';
import { dropView, dropViewsUsing } from './views';

/** The tables that mention a type. */
export function tablesOf(state: FoldState, type: TypeDraft): TableDraft[] {
  return state.usersOf(type.name, (table) => !table.query);
}

/** DROP TYPE and DROP DOMAIN: with CASCADE all that is of the type goes. */
export function dropType(state: FoldState, op: OpOf<'drop'>, source: Source): void {
  const type = state.type(op.name, source);
  if (!type) {
    const table = state.table(op.name, source);
    if (table && isCalled(table, undefined))
      state.refuse(`${op.name.name} is the type of the rows of a table.`, source, op.name.span);
    return refuseGone(state, op.name, source, op.name.span, op.ifExists);
  }
  if (op.kind === 'domain' && type.kind !== 'domain')
    state.refuse(`${displayName(type)} is no domain.`, source, op.name.span);
  drop(state, type, op, source);
}

function drop(state: FoldState, type: TypeDraft, op: OpOf<'drop'>, source: Source): void {
  const together = op.together.flatMap((name) => state.type(name, source) ?? []);
  const needed = (what: string) => {
    if (!op.cascade)
      state.refuse(`${what} is of type ${displayName(type)}: change it first, or say CASCADE.`, source, op.name.span);
  };
  const is = (fact: TypeFact | undefined, from: Source) => fact !== undefined && isOf(state, fact, type, from);
  for (const view of state.usersOf(type.name)) {
    const { query, origin } = view;
    if (!query?.casts?.some((name) => name.name === type.name && state.type(name, origin.source) === type)) continue;
    needed(`A column of view ${displayName(view)}`);
    dropView(state, view, source, op.name.span);
  }
  for (const table of tablesOf(state, type)) {
    if (table.ofType === type.key) needed(`Table ${displayName(table)}`);
    for (const column of [...table.columns]) {
      if (!is(column.type, column.typeOrigin.source)) continue;
      needed(`Column ${column.name} of ${displayName(table)}`);
      dropViewsUsing(state, table, column.name, true, source, op.name.span);
      dropFromTable(state, table, column.name, source);
    }
    if (table.ofType === type.key) {
      forget(state, table, source);
      continue;
    }
    dropCasts(state, table, type, needed);
  }
  for (const all of [...state.functions.values()]) {
    for (const each of all) {
      const from = each.origin.source;
      if (!is(each.returns, from) && !each.args.some((arg) => is(arg.type, from))) continue;
      needed(`Function ${displayName(each)}`);
      forgetFunction(state, each);
    }
  }
  state.types.delete(type.key);
  state.leaves(type.key, source);
  for (const other of [...state.types.values()]) {
    const from = other.origin.source;
    const named = (fact: TypeFact) => isDropped(fact, type, from);
    if (other.kind === 'domain' && named(other.type)) {
      if (!together.includes(other)) needed(`Domain ${displayName(other)}`);
      drop(state, other, op, source);
    } else if (other.kind === 'composite' && other.columns.some((column) => named(column.type))) {
      if (!together.includes(other)) needed(`Type ${displayName(other)}`);
      other.columns = other.columns.filter((column) => !named(column.type));
    } else if (other.kind === 'range' && named(other.subtype)) {
      if (!together.includes(other)) needed(`Type ${displayName(other)}`);
      drop(state, other, op, source);
    }
  }
}

function isDropped(fact: TypeFact, type: TypeDraft, source: Source): boolean {
  if (fact.builtIn || fact.name.name !== type.name) return false;
  return fact.name.schema === undefined ? source.path.includes(type.schema) : fact.name.schema === type.schema;
}

/** What casts to the type goes with it. */
function dropCasts(state: FoldState, table: TableDraft, type: TypeDraft, needed: (what: string) => void): void {
  const casts = (
    expression: { readonly casts?: readonly { readonly schema?: string; readonly name: string }[] } | undefined,
    from: Source,
  ) => expression?.casts?.some((name) => name.name === type.name && state.type(name, from) === type) ?? false;
  for (const column of table.columns) {
    if (!casts(column.default, column.origin.source)) continue;
    needed(`The default of column ${column.name} of ${displayName(table)}`);
    delete column.default;
  }
  for (const constraint of [...table.constraints]) {
    if (!casts(constraint.expression, constraint.origin.source)) continue;
    needed(`Constraint ${constraint.name} of ${displayName(table)}`);
    takeAway(state, table, constraint);
  }
}

/** Takes one of the functions of a name out. */
export function forgetFunction(state: FoldState, found: FunctionDraft): void {
  const rest = (state.functions.get(found.key) ?? []).filter((other) => other !== found);
  if (rest.length > 0) state.functions.set(found.key, rest);
  else state.functions.delete(found.key);
}

/** Gives a type another name or schema; all that is of it follows. */
export function moveType(
  state: FoldState,
  type: TypeDraft,
  to: { readonly schema: string; readonly name: string },
): void {
  const renamed = (fact: TypeFact, source: Source) => (isOf(state, fact, type, source) ? withName(fact, to) : fact);
  for (const table of tablesOf(state, type)) {
    if (table.ofType === type.key) table.ofType = keyOf(to.schema, to.name);
    for (const column of table.columns) {
      const { source } = column.typeOrigin;
      column.type = renamed(column.type, source);
      if (column.defaultType) column.defaultType = renamed(column.defaultType, source);
    }
    const { source } = table.origin;
    changeExpressions(table, (expression) => withCasts(expression, (fact) => isOf(state, fact, type, source), to));
  }
  for (const other of state.types.values()) {
    const { source } = other.origin;
    if (other.kind === 'domain') {
      other.type = renamed(other.type, source);
      for (const constraint of other.constraints)
        changeConstraint(constraint, (each) => withCasts(each, (fact) => isOf(state, fact, type, source), to));
    }
    if (other.kind === 'range') other.subtype = renamed(other.subtype, source);
    if (other.kind === 'composite')
      other.columns = other.columns.map((column) => ({ ...column, type: renamed(column.type, source) }));
  }
  for (const made of state.functions.values()) {
    for (const each of made) {
      each.args = each.args.map((arg) => ({ ...arg, type: renamed(arg.type, each.origin.source) }));
      if (each.returns) each.returns = renamed(each.returns, each.origin.source);
    }
  }
  const from = { key: type.key, name: type.name };
  const key = keyOf(to.schema, to.name);
  state.types.delete(type.key);
  state.movedTypes.delete(key);
  state.movedTypes.set(type.key, key);
  state.carry(from, { key, name: to.name });
  Object.assign(type, to, { key });
  state.types.set(key, type);
}
