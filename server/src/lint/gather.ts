import { displayName } from '../model/names';
import type { Severity } from '../rules/define-rule';
import { isOrigin, type Finding } from './finding';

/** So many findings of one rule in a file are told one by one; more of them are one decision, and told once. */
const MAX_OF_DECISION = 5;
const MAX_OF_TASTE = 10;
/** So many names stand in the message, so many places beside it: the answer to a keystroke carries them all. */
const MAX_NAMES = 5;
const MAX_PLACES = 20;

/**
 * What goes through a whole file is said once, at the first place, with the names of the others: sooner where it is a matter
 * of taste, soonest where `isOneDecision` says so of the rule. Other warnings and errors are told one by one: each may need
 * another answer, where somebody works on it. In no particular order.
 */
export function gathered(findings: readonly Finding[], isOneDecision: (rule: string) => boolean): Finding[] {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const list = byRule.get(finding.rule);
    if (list) list.push(finding);
    else byRule.set(finding.rule, [finding]);
  }
  const told: Finding[] = [];
  for (const [rule, list] of byRule) {
    const most = isOneDecision(rule) ? MAX_OF_DECISION : undefined;
    if (list.length <= MAX_OF_DECISION) told.push(...list);
    else told.push(...SEVERITIES.flatMap((severity) => group(list, severity, most)));
  }
  return told;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

function group(findings: readonly Finding[], severity: Severity, most: number | undefined): Finding[] {
  const list = findings.filter((finding) => finding.severity === severity);
  const limit = most ?? (severity === 'warning' || severity === 'error' ? Infinity : MAX_OF_TASTE);
  return list.length > limit ? [together(list)] : list;
}

function together([first, ...rest]: readonly Finding[]): Finding {
  const names = firstNames(rest);
  const shown = names.slice(0, MAX_NAMES).map((name) => `\`${name}\``);
  const where = shown.length === 0 ? '' : `: ${shown.join(', ')}${names.length > shown.length ? ', …' : ''}`;
  const places = rest.slice(0, MAX_PLACES).flatMap(({ at, object, message }) => {
    if (!isOrigin(at)) return [];
    return [{ at, message: object === undefined ? message : `the same in \`${nameOf(object)}\`` }];
  });
  return {
    ...first!,
    message: `${first!.message} The same goes for ${rest.length} more in this file${where}.`,
    related: [...first!.related, ...places],
  };
}

/** One more than are told, where there are so many. */
function firstNames(findings: readonly Finding[]): string[] {
  const names = new Set<string>();
  for (const { object } of findings) {
    if (names.size > MAX_NAMES) break;
    if (object !== undefined) names.add(nameOf(object));
  }
  return [...names];
}

function nameOf(key: string): string {
  const dot = key.indexOf('.');
  return displayName({ schema: key.slice(0, dot), name: key.slice(dot + 1) });
}
