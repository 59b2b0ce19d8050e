import { catalogOf } from '../expr/catalog';
import type { ExpressionFact } from '../expression-facts';
import type { Column, DomainType, SchemaView } from '../schema';
import { parseName, type Name } from '../names';
import type { TypeFact } from '../types';
import type { Before } from './effect';
import type { Node } from '@pgsql/types';

/** PostgreSQL's own functions, and those of its extensions, of which each call gives something else. `pg_proc.provolatile` */
export const VOLATILE: ReadonlySet<string> = new Set(
  (
    'random random_normal gen_random_uuid uuidv4 uuidv7 clock_timestamp timeofday nextval setval currval lastval ' +
    'uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 gen_random_bytes gen_salt pg_advisory_lock pg_sleep set_config setseed'
  ).split(' '),
);

/** Whether each row would get a value of its own; undefined where a function is not known. */
export function isVolatile(
  expression: ExpressionFact,
  schema: SchemaView,
  path: readonly string[],
): boolean | undefined {
  let result: boolean | undefined = false;
  for (const name of expression.tree ? callsIn(expression.tree) : []) {
    const own = schema.functionsNamed(name, path);
    if (VOLATILE.has(name.name) && own.length === 0) return true;
    if (own.length > 0) {
      // PostgreSQL looks into functions in SQL.
      const volatile = own.filter(({ volatility }) => volatility === 'volatile');
      if (volatile.some(({ language }) => language !== 'sql')) return true;
      if (volatile.length > 0) result = undefined;
    } else if (!isBuiltIn(name)) result = undefined;
  }
  return result;
}

function isBuiltIn({ name }: Name): boolean {
  return catalogOf(new Map()).functions(name).length > 0;
}

function callsIn(tree: Node): Name[] {
  const found: Name[] = [];
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    if ('FuncCall' in value) {
      const parts = ((value.FuncCall as { funcname?: readonly Node[] }).funcname ?? []).map((each) => ('String' in each ? each.String.sval : '')); // prettier-ignore
      const name = parseName(parts.map((part) => `"${part}"`).join('.'));
      if (name) found.push(name);
    }
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(tree);
  return found;
}

/** The domain that a type is, if it is one. */
function domainOf(type: TypeFact, schema: SchemaView, path: readonly string[]): DomainType | undefined {
  const found = type.builtIn || type.dimensions > 0 ? undefined : schema.type(type.name, path);
  return found?.kind === 'domain' ? found : undefined;
}

/** A domain that refuses values: each row has to be looked at. */
export function isConstrainedDomain(type: TypeFact, schema: SchemaView, path: readonly string[]): boolean {
  const domain = domainOf(type, schema, path);
  if (!domain) return false;
  return domain.notNull || domain.constraints.length > 0 || isConstrainedDomain(domain.type, schema, domain.origin.source.path); // prettier-ignore
}

function baseOf(type: TypeFact, schema: SchemaView, path: readonly string[]): TypeFact {
  const domain = domainOf(type, schema, path);
  return domain ? baseOf(domain.type, schema, domain.origin.source.path) : type;
}

/**
 * Whether ALTER COLUMN … TYPE writes all rows anew (`ATColumnChangeRequiresRewrite`); undefined where a type isn't known.
 * Between `timestamp` and `timestamptz` it does unless the session's time zone is UTC.
 */
export function changeRewrites(
  column: Column,
  to: TypeFact,
  { schema, path, isUtc }: Pick<Before, 'schema' | 'path' | 'isUtc'>,
): boolean | undefined {
  const own = column.typeOrigin.source.path;
  if (isConstrainedDomain(to, schema, path) && !sameName(column.type, to)) return true;
  const from = baseOf(column.type, schema, own);
  const target = baseOf(to, schema, path);
  if (sameName(from, target)) return !keepsValues(from, target);
  const known = (type: TypeFact) => type.builtIn || schema.type(type.name, path) !== undefined;
  if (from.dimensions !== target.dimensions || !known(from) || !known(target)) {
    return known(from) && known(target) ? true : undefined;
  }
  if (from.dimensions > 0 || !from.builtIn || !target.builtIn) return true;
  const moments = [from.name.name, target.name.name].sort().join() === 'timestamp,timestamptz';
  if (moments && isUtc?.()) return !keepsValues({ ...from, name: target.name }, target);
  const same = catalogOf(new Map()).cast(from.name.name, target.name.name)?.method === 'b';
  return !same || (target.modifiers.length > 0 && !keepsValues(from, target));
}

function sameName(a: TypeFact, b: TypeFact): boolean {
  return (
    a.name.name === b.name.name && (a.name.schema ?? '') === (b.name.schema ?? '') && a.dimensions === b.dimensions
  );
}

/** Types whose values are cut or rounded to their modifiers; a wider one takes them as they are (`prosupport` of the cast). */
const WIDENING = new Set(['varchar', 'varbit', 'timestamp', 'timestamptz', 'time', 'timetz', 'interval']);

/** Whether a value with the modifiers of one type fits those of the other unchanged. */
function keepsValues(from: TypeFact, to: TypeFact): boolean {
  const { name } = to.name;
  if (to.modifiers.length === 0) return name !== 'bpchar' && name !== 'bit' ? true : from.modifiers.length === 0;
  if (from.name.name === name && from.modifiers.join() === to.modifiers.join()) return true;
  if (to.dimensions > 0) return false;
  const [had, gets] = [from.modifiers.map(Number), to.modifiers.map(Number)];
  if (name === 'numeric') return from.modifiers.length > 0 && (had[1] ?? 0) === (gets[1] ?? 0) && gets[0]! >= had[0]!;
  if (!WIDENING.has(name) || from.name.name !== name) return false;
  const most = name === 'varchar' || name === 'varbit' ? Infinity : 6;
  return (gets.at(-1) ?? most) >= (had.at(-1) ?? most);
}
