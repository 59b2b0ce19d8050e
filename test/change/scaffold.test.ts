import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { scaffold, type ScaffoldRequest } from '../../server/src/scaffold/scaffold';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';

type Texts = Readonly<Record<string, string>>;

const db = await PGlite.create();
beforeEach(async () => {
  await db.exec('DROP SCHEMA IF EXISTS app CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public;');
});
afterAll(() => db.close());

async function engineOf(texts: Texts) {
  const { engine, logged } = await testEngine(
    MemoryFiles.of({ '/w/tablewright.json': '{"preset": "strict"}', ...texts }),
  );
  await engine.workspace.setFolders(['/w']);
  return { engine, logged };
}

async function made(texts: Texts, request: ScaffoldRequest) {
  const { engine } = await engineOf(texts);
  return scaffold(engine, request);
}

async function error(texts: Texts, request: ScaffoldRequest): Promise<string> {
  const result = await made(texts, request);
  return result.ok ? `made ${result.value.map(({ path }) => path).join()}` : result.error;
}

async function paths(texts: Texts, request: ScaffoldRequest): Promise<string[]> {
  const result = await made(texts, request);
  return result.ok ? result.value.map(({ path }) => path) : [result.error];
}

/** What people ask for by name: that programs fail is said, with the recipe as a fix. A lock's timeout is mostly the session's. */
const ASKED_FOR = new Set(['renamed-in-use', 'dropped-data', 'lock-timeout']);

/** What is made, after it was found to raise nothing and to run forth and back on PostgreSQL. */
async function proven(texts: Texts, request: ScaffoldRequest): Promise<string> {
  const result = await made(texts, request);
  if (!result.ok) throw new Error(result.error);
  const after = { ...texts, ...Object.fromEntries(result.value.map(({ path, text }) => [path, text])) };
  const { engine, logged } = await engineOf(after);
  for (const { path } of result.value) {
    const found = engine.linter.findings(path).filter(({ rule }) => !ASKED_FOR.has(rule));
    expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  }
  expect(logged).toEqual([]);
  for (const text of Object.values(texts)) await db.exec(parts(text)[0]);
  const all = result.value.map(({ text }) => parts(text));
  for (const [up] of all) await db.exec(up);
  for (const [, down] of all.reverse()) await db.exec(down);
  return result.value.map(({ text }) => text).join('\n');
}

function parts(text: string): [up: string, down: string] {
  const [up, down = ''] = text.split(/^-- \+\w+ Down\b.*$/m);
  return [up!, down];
}

const USERS = `CREATE TABLE users (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    status text NOT NULL,
    balance numeric(10, 2) NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
`;
const HISTORY = {
  '/w/migrations/20250101000000-create-users.sql': `-- +migrate Up\n${USERS}\n-- +migrate Down\nDROP TABLE users;\n`,
};
const NOW = '20260102030405';

describe('a new entity', () => {
  it('is a migration where there is a history', async () => {
    const text = await proven(HISTORY, { kind: 'entity', name: 'Order item', near: '/w', parent: 'public.users' });
    expect(text).toBe(`-- +migrate Up
CREATE TABLE order_items (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT fk_order_items_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT
);

CREATE INDEX idx_order_items_user_id ON order_items (user_id);

-- +migrate Down
DROP TABLE order_items;
`);
    expect(await paths(HISTORY, { kind: 'entity', name: 'Order item' })).toEqual([
      `/w/migrations/${NOW}-create-order-items.sql`,
    ]);
  });

  it('puts the cursor where its columns go', async () => {
    const result = await made(HISTORY, { kind: 'entity', name: 'Order item' });
    if (!result.ok) throw new Error(result.error);
    const { text, cursor } = result.value[0]!;
    expect(text.slice(0, cursor)).toMatch(/gen_random_uuid\(\),$/);
    expect(text.slice(cursor)).toMatch(/^\n {4}created_at/);
  });

  it('is a file beside the others in a folder of schema files', async () => {
    const files = { '/w/db/tables/users.sql': USERS, '/w/db/views/v.sql': 'CREATE VIEW v AS SELECT 1 AS n;\n' };
    expect(await paths(files, { kind: 'entity', name: 'Invoice' })).toEqual(['/w/db/tables/invoices.sql']);
    await proven(files, { kind: 'entity', name: 'Invoice', parent: 'users' });
  });

  it('is the first file of a schema', async () => {
    expect(await paths({}, { kind: 'entity', name: 'Invoice' })).toEqual(['/w/schema/invoices.sql']);
    await proven({}, { kind: 'entity', name: 'Invoice', near: '/w' });
  });

  it('goes into the history of a dump', async () => {
    const dump = `--\n-- PostgreSQL database dump\n--\n${USERS}`;
    const request = { kind: 'entity', name: 'Invoice', near: '/w/schema.sql' } as const;
    expect(await paths({ ...HISTORY, '/w/schema.sql': dump }, request)).toEqual([
      `/w/migrations/${NOW}-create-invoices.sql`,
    ]);
    expect(await paths({ '/w/schema.sql': dump }, request)).toEqual([`/w/migrations/${NOW}_create_invoices.sql`]);
  });

  it('follows the keys of a schema that has its own', async () => {
    const table = (name: string) =>
      `CREATE TABLE app.${name} (\n  id serial,\n  created_at timestamptz,\n  updated_at timestamptz,\n  CONSTRAINT ${name}_pk PRIMARY KEY (id)\n);`;
    const sql = ['CREATE SCHEMA app;', ...['accounts', 'boards', 'cards', 'labels', 'notes'].map(table)].join('\n');
    const text = await proven({ '/w/a.sql': sql }, { kind: 'entity', name: 'Task', parent: 'app.boards' });
    expect(text).toContain(
      'CREATE TABLE app.tasks (\n    id bigint GENERATED ALWAYS AS IDENTITY,\n    board_id integer NOT NULL,',
    );
    expect(text).toContain('CONSTRAINT tasks_pk PRIMARY KEY (id)');
    expect(text).toContain('CREATE INDEX idx_tasks_board_id ON app.tasks (board_id);');
  });

  it('follows keys that carry the name of their table', async () => {
    const table = (name: string) =>
      `CREATE TABLE ${name}s (\n  ${name}_id bigint PRIMARY KEY,\n  created_at timestamptz,\n  updated_at timestamptz\n);`;
    const sql = ['account', 'board', 'card', 'label', 'note'].map(table).join('\n');
    const text = await proven({ '/w/a.sql': sql }, { kind: 'entity', name: 'Task', parent: 'boards' });
    expect(text).toContain('    task_id bigint PRIMARY KEY,\n    board_id bigint NOT NULL,\n');
  });

  it('refers to a key of several columns and odd names', async () => {
    const sql = `CREATE TYPE "Kind" AS ENUM ('a');
CREATE TABLE "Parts" (\n  tenant_id bigint,\n  "Kind" "Kind",\n  created_at timestamptz,\n  updated_at timestamptz,\n  PRIMARY KEY (tenant_id, "Kind")\n);`;
    const text = await proven({ '/w/a.sql': sql }, { kind: 'entity', name: 'Order', parent: 'public.Parts' });
    expect(text).toContain('    tenant_id bigint NOT NULL,\n    part_kind "Kind" NOT NULL,');
    expect(text).toContain('REFERENCES "Parts" (tenant_id, "Kind") ON DELETE RESTRICT');
  });

  it('keeps the names of a long one within 63 bytes', async () => {
    const text = await proven(HISTORY, {
      kind: 'entity',
      name: 'Österreichische Zahlungsverkehrsabwicklungsvereinbarung',
      parent: 'users',
    });
    for (const [name] of text.matchAll(/\w{60,}/g)) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63);
  });

  const messages: [title: string, request: Partial<ScaffoldRequest>, says: string][] = [
    ['no name', { name: '  ' }, 'Say what one of them is called'],
    ['no letters', { name: '12 34' }, '`12 34` has no letters'],
    ['a long name', { name: 'x'.repeat(70) }, "longer than PostgreSQL's 63 bytes"],
    ['a table that is there', { name: 'User' }, 'There is `users` already, in 20250101000000-create-users.sql.'],
    ['an unknown parent', { name: 'Order', parent: 'nobody' }, 'There is no table `nobody`'],
    ['a parent without key', { name: 'Order', parent: 'log' }, '`log` has no primary key'],
    ['a view as parent', { name: 'Order', parent: 'v' }, '`v` has no primary key'],
  ];
  it.each(messages)('is refused with a sentence: %s', async (_, request, says) => {
    const log = {
      '/w/migrations/20250102000000-log.sql':
        '-- +migrate Up\nCREATE TABLE log (n int);\nCREATE VIEW v AS SELECT 1 AS n;\n',
    };
    expect(await error({ ...HISTORY, ...log }, { kind: 'entity', name: 'Order', ...request })).toContain(says);
  });

  it('never takes the place of a file', async () => {
    const files = { '/w/users.sql': USERS, '/w/orders.sql': 'SELECT 1;\n' };
    expect(await error(files, { kind: 'entity', name: 'Order' })).toBe(
      'orders.sql exists already. Nothing was changed.',
    );
  });
});

describe('the name of a new migration', () => {
  const up = (name: string) => ({ [`/w/m/${name}`]: '-- +migrate Up\nSELECT 1;\n' });
  const cases: [last: string, next: string][] = [
    ['20250101000000_first.sql', `${NOW}_add_x.sql`],
    ['20250101000000-first-one.sql', `${NOW}-add-x.sql`],
    ['20990101000000_first.sql', '20990101000001_add_x.sql'],
    ['001_first.sql', '002_add_x.sql'],
    ['0099-first.sql', '0100-add-x.sql'],
    ['000_first-one.sql', '001_add-x.sql'],
    ['20250101_007_first.sql', '20260102_001_add_x.sql'],
    ['20260102_007_first.sql', '20260102_008_add_x.sql'],
    ['20250101-first.sql', '20260102-add-x.sql'],
    ['V3__first.sql', 'V4__add_x.sql'],
    ['V1.9__first.sql', 'V1.10__add_x.sql'],
    ['first.sql', `${NOW}_add_x.sql`],
  ];
  it.each(cases)('after %s is %s', async (last, next) => {
    expect(await paths(up(last), { kind: 'migration', name: 'Add X!' })).toEqual([`/w/m/${next}`]);
  });

  it('is that of two files where up and down are two', async () => {
    const files = {
      '/w/m/0001_a.up.sql': USERS,
      '/w/m/0001_a.down.sql': 'DROP TABLE users;',
      '/w/m/0002_b.up.sql': 'SELECT 1;',
    };
    expect(await paths(files, { kind: 'migration', name: 'create orders' })).toEqual([
      '/w/m/0003_create_orders.up.sql',
      '/w/m/0003_create_orders.down.sql',
    ]);
  });

  it('comes after the last migration, not after queries elsewhere', async () => {
    const files = { ...up('001_a.sql'), ...up('002_b.sql'), '/w/queries/9_top.sql': 'SELECT 1;' };
    expect(await paths(files, { kind: 'migration', name: 'x' })).toEqual(['/w/m/003_x.sql']);
  });

  it('is cut at a word', async () => {
    const [path] = await paths(up('001_a.sql'), { kind: 'migration', name: 'word '.repeat(40) });
    expect(path!.length).toBeLessThan(100);
    expect(path).toMatch(/_word\.sql$/);
  });
});

describe('a new migration', () => {
  const says = (name: string) => proven(HISTORY, { kind: 'migration', name, near: '/w' });

  it.each([
    ['add nickname to users', 'ADD COLUMN nickname text;', 'DROP COLUMN nickname;'],
    [
      'add seen at, is_admin and Birth date to user',
      'ADD COLUMN seen_at timestamptz,\n    ADD COLUMN is_admin boolean NOT NULL DEFAULT false,\n    ADD COLUMN birth_date date;',
      'DROP COLUMN seen_at,',
    ],
    [
      'add email to users',
      "COMMENT ON COLUMN users.email IS 'PII: e-mail address. Retention: [how long]. Erasure: [how].';",
      'DROP COLUMN email;',
    ],
    [
      'drop balance from users',
      'ALTER TABLE users DROP COLUMN balance;',
      'ADD COLUMN balance numeric(10,2) NOT NULL DEFAULT 0;',
    ],
    ['rename status to state in users', 'RENAME COLUMN status TO state;', 'RENAME COLUMN state TO status;'],
    ['rename users to people', 'ALTER TABLE users RENAME TO people;', 'ALTER TABLE people RENAME TO users;'],
    ['drop users', 'DROP TABLE users;', '-- irreversible: the rows are gone.'],
    [
      'create invoice lines',
      'CREATE TABLE invoice_lines (\n    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),',
      'DROP TABLE invoice_lines;',
    ],
    ['add table invoices', 'CREATE TABLE invoices (', 'DROP TABLE invoices;'],
  ])('%s', async (name, up, down) => {
    const [first, second] = parts(await says(name));
    expect(first).toContain(up);
    expect(second).toContain(down);
  });

  it.each([
    'add status to orders',
    'add an index on status to users',
    'add support for refunds to users',
    'create index on users (status)',
    'create invoices and payments',
    'drop nothing from users',
    'drop everything',
    'rename this to that',
    'backfill; DROP TABLE users; -- totals',
  ])('is left to the person: %s', async (name) => {
    expect(await says(name)).toBe(`-- +migrate Up\n-- ${name}\n\n-- +migrate Down\n-- Undo it here.\n`);
  });

  it('adds a reference to a table in use by steps', async () => {
    expect(await says('add user_id to the users table')).toMatchSnapshot();
  });

  it('adds a reference at once where the table is as new as the migration', async () => {
    const merged = {
      known: true as const,
      base: 'abc',
      has: () => false,
      edited: new Map<string, string>(),
      ahead: [],
    };
    const { engine } = await testEngine(MemoryFiles.of(HISTORY), undefined, { merged: () => Promise.resolve(merged) });
    await engine.workspace.setFolders(['/w']);
    const result = await scaffold(engine, { kind: 'migration', name: 'add user_id to the users table', near: '/w' });
    expect(result.ok && result.value.map(({ text }) => text)).toEqual([
      expect.stringContaining(
        'ADD CONSTRAINT fk_users_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT;\n\nCREATE INDEX idx_users_user_id ON users (user_id);',
      ),
    ]);
  });

  it('has the form of goose', async () => {
    const files = { '/w/m/001_users.sql': `-- +goose Up\n${USERS}-- +goose Down\nDROP TABLE users;\n` };
    const text = await proven(files, { kind: 'migration', name: 'add note to users' });
    expect(text).toBe(
      '-- +goose Up\nALTER TABLE users ADD COLUMN note text;\n\n-- +goose Down\nALTER TABLE users DROP COLUMN note;\n',
    );
  });

  it('starts a history where there is none', async () => {
    expect(await paths({ '/w/db/users.sql': USERS }, { kind: 'migration', name: 'add x to users' })).toEqual([
      `/w/migrations/${NOW}_add_x_to_users.sql`,
    ]);
    expect(await paths({}, { kind: 'migration', name: 'begin' })).toEqual([`/w/migrations/${NOW}_begin.sql`]);
  });

  it('is refused with a sentence', async () => {
    expect(await error(HISTORY, { kind: 'migration', name: ' ! ' })).toContain('Say in a few words');
    expect(await error(HISTORY, { kind: 'migration', name: 'add status to users' })).toBe(
      '`users` has a column `status` already.',
    );
    expect(await error(HISTORY, { kind: 'migration', name: 'create users' })).toContain('There is `users` already');
  });
});
