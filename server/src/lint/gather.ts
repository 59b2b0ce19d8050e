import { displayName } from '../model/names';
import { isOrigin, type Finding } from './finding';

/** So many findings of one rule in a file are told one by one; more of them are one decision, and told once. */
const MAX_ALIKE = 10;
/** So many names stand in the message, so many places beside it. */
const MAX_NAMES = 5;
const MAX_PLACES = 50;

/**
 * What is a matter of taste and goes through a whole file is said once, at the first place, with the names of the others. So
 * is what `isOneDecision` says of a rule, whatever its severity.
 */
export function gathered(findings: readonly Finding[], isOneDecision: (rule: string) => boolean): Finding[] {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { rule, severity } = finding;
    if (severity !== 'info' && severity !== 'hint' && !isOneDecision(rule)) continue;
    const list = byRule.get(`${severity} ${rule}`);
    if (list) list.push(finding);
    else byRule.set(`${severity} ${rule}`, [finding]);
  }
  const told = new Map<Finding, Finding | undefined>();
  for (const list of byRule.values()) {
    if (list.length <= MAX_ALIKE) continue;
    for (const finding of list) told.set(finding, undefined);
    told.set(list[0]!, together(list[0]!, list.slice(1)));
  }
  if (told.size === 0) return [...findings];
  return findings.flatMap((finding) => (told.has(finding) ? (told.get(finding) ?? []) : [finding]));
}

function together(first: Finding, rest: readonly Finding[]): Finding {
  const names = [...new Set(rest.flatMap(({ object }) => (object === undefined ? [] : [nameOf(object)])))];
  const shown = names.slice(0, MAX_NAMES).map((name) => `\`${name}\``);
  const where = shown.length === 0 ? '' : `: ${shown.join(', ')}${names.length > shown.length ? ', …' : ''}`;
  const places = rest.slice(0, MAX_PLACES).flatMap(({ at, message }) => (isOrigin(at) ? [{ at, message }] : []));
  return {
    ...first,
    message: `${first.message} The same goes for ${rest.length} more in this file${where}.`,
    related: [...first.related, ...places],
  };
}

function nameOf(key: string): string {
  const dot = key.indexOf('.');
  return displayName({ schema: key.slice(0, dot), name: key.slice(dot + 1) });
}
