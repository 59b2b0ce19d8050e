import { isoWeek, partOf, type Moment } from './moments';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // prettier-ignore
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** What a pattern of `to_char` stands for: a number with its width, or a name. */
const FIELDS: Readonly<Record<string, (moment: Moment) => readonly [value: number, width: number] | string>> = {
  yyyy: (at) => [partOf('year', at)!, 4],
  yy: (at) => [partOf('year', at)! % 100, 2],
  iyyy: (at) => [isoWeek(at).year, 4],
  iy: (at) => [isoWeek(at).year % 100, 2],
  iw: (at) => [isoWeek(at).week, 2],
  q: (at) => [partOf('quarter', at)!, 1],
  mm: (at) => [partOf('month', at)!, 2],
  month: (at) => MONTHS[partOf('month', at)! - 1]!,
  mon: (at) => MONTHS[partOf('month', at)! - 1]!.slice(0, 3),
  ddd: (at) => [partOf('doy', at)!, 3],
  dd: (at) => [partOf('day', at)!, 2],
  day: (at) => DAYS[partOf('dow', at)!]!,
  dy: (at) => DAYS[partOf('dow', at)!]!.slice(0, 3),
  id: (at) => [partOf('isodow', at)!, 1],
  ww: (at) => [Math.floor((partOf('doy', at)! - 1) / 7) + 1, 2],
  hh24: (at) => [partOf('hour', at)!, 2],
  mi: (at) => [partOf('minute', at)!, 2],
  ss: (at) => [partOf('second', at)!, 2],
};

const PIECE = /"([^"]*)"|(fm)?(yyyy|yy|iyyy|iy|iw|q|mm|month|mon|ddd|dd|day|dy|id|ww|hh24|mi|ss)|([^a-z"])/giy;

/** `to_char` of a moment; undefined where the pattern isn't understood. */
export function formatMoment(moment: Moment, pattern: string): string | undefined {
  let result = '';
  let end = 0;
  for (const [all, literal, fill, name, other] of pattern.matchAll(PIECE)) {
    end += all.length;
    if (name === undefined) {
      result += literal ?? other ?? '';
      continue;
    }
    const field = FIELDS[name.toLowerCase()]!(moment);
    if (typeof field !== 'string') {
      const [value, width] = field;
      result += fill === undefined ? String(value).padStart(width, '0') : String(value);
      continue;
    }
    const cased = name === name.toUpperCase() ? field.toUpperCase() : name === name.toLowerCase() ? field.toLowerCase() : field; // prettier-ignore
    // Names are as wide as the longest.
    result += fill === undefined && /^(?:month|day)$/i.test(name) ? cased.padEnd(9) : cased;
  }
  return end === pattern.length ? result : undefined;
}

/** `to_char` of a number with zeros or nines alone. */
export function formatNumber(value: number, pattern: string): string | undefined {
  const [, fill, digits = ''] = /^(fm)?(0+|9+)$/i.exec(pattern) ?? [];
  const written = String(value);
  if (digits === '' || !/^\d+$/.test(written) || written.length > digits.length) return undefined;
  const padded = written.padStart(digits.length, digits.startsWith('0') ? '0' : ' ');
  return fill === undefined ? ` ${padded}` : padded.trim();
}
