import type { Result } from './result';

/** An entry of a folder. A link to a file counts as a file; links to folders, which can go in circles, are left out. */
export interface DirEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/** The engine's only way to files. Paths are absolute, with `/` between parts on every system. */
export interface Files {
  /** The file's bytes decoded as UTF-8 (with its byte order mark removed). Errors are sentences for people. */
  read(path: string): Promise<Result<string>>;
  list(path: string): Promise<Result<DirEntry[]>>;
  exists(path: string): Promise<boolean>;
}

export interface Clock {
  /** Milliseconds from any fixed moment. */
  now(): number;
  /** The calendar's time, for names of new migrations. */
  date(): Date;
}

export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
}

/** What version control knows of the files of a folder, or why it doesn't know. */
export type Merged =
  | {
      readonly known: true;
      /** The commit that this branch left the remote's default branch at. */
      readonly base: string;
      /** Whether that commit has the file. */
      has(path: string): boolean;
      /** The files that the commit has and that read differently on disk, with their text in it. */
      readonly edited: ReadonlyMap<string, string>;
      /** The files that the default branch has got since then. */
      readonly ahead: readonly string[];
    }
  | {
      readonly known: false;
      /** A sentence for people. */
      readonly reason: string;
    };

/** What version control knows. */
export interface History {
  /** The files below a folder that the remote's default branch had where this branch left it. Never rejects. */
  merged(folder: string): Promise<Merged>;
}

/** Remembers across runs what was made of a text. Values are plain data; nobody may change what is handed out. */
export interface Cache {
  /** Undefined where nothing is remembered of the text. */
  read(text: string): unknown;
  /** Takes note of a value for `save`. */
  keep(text: string, value: unknown): void;
  /** Writes down what was read and kept since the last time, where anything is new; the rest is forgotten. Never rejects. */
  save(): Promise<void>;
}
