import type { Span } from '../base/span';
import { placeOf, type Origin } from '../model/schema';
import type { Fix, Place, Severity } from '../rules/define-rule';

/** Something to say about a place in a file. */
export interface Finding {
  /**
   * The rule's id, `syntax`, or one of the engine's own (`unchecked`, `not-postgresql`, `migration-files`, `suppression`,
   * `configuration`).
   */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  /** What it is about, where that is more than its file: a table's key. */
  readonly object?: string;
  readonly at: Place;
  readonly fixes: readonly Fix[];
  readonly related: readonly { readonly at: Origin; readonly message: string }[];
}

/** Something that no rule says. */
export function engineFinding(
  rule: string,
  severity: Severity,
  message: string,
  file: string,
  at: Span,
  fixes: readonly Fix[] = [],
): Finding {
  return { rule, severity, message, file, at, fixes, related: [] };
}

export function isOrigin(place: Place): place is Origin {
  return 'source' in place;
}

/** A finding's place in its file's text, now. */
export function spanOf(place: Place): Span {
  return isOrigin(place) ? placeOf(place) : place;
}
