import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver/node';
import { afterEach, describe, expect, it } from 'vitest';
import { RULES } from '../../server/src/rules/registry.generated';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';
import { TestClient } from '../support/lsp';

const clients: TestClient[] = [];
afterEach(() => clients.splice(0).forEach((client) => client.dispose()));

const START = `-- +goose Up
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, note text, total integer, customer_id bigint, state text NOT NULL);
CREATE INDEX orders_state_idx ON orders (state);

-- +goose Down
DROP TABLE orders;
DROP TABLE customers;
`;
const OLD = '/ws/m/001_start.sql';
const NEW = '/ws/m/002_change.sql';
const history = () => ({ known: true as const, base: 'abc', added: [`file://${NEW}`], edited: [], ahead: [] });

async function start(files: Readonly<Record<string, string>>): Promise<TestClient> {
  const client = await TestClient.start({ files: MemoryFiles.of(files), history, createsFiles: true });
  clients.push(client);
  await client.until(() => client.status.at(-1)!.roots[0]!.applied === 1);
  await client.open(`file://${NEW}`, files[NEW]!);
  return client;
}

/** The files after an edit. */
function after(
  files: Readonly<Record<string, string>>,
  { documentChanges = [] }: WorkspaceEdit,
): Record<string, string> {
  const texts: Record<string, string> = { ...files };
  for (const change of documentChanges) {
    if (!('edits' in change)) continue;
    const path = change.textDocument.uri.replace('file://', '');
    const lines = (texts[path] ?? '').split('\n');
    const offset = ({ line, character }: { line: number; character: number }) =>
      lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
    for (const edit of change.edits) {
      if (!('newText' in edit)) continue;
      const text = texts[path] ?? '';
      texts[path] = text.slice(0, offset(edit.range.start)) + edit.newText + text.slice(offset(edit.range.end));
    }
  }
  return texts;
}

/** What the rules about migrations still say above information, by file. */
async function told(files: Readonly<Record<string, string>>): Promise<string[]> {
  const merged = { known: true as const, base: 'abc', has: (path: string) => path === OLD, edited: new Map<string, string>(), ahead: [] }; // prettier-ignore
  const { engine } = await testEngine(MemoryFiles.of(files), undefined, { merged: () => Promise.resolve(merged) });
  await engine.workspace.setFolders(['/ws']);
  return Object.keys(files)
    .filter((path) => path !== OLD)
    .flatMap((path) => engine.linter.findings(path))
    .filter(({ severity, rule }) => MIGRATION_RULES.has(rule) && (severity === 'warning' || severity === 'error'))
    .map(({ file, rule, message }) => `${file.slice(6)} ${rule}: ${message}`); // prettier-ignore
}

const MIGRATION_RULES = new Set(RULES.filter(({ category }) => category === 'migrations').map(({ id }) => id));

const safely = (actions: readonly CodeAction[]) => actions.filter(({ title }) => title.startsWith('Change safely'));
const migration = (up: string, down: string) => `-- +goose Up\n${up}\n\n-- +goose Down\n${down}\n`;

describe('a dangerous statement', () => {
  it.each([
    ['Make a column NOT NULL', 'ALTER TABLE orders ALTER COLUMN note SET NOT NULL;', 'ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;'],
    ['Add a NOT NULL column', 'ALTER TABLE orders ADD COLUMN code text NOT NULL;', 'ALTER TABLE orders DROP COLUMN code;'],
    ['Add a NOT NULL column', 'ALTER TABLE orders ADD COLUMN key uuid NOT NULL DEFAULT gen_random_uuid();', 'ALTER TABLE orders DROP COLUMN key;'],
    ['Change the type of a column', 'ALTER TABLE orders ALTER COLUMN total TYPE bigint USING total * 100;', 'ALTER TABLE orders ALTER COLUMN total TYPE integer USING total / 100;'],
    ['Rename a column', 'ALTER TABLE orders RENAME COLUMN note TO remark;', 'ALTER TABLE orders RENAME COLUMN remark TO note;'],
    ['Rename a table', 'ALTER TABLE orders RENAME TO purchases;', 'ALTER TABLE purchases RENAME TO orders;'],
    ['Drop a column', 'ALTER TABLE orders DROP COLUMN state;', "ALTER TABLE orders ADD COLUMN state text NOT NULL DEFAULT '';"],
    ['Drop a table', 'DROP TABLE orders;', 'CREATE TABLE orders (id bigint PRIMARY KEY, note text, total integer, customer_id bigint, state text NOT NULL);\nCREATE INDEX orders_state_idx ON orders (state);'],
    ['Add a foreign key', 'ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers ON DELETE CASCADE;', 'ALTER TABLE orders DROP CONSTRAINT orders_customer_fkey;'],
    ['Add a CHECK constraint', 'ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0);', 'ALTER TABLE orders DROP CONSTRAINT orders_total_check;'],
    ['Add a UNIQUE constraint', 'ALTER TABLE orders ADD CONSTRAINT orders_note_key UNIQUE (note);', 'ALTER TABLE orders DROP CONSTRAINT orders_note_key;'],
    ['Add an index', "CREATE INDEX orders_open_idx ON orders (lower(note), id DESC) WHERE state = 'open';", 'DROP INDEX orders_open_idx;'],
    ['Drop an index', 'DROP INDEX orders_state_idx;', 'CREATE INDEX orders_state_idx ON orders (state);'],
  ])('%s: %s', async (title, up, down) => {
    const files = { [OLD]: START, [NEW]: migration(up, down) };
    const client = await start(files);
    const offered = safely(await client.actions(`file://${NEW}`, up));
    expect(offered.map((action) => action.title)).toEqual([`Change safely: ${title}`]);
    expect(offered[0]!.edit).toBeUndefined();
    const { edit } = await client.resolve(offered[0]!);
    expect(edit!.changeAnnotations!.preview).toMatchObject({ label: 'Safe change', needsConfirmation: true });
    const texts = after(files, edit!);
    expect(Object.keys(texts).filter((path) => path.endsWith('.md'))).toHaveLength(1);
    expect(await told(texts)).toEqual([]);
    expect(client.logged).toEqual([]);
  }); // prettier-ignore
});

it('the first step takes the place of the migration, and the others follow', async () => {
  const up = 'ALTER TABLE orders ALTER COLUMN note SET NOT NULL;';
  const files = { [OLD]: START, [NEW]: migration(up, 'ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;') };
  const client = await start(files);
  const [offered] = safely(await client.actions(`file://${NEW}`, up));
  expect(after(files, (await client.resolve(offered!)).edit!)).toMatchSnapshot();
});

it('a statement among others is taken out, and the steps follow', async () => {
  const up = 'ALTER TABLE orders ALTER COLUMN note SET NOT NULL;';
  const other = 'CREATE TABLE lines (id bigint PRIMARY KEY);';
  const files = { [OLD]: START, [NEW]: migration(`${other}\n${up}`, 'DROP TABLE lines;') };
  const client = await start(files);
  const [offered] = safely(await client.actions(`file://${NEW}`, up));
  const texts = after(files, (await client.resolve(offered!)).edit!);
  expect(texts[NEW]).toBe(migration(other, 'DROP TABLE lines;'));
  expect(Object.keys(texts).filter((path) => path.startsWith('/ws/m/'))).toHaveLength(5);
});

it('what other statements build on is not taken apart, and that is said', async () => {
  const up = 'ALTER TABLE orders RENAME COLUMN note TO remark;';
  const files = { [OLD]: START, [NEW]: migration(`${up}\nALTER TABLE orders ALTER COLUMN remark SET DEFAULT '';`, 'ALTER TABLE orders ALTER COLUMN remark DROP DEFAULT;\nALTER TABLE orders RENAME COLUMN remark TO note;') }; // prettier-ignore
  const client = await start(files);
  const [offered] = safely(await client.actions(`file://${NEW}`, up));
  expect((await client.resolve(offered!)).edit).toBeUndefined();
  await client.until(() => client.messages.some((message) => message.includes('build on it')));
});

it('nothing is offered for what has run, or for a table that is new', async () => {
  const up = 'CREATE TABLE lines (id bigint);\nALTER TABLE lines ALTER COLUMN id SET NOT NULL;';
  const client = await start({ [OLD]: START, [NEW]: migration(up, 'DROP TABLE lines;') });
  expect(safely(await client.actions(`file://${NEW}`, 'SET NOT NULL'))).toEqual([]);
});
