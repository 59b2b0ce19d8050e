/** The requests and notifications of ours beside LSP's: what client and server share. Types and names only. */
import type { Range } from '../base/lines';
import type { RootStatus } from '../features/status';
import type { Question } from '../scaffold/safe-change-dialog';

export type { RootStatus } from '../features/status';
export type { Question } from '../scaffold/safe-change-dialog';
export * from './erd-protocol';

/** Sent to the client when the state of the workspace changed. */
export const STATUS = 'tablewright/status';
export interface StatusParams {
  readonly state: 'loading' | 'ready';
  readonly roots: readonly RootStatus[];
  /** Problems that aren't tied to a document (an unreadable folder). Sentences for people. */
  readonly problems: readonly string[];
}

/** Asks the client what its version control knows of a folder; only of a client whose initialization options say `history`. */
export const HISTORY = 'tablewright/history';
export interface HistoryParams {
  /** A `file:` URI. */
  readonly folder: string;
}
export type HistoryResult =
  | {
      readonly known: true;
      /** The commit that this branch left the remote's default branch at. */
      readonly base: string;
      /** URIs of files that are there now and that the commit lacks. */
      readonly added: readonly string[];
      /** Files that the commit has and that read differently on disk, with their text in it. */
      readonly edited: readonly { readonly uri: string; readonly text: string }[];
      /** URIs of files that the default branch has got since. */
      readonly ahead: readonly string[];
    }
  | { readonly known: false; /** A sentence for people. */ readonly reason: string };

/** Sent to the server when the answer to that may be another one. */
export const HISTORY_CHANGED = 'tablewright/historyChanged';

/** Asks for the ER diagrams of a document as the schema has them. Nothing is written by the server. */
export const REDRAW = 'tablewright/redraw';
export interface RedrawParams {
  /** A data model in Markdown, or a file of Mermaid's. */
  readonly uri: string;
}
export type RedrawResult =
  | { readonly ok: true; readonly edits: readonly { readonly range: Range; readonly newText: string }[] }
  | { readonly ok: false; readonly message: string };

/** What `New Entity…` and `New Migration…` would write; the client shows it before anything is written. */
export const SCAFFOLD = 'tablewright/scaffold';
export interface ScaffoldParams {
  readonly kind: 'entity' | 'migration' | 'document' | 'contract' | 'ddl';
  /** What the person typed: an entity's name (`Order item`), a migration's description (`add status to orders`). */
  readonly name: string;
  /** The document that is open, to find the root. */
  readonly uri?: string;
  /** An entity's owner: the key of a table in the root; the entity gets a foreign key to it. */
  readonly parent?: string;
  /** Of a document: with everything, a list of entities, or tables. */
  readonly style?: 'full' | 'list' | 'table';
}
export type ScaffoldResult =
  { readonly ok: true; readonly files: readonly ScaffoldFile[] } | { readonly ok: false; readonly message: string };
export interface ScaffoldFile {
  /** A `file:` URI at which nothing exists yet. */
  readonly uri: string;
  readonly text: string;
  /** Where the cursor goes. */
  readonly cursor: { readonly line: number; readonly character: number };
}

/** One step of *Change Safely…*: the next question, or the files that the answers lead to. Nothing is written by the server. */
export const SAFE_CHANGE = 'tablewright/safeChange';
export interface SafeChangeParams {
  /** The document that is open, to find the root. */
  readonly uri?: string;
  readonly recipe?: string;
  /** What was said so far; an empty text leaves something optional out. */
  readonly args: Readonly<Record<string, string>>;
}
export type SafeChangeResult =
  | { readonly state: 'ask'; readonly question: Question }
  /** The plan document is the last of the files. */
  | { readonly state: 'done'; readonly title: string; readonly files: readonly ScaffoldFile[] }
  | { readonly state: 'failed'; readonly message: string };

/** Asks for the text of a baseline that accepts all present findings. Nothing is written by the server. */
export const BASELINE = 'tablewright/baseline';

/** One for each workspace folder that has findings. */
export type BaselineResult = readonly {
  readonly uri: string;
  readonly text: string;
  /** Findings that it accepts. */
  readonly count: number;
}[];

/** Asks what the workspace has: how many findings of each severity, as they are told. */
export const OVERVIEW = 'tablewright/overview';
export interface OverviewResult {
  readonly roots: readonly RootStatus[];
  readonly counts: { readonly error: number; readonly warning: number; readonly info: number; readonly hint: number };
  /** Whether findings of it were accepted before. */
  readonly accepted: boolean;
}

/** What the client says of itself when it starts the server. */
export interface ClientOptions {
  /** It answers `tablewright/history`. */
  readonly history?: boolean;
  /** A folder of the extension's own; without it nothing is remembered across starts. */
  readonly cacheFolder?: string;
}
