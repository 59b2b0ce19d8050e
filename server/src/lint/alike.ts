import { firstNotBefore } from '../base/search';
import type { Span } from '../base/span';
import { spanOf, type Finding } from './finding';

/**
 * Findings in lists of those that are told together: of one rule and one severity, in the order of their places. What changes in
 * one statement looks at no other finding but to find its place.
 */
export class Alike {
  private readonly byKind = new Map<string, Finding[]>();

  get lists(): Iterable<readonly Finding[]> {
    return this.byKind.values();
  }

  /** Puts the findings of a statement in the place of its old ones. */
  exchange({ start }: Span, old: readonly Finding[], now: readonly Finding[]): void {
    for (const finding of old) {
      const list = listFor(this.byKind, finding);
      list.splice(list.indexOf(finding), 1);
    }
    for (const finding of now) {
      const list = listFor(this.byKind, finding);
      const isBehind = list.length === 0 || spanOf(list.at(-1)!.at).start < start;
      const at = isBehind ? list.length : firstAfter(list, spanOf(finding.at).start);
      list.splice(at, 0, finding);
    }
  }
}

/** The list of those that are told together with a finding. */
export function listFor(byKind: Map<string, Finding[]>, { rule, severity }: Finding): Finding[] {
  const kind = `${severity} ${rule}`;
  let list = byKind.get(kind);
  if (!list) byKind.set(kind, (list = []));
  return list;
}

function firstAfter(list: readonly Finding[], start: number): number {
  return firstNotBefore(list.length, (i) => spanOf(list[i]!.at).start <= start);
}
