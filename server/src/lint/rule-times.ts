import type { Clock } from '../base/ports';

/** What one rule, or the work that several rules share, cost so far. */
export interface RuleTime {
  readonly name: string;
  readonly runs: number;
  readonly ms: number;
}

/** What is worked out for all rules of a kind together. */
export type Shared = 'reading queries' | 'the schema before each statement' | 'the schema after Up and Down';

/** What reading files consists of: PostgreSQL's parser, and making facts of what it says. */
export type Reading = 'parser' | 'facts';

/** Counts how often rules ran and how long they took, what they share and, to compare, how long reading the files took. */
export class RuleTimes {
  private readonly byRule = new Map<string, Spent>();
  private readonly byShared = new Map<Shared, Spent>();
  private readonly byReading = { parser: new Spent(), facts: new Spent() };
  /** What is being measured, from the outside in: no time is to count twice. */
  private readonly inside: Spent[] = [];
  private inRules = false;
  /** What rules share and the present row of rules has asked for. */
  private asked = 0;

  constructor(private readonly clock: Clock) {}

  /**
   * Begins a row of rules; the function that is returned is called after each of them. The clock is read once for a rule: there
   * are very many that take hardly longer. What a rule has parsed or read is its own.
   */
  rules(): { readonly ran: (rule: string) => void; readonly end: () => void } {
    const begin = this.clock.now();
    let last = begin;
    let known = (this.asked = 0);
    this.inRules = true;
    const ran = (rule: string) => {
      const now = this.clock.now();
      let spent = this.byRule.get(rule);
      if (!spent) this.byRule.set(rule, (spent = new Spent()));
      spent.runs++;
      spent.ms += now - last - (this.asked - known);
      [last, known] = [now, this.asked];
    };
    const end = () => {
      this.inRules = false;
      const around = this.inside.at(-1);
      if (around) around.ms -= last - begin - known;
    };
    return { ran, end };
  }

  /** Runs what rules share; the rules that it runs, and what it has parsed, count for themselves. */
  shared<T>(what: Shared, run: () => T): T {
    let spent = this.byShared.get(what);
    if (!spent) this.byShared.set(what, (spent = new Spent()));
    const before = spent.ms;
    try {
      return this.measure(spent, run);
    } finally {
      if (this.inRules) this.asked += spent.ms - before;
    }
  }

  /** Runs a part of reading; what is read for a rule is the rule's. */
  reading<T>(what: Reading, run: () => T): T {
    return this.inRules ? run() : this.measure(this.byReading[what], run);
  }

  /** What each rule cost, the most expensive one first. */
  ofRules(): readonly RuleTime[] {
    return rows(this.byRule);
  }

  ofShared(): readonly RuleTime[] {
    return rows(this.byShared);
  }

  /** Of reading files; neither counts the other's time. */
  ofReading(what: Reading): { readonly runs: number; readonly ms: number } {
    return this.byReading[what];
  }

  private measure<T>(spent: Spent, run: () => T): T {
    const around = this.inside.at(-1);
    this.inside.push(spent);
    spent.runs++;
    const begin = this.clock.now();
    try {
      return run();
    } finally {
      const ms = this.clock.now() - begin;
      spent.ms += ms;
      if (around) around.ms -= ms;
      this.inside.pop();
    }
  }
}

class Spent {
  runs = 0;
  ms = 0;
}

function rows(spent: ReadonlyMap<string, Spent>): RuleTime[] {
  return [...spent].map(([name, { runs, ms }]) => ({ name, runs, ms })).sort((a, b) => b.ms - a.ms);
}
