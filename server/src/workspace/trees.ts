import { dirname } from '../base/paths';
import type { FileSummary } from './file-summary';
import type { Includes } from './includes';
import { push } from './maps';

/** Files that make one schema together. */
interface Group {
  readonly files: FileSummary[];
  readonly creates: Set<string>;
  readonly uses: Set<string>;
}

/**
 * Files that one file reads, one after another, are one schema. A file that several read (a preparation of tests) stays
 * where it lies.
 */
export function installs(
  files: readonly FileSummary[],
  includes: Includes,
): { installs: FileSummary[][]; rest: FileSummary[] } {
  const runs = files
    .filter((file) => file.includes.length > 1)
    .map((file) => ({ file, group: includes.withIncluded([file]) }));
  const inOther = new Set<FileSummary>();
  const found: FileSummary[][] = [];
  for (const { file, group } of runs.sort((a, b) => b.group.length - a.group.length)) {
    if (inOther.has(file) || group.length < 3 || !group.some(({ creates }) => creates.size > 0)) continue;
    group.forEach((each) => inOther.add(each));
    found.push(group);
  }
  const owners = new Map<FileSummary, number>();
  for (const file of found.flat()) owners.set(file, (owners.get(file) ?? 0) + 1);
  const all = new Set(files);
  const whole = found.filter((group) => group.every((file) => owners.get(file) === 1 && all.has(file)));
  const taken = new Set(whole.flat());
  return { installs: whole, rest: files.filter((file) => !taken.has(file)) };
}

/** Folder trees that hold DDL: a folder with its subfolders; trees that refer to one another's tables become one. */
export function trees(files: readonly FileSummary[]): FileSummary[][] {
  const folders = new Set(files.map((file) => dirname(file.path)));
  const byTop = new Map<string, FileSummary[]>();
  for (const file of files) push(byTop, topOf(dirname(file.path), folders), file);
  const tops = [...byTop].sort(([a], [b]) => a.length - b.length);
  return join(tops.map(([, group]) => groupOf(group)));
}

/**
 * Splits a tree in which several files make the same table: each of those is alone, the others stay together, with the one
 * that makes most of what they use.
 */
export function alternatives(tree: readonly FileSummary[]): FileSummary[][] {
  const makers = new Map<string, FileSummary[]>();
  for (const file of tree) for (const name of file.creates) push(makers, name, file);
  const rivals = [...new Set([...makers.values()].filter((files) => files.length > 1).flat())];
  const rest = tree.filter((file) => !rivals.includes(file)).sort((a, b) => (a.path < b.path ? -1 : 1));
  if (rest.length === 0) return rivals.map((file) => [file]);
  const own = new Set(rest.flatMap(({ creates }) => [...creates]));
  const needed = new Set(rest.flatMap(({ uses }) => [...uses].filter((name) => !own.has(name))));
  const made = (file: FileSummary) => [...file.creates].filter((name) => needed.has(name)).length;
  const [best, second] = [...rivals].sort((a, b) => made(b) - made(a));
  const serves = best && made(best) > 0 && (!second || made(best) > made(second));
  const alone = rivals.filter((file) => !serves || file !== best).map((file) => [file]);
  return [...alone, serves ? [best, ...rest] : rest];
}

/** The highest folder above one that holds files too. */
function topOf(folder: string, folders: ReadonlySet<string>): string {
  let top = folder;
  for (let at = dirname(folder); at !== ''; at = dirname(at)) if (folders.has(at)) top = at;
  return top;
}

function groupOf(files: FileSummary[]): Group {
  const all = (names: (file: FileSummary) => ReadonlySet<string>) => new Set(files.flatMap((file) => [...names(file)]));
  return { files, creates: all(({ creates }) => creates), uses: all(({ uses }) => uses) };
}

/** Joins groups of one workspace folder where one uses a table that only the other makes, and none is made by both. */
function join(groups: Group[]): FileSummary[][] {
  const makers = new Map<string, number[]>();
  groups.forEach(({ creates }, i) => creates.forEach((name) => push(makers, name, i)));
  const edges = groups.flatMap(({ creates, uses }, i) =>
    [...uses]
      .filter((name) => !creates.has(name))
      .flatMap((name) => (makers.get(name) ?? []).map((j) => [i, j] as const)),
  );
  const parents = groups.map((_, i) => i);
  const find = (i: number): number => (parents[i] === i ? i : (parents[i] = find(parents[i]!)));
  const inOrder = edges.map(([i, j]) => (i < j ? ([i, j] as const) : ([j, i] as const)));
  for (const [i, j] of inOrder.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const [a, b] = [find(i), find(j)].sort((x, y) => x - y) as [number, number];
    const [into, from] = [groups[a]!, groups[b]!];
    if (a === b || into.files[0]!.folder !== from.files[0]!.folder || overlap(into.creates, from.creates)) continue;
    parents[b] = a;
    into.files.push(...from.files);
    from.creates.forEach((name) => into.creates.add(name));
  }
  return groups.filter((_, i) => find(i) === i).map(({ files }) => files);
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const name of small) if (large.has(name)) return true;
  return false;
}
