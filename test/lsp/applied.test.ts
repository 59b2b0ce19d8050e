import type { CodeAction } from 'vscode-languageserver/node';
import { afterEach, expect, it } from 'vitest';
import { MemoryFiles } from '../support/files';
import { TestClient } from '../support/lsp';

const clients: TestClient[] = [];
afterEach(() => clients.splice(0).forEach((client) => client.dispose()));

const OLD = `-- +migrate Up
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE);

-- +migrate Down
DROP TABLE orders;
DROP TABLE users;
`;
const NEW = `-- +migrate Up
CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE);

-- +migrate Down
DROP TABLE notes;
`;

async function start(): Promise<TestClient> {
  const files = MemoryFiles.of({ '/ws/m/001_start.sql': OLD, '/ws/m/002_notes.sql': NEW });
  const history = () => ({
    known: true as const,
    base: 'abc',
    added: ['file:///ws/m/002_notes.sql'],
    edited: [],
    ahead: [],
  });
  const client = await TestClient.start({ files, history, createsFiles: true });
  clients.push(client);
  await client.until(() => client.status.at(-1)!.roots[0]!.applied === 1);
  await client.open('file:///ws/m/001_start.sql', OLD);
  await client.open('file:///ws/m/002_notes.sql', NEW);
  return client;
}

const titles = (actions: readonly CodeAction[]) => actions.map(({ title }) => title);

it('a fix of an applied migration is offered as a new one, which is made when the person agrees', async () => {
  const client = await start();
  const uri = 'file:///ws/m/001_start.sql';
  const actions = await client.actions(uri, 'REFERENCES users');
  expect(actions.every(({ edit }) => edit === undefined)).toBe(true);
  const offered = actions.find(({ title }) => /index/i.test(title))!;
  expect(offered.title).toMatch(/, in a new migration$/);
  const { edit } = await client.resolve(offered);
  expect(edit!.documentChanges).toEqual([
    { kind: 'create', uri: 'file:///ws/m/003_add_idx_orders_user_id.sql', options: { overwrite: false, ignoreIfExists: false }, annotationId: 'migration' },
    {
      textDocument: { uri: 'file:///ws/m/003_add_idx_orders_user_id.sql', version: null },
      edits: [
        {
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
          newText: '-- +migrate Up\nCREATE INDEX idx_orders_user_id ON orders (user_id);\n\n-- +migrate Down\nDROP INDEX idx_orders_user_id;\n',
          annotationId: 'migration',
        },
      ],
    },
  ]); // prettier-ignore
  expect(edit!.changeAnnotations!.migration).toMatchObject({ label: 'New migration', needsConfirmation: true });
  expect(client.logged).toEqual([]);
});

it('nothing else of an applied migration is edited, and a new one is', async () => {
  const client = await start();
  const old = await client.actions('file:///ws/m/001_start.sql', 'REFERENCES users');
  expect(titles(old).filter((title) => title.startsWith('Silence'))).toEqual([]);
  expect(await client.actions('file:///ws/m/001_start.sql', 'REFERENCES users', ['source.fixAll.tablewright'])).toEqual(
    [],
  );
  const fresh = await client.actions('file:///ws/m/002_notes.sql', 'REFERENCES users');
  expect(titles(fresh).filter((title) => /new migration/.test(title))).toEqual([]);
  expect(fresh.some(({ edit }) => edit !== undefined)).toBe(true);
});
