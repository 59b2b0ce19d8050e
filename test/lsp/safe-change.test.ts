import { afterEach, expect, it } from 'vitest';
import { SAFE_CHANGE, type SafeChangeParams, type SafeChangeResult } from '../../server/src/lsp/protocol';
import { MemoryFiles } from '../support/files';
import { TestClient } from '../support/lsp';

const clients: TestClient[] = [];
afterEach(() => clients.splice(0).forEach((client) => client.dispose()));

async function start(): Promise<(params: SafeChangeParams) => Promise<SafeChangeResult>> {
  const sql =
    'CREATE TABLE orders (id bigint PRIMARY KEY, note text);\nCREATE TABLE app_users (id bigint PRIMARY KEY);';
  const client = await TestClient.start({ files: MemoryFiles.of({ '/ws/m/001_orders.sql': sql }) });
  clients.push(client);
  return (params) => client.connection.sendRequest(SAFE_CHANGE, params);
}

it('asks for what it needs, one thing after another, and then gives the files', async () => {
  const send = await start();
  const recipe = 'set-not-null';
  const labels = async (params: SafeChangeParams) => {
    const result = await send(params);
    return result.state === 'ask' ? [result.question.name, ...(result.question.choices ?? []).map(({ label }) => label)] : [result.state]; // prettier-ignore
  };
  expect(await labels({ args: {} })).toContain('Make a column NOT NULL');
  expect(await labels({ recipe, args: {} })).toEqual(['table', 'app_users', 'orders']);
  expect(await labels({ recipe, args: { table: 'public.orders' } })).toEqual(['column', 'id', 'note']);
  expect(await labels({ recipe, args: { table: 'public.orders', column: 'note' } })).toEqual(['value']);
  const done = await send({ recipe, args: { table: 'public.orders', column: 'note', value: '' } });
  if (done.state !== 'done') throw new Error(done.state);
  expect(done.title).toBe('Make orders.note NOT NULL');
  expect(done.files.map(({ uri, text }) => `${uri}\n${text}`)).toMatchSnapshot();
});

it('says what stands in the way', async () => {
  const send = await start();
  const args = { table: 'orders', column: 'id', value: '' };
  expect(await send({ recipe: 'set-not-null', args })).toEqual({
    state: 'failed',
    message: '`orders.id` is NOT NULL already.',
  });
});
