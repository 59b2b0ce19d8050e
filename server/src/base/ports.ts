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
