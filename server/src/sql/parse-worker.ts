import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { LargeReply, LargeRequest } from './large-parser';
import { PgParser } from './pg-parser';

const request = workerData as LargeRequest;
void PgParser.create(new WebAssembly.Module(readFileSync(request.wasmPath))).then((parser) => {
  const outcome = parser.parse(request.sql);
  const reply: LargeReply = outcome.ok ? { ok: true, node: request.wantNode ? outcome.node : undefined } : outcome;
  parentPort?.postMessage(reply);
});
