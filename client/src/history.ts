import { extensions, Uri, workspace, type Disposable, type Event } from 'vscode';
import type { HistoryParams, HistoryResult } from '../../server/src/lsp/protocol';

/** What is used of the interface of VS Code's own git extension (`vscode.git`, version 1). */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): Git;
}
interface Git {
  readonly repositories: readonly Repository[];
  readonly onDidOpenRepository: Event<Repository>;
  getRepository(uri: Uri): Repository | null;
}
interface Repository {
  readonly state: {
    readonly HEAD: { readonly commit?: string } | undefined;
    readonly workingTreeChanges: readonly Change[];
    readonly untrackedChanges?: readonly Change[];
    readonly onDidChange: Event<void>;
  };
  getCommit(ref: string): Promise<{ readonly hash: string }>;
  getMergeBase(a: string, b: string): Promise<string | undefined>;
  /** What the working tree has changed since a commit. */
  diffWith(ref: string): Promise<Change[]>;
  diffBetween(a: string, b: string): Promise<Change[]>;
  /** The text of a file at a commit. */
  show(ref: string, path: string): Promise<string>;
}
interface Change {
  readonly uri: Uri;
  readonly renameUri?: Uri;
  readonly status: number;
}

/** Of the extension's `Status`: INDEX_ADDED, INDEX_RENAMED, INDEX_COPIED, UNTRACKED, INTENT_TO_ADD. */
const ADDED = new Set([1, 3, 4, 7, 9]);
/** INDEX_MODIFIED, MODIFIED. */
const MODIFIED = new Set([0, 5]);
/** So many edited files are compared. */
const MOST_EDITED = 50;

/** Asks VS Code's git extension which files this branch added. Nothing is asked in Restricted Mode. */
export async function historyOf({ folder }: HistoryParams): Promise<HistoryResult> {
  if (!workspace.isTrusted) return unknown('Version control is not asked in Restricted Mode.');
  const git = await gitOf();
  if (!git) return unknown('The git extension of VS Code is off.');
  const repository = git.getRepository(Uri.parse(folder));
  if (!repository) return unknown('The folder is in no git repository that VS Code has open.');
  const branch = await defaultBranch(repository);
  if (branch === undefined) return unknown('The repository has no remote `origin` with a default branch.');
  const base = await repository.getMergeBase('HEAD', branch);
  if (base === undefined) return unknown(`This branch and \`${branch}\` have no commit in common.`);
  const { workingTreeChanges, untrackedChanges = [] } = repository.state;
  const changes = [...(await repository.diffWith(base)), ...workingTreeChanges, ...untrackedChanges];
  const added = changes.filter(({ status }) => ADDED.has(status)).map(({ uri, renameUri }) => renameUri ?? uri);
  const ahead = await repository.diffBetween(base, branch).catch(() => []);
  return {
    known: true,
    base,
    added: [...new Set(added.map(String))],
    edited: await editedSince(base, folder, changes, repository),
    ahead: ahead.filter(({ status }) => ADDED.has(status)).map(({ uri, renameUri }) => String(renameUri ?? uri)),
  };
}

async function editedSince(base: string, folder: string, changes: readonly Change[], repository: Repository) {
  const all = changes.filter(({ status, uri }) => MODIFIED.has(status) && uri.path.endsWith('.sql'));
  const below = new Map(all.filter(({ uri }) => String(uri).startsWith(`${folder}/`)).map(({ uri }) => [String(uri), uri])); // prettier-ignore
  const texts = await Promise.all(
    [...below].slice(0, MOST_EDITED).map(async ([uri, { fsPath }]) => {
      const text = await repository.show(base, fsPath).catch(() => undefined);
      return text === undefined ? [] : [{ uri, text }];
    }),
  );
  return texts.flat();
}

/** Calls back when a branch is left, or something is committed, fetched or added. */
export function watchHistory(changed: () => void): Disposable {
  const listeners: Disposable[] = [];
  let disposed = false;
  const watch = ({ state }: Repository) => {
    let before = '';
    const look = () => {
      const files = [...state.workingTreeChanges, ...(state.untrackedChanges ?? [])].filter(
        (each) => ADDED.has(each.status) || (MODIFIED.has(each.status) && each.uri.path.endsWith('.sql')),
      );
      const now = [state.HEAD?.commit, ...files.map(({ uri }) => uri)].join();
      if (now !== before) changed();
      before = now;
    };
    listeners.push(state.onDidChange(look));
    look();
  };
  void gitOf().then((git) => {
    if (!git || disposed) return;
    git.repositories.forEach(watch);
    listeners.push(git.onDidOpenRepository(watch));
  });
  return {
    dispose() {
      disposed = true;
      for (const listener of listeners) listener.dispose();
    },
  };
}

async function gitOf(): Promise<Git | undefined> {
  const extension = extensions.getExtension<GitExtension>('vscode.git');
  const git = await extension?.activate();
  return git?.enabled ? git.getAPI(1) : undefined;
}

async function defaultBranch(repository: Repository): Promise<string | undefined> {
  for (const name of ['origin/HEAD', 'origin/main', 'origin/master']) {
    const commit = await repository.getCommit(`refs/remotes/${name}`).catch(() => undefined);
    if (commit) return name;
  }
  return undefined;
}

function unknown(reason: string): HistoryResult {
  return { known: false, reason };
}
