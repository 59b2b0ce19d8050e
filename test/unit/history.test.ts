import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gitHistory } from '../../server/src/node/history';
import { cli, TempFolder } from '../support/cli';

const history = gitHistory({ trusted: true });
const folders: TempFolder[] = [];
afterAll(() => folders.forEach((folder) => folder.dispose()));

function folderWith(files: Readonly<Record<string, string>> = {}): TempFolder {
  const folder = new TempFolder(files);
  folders.push(folder);
  return folder;
}

function git(folder: TempFolder, ...args: string[]): string {
  const settings = ['user.name=Ann', 'user.email=ann@example.org', 'commit.gpgsign=false', 'init.defaultBranch=main'];
  const all = [...settings.flatMap((setting) => ['-c', setting]), ...args];
  return execFileSync('git', all, { cwd: folder.path, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

function commit(folder: TempFolder, ...files: string[]): string {
  for (const file of files) folder.write(file, 'SELECT 1;\n');
  git(folder, 'add', '.');
  git(folder, 'commit', '-m', 'x');
  return git(folder, 'rev-parse', 'HEAD');
}

describe('what git calls merged', () => {
  const remote = folderWith();
  const own = folderWith();
  let base = '';
  beforeAll(() => {
    git(remote, 'init', '--bare');
    git(own, 'init');
    base = commit(own, 'db/m/001_ä b.sql', 'db/m/sub/002.sql', 'other.sql');
    git(own, 'remote', 'add', 'origin', remote.path);
    git(own, 'push', 'origin', 'main');
    git(own, 'checkout', '-b', 'feature');
    commit(own, 'db/m/003_new.sql');
    own.write('db/m/004_untracked.sql', '');
  });

  it('are the files of the default branch where this branch left it', async () => {
    const merged = await history.merged(own.at('db/m'));
    const names = ['001_ä b.sql', 'sub/002.sql', '003_new.sql', '004_untracked.sql', ''];
    expect(merged).toMatchObject({ known: true, base });
    expect(names.map((name) => merged.known && merged.has(own.at(`db/m/${name}`)))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('follow a remote whose default branch has another name', async () => {
    const clone = folderWith();
    git(remote, 'branch', 'trunk', 'main');
    git(remote, 'symbolic-ref', 'HEAD', 'refs/heads/trunk');
    git(clone, 'clone', remote.path, '.');
    commit(clone, 'db/m/005_more.sql');
    const merged = await gitHistory({ trusted: true }).merged(clone.at('db/m'));
    expect(merged).toMatchObject({ known: true, base });
    expect(merged.known && merged.has(clone.at('db/m/005_more.sql'))).toBe(false);
    git(remote, 'symbolic-ref', 'HEAD', 'refs/heads/main');
  });

  it('is not asked without trust', async () => {
    const merged = await gitHistory({ trusted: false }).merged(own.at('db/m'));
    expect(merged).toEqual({
      known: false,
      reason: "Version control is not asked in a folder that isn't trusted.",
    });
  });

  it('is unknown without a remote, without a repository, and without a common commit', async () => {
    const alone = folderWith();
    git(alone, 'init');
    commit(alone, 'm/1.sql');
    const strange = folderWith();
    git(strange, 'init');
    commit(strange, 'm/1.sql', 'm/2.sql');
    commit(strange, 'm/3.sql');
    git(strange, 'remote', 'add', 'origin', remote.path);
    git(strange, 'fetch', 'origin');
    const shallow = folderWith();
    git(shallow, 'clone', '--depth', '1', `file://${strange.path}`, '.');
    git(shallow, 'remote', 'rename', 'origin', 'upstream');
    const reasons = [alone, strange, shallow, folderWith({ 'm/1.sql': '' })].map(async (folder) => {
      const merged = await history.merged(folder.at('m'));
      return merged.known ? 'known' : merged.reason;
    });
    expect(await Promise.all(reasons)).toEqual([
      'The repository has no remote `origin` with a default branch.',
      'This branch and `origin/main` have no commit in common.',
      'The clone is shallow. Fetch all of the history (in GitHub Actions `fetch-depth: 0`).',
      'The folder is in no git repository.',
    ]);
  });

  it('are compared with what lies on the disk, and with what the default branch has got since', async () => {
    const other = folderWith();
    git(other, 'clone', remote.path, '.');
    commit(other, 'db/m/009_theirs.sql');
    git(other, 'push', 'origin', 'main');
    git(own, 'fetch', 'origin');
    own.write('db/m/sub/002.sql', 'SELECT 2;\n');
    own.write('other.sql', 'SELECT 2;\n');
    const merged = await gitHistory({ trusted: true }).merged(own.at('db/m'));
    expect(merged).toMatchObject({ known: true, base, ahead: [own.at('db/m/009_theirs.sql')] });
    expect(merged.known && [...merged.edited]).toEqual([[own.at('db/m/sub/002.sql'), 'SELECT 1;\n']]);
    own.write('db/m/sub/002.sql', 'SELECT 1;\n');
    own.write('other.sql', 'SELECT 1;\n');
  });

  it('leaves the repository as it is', async () => {
    const before = git(own, 'status', '--porcelain');
    await history.merged(own.at('db/m'));
    expect(git(own, 'status', '--porcelain')).toBe(before);
    expect((await cli(own.path, 'check')).code).toBe(0);
  });
});
