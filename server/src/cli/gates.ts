import type { Engine } from '../lint/engine';
import type { Gate } from '../rules/define-rule';
import type { Report } from './report';

/** A quality gate: it is passed where the rules that decide it are on and found nothing. */
export interface GateResult {
  readonly gate: Gate;
  readonly count: number;
  /** Whether any of its rules is on for any of the files. */
  readonly checked: boolean;
}

/** The gates that rules decide, in the order of their names, for the files that were checked. */
export function gatesOf(report: Report, engine: Engine, paths: readonly string[]): GateResult[] {
  const counts = new Map<Gate, number>(engine.gates().map((gate) => [gate, 0]));
  for (const { rule } of report.files.flatMap((file) => file.findings)) {
    const gate = engine.gateOf(rule);
    if (gate) counts.set(gate, (counts.get(gate) ?? 0) + 1);
  }
  const files = paths.filter((path) => engine.workspace.file(path));
  const on = new Set(files.flatMap((path) => engine.gatesOn(path)));
  return [...counts]
    .map(([gate, count]) => ({ gate, count, checked: count > 0 || on.has(gate) }))
    .sort((a, b) => (a.gate < b.gate ? -1 : 1));
}

export function gatesAsText(gates: readonly GateResult[]): string[] {
  const width = Math.max(...gates.map(({ gate }) => gate.length));
  return ['Quality gates', ...gates.map((result) => `  ${result.gate.padEnd(width)}  ${verdict(result)}`)];
}

function verdict({ count, checked }: GateResult): string {
  if (count > 0) return `failed (${count})`;
  return checked ? 'passed' : 'not checked';
}
