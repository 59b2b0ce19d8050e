import type { Span } from '../base/span';
import type { Origin } from '../model/schema';
import type { NewFile } from '../model/tools/tool';

/** Text edits, new files and a new name, as data: they are made when the person asks for the fix. */
export interface Fix {
  readonly title: string;
  /** `safe` fixes change nothing that a person has to think about; fix-all applies them. */
  readonly kind: 'safe' | 'suggestion';
  readonly edits: readonly Edit[];
  /** Files that it makes, with absolute paths. */
  readonly creates?: readonly NewFile[];
  /** Files that get another name. */
  readonly renames?: readonly Rename[];
}

/** Absolute paths. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}
export interface Edit {
  readonly at: Place;
  readonly newText: string;
}

/** A place in a SQL statement, or in the document that is being checked. */
export type Place = Origin | Span;
