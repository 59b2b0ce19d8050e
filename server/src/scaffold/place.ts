import type { Files } from '../base/ports';
import { sqlMigrate } from '../model/tools/marked';
import type { RootSpec } from '../workspace/grouping';
import { lastMigration } from '../workspace/root';
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
  /** It has a statement that can't run in a transaction. */
  readonly outsideTransaction?: boolean;
}

/** Where a migration goes. */
export interface HistoryPlace {
  /** Undefined for the first one. */
  readonly root: RootSpec | undefined;
  /** The workspace folder. */
  readonly folder: string;
  readonly date: Date;
  /** The text of a migration. */
  read(path: string): string | undefined;
  /** What it comes after, where that isn't the history's last one. */
  readonly last?: string;
}

const MAX_NAME = 80;

/**
 * A migration as its history has them: in the tool's form and named like the others, behind the last one. Without a
 * history it is the first one in `migrations/` of the folder.
 */
export function migrationFiles(
  { words, up, down, outsideTransaction }: Change,
  { root, folder, date, read, last: after }: HistoryPlace,
): ScaffoldedFile[] {
  const history = root?.history;
  const tool = history?.reader ?? sqlMigrate;
  const home = history?.home ?? `${folder}/migrations`;
  const last = after ?? (root && lastMigration(root));
  const name = shortened(snakeCase(words));
  const lastText = last === undefined ? undefined : read(last);
  const files = tool.write({
    name,
    up,
    down,
    date,
    ...(outsideTransaction && { outsideTransaction }),
    ...(last !== undefined && { last: last.slice(home.length + 1) }),
    ...(lastText !== undefined && { lastText }),
  });
  return files.map(({ path, text }) => scaffolded(`${home}/${path}`, text));
}

function shortened(name: string): string {
  return name.length <= MAX_NAME
    ? name
    : name.slice(0, name.lastIndexOf('_', MAX_NAME) + 1 || MAX_NAME).replace(/_$/, '');
}

/** A path at which nothing exists: with a number behind the name where that is taken. */
export async function freePath(files: Files, stem: string, extension: string): Promise<string> {
  for (let n = 1; ; n++) {
    const path = `${stem}${n === 1 ? '' : `-${n}`}${extension}`;
    if (!(await files.exists(path))) return path;
  }
}
