import type { Engine } from '../lint/engine';
import { RuleTimes, type RuleTime } from '../lint/rule-times';

/** From now on times are noted. Returns what prints them: a row for each rule that ran, the most expensive one first. */
export function startTiming({ linter, parser, ports }: Engine): () => string[] {
  const times = new RuleTimes(ports.clock);
  linter.times = times;
  parser.stopwatch = (what, run) => times.reading(what, run);
  return () => timesAsText(times);
}

function timesAsText(times: RuleTimes): string[] {
  const rules = times.ofRules();
  const all = rules.reduce((sum, { runs, ms }) => ({ ...sum, runs: sum.runs + runs, ms: sum.ms + ms }), {
    name: 'all rules',
    runs: 0,
    ms: 0,
  });
  const [parser, facts] = [times.ofReading('parser'), times.ofReading('facts')];
  const rows: RuleTime[] = [
    ...rules,
    all,
    ...times.ofShared().map((row) => ({ ...row, name: `for rules: ${row.name}` })),
    { name: "parsing, to compare: PostgreSQL's parser", ...parser },
    { name: 'parsing, to compare: facts of statements', ...facts },
    { name: 'parsing, to compare: both', runs: facts.runs, ms: parser.ms + facts.ms },
  ];
  const width = Math.max(...rows.map(({ name }) => name.length));
  const row = (...[name, runs, ms]: readonly [string, string, string]) =>
    `  ${name.padEnd(width)}  ${runs.padStart(8)}  ${ms.padStart(9)}`;
  return ['', row('rule', 'runs', 'ms'), ...rows.map(({ name, runs, ms }) => row(name, String(runs), ms.toFixed(1)))];
}
