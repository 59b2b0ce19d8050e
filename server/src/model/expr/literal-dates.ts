/**
 * What PostgreSQL makes of texts of dates and times, where the time zone is UTC and dates are read month first. All functions
 * return what the type's output function gives, or undefined for a text that they don't understand, as they don't know
 * what `now` is.
 */

interface Moment {
  year: number;
  month: number;
  day: number;
  hasDate: boolean;
  /** Of the day. */
  micros: number;
  hasTime: boolean;
  /** Seconds east of UTC. */
  zone: number | undefined;
  bc: boolean;
}

const DAY = 86_400_000_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAY = /^(?:sun|mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat)(?:day|nesday|sday|rsday|urday)?$/;

export function inputDate(text: string): string | undefined {
  const special = specialMoment(text, '1970-01-01');
  if (special !== undefined) return special;
  const moment = read(text);
  return moment?.hasDate ? dateText(moment.year, moment.month, moment.day, moment.bc) : undefined;
}

export function inputTimestamp(text: string, withZone: boolean): string | undefined {
  const suffix = withZone ? '+00' : '';
  const special = specialMoment(text, `1970-01-01 00:00:00${suffix}`);
  if (special !== undefined) return special;
  const moment = read(text);
  if (!moment?.hasDate) return undefined;
  const year = moment.bc ? 1 - moment.year : moment.year;
  const shifted = moment.micros - (withZone ? (moment.zone ?? 0) * 1e6 : 0);
  const days = daysOf(year, moment.month, moment.day) + Math.floor(shifted / DAY);
  const civil = civilOf(days);
  const bc = civil.year <= 0;
  const date = dateText(bc ? 1 - civil.year : civil.year, civil.month, civil.day, false);
  return `${date} ${timeText(((shifted % DAY) + DAY) % DAY)}${suffix}${bc ? ' BC' : ''}`;
}

export function inputTime(text: string, withZone: boolean): string | undefined {
  const moment = read(text);
  if (!moment?.hasTime) return undefined;
  const time = timeText(moment.micros);
  return withZone ? time + zoneText(moment.zone ?? 0) : time;
}

function specialMoment(text: string, epoch: string): string | undefined {
  const word = text.trim().toLowerCase();
  if (word === 'epoch') return epoch;
  return word === 'infinity' || word === '-infinity' ? word : undefined;
}

function read(text: string): Moment | undefined {
  const moment: Moment = { year: 0, month: 0, day: 0, hasDate: false, micros: 0, hasTime: false, zone: undefined, bc: false }; // prettier-ignore
  let rest = text.trim().toLowerCase();
  /** Numbers and names of months, of a date that is written in words. */
  const words: string[] = [];
  while (rest !== '') {
    const used = date(rest, moment) ?? time(rest, moment) ?? zone(rest, moment) ?? word(rest, moment, words);
    if (used === undefined) return undefined;
    rest = rest.slice(used).replace(/^[\s,]+/, '');
  }
  if (words.length > 0 && !spelled(words, moment)) return undefined;
  return valid(moment) ? moment : undefined;
}

function date(text: string, moment: Moment): number | undefined {
  if (moment.hasDate) return undefined;
  const set = (year: string, month: string, day: string): void => {
    moment.year = fullYear(year);
    moment.month = Number(month);
    moment.day = Number(day);
    moment.hasDate = true;
  };
  const parts =
    /^(?<year>\d{4,})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?=t\d|[^\d]|$)t?/.exec(text) ??
    /^(?<month>\d{1,2})[-/.](?<day>\d{1,2})[-/.](?<year>\d{4}|\d{2})(?=[^\d]|$)/.exec(text) ??
    /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?=t\d|[^\d]|$)t?/.exec(text);
  if (parts?.groups) {
    set(parts.groups['year']!, parts.groups['month']!, parts.groups['day']!);
    return parts[0].length;
  }
  const named =
    /^(?<year>\d{4})[-/ ](?<month>[a-z]{3,9})[-/ ](?<day>\d{1,2})(?!\d)/.exec(text) ??
    /^(?<day>\d{1,2})[-/](?<month>[a-z]{3,9})[-/](?<year>\d{4}|\d{2})(?!\d)/.exec(text) ??
    /^(?<month>[a-z]{3,9})[-/](?<day>\d{1,2})[-/](?<year>\d{4}|\d{2})(?!\d)/.exec(text);
  const month = monthOf(named?.groups?.['month']);
  if (!named?.groups || month === undefined) return undefined;
  set(named.groups['year']!, String(month), named.groups['day']!);
  return named[0].length;
}

function time(text: string, moment: Moment): number | undefined {
  if (moment.hasTime) return undefined;
  const parts =
    /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d+))?)?(?:\s*([ap])\.?m\.?\b)?/.exec(text) ??
    (moment.hasDate ? /^t?(\d{2})(\d{2})(\d{2})?(?:\.(\d+))?()(?![\d:])/.exec(text) : null);
  if (!parts) return undefined;
  const [all, hours = '0', minutes = '0', seconds = '0', fraction = '', half] = parts;
  let hour = Number(hours);
  if (half === 'p' && hour < 12) hour += 12;
  else if (half === 'a' && hour === 12) hour = 0;
  if (hour > 24 || Number(minutes) > 59 || Number(seconds) > 60) return undefined;
  const micros = fraction === '' ? 0 : Math.round(Number(`0.${fraction}`) * 1e6);
  moment.micros = ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1e6 + micros;
  moment.hasTime = true;
  return moment.micros > DAY ? undefined : all.length;
}

function zone(text: string, moment: Moment): number | undefined {
  if (!moment.hasTime || moment.zone !== undefined) return undefined;
  const named = /^(?:z|utc|gmt|zulu)\b/.exec(text);
  if (named) {
    moment.zone = 0;
    return named[0].length;
  }
  const parts = /^([+-])(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?(?!\d)/.exec(text);
  if (!parts) return undefined;
  const [all, sign, hours = '0', minutes = '0', seconds = '0'] = parts;
  moment.zone = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * (sign === '-' ? -1 : 1);
  return all.length;
}

function word(text: string, moment: Moment, words: string[]): number | undefined {
  const era = /^(?:bc|ad)\b/.exec(text);
  if (era) {
    moment.bc = era[0] === 'bc';
    return 2;
  }
  const found = /^(?:[a-z]+|\d+(?!\d*[:.-]))/.exec(text)?.[0];
  if (found === undefined) return undefined;
  if (WEEKDAY.test(found)) return found.length;
  if (!/^\d/.test(found) && monthOf(found) === undefined) return undefined;
  words.push(found);
  return found.length;
}

/** `Jan 5 2021`, `5 January 2021`, `2021 Jan 5` */
function spelled(words: readonly string[], moment: Moment): boolean {
  const month = words.find((each) => monthOf(each) !== undefined);
  const numbers = words.filter((each) => each !== month);
  if (moment.hasDate || month === undefined || numbers.length !== 2 || words.length !== 3) return false;
  const [first = '', second = ''] = numbers;
  const [year, day] = first.length > 2 ? [first, second] : [second, first];
  if (!/^\d+$/.test(year) || !/^\d{1,2}$/.test(day)) return false;
  moment.year = fullYear(year);
  moment.month = monthOf(month)!;
  moment.day = Number(day);
  moment.hasDate = true;
  return true;
}

function monthOf(name: string | undefined): number | undefined {
  if (name === undefined || !/^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/.test(name)) return undefined; // prettier-ignore
  return MONTHS.indexOf(name.slice(0, 3)) + 1;
}

function fullYear(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year + (year < 70 ? 2000 : 1900);
}

function valid({ hasDate, year, month, day, bc }: Moment): boolean {
  if (!hasDate) return true;
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const civil = bc ? 1 - year : year;
  const leap = civil % 4 === 0 && (civil % 100 !== 0 || civil % 400 === 0);
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
}

/** Days since 1970-01-01, of the Gregorian calendar drawn out to all times. */
function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

function civilOf(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const ofEra = z - era * 146_097;
  const years = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const day = ofYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return { year: years + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

function dateText(year: number, month: number, day: number, bc: boolean): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}${bc ? ' BC' : ''}`;
}

/** `04:05:06.7` */
export function timeText(micros: number): string {
  const seconds = Math.floor(micros / 1e6);
  const fraction = String(Math.round(micros - seconds * 1e6)).padStart(6, '0').replace(/0+$/, ''); // prettier-ignore
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return fraction === '' ? clock : `${clock}.${fraction}`;
}

function zoneText(zone: number): string {
  const size = Math.abs(zone);
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60];
  while (parts.length > 1 && parts.at(-1) === 0) parts.pop();
  return `${zone < 0 ? '-' : '+'}${parts.map(two).join(':')}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
