import { execFile } from 'node:child_process';
import type { History, Merged } from '../base/ports';

const TIMEOUT_MS = 10_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
/** Neither hooks nor a file monitor that the repository names are run. */
const QUIET = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', '--no-pager'];
const NO_GIT = "git can't be asked which migrations are merged: there is no program `git`.";
const SHALLOW = 'The clone is shallow. Fetch all of the history (in GitHub Actions `fetch-depth: 0`).';

/**
 * The `History` port over the program `git`. Without trust nothing is started: a repository's own configuration can name
 * programs that git runs. The commit that a branch left the default branch at is looked up once for each repository.
 */
export function gitHistory({ trusted }: { readonly trusted: boolean }): History {
  const bases = new Map<string, Promise<Base>>();
  return {
    async merged(folder) {
      if (!trusted) return unknown("Version control is not asked in a folder that isn't trusted.");
      const top = await git(folder, 'rev-parse', '--show-toplevel');
      if (!top.ok) return unknown(top.missing ? NO_GIT : 'The folder is in no git repository.');
      const repository = top.out.trim();
      const base = await remember(bases, repository, () => mergeBase(folder));
      if ('reason' in base) return unknown(base.reason);
      const tree = await git(folder, 'ls-tree', '-r', '--name-only', '-z', base.commit, '--', '.');
      if (!tree.ok) return unknown('git could not list the files of the default branch.');
      const names = tree.out.split('\0').filter((name) => name !== '');
      const files = new Set(names.map((name) => `${folder}/${name}`));
      const [edited, ahead] = await Promise.all([
        editedSince(base.commit, folder),
        listed(folder, 'diff', '--diff-filter=A', ...NAMES, base.commit, base.branch, '--', '.'),
      ]);
      return { known: true, base: base.commit, has: (path) => files.has(path), edited, ahead };
    },
  };
}

type Base = { readonly commit: string; readonly branch: string } | { readonly reason: string };

const NAMES = ['--name-only', '--relative', '--no-renames', '--no-ext-diff', '--no-textconv', '-z'];
/** So many edited files are compared. */
const MOST_EDITED = 50;

async function editedSince(commit: string, folder: string): Promise<ReadonlyMap<string, string>> {
  const paths = await listed(folder, 'diff', '--diff-filter=M', ...NAMES, commit, '--', '.');
  const texts = await Promise.all(
    paths
      .filter((path) => path.endsWith('.sql'))
      .slice(0, MOST_EDITED)
      .map(async (path) => [path, await git(folder, 'show', '--no-textconv', `${commit}:./${path.slice(folder.length + 1)}`)] as const), // prettier-ignore
  );
  return new Map(texts.flatMap(([path, text]) => (text.ok ? [[path, text.out] as const] : [])));
}

async function listed(folder: string, ...args: string[]): Promise<string[]> {
  const answer = await git(folder, ...args);
  const names = answer.ok ? answer.out.split('\0').filter((name) => name !== '') : [];
  return names.map((name) => `${folder}/${name}`);
}

async function mergeBase(folder: string): Promise<Base> {
  const branch = await defaultBranch(folder);
  const base = branch === undefined ? undefined : await git(folder, 'merge-base', 'HEAD', branch);
  if (base?.ok && branch !== undefined) return { commit: base.out.trim(), branch };
  const shallow = await git(folder, 'rev-parse', '--is-shallow-repository');
  if (shallow.ok && shallow.out.trim() === 'true') return { reason: SHALLOW };
  if (branch === undefined) return { reason: 'The repository has no remote `origin` with a default branch.' };
  return { reason: `This branch and \`${branch}\` have no commit in common.` };
}

async function defaultBranch(folder: string): Promise<string | undefined> {
  const head = await git(folder, 'symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD');
  const names = [...(head.ok ? [head.out.trim()] : []), 'origin/main', 'origin/master'];
  for (const name of names) {
    if ((await git(folder, 'rev-parse', '--verify', '--quiet', `refs/remotes/${name}^{commit}`)).ok) return name;
  }
  return undefined;
}

type Answer = { readonly ok: true; readonly out: string } | { readonly ok: false; readonly missing: boolean };

function git(folder: string, ...args: string[]): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(
      'git',
      [...QUIET, ...args],
      {
        cwd: folder,
        timeout: TIMEOUT_MS,
        maxBuffer: MAX_OUTPUT_BYTES,
        windowsHide: true,
        env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' },
      },
      (error, out) => {
        if (!error) resolve({ ok: true, out });
        else resolve({ ok: false, missing: error.code === 'ENOENT' });
      },
    );
  });
}

function remember<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

function unknown(reason: string): Merged {
  return { known: false, reason };
}
