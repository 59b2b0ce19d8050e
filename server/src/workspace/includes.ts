import { dirname } from '../base/paths';
import type { FileSummary } from './file-summary';
import { join } from './tool-files';

/** Finds what a file includes. Where the command runs isn't known, so each folder above the file may be meant. */
export class Includes {
  private readonly byPath: ReadonlyMap<string, FileSummary>;

  constructor(files: readonly FileSummary[]) {
    this.byPath = new Map(files.map((file) => [file.path, file]));
  }

  of(file: FileSummary): FileSummary[] {
    return file.includes.flatMap((name) => this.find(file, name) ?? []);
  }

  /** The files with what they include in front of them, each once: a circle ends where it began. */
  withIncluded(files: readonly FileSummary[]): FileSummary[] {
    const result = new Set<FileSummary>();
    const open = new Set<FileSummary>();
    const visit = (file: FileSummary): void => {
      if (open.has(file)) return;
      open.add(file);
      this.of(file).forEach(visit);
      result.add(file);
    };
    files.forEach(visit);
    return [...result];
  }

  private find(file: FileSummary, name: string): FileSummary | undefined {
    if (name.startsWith('/')) return undefined;
    for (let at = dirname(file.path); at.startsWith(file.folder) && at !== ''; at = dirname(at)) {
      const found = this.byPath.get(join(at, name)) ?? this.byPath.get(join(`${at}/fixtures`, name));
      if (found) return found;
    }
    return undefined;
  }
}
