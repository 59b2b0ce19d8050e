import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { DIST, TempFolder } from '../support/cli';

const folder = new TempFolder({
  'a.sql': Array.from({ length: 3000 }, (_, i) => `CREATE TABLE t${i} (id int;\n`).join(''),
});
afterAll(() => folder.dispose());

function start(...args: string[]) {
  return spawn(process.execPath, [path.join(DIST, 'cli.js'), ...args], { cwd: folder.path });
}

it('ends quietly when nobody reads on', async () => {
  const child = start('check', '--format', 'json');
  let complaints = '';
  child.stderr.on('data', (text) => (complaints += text));
  await once(child.stdout, 'data');
  child.stdout.destroy();
  const [, signal] = await once(child, 'close');
  expect({ complaints, signal }).toEqual({ complaints: '', signal: null });
});

it('prints all before it ends', async () => {
  const child = start('check', '--format', 'json');
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
  expect((JSON.parse(text) as { summary: { errors: number } }).summary.errors).toBe(3000);
});

it('serves an editor', async () => {
  const child = start('lsp', '--stdio');
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { processId: null, rootUri: null, capabilities: {} },
  });
  child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  let answer = '';
  while (!answer.includes('"id":1')) answer += String((await once(child.stdout, 'data'))[0]);
  expect(answer).toContain('"name":"tablewright"');
  child.kill();
  await once(child, 'close');
});
