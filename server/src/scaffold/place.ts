import { basename, dirname } from '../base/paths';
import { toolNamed } from '../model/tools';
import type { RootSpec } from '../workspace/grouping';
import { CURSOR } from './table-sql';
import { snakeCase } from './words';

/** A file that would be written. Nothing exists at its path, as far as the engine knows. */
export interface ScaffoldedFile {
  readonly path: string;
  readonly text: string;
  /** Where the cursor goes: a UTF-16 offset. */
  readonly cursor: number;
}

/** A file with the cursor where the text says so, else at its end. */
export function scaffolded(path: string, marked: string): ScaffoldedFile {
  const at = marked.indexOf(CURSOR);
  const text = marked.replaceAll(CURSOR, '');
  return { path, text, cursor: at < 0 ? text.length : at };
}

export interface Change {
  /** What the file's name says, in words. */
  readonly words: string;
  readonly up: string;
  readonly down: string;
}

const DEFAULT_TOOL = 'sql-migrate';
const MAX_NAME = 80;

/**
 * A migration as its history has them: in the tool's form and named like the others, behind the last one. Without a
 * history it is the first one in `migrations/` of the folder.
 */
export function migrationFiles(
  change: Change,
  root: RootSpec | undefined,
  folder: string,
  date: Date,
): ScaffoldedFile[] {
  const history = root?.kind === 'history' ? root : undefined;
  const last = history && lastOf(history);
  const name = nameAfter(last && basename(last), change.words, date);
  const place = last === undefined ? `${folder}/migrations` : dirname(last);
  const marks = (history ? history.tool : toolNamed(DEFAULT_TOOL))?.marks;
  if (marks) {
    const up = marks.up === undefined ? change.up : `${marks.up}\n${change.up}`;
    return [scaffolded(`${place}/${name}.sql`, `${up}\n\n${marks.down}\n${change.down}\n`)];
  }
  if (!last?.endsWith('.up.sql')) return [scaffolded(`${place}/${name}.sql`, `${change.up}\n`)];
  return [
    scaffolded(`${place}/${name}.up.sql`, `${change.up}\n`),
    scaffolded(`${place}/${name}.down.sql`, `${change.down}\n`),
  ];
}

/** `20260301_002_add-x.sql`: what stands before the number, the number, what stands behind it. */
const NUMBERED = /^(V?(?:\d{8}[-_](?=\d{2,4}[-_])|(?:\d+\.)+)?)(\d+)([-_]+)(.*)$/i;

/** The name, without ending, of a migration that comes after `last`. */
function nameAfter(last: string | undefined, words: string, date: Date): string {
  const [, prefix = '', digits = '', between = '_', rest = ''] = (last && NUMBERED.exec(last)) ?? [];
  const joint = rest.includes('-') || (between === '-' && !rest.includes('_')) ? '-' : '_';
  const name = `${between}${shortened(snakeCase(words)).replaceAll('_', joint)}`;
  if (digits === '') return `${stamp(date, 14)}${name}`;
  const dated = /^\d{8}/.exec(prefix)?.[0];
  const today = stamp(date, 8);
  if (dated !== undefined && today > dated)
    return `${today}${prefix.slice(8)}${'1'.padStart(digits.length, '0')}${name}`;
  return `${prefix}${numberAfter(digits, date)}${name}`;
}

/** The time where the last number is one, else the next number, with as many digits. */
function numberAfter(last: string, date: Date): string {
  const isTime = last.length >= 8 && last.length % 2 === 0 && last.length <= 14 && /^(?:19|20)\d\d[01]\d/.test(last);
  const now = isTime ? BigInt(stamp(date, last.length)) : 0n;
  const next = BigInt(last) + 1n;
  return String(now > next ? now : next).padStart(last.length, '0');
}

/** `20260301121500`: the first digits of the time, in UTC. */
function stamp(date: Date, digits: number): string {
  return date.toISOString().replace(/\D/g, '').slice(0, digits);
}

/** The last migration; a root's files may end with queries that lie elsewhere. */
function lastOf({ id, files }: RootSpec): string {
  const inFolder = files.filter((file) => dirname(file) === id);
  const candidates = inFolder.length > 0 ? inFolder : files;
  return candidates.findLast((file) => NUMBERED.test(basename(file))) ?? candidates.at(-1)!;
}

function shortened(name: string): string {
  return name.length <= MAX_NAME
    ? name
    : name.slice(0, name.lastIndexOf('_', MAX_NAME) + 1 || MAX_NAME).replace(/_$/, '');
}
