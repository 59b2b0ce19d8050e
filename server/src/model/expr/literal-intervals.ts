import { timeText } from './literal-dates';

/** An interval keeps its months, days and microseconds apart. */
interface Interval {
  months: number;
  days: number;
  micros: number;
}

type Unit = readonly [field: keyof Interval, size: number];

const SECOND = 1e6;
const UNITS: Readonly<Record<string, Unit>> = {};
for (const [names, field, size] of [
  ['microsecond microseconds us usec usecs useconds', 'micros', 1],
  ['millisecond milliseconds ms msec msecs mseconds', 'micros', 1000],
  ['second seconds s sec secs', 'micros', SECOND],
  ['minute minutes m min mins', 'micros', 60 * SECOND],
  ['hour hours h hr hrs', 'micros', 3600 * SECOND],
  ['day days d', 'days', 1],
  ['week weeks w', 'days', 7],
  ['month months mon mons', 'months', 1],
  ['year years y yr yrs', 'months', 12],
  ['decade decades dec decs', 'months', 120],
  ['century centuries c cent', 'months', 1200],
  ['millennium millennia mil mils', 'months', 12_000],
] as const) {
  for (const name of names.split(' ')) (UNITS as Record<string, Unit>)[name] = [field, size];
}

/** What a number without unit counts, by the bits of the fields that the type is restricted to; and what is left out. */
const LAST_FIELD: Readonly<Record<number, string>> = {
  4: 'year', 2: 'month', 8: 'day', 1024: 'hour', 2048: 'minute', 4096: 'second', 6: 'month', 1032: 'hour', 3080: 'minute',
  7176: 'second', 3072: 'minute', 7168: 'second', 6144: 'second',
}; // prettier-ignore

/** As PostgreSQL's `IntervalStyle` postgres writes it; undefined where it isn't understood. */
export function inputInterval(text: string, modifiers: readonly string[]): string | undefined {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === 'infinity' || trimmed === '-infinity') return trimmed;
  const last = LAST_FIELD[Number(modifiers[0])];
  const interval = /^p/.test(trimmed) ? iso(trimmed) : words(trimmed, last);
  if (!interval) return undefined;
  restrict(interval, last);
  const precision = Number(modifiers[1] ?? 6);
  const step = 10 ** (6 - precision);
  interval.micros = Math.round(interval.micros / step) * step;
  return intervalText(interval);
}

function words(text: string, last: string | undefined): Interval | undefined {
  const interval: Interval = { months: 0, days: 0, micros: 0 };
  let rest = text.replace(/^@\s*/, '');
  const ago = /\s*\bago$/.exec(rest);
  if (ago) rest = rest.slice(0, ago.index);
  if (rest === '') return undefined;
  while (rest !== '') {
    const used = clock(rest, interval, last) ?? yearsAndMonths(rest, interval) ?? amount(rest, interval, last);
    if (used === undefined) return undefined;
    rest = rest.slice(used).replace(/^[\s,]+/, '');
  }
  if (ago) {
    interval.months = -interval.months;
    interval.days = -interval.days;
    interval.micros = -interval.micros;
  }
  return interval;
}

function clock(text: string, interval: Interval, last: string | undefined): number | undefined {
  const parts = /^([+-]?)(\d+):(\d{1,2})(?::(\d{1,2}))?(\.\d+)?(?=\s|$)/.exec(text);
  if (!parts) return undefined;
  const [all, sign, first = '0', second = '0', third, fraction = ''] = parts;
  // Two numbers are hours and minutes, unless there is a fraction or the type says minutes and seconds.
  const short = third === undefined && (fraction !== '' || last === 'second');
  const [hours, minutes, seconds] = short ? [0, first, second] : [first, second, third ?? 0];
  const micros = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * SECOND + Math.round(Number(`0${fraction}`) * SECOND); // prettier-ignore
  interval.micros += sign === '-' ? -micros : micros;
  return all.length;
}

function yearsAndMonths(text: string, interval: Interval): number | undefined {
  const parts = /^([+-]?)(\d+)-(\d{1,2})(?=\s|$)/.exec(text);
  if (!parts) return undefined;
  const months = Number(parts[2]) * 12 + Number(parts[3]);
  interval.months += parts[1] === '-' ? -months : months;
  return parts[0].length;
}

function amount(text: string, interval: Interval, last: string | undefined): number | undefined {
  const parts = /^([+-]?\s*(?:\d+\.?\d*|\.\d+))\s*([a-z]*)/.exec(text);
  if (!parts) return undefined;
  const name = parts[2] === '' ? (last ?? 'second') : parts[2]!;
  const unit = UNITS[name];
  // Before a time a number alone counts days.
  const days = parts[2] === '' && /^\s*[+-]?\d+:/.test(text.slice(parts[0].length));
  if (!unit) return undefined;
  add(interval, Number(parts[1]!.replace(/\s/g, '')), days ? UNITS['day']! : unit);
  return parts[0].length;
}

/** A fraction of a year is months; one of a month is days, of which there are thirty. */
function add(interval: Interval, value: number, [field, size]: Unit): void {
  const whole = Math.trunc(value);
  const fraction = value - whole;
  if (field === 'micros') {
    interval.micros += whole * size + Math.round(fraction * size);
  } else if (field === 'days') {
    const days = Math.trunc(fraction * size + (fraction < 0 ? -1e-9 : 1e-9));
    interval.days += whole * size + days;
    interval.micros += Math.round((fraction * size - days) * 86_400 * SECOND);
  } else if (size === 1) {
    interval.months += whole;
    const days = Math.trunc(fraction * 30 + (fraction < 0 ? -1e-9 : 1e-9));
    interval.days += days;
    interval.micros += Math.round((fraction * 30 - days) * 86_400 * SECOND);
  } else {
    interval.months += whole * size + Math.round(fraction * size);
  }
}

function iso(text: string): Interval | undefined {
  const parts = /^p(?:([+-]?[\d.]+)y)?(?:([+-]?[\d.]+)m)?(?:([+-]?[\d.]+)w)?(?:([+-]?[\d.]+)d)?(?:t(?:([+-]?[\d.]+)h)?(?:([+-]?[\d.]+)m)?(?:([+-]?[\d.]+)s)?)?$/.exec(text); // prettier-ignore
  if (!parts || text.length < 3) return undefined;
  const interval: Interval = { months: 0, days: 0, micros: 0 };
  for (const [i, unit] of ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'].entries()) {
    if (parts[i + 1] !== undefined) add(interval, Number(parts[i + 1]), UNITS[unit]!);
  }
  return interval;
}

/** What is smaller than the last field of the type is left out. */
function restrict(interval: Interval, last: string | undefined): void {
  if (last === undefined || last === 'second') return;
  if (last === 'year') interval.months = Math.trunc(interval.months / 12) * 12;
  if (last === 'year' || last === 'month') interval.days = 0;
  if (last === 'year' || last === 'month' || last === 'day') interval.micros = 0;
  if (last === 'hour' || last === 'minute') {
    const size = UNITS[last]![1];
    interval.micros = Math.trunc(interval.micros / size) * size;
  }
}

function intervalText({ months, days, micros }: Interval): string {
  const parts: string[] = [];
  /** A part after a negative one shows its sign. */
  let negative = false;
  const part = (value: number, unit: string): void => {
    if (value === 0) return;
    parts.push(`${negative && value > 0 ? '+' : ''}${value} ${unit}${value === 1 ? '' : 's'}`);
    negative = value < 0;
  };
  part(Math.trunc(months / 12), 'year');
  part(months % 12, 'mon');
  part(days, 'day');
  if (micros !== 0 || parts.length === 0) {
    parts.push(`${micros < 0 ? '-' : negative ? '+' : ''}${timeText(Math.abs(micros))}`);
  }
  return parts.join(' ');
}
