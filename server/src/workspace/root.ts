import type { Merged } from '../base/ports';
import type { ReadComposed } from '../model/program-run';
import { SchemaModel, type ModelDelta } from '../model/schema-model';
import { compareVersions } from '../model/tools/names';
import type { Migration, MigrationTool } from '../model/tools/tool';
import { FoldedText } from './folded-text';
import type { RootKind, RootSpec } from './grouping';
import { lateMigrations, type HistoryProblem } from './history-problems';
import { migrationInfo, type MigrationInfo } from './migration';
import type { SqlText } from './sql-text';

/** What a root looks up of files that aren't its own (those that go down, those that tools keep beside), and of texts in none. */
export interface RootSurroundings {
  sql(path: string): SqlText | undefined;
  sideFile(path: string): string | undefined;
  readonly composed: ReadComposed;
}

/** One schema's worth of files, and the schema that they make. */
export class Root {
  readonly model: SchemaModel;
  private readonly texts = new Map<string, FoldedText>();
  private late: readonly HistoryProblem[] | undefined;
  private merged: Merged = { known: false, reason: 'Version control was not asked.' };

  constructor(
    private current: RootSpec,
    /** PostgreSQL's major version that counts here, and what says so. */
    readonly postgres: { readonly version: number; readonly from: string },
    private readonly around: RootSurroundings,
  ) {
    const rank = new Map(current.files.map((file, i) => [file, i]));
    this.model = new SchemaModel((file) => rank.get(file) ?? current.files.length, around.composed);
  }

  get spec(): RootSpec {
    return this.current;
  }

  get id(): string {
    return this.current.id;
  }

  get kind(): RootKind {
    return this.current.kind;
  }

  get files(): readonly string[] {
    return this.current.files;
  }

  get tool(): MigrationTool | undefined {
    return this.current.tool;
  }

  /** What a person should know of the files of a history. */
  get problems(): readonly HistoryProblem[] {
    const { history } = this.current;
    if (!history) return [];
    this.late ??= lateMigrations(history, this.files, (file) => this.applied(file), this.ahead);
    return [...history.problems, ...this.late];
  }

  /** The files that the default branch has got since this branch left it. */
  get ahead(): readonly string[] {
    return this.merged.known && this.current.history?.applied === undefined ? this.merged.ahead : [];
  }

  /** Statements folded so far: what a change costs is counted by it. */
  get folded(): number {
    let sum = 0;
    for (const text of this.texts.values()) sum += text.folded;
    return sum;
  }

  /** Takes over what is known of the same files anew. */
  update(spec: RootSpec): void {
    this.current = spec;
    this.late = undefined;
  }

  text(file: string): FoldedText | undefined {
    return this.texts.get(file);
  }

  /** What a file read like in the commit that this branch left the default branch at, where it reads differently on disk. */
  textWhenMerged(file: string): string | undefined {
    return this.merged.known ? this.merged.edited.get(file) : undefined;
  }

  /** Takes in what version control knows. Returns whether that is new. */
  setMerged(merged: Merged): boolean {
    const state = () => {
      const { edited, ahead } = this.merged.known ? this.merged : { edited: new Map<string, string>(), ahead: [] };
      return [
        this.appliedUnknown,
        ...this.files.map((file) => this.applied(file)),
        ...ahead,
        ...edited.values(),
      ].join();
    };
    const before = state();
    this.merged = merged;
    this.late = undefined;
    return state() !== before;
  }

  /** Whether a migration has run where others use it, so that it is no longer edited. */
  applied(file: string): boolean {
    const { history } = this.current;
    const migration = history?.migrations.get(file);
    if (!history || !migration) return false;
    if (history.applied !== undefined) return isAtOrBelow(migration, history.applied, history.migrations, this.files);
    return this.merged.known && this.merged.has(file);
  }

  /** Why nothing counts as applied, as a sentence; undefined where it is known, and for what is no history. */
  get appliedUnknown(): string | undefined {
    const { history } = this.current;
    if (!history || history.applied !== undefined || this.merged.known) return undefined;
    return `No migration counts as applied: ${this.merged.reason.charAt(0).toLowerCase()}${this.merged.reason.slice(1)}`;
  }

  /** What a migration's name and text say; undefined for other files. Also of those that go down. */
  migration(file: string): MigrationInfo | undefined {
    const { history } = this.current;
    const migration = history?.migrations.get(file);
    const sql = migration && (this.texts.get(file)?.sql ?? this.around.sql(file));
    return (
      history && migration && sql && migrationInfo(migration, history.reader, sql, (path) => this.around.sideFile(path))
    );
  }

  enter(file: string, sql: SqlText): void {
    this.texts.get(file)?.dispose();
    this.texts.set(file, new FoldedText(file, sql, this.model, this.current.tool));
  }

  withdraw(file: string): void {
    this.texts.get(file)?.dispose();
    this.texts.delete(file);
  }

  commit(): ModelDelta {
    return this.model.commit();
  }
}

/** The last migration; a root's files may begin with a base, and end with what is repeatable and with queries. */
export function lastMigration({ files, history }: RootSpec): string | undefined {
  const isUp = (file: string) => history?.migrations.get(file)?.kind === 'up';
  return files.findLast((file) => isUp(file) && history?.migrations.get(file)?.version !== '') ?? files.findLast(isUp);
}

/** By the place of the version that is named; where there is no such migration, by its number. */
function isAtOrBelow(
  migration: Migration,
  version: string,
  migrations: ReadonlyMap<string, Migration>,
  files: readonly string[],
): boolean {
  const wanted = version.replaceAll('_', '.');
  const last = files.findLastIndex((file) => {
    const each = migrations.get(file);
    return (
      each !== undefined &&
      each.kind !== 'repeatable' &&
      (each.version.replaceAll('_', '.') === wanted || each.name === version)
    );
  });
  if (last >= 0 && migration.kind === 'up') return files.indexOf(migration.path) <= last;
  return migration.version !== '' && compareVersions(migration.version, version) <= 0;
}
