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
 * another answer, where somebody works on it.
 */
export function gathered(findings: readonly Finding[], isOneDecision: (rule: string) => boolean): Finding[] {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const groups = new Map<string, Map<Severity, Finding[]>>();
  const told: (Finding | Finding[])[] = [];
  for (const finding of findings) {
    const { rule, severity } = finding;
    if (counts.get(rule)! <= limitOf(finding, isOneDecision)) {
      told.push(finding);
      continue;
    }
    let ofRule = groups.get(rule);
    if (!ofRule) groups.set(rule, (ofRule = new Map()));
    let group = ofRule.get(severity);
    if (!group) {
      ofRule.set(severity, (group = []));
      told.push(group);
    }
    group.push(finding);
  }
  return told.flatMap((each) =>
    Array.isArray(each) && each.length > limitOf(each[0]!, isOneDecision) ? together(each) : each,
  );
}

function limitOf({ rule, severity }: Finding, isOneDecision: (rule: string) => boolean): number {
  if (isOneDecision(rule)) return MAX_OF_DECISION;
  return severity === 'warning' || severity === 'error' ? Infinity : MAX_OF_TASTE;
}

function together([first, ...rest]: readonly Finding[]): Finding {
  const names = [...new Set(rest.flatMap(({ object }) => (object === undefined ? [] : [nameOf(object)])))];
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

function nameOf(key: string): string {
  const dot = key.indexOf('.');
  return displayName({ schema: key.slice(0, dot), name: key.slice(dot + 1) });
}
