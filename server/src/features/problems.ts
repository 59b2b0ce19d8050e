import { spanOf, type Finding } from '../lint/finding';
import type { Severity } from '../rules/define-rule';

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/**
 * Findings as an editor takes them: at most `most`, the worst first where there are more, in the order of their places.
 * The last then says how many are left out.
 */
export function presentable(findings: readonly Finding[], most: number): Finding[] {
  const byPlace = (list: readonly Finding[]) =>
    list
      .map((finding) => ({ finding, start: spanOf(finding.at).start }))
      .sort((a, b) => a.start - b.start)
      .map(({ finding }) => finding);
  if (findings.length <= most) return byPlace(findings);
  const ranked: Finding[][] = [[], [], [], []];
  for (const finding of findings) ranked[RANK[finding.severity]]!.push(finding);
  const kept: Finding[] = [];
  for (const list of ranked) {
    const room = most - 1 - kept.length;
    kept.push(...(list.length <= room ? list : byPlace(list).slice(0, room)));
  }
  const left = findings.length - kept.length;
  const shown = byPlace(kept);
  const more: Finding = {
    rule: 'more-findings',
    severity: 'info',
    message: `${left} more findings in this file are not shown here. \`npx tablewright check\` lists them all.`,
    file: findings[0]!.file,
    at: { start: 0, end: 0 },
    fixes: [],
    related: [],
  };
  return [...shown, more];
}
