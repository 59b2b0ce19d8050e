import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Clock, History, Log } from '../base/ports';
import { Engine } from '../lint/engine';
import { nodeFiles } from './files';

const clock: Clock = { now: () => performance.now(), date: () => new Date() };

/**
 * The engine over the file system and the system's clock. `folder` holds `libpg-query.wasm` and `parse-worker.js`: that of
 * the running bundle. Without `history` nothing counts as applied.
 */
export async function createNodeEngine(log: Log, folder: string = __dirname, history?: History): Promise<Engine> {
  const wasmPath = path.join(folder, 'libpg-query.wasm');
  const workerPath = path.join(folder, 'parse-worker.js');
  const wasm = await WebAssembly.compile(await readFile(wasmPath));
  return Engine.create({ files: nodeFiles, clock, log, wasm, wasmPath, workerPath, ...(history && { history }) });
}
