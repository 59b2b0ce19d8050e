import { dirname } from '../base/paths';
import { compareNaturally } from '../model/tools/names';
import { orderedFolder, toolNamed, toolOfName } from '../model/tools/tools';
import type { Migration, MigrationTool } from '../model/tools/tool';
import { baseOf, candidate, type Candidate } from './base-schema';
import type { RootSetting } from './config';
import type { FileSummary } from './file-summary';
import { findHistories, migrationOf, type HistoryFolder } from './histories';
import { historyProblems, type HistoryProblem } from './history-problems';
import { Includes } from './includes';
import { partition, push } from './maps';
import { nearestRoot, RootsByFolder } from './nearest';
import { join, ToolFiles } from './tool-files';
import { alternatives, installs, trees } from './trees';

export { nearestRoot };

export type RootKind = 'schema' | 'history' | 'dump';

/** What is known of the migrations of a root. */
export interface HistorySpec {
  /** The folder that new migrations go to. */
  readonly home: string;
  /** How its files are read: `orderedFolder` where no tool is known. */
  readonly reader: MigrationTool;
  /** By path; also those that go down, which are no files of the root. */
  readonly migrations: ReadonlyMap<string, Migration>;
  readonly problems: readonly HistoryProblem[];
  /** The version that the configuration calls applied. */
  readonly applied?: string;
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
  readonly history?: HistorySpec;
}

/**
 * Says which files make one schema (design: *Root*). Configured roots come first; the migrations of one folder are a
 * history; a dump is a root by itself; the other files with DDL are one root for each folder tree, but files that make the
 * same table are alternatives. What a history starts from is folded before it. Files without DDL belong to the nearest root,
 * files that only drop to none.
 */
export function groupFiles(files: readonly FileSummary[], toolFiles = new ToolFiles()): RootSpec[] {
  const configured = new Map<RootSetting, FileSummary[]>();
  for (const file of files) if (file.configured) push(configured, file.configured.root, file);
  const free = files.filter((file) => !file.configured);
  const { histories, rest } = findHistories(free, toolFiles);

  const includes = new Includes(rest);
  const runs = histories.map((history) => ({ history, files: includes.withIncluded(history.files) }));
  const read = new Set(runs.flatMap((run) => run.files));
  const left = rest.filter((file) => !read.has(file));
  const schemas = schemasOf(left, includes);
  const bases = new Set<Candidate>();
  const roots = [...configured].map(([setting, members]) => configuredRoot(setting, members, toolFiles));
  for (const run of runs) {
    const base = baseOf(run.history, schemas);
    if (base) bases.add(base);
    roots.push(historyRoot(run.history, [...(base?.files ?? []), ...run.files]));
  }
  for (const schema of schemas) if (!bases.has(schema)) roots.push(schema.spec);
  const used = new Set(roots.flatMap((root) => root.files));
  const [downs, queries] = partition(
    left.filter(({ path }) => !used.has(path)),
    ({ isTeardown }) => isTeardown,
  );
  for (const { path, folder } of downs) {
    roots.push({ id: path, name: relativeTo(folder, path), kind: 'schema', files: [path] });
  }
  const made = new Map<string, string[]>();
  for (const file of files) for (const name of file.creates) push(made, name, file.path);
  return attach(roots.sort(inOrder), queries, made);
}

/** What people work on comes before what was dumped from it; otherwise by path. */
function inOrder(a: RootSpec, b: RootSpec): number {
  const [left, right] = [a.kind === 'dump' ? 1 : 0, b.kind === 'dump' ? 1 : 0];
  return left - right || (a.id < b.id ? -1 : 1);
}

interface Schema extends Candidate {
  readonly spec: RootSpec;
}

/** Dumps, and the trees of files with DDL. */
function schemasOf(files: readonly FileSummary[], includes: Includes): Schema[] {
  const alone = (file: FileSummary, kind: RootKind): Schema => ({
    ...candidate([file]),
    spec: { id: file.path, name: relativeTo(file.folder, file.path), kind, files: [file.path] },
  });
  const together = (members: FileSummary[], id: string): Schema => {
    const name = relativeTo(members[0]!.folder, id);
    return { ...candidate(members), spec: { id, name, kind: 'schema', files: paths(members) } };
  };
  const found = files.filter(({ isDump }) => isDump).map((file) => alone(file, 'dump'));
  const { installs: installed, rest: others } = installs(
    files.filter(({ isDump }) => !isDump),
    includes,
  );
  for (const members of installed) found.push(together(members, members.at(-1)!.path));
  for (const tree of trees(others.filter(({ creates }) => creates.size > 0))) {
    for (const members of alternatives(tree)) {
      const [first, ...others] = members;
      if (others.length === 0) {
        found.push(alone(first!, 'schema'));
        continue;
      }
      const own = new Set(members);
      const ordered = includes.withIncluded(members).filter((file) => own.has(file));
      const whole = members.length === tree.length;
      found.push(together(ordered, whole ? commonFolder(paths(tree)) : first!.path));
    }
  }
  return found;
}

function historyRoot(history: HistoryFolder, files: readonly FileSummary[]): RootSpec {
  const { home, folder, tool, migrations } = history;
  return {
    id: home,
    name: relativeTo(folder, home),
    kind: 'history',
    ...(tool && { tool }),
    files: paths(files),
    history: {
      home,
      reader: tool ?? orderedFolder,
      migrations: byPath(migrations),
      problems: historyProblems(history),
    },
  };
}

/** A root as the configuration wants it. A tool that it names orders its files wherever they lie. */
function configuredRoot(setting: RootSetting, members: FileSummary[], toolFiles: ToolFiles): RootSpec {
  const sorted = [...members].sort(
    (a, b) => a.configured!.rank - b.configured!.rank || compareNaturally(a.path, b.path),
  );
  const { name, applied } = setting;
  const tool = toolNamed(setting.tool ?? '') ?? toolOfMembers(sorted, toolFiles);
  const kind = setting.kind ?? (tool || applied !== undefined ? 'history' : 'schema');
  if (kind !== 'history') return { id: name, name, kind, files: paths(sorted) };

  const reader = tool ?? orderedFolder;
  const migrations = sorted.flatMap((file) => migrationOf(file, reader) ?? []);
  const known = byPath(migrations);
  const home = commonFolder(migrations.length > 0 ? [...known.keys()] : paths(sorted));
  const ordered: string[] = [];
  const ranks = setting.tool === undefined ? [...new Set(sorted.map((file) => file.configured!.rank))] : [undefined];
  for (const rank of ranks) {
    const some = sorted.filter((file) => rank === undefined || file.configured!.rank === rank);
    const own = some.flatMap(({ path }) => known.get(path) ?? []);
    const inOrder = reader.order(own, (path) => toolFiles.text(join(home, path)), toolFiles.lists(reader));
    const run = inOrder.map(({ path }) => path);
    const first = some.findIndex(({ path }) => known.has(path));
    const others = (part: FileSummary[]) => paths(part.filter(({ path }) => !known.has(path)));
    ordered.push(...others(some.slice(0, Math.max(0, first))), ...run, ...others(some.slice(Math.max(0, first))));
  }
  const all = { home, folder: sorted[0]!.folder, tool, files: sorted, migrations, misfits: [] };
  const history = {
    home,
    reader,
    migrations: known,
    problems: historyProblems(all),
    ...(applied !== undefined && { applied }),
  };
  return { id: name, name, kind, ...(tool && { tool }), files: ordered, history };
}

function toolOfMembers(members: readonly FileSummary[], toolFiles: ToolFiles): MigrationTool | undefined {
  for (const { marked, written, path } of members) {
    const tool = toolFiles.named(path)?.tool ?? marked ?? written ?? toolOfName(path);
    if (tool) return tool;
  }
  return undefined;
}

/** Gives the files that make nothing to the nearest root that makes something; those that change a table to the nearest root that has it. */
function attach(
  roots: readonly RootSpec[],
  queries: readonly FileSummary[],
  made: ReadonlyMap<string, string[]>,
): RootSpec[] {
  const extra = new Map<RootSpec, string[]>();
  const rootOf = new Map(roots.flatMap((root) => root.files.map((file) => [file, root] as const)));
  // A root that makes nothing, such as one with CREATE DATABASE alone, has nothing to ask for.
  const makes = new Set([...made.values()].flat());
  const making = roots.filter(({ files }) => files.some((file) => makes.has(file)));
  const byFolder = new RootsByFolder(making.length > 0 ? making : roots);
  for (const { path, uses } of queries) {
    const makers = new Set([...uses].flatMap((name) => made.get(name) ?? []).flatMap((file) => rootOf.get(file) ?? []));
    const nearest =
      makers.size > 0
        ? nearestRoot(
            roots.filter((root) => makers.has(root)),
            path,
          )
        : byFolder.nearest(path);
    if (nearest) push(extra, nearest, path);
  }
  return roots.map((root) => {
    const more = extra.get(root);
    return more ? { ...root, files: [...root.files, ...more] } : root;
  });
}

function commonFolder(files: readonly string[]): string {
  let folder = dirname(files[0] ?? '');
  for (const file of files) while (folder !== '' && !file.startsWith(`${folder}/`)) folder = dirname(folder);
  return folder;
}

function relativeTo(folder: string, path: string): string {
  if (path === folder) return folder.slice(folder.lastIndexOf('/') + 1);
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

function byPath(migrations: readonly Migration[]): Map<string, Migration> {
  return new Map(migrations.map((each) => [each.path, each]));
}

function paths(files: readonly FileSummary[]): string[] {
  return files.map((file) => file.path);
}
