import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PgParser } from '../../server/src/sql/pg-parser';

export const wasmPath = createRequire(import.meta.url).resolve('libpg-query/wasm/libpg-query.wasm');
let compiled: WebAssembly.Module | undefined;
let parser: Promise<PgParser> | undefined;

/** PostgreSQL's parser, compiled once for all tests of a process. */
export function testWasm(): WebAssembly.Module {
  return (compiled ??= new WebAssembly.Module(readFileSync(wasmPath)));
}

/** PostgreSQL's real parser, one for each test file. */
export function testParser(): Promise<PgParser> {
  return (parser ??= PgParser.create(testWasm()));
}

/** A small seeded generator: a test that fails can be run again. */
export function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
