import type { Node } from '@pgsql/types';
import type { FunctionDraft } from '../fold/state';
import type { Op } from '../facts';
import { Beyond } from './ends';
import type * as Code from './program';
import { Row, UNKNOWN, type Value } from './values';

type Step = Code.Step<Op>;
type Handler = Code.Handler<Op>;

/** Arguments as they are given: by place, then by name. */
export interface Given {
  readonly args: readonly Value[];
  readonly byName?: ReadonlyMap<string, Value>;
}

/** The values of a function's inputs, a default where one may be left out; undefined where the arguments don't fit. */
export function inputsOf(
  { args: all }: FunctionDraft,
  { args, byName }: Given,
  valueOf: (node: Node) => Value,
): Value[] | undefined {
  const inputs = all.filter(({ mode }) => mode !== 'out' && mode !== 'table');
  if (inputs.some(({ mode }) => mode === 'variadic') || args.length > inputs.length) return undefined;
  const names = new Set(inputs.slice(args.length).map(({ name }) => name));
  if ([...(byName?.keys() ?? [])].some((name) => !names.has(name))) return undefined;
  const values: Value[] = [];
  for (const [i, { name, hasDefault, default: value }] of inputs.entries()) {
    const given = i < args.length ? args[i] : byName?.get(name ?? '');
    if (given === undefined && !hasDefault) return undefined;
    values.push(given ?? (value ? valueOf(value) : UNKNOWN));
  }
  return values;
}

/**
 * The handler of an error; undefined where none is for it. Where the condition isn't known it is what asks for any, or the
 * only one.
 */
export function handlerOf(handlers: readonly Handler[], condition: string | undefined): Handler | undefined {
  if (condition !== undefined)
    return handlers.find(({ conditions }) => conditions.includes('others') || conditions.includes(condition));
  const others = handlers.find(({ conditions }) => conditions.includes('others'));
  if (handlers.length > 1 && handlers.some(({ body }) => body.length > 0)) throw new Beyond();
  return others ?? handlers[0];
}

/** A row as its values, anything else as the one that it is. */
export function fieldsOf(value: Value): Value[] {
  return value instanceof Row ? [...value.columns.values()] : [value];
}

/** Whether a statement that says nothing of the schema changes none. */
export function isHarmless(node: Node): boolean {
  return ['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'TruncateStmt', 'CopyStmt', 'VacuumStmt', 'RefreshMatViewStmt', 'ReindexStmt', 'LockStmt', 'GrantStmt', 'GrantRoleStmt', 'AlterOwnerStmt', 'CommentStmt', 'AlterDefaultPrivilegesStmt', 'NotifyStmt', 'CreateRoleStmt', 'AlterRoleStmt', 'AlterTableStmt', 'CreatePublicationStmt', 'AlterPublicationStmt', 'ClusterStmt', 'CreateStatsStmt'].some((kind) => kind in node); // prettier-ignore
}

/** Steps with those that they hold. */
export function allSteps(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap((step): readonly Step[] => {
    if (step.do === 'if') return [step, ...step.branches.flatMap(({ body }) => allSteps(body)), ...allSteps(step.otherwise)]; // prettier-ignore
    if (step.do === 'block') return [...allSteps(step.body), ...step.handlers.flatMap(({ body }) => allSteps(body))];
    return 'body' in step ? [...allSteps(step.body)] : [step];
  });
}
