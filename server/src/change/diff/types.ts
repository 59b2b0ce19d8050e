import { quoteIdentifier, quoteLiteral } from '../../model/expr/format';
import type { CompositeType, DomainType, EnumType, UserType } from '../../model/schema';
import type { SchemaChange } from '../changes';
import type { Side } from './side';

/** How a type is made; undefined for one whose inside is code. */
export function createType(type: UserType, side: Side): SchemaChange | undefined {
  const body = bodyOf(type, side);
  if (body === undefined) return undefined;
  return { change: 'create type', word: type.kind === 'domain' ? 'DOMAIN' : 'TYPE', name: type, body };
}

function bodyOf(type: UserType, side: Side): string | undefined {
  switch (type.kind) {
    case 'enum':
      return `AS ENUM (${type.values.map(quoteLiteral).join(', ')})`;
    case 'composite':
      return `AS (${attributes(type, side).map(({ sql }) => sql).join(', ')})`; // prettier-ignore
    case 'range': {
      const multirange = `, MULTIRANGE_TYPE_NAME = ${quoteIdentifier(type.multirange)}`;
      return `AS RANGE (SUBTYPE = ${side.print.typeAt(type.subtype, type.origin)}${multirange})`;
    }
    case 'domain': {
      const value = side.print.domainDefault(type);
      const checks = domainChecks(type, side).map(({ name, sql }) => ` CONSTRAINT ${quoteIdentifier(name)} ${sql}`);
      return `AS ${side.print.typeAt(type.type, type.origin)}${value === null ? '' : ` DEFAULT ${value}`}${type.notNull ? ' NOT NULL' : ''}${checks.join('')}`;
    }
    case 'base':
      return undefined;
  }
}

function attributes(type: CompositeType, side: Side): { name: string; type: string; sql: string }[] {
  return type.columns.map((column) => {
    const of = side.print.typeAt(column.type, type.origin);
    const collation = column.collation === undefined ? '' : ` COLLATE ${quoteIdentifier(column.collation)}`;
    return { name: column.name, type: of + collation, sql: `${quoteIdentifier(column.name)} ${of}${collation}` };
  });
}

function domainChecks(type: DomainType, side: Side): { name: string; sql: string }[] {
  return type.constraints.map((each) => ({
    name: each.name,
    sql: `${side.print.domainCheck(each, type)}${each.validated ? '' : ' NOT VALID'}`,
  }));
}

/**
 * What turns one type into another of the same name; undefined where no ALTER does: then it has to be made anew, and its
 * users with it. Nothing to do is an empty list.
 */
export function alterType(
  before: UserType,
  after: UserType,
  sides: { before: Side; after: Side },
): SchemaChange[] | undefined {
  const old = bodyOf(before, sides.before);
  const body = bodyOf(after, sides.after);
  if (old === body && before.kind === after.kind) return [];
  if (before.kind === 'enum' && after.kind === 'enum') return newValues(before, after);
  if (before.kind === 'composite' && after.kind === 'composite')
    return alterComposite(before, after, attributes(before, sides.before), attributes(after, sides.after));
  if (before.kind === 'domain' && after.kind === 'domain') return alterDomain(before, after, sides);
  return undefined;
}

/** New values at their places, where all old ones stay in their order. */
function newValues(before: EnumType, after: EnumType): SchemaChange[] | undefined {
  const kept = after.values.filter((value) => before.values.includes(value));
  if (kept.join('\n') !== before.values.join('\n')) return undefined;
  const there = new Set(before.values);
  return after.values.flatMap((value, i): SchemaChange[] => {
    if (there.has(value)) return [];
    there.add(value);
    const next = after.values.slice(i + 1).find((each) => there.has(each));
    const previous = after.values[i - 1];
    const place = next === undefined ? '' : previous === undefined ? ` BEFORE ${quoteLiteral(next)}` : ` AFTER ${quoteLiteral(previous)}`; // prettier-ignore
    return [{ change: 'alter type', word: 'TYPE', name: after, action: `ADD VALUE ${quoteLiteral(value)}${place}` }];
  });
}

function alterComposite(
  before: CompositeType,
  after: CompositeType,
  old: readonly { name: string; type: string; sql: string }[],
  now: readonly { name: string; type: string; sql: string }[],
): SchemaChange[] {
  const actions = [
    ...old.filter(({ name }) => !now.some((each) => each.name === name)).map(({ name }) => `DROP ATTRIBUTE ${quoteIdentifier(name)}`),
    ...now.flatMap((each) => {
      const was = old.find(({ name }) => name === each.name);
      if (!was) return [`ADD ATTRIBUTE ${each.sql}`];
      return was.type === each.type ? [] : [`ALTER ATTRIBUTE ${quoteIdentifier(each.name)} TYPE ${each.type}`];
    }),
  ]; // prettier-ignore
  return actions.map((action) => ({ change: 'alter type', word: 'TYPE', name: before, action }));
}

function alterDomain(
  before: DomainType,
  after: DomainType,
  sides: { before: Side; after: Side },
): SchemaChange[] | undefined {
  if (sides.before.print.typeAt(before.type, before.origin) !== sides.after.print.typeAt(after.type, after.origin))
    return undefined;
  const actions: string[] = [];
  const [old, now] = [domainChecks(before, sides.before), domainChecks(after, sides.after)];
  const same = (a: { name: string; sql: string }, b: { name: string; sql: string }) => a.name === b.name && a.sql === b.sql; // prettier-ignore
  for (const check of old)
    if (!now.some((each) => same(each, check))) actions.push(`DROP CONSTRAINT ${quoteIdentifier(check.name)}`);
  const [was, is] = [sides.before.print.domainDefault(before), sides.after.print.domainDefault(after)];
  if (was !== is) actions.push(is === null ? 'DROP DEFAULT' : `SET DEFAULT ${is}`);
  if (before.notNull !== after.notNull) actions.push(after.notNull ? 'SET NOT NULL' : 'DROP NOT NULL');
  for (const check of now)
    if (!old.some((each) => same(each, check)))
      actions.push(`ADD CONSTRAINT ${quoteIdentifier(check.name)} ${check.sql}`);
  return actions.map((action) => ({ change: 'alter type', word: 'DOMAIN', name: after, action }));
}
