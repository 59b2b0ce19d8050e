import { dirname } from '../base/paths';
import { isManifest, isToolFile, MIGRATION_TOOLS } from '../model/tools/tools';
import type { ListFile, MigrationTool } from '../model/tools/tool';

/** What a configuration file says about a folder. */
interface Sign {
  readonly tool: MigrationTool;
  /** The folder that holds the migrations, or how its path ends (`/db/migration`) somewhere below `base`. */
  readonly folder: string;
  readonly base: string;
}

interface Known {
  readonly signs: readonly Sign[];
  readonly exact: ReadonlyMap<string, readonly Sign[]>;
  /** By the form of their names. */
  readonly lists: ReadonlyMap<RegExp, readonly ListFile[]>;
}

const NO_LISTS: readonly ListFile[] = [];
const COMPOSE_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
/** `image: postgres:15-alpine`, also those that are made of it with more extensions. */
const POSTGRES_IMAGE =
  /^\s*image:\s*["']?(?:[\w.-]+\/)*(?:postgres|postgresql|postgis|pgvector):(?:pg)?(\d{1,2})(?![\d])/m;

/** The files of migration tools beside the migrations themselves: configuration, journals, the manifests of projects. */
export class ToolFiles {
  private readonly texts = new Map<string, string>();
  private known: Known | undefined;

  add(path: string, text: string): void {
    this.texts.set(path, text);
    this.known = undefined;
  }

  /** Forgets a file, or the files of a folder. */
  remove(path: string): void {
    for (const known of [...this.texts.keys()]) {
      if (known === path || known.startsWith(`${path}/`)) this.texts.delete(known);
    }
    this.known = undefined;
  }

  keep(paths: ReadonlySet<string>): void {
    for (const path of [...this.texts.keys()]) if (!paths.has(path)) this.texts.delete(path);
    this.known = undefined;
  }

  text(path: string): string | undefined {
    return this.texts.get(path);
  }

  /** The files in which a tool finds what to run. */
  lists({ lists }: MigrationTool): readonly ListFile[] {
    if (!lists) return NO_LISTS;
    const { lists: known } = (this.known ??= this.read());
    return known.get(lists) ?? NO_LISTS;
  }

  /** The tool that a configuration names for a file, and the folder that it names; the nearest counts. */
  named(path: string): { readonly tool: MigrationTool; readonly folder: string } | undefined {
    const { signs, exact } = (this.known ??= this.read());
    for (const tool of MIGRATION_TOOLS) {
      const lists = tool.listed ? this.lists(tool) : NO_LISTS;
      const home = lists.length > 0 && tool.file(path) ? tool.listed!(path, lists) : undefined;
      if (home !== undefined) return { tool, folder: home };
    }
    for (let folder = dirname(path); folder !== ''; folder = dirname(folder)) {
      for (const { tool } of exact.get(folder) ?? []) {
        if (tool.file(path) && isHome(tool, folder, path)) return { tool, folder };
      }
      for (const { tool, folder: end, base } of signs) {
        if (folder.endsWith(end) && folder.startsWith(`${base}/`) && tool.file(path)) return { tool, folder };
      }
    }
    return undefined;
  }

  /** The first of some tools whose package the nearest manifest above a folder names. */
  packaged(tools: readonly MigrationTool[], home: string): MigrationTool | undefined {
    for (let folder = home; folder !== ''; folder = dirname(folder)) {
      for (const name of ['Cargo.toml', 'go.mod', 'package.json']) {
        const text = this.texts.get(`${folder}/${name}`);
        const tool = text === undefined ? undefined : tools.find(({ packages }) => packages?.test(text));
        if (tool) return tool;
      }
    }
    return undefined;
  }

  /** The major version of the PostgreSQL that the nearest compose file above a folder starts, and the file. */
  postgres(home: string): { readonly version: number; readonly from: string } | undefined {
    for (let folder = home; folder !== ''; folder = dirname(folder)) {
      for (const name of COMPOSE_FILES) {
        const image = POSTGRES_IMAGE.exec(this.texts.get(`${folder}/${name}`) ?? '');
        if (image) return { version: Number(image[1]), from: name };
      }
    }
    return undefined;
  }

  private read(): Known {
    const exact = new Map<string, Sign[]>();
    const signs: Sign[] = [];
    for (const [path, text] of this.texts) {
      if (isManifest(path)) continue;
      const base = dirname(path);
      for (const tool of MIGRATION_TOOLS) {
        for (const file of tool.configFiles ?? []) {
          if (!file.path.test(path)) continue;
          const own = file.tool?.(text) ?? tool;
          for (const folder of file.folders(text)) {
            if (folder.startsWith('…')) signs.push({ tool: own, folder: folder.slice(1), base });
            else {
              const at = join(base, folder);
              exact.set(at, [...(exact.get(at) ?? []), { tool: own, folder: at, base }]);
            }
          }
        }
      }
    }
    const lists = new Map<RegExp, ListFile[]>();
    for (const { lists: form } of MIGRATION_TOOLS) {
      if (!form) continue;
      lists.set(form, [...this.texts].flatMap(([path, text]) => (form.test(path) ? [{ path, text }] : []))); // prettier-ignore
    }
    return { signs, exact, lists };
  }
}

export { isToolFile };

/** Whether a file that lies in or below a folder belongs to the history there. */
function isHome(tool: MigrationTool, folder: string, path: string): boolean {
  return tool.readsSubfolders === true || tool.home(path) === folder;
}

/** `../x` and `.` from a folder. */
export function join(base: string, relative: string): string {
  if (relative.startsWith('/')) return relative;
  let at = base;
  for (const part of relative.split('/')) {
    if (part === '..') at = dirname(at);
    else if (part !== '.' && part !== '') at = `${at}/${part}`;
  }
  return at;
}
