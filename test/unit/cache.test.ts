import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCache } from '../../server/src/node/cache';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const TEXT = `CREATE TABLE orders (id bigint PRIMARY KEY, status text DEFAULT 'open' CHECK (status <> ''));
${'-- filler\n'.repeat(40)}CREATE VIEW open_orders AS SELECT id FROM orders WHERE status = 'open';
CREATE TABLE broken (id bigint,);`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tablewright-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what was kept is found again, by the text alone', async () => {
  const first = await openCache(folder, '/ws', 'build 1', log);
  expect(first.read(TEXT)).toBeUndefined();
  first.keep(TEXT, [{ a: 1 }, null]);
  await first.save();
  const second = await openCache(folder, '/ws', 'build 1', log);
  expect(second.read(TEXT)).toEqual([{ a: 1 }, null]);
  expect(second.read(`${TEXT} `)).toBeUndefined();
});

test('nothing is taken from another build, another workspace or a broken file', async () => {
  const first = await openCache(folder, '/ws', 'build 1', log);
  first.keep(TEXT, 'value');
  await first.save();
  expect((await openCache(folder, '/ws', 'build 2', log)).read(TEXT)).toBeUndefined();
  expect((await openCache(folder, '/other', 'build 1', log)).read(TEXT)).toBeUndefined();
  for (const name of readdirSync(folder)) writeFileSync(path.join(folder, name), 'no cache');
  expect((await openCache(folder, '/ws', 'build 1', log)).read(TEXT)).toBeUndefined();
});

test('texts that are gone are forgotten, what comes later is added', async () => {
  const gone = `${TEXT} -- gone`;
  const later = `${TEXT} -- later`;
  const first = await openCache(folder, '/ws', 'build', log);
  first.keep(TEXT, 1);
  first.keep(gone, 2);
  await first.save();
  const second = await openCache(folder, '/ws', 'build', log);
  expect(second.read(TEXT)).toBe(1);
  await second.save();
  second.keep(later, 3);
  await second.save();
  const third = await openCache(folder, '/ws', 'build', log);
  expect([TEXT, gone, later].map((text) => third.read(text))).toEqual([1, undefined, 3]);
});

test('a second start parses nothing and finds the same', async () => {
  const start = async () => {
    const { engine, logged } = await testEngine(MemoryFiles.of({ '/ws/schema.sql': TEXT }));
    const cache = await openCache(folder, '/ws', 'build', log);
    engine.workspace.useCache(cache);
    const before = engine.parser.parsed;
    await engine.workspace.setFolders(['/ws']);
    const parsed = engine.parser.parsed - before;
    await cache.save();
    const findings = engine.linter.findings('/ws/schema.sql').map(({ rule, message }) => `${rule}: ${message}`);
    const view = engine.workspace.roots[0]!.model.table('public.open_orders')!;
    expect(logged).toEqual([]);
    return {
      parsed,
      findings,
      columns: view.columns.map(({ name, type }) => [name, type.display]),
    };
  };
  const cold = await start();
  const cached = await start();
  expect(cold.parsed).toBeGreaterThan(2);
  expect(cached.parsed).toBe(0);
  expect(cached.findings).toEqual(cold.findings);
  expect(cold.findings.some((finding) => finding.startsWith('syntax'))).toBe(true);
  expect(cached.columns).toEqual([['id', 'bigint']]);
});
