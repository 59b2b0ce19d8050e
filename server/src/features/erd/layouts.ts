import { Worker } from 'node:worker_threads';
import { isPlaced, layout } from '../../diagram/layout/layout';
import type { Layout, LayoutInput } from '../../diagram/layout/types';
import type { LayoutReply, LayoutRequest } from './layout-worker';

/** Lays diagrams out in a thread of its own, which is started when it is first needed. */
export class Layouts {
  private worker: Worker | undefined;
  private readonly latest = new Int32Array(new SharedArrayBuffer(4));
  private readonly waiting = new Map<number, { done(layout: Layout | undefined): void; failed(error: Error): void }>();
  private runs = 0;

  /** The path of `layout-worker.js`. */
  constructor(private readonly path: string) {}

  /**
   * Resolves to the layout, or to undefined where a later one has made it stale. One of a part makes no other stale.
   * Rejects where the layout failed.
   */
  run(input: LayoutInput, isPart = false): Promise<Layout | undefined> {
    const run = ++this.runs;
    if (!isPart) Atomics.store(this.latest, 0, run);
    // Not worth the way to the thread and back.
    if (isPlaced(input.boxes, input.before)) return Promise.resolve(layout(input));
    return new Promise((done, failed) => {
      this.waiting.set(run, { done, failed });
      const request: LayoutRequest = { run, input };
      (this.worker ??= this.start()).postMessage(request);
    });
  }

  dispose(): void {
    void this.worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(this.path, { workerData: { latest: this.latest } });
    worker.unref();
    worker.on('message', ({ run, layout, error }: LayoutReply) => {
      const { done, failed } = this.waiting.get(run)!;
      this.waiting.delete(run);
      if (error === undefined) done(layout);
      else failed(new Error(error));
    });
    worker.on('error', (error) => {
      this.worker = undefined;
      for (const { failed } of this.waiting.values()) failed(error instanceof Error ? error : new Error(String(error)));
      this.waiting.clear();
    });
    return worker;
  }
}
