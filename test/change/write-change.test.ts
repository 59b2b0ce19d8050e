import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/base/span';
import type { SchemaChange } from '../../server/src/change/changes';
import { writeChange } from '../../server/src/scaffold/write-change';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';

const ORDERS = { schema: 'public', name: 'orders' };

/** The files that a change would leave, by their names. */
async function written(
  files: Readonly<Record<string, string>>,
  ...changes: SchemaChange[]
): Promise<Record<string, string>> {
  const { engine } = await testEngine(MemoryFiles.of(files));
  await engine.workspace.setFolders(['/ws']);
  const result = await writeChange(engine, engine.workspace.roots[0]!, changes);
  if (!result.ok) return { error: result.error };
  if (result.value.as === 'files') return Object.fromEntries(result.value.files.map(({ path, text }) => [path, text]));
  return Object.fromEntries([...result.value.edits].map(([file, edits]) => [file, applyEdits(files[file]!, edits)]));
}

const SCHEMA = { '/ws/schema.sql': 'CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  total int NOT NULL\n);\n' };
const alter = (...actions: Extract<SchemaChange, { change: 'alter table' }>['actions'][number][]): SchemaChange => ({ change: 'alter table', table: ORDERS, actions }); // prettier-ignore

describe('a change to the schema is written where the table is made', () => {
  it.each<[string, SchemaChange[], string]>([
    ['a column', [alter({ do: 'add column', column: { name: 'note', type: 'text', notNull: true, default: `''` } })], "CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  total int NOT NULL,\n  note text NOT NULL DEFAULT ''\n);\n"],
    ['two columns and a constraint', [alter({ do: 'add column', column: { name: 'a', type: 'int' } }, { do: 'add column', column: { name: 'b', type: 'int' } }, { do: 'add constraint', name: 'ok', definition: 'CHECK (a > b)' })], 'CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  total int NOT NULL,\n  a int,\n  b int,\n  CONSTRAINT ok CHECK (a > b)\n);\n'],
    ['a type', [alter({ do: 'set type', column: 'total', type: 'numeric(12,2)' })], 'CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  total numeric(12,2) NOT NULL\n);\n'],
    ['NOT NULL that goes, and a default', [alter({ do: 'drop not null', column: 'total' })], 'CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  total int\n);\n'],
    ['a default', [alter({ do: 'set default', column: 'total', expression: '0' })], 'CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  total int DEFAULT 0 NOT NULL\n);\n'],
    ['an index and a comment', [{ change: 'create index', name: 'by_total', definition: 'ON orders (total)' }, { change: 'comment', on: 'COLUMN orders.total', text: "it's euro" }], "CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  total int NOT NULL\n);\n\nCREATE INDEX by_total ON orders (total);\n\nCOMMENT ON COLUMN orders.total IS 'it''s euro';\n"],
    ['a table', [{ change: 'create table', table: { schema: 'public', name: 'notes' }, columns: [{ name: 'id', type: 'bigint' }], constraints: [{ name: 'notes_pkey', definition: 'PRIMARY KEY (id)' }] }], 'CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  total int NOT NULL\n);\n\nCREATE TABLE notes (\n    id bigint,\n    CONSTRAINT notes_pkey PRIMARY KEY (id)\n);\n'],
  ])('%s', async (_, changes, text) => {
    expect(await written(SCHEMA, ...changes)).toEqual({ '/ws/schema.sql': text });
  }); // prettier-ignore
});

it('behind all else where the table is changed further below', async () => {
  const files = { '/ws/schema.sql': 'CREATE TABLE orders (id int);\nALTER TABLE orders ALTER id TYPE bigint' };
  const text =
    'CREATE TABLE orders (id int);\nALTER TABLE orders ALTER id TYPE bigint;\n\nALTER TABLE orders ALTER COLUMN id TYPE numeric;';
  expect(await written(files, alter({ do: 'set type', column: 'id', type: 'numeric' }))).toEqual({ '/ws/schema.sql': text }); // prettier-ignore
});

it('as a new migration with its Down in a history', async () => {
  const files = { '/ws/m/001_orders.up.sql': 'CREATE TABLE orders (id int, total int);', '/ws/m/001_orders.down.sql': 'DROP TABLE orders;' }; // prettier-ignore
  const rename: SchemaChange = { change: 'rename part', part: 'COLUMN', table: ORDERS, name: 'total', to: 'amount' };
  const changes = [rename, alter({ do: 'set not null', column: 'amount' }, { do: 'drop column', column: 'id' })];
  expect(await written(files, ...changes)).toEqual({
    '/ws/m/002_rename_total_to_amount.up.sql': 'ALTER TABLE orders RENAME COLUMN total TO amount;\n\nALTER TABLE orders\n    ALTER COLUMN amount SET NOT NULL,\n    DROP COLUMN id;\n',
    '/ws/m/002_rename_total_to_amount.down.sql': 'ALTER TABLE orders RENAME COLUMN amount TO total;\n\nALTER TABLE orders\n    ADD COLUMN id integer,\n    ALTER COLUMN total DROP NOT NULL;\n',
  }); // prettier-ignore
});
