import { displayName } from '../model/names';
import type { Severity } from '../rules/define-rule';
import { listFor } from './alike';
import { isOrigin, type Finding } from './finding';

/** So many findings of one rule in a file are told one by one; more of them are one decision, and told once. */
const MAX_OF_DECISION = 5;
const MAX_BY_SEVERITY: Readonly<Record<Severity, number>> = { error: Infinity, warning: Infinity, info: 10, hint: 10 };
/** So many names stand in the message, so many places beside it: the answer to a keystroke carries them all. */
const MAX_NAMES = 5;
const MAX_PLACES = 10;

/** Findings of a file: some in any order, and some in lists of one rule and one severity. */
export interface Found {
  readonly findings: readonly Finding[];
  readonly alike: readonly (readonly Finding[])[];
}

/** All of them in one list. */
export function allOf({ findings, alike }: Found): Finding[] {
  return [...findings, ...alike.flat()];
}

/**
 * What goes through a whole file is said once, at the first place, with the names of the others: sooner where it is a matter
 * of taste, soonest where `isOneDecision` says so of the rule. Other warnings and errors are told one by one: each may need
 * another answer, where somebody works on it. In no particular order.
 */
export function gathered({ findings, alike }: Found, isOneDecision: (rule: string) => boolean): Finding[] {
  const byKind = new Map<string, Finding[]>();
  for (const finding of findings) listFor(byKind, finding).push(finding);
  const told: Finding[] = [];
  for (const list of [...alike, ...byKind.values()]) {
    const [first] = list;
    if (!first) continue;
    const most = isOneDecision(first.rule) ? MAX_OF_DECISION : MAX_BY_SEVERITY[first.severity];
    if (list.length > most) told.push(together(list));
    else told.push(...list);
  }
  return told;
}

function together(findings: readonly Finding[]): Finding {
  const first = findings[0]!;
  const names = firstNames(findings);
  const shown = names.slice(0, MAX_NAMES).map((name) => `\`${name}\``);
  const where = shown.length === 0 ? '' : `: ${shown.join(', ')}${names.length > shown.length ? ', …' : ''}`;
  const places = findings.slice(1, MAX_PLACES + 1).flatMap(({ at, object, message }) => {
    if (!isOrigin(at)) return [];
    return [{ at, message: object === undefined ? message : `the same in \`${nameOf(object)}\`` }];
  });
  return {
    ...first,
    message: `${first.message} The same goes for ${findings.length - 1} more in this file${where}.`,
    related: [...first.related, ...places],
  };
}

/** Those of all but the first, and one more than are told where there are so many. */
function firstNames(findings: readonly Finding[]): string[] {
  const names = new Set<string>();
  for (let i = 1; i < findings.length && names.size <= MAX_NAMES; i++) {
    const { object } = findings[i]!;
    if (object !== undefined) names.add(nameOf(object));
  }
  return [...names];
}

function nameOf(key: string): string {
  const dot = key.indexOf('.');
  return displayName({ schema: key.slice(0, dot), name: key.slice(dot + 1) });
}
