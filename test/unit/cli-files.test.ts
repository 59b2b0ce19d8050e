import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { absolutePath, createFile, nodeFiles, replaceText } from '../../server/src/node/files';
import { TempFolder } from '../support/cli';

let folder: TempFolder;
const start = (files: Readonly<Record<string, string>> = {}) => (folder = new TempFolder(files));
afterEach(() => folder.dispose());

describe('files on the disk', () => {
  it('are listed with links to files, without links to folders', async () => {
    start({ 'a.sql': '', 'b/c.sql': '' });
    symlinkSync('a.sql', folder.at('link.sql'));
    symlinkSync('nowhere', folder.at('broken.sql'));
    symlinkSync('..', folder.at('b/circle'));
    const list = async (path: string) => {
      const entries = await nodeFiles.list(path);
      return entries.ok ? entries.value.map(({ name, kind }) => `${kind} ${name}`).sort() : [entries.error];
    };
    expect(await list(folder.path)).toEqual(['file a.sql', 'file link.sql', 'folder b']);
    expect(await list(folder.at('b'))).toEqual(['file c.sql']);
    expect(await list(folder.at('x'))).toEqual([`${folder.at('x')} can't be read: there is no such file or folder.`]);
  });

  it('are read without their byte order mark', async () => {
    start({ 'a.sql': '\ufeffSELECT 1;' });
    expect(await nodeFiles.read(folder.at('a.sql'))).toEqual({ ok: true, value: 'SELECT 1;' });
  });

  it('are refused where they are no files', async () => {
    start();
    mkdirSync(folder.at('a.sql'));
    expect(await nodeFiles.read(folder.at('a.sql'))).toEqual({
      ok: false,
      error: `${folder.at('a.sql')} can't be read: it is no regular file.`,
    });
  });

  it('have one way to be written', () => {
    start();
    expect(absolutePath('/a/b', '../c/')).toBe('/a/c');
    expect(absolutePath('/a', '/')).toBe('/');
  });
});

describe('writing', () => {
  it('keeps the mode, and writes through a link', async () => {
    start({ 'a.sql': 'old' });
    chmodSync(folder.at('a.sql'), 0o640);
    symlinkSync('a.sql', folder.at('link.sql'));
    expect(await replaceText(folder.at('link.sql'), 'old', 'new')).toEqual({ ok: true, value: undefined });
    expect(readFileSync(folder.at('a.sql'), 'utf8')).toBe('new');
    expect(statSync(folder.at('a.sql')).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder.path).sort()).toEqual(['a.sql', 'link.sql']);
  });

  it('leaves alone what somebody else has changed', async () => {
    start({ 'a.sql': 'theirs' });
    expect(await replaceText(folder.at('a.sql'), 'old', 'new')).toMatchObject({ ok: false });
    expect(await replaceText(folder.at('gone.sql'), 'old', 'new')).toMatchObject({ ok: false });
    expect(readFileSync(folder.at('a.sql'), 'utf8')).toBe('theirs');
  });

  it('makes a file with its folders, once', async () => {
    start();
    const file = folder.at('a/b/c.sql');
    expect(await createFile(file, 'one')).toEqual({ ok: true, value: undefined });
    expect(await createFile(file, 'two')).toEqual({ ok: false, error: `${file} exists already. Nothing was changed.` });
    expect(readFileSync(file, 'utf8')).toBe('one');
  });
});
