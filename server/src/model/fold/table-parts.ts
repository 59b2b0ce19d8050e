import type { OpOf } from '../facts';
import { displayName } from '../names';
import type { Source } from '../schema';
import { linkExpression } from './expressions';
import { originAt, remove, type FoldState } from './state';
import { changed } from './targets';

export function createTrigger(state: FoldState, op: OpOf<'create trigger'>, source: Source): void {
  const table = changed(state, op, source);
  if (!table) return;
  const { trigger } = op;
  const refuse = (message: string) => state.refuse(message, source, op.span);
  const isView = table.kind === 'view';
  if (table.kind === 'matview') refuse(`${displayName(table)} is a materialized view.`);
  if (trigger.timing === 'instead of' && !isView) refuse(`INSTEAD OF is for views, and ${displayName(table)} is none.`);
  if (isView && trigger.forEachRow && trigger.timing !== 'instead of')
    refuse(`Triggers of the view ${displayName(table)} for each row must be INSTEAD OF.`);
  const unknown = trigger.columns.find((name) => !table.columns.some((column) => column.name === name));
  if (unknown !== undefined && !table.open) refuse(`Table ${displayName(table)} has no column ${unknown}.`);
  const old = table.triggers.find(({ name }) => name === trigger.name);
  if (old && !op.orReplace) refuse(`Table ${displayName(table)} already has a trigger ${old.name}.`);
  if (old) remove(table.triggers, old);
  table.triggers.push({ ...trigger, origin: originAt(source, op.span) });
  state.link(table, trigger.function);
}

export function createPolicy(state: FoldState, op: OpOf<'create policy'>, source: Source): void {
  const table = changed(state, op, source);
  if (!table) return;
  if (table.policies.some((policy) => policy.name === op.policy.name))
    state.refuse(`Table ${displayName(table)} already has a policy ${op.policy.name}.`, source, op.span);
  table.policies.push({ ...op.policy, origin: originAt(source, op.span) });
  linkExpression(state, table, op.policy.using);
  linkExpression(state, table, op.policy.check);
}

export function alterPolicy(state: FoldState, op: OpOf<'alter policy'>, source: Source): void {
  const table = changed(state, op, source);
  const policy = table?.policies.find((candidate) => candidate.name === op.name);
  if (!table) return;
  if (!policy) {
    if (!table.open) state.refuse(`Table ${displayName(table)} has no policy ${op.name}.`, source, op.span);
    return;
  }
  if (op.roles) policy.roles = op.roles;
  if (op.using) policy.using = op.using;
  if (op.check) policy.check = op.check;
  linkExpression(state, table, op.using);
  linkExpression(state, table, op.check);
}

export function dropPart(state: FoldState, op: OpOf<'drop part'>, source: Source): void {
  if (op.ifExists && !state.lookAt(op.table, source)) return;
  const table = changed(state, op, source);
  if (!table || op.part === 'rule') return;
  const parts: { readonly name: string }[] = op.part === 'trigger' ? table.triggers : table.policies;
  const found = parts.find((part) => part.name === op.name);
  if (found) remove(parts, found);
  else if (!op.ifExists && !table.open)
    state.refuse(`Table ${displayName(table)} has no ${op.part} ${op.name}.`, source, op.span);
}

export function renamePart(state: FoldState, op: OpOf<'rename part'>, source: Source): void {
  const table = changed(state, op, source);
  if (!table) return;
  const parts = op.part === 'trigger' ? table.triggers : table.policies;
  const part = parts.find((candidate) => candidate.name === op.name);
  if (parts.some((other) => other.name === op.to))
    state.refuse(`Table ${displayName(table)} already has a ${op.part} ${op.to}.`, source, op.span);
  if (part) part.name = op.to;
  else if (!table.open) state.refuse(`Table ${displayName(table)} has no ${op.part} ${op.name}.`, source, op.span);
}

export function setRowSecurity(state: FoldState, op: OpOf<'row security'>, source: Source): void {
  const table = changed(state, op, source);
  if (!table) return;
  const { enabled, forced } = table.rowSecurity;
  if (op.set === 'enabled' || op.set === 'disabled') table.rowSecurity = { enabled: op.set === 'enabled', forced };
  else table.rowSecurity = { enabled, forced: op.set === 'forced' };
}

export function grant(state: FoldState, op: OpOf<'grant'>, source: Source): void {
  const table = state.table(op.table, source);
  if (!table) return;
  for (const role of op.roles) {
    const held = table.grants.find((candidate) => candidate.role === role);
    if (op.grant) {
      if (held) held.privileges = [...new Set([...held.privileges, ...op.privileges])];
      else table.grants.push({ role, privileges: [...op.privileges] });
    } else if (held) {
      const all = op.privileges.includes('all');
      held.privileges = all ? [] : held.privileges.filter((privilege) => !op.privileges.includes(privilege));
      if (held.privileges.length === 0) remove(table.grants, held);
    }
  }
}
