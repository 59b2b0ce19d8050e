import type { Engine } from '../lint/engine';
import type { Gate } from '../rules/define-rule';
import type { Report } from './report';

/** A quality gate: it is passed where no rule that decides it found anything. */
export interface GateResult {
  readonly gate: Gate;
  readonly count: number;
}

/** The gates that rules decide, in the order of their names. A rule that is off finds nothing. */
export function gatesOf(report: Report, engine: Engine): GateResult[] {
  const counts = new Map<Gate, number>(engine.gates().map((gate) => [gate, 0]));
  for (const { rule } of report.files.flatMap((file) => file.findings)) {
    const gate = engine.gateOf(rule);
    if (gate) counts.set(gate, (counts.get(gate) ?? 0) + 1);
  }
  return [...counts].map(([gate, count]) => ({ gate, count })).sort((a, b) => (a.gate < b.gate ? -1 : 1));
}

export function gatesAsText(gates: readonly GateResult[]): string[] {
  const width = Math.max(...gates.map(({ gate }) => gate.length));
  return [
    'Quality gates',
    ...gates.map(({ gate, count }) => `  ${gate.padEnd(width)}  ${count === 0 ? 'passed' : `failed (${count})`}`),
  ];
}
