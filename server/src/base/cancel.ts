/** Tells a long task that its result is no longer wanted. */
export interface CancelToken {
  readonly cancelled: boolean;
}

export const NEVER: CancelToken = { cancelled: false };

/** Thrown by a task that found its token cancelled; only the caller who cancelled it sees it. */
class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}

/**
 * Gives the event loop a turn when the slice is used up, so that typing is answered while a workspace is read.
 * `sliceMs` is the time in milliseconds that may pass between two turns.
 */
export class Yielder {
  private last: number;

  constructor(
    private readonly now: () => number,
    private readonly token: CancelToken = NEVER,
    private readonly sliceMs = 10,
  ) {
    this.last = now();
  }

  /** Resolves at once while the slice lasts. Throws Cancelled. */
  async pause(): Promise<void> {
    if (this.token.cancelled) throw new Cancelled();
    if (this.now() - this.last < this.sliceMs) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.last = this.now();
    if (this.token.cancelled) throw new Cancelled();
  }
}
