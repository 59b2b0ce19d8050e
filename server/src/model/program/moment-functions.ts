import { formatMoment, formatNumber } from './moment-format';
import { Interval, intervalOf, later, Moment, momentOf, partOf, startOf, type MomentType } from './moments';
import type { TimeType } from './program';
import { strict, textOf, UNKNOWN, type Value } from './values';

const TYPES: ReadonlySet<string> = new Set<MomentType>(['date', 'timestamp', 'timestamptz']);

/** The type of moments that a name of PostgreSQL's grammar means, or `interval`; undefined for other types. */
export function timeType(name: string): TimeType | undefined {
  return name === 'interval' || TYPES.has(name) ? (name as TimeType) : undefined;
}

/** A value as one of the type. */
export function toTime(value: Value, type: TimeType, modifiers: readonly string[] = []): Value {
  if (value === null || value === UNKNOWN) return value;
  if (type === 'interval') {
    if (value instanceof Interval) return value;
    return (typeof value === 'string' ? intervalOf(value, modifiers) : undefined) ?? UNKNOWN;
  }
  if (value instanceof Moment) return value.as(type);
  return (typeof value === 'string' ? momentOf(value, type) : undefined) ?? UNKNOWN;
}

/** Elements of `generate_series` from one day or time to another; undefined where that isn't understood. */
export function timeSeries(from: Value, to: Value, by: Value | undefined, limit: number): Value[] | undefined {
  const first = from instanceof Moment ? from : to instanceof Moment ? toTime(from, to.type) : UNKNOWN;
  if (!(first instanceof Moment)) return undefined;
  // Days are counted as times with a time zone.
  const start = first.type === 'date' ? first.as('timestamptz') : first;
  const end = toTime(to, start.type);
  const step = toTime(by ?? UNKNOWN, 'interval');
  if (!(end instanceof Moment) || !(step instanceof Interval)) return undefined;
  const found: Value[] = [];
  let at = start;
  while (at.at <= end.at) {
    found.push(at);
    const next = later(at, step);
    if (next.at <= at.at || found.length > limit) return undefined;
    at = next;
  }
  return found;
}

function part(field: Value, value: Value): Value {
  return strict([field, value], () => {
    const at = value instanceof Moment ? partOf(String(textOf(field)), value) : undefined;
    return at ?? UNKNOWN;
  });
}

/** Numbers as a length of time, in the order of `make_interval`. */
function interval(
  years: Value,
  months: Value,
  weeks: Value,
  days: Value,
  hours: Value,
  mins: Value,
  secs: Value,
): Value {
  const all = [years, months, weeks, days, hours, mins, secs].map((each) => each ?? 0);
  if (!all.every((each) => typeof each === 'number')) return UNKNOWN;
  const [y, m, w, d, h, min, s] = all as [number, number, number, number, number, number, number];
  return new Interval(y * 12 + m, w * 7 + d, ((h * 60 + min) * 60 + s) * 1_000);
}

/** Functions of days and times whose answers hang on nothing else. */
export const TIME_FUNCTIONS: Readonly<Record<string, (...args: Value[]) => Value>> = {
  to_char: (value = null, pattern = null) =>
    strict([value, textOf(pattern)], () => {
      const written = String(textOf(pattern));
      const found = value instanceof Moment ? formatMoment(value, written) : typeof value === 'number' ? formatNumber(value, written) : undefined; // prettier-ignore
      return found ?? UNKNOWN;
    }),
  date_trunc: (field = null, value = null) =>
    strict([field, value], () => {
      const start = value instanceof Moment ? startOf(String(textOf(field)), value) : undefined;
      return start ?? UNKNOWN;
    }),
  extract: (field = null, value = null) => part(field, value),
  date_part: (field = null, value = null) => part(field, value),
  date: (value = null) => toTime(value, 'date'),
  make_date: (year = null, month = null, day = null) =>
    strict([year, month, day], () => {
      const parts: readonly Value[] = [year, month, day];
      const written = parts.map((each, i) => String(textOf(each)).padStart(i === 0 ? 4 : 2, '0'));
      return momentOf(written.join('-'), 'date') ?? UNKNOWN;
    }),
  make_interval: (...args) => interval(...(args as Parameters<typeof interval>)),
};

/** The arguments of functions that are called with names. */
export const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  make_interval: ['years', 'months', 'weeks', 'days', 'hours', 'mins', 'secs'],
  make_date: ['year', 'month', 'day'],
};
