import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files, History, Log } from '../../server/src/base/ports';
import { Engine } from '../../server/src/lint/engine';
import type { Rule } from '../../server/src/rules/define-rule';
import { testWasm, wasmPath } from './parser';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The real engine over any files. What goes wrong in it ends in `logged`. */
export async function testEngine(
  files: Files,
  rules?: readonly Rule[],
  history?: History,
): Promise<{ engine: Engine; logged: string[] }> {
  const logged: string[] = [];
  const log: Log = {
    info: () => undefined,
    warn: (message) => logged.push(message),
    error: (message, cause) =>
      logged.push(`${message} ${cause instanceof Error ? (cause.stack ?? cause.message) : ''}`),
  };
  const engine = await Engine.create({
    files,
    log,
    clock: { now: () => performance.now(), date: () => new Date('2026-01-02T03:04:05Z') },
    wasm: testWasm(),
    wasmPath,
    workerPath: path.join(root, 'dist/parse-worker.js'),
    ...(rules && { rules }),
    ...(history && { history }),
  });
  return { engine, logged };
}
