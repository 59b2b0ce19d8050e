import type { Span } from '../base/span';

/** A piece of the document. */
export interface Written {
  readonly text: string;
  readonly span: Span;
}
