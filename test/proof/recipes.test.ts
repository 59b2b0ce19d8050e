import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecipeArgs } from '../../server/src/change/recipes/recipe';
import { RECIPES } from '../../server/src/change/recipes/recipes';
import type { Engine } from '../../server/src/lint/engine';
import { safeChange } from '../../server/src/scaffold/safe-change';
import { postgres } from '../catalog/apply';
import { compare } from '../catalog/compare';
import { postgresCatalog, type ComparedSchema } from '../catalog/postgres';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';

const START = `CREATE TYPE status AS ENUM ('open', 'paid', 'void');
CREATE TABLE customers (
    id bigint PRIMARY KEY,
    name text NOT NULL
);
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    customer_id bigint,
    state status NOT NULL DEFAULT 'open',
    total integer NOT NULL DEFAULT 0,
    note varchar(20),
    street text,
    city text,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX orders_total_idx ON orders (total);
CREATE TABLE events (
    id serial PRIMARY KEY,
    happened_at timestamptz NOT NULL,
    what text
);
CREATE INDEX events_what_idx ON events (what);
CREATE TABLE logs (
    line bigint,
    what text
);`;
const ROWS = `INSERT INTO customers SELECT i, 'c' || i FROM generate_series(1, 50) i;
INSERT INTO orders (id, customer_id, state, total, note, street, city) SELECT i, i % 50 + 1, (ARRAY['open', 'paid', 'void'])[i % 3 + 1]::status, i, CASE WHEN i % 2 = 0 THEN 'n' || i END, 's' || i, 'c' FROM generate_series(1, 3000) i;
INSERT INTO logs SELECT i, 'x' FROM generate_series(1, 100) i;
INSERT INTO events (happened_at, what) SELECT timestamptz '2026-01-01' + i * interval '1 hour', 'x' || i FROM generate_series(1, 500) i;`;

/** Each recipe as somebody would use it; `rows` is what holds for the rows when all steps have run. */
const USES: readonly (readonly [string, RecipeArgs, string?])[] = [
  ['add-not-null-column', { table: 'orders', column: 'channel', type: 'text', default: `'web'` }, `SELECT count(*) = 3000 FROM orders WHERE channel = 'web'`],
  ['add-not-null-column', { table: 'orders', column: 'twice', type: 'integer', value: 'total * 2' }, 'SELECT bool_and(twice = total * 2) FROM orders'],
  ['set-not-null', { table: 'orders', column: 'note', value: `''` }, `SELECT count(*) = 1500 FROM orders WHERE note = ''`],
  ['add-default', { table: 'orders', column: 'note', default: `'-'`, fill: 'yes' }, `SELECT count(*) = 1500 FROM orders WHERE note = '-'`],
  ['change-type', { table: 'orders', column: 'note', type: 'varchar(100)' }],
  ['change-type', { table: 'orders', column: 'total', type: 'bigint' }, `SELECT bool_and(total = id) AND pg_typeof(max(total)) = 'bigint'::regtype FROM orders`],
  ['rename-column', { table: 'orders', column: 'total', to: 'amount' }, 'SELECT bool_and(amount = id) FROM orders'],
  ['rename-table', { table: 'orders', to: 'purchases' }, 'SELECT count(*) = 3000 FROM purchases'],
  ['drop-column', { table: 'orders', column: 'total' }],
  ['drop-table', { table: 'events' }],
  ['add-foreign-key', { table: 'orders', columns: 'customer_id', references: 'customers', 'on-delete': 'CASCADE' }],
  ['add-check', { table: 'orders', expression: 'total >= 0', name: 'orders_total_check' }],
  ['add-unique', { table: 'orders', columns: 'customer_id, id' }],
  ['add-primary-key', { table: 'logs', columns: 'line' }],
  ['add-index', { table: 'orders', columns: 'customer_id, created_at DESC', where: `state = 'open'` }],
  ['drop-index', { index: 'orders_total_idx' }],
  ['add-enum-value', { type: 'status', value: 'refunded', after: 'paid' }],
  ['replace-enum', { type: 'status', values: 'open, closed', map: 'paid=closed, void=closed' }, `SELECT count(*) = 2000 FROM orders WHERE state = 'closed'`],
  ['split-table', { table: 'orders', columns: 'street, city', to: 'addresses' }, `SELECT count(*) = 3000 FROM addresses WHERE street = 's' || id`],
  ['partition-table', { table: 'events', column: 'happened_at', until: '2027-01-01', next: '2027-02-01' }, 'SELECT count(*) = 500 FROM events'],
]; // prettier-ignore

const TOOLS: Readonly<Record<string, (sql: string) => Record<string, string>>> = {
  'sql-migrate': (sql) => ({ '/ws/m/20260101000000_start.sql': `-- +migrate Up\n${sql}\n\n-- +migrate Down\nDROP TABLE orders;\n` }),
  'golang-migrate': (sql) => ({ '/ws/m/000001_start.up.sql': sql, '/ws/m/000001_start.down.sql': 'DROP TABLE orders, customers, events, logs; DROP TYPE status;' }),
  dbmate: (sql) => ({ '/ws/m/20260101000000_start.sql': `-- migrate:up\n${sql}\n\n-- migrate:down\nDROP TABLE orders;\n` }),
}; // prettier-ignore

async function engineWith(files: Readonly<Record<string, string>>): Promise<Engine> {
  const { engine } = await testEngine(MemoryFiles.of(files));
  await engine.workspace.setFolders(['/ws']);
  return engine;
}

/** One way of a migration: its statements, and whether they run in a transaction. */
interface Part {
  readonly statements: readonly string[];
  readonly transaction: boolean;
}

/** The parts of the migrations that were written, each up and down, as the tool runs them. */
async function partsOf(
  files: Readonly<Record<string, string>>,
  written: readonly string[],
): Promise<{ up: Part; down: Part }[]> {
  const engine = await engineWith(files);
  const [root] = engine.workspace.roots;
  const parts = written.flatMap((path) => {
    const file = engine.workspace.file(path);
    const info = root!.migration(path);
    if (file?.type !== 'sql' || !info) throw new Error(`${path} is no migration`);
    const within = (direction: 'up' | 'down'): Part => {
      const all = info.parts.filter((part) => part.direction === direction);
      const statements = file.sql.statements.filter((statement) => !statement.empty && all.some(({ span }) => statement.start >= span.start && statement.start < span.end)); // prettier-ignore
      const mode = all[0]?.transaction ?? info.transaction;
      return { statements: statements.map((statement) => file.sql.sql(statement)), transaction: mode !== 'none' && (mode !== 'implicit' || statements.length > 1) }; // prettier-ignore
    };
    return [{ path, up: within('up'), down: within('down') }];
  });
  // A tool with two files for one migration has them one after the other.
  const pairs: { up: Part; down: Part }[] = [];
  for (const { path, up, down } of parts) {
    if (path.endsWith('.down.sql')) pairs[pairs.length - 1] = { ...pairs.at(-1)!, down };
    else pairs.push({ up, down });
  }
  return pairs;
}

let db: PGlite;
beforeAll(async () => {
  db = await postgres();
}, 60_000);
afterAll(() => db.close());

async function run({ statements, transaction }: Part): Promise<void> {
  if (transaction) await db.exec('BEGIN');
  for (const sql of statements) {
    try {
      await db.exec(sql);
    } catch (error) {
      throw new Error(`${String(error)}\n${sql}`, { cause: error });
    }
  }
  if (transaction) await db.exec('COMMIT');
}

function unordered(schemas: readonly ComparedSchema[]): ComparedSchema[] {
  return schemas.map((schema) => ({ ...schema, tables: schema.tables.map((table) => ({ ...table, columns: [...table.columns].sort((a, b) => (a.name < b.name ? -1 : 1)) })) })); // prettier-ignore
}

const state = async () => unordered(await postgresCatalog(db));

/** What changes values that no Down can give back. */
const LOSES = new Set(['drop-column', 'set-not-null', 'add-default', 'replace-enum']);

/** The rows, whatever the order of their columns is by now. */
const values = async () => (await db.query('SELECT * FROM orders ORDER BY id')).rows;

/** What stays of a Down that loses something by nature. */
const STAYS: Readonly<Record<string, RegExp>> = {
  'add-enum-value': /^enum public\.status$/,
  'drop-column': /^column public\.orders\.total$/,
};

describe.each(Object.entries(TOOLS))(
  'with %s a recipe runs up, down and up, and our own rules find nothing wrong',
  (_, files) => {
    it.each(USES.map(([id, args, rows]) => ({ id, args, rows })))('$id $args', async ({ id, args, rows }) => {
      const before = files(START);
      const engine = await engineWith(before);
      const made = await safeChange(engine, engine.workspace.roots[0]!, id, args);
      if (!made.ok) throw new Error(made.error);
      const texts = Object.fromEntries(made.value.migrations.map(({ path, text }) => [path, text]));
      const all = { ...before, ...texts, [made.value.document.path]: made.value.document.text };
      const paths = Object.keys(texts);
      const parts = await partsOf(all, paths);

      await db.exec('ROLLBACK; DROP SCHEMA public CASCADE; CREATE SCHEMA public; SET search_path = public');
      await db.exec(START);
      await db.exec(ROWS);
      const start = await state();
      const held = await values();
      for (const { up } of parts) await run(up);
      const reached = await state();
      if (rows !== undefined)
        expect((await db.query<{ ok: boolean }>(`SELECT (${rows}) AS ok`)).rows).toEqual([{ ok: true }]);
      for (const { down } of [...parts].reverse()) await run(down);
      const left = compare(start, await state()).differences.filter(
        ({ row }) => !STAYS[id]?.test(row) && !row.endsWith('_not_null'),
      );
      expect(left).toEqual([]);
      if (!LOSES.has(id)) expect(await values()).toEqual(held);
      for (const { up } of parts) await run(up);
      expect(compare(reached, await state()).differences).toEqual([]);

      const checked = await engineWith(all);
      const found = [...paths, made.value.document.path].flatMap((path) => checked.linter.findings(path));
      const wrong = found.filter(({ severity, file }) => !(file in texts) || (severity !== 'info' && severity !== 'hint')); // prettier-ignore
      expect(wrong.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    });
  },
);

it('every recipe is tried', () => {
  expect([...new Set(USES.map(([id]) => id))].sort()).toEqual(RECIPES.map(({ id }) => id).sort());
});
