import type { DirEntry, Files } from '../../server/src/base/ports';
import { err, ok } from '../../server/src/base/result';

/** A workspace in memory: absolute paths and their texts. */
export class MemoryFiles implements Files {
  constructor(readonly texts: Map<string, string>) {}

  static of(texts: Readonly<Record<string, string>>): MemoryFiles {
    return new MemoryFiles(new Map(Object.entries(texts)));
  }

  read(path: string) {
    const text = this.texts.get(path);
    return Promise.resolve(text === undefined ? err(`${path} can't be read.`) : ok(text));
  }

  list(path: string) {
    const entries = new Map<string, DirEntry>();
    for (const file of this.texts.keys()) {
      if (!file.startsWith(`${path}/`)) continue;
      const [name, ...rest] = file.slice(path.length + 1).split('/');
      entries.set(name!, { name: name!, kind: rest.length > 0 ? 'folder' : 'file' });
    }
    return Promise.resolve(ok([...entries.values()]));
  }

  exists(path: string) {
    return Promise.resolve([...this.texts.keys()].some((file) => file === path || file.startsWith(`${path}/`)));
  }
}
