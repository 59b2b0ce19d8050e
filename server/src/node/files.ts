import { randomUUID } from 'node:crypto';
import { access, chmod, mkdir, readdir, readFile, realpath, rename, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DirEntry, Files } from '../base/ports';
import { err, ok, type Result } from '../base/result';

const MAX_MEGABYTES = 20;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  ELOOP: 'its links go in a circle',
  EMFILE: 'too many files are open',
};

/** The `Files` port over the file system. */
export const nodeFiles: Files = {
  async read(file) {
    return attempt(`${file} can't be read`, async () => {
      const state = await stat(file);
      if (!state.isFile()) return err(`${file} can't be read: it is no regular file.`);
      if (state.size > MAX_MEGABYTES * 1e6) {
        return err(`${file} has ${Math.ceil(state.size / 1e6)} MB and is not read; the limit is ${MAX_MEGABYTES} MB.`);
      }
      return decode(file, await readFile(file));
    });
  },

  async list(folder) {
    return attempt(`${folder} can't be read`, async () => {
      const entries: DirEntry[] = [];
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        if (entry.isFile()) entries.push({ name: entry.name, kind: 'file' });
        else if (entry.isDirectory()) entries.push({ name: entry.name, kind: 'folder' });
        else if (entry.isSymbolicLink() && (await isFile(`${folder}/${entry.name}`)))
          entries.push({ name: entry.name, kind: 'file' });
      }
      return ok(entries);
    });
  },

  exists(file) {
    return access(file).then(
      () => true,
      () => false,
    );
  },
};

/** A path as the ports want it: absolute, with `/` between its parts and none at its end. */
export function absolutePath(from: string, file: string): string {
  const resolved = path.resolve(from, file).replaceAll('\\', '/');
  return resolved.length > 1 && resolved.endsWith('/') ? resolved.slice(0, -1) : resolved;
}

/**
 * Puts a new text in the place of `old`, at once or not at all. A file that doesn't hold `old` (any more), or that isn't
 * UTF-8, stays as it is. Errors are sentences for people.
 */
export async function replaceText(file: string, old: string, text: string): Promise<Result<undefined>> {
  return attempt(`${file} can't be written`, async () => {
    const target = await realpath(file);
    const bytes = await readFile(target);
    const mark = startsWith(bytes, UTF8_MARK) ? UTF8_MARK : Buffer.alloc(0);
    if (!bytes.equals(Buffer.concat([mark, Buffer.from(old)]))) {
      return err(`${file} is not written: it was changed meanwhile, or isn't all UTF-8.`);
    }
    const { mode } = await stat(target);
    const draft = `${target}.${randomUUID()}`;
    try {
      await writeFile(draft, Buffer.concat([mark, Buffer.from(text)]), { flag: 'wx' });
      await chmod(draft, mode);
      await rename(draft, target);
    } catch (error) {
      await unlink(draft).catch(() => undefined);
      throw error;
    }
    return ok(undefined);
  });
}

/** Writes a file that isn't there yet, with its folders. Errors are sentences for people. */
export async function createFile(file: string, text: string): Promise<Result<undefined>> {
  return attempt(`${file} can't be written`, async () => {
    await mkdir(path.dirname(file), { recursive: true });
    try {
      await writeFile(file, text, { flag: 'wx' });
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return err(`${file} exists already. Nothing was changed.`);
      throw error;
    }
    return ok(undefined);
  });
}

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

function decode(file: string, bytes: Buffer): Result<string> {
  if (UTF16_MARKS.some((mark) => startsWith(bytes, mark)))
    return err(`${file} is UTF-16 and is not read. Save it as UTF-8.`);
  if (bytes.includes(0)) return err(`${file} is binary (it holds a NUL byte) and is not read.`);
  return ok(bytes.toString('utf8', startsWith(bytes, UTF8_MARK) ? UTF8_MARK.length : 0));
}

function startsWith(bytes: Buffer, start: Buffer): boolean {
  return bytes.subarray(0, start.length).equals(start);
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (state) => state.isFile(),
    () => false,
  );
}

async function attempt<T>(what: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    const reason = REASONS[codeOf(error) ?? ''] ?? (error instanceof Error ? error.message : String(error));
    return err(`${what}: ${reason}.`);
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
