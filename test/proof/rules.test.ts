import type { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { quoteIdent } from '../../server/src/model/names';
import type { Table } from '../../server/src/model/schema';
import { RULES } from '../../server/src/rules/registry.generated';
import type { PgParser } from '../../server/src/sql/pg-parser';
import { postgres } from '../catalog/apply';
import { modelOf } from '../support/model';
import { testParser } from '../support/parser';

let parser: PgParser;
let db: PGlite;
beforeAll(async () => {
  [parser, db] = await Promise.all([testParser(), postgres()]);
}, 60_000);
afterAll(() => db.close());
beforeEach(() => db.exec('BEGIN'));
afterEach(() => db.exec('ROLLBACK'));

describe('what the rules say of PostgreSQL', () => {
  test('SET NULL on a NOT NULL column is accepted, and then no referenced row can be deleted', async () => {
    await db.exec(`
      CREATE TABLE users (id int PRIMARY KEY);
      CREATE TABLE posts (author_id int NOT NULL REFERENCES users ON DELETE SET NULL);
      INSERT INTO users VALUES (1);
      INSERT INTO posts VALUES (1);`);
    await expect(db.exec('DELETE FROM users')).rejects.toMatchObject({ code: '23502' });
  });

  test('a key of a partitioned table has to hold the partition key', async () => {
    const refused = (sql: string) => expect(db.exec(sql)).rejects.toMatchObject({ code: '0A000' });
    await db.exec('CREATE TABLE visits (id bigint, at date) PARTITION BY RANGE (at); SAVEPOINT made;');
    await refused('ALTER TABLE visits ADD PRIMARY KEY (id)');
    await db.exec('ROLLBACK TO made');
    await refused('CREATE UNIQUE INDEX ON visits (id)');
    await db.exec('ROLLBACK TO made; ALTER TABLE visits ADD PRIMARY KEY (at, id);');
  });

  test('a partial index serves only a query that asks for its condition', async () => {
    await db.exec(`
      CREATE TABLE users (id int PRIMARY KEY, email text, deleted_at timestamptz);
      CREATE INDEX users_by_email ON users (email) WHERE deleted_at IS NULL;
      SET LOCAL enable_seqscan = off;`);
    const plan = async (condition: string) =>
      JSON.stringify((await db.query(`EXPLAIN SELECT id FROM users WHERE ${condition}`)).rows);
    expect(await plan("email = 'a'")).not.toContain('users_by_email');
    expect(await plan("email = 'a' AND deleted_at IS NULL")).toContain('users_by_email');
  });

  test('a rule says nothing of how many rows it changed, a trigger does', async () => {
    await db.exec(`
      CREATE TABLE users (id int, deleted boolean);
      INSERT INTO users VALUES (1), (2);
      CREATE RULE keep AS ON DELETE TO users DO INSTEAD UPDATE users SET deleted = true WHERE id = OLD.id;`);
    expect((await db.query('DELETE FROM users')).affectedRows).toBe(0);
    expect((await db.query('SELECT FROM users WHERE deleted')).rows).toHaveLength(2);
  });

  test('SET NULL of some columns leaves the others alone', async () => {
    await db.exec(`
      CREATE TABLE users (tenant_id int, id int, PRIMARY KEY (tenant_id, id));
      CREATE TABLE posts (tenant_id int NOT NULL, author_id int,
        FOREIGN KEY (tenant_id, author_id) REFERENCES users ON DELETE SET NULL (author_id));
      INSERT INTO users VALUES (1, 1);
      INSERT INTO posts VALUES (1, 1);
      DELETE FROM users;`);
    expect((await db.query('SELECT * FROM posts')).rows).toEqual([{ tenant_id: 1, author_id: null }]);
  });

  test.each([
    ['REFERENCES nowhere', '42P01'],
    ['REFERENCES users (nothing)', '42703'],
    [', UNIQUE (nothing)', '42703'],
  ])('%s is refused', async (clause, code) => {
    await db.exec('CREATE TABLE users (id int PRIMARY KEY)');
    await expect(db.exec(`CREATE TABLE posts (author_id int ${clause})`)).rejects.toMatchObject({ code });
  });

  test('a key of a partitioned table needs the columns that it is partitioned by', async () => {
    const made = db.exec('CREATE TABLE events (id int, at date, PRIMARY KEY (id)) PARTITION BY RANGE (at)');
    await expect(made).rejects.toMatchObject({ code: '0A000' });
  });

  test('a delete may wait for a deferred check under NO ACTION, not under RESTRICT', async () => {
    const deleting = (table: string, action: string) => `
      CREATE TABLE ${table} (id int PRIMARY KEY, next_id int REFERENCES ${table} ON DELETE ${action} DEFERRABLE INITIALLY DEFERRED);
      INSERT INTO ${table} VALUES (1, 2), (2, NULL);
      DELETE FROM ${table} WHERE id = 2;`;
    await db.exec(deleting('patient', 'NO ACTION'));
    await expect(db.exec(deleting('strict', 'RESTRICT'))).rejects.toMatchObject({ code: expect.stringMatching(/^23/) });
  });

  test('equal keys of one CREATE TABLE share an index, those of two statements do not', async () => {
    const indexes = async (table: string) => {
      const { rows } = await db.query('SELECT FROM pg_index WHERE indrelid = $1::text::regclass', [table]);
      return rows.length;
    };
    await db.exec('CREATE TABLE once (id int PRIMARY KEY, UNIQUE (id))');
    await db.exec('CREATE TABLE twice (id int PRIMARY KEY); ALTER TABLE twice ADD UNIQUE (id);');
    expect([await indexes('once'), await indexes('twice')]).toEqual([1, 2]);
  });

  test('names that are left to it are those that the messages show', async () => {
    const sql = `
      CREATE TABLE a_table_with_a_rather_long_name (id int PRIMARY KEY, a_column_with_a_rather_long_name int UNIQUE, b int,
        UNIQUE (id, b), UNIQUE (b, id), c int REFERENCES a_table_with_a_rather_long_name,
        FOREIGN KEY (id, b) REFERENCES a_table_with_a_rather_long_name (b, id));`;
    await db.exec(sql);
    const { rows } = await db.query<{ name: string }>(
      "SELECT conname AS name FROM pg_constraint WHERE conrelid = 'a_table_with_a_rather_long_name'::regclass AND contype <> 'n'",
    );
    const [table] = modelOf(sql, parser).model.tables();
    expect(table!.constraints.map(({ name }) => name).sort()).toEqual(rows.map(({ name }) => name).sort());
  });
});

describe('PostgreSQL takes what the fixes make', () => {
  // Each test is one transaction: what begins and ends some of its own, and databases, are left out, and CONCURRENTLY is.
  const OUTSIDE = /^\s*(?:create database|begin|commit|vacuum)\b/im;
  // Without CASCADE PostgreSQL says what hangs on it: that is what those fixes are for.
  const REFUSES = new Set(['drop-cascade', 'truncate-cascade']);
  const examples = RULES.flatMap((rule) =>
    rule.examples.flatMap(({ title, fixed, document, before = '' }) =>
      fixed === undefined || document || OUTSIDE.test(fixed) || REFUSES.has(rule.id)
        ? []
        : [[rule.id, title, `${before}\n${fixed}`.replace(/\(concurrently\)|\bconcurrently\b/gi, '')] as const],
    ),
  );
  test.each(examples)('%s: %s', async (_id, _title, fixed) => {
    const { model } = modelOf(fixed, parser);
    for (const schema of new Set([...model.tables()].map((table) => table.schema))) {
      await db.exec(`CREATE SCHEMA IF NOT EXISTS ${quoteIdent(schema)}`);
    }
    for (const sql of missingTables([...model.tables()], (name, path) => model.resolve(name, path))) await db.exec(sql);
    await db.exec(fixed);
  });
});

/** The tables that foreign keys of an example point to without its making them. */
function missingTables(tables: readonly Table[], resolve: ReturnType<typeof modelOf>['model']['resolve']): string[] {
  const made = new Map<string, string>();
  for (const table of tables) {
    for (const { columns, references, origin } of table.constraints) {
      if (!references || resolve(references.table, origin.source.path)) continue;
      const { schema = 'public', name } = references.table;
      const names = references.columns.length > 0 ? references.columns : columns.map((_, i) => `key_${i}`);
      const types = columns.map((column) => table.columns.find((each) => each.name === column)!.type.display);
      const definitions = names.map((each, i) => `${quoteIdent(each)} ${types[i]}`).join(', ');
      const key = names.map(quoteIdent).join(', ');
      made.set(
        `${schema}.${name}`,
        `CREATE TABLE ${quoteIdent(schema)}.${quoteIdent(name)} (${definitions}, PRIMARY KEY (${key}))`,
      );
    }
  }
  return [...made.values()];
}
