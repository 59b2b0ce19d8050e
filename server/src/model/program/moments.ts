import { inputDate, inputTimestamp, timeText } from '../expr/literal-dates';
import { inputInterval } from '../expr/literal-intervals';

export type MomentType = 'date' | 'timestamp' | 'timestamptz';

const SECOND = 1_000;
export const DAY = 86_400 * SECOND;

/** A day, or a time of it as a clock shows it: one with a time zone is taken as the zone's own. */
export class Moment {
  constructor(
    readonly type: MomentType,
    /** Milliseconds from 1970. */
    readonly at: number,
  ) {}

  get day(): Date {
    return new Date(this.at);
  }

  as(type: MomentType): Moment {
    return new Moment(type, type === 'date' ? Math.floor(this.at / DAY) * DAY : this.at);
  }

  toString(): string {
    const date = this.day.toISOString().slice(0, 10);
    if (this.type === 'date') return date;
    const clock = timeText((((this.at % DAY) + DAY) % DAY) * 1_000);
    return `${date} ${clock}${this.type === 'timestamptz' ? '+00' : ''}`;
  }
}

export class Interval {
  constructor(
    readonly months: number,
    readonly days: number,
    readonly ms: number,
  ) {}

  times(by: number): Interval | undefined {
    const { months, days, ms } = this;
    const all = [months * by, days * by, ms * by] as const;
    return all.every(Number.isInteger) ? new Interval(...all) : undefined;
  }

  plus({ months, days, ms }: Interval): Interval {
    return new Interval(this.months + months, this.days + days, this.ms + ms);
  }

  toString(): string | undefined {
    const { months, days, ms } = this;
    const amounts = [`${months} months`, `${days} days`, `${ms / SECOND} seconds`];
    return inputInterval(amounts.join(' '), []);
  }
}

/** What a text means as a moment; undefined where it isn't understood. */
export function momentOf(text: string, type: MomentType): Moment | undefined {
  const written = type === 'date' ? inputDate(text) : inputTimestamp(text, type === 'timestamptz');
  const parts = /^([1-9]\d{3}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d(?:\.\d{1,3})?))?(?:\+00)?$/.exec(written ?? '');
  if (!parts) return undefined;
  return new Moment(type, Date.parse(`${parts[1]!}T${parts[2] ?? '00:00:00'}Z`));
}

const UNITS: Readonly<Record<string, readonly [months: number, days: number]>> = {
  year: [12, 0], years: [12, 0], mon: [1, 0], mons: [1, 0], day: [0, 1], days: [0, 1],
}; // prettier-ignore

export function intervalOf(text: string, modifiers: readonly string[] = []): Interval | undefined {
  const written = inputInterval(text, modifiers);
  if (written === undefined || written.includes('infinity')) return undefined;
  let [months, days, ms] = [0, 0, 0];
  for (const [, amount, unit = '', sign, hours, minutes, seconds] of written.matchAll(
    /([+-]?\d+) ([a-z]+)|([+-]?)(\d+):(\d+):(\d+(?:\.\d{1,3})?)(?!\d)/g,
  )) {
    if (hours !== undefined) {
      const size = (Number(hours) * 60 + Number(minutes)) * 60 * SECOND + Math.round(Number(seconds) * SECOND);
      ms += sign === '-' ? -size : size;
      continue;
    }
    const [ofMonths, ofDays] = UNITS[unit] ?? [NaN, NaN];
    months += Number(amount) * ofMonths;
    days += Number(amount) * ofDays;
  }
  return Number.isFinite(months + days) ? new Interval(months, days, ms) : undefined;
}

/** Months first, of which the last day is the last that there is; then days and hours. */
export function later(moment: Moment, { months, days, ms }: Interval): Moment {
  const { day } = moment;
  const first = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 0)).getUTCDate();
  const at = first + (Math.min(day.getUTCDate(), last) - 1 + days) * DAY + (((moment.at % DAY) + DAY) % DAY) + ms;
  return new Moment(moment.type === 'date' ? 'timestamp' : moment.type, at);
}

/** The start of the year, month or other part of time in which a moment lies; undefined for a part that isn't known. */
export function startOf(part: string, moment: Moment): Moment | undefined {
  const { day } = moment;
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()];
  const midnight = Math.floor(moment.at / DAY) * DAY;
  const starts: Readonly<Record<string, number>> = {
    year: Date.UTC(year, 0, 1),
    quarter: Date.UTC(year, month - (month % 3), 1),
    month: Date.UTC(year, month, 1),
    week: midnight - ((day.getUTCDay() + 6) % 7) * DAY,
    day: midnight,
    hour: moment.at - (moment.at % (3_600 * SECOND)),
    minute: moment.at - (moment.at % (60 * SECOND)),
    second: moment.at - (moment.at % SECOND),
  };
  const at = starts[part.toLowerCase()];
  return at === undefined ? undefined : new Moment(moment.type === 'date' ? 'timestamptz' : moment.type, at);
}

/** The ISO week and its year. */
export function isoWeek(moment: Moment): { readonly year: number; readonly week: number } {
  const monday = startOf('week', moment)!.at;
  const year = new Date(monday + 3 * DAY).getUTCFullYear();
  const first = startOf('week', new Moment('date', Date.UTC(year, 0, 4)))!.at;
  return { year, week: Math.round((monday - first) / (7 * DAY)) + 1 };
}

/** A part of a moment as a number: what EXTRACT gives. */
export function partOf(part: string, moment: Moment): number | undefined {
  const { day } = moment;
  const parts: Readonly<Record<string, () => number>> = {
    year: () => day.getUTCFullYear(),
    quarter: () => Math.floor(day.getUTCMonth() / 3) + 1,
    month: () => day.getUTCMonth() + 1,
    day: () => day.getUTCDate(),
    week: () => isoWeek(moment).week,
    isoyear: () => isoWeek(moment).year,
    dow: () => day.getUTCDay(),
    isodow: () => day.getUTCDay() || 7,
    doy: () => (Math.floor(moment.at / DAY) * DAY - Date.UTC(day.getUTCFullYear(), 0, 1)) / DAY + 1,
    hour: () => day.getUTCHours(),
    minute: () => day.getUTCMinutes(),
    second: () => day.getUTCSeconds(),
    epoch: () => moment.at / SECOND,
  };
  return parts[part.toLowerCase()]?.();
}
