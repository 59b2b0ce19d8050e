import type { Node, RangeFunction, ResTarget } from '@pgsql/types';
import { outputName } from '../expr/output-name';
import { walk } from '../read/expressions';
import type { Span } from '../../base/span';
import type { ExpressionFact, OpOf } from '../facts';
import { displayName, keyOf, type Name } from '../names';
import type { Source } from '../schema';
import type { TypeFact } from '../types';
import { dropFromTable } from './columns';
import { forgetIndex } from './indexes';
import { takeAway } from './keys';
import { changeExpressions } from './rewrite';
import { originAt, remove, type FoldState, type FunctionDraft, type TableDraft } from './state';
import { refuseGone } from './targets';
import { withCalls } from './type-names';
import { forgetFunction } from './type-users';
import { dropView } from './views';

export function createFunction(state: FoldState, op: OpOf<'create function'>, source: Source): void {
  const { schema, key } = state.target(op.name, source);
  const fact = op.function;
  const typed = (type: TypeFact) => columnType(state, type, source);
  const made: FunctionDraft = {
    key,
    schema,
    name: op.name.name,
    ...fact,
    args: fact.args.map((arg) => ({ ...arg, type: typed(arg.type) })),
    ...(fact.returns && { returns: typed(fact.returns) }),
    body: op.body,
    ...(op.program && { program: op.program }),
    origin: originAt(source, op.span),
  };
  const others = state.functions.get(key) ?? [];
  const old = others.findIndex((other) => sameArguments(inputs(other), inputs(made)));
  // The arguments of an aggregate may be written in a way that isn't read.
  if (old >= 0 && !op.orReplace && made.kind !== 'aggregate')
    state.refuse(`Function ${displayName(made)} with these arguments exists already.`, source, op.name.span);
  const before = others[old];
  if (before && (before.kind === 'procedure') !== (made.kind === 'procedure'))
    state.refuse(`${displayName(made)} is a ${before.kind}.`, source, op.span);
  if (before?.returns && made.returns && before.returns.display !== made.returns.display)
    state.refuse(`Function ${displayName(made)} returns ${before.returns.display}: drop it first.`, source, op.span);
  if (before) refuseOtherNames(state, before, made, source, op.span);
  state.functions.set(key, old < 0 ? [...others, made] : others.map((other, i) => (i === old ? made : other)));
}

/** `table.column%TYPE` is looked up when the function is made. */
function columnType(state: FoldState, type: TypeFact, source: Source): TypeFact {
  if (type.ofColumn === undefined) return type;
  const found = state.lookAt(type.name, source)?.columns.find(({ name }) => name === type.ofColumn);
  return found?.type ?? type;
}

/** Calls may name the arguments, or leave out those with defaults: CREATE OR REPLACE keeps both. */
function refuseOtherNames(
  state: FoldState,
  before: FunctionDraft,
  made: FunctionDraft,
  source: Source,
  span: Span,
): void {
  const shown = displayName(made);
  const [old, now] = [before, made].map(({ args }) => args.filter(({ mode }) => mode !== 'out' && mode !== 'table'));
  for (const [i, { name, hasDefault }] of old!.entries()) {
    if (name !== undefined && now![i]?.name !== name)
      state.refuse(`The argument ${name} of function ${shown} can't get another name: drop the function first.`, source, span); // prettier-ignore
    if (hasDefault && now![i]?.hasDefault === false)
      state.refuse(`Argument ${i + 1} of function ${shown} can't lose its default: drop the function first.`, source, span); // prettier-ignore
  }
}

function inputs({ args }: Pick<FunctionDraft, 'args'>): TypeFact[] {
  return args.filter((arg) => arg.mode !== 'out' && arg.mode !== 'table').map((arg) => arg.type);
}

function sameArguments(a: readonly TypeFact[], b: readonly TypeFact[]): boolean {
  return (
    a.length === b.length &&
    a.every((type, i) => type.name.name === b[i]!.name.name && type.dimensions > 0 === b[i]!.dimensions > 0)
  );
}

/** Those of a name that a statement means: with arguments the one that has them, else the only one. */
export function meant(
  state: FoldState,
  name: OpOf<'drop'>['name'],
  args: readonly TypeFact[] | undefined,
  source: Source,
): FunctionDraft | undefined {
  const all = state.function(name, source) ?? [];
  if (!args) return all.length === 1 ? all[0] : undefined;
  return (
    all.find((each) => sameArguments(inputs(each), args)) ??
    // A procedure may be told by its results too.
    all.find((each) => each.kind === 'procedure' && sameArguments(each.args.map(({ type }) => type), args)) // prettier-ignore
  );
}

export function dropFunction(state: FoldState, op: OpOf<'drop'>, source: Source): void {
  const all = state.function(op.name, source);
  if (!all) return refuseGone(state, op.name, source, op.name.span, op.ifExists);
  const found = meant(state, op.name, op.args, source);
  if (!found) {
    if (op.args === undefined)
      state.refuse(`There are ${all.length} functions ${displayName(all[0]!)}: say which.`, source, op.name.span);
    return;
  }
  dropUses(state, found, all.length === 1, op.cascade, source, op.name.span);
  forgetFunction(state, found);
  if (all.length === 1) state.leaves(found.key, source);
}

/** What runs a function goes with it. Of expressions it isn't known which of several they call. */
function dropUses(
  state: FoldState,
  found: FunctionDraft,
  only: boolean,
  cascade: boolean,
  source: Source,
  span: Span,
): void {
  const needed = (what: string) => {
    if (!cascade)
      state.refuse(`${what} runs function ${displayName(found)}: drop it first, or say CASCADE.`, source, span);
  };
  for (const table of state.usersOf(found.name)) {
    for (const trigger of [...table.triggers]) {
      if (state.function(trigger.function, trigger.origin.source)?.includes(found) !== true) continue;
      needed(`Trigger ${trigger.name} of ${displayName(table)}`);
      remove(table.triggers, trigger);
    }
    if (!only) continue;
    const calls: Calls = (names, from) =>
      names?.some((name) => name.name === found.name && state.function(name, from)?.includes(found)) ?? false;
    if (!table.query) dropCalls(state, table, calls, needed, source);
    else if (calls(table.query.calls, table.origin.source)) {
      needed(`View ${displayName(table)}`);
      dropView(state, table, source, span);
    }
  }
}

/** Whether functions that go are among those that something calls. */
type Calls = (names: readonly Name[] | undefined, from: Source) => boolean;

/** Takes away what of a table calls functions that go. */
export function dropCalls(
  state: FoldState,
  table: TableDraft,
  isCalled: Calls,
  needed: (what: string) => void,
  source: Source,
): void {
  const calls = (expression: ExpressionFact | undefined, from: Source) => isCalled(expression?.calls, from);
  const of = `of ${displayName(table)}`;
  for (const column of [...table.columns]) {
    if (calls(column.default, column.origin.source)) {
      needed(`Column ${column.name} ${of}`);
      delete column.default;
    }
    if (calls(column.generated, column.origin.source)) {
      needed(`Column ${column.name} ${of}`);
      dropFromTable(state, table, column.name, source);
    }
  }
  for (const constraint of [...table.constraints]) {
    if (!calls(constraint.expression, constraint.origin.source)) continue;
    needed(`Constraint ${constraint.name} ${of}`);
    takeAway(state, table, constraint);
  }
  for (const index of [...table.indexes]) {
    const from = index.origin.source;
    if (!calls(index.predicate, from) && !index.keys.some((key) => calls(key.expression, from))) continue;
    needed(`Index ${index.name} ${of}`);
    forgetIndex(state, table, index);
  }
  for (const policy of [...table.policies]) {
    if (![policy.using, policy.check].some((expression) => calls(expression, policy.origin.source))) continue;
    needed(`Policy ${policy.name} ${of}`);
    remove(table.policies, policy);
  }
}

/** A view calls a function by its new name; what it calls its own columns and what it reads stays. */
function renameCalls(
  view: TableDraft,
  is: (name: Name) => boolean,
  to: { readonly schema: string; readonly name: string },
): void {
  const { query } = view;
  if (!query?.calls?.some(is)) return;
  const before = JSON.parse(query.tree) as Node;
  walk(before, (key, value) => {
    if (key === 'ResTarget') nameTarget(value);
    if (key === 'RangeFunction') nameFunction(value);
  });
  const { tree, calls } = withCalls({ ...query, tree: before }, is, to);
  view.query = { ...query, tree: JSON.stringify(tree), ...(calls && { calls }) };
}

function nameTarget(target: ResTarget): void {
  const isStar = target.val && 'ColumnRef' in target.val;
  if (target.val && !isStar) target.name ??= outputName(target.val);
}

function nameFunction(range: RangeFunction): void {
  const [list] = range.functions ?? [];
  const [call] = list && 'List' in list ? (list.List.items ?? []) : [];
  if (call && 'FuncCall' in call) range.alias ??= { aliasname: outputName(call) };
}

export function moveFunction(state: FoldState, op: OpOf<'rename'> | OpOf<'set schema'>, source: Source): void {
  const all = state.function(op.name, source);
  if (!all) return refuseGone(state, op.name, source, op.name.span, op.ifExists);
  const found = op.args ? meant(state, op.name, op.args, source) : all[0];
  if (!found) return;
  const to = op.op === 'rename' ? { schema: found.schema, name: op.to } : { schema: op.schema, name: found.name };
  const key = keyOf(to.schema, to.name);
  if (key !== found.key && state.functions.get(key)?.some((other) => sameArguments(inputs(other), inputs(found))))
    state.refuse(`Function ${displayName(to)} with these arguments exists already.`, source, op.span);
  for (const table of state.usersOf(found.name)) {
    for (const trigger of table.triggers) {
      if (state.function(trigger.function, trigger.origin.source) === all) trigger.function = to;
    }
    if (all.length > 1) continue;
    const from = table.origin.source;
    const is = (name: Name) => name.name === found.name && state.function(name, from) === all;
    if (table.query) renameCalls(table, is, to);
    else changeExpressions(table, (expression) => withCalls(expression, is, to));
  }
  forgetFunction(state, found);
  state.carry(found, { key, name: to.name });
  Object.assign(found, to, { key });
  state.functions.set(key, [...(state.functions.get(key) ?? []), found]);
}
