import type { Span, TextEdit } from '../base/span';

/** What is wrong with a document's form. */
export interface SpecProblem {
  readonly message: string;
  readonly span: Span;
  /** `error` where nothing else is said. */
  readonly severity?: 'error' | 'warning' | 'info';
  /** The best one first. */
  readonly fixes?: readonly { readonly title: string; readonly edits: readonly TextEdit[] }[];
}
