import { dirname } from '../base/paths';
import type { History, Merged } from '../base/ports';
import type { ModelDelta } from '../model/schema-model';
import { CONFIG_FILE, NEWEST_POSTGRES, type Config } from './config';
import { isUntitled, type SqlFile, type WorkFile } from './files';
import { groupFiles, nearestRoot, type RootSpec } from './grouping';
import { partition } from './maps';
import { Root, type RootSurroundings } from './root';
import type { ToolFiles } from './tool-files';

export type RootEvent =
  | { readonly kind: 'root changed'; readonly root: Root; readonly delta: ModelDelta }
  | { readonly kind: 'root removed'; readonly root: Root }
  /** Which files make which schema was decided anew: files were read or saved. */
  | { readonly kind: 'regrouped' };

/** What roots know of the workspace that they are in. */
interface Around {
  readonly toolFiles: ToolFiles;
  readonly composed: RootSurroundings['composed'];
  file(path: string): WorkFile | undefined;
  configFor(path: string): Config;
  emit(event: RootEvent): void;
}

/** The schemas that the files of a workspace make, and which file belongs to which. */
export class Roots {
  private readonly byFile = new Map<string, Root>();
  /** What version control said last, by the folder of the history. */
  private readonly merged = new Map<string, Merged>();
  private roots: readonly Root[] = [];

  constructor(private readonly around: Around) {}

  get list(): readonly Root[] {
    return this.roots;
  }

  of(path: string): Root | undefined {
    return this.byFile.get(path);
  }

  /** The nearest root that has tables: what a document describes. */
  described(path: string): Root | undefined {
    const withTables = this.roots.filter(({ model }) => !model.tables()[Symbol.iterator]().next().done);
    return nearestRoot(withTables.length > 0 ? withTables : this.roots, path);
  }

  /** Asks version control which migrations are merged; returns whether that is other than before. */
  async askHistory(history: History): Promise<boolean> {
    let changed = false;
    for (const root of this.roots) {
      const { home, applied } = root.spec.history ?? {};
      if (home === undefined || applied !== undefined) continue;
      const merged = await history.merged(home);
      this.merged.set(home, merged);
      if (root.setMerged(merged)) changed = true;
    }
    return changed;
  }

  /** Decides anew which of the workspace's files make which schema. Roots whose files are the same stay as they are. */
  regroup(files: Iterable<WorkFile>): void {
    const old = new Map(this.roots.map((root) => [root.id, root]));
    this.byFile.clear();
    this.roots = this.specsOf(files).map((spec) => {
      const root = this.rootFor(spec, old.get(spec.id));
      if (root === old.get(spec.id)) old.delete(spec.id);
      for (const path of spec.files) {
        const file = this.around.file(path);
        if (file?.type !== 'sql') continue;
        if (root.text(path)?.sql !== file.sql) root.enter(path, file.sql);
        this.byFile.set(path, root);
      }
      return root;
    });
    for (const root of old.values()) this.around.emit({ kind: 'root removed', root });
    for (const root of this.roots) this.commit(root);
    this.around.emit({ kind: 'regrouped' });
  }

  /** Brings a root's model up to date with what was entered, and tells. */
  commit(root: Root): void {
    const delta = root.commit();
    if (delta.rebuilt.size > 0) this.around.emit({ kind: 'root changed', root, delta });
  }

  private specsOf(files: Iterable<WorkFile>): RootSpec[] {
    const sqlFiles = [...files].filter((file): file is SqlFile => file.type === 'sql' && !file.foreign);
    const [scratch, joined] = partition(sqlFiles, (file) => isUntitled(file.path));
    const summaries = joined.map((file) => file.summary).sort((a, b) => (a.path < b.path ? -1 : 1));
    return [
      ...groupFiles(summaries, this.around.toolFiles),
      ...scratch.map((file): RootSpec => ({ id: file.path, name: file.path, kind: 'schema', files: [file.path] })),
    ];
  }

  /** The root that was there, where its files are the same. */
  private rootFor(spec: RootSpec, known: Root | undefined): Root {
    const postgres = this.postgresOf(spec);
    const same = known && sameSpec(known.spec, spec) && known.postgres.version === postgres.version;
    const root = same ? known : new Root(spec, postgres, this.surroundings);
    root.update(spec);
    const merged = this.merged.get(spec.history?.home ?? '');
    if (merged) root.setMerged(merged);
    return root;
  }

  private postgresOf(spec: RootSpec): Root['postgres'] {
    const [first = ''] = spec.files;
    const { postgresVersion } = this.around.configFor(first);
    if (postgresVersion !== undefined) return { version: postgresVersion, from: CONFIG_FILE };
    const known = this.around.toolFiles.postgres(spec.history?.home ?? dirname(first));
    return known ?? { version: NEWEST_POSTGRES, from: 'the newest' };
  }

  private readonly surroundings: RootSurroundings = {
    composed: (text) => this.around.composed(text),
    sql: (path) => {
      const file = this.around.file(path);
      return file?.type === 'sql' ? file.sql : undefined;
    },
    sideFile: (path) => this.around.toolFiles.text(path),
  };
}

function sameSpec(a: RootSpec, b: RootSpec): boolean {
  return (
    a.kind === b.kind &&
    a.tool === b.tool &&
    a.files.length === b.files.length &&
    a.files.every((file, i) => file === b.files[i])
  );
}
