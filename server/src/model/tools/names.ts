import { basename, dirname } from '../../base/paths';
import type { FileRole, Migration } from './tool';

/** Reads a file's name by a form with the groups `version`, `name` and, where there are two files, `way`. */
export function readName(form: RegExp, name: string): FileRole | undefined {
  const groups = form.exec(name)?.groups;
  if (!groups) return undefined;
  const kind = groups.way?.toLowerCase() === 'down' ? 'down' : 'up';
  return { kind, version: groups.version ?? '', name: groups.name ?? '' };
}

/** For tools whose migrations lie in one folder. */
export function ownName(form: RegExp): (path: string) => FileRole | undefined {
  return (path) => readName(form, basename(path));
}

/** The last two parts of a path: where a folder is the migration. */
export function lastTwo(path: string): string {
  return path.slice(dirname(dirname(path)).length + 1);
}

/** Part by part, as numbers: `2.9` comes before `2.31`, `20260101_2` before `20260101_10`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x, y] = [left[i] ?? -1n, right[i] ?? -1n];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

/** Of paths: folder by folder, and numbers count as numbers (`v1.9/a.sql` comes before `v1.10/a.sql`). */
export function compareNaturally(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareParts(left[i]!, right[i]!);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}

function compareParts(a: string, b: string): number {
  const [left, right] = [a.split(/(\d+)/), b.split(/(\d+)/)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = (i % 2 === 1 ? compareVersions : compareText)(left[i]!, right[i]!);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The files that go up by their version as a number, then by name; those without a version last. */
export function byVersion(migrations: readonly Migration[]): Migration[] {
  return ups(migrations).sort(
    (a, b) =>
      Number(a.version === '') - Number(b.version === '') ||
      compareVersions(a.version, b.version) ||
      compareText(a.path, b.path),
  );
}

/** The files that go up by their whole name. */
export function byText(migrations: readonly Migration[]): Migration[] {
  return ups(migrations).sort((a, b) => compareText(a.path, b.path));
}

export function ups(migrations: readonly Migration[]): Migration[] {
  return migrations.filter(({ kind }) => kind === 'up' || kind === 'repeatable');
}

function numbers(version: string): bigint[] {
  return [...version.matchAll(/\d+/g)].map(([digits]) => BigInt(digits));
}
