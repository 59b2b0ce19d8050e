import { span } from '../base/span';
import { readContract } from './contract/read';
import { readDiagramFile } from './diagram/read';
import type { SpecFacts, SpecKind } from './facts';
import { readMarkdown } from './markdown';
import { readPlan } from './plan/read';

/** The longest document that is read, in UTF-16 units. */
export const MAX_LENGTH = 2 * 1024 * 1024;
/** The longest one that is read while somebody types in it. */
export const MAX_TYPED_LENGTH = 512 * 1024;

/** A document is recognised and then read, at every keystroke: the second time is free. */
let last: { readonly kind: SpecKind; readonly text: string; readonly facts: SpecFacts } | undefined;

/** Reads a document of a kind that `recogniseSpec` found. Takes any text; one over 2 MB gets a problem and is not read. */
export function readSpec(kind: SpecKind, text: string): SpecFacts {
  if (last?.kind !== kind || last.text !== text) last = { kind, text, facts: read(kind, text) };
  return last.facts;
}

/** What is known of a document that wasn't read. */
export function unread(kind: SpecKind): SpecFacts {
  return { kind, entities: [], relations: [], diagrams: [], sqlBlocks: [], directives: [], problems: [] };
}

function read(kind: SpecKind, text: string): SpecFacts {
  if (text.length > MAX_LENGTH) {
    const message = 'This document is too large to be read: more than 2 MB.';
    return { ...unread(kind), problems: [{ message, span: span(0, 0) }] };
  }
  if (kind === 'diagram') return readDiagramFile(text);
  if (kind === 'migration plan') return readPlan(text);
  return kind === 'contract' ? readContract(text) : readMarkdown(text, kind);
}
