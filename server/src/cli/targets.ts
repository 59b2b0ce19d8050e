import { stat } from 'node:fs/promises';
import { dirname } from '../base/paths';
import type { Engine } from '../lint/engine';
import { absolutePath, nodeFiles } from '../node/files';
import { CONFIG_FILE } from '../workspace/config';
import { SURROUNDING_FILES } from '../workspace/surroundings';

/** What a person named on the command line, and what has to be read for it. */
export interface Targets {
  /** What was named, as paths. */
  readonly named: readonly string[];
  /** Read as workspace folders. None lies in another. */
  readonly folders: readonly string[];
  /** Files that are named themselves: they are checked even where git ignores them. */
  readonly files: readonly string[];
  /** Configuration above the folders that holds in them. */
  readonly configs: readonly string[];
  /** Names that mean nothing, as they were written. */
  readonly missing: readonly string[];
  /** Whether a path is one of those named, or in one of them. */
  includes(path: string): boolean;
}

/**
 * Finds what is named. A folder is a workspace. For a file the project around it is read, so that what it refers to is
 * known: the nearest folder with a configuration or a git repository, else the file's own folder.
 */
export async function findTargets(names: readonly string[], cwd: string): Promise<Targets> {
  const [named, folders, files, missing] = [[] as string[], new Set<string>(), [] as string[], [] as string[]];
  for (const name of names) {
    const path = absolutePath(cwd, name);
    const state = await stat(path).catch(() => undefined);
    if (!state) {
      missing.push(name);
      continue;
    }
    named.push(path);
    if (!state.isDirectory()) files.push(path);
    folders.add(state.isDirectory() ? path : await projectOf(path));
  }
  const outermost = [...folders].filter(
    (folder) => ![...folders].some((other) => other !== folder && isIn(folder, other)),
  );
  const configs = await Promise.all(outermost.map(marksAbove));
  return {
    named,
    folders: outermost,
    files,
    configs: [...new Set(configs.flat())],
    missing,
    includes: (path) => named.some((name) => isIn(path, name)),
  };
}

/** Reads what has to be read, until the last statement of it has its result. */
export async function loadTargets({ workspace }: Engine, { folders, files, configs }: Targets): Promise<void> {
  await workspace.addFiles(configs);
  await workspace.setFolders(folders);
  await workspace.addFiles(files);
  await workspace.settled();
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

async function projectOf(file: string): Promise<string> {
  const marks = await Promise.all([nearestAbove(file, CONFIG_FILE), nearestAbove(file, '.git')]);
  const folders = marks.flatMap((mark) => (mark === undefined ? [] : [dirname(mark)]));
  // Both lie above the file, so the longer one is the nearer one.
  return folders.sort((a, b) => b.length - a.length)[0] ?? dirname(file);
}

async function marksAbove(folder: string): Promise<string[]> {
  const marks = await Promise.all(SURROUNDING_FILES.map((mark) => nearestAbove(folder, mark)));
  return marks.filter((mark) => mark !== undefined);
}

/** The nearest file of a name in one of the folders above a path. */
async function nearestAbove(path: string, name: string): Promise<string | undefined> {
  for (let folder = dirname(path); folder !== ''; folder = dirname(folder)) {
    if (await nodeFiles.exists(`${folder}/${name}`)) return `${folder}/${name}`;
  }
  return undefined;
}
