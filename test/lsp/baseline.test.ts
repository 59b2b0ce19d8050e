import { afterEach, expect, it } from 'vitest';
import { MemoryFiles } from '../support/files';
import { TestClient } from '../support/lsp';

const clients: TestClient[] = [];
afterEach(() => clients.splice(0).forEach((client) => client.dispose()));

const FILE = 'file:///ws/a.sql';
const TEXT = 'CREATE TABLE a (\n  name varchar(255)\n);\n';

it('accepted findings are silent until there is one more', async () => {
  const texts = new Map([['/ws/a.sql', TEXT]]);
  const client = await TestClient.start({ files: new MemoryFiles(texts) });
  clients.push(client);
  await client.open(FILE, TEXT);
  const before = await client.findings(FILE);
  expect(before).toContain('varchar-255: varchar(255)');

  const [baseline] = await client.baseline();
  expect(baseline).toMatchObject({ uri: 'file:///ws/.tablewright/baseline.json', count: before.length });
  texts.set('/ws/.tablewright/baseline.json', baseline!.text);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: baseline!.uri, type: 1 }],
  });
  // The server reads the file behind the notification.
  while ((await client.findings(FILE)).length > 0);

  await client.replace(FILE, 'CREATE TABLE a (', '-- lines move\n\nCREATE TABLE a (\n  title varchar(255),');
  expect(await client.findings(FILE)).toContain('varchar-255: varchar(255)');
});

it('the overview says what there is, as it is told', async () => {
  const tables = Array.from({ length: 15 }, (_, i) => `CREATE TABLE t${i} (id bigserial PRIMARY KEY, at timestamp);`);
  const texts = new Map([
    ['/ws/schema.sql', tables.join('\n')],
    ['/ws/broken.sql', 'SELEC 1;'],
  ]);
  const client = await TestClient.start({ files: new MemoryFiles(texts) });
  clients.push(client);
  const { roots, counts, accepted } = await client.overview();
  expect(roots.map(({ name, tables: count }) => [name, count])).toEqual([['schema.sql', 15]]);
  // Fifteen `serial` and fifteen `timestamp` are one decision each.
  expect(counts).toMatchObject({ error: 1, warning: 1 });
  expect(counts.info + counts.hint).toBeLessThan(5);
  expect(accepted).toBe(false);
  texts.set('/ws/.tablewright/baseline.json', (await client.baseline())[0]!.text);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: 'file:///ws/.tablewright/baseline.json', type: 1 }],
  });
  while (!(await client.overview()).accepted);
  expect((await client.overview()).counts).toMatchObject({ error: 1, warning: 0 });
});
