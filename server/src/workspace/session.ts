import type { Op, OpOf } from '../model/facts';

/** A search path, and the one that holds up to the end of the transaction. */
interface Paths {
  readonly lasting: readonly string[];
  readonly local?: readonly string[];
}

interface Savepoint {
  /** Absent for the start of the transaction. */
  readonly name?: string;
  readonly paths: Paths;
  readonly at: number;
}

/** Statements between two, both not among them. */
export interface Between {
  readonly after: number;
  readonly before: number;
}

/** What a text's statements leave to those behind them: the search path, and the transaction that is open. */
export class Session {
  private paths: Paths;
  private open: Savepoint[];

  /** `begun`: the number of the statement before which a tool has begun a transaction. */
  constructor(path: readonly string[], begun?: number) {
    this.paths = { lasting: path };
    this.open = begun === undefined ? [] : [{ paths: this.paths, at: begun - 1 }];
  }

  /** The transaction that is open: the same object as long as it is the same one. */
  get transaction(): object | undefined {
    return this.open[0];
  }

  get path(): readonly string[] {
    return this.paths.local ?? this.paths.lasting;
  }

  /** Takes in what the statement with a number does. Returns those that are undone by it. */
  take(op: Op, at: number): Between | undefined {
    if (op.op === 'search path') {
      if (!op.local) this.paths = { lasting: op.path };
      else if (this.open.length > 0) this.paths = { ...this.paths, local: op.path };
      return undefined;
    }
    return op.op === 'transaction' ? this.step(op, at) : undefined;
  }

  private step({ does, savepoint, chain }: OpOf<'transaction'>, at: number): Between | undefined {
    const here = { paths: this.paths, at };
    // Outside of a transaction all but BEGIN says nothing.
    if (this.open.length === 0) {
      if (does === 'begin') this.open = [here];
      return undefined;
    }
    const found = this.open.findLastIndex(({ name }) => name === savepoint);
    switch (does) {
      case 'begin':
        return undefined;
      case 'savepoint':
        this.open.push({ name: savepoint!, ...here });
        return undefined;
      case 'release':
        if (found > 0) this.open.splice(found);
        return undefined;
      case 'rollback to':
        return found > 0 ? this.undo(found, at, found + 1) : undefined;
      case 'commit':
        this.paths = { lasting: this.paths.lasting };
        this.open = chain ? [{ paths: this.paths, at }] : [];
        return undefined;
      case 'rollback': {
        const undone = this.undo(0, at, 0);
        this.paths = { lasting: this.paths.lasting };
        this.open = chain ? [{ paths: this.paths, at }] : [];
        return undone;
      }
    }
  }

  private undo(to: number, at: number, left: number): Between {
    const point = this.open[to]!;
    this.paths = point.paths;
    this.open.splice(left);
    return { after: point.at, before: at };
  }
}
