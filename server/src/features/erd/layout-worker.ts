/** The thread in which diagrams are laid out. */
import { parentPort, workerData } from 'node:worker_threads';
import { layout } from '../../diagram/layout/layout';
import { Stopped, type LayoutInput, type Layout } from '../../diagram/layout/types';

export interface LayoutRequest {
  readonly run: number;
  readonly input: LayoutInput;
}
/** Without a layout where a later run has made it stale. */
export interface LayoutReply {
  readonly run: number;
  readonly layout?: Layout;
  readonly error?: string;
}

const { latest } = workerData as { latest: Int32Array };

parentPort!.on('message', ({ run, input }: LayoutRequest) => {
  const stop = () => {
    if (Atomics.load(latest, 0) > run) throw new Stopped();
  };
  parentPort!.postMessage(answer(run, input, stop));
});

function answer(run: number, input: LayoutInput, stop: () => void): LayoutReply {
  try {
    stop();
    return { run, layout: layout(input, stop) };
  } catch (error) {
    return error instanceof Stopped ? { run } : { run, error: String(error) };
  }
}
