import type { Look } from '../lint/linter';
import type { Session } from './session';

/** So long a long file's queries are read before an answer; the rest is read between messages, in pieces as long. */
const MAX_MILLISECONDS = 5;
/** Nobody has asked for so long: that is when the rest is read. */
const QUIET_MILLISECONDS = 50;

/** Looks at files for a moment, and at the rest while nobody types. */
export class Looks {
  private askedAt = 0;
  private readonly unfinished = new Set<string>();

  constructor(private readonly session: Session) {}

  /** What is there after a moment; `whenAll` is called once the rest is there too. Without it, everything. */
  look(path: string, whenAll: (() => void) | undefined): Look['findings'] {
    const { linter, ports } = this.session.engine;
    if (!whenAll) return linter.findings(path);
    const { findings, complete } = this.lookAMoment(path);
    this.askedAt = ports.clock.now();
    if (!complete && !this.unfinished.has(path)) {
      this.unfinished.add(path);
      setImmediate(() => this.goOn(path, whenAll));
    }
    return findings;
  }

  private goOn(path: string, whenAll: () => void): void {
    const { clock, log } = this.session.engine.ports;
    const wait = this.askedAt + QUIET_MILLISECONDS - clock.now();
    const again = () => this.goOn(path, whenAll);
    if (wait > 0) return void setTimeout(again, wait);
    try {
      const isOpen = this.session.documents.get(path) !== undefined;
      if (isOpen && !this.lookAMoment(path).complete) return void setImmediate(again);
      if (isOpen) whenAll();
    } catch (error) {
      log.error('diagnostics failed.', error);
    }
    this.unfinished.delete(path);
  }

  private lookAMoment(path: string): Look {
    const { linter, ports } = this.session.engine;
    const end = ports.clock.now() + MAX_MILLISECONDS;
    return linter.look(path, () => ports.clock.now() > end);
  }
}
