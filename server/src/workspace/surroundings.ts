import { CONFIG_FILE, defaultConfig, readConfig, type Config } from './config';
import { basename, dirname } from '../base/paths';

/** A list of accepted findings as it is written. */
export interface BaselineText {
  /** The folder that it holds for. */
  readonly folder: string;
  readonly text: string;
}

/** What lies in the folders above a file and counts for it: the nearest configuration, and marks of other dialects. */
export class Surroundings {
  private readonly configs = new Map<string, Config>();
  private readonly foreignFolders = new Map<string, string>();
  private readonly baselines = new Map<string, BaselineText>();
  private only: Config | undefined;
  /** By file: rules ask for each table. */
  private readonly found = new Map<string, Config>();

  get all(): readonly Config[] {
    return this.only ? [this.only] : [...this.configs.values()];
  }

  /** From now on one configuration holds for all files, whatever lies beside them. */
  use(config: Config): void {
    this.only = config;
    this.found.clear();
  }

  clear(): void {
    this.configs.clear();
    this.foreignFolders.clear();
    this.baselines.clear();
    this.found.clear();
  }

  /** Takes in a file that `isSurrounding` knows. */
  add(path: string, text: string): void {
    this.found.clear();
    const folder = dirname(path);
    if (path.endsWith(`/${BASELINE_FILE}`)) {
      const home = dirname(folder);
      this.baselines.set(home, { folder: home, text });
    } else if (basename(path) === CONFIG_FILE) this.configs.set(folder, readConfig(folder, path, text));
    else if (basename(path) === 'dbt_project.yml')
      this.foreignFolders.set(folder, 'This file belongs to a dbt project');
    else {
      const dialect = /^\s*dialect\s*=\s*(\w+)/m.exec(text)?.[1]?.toLowerCase();
      if (dialect === undefined || dialect === 'postgres' || dialect === 'ansi') return;
      this.foreignFolders.set(folder, `.sqlfluff names the dialect \`${dialect}\` for this file`);
    }
  }

  /** The nearest configuration above a file; `folder` is the workspace's, for the defaults. */
  configFor(path: string, folder: string): Config {
    let config = this.found.get(path);
    if (!config) {
      config = this.only ?? nearest(this.configs, path) ?? defaultConfig(folder);
      this.found.set(path, config);
    }
    return config;
  }

  /** The nearest list of accepted findings above a file. */
  baselineFor(path: string): BaselineText | undefined {
    return this.baselines.size === 0 ? undefined : nearest(this.baselines, path);
  }

  /** Why the files of a folder above are in another dialect, as the beginning of a sentence. */
  foreignFor(path: string): string | undefined {
    return nearest(this.foreignFolders, path);
  }
}

/** The accepted findings of a folder, in its own folder. */
export const BASELINE_FILE = '.tablewright/baseline.json';

export const SURROUNDING_FILES: readonly string[] = [CONFIG_FILE, BASELINE_FILE, '.sqlfluff', 'dbt_project.yml'];

export function isSurrounding(path: string): boolean {
  return SURROUNDING_FILES.some((name) => path.endsWith(`/${name}`));
}

function nearest<T>(byFolder: ReadonlyMap<string, T>, path: string): T | undefined {
  for (let folder = dirname(path); folder !== ''; folder = dirname(folder)) {
    const found = byFolder.get(folder);
    if (found !== undefined) return found;
  }
  return undefined;
}
