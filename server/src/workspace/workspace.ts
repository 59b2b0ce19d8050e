import { ahead } from '../base/ahead';
import { NEVER, Yielder, type CancelToken } from '../base/cancel';
import { Text } from '../base/text';
import type { Cache, Clock, Files, History, Log } from '../base/ports';
import { MAX_TYPED_LENGTH } from '../spec/read';
import { recogniseSpec } from '../spec/recognise';
import type { Change, Statement } from '../sql/statements';
import { CONFIG_FILE, type Config } from './config';
import {
  foreignIn,
  isSqlPath,
  isUntitled,
  specFile,
  summarise,
  unreadFile,
  type SqlFile,
  type WorkFile,
} from './files';
import { basename, dirname } from '../base/paths';
import type { Root } from './root';
import { Roots, type RootEvent } from './roots';
import { SqlText, type Reader } from './sql-text';
import { isSurrounding, Surroundings, type BaselineText } from './surroundings';
import { isToolFile, ToolFiles } from './tool-files';
import { changedFiles, isIgnored, walk } from './walk';

/** What changed, for those who keep something that is derived from it. */
export type WorkspaceEvent =
  | RootEvent
  /** Somebody typed in a file of it, whether that changed the schema or not: a statement may be broken or whole again. */
  | { readonly kind: 'root typed'; readonly root: Root }
  | { readonly kind: 'file late'; readonly path: string }
  /** Somebody typed in a document that describes a schema. */
  | { readonly kind: 'document changed'; readonly path: string }
  | { readonly kind: 'configuration changed' };

/** All files of one session with their schemas. Paths are absolute with `/`; documents without a file have their URI. */
export class Workspace {
  private readonly files = new Map<string, WorkFile>();
  private readonly open = new Map<string, Text>();
  private readonly unsaved = new Set<string>();
  private readonly surroundings = new Surroundings();
  private readonly toolFiles = new ToolFiles();
  private folderList: string[] = [];
  private readonly allRoots: Roots;
  private cache: Cache | undefined;
  private loaded = false;
  private readonly reading = new Set<string>();
  private readonly listeners: ((event: WorkspaceEvent) => void)[] = [];
  /** Sentences for people about what could not be read. */
  readonly problems = new Map<string, string>();

  constructor(
    private readonly ports: {
      readonly files: Files;
      readonly clock: Clock;
      readonly log: Log;
      readonly history?: History;
    },
    private readonly reader: Reader,
  ) {
    this.allRoots = new Roots({
      toolFiles: this.toolFiles,
      file: (path) => this.files.get(path),
      configFor: (path) => this.configFor(path),
      composed: (text) => this.reader.composed(text),
      emit: (event) => this.emit(event),
    });
  }

  onEvent(listener: (event: WorkspaceEvent) => void): void {
    this.listeners.push(listener);
  }

  get folders(): readonly string[] {
    return this.folderList;
  }

  get roots(): readonly Root[] {
    return this.allRoots.list;
  }

  file(path: string): WorkFile | undefined {
    return this.files.get(path);
  }

  paths(): Iterable<string> {
    return this.files.keys();
  }

  configPaths(): readonly Config[] {
    return this.surroundings.all;
  }

  /** From now on one configuration holds for all files, whatever lies beside them. */
  useConfig(config: Config): void {
    this.surroundings.use(config);
  }

  /** The nearest configuration above a file. */
  configFor(path: string): Config {
    return this.surroundings.configFor(path, this.folderOf(path));
  }

  /** The accepted findings that hold for a file. */
  baselineFor(path: string): BaselineText | undefined {
    return this.surroundings.baselineFor(path);
  }

  /** The root that a file belongs to; of a document the nearest one that has tables. */
  rootOf(path: string): Root | undefined {
    return (
      this.allRoots.of(path) ?? (this.files.get(path)?.type === 'spec' ? this.allRoots.described(path) : undefined)
    );
  }

  /** Whether a file is a migration that has run where others use it: nothing of ours edits it any more. */
  isApplied(path: string): boolean {
    return this.roots.some((root) => root.applied(path));
  }

  /** A text that is no file of the workspace, read as one. */
  scratch(text: string): SqlText {
    return new SqlText(text, this.reader);
  }

  /** From now on what was read in another run is found there. */
  useCache(cache: Cache): void {
    this.cache = cache;
  }

  /** Reads the folders: `setFolders` is called once at the start and whenever the person adds or removes one. */
  async setFolders(folders: readonly string[], token: CancelToken = NEVER): Promise<void> {
    this.folderList = [...folders];
    this.loaded = false;
    const yielder = new Yielder(() => this.ports.clock.now(), token);
    const seen = new Set<string>();
    for (const folder of folders) {
      const found = await walk(this.ports.files, folder, yielder);
      found.problems.forEach((problem) => this.problems.set(problem, problem));
      for (const path of found.files) seen.add(path);
      await this.readFolder(found.files, yielder);
    }
    for (const path of [...this.files.keys()]) if (!seen.has(path) && !this.open.has(path)) this.drop(path);
    this.toolFiles.keep(seen);
    this.loaded = true;
    this.regroup();
    void this.cache?.save();
    await this.askHistory();
  }

  /** Files that the command line names, also where no folder walk would take them. */
  async addFiles(paths: readonly string[], token: CancelToken = NEVER): Promise<void> {
    await this.readFolder(paths, new Yielder(() => this.ports.clock.now(), token));
    this.loaded = true;
    this.regroup();
    await this.askHistory();
  }

  /** Asks version control which migrations are merged; what stands on it is told anew. */
  async askHistory(history = this.ports.history): Promise<void> {
    if (history && (await this.allRoots.askHistory(history))) this.emit({ kind: 'configuration changed' });
  }

  /** Resolves when the statements that are parsed in a thread of their own have their results. */
  async settled(): Promise<void> {
    await this.reader.large?.settled();
  }

  /** A document was opened. `path` is a file's path, or the URI of a document without a file. */
  async openDocument(path: string, text: string): Promise<void> {
    this.open.set(path, Text.of(text));
    const known = this.files.get(path);
    if (known?.type === 'sql' && known.sql.toString() === text) return;
    await this.take(path, text, new Yielder(() => this.ports.clock.now()));
    this.regroup();
  }

  /** Reads an open document anew, where following its edits failed. */
  async reopenDocument(path: string, text: string): Promise<void> {
    this.open.set(path, Text.of(text));
    await this.take(path, text, new Yielder(() => this.ports.clock.now()));
    this.regroup();
  }

  /** An edit in an open document. `text` is all of the new text. */
  changeDocument(path: string, text: Text, change: Change): void {
    this.open.set(path, text);
    this.unsaved.add(path);
    if (this.reading.has(path)) return; // taken up when the reading is done
    const file = this.files.get(path);
    if (file?.type === 'sql') {
      const delta = file.sql.edit(text, change);
      const root = this.allRoots.of(path);
      if (root && !file.foreign) {
        root.text(path)?.apply(delta);
        this.allRoots.commit(root);
        this.emit({ kind: 'root typed', root });
      }
    } else if (file?.type === 'spec') {
      const isRead = text.length <= MAX_TYPED_LENGTH;
      const now = text.toString();
      this.files.set(path, isRead ? specFile(path, file.folder, file.kind, now, this.reader, file) : unreadFile(file, now, change)); // prettier-ignore
      if (isRead) this.emit({ kind: 'document changed', path });
    }
  }

  /** What a file is and where it belongs is decided anew when it is saved, not while it is typed. */
  async savedDocument(path: string): Promise<void> {
    this.unsaved.delete(path);
    if (!this.open.has(path)) return;
    const file = this.files.get(path);
    if (basename(path) === CONFIG_FILE || !file || file.type === 'spec') {
      await this.filesChanged([path]);
      return;
    }
    this.files.set(path, this.judged(file));
    this.regroup();
  }

  /** Whether somebody is at work on a file: what a rule misses in it may be what comes next. */
  isUnsaved(path: string): boolean {
    return this.unsaved.has(path);
  }

  async closeDocument(path: string): Promise<void> {
    this.open.delete(path);
    this.unsaved.delete(path);
    if (!path.startsWith('/') && !/^[A-Za-z]:\//.test(path)) {
      this.drop(path);
      this.regroup();
    } else {
      await this.filesChanged([path]);
    }
  }

  /**
   * Files or folders were made, changed or deleted by somebody. Open documents keep the editor's text.
   * False where none of them can be ours.
   */
  async filesChanged(changed: readonly string[]): Promise<boolean> {
    const yielder = new Yielder(() => this.ports.clock.now());
    const paths = [...(await changedFiles(this.ports.files, changed, (folder) => this.isOurs(folder, true), yielder))];
    if (paths.length === 0) return false;
    if (paths.some((path) => basename(path) === '.gitignore' || isSurrounding(path))) {
      this.surroundings.clear();
      for (const path of [...this.files.keys()]) if (!this.open.has(path)) this.drop(path);
      await this.setFolders(this.folderList);
      for (const [path, file] of this.files)
        if (file.type === 'sql' && this.open.has(path)) this.files.set(path, this.judged(file));
      this.regroup();
      this.emit({ kind: 'configuration changed' });
      return true;
    }
    for (const path of paths) {
      const text =
        this.open.get(path)?.toString() ?? ((await this.isOurs(path)) ? await this.readText(path) : undefined);
      if (text === undefined) this.dropTree(path);
      else if (isToolFile(path)) this.toolFiles.add(path, text);
      else await this.take(path, text, yielder);
    }
    this.regroup();
    await this.askHistory();
    return true;
  }

  /** Whether a file that isn't open, or a folder, would be found by reading the folders. */
  private async isOurs(path: string, isFolder = false): Promise<boolean> {
    const folder = this.folderList.find((candidate) => path.startsWith(`${candidate}/`));
    return folder !== undefined && !(await isIgnored(this.ports.files, folder, path, isFolder));
  }

  private async readFolder(paths: readonly string[], yielder: Yielder): Promise<void> {
    for (const path of paths.filter(isSurrounding)) {
      const text = await this.readText(path);
      if (text !== undefined) this.surroundings.add(path, text);
    }
    const wanted = paths.filter((path) => !isSurrounding(path) && !this.files.has(path));
    for await (const [path, written] of ahead(wanted, (each) => this.readText(each))) {
      const text = this.open.get(path)?.toString() ?? written;
      if (text === undefined || this.files.has(path)) continue;
      if (isToolFile(path)) this.toolFiles.add(path, text);
      else await this.take(path, text, yielder);
    }
  }

  private async readText(path: string): Promise<string | undefined> {
    if (!(await this.ports.files.exists(path))) return undefined;
    const read = await this.ports.files.read(path);
    this.problems.delete(path);
    if (read.ok) return read.value;
    this.problems.set(path, read.error);
    return undefined;
  }

  /** Reads a text as what it is: SQL, a document, or nothing of ours. What is typed meanwhile counts. */
  private async take(path: string, text: string, yielder: Yielder): Promise<void> {
    if (this.configFor(path).excludes(path)) return this.drop(path);
    if (!isSqlPath(path) && !isUntitled(path)) return this.takeDocument(path, text);
    this.reading.add(path);
    try {
      let current = text;
      for (;;) {
        const sql = new SqlText(current, this.reader, (statement) => this.late(path, statement));
        await this.read(sql, current, yielder);
        const newest = this.open.get(path)?.toString() ?? current;
        if (newest === current) {
          this.allRoots.of(path)?.withdraw(path);
          this.files.set(path, this.judged({ path, folder: this.folderOf(path), sql }));
          break;
        }
        current = newest;
      }
    } finally {
      this.reading.delete(path);
    }
  }

  /** Reads all statements of a text, or finds them as they were read in another run. */
  private async read(sql: SqlText, text: string, yielder: Yielder): Promise<void> {
    const known = this.cache?.read(text);
    if (known !== undefined) sql.adopt(known);
    for (const statement of sql.statements) {
      sql.result(statement);
      await yielder.pause();
    }
    const kept = known === undefined && this.cache ? sql.kept() : undefined;
    if (kept !== undefined) this.cache!.keep(text, kept);
  }

  private takeDocument(path: string, text: string): void {
    const old = this.files.get(path);
    const kind = recogniseSpec(path, text);
    if (kind === undefined) return this.drop(path);
    this.files.set(
      path,
      specFile(path, this.folderOf(path), kind, text, this.reader, old?.type === 'spec' ? old : undefined),
    );
  }

  private judged({ path, folder, sql }: Pick<SqlFile, 'path' | 'folder' | 'sql'>): SqlFile {
    const config = this.configFor(path);
    const foreign = foreignIn(path, folder, sql, config, this.surroundings.foreignFor(path));
    return { type: 'sql', path, folder, sql, foreign, summary: summarise(path, folder, sql, config) };
  }

  /** A folder that is deleted is told as one event. */
  private dropTree(path: string): void {
    this.drop(path);
    this.toolFiles.remove(path);
    for (const file of [...this.files.keys()]) if (file.startsWith(`${path}/`) && !this.open.has(file)) this.drop(file);
  }

  private drop(path: string): void {
    if (!this.files.delete(path)) return;
    this.allRoots.of(path)?.withdraw(path);
  }

  private regroup(): void {
    if (this.loaded) this.allRoots.regroup(this.files.values());
  }

  private late(path: string, statement: Statement): void {
    const root = this.allRoots.of(path);
    if (root) {
      root.text(path)?.late(statement);
      this.allRoots.commit(root);
    }
    this.emit({ kind: 'file late', path });
  }

  private folderOf(path: string): string {
    return this.folderList.find((folder) => path.startsWith(`${folder}/`)) ?? dirname(path);
  }

  private emit(event: WorkspaceEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
