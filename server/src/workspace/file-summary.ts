import type { MigrationTool } from '../model/tools/tool';
import type { RootSetting } from './config';

/** What decides where a SQL file belongs. */
export interface FileSummary {
  readonly path: string;
  /** The workspace folder that it lies in. */
  readonly folder: string;
  /** The tool whose marks it has, and the one that its text tells otherwise. */
  readonly marked?: MigrationTool;
  readonly written?: MigrationTool;
  readonly isDump: boolean;
  /** Names (without schema) of the tables and types that it makes for good. */
  readonly creates: ReadonlySet<string>;
  /** Names that it refers to or changes. */
  readonly uses: ReadonlySet<string>;
  /** Whether it only drops: it takes down what other files make, and runs when somebody wants that. */
  readonly isTeardown: boolean;
  /** Comments that speak to a tool. */
  readonly comments: readonly string[];
  /** Files that it reads at some place, as they are written. */
  readonly includes: readonly string[];
  readonly configured?: { readonly root: RootSetting; readonly rank: number };
}
