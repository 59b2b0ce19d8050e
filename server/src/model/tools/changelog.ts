import { parse } from 'yaml';
import { dirname } from '../../base/paths';
import { compareText } from './names';
import type { ListFile } from './tool';

/** Files that it may be: Liquibase's change logs in XML, YAML and JSON. */
export const CHANGELOG = /\/(?:[\w.-]*change-?log[\w.-]*|(?:[\w.-]*[.-])?master|root|main|index)\.(?:ya?ml|xml|json)$/i;

/** One thing that a change log includes: a file, or all of a folder. */
interface Included {
  /** Whole, where it counts from the change log; else the end of a path, found where the class path or the command begins. */
  readonly path: string;
  readonly folder: boolean;
}

const cleaned = (path: string): string => path.replace(/^(?:classpath\*?:|file:)/, '').replace(/^\/+|\/+$/g, '');

function included(list: ListFile): Included[] {
  return /\.xml$/i.test(list.path) ? ofXml(list) : ofYaml(list);
}

function entry(list: ListFile, written: unknown, relative: unknown, folder: boolean): Included[] {
  if (typeof written !== 'string' || written === '') return [];
  const path = cleaned(written.replaceAll('\\', '/')).replace(/^\.\//, '');
  return [{ path: String(relative) === 'true' ? joined(dirname(list.path), path) : `/${path}`, folder }];
}

function joined(base: string, relative: string): string {
  let at = base;
  for (const part of relative.split('/')) {
    if (part === '..') at = dirname(at);
    else if (part !== '.') at = `${at}/${part}`;
  }
  return at;
}

function ofXml(list: ListFile): Included[] {
  const text = list.text.replace(/<!--[^]*?-->|<rollback\b[^]*?<\/rollback>/g, '');
  return [...text.matchAll(/<(?:\w+:)?(include|includeAll|sqlFile)\b([^>]*)>/g)].flatMap(([, kind, rest = '']) => {
    const attribute = (name: string) => new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`).exec(rest)?.[1];
    const folder = kind === 'includeAll';
    return entry(list, attribute(kind === 'include' ? 'file' : 'path'), attribute('relativeToChangelogFile'), folder);
  });
}

function ofYaml(list: ListFile): Included[] {
  let tree: unknown;
  try {
    tree = parse(list.text, { logLevel: 'silent' });
  } catch {
    return [];
  }
  const found: Included[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      const { file, path, relativeToChangelogFile } = (value ?? {}) as Readonly<Record<string, unknown>>;
      if (key === 'include') found.push(...entry(list, file, relativeToChangelogFile, false));
      else if (key === 'includeAll' || key === 'sqlFile')
        found.push(...entry(list, path, relativeToChangelogFile, key === 'includeAll'));
      else if (key !== 'rollback') visit(value);
    }
  };
  visit(tree);
  return found;
}

function isFor({ path, folder }: Included, file: string): boolean {
  if (folder) return file.startsWith(`${path}/`) || file.includes(`${path}/`);
  return file === path || file.endsWith(path);
}

/** What change logs say of SQL files. */
export class Changelogs {
  private readonly entries: ReadonlyMap<ListFile, readonly Included[]>;

  constructor(private readonly lists: readonly ListFile[]) {
    this.entries = new Map(lists.map((list) => [list, included(list)]));
  }

  /** The folder of the change log from which a file is reached, in the end; undefined where none includes it. */
  homeOf(file: string): string | undefined {
    let at = file;
    const seen = new Set<string>();
    for (;;) {
      const above = this.nearest(at);
      if (!above || seen.has(above.path)) break;
      seen.add(above.path);
      at = above.path;
    }
    return at === file ? undefined : dirname(at);
  }

  /** Of those that include a file, the one that lies nearest to it. */
  private nearest(file: string): ListFile | undefined {
    return this.including(file)[0];
  }

  private including(file: string): ListFile[] {
    const found = [...this.entries].flatMap(([list, entries]) =>
      list.path !== file && entries.some((each) => isFor(each, file)) ? [list] : [],
    );
    return found.sort((a, b) => shared(b.path, file) - shared(a.path, file) || compareText(a.path, b.path));
  }

  /** Files in the order in which change logs include them, without those that none includes; undefined where none includes any. */
  order<T extends { readonly path: string }>(files: readonly T[]): T[] | undefined {
    const reached = new Set<T>();
    const seen = new Set<ListFile>();
    const isOwn = (list: ListFile, path: string) => shared(list.path, path) >= shared(this.nearest(path)!.path, path);
    const visit = (list: ListFile): void => {
      if (seen.has(list)) return;
      seen.add(list);
      for (const each of this.entries.get(list) ?? []) {
        const fits = ({ path }: { readonly path: string }) =>
          path !== list.path && isFor(each, path) && isOwn(list, path);
        const found = [
          ...files.filter(fits).map((file) => ({ path: file.path, run: () => void reached.add(file) })),
          ...this.lists.filter(fits).map((other) => ({ path: other.path, run: () => visit(other) })),
        ].sort((a, b) => (each.folder ? 0 : shared(b.path, list.path) - shared(a.path, list.path)) || compareText(a.path, b.path)); // prettier-ignore
        for (const { run } of each.folder ? found : found.slice(0, 1)) run();
      }
    };
    for (const root of this.lists.filter(({ path }) => !this.nearest(path))) visit(root);
    return reached.size === 0 ? undefined : [...reached];
  }
}

/** How many folders two paths have in common. */
function shared(a: string, b: string): number {
  const [x, y] = [a.split('/'), b.split('/')];
  const end = x.findIndex((part, i) => part !== y[i]);
  return end < 0 ? x.length : end;
}
