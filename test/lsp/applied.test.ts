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
    { kind: 'create', uri: 'file:///ws/m/003_add_idx_orders_user_id.sql', options: { overwrite: false, ignoreIfExists: false }, annotationId: 'change' },
    {
      textDocument: { uri: 'file:///ws/m/003_add_idx_orders_user_id.sql', version: null },
      edits: [
        {
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
          newText: '-- +migrate Up\nCREATE INDEX idx_orders_user_id ON orders (user_id);\n\n-- +migrate Down\nDROP INDEX idx_orders_user_id;\n',
          annotationId: 'change',
        },
      ],
    },
    {
      textDocument: { uri: 'file:///ws/m/003_add_idx_orders_user_id.sql', version: null },
      edits: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: '', annotationId: 'preview' }],
    },
  ]); // prettier-ignore
  expect(edit!.changeAnnotations!.preview).toMatchObject({ label: 'New migration', needsConfirmation: true });
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

const MODEL = `# Data Model: Shop

## Entities

### Order

- id: BIGINT (PK)
- user_id: BIGINT (FK → User) NOT NULL ON DELETE RESTRICT
- total: NUMERIC(12,2)

#### Access Patterns

| # | Pattern | Query shape | Frequency | Latency SLA |
| --- | --- | --- | --- | --- |
| AP1 | orders of one | \`WHERE user_id = ? ORDER BY id DESC LIMIT 20\` | 100/min | < 50ms |
`;
const CONTRACT = `version: "1"
tables:
  orders:
    columns:
      id:
        type: bigint
        primary_key: true
        backend_field: id
      user_id:
        type: bigint
        unique: true
        backend_field: userId
    indexes:
      - name: idx_orders_user
        columns: [user_id, id]
        reason: orders of one
`;

/** What a document's fix that changes the schema writes: a new migration with its texts, or the file that it edits. */
async function written(place: string, title: RegExp, applied: boolean): Promise<readonly [file: string, text: string]> {
  const [name, text] = MODEL.includes(place) ? ['DATA-MODEL.md', MODEL] : ['database-contracts.yaml', CONTRACT];
  const files = MemoryFiles.of({ '/ws/m/001_start.sql': OLD, [`/ws/docs/${name}`]: text });
  const history = () => ({ known: true as const, base: 'abc', added: applied ? [] : ['file:///ws/m/001_start.sql'], edited: [], ahead: [] }); // prettier-ignore
  const client = await TestClient.start({ files, history, createsFiles: true });
  clients.push(client);
  await client.until(() => client.status.at(-1)!.roots[0]!.applied === (applied ? 1 : 0));
  await client.open(`file:///ws/docs/${name}`, text);
  const actions = await client.actions(`file:///ws/docs/${name}`, place);
  const offered = actions.find((action) => title.test(action.title));
  if (!offered) throw new Error(titles(actions).join('\n'));
  expect(/, in a new migration$/.test(offered.title)).toBe(applied);
  const { edit } = offered.edit ? offered : await client.resolve(offered);
  // The last edit is of nothing: it opens the preview.
  const changed = edit!
    .documentChanges!.filter(
      (each) => !('edits' in each && each.edits.every((one) => 'newText' in one && one.newText === '')),
    )
    .flatMap((each) => ('edits' in each ? [each] : []));
  expect(changed).toHaveLength(1);
  const [{ textDocument, edits }] = changed as [(typeof changed)[0]];
  return [textDocument.uri.replace('file:///ws/', ''), edits.map((each) => ('newText' in each ? each.newText : '')).join('')]; // prettier-ignore
}

it.each([
  ['a column of a data model', 'total', /^Add to `orders`/, '002_add_total_to_orders.sql', 'ALTER TABLE orders ADD COLUMN total numeric(12,2);', 'total numeric(12,2)'],
  ['an action of a data model', 'RESTRICT', /in the schema/, undefined, 'ON DELETE RESTRICT', 'RESTRICT'],
  ['an access pattern', 'WHERE user_id', /^Make `idx/, undefined, 'ON orders (user_id, id DESC);', 'CREATE INDEX'],
  ['uniqueness of a contract', 'true\n        backend_field: userId', /UNIQUE/, undefined, 'UNIQUE (user_id);', 'UNIQUE (user_id)'],
  ['an index of a contract', 'idx_orders_user', /schema/, '002_add_idx_orders_user.sql', 'CREATE INDEX idx_orders_user ON orders (user_id, id);', 'CREATE INDEX idx_orders_user'],
] as const)('%s is written to the schema: in place, or as a new migration where the old one was applied', async (_, place, title, name, up, inPlace) => {
  const [file, text] = await written(place, title, true);
  expect(file).toMatch(/^m\/002_\w+\.sql$/);
  if (name !== undefined) expect(file).toBe(`m/${name}`);
  expect(text).toMatch(/^-- \+migrate Up\n[^]+\n\n-- \+migrate Down\n[^]+;\n$/);
  expect(text).toContain(up);
  const [edited, newText] = await written(place, title, false);
  expect(edited).toBe('m/001_start.sql');
  expect(newText).toContain(inPlace);
}); // prettier-ignore
