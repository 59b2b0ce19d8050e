import { quoteIdentifier } from '../expr/format';
import { Interval, Moment, momentOf } from './moments';

/** What nobody can tell before it runs: the time, rows, another database. */
export const UNKNOWN: unique symbol = Symbol('unknown');

export type Value = null | boolean | number | string | readonly Value[] | Oid | Row | Moment | Interval | typeof UNKNOWN; // prettier-ignore

/** A row in a variable. */
export class Row {
  constructor(readonly columns: Map<string, Value>) {}
}

export type OidOf = 'relation' | 'namespace' | 'type' | 'constraint' | 'function' | 'trigger';

/** What stands for an object in the catalogue. Written out it is a number that nobody knows, unless it is a `regclass` or the like. */
export class Oid {
  constructor(
    readonly of: OidOf,
    /** `schema.name`, or what else tells objects of the kind apart. */
    readonly key: string,
    readonly named = false,
  ) {}

  get id(): string {
    return `${this.of} ${this.key}`;
  }
}

/** Unknown where there is nothing; NULL stays NULL. */
export function orUnknown(value: Value | undefined): Value {
  return value === undefined ? UNKNOWN : value;
}

/** `NULL` where one is, unknown where one is; else what the function makes of both. */
export function strict<T extends Value>(values: readonly Value[], run: () => T): T | null | typeof UNKNOWN {
  if (values.includes(null)) return null;
  return values.includes(UNKNOWN) ? UNKNOWN : run();
}

export type Truth = boolean | null | typeof UNKNOWN;

export function truthOf(value: Value): Truth {
  if (value === null || value === UNKNOWN || typeof value === 'boolean') return value;
  if (typeof value !== 'string') return UNKNOWN;
  if (/^(?:t|true|y|yes|on|1)$/i.test(value)) return true;
  return /^(?:f|false|n|no|off|0)$/i.test(value) ? false : UNKNOWN;
}

export function and(values: Iterable<Truth>): Truth {
  let result: Truth = true;
  for (const value of values) {
    if (value === false) return false;
    if (value === UNKNOWN) result = UNKNOWN;
    else if (value === null && result !== UNKNOWN) result = null;
  }
  return result;
}

export function not(value: Truth): Truth {
  return typeof value === 'boolean' ? !value : value;
}

export function or(values: Iterable<Truth>): Truth {
  return not(and([...values].map(not)));
}

/** What tells equal values: undefined for what can't be compared. */
export function identity(value: Value): string | undefined {
  if (value === UNKNOWN || value instanceof Row) return undefined;
  if (value instanceof Oid) return value.id;
  if (Array.isArray(value)) {
    const parts = (value as readonly Value[]).map(identity);
    return parts.includes(undefined) ? undefined : `{${parts.join()}}`;
  }
  if (value === null) return 'NULL';
  if (value instanceof Interval) return undefined;
  return typeof value === 'boolean' ? String(value) : `=${String(value)}`;
}

/** Below 0, 0 or above 0 as `a` stands to `b`; undefined where that can't be told. */
export function order(a: Value, b: Value): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a instanceof Moment || b instanceof Moment) return orderMoments(a, b);
  if (typeof a === 'number' && typeof b === 'string' && isNumber(b)) return a - Number(b);
  if (typeof b === 'number' && typeof a === 'string' && isNumber(a)) return Number(a) - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'boolean' || typeof b === 'boolean') {
    const [x, y] = [truthOf(a), truthOf(b)];
    return typeof x === 'boolean' && typeof y === 'boolean' ? Number(x) - Number(y) : undefined;
  }
  const [x, y] = [identity(a), identity(b)];
  // Which of two oids is less is chance, and so is how an unnamed one is written.
  if (x === undefined || y === undefined) return undefined;
  if (x === y) return 0;
  return a instanceof Oid === b instanceof Oid ? 1 : undefined;
}

/** A text beside a moment is one of its type. */
function orderMoments(a: Value, b: Value): number | undefined {
  const type = a instanceof Moment ? a.type : (b as Moment).type;
  const [x, y] = [a, b].map((each) => (typeof each === 'string' ? momentOf(each, type) : each));
  return x instanceof Moment && y instanceof Moment ? x.at - y.at : undefined;
}

export function equal(a: Value, b: Value): Truth {
  return strict<boolean | typeof UNKNOWN>([a, b], () => {
    const found = order(a, b);
    return found === undefined ? UNKNOWN : found === 0;
  });
}

export function less(a: Value, b: Value): Truth {
  return strict<boolean | typeof UNKNOWN>([a, b], () => {
    if (
      a instanceof Oid ||
      b instanceof Oid ||
      a instanceof Interval ||
      b instanceof Interval ||
      Array.isArray(a) ||
      Array.isArray(b)
    )
      return UNKNOWN;
    const found = order(a, b);
    return found === undefined ? UNKNOWN : found < 0;
  });
}

function isNumber(text: string): boolean {
  return /^\s*[-+]?\d+(?:\.\d+)?\s*$/.test(text);
}

/** A value as text: what `::text` gives. */
export function textOf(value: Value): string | null | typeof UNKNOWN {
  if (value === null || value === UNKNOWN || typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Oid) return value.named ? nameOf(value) : UNKNOWN;
  if (value instanceof Moment || value instanceof Interval) return value.toString() ?? UNKNOWN;
  if (value instanceof Row) return UNKNOWN;
  const parts = value.map(textOf);
  if (parts.some((part) => part === UNKNOWN || (typeof part === 'string' && !/^[\w.]+$/.test(part)))) return UNKNOWN;
  return `{${parts.map((part) => (part === null ? 'NULL' : String(part))).join()}}`;
}

/** As `regclass` is written where `public` is searched. */
function nameOf({ of, key }: Oid): string {
  if (of === 'namespace') return quoteIdentifier(key);
  const dot = key.indexOf('.');
  const [schema, name] = [key.slice(0, dot), key.slice(dot + 1)];
  const own = schema === 'public' || schema === 'pg_catalog';
  return own ? quoteIdentifier(name) : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/** The elements of an array's text (`{a,"b c",NULL}`); undefined for none, and for one of arrays. */
export function arrayOf(text: string): Value[] | undefined {
  const inner = /^\s*\{([^{}]*)\}\s*$/.exec(text)?.[1];
  if (inner === undefined) return undefined;
  if (inner.trim() === '') return [];
  const elements = [...inner.matchAll(/\s*(?:"((?:[^"\\]|\\.)*)"|([^,"]*))\s*(?:,|$)/g)].slice(0, -1);
  return elements.map(([, quoted, plain = '']) => {
    if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1');
    return /^null$/i.test(plain.trim()) ? null : plain.trim();
  });
}
