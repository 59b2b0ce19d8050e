import type { Look } from '../lint/linter';
import type { Session } from './session';

/** So long a file is checked before an answer: what was edited comes first. */
const MAX_MILLISECONDS = 5;
/** The rest is done between messages, in pieces as long as this; an answer does no more of it meanwhile. */
const PIECE_MILLISECONDS = 1.5;
/** Nobody has asked for so long: that is when the rest is read. Fingers take longer from key to key. */
const QUIET_MILLISECONDS = 10;

/** Looks at files for a moment, and at the rest while nobody types. */
export class Looks {
  private askedAt = 0;
  private readonly unfinished = new Set<string>();

  constructor(private readonly session: Session) {}

  /** What is there after a moment; `whenAll` is called once the rest is there too. Without it, everything. */
  look(path: string, whenAll: (() => void) | undefined): Look['findings'] {
    const { linter, ports } = this.session.engine;
    if (!whenAll) return linter.findings(path);
    const moment = this.unfinished.has(path) ? PIECE_MILLISECONDS : MAX_MILLISECONDS;
    const { findings, complete } = linter.look(path, this.within(moment));
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
      if (isOpen && !this.session.engine.linter.goOn(path, this.within(PIECE_MILLISECONDS)))
        return void setImmediate(again);
      if (isOpen) whenAll();
    } catch (error) {
      log.error('diagnostics failed.', error);
    }
    this.unfinished.delete(path);
  }

  private within(milliseconds: number): () => boolean {
    const { clock } = this.session.engine.ports;
    const end = clock.now() + milliseconds;
    return () => clock.now() > end;
  }
}
