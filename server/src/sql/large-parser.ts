import { Worker } from 'node:worker_threads';
import type { Node } from '@pgsql/types';
import { offsetMap } from './offsets';
import { unread, type ParseOutcome } from './pg-parser';

const TIME_LIMIT_MS = 2_000;

/** What the thread is asked, and its answer. `wantNode` is false where only the syntax counts: a tree of 10 MB of rows is of no use. */
export interface LargeRequest {
  readonly sql: string;
  readonly wantNode: boolean;
  readonly wasmPath: string;
}
export type LargeReply =
  | { readonly ok: true; readonly node: Node | undefined }
  | { readonly ok: false; readonly message: string; readonly offset: number; readonly unread?: true };

/**
 * Parses statements that are too large for the server's own thread: a synchronous WebAssembly call can't be interrupted,
 * a thread can be ended.
 */
export class LargeParser {
  private queue: Promise<unknown> = Promise.resolve();

  /** Paths of `parse-worker.js` and `libpg-query.wasm`. */
  constructor(
    private readonly workerPath: string,
    private readonly wasmPath: string,
  ) {}

  /** Resolves within about two seconds of its turn (one statement at a time); never rejects. */
  parse(sql: string, wantNode: boolean): Promise<ParseOutcome> {
    const turn = this.queue.then(() => this.run({ sql, wantNode, wasmPath: this.wasmPath }));
    this.queue = turn;
    return turn;
  }

  /** Resolves when everything that was asked so far is answered. */
  async settled(): Promise<void> {
    await this.queue;
  }

  private run(request: LargeRequest): Promise<ParseOutcome> {
    return new Promise((resolve) => {
      const worker = new Worker(this.workerPath, { workerData: request });
      const finish = (outcome: ParseOutcome) => {
        clearTimeout(timer);
        void worker.terminate();
        resolve(outcome);
      };
      const fail = (why: string) => finish(unread(why));
      const timer = setTimeout(() => fail(`too large to be read in ${TIME_LIMIT_MS / 1000} seconds`), TIME_LIMIT_MS);
      worker.once('message', (reply: LargeReply) =>
        finish(reply.ok ? { ok: true, node: reply.node, offsets: offsetMap(request.sql) } : reply),
      );
      worker.once('error', (error) => fail(error instanceof Error ? error.message : 'the parser stopped'));
    });
  }
}
