import type { Clock } from '../base/ports';

/** What one rule cost so far. */
export interface RuleTime {
  readonly rule: string;
  readonly runs: number;
  readonly ms: number;
}

/** Counts how often rules ran and how long they took. */
export class RuleTimes {
  private readonly byRule = new Map<string, { runs: number; ms: number }>();

  constructor(private readonly clock: Clock) {}

  /** Runs a rule and notes its time, also where it throws. */
  measure<T>(rule: string, run: () => T): T {
    let entry = this.byRule.get(rule);
    if (!entry) this.byRule.set(rule, (entry = { runs: 0, ms: 0 }));
    entry.runs++;
    const begin = this.clock.now();
    try {
      return run();
    } finally {
      entry.ms += this.clock.now() - begin;
    }
  }

  /** The most expensive rule first. */
  rows(): readonly RuleTime[] {
    return [...this.byRule].map(([rule, time]) => ({ rule, ...time })).sort((a, b) => b.ms - a.ms);
  }
}
