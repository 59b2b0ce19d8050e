import ignore, { type Ignore } from 'ignore';
import type { Yielder } from '../base/cancel';
import type { Files } from '../base/ports';
import { isSurrounding } from './surroundings';
import { isToolFile } from './tool-files';

/** Files that the engine reads or that tell it how to. */
const WANTED = /\.(?:sql|ddl|pgsql|psql|md|markdown|mmd|mermaid|ya?ml)$/i;
/** Never looked into: what they hold isn't the project's own. */
const SKIPPED = new Set(['node_modules', '.git', '.hg', '.svn', 'bower_components', '.venv', '__pycache__']);
const MAX_FILES = 20_000;

export interface Walk {
  /** Absolute paths, in the order of their names. */
  readonly files: readonly string[];
  /** Sentences for people. */
  readonly problems: readonly string[];
}

/** Finds the files of a workspace folder, without those that git ignores. */
export async function walk(files: Files, folder: string, yielder: Yielder): Promise<Walk> {
  const found: string[] = [];
  const problems: string[] = [];

  const visit = async (path: string, rules: readonly Scoped[]): Promise<void> => {
    await yielder.pause();
    const entries = await files.list(path);
    if (!entries.ok) {
      problems.push(entries.error);
      return;
    }
    const own = entries.value.some((entry) => entry.name === '.gitignore')
      ? await files.read(`${path}/.gitignore`)
      : undefined;
    const scoped = own?.ok ? [...rules, { base: path, rules: ignore().add(own.value) }] : rules;
    for (const entry of [...entries.value].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const child = `${path}/${entry.name}`;
      if (ignored(child, entry.kind === 'folder', scoped)) continue;
      if (entry.kind === 'folder') {
        if (!SKIPPED.has(entry.name)) await visit(child, scoped);
      } else if (isWanted(child)) {
        if (found.length >= MAX_FILES) {
          if (found.length === MAX_FILES && problems.length === 0)
            problems.push(`${folder} has more than ${MAX_FILES} files of interest; the rest is left out.`);
          return;
        }
        found.push(child);
      }
    }
  };
  await visit(folder, []);
  return { files: found, problems };
}

/**
 * What a change of files is about: of the paths that came, those of our files, and of each folder the files that lie in it now.
 * A watcher tells that a folder is new and can miss what was written into it at the same moment. `isOurs` says whether a folder
 * belongs to the workspace.
 */
export async function changedFiles(
  files: Files,
  paths: readonly string[],
  isOurs: (folder: string) => Promise<boolean>,
  yielder: Yielder,
): Promise<Set<string>> {
  const found = new Set<string>();
  let walked: string | undefined;
  for (const path of [...paths].sort()) {
    if (path.split('/').some((part) => SKIPPED.has(part))) continue;
    if (isWanted(path) || !(await files.exists(path))) found.add(path);
    else if (
      (walked === undefined || !path.startsWith(`${walked}/`)) &&
      (await files.list(path)).ok &&
      (await isOurs(path))
    ) {
      // prettier-ignore
      walked = path;
      for (const file of (await walk(files, path, yielder)).files) found.add(file);
    }
  }
  return found;
}

function isWanted(path: string): boolean {
  return WANTED.test(path) || isSurrounding(path) || isToolFile(path);
}

/** Whether a file or folder in a workspace folder is left out of it: git ignores it, or it lies in a folder that is never looked into. */
export async function isIgnored(files: Files, folder: string, path: string, isFolder = false): Promise<boolean> {
  const parts = path.slice(folder.length + 1).split('/');
  if (parts.slice(0, -1).some((part) => SKIPPED.has(part))) return true;
  const scopes: Scoped[] = [];
  let at = folder;
  for (const [i, part] of parts.entries()) {
    if (await files.exists(`${at}/.gitignore`)) {
      const own = await files.read(`${at}/.gitignore`);
      if (own.ok) scopes.push({ base: at, rules: ignore().add(own.value) });
    }
    at = `${at}/${part}`;
    if (ignored(at, isFolder || i < parts.length - 1, scopes)) return true;
  }
  return false;
}

interface Scoped {
  readonly base: string;
  readonly rules: Ignore;
}

function ignored(path: string, isFolder: boolean, scopes: readonly Scoped[]): boolean {
  let result = false;
  for (const { base, rules } of scopes) {
    const test = rules.test(path.slice(base.length + 1) + (isFolder ? '/' : ''));
    if (test.ignored) result = true;
    else if (test.unignored) result = false;
  }
  return result;
}
