import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Cache, Log } from '../base/ports';

/** Values by the hash of their text, each serialized on its own: what nobody asks for is never decoded. */
type Pack = ReadonlyMap<string, Uint8Array>;

/** Shorter texts are read faster than found. */
const MIN_LENGTH = 200;

/**
 * A cache in one file of a folder. `build` says what made the values: those of another build are forgotten. A file that is
 * missing or broken is an empty cache.
 */
export async function openCache(folder: string, name: string, build: string, log: Log): Promise<Cache> {
  const file = path.join(folder, `${hash(name)}.facts`);
  return new PackCache(file, build, log, await readPack(file, build));
}

class PackCache implements Cache {
  private readonly used = new Map<string, Uint8Array>();
  private isNew = false;
  private saved = false;
  private saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly file: string,
    private readonly build: string,
    private readonly log: Log,
    private pack: Pack,
  ) {}

  read(text: string): unknown {
    if (text.length < MIN_LENGTH) return undefined;
    const key = hash(text);
    const bytes = this.pack.get(key);
    if (!bytes) return undefined;
    this.used.set(key, bytes);
    try {
      return deserialize(bytes);
    } catch {
      return undefined;
    }
  }

  keep(text: string, value: unknown): void {
    if (text.length < MIN_LENGTH) return;
    this.used.set(hash(text), serialize(value));
    this.isNew = true;
  }

  /** One after another: who waits for the last has waited for all. */
  save(): Promise<void> {
    this.saving = this.saving.then(() => this.write());
    return this.saving;
  }

  private async write(): Promise<void> {
    const used = new Map(this.used);
    this.used.clear();
    // The first time all of a workspace was asked for; what nobody wanted then is of files that are gone.
    const goesOn = this.isNew || (!this.saved && used.size < this.pack.size);
    const old = this.saved && goesOn ? await readPack(this.file, this.build) : [];
    this.isNew = false;
    this.saved = true;
    // The bytes are in the file now; holding them would cost as much memory as the workspace's text.
    this.pack = new Map();
    if (!goesOn) return;
    const draft = `${this.file}.${randomUUID()}`;
    try {
      await mkdir(path.dirname(this.file), { recursive: true });
      await writeFile(draft, serialize({ build: this.build, values: new Map([...old, ...used]) }));
      await rename(draft, this.file);
    } catch (error) {
      await unlink(draft).catch(() => undefined);
      this.log.warn(`The cache can't be written: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

async function readPack(file: string, build: string): Promise<Pack> {
  try {
    const pack = deserialize(await readFile(file)) as { build?: unknown; values?: unknown };
    return pack.build === build && pack.values instanceof Map ? (pack.values as Pack) : new Map();
  } catch {
    return new Map();
  }
}

function hash(text: string): string {
  return createHash('sha1').update(text).digest('base64url');
}
