import { basename, dirname } from '../base/paths';
import { MIGRATION_TOOLS, orderedFolder, toolOfName } from '../model/tools/tools';
import type { Migration, MigrationTool } from '../model/tools/tool';
import type { FileSummary } from './file-summary';
import { joinLocations, type Claim } from './locations';
import { push } from './maps';
import { join, type ToolFiles } from './tool-files';

/** Migrations that run one after another. */
export interface HistoryFolder {
  readonly home: string;
  /** The workspace folder. */
  readonly folder: string;
  /** Undefined where the files are numbered, and nothing says by which tool. */
  readonly tool: MigrationTool | undefined;
  /** What makes the schema, in its order. */
  readonly files: readonly FileSummary[];
  /** All files that the tool knows, also those that go down. */
  readonly migrations: readonly Migration[];
  /** Files in the folder that the tool passes over. */
  readonly misfits: readonly FileSummary[];
}

/** What a configuration says is surer than marks in a file, those than other text, that than a name; numbers say least. */
const WEIGHT = { configured: 4, marked: 3, written: 2, named: 1, numbered: 0 } as const;

/** Finds the histories among files, and the files that belong to none. Scripts that undo are in neither. */
export function findHistories(
  files: readonly FileSummary[],
  toolFiles: ToolFiles,
): { histories: HistoryFolder[]; rest: FileSummary[] } {
  const homes = new Map<string, Claim[]>();
  for (const file of files) {
    const claim = claimOf(file, toolFiles);
    if (claim) push(homes, claim.home, claim);
  }
  const inFolder = new Map<string, FileSummary[]>();
  for (const file of files) push(inFolder, dirname(file.path), file);
  const histories: HistoryFolder[] = [];
  const taken = new Set<FileSummary>();
  for (const [home, claims] of joinLocations(homes, toolOf)) {
    const tool = toolOf(claims) ?? guess(claims, home, toolFiles);
    if (tool === undefined && !isOrdered(claims)) continue;
    const history = historyOf(home, tool, claims, inFolder.get(home) ?? [], toolFiles);
    if (history.files.length === 0) continue;
    histories.push(history);
    const paths = new Set(history.migrations.map(({ path }) => path));
    const own = [...claims.map(({ file }) => file), ...(inFolder.get(home) ?? [])];
    for (const file of own) if (paths.has(file.path)) taken.add(file);
  }
  return { histories, rest: files.filter((file) => !taken.has(file) && !isUndo(file.path)) };
}

/** The history of one folder. `beside` is what lies in it. */
function historyOf(
  home: string,
  tool: MigrationTool | undefined,
  claims: readonly Claim[],
  beside: readonly FileSummary[],
  toolFiles: ToolFiles,
): HistoryFolder {
  const reader = tool ?? orderedFolder;
  const files = new Map(claims.map(({ file }) => [file.path, file]));
  // What a tool runs beside its migrations (Flyway's callbacks) needs nothing that tells it.
  const others = beside.filter(({ path }) => !files.has(path) && reader.file(path)?.kind === 'none');
  const migrations = [...files.values(), ...others].flatMap((file) => migrationOf(file, reader) ?? []);
  const known = new Set(migrations.map(({ path }) => path));
  const ordered = reader.order(migrations, (path) => toolFiles.text(join(home, path)), toolFiles.lists(reader));
  const misfits = [...beside, ...files.values()].filter(
    ({ path, isDump }) => !known.has(path) && !isDump && !isUndo(path),
  );
  return {
    home,
    folder: claims[0]!.file.folder,
    tool,
    files: ordered.map(({ path }) => files.get(path)!),
    migrations,
    misfits: [...new Set(misfits)],
  };
}

/** What a file is to a tool. One with the tool's marks is a migration, whatever its name. */
export function migrationOf({ path, comments, marked }: FileSummary, tool: MigrationTool): Migration | undefined {
  const role = tool.file(path);
  if (role) return { path, comments, ...role };
  return marked === tool ? { path, comments, kind: 'up', version: '', name: basename(path) } : undefined;
}

function claimOf(file: FileSummary, toolFiles: ToolFiles): Claim | undefined {
  const { path, marked, written, isDump } = file;
  const numbered = orderedFolder.file(path) !== undefined;
  // What pg_dump wrote may be a migration, but not one that only lies beside others.
  if (isDump && !numbered && !marked && !toolOfName(path)) return undefined;
  const named = toolFiles.named(path);
  if (named) return { file, tool: named.tool, home: named.folder, weight: WEIGHT.configured };
  const tool = marked ?? written ?? toolOfName(path);
  const weight = marked ? WEIGHT.marked : written ? WEIGHT.written : WEIGHT.named;
  if (tool) return { file, tool, home: tool.home(path), weight };
  return numbered && !isUndo(path)
    ? { file, tool, home: orderedFolder.home(path), weight: WEIGHT.numbered }
    : undefined;
}

/**
 * The tool that is surest; of several that are equally sure the most frequent. Marks count where at least half of the
 * files have them: people write `-- Down migration` for themselves too.
 */
function toolOf(claims: readonly Claim[]): MigrationTool | undefined {
  const votes = new Map<number, Map<MigrationTool | undefined, number>>();
  for (const { weight, tool } of claims) {
    const own = votes.get(weight) ?? new Map<MigrationTool | undefined, number>();
    votes.set(weight, own.set(tool, (own.get(tool) ?? 0) + 1));
  }
  for (const [weight, own] of [...votes].sort((a, b) => b[0] - a[0])) {
    const [tool, count] = [...own].sort((a, b) => b[1] - a[1])[0]!;
    if (weight !== WEIGHT.marked || count * 2 >= claims.length) return tool;
  }
  return undefined;
}

/** Of the tools that all names would fit, the one that the project has among its packages. */
function guess(claims: readonly Claim[], home: string, toolFiles: ToolFiles): MigrationTool | undefined {
  const fits = (tool: MigrationTool) =>
    !tool.needsMarks && claims.every(({ file }) => tool.file(file.path) && tool.home(file.path) === home);
  return toolFiles.packaged(MIGRATION_TOOLS.filter(fits), home);
}

/** Numbered files that say something about tables: several, or in a folder that is named so. Or folders that are migrations. */
function isOrdered(claims: readonly Claim[]): boolean {
  const { home } = claims[0]!;
  if (claims.some(({ file }) => dirname(file.path) !== home)) return true;
  return (
    (claims.length > 1 || /migrat/i.test(basename(home))) &&
    claims.some(({ file }) => file.creates.size + file.uses.size > 0)
  );
}

const UNDO_FOLDER = /^(?:down|undo|rollbacks?|reverts?)$/i;

/** Undo scripts that are files of their own: their DDL never makes the schema. */
function isUndo(path: string): boolean {
  const [folder, name] = [basename(dirname(path)), basename(path)];
  return UNDO_FOLDER.test(folder) || /(?:^|[._-])down\.sql$/i.test(name) || /^U\d[\d._]*__/.test(name);
}
