import type { NewFile, NewMigration } from './tool';

/** How the first migration of a history is numbered: by the time in one form, or with digits such as `0001`. */
export type FirstNumber = 'time' | 'time with dashes' | 'milliseconds' | `${number}` | `V${number}_`;

/** `20260301_002_add-x.sql`: what stands before the number, the number, what stands behind it. */
const NUMBERED = /^(V?(?:\d{8}[-_](?=\d{2,4}[-_])|(?:\d+[._](?=\d+(?:[._]\d+)*__)|\d+\.)+)?)(\d+)([-_]+)(.*)$/i;
const DASHED = /^(\d{4}-\d\d-\d\d-\d{6})(-\d+)?_(.*)$/;

/** The name, without ending, of a migration that comes after the last one, in its way. */
export function nextName({ name, last, date }: NewMigration, first: FirstNumber = 'time'): string {
  const old = nameOf(last ?? '');
  const dashed = DASHED.exec(old);
  if (dashed) {
    const joint = (dashed[3] ?? '').includes('-') ? '-' : '_';
    return `${dateWithDashes(date)}${dashed[2] ? '-0000' : ''}_${name.replaceAll('_', joint)}`;
  }
  const [, prefix = '', digits = '', between = '_', rest = ''] = NUMBERED.exec(old) ?? [];
  const joint = rest.includes('-') || (between === '-' && !rest.includes('_')) ? '-' : '_';
  const words = `${between}${name.replaceAll('_', joint)}`;
  if (digits === '') return `${firstNumber(date, first)}${words}`;
  const dated = /^\d{8}/.exec(prefix)?.[0];
  const today = stamp(date, 8);
  if (dated !== undefined && today > dated) {
    return `${today}${prefix.slice(8)}${'1'.padStart(digits.length, '0')}${words}`;
  }
  return `${prefix}${numberAfter(digits, date)}${words}`;
}

/** One file with both parts. */
export function oneFile(migration: NewMigration, text: string, first?: FirstNumber): NewFile[] {
  return [{ path: `${folderOf(migration)}${nextName(migration, first)}.sql`, text: `${text}\n` }];
}

/** A file for each way. */
export function twoFiles(
  migration: NewMigration,
  name: string,
  { before = '', middle = '' }: { readonly before?: string; readonly middle?: string } = {},
): NewFile[] {
  const path = `${folderOf(migration)}${name}${middle}`;
  return [
    { path: `${path}.up.sql`, text: `${before}${migration.up}\n` },
    { path: `${path}.down.sql`, text: `${before}${migration.down}\n` },
  ];
}

/** `20260301121500`: the first digits of the time, in UTC. */
export function stamp(date: Date, digits: number): string {
  return date.toISOString().replace(/\D/g, '').slice(0, digits);
}

/** Where the last migration lies below the history's folder, the next one does too. */
function folderOf({ last = '' }: NewMigration): string {
  return last.slice(0, last.lastIndexOf('/') + 1);
}

/** A migration's own name: of its folder where that is the migration. */
function nameOf(path: string): string {
  const [file = '', folder] = path.split('/').reverse();
  return folder !== undefined && /^(?:up|down|migration)\.sql$/.test(file) ? folder : file;
}

function dateWithDashes(date: Date): string {
  return `${date.toISOString().slice(0, 10)}-${stamp(date, 14).slice(8)}`;
}

function firstNumber(date: Date, first: FirstNumber): string {
  if (first === 'milliseconds') return String(date.getTime());
  if (first === 'time with dashes') return dateWithDashes(date);
  return first === 'time' ? stamp(date, 14) : first;
}

/** The time where the last number is one, else the next number, with as many digits. */
function numberAfter(last: string, date: Date): string {
  const now = BigInt(timeLike(last, date) ?? 0);
  const next = BigInt(last) + 1n;
  return String(now > next ? now : next).padStart(last.length, '0');
}

/** The time as a number is that looks like one: the calendar's digits, or seconds or milliseconds since 1970. */
function timeLike(last: string, date: Date): string | undefined {
  const { length } = last;
  if (length >= 8 && length % 2 === 0 && length <= 14 && /^(?:19|20)\d\d[01]\d/.test(last)) return stamp(date, length);
  if (length === 10 && /^1[4-9]/.test(last)) return String(Math.floor(date.getTime() / 1000));
  return length === 13 && /^1[4-9]/.test(last) ? String(date.getTime()) : undefined;
}
