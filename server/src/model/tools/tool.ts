import type { Span } from '../../base/span';

/** A file in which a tool finds what to run, and in which order. */
export interface ListFile {
  readonly path: string;
  readonly text: string;
}

/** Which way a part of a migration goes. Only what goes up makes the schema. */
export type Direction = 'up' | 'down';

/** What a file's name says to a tool. */
export interface FileRole {
  /** `repeatable` runs after all versions; `baseline` stands for all versions up to its own; `none` is no migration. */
  readonly kind: 'up' | 'down' | 'repeatable' | 'baseline' | 'none';
  /** As the tool keeps it (Flyway: `2.31.10`, Diesel: without dashes); empty where the tool has none. */
  readonly version: string;
  /** What stands behind the version, as it is written. */
  readonly name: string;
}

/** A file with what its name says. */
export interface Migration extends FileRole {
  readonly path: string;
  /** Comments of the file that speak to a tool. */
  readonly comments: readonly string[];
}

/**
 * - `each`: the tool runs each file (each changeset, each part) in a transaction of its own.
 * - `all`: all pending files run in one transaction.
 * - `implicit`: the file is sent as it is. PostgreSQL runs several statements that come at once in one transaction; a file
 *   with one statement is in none.
 * - `none`: the statements run outside a transaction, unless the file begins one itself.
 * - `unknown`: no tool is known.
 */
export type TransactionMode = 'each' | 'all' | 'implicit' | 'none' | 'unknown';

/** A comment that starts a part of a file. */
export interface Mark {
  readonly direction: Direction;
  /** Where the mark says so for its part alone. */
  readonly transaction?: TransactionMode;
  /** Where the part is written inside the comment (Liquibase's rollback): UTF-16 in the comment. What follows it goes on. */
  readonly within?: Span;
}

/** How a tool wants its marks: at the start of a line, written just so. */
export interface Marks {
  readonly up: string;
  readonly down: string;
  /** Comments that are meant for the tool. */
  readonly family: RegExp;
  /** Of them those that mean something. */
  readonly known: RegExp;
  /** What it makes of statements before the first mark. */
  readonly before: 'refused' | 'passed over';
  /** Whether Up has to come first. */
  readonly upFirst: boolean;
}

/** What decides how a file is run. */
export interface MigrationText {
  /** The file's name without folders. */
  readonly name: string;
  readonly text: string;
  readonly comments: readonly string[];
  /** As they are written, without what precedes them. */
  statements(): readonly string[];
  /** The text of a file that lies in the same folder. */
  beside(name: string): string | undefined;
}

/** A file that says which tool is used, and where. */
export interface ConfigFile {
  /** Of its whole path. */
  readonly path: RegExp;
  /** The folders that hold the migrations, relative to the file's own; `…/x` is any folder below that ends so. */
  folders(text: string): readonly string[];
  /** The tool as it is set up there, where that says how its files are named. */
  tool?(text: string): MigrationTool | undefined;
}

/** A migration that is to be written. */
export interface NewMigration {
  /** `add_status_to_orders` */
  readonly name: string;
  /** SQL. */
  readonly up: string;
  readonly down: string;
  readonly date: Date;
  /** The last migration of the history, relative to its folder, and its text: the new one is named and written like it. */
  readonly last?: string;
  readonly lastText?: string;
  /** True for statements that can't run in a transaction. */
  readonly outsideTransaction?: boolean;
}

export interface NewFile {
  /** Relative to the history's folder. */
  readonly path: string;
  readonly text: string;
}

/**
 * Words behind the mark that starts a part, a first line of the file, a file beside it, or another name. Names are without
 * folders.
 */
export type OutsideMark =
  | { readonly in: 'mark' | 'head'; readonly text: string }
  | { readonly in: 'file'; name(file: string): string; readonly text: string }
  | { readonly in: 'name'; name(file: string): string };

/** One migration tool: how it is recognised, what its files mean, and how a new one is written. */
export interface MigrationTool {
  readonly id: string;
  /** What people call it. */
  readonly title: string;
  readonly configFiles?: readonly ConfigFile[];
  /** Its package in a `Cargo.toml`, `go.mod` or `package.json`: decides between tools that name their files alike. */
  readonly packages?: RegExp;
  /** The folder of the history that a file is named for. */
  home(path: string): string;
  /** Undefined where no file of the tool has such a name. */
  file(path: string): FileRole | undefined;
  /** Whether a name that `file` takes is no other tool's. */
  isOwnName?(path: string): boolean;
  /** Whether the text of a file that `file` takes is for no other tool. */
  isOwnText?(text: string): boolean;
  /** A comment that starts a part; undefined where the comment says something else. */
  mark?(comment: string): Mark | undefined;
  /** The marks without which it runs nothing of a file. */
  readonly marks?: Marks;
  /** Whether a file without marks is refused. */
  readonly needsMarks?: boolean;
  /** How a file is run, where no mark says otherwise. */
  transaction(file: MigrationText): TransactionMode;
  /** Files that list what is run; which of them are for a history is seen from what they include. */
  readonly lists?: RegExp;
  /** The folder of the history for which a list names a file; undefined where none does. */
  listed?(path: string, lists: readonly ListFile[]): string | undefined;
  /** The migrations that make the schema, in the order in which they run. `read` takes a path relative to the history. */
  order(
    migrations: readonly Migration[],
    read: (path: string) => string | undefined,
    lists?: readonly ListFile[],
  ): Migration[];
  /** Whether two migrations with one version are refused. */
  readonly uniqueVersions: boolean;
  /** Whether it refuses to go on where a migration that has run reads differently now. */
  readonly comparesTexts?: boolean;
  /** What it makes of a new migration whose place is before one that has run: without this it runs it, after that one. */
  readonly late?: 'refused' | 'passed over';
  /** Whether the folders in the history's folder belong to it. */
  readonly readsSubfolders?: boolean;
  /** What has to stand around a statement with semicolons in its body, where the tool cuts files at semicolons. */
  readonly body?: { readonly begin: string; readonly end: string };
  /** What tells it to begin no transaction: undefined where nothing does. */
  readonly outside?: OutsideMark;
  write(migration: NewMigration): NewFile[];
  /** What has to be done after a file was written, as a sentence. */
  readonly afterWriting?: string;
}
