import { span } from '../base/span';
import { readContract } from './contract';
import type { SpecFacts, SpecKind } from './facts';
import { readMarkdown } from './markdown';

/** The longest document that is read, in UTF-16 units. */
export const MAX_LENGTH = 2 * 1024 * 1024;

/** Reads a document of a kind that `recogniseSpec` found. Takes any text; one over 2 MB gets a problem and is not read. */
export function readSpec(kind: SpecKind, text: string): SpecFacts {
  if (text.length > MAX_LENGTH) {
    const message = 'This document is too large to be read: more than 2 MB.';
    return {
      kind,
      entities: [],
      relations: [],
      sqlBlocks: [],
      directives: [],
      problems: [{ message, span: span(0, 0) }],
    };
  }
  return kind === 'contract' ? readContract(text) : readMarkdown(text);
}
