import { compareMigrations, type MigrationTool } from '../model/tools';
import type { RootSetting } from './config';
import { dirname } from '../base/paths';

export type RootKind = 'schema' | 'history' | 'dump';

/** What decides where a SQL file belongs. */
export interface FileSummary {
  readonly path: string;
  /** The workspace folder that it lies in. */
  readonly folder: string;
  readonly tool?: MigrationTool;
  readonly isDump: boolean;
  /** Names (without schema) of the tables and types that it makes for good. */
  readonly creates: ReadonlySet<string>;
  /** Names that it refers to or changes. */
  readonly uses: ReadonlySet<string>;
  readonly configured?: { readonly root: RootSetting; readonly rank: number };
}

export interface RootSpec {
  /** Stable while the files are the same: a path, or a configured name. */
  readonly id: string;
  /** For people: relative to the workspace folder. */
  readonly name: string;
  readonly kind: RootKind;
  readonly tool?: MigrationTool;
  /** In the order in which they are folded. */
  readonly files: readonly string[];
}

/**
 * Says which files make one schema (design: *Root*). Configured roots come first; a dump is a root by itself; the
 * migrations of one folder are a history; the other files with DDL are one root for each folder tree, but files that make
 * the same table are alternatives. Files without DDL belong to the nearest root.
 */
export function groupFiles(files: readonly FileSummary[]): RootSpec[] {
  const roots: RootSpec[] = [];
  const plain: FileSummary[] = [];
  const queries: FileSummary[] = [];
  const configured = new Map<RootSetting, FileSummary[]>();
  const histories = new Map<string, FileSummary[]>();
  for (const file of files) {
    if (file.configured) push(configured, file.configured.root, file);
    else if (isUndo(file.path)) continue;
    else if (isMigration(files, file)) push(histories, historyFolder(file.path), file);
    else if (file.isDump) roots.push({ id: file.path, name: relative(file), kind: 'dump', files: [file.path] });
    else if (file.creates.size > 0) plain.push(file);
    else queries.push(file);
  }
  for (const [setting, members] of configured) {
    members.sort((a, b) => a.configured!.rank - b.configured!.rank || compareMigrations(a.path, b.path));
    const tool = members.find((file) => file.tool)?.tool;
    const kind = setting.kind ?? (tool ? 'history' : 'schema');
    roots.push({ id: setting.name, name: setting.name, kind, ...(tool && { tool }), files: paths(members) });
  }
  for (const [folder, members] of histories) {
    const tool = members.find((file) => file.tool)?.tool;
    const sorted = [...members].sort((a, b) => compareMigrations(a.path, b.path));
    roots.push({
      id: folder,
      name: relativeTo(members[0]!.folder, folder),
      kind: 'history',
      ...(tool && { tool }),
      files: paths(sorted),
    });
  }
  for (const tree of trees(plain)) roots.push(...alternatives(tree));
  return attach(roots.sort(inOrder), queries);
}

/** What people work on comes before what was dumped from it; otherwise by path. */
function inOrder(a: RootSpec, b: RootSpec): number {
  const [left, right] = [a.kind === 'dump' ? 1 : 0, b.kind === 'dump' ? 1 : 0];
  return left - right || (a.id < b.id ? -1 : 1);
}

/** Folder trees that hold DDL: a folder with its subfolders; trees that refer to one another's tables become one. */
function trees(files: readonly FileSummary[]): FileSummary[][] {
  const folders = [...new Set(files.map((file) => dirname(file.path)))].sort((a, b) => a.length - b.length);
  const tops = folders.filter((folder, i) => !folders.slice(0, i).some((top) => folder.startsWith(`${top}/`)));
  const groups = tops.map((top) =>
    files.filter((file) => dirname(file.path) === top || file.path.startsWith(`${top}/`)),
  );
  for (let merged = true; merged;) {
    merged = false;
    for (let i = 0; i < groups.length && !merged; i++) {
      for (let j = i + 1; j < groups.length && !merged; j++) {
        const [a, b] = [groups[i]!, groups[j]!];
        if (a[0]!.folder !== b[0]!.folder || !needs(a, b) || shareTables(a, b)) continue;
        groups.splice(j, 1);
        groups[i] = [...a, ...b];
        merged = true;
      }
    }
  }
  return groups;
}

/** Whether one of two groups uses a table that only the other makes. */
function needs(a: readonly FileSummary[], b: readonly FileSummary[]): boolean {
  const uses = (from: readonly FileSummary[], of: readonly FileSummary[]) =>
    from.some((file) => [...file.uses].some((name) => !makes(from, name) && makes(of, name)));
  return uses(a, b) || uses(b, a);
}

function shareTables(a: readonly FileSummary[], b: readonly FileSummary[]): boolean {
  return a.some((file) => [...file.creates].some((name) => makes(b, name)));
}

function makes(files: readonly FileSummary[], name: string): boolean {
  return files.some((file) => file.creates.has(name));
}

/** Splits a tree in which several files make the same table: each of those is a root, the others stay together. */
function alternatives(tree: readonly FileSummary[]): RootSpec[] {
  const makers = new Map<string, FileSummary[]>();
  for (const file of tree) for (const name of file.creates) push(makers, name, file);
  const rivals = new Set([...makers.values()].filter((files) => files.length > 1).flat());
  const rest = tree.filter((file) => !rivals.has(file));
  const top = commonFolder(tree.map((file) => file.path));
  const specs = [...rivals].map((file): RootSpec => ({
    id: file.path,
    name: relative(file),
    kind: 'schema',
    files: [file.path],
  }));
  if (rest.length > 0) {
    const folder = rest[0]!.folder;
    const name = rest.length === 1 ? relative(rest[0]!) : relativeTo(folder, top);
    specs.push({ id: rest.length === 1 ? rest[0]!.path : top, name, kind: 'schema', files: paths(rest).sort() });
  }
  return specs;
}

/** Gives files with queries only to the root whose folder is nearest. */
function attach(roots: readonly RootSpec[], queries: readonly FileSummary[]): RootSpec[] {
  const extra = new Map<RootSpec, string[]>();
  for (const { path } of queries) {
    const nearest = nearestRoot(roots, path);
    if (nearest) push(extra, nearest, path);
  }
  return roots.map((root) => ({ ...root, files: [...root.files, ...(extra.get(root) ?? [])] }));
}

/** The root that shares the longest folder path with a file; of several the first. */
export function nearestRoot<R extends { readonly files: readonly string[]; readonly kind: RootKind }>(
  roots: readonly R[],
  path: string,
): R | undefined {
  let best: R | undefined;
  let bestLength = -1;
  for (const root of roots) {
    const folder = commonFolder([...root.files.slice(0, 1), path]);
    // A history and a dump beside each other say the same; the history is what people change.
    const length = folder.length + (root.kind === 'dump' ? 0 : 0.5);
    if (length > bestLength) {
      best = root;
      bestLength = length;
    }
  }
  return best;
}

/** Undo scripts that are files of their own: their DDL never makes the schema. */
function isUndo(path: string): boolean {
  return (
    /(?:^|[./_-])down\.sql$/i.test(path.slice(path.lastIndexOf('/') + 1)) ||
    /^U\d[\d._]*__/.test(path.slice(path.lastIndexOf('/') + 1))
  );
}

function isMigration(files: readonly FileSummary[], file: FileSummary): boolean {
  if (file.tool !== undefined || isInNumberedFolder(file.path)) return true;
  return isNumbered(file.path) && numberedSiblings(files, file) > 1;
}

/** Diesel and Prisma give each migration a folder: `20260101120000_name/up.sql`, `…/migration.sql`. */
function isInNumberedFolder(path: string): boolean {
  return /\/\d{4,}[-_\d]*_[^/]*\/(?:up|migration)\.sql$/.test(path);
}

function historyFolder(path: string): string {
  return isInNumberedFolder(path) ? dirname(dirname(path)) : dirname(path);
}

function isNumbered(path: string): boolean {
  return /^V?\d+[^/]*\.sql$/i.test(path.slice(path.lastIndexOf('/') + 1));
}

function numberedSiblings(files: readonly FileSummary[], file: FileSummary): number {
  const folder = dirname(file.path);
  return files.filter((other) => dirname(other.path) === folder && isNumbered(other.path)).length;
}

function commonFolder(files: readonly string[]): string {
  let folder = dirname(files[0] ?? '');
  for (const file of files) while (folder !== '' && !file.startsWith(`${folder}/`)) folder = dirname(folder);
  return folder;
}

function relative(file: FileSummary): string {
  return relativeTo(file.folder, file.path);
}

function relativeTo(folder: string, path: string): string {
  if (path === folder) return folder.slice(folder.lastIndexOf('/') + 1);
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

function paths(files: readonly FileSummary[]): string[] {
  return files.map((file) => file.path);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
