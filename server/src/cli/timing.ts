import type { Engine } from '../lint/engine';
import { RuleTimes, type RuleTime } from '../lint/rule-times';

/** From now on times are noted. Returns what prints them: a row for each rule that ran, the most expensive one first. */
export function startTiming({ linter, parser, ports }: Engine): () => string[] {
  linter.times = new RuleTimes(ports.clock);
  const parsing = new RuleTimes(ports.clock);
  parser.stopwatch = (run) => parsing.measure('parsing, to compare', run);
  return () => timesAsText(linter.times!.rows(), parsing.rows());
}

function timesAsText(rules: readonly RuleTime[], parsing: readonly RuleTime[]): string[] {
  const all = rules.reduce((sum, { runs, ms }) => ({ ...sum, runs: sum.runs + runs, ms: sum.ms + ms }), {
    rule: 'all rules',
    runs: 0,
    ms: 0,
  });
  const times = [...rules, all, ...parsing];
  const width = Math.max(...times.map(({ rule }) => rule.length));
  const row = (...[name, runs, ms]: readonly [string, string, string]) =>
    `  ${name.padEnd(width)}  ${runs.padStart(8)}  ${ms.padStart(9)}`;
  return ['', row('rule', 'runs', 'ms'), ...times.map(({ rule, runs, ms }) => row(rule, String(runs), ms.toFixed(1)))];
}
