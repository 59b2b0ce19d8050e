import { quoteIdentifier } from '../../model/expr/format';
import { displayName } from '../../model/names';
import type { Policy, Table, Trigger } from '../../model/schema';
import { nameSql, roleSql } from '../changes';
import type { ColumnChanges, Sides } from './columns';
import type { Plan } from './plan';
import { createTrigger } from './routines';
import type { Side } from './side';
import { mentions, Written } from './written';

/** Triggers of a table or view. `before` is undefined where the table is made; `remade` are routines that are made anew. */
export function alterTriggers(
  before: Table | undefined,
  after: Table,
  changes: ColumnChanges | undefined,
  sides: Sides,
  plan: Plan,
  remade: ReadonlySet<string>,
): void {
  const said = (trigger: Trigger, table: Table, side: Side) => {
    const sql = createTrigger(trigger, table, side);
    return sql === undefined ? JSON.stringify([trigger.timing, trigger.events, trigger.columns, trigger.function]) : new Written(sql).normal(); // prettier-ignore
  };
  const kept = new Set<string>();
  for (const old of before?.triggers ?? []) {
    const now = after.triggers.find(({ name }) => name === old.name);
    const inTheWay = remade.has(old.function.name) || old.columns.some((name) => touches(changes, name));
    if (now && !inTheWay && said(old, before!, sides.before) === said(now, after, sides.after)) kept.add(old.name);
    else plan.drop('trigger', { change: 'drop part', part: 'TRIGGER', table: before!, name: old.name });
  }
  for (const now of after.triggers) {
    if (kept.has(now.name)) continue;
    const sql = createTrigger(now, after, sides.after);
    if (sql === undefined)
      plan.fail(displayName(after), `The trigger \`${now.name}\` of \`${displayName(after)}\` isn't written out: create it by hand.`); // prettier-ignore
    else plan.add('trigger', { change: 'statement', sql });
  }
  const names = kept;
  for (const { name, comment } of after.triggers) {
    const was = names.has(name) ? before?.triggers.find((each) => each.name === name)?.comment : undefined;
    addComment(plan, `TRIGGER ${quoteIdentifier(name)} ON ${nameSql(after)}`, was, comment);
  }
}

function touches(changes: ColumnChanges | undefined, name: string): boolean {
  return changes !== undefined && (changes.dropped.has(name) || changes.remade.has(name) || changes.retyped.has(name));
}

export function alterPolicies(
  before: Table | undefined,
  after: Table,
  changes: ColumnChanges | undefined,
  sides: Sides,
  plan: Plan,
): void {
  const kept = new Set<string>();
  for (const old of before?.policies ?? []) {
    const now = after.policies.find(({ name }) => name === old.name);
    const said = policyBody(old, before!, sides.before);
    const inTheWay = [...mentions(said)].some((name) => touches(changes, name));
    if (now && !inTheWay && said === policyBody(now, after, sides.after)) kept.add(old.name);
    else plan.drop('trigger', { change: 'drop part', part: 'POLICY', table: before!, name: old.name });
  }
  for (const now of after.policies) {
    if (!kept.has(now.name)) {
      const body = policyBody(now, after, sides.after);
      plan.add('policy', { change: 'create policy', table: after, name: now.name, body });
    }
    const was = kept.has(now.name) ? before?.policies.find(({ name }) => name === now.name)?.comment : undefined;
    addComment(plan, `POLICY ${quoteIdentifier(now.name)} ON ${nameSql(after)}`, was, now.comment);
  }
  const [old, now] = [before?.rowSecurity ?? { enabled: false, forced: false }, after.rowSecurity];
  if (old.enabled !== now.enabled)
    plan.alter('policy', after, { do: 'row security', set: now.enabled ? 'ENABLE' : 'DISABLE' });
  if (old.forced !== now.forced)
    plan.alter('policy', after, { do: 'row security', set: now.forced ? 'FORCE' : 'NO FORCE' });
}

function policyBody(policy: Policy, table: Table, side: Side): string {
  const { using, check } = side.print.policy(policy, table);
  const roles = policy.roles.map(roleSql);
  return [
    ...(policy.permissive ? [] : [' AS RESTRICTIVE']),
    ...(policy.command === 'all' ? [] : [` FOR ${policy.command.toUpperCase()}`]),
    ...(roles.length === 0 || roles.join() === 'PUBLIC' ? [] : [` TO ${roles.join(', ')}`]),
    ...(using === null ? [] : [` USING (${using})`]),
    ...(check === null ? [] : [` WITH CHECK (${check})`]),
  ].join('');
}

export function alterGrants(before: Table | undefined, after: Table, plan: Plan): void {
  const held = (table: Table | undefined, role: string) =>
    table?.grants.find((grant) => grant.role === role)?.privileges ?? [];
  const roles = new Set([...(before?.grants ?? []), ...after.grants].map(({ role }) => role));
  for (const role of roles) {
    const [was, is] = [held(before, role), held(after, role)];
    const gone = was.filter((privilege) => !is.includes(privilege) && !is.includes('all'));
    const come = is.filter((privilege) => !was.includes(privilege) && !was.includes('all'));
    if (gone.length > 0) plan.add('grant', { change: 'grant', grant: false, privileges: gone, table: after, role });
    if (come.length > 0) plan.add('grant', { change: 'grant', grant: true, privileges: come, table: after, role });
  }
}

/** Comments on a table or view and on what it has. `before` is undefined where it is made. */
export function alterComments(
  before: Table | undefined,
  after: Table,
  changes: ColumnChanges | undefined,
  sides: Sides,
  plan: Plan,
): void {
  const word = { view: 'VIEW', matview: 'MATERIALIZED VIEW', foreign: 'FOREIGN TABLE' } as Readonly<Record<string, string>>; // prettier-ignore
  const name = nameSql(after);
  addComment(plan, `${word[after.kind] ?? 'TABLE'} ${name}`, before?.comment, after.comment);
  for (const column of after.columns) {
    const was = changes?.remade.has(column.name)
      ? undefined
      : before?.columns.find((each) => each.name === column.name);
    const inherited = before === undefined && column.inherited;
    if (!inherited || column.comment !== undefined)
      addComment(plan, `COLUMN ${name}.${quoteIdentifier(column.name)}`, was?.comment, column.comment);
  }
  for (const constraint of after.constraints) {
    const was = before?.constraints.find((each) => each.name === constraint.name && sides.before.constraint(each, before) === sides.after.constraint(constraint, after)); // prettier-ignore
    addComment(plan, `CONSTRAINT ${quoteIdentifier(constraint.name)} ON ${name}`, was?.comment, constraint.comment);
  }
  for (const index of after.indexes) {
    const was = before?.indexes.find((each) => each.name === index.name && sides.before.index(each, before) === sides.after.index(index, after)); // prettier-ignore
    addComment(plan, `INDEX ${nameSql({ schema: after.schema, name: index.name })}`, was?.comment, index.comment);
  }
}

export function addComment(plan: Plan, on: string, before: string | undefined, after: string | undefined): void {
  if (before !== after) plan.add('comment', { change: 'comment', on, text: after ?? null });
}
