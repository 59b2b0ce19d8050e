import { afterEach, expect, it } from 'vitest';
import { HISTORY_CHANGED, type HistoryResult } from '../../server/src/lsp/protocol';
import { MemoryFiles } from '../support/files';
import { TestClient } from '../support/lsp';

const clients: TestClient[] = [];
afterEach(() => clients.splice(0).forEach((client) => client.dispose()));

async function start(history?: (folder: string) => HistoryResult): Promise<TestClient> {
  const files = MemoryFiles.of({
    '/ws/m/001_a.sql': 'CREATE TABLE a (id int);',
    '/ws/m/002_b.sql': 'CREATE TABLE b (id int);',
    '/ws/tables.sql': 'CREATE TABLE c (id int);',
  });
  const client = await TestClient.start({ files, ...(history && { history }) });
  clients.push(client);
  return client;
}

const shown = (client: TestClient) => client.status.at(-1)!.roots.find(({ kind }) => kind === 'history')!;

it('what is applied comes from the client, and follows it', async () => {
  const asked: string[] = [];
  let added = ['file:///ws/m/002_b.sql'];
  const client = await start((folder) => {
    asked.push(folder);
    return { known: true, base: 'abc', added, edited: [], ahead: [] };
  });
  await client.until(() => shown(client).applied === 1);
  expect(asked).toEqual(['file:///ws/m']);
  added = [];
  await client.connection.sendNotification(HISTORY_CHANGED);
  await client.until(() => shown(client).applied === 2);
  expect(shown(client).appliedUnknown).toBeUndefined();
});

it('a reason that the client gives is shown', async () => {
  const client = await start(() => ({ known: false, reason: 'The folder is in no git repository.' }));
  const says = 'No migration counts as applied: the folder is in no git repository.';
  await client.until(() => shown(client).appliedUnknown === says);
});

it('a client that fails to answer is no failure', async () => {
  const client = await start(() => {
    throw new Error('no');
  });
  await client.until(() => shown(client).appliedUnknown?.includes('the editor could not say') ?? false);
  expect(client.logged).toEqual([]);
});

it('a client that knows no version control is not asked', async () => {
  const client = await start();
  expect(shown(client).appliedUnknown).toBe('No migration counts as applied: version control was not asked.');
});
