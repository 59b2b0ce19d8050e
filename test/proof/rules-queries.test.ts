import { describe, expect, test } from 'vitest';
import { rolledBack } from '../support/postgres';

const pg = rolledBack();

describe('what the rules on queries, partitions and row security say of PostgreSQL', () => {
  test.each([
    ['SELECT emial FROM users', '42703'],
    ['SELECT id FROM usrs', '42P01'],
    ['SELECT u.id FROM users AS usr', '42P01'],
    ['SELECT id FROM users JOIN orders ON user_id = users.id', '42702'],
    ['INSERT INTO users (id, email) VALUES (1)', '42601'],
    ["INSERT INTO users VALUES (1, 'x', 3)", '42601'],
    ["INSERT INTO users VALUES (1, 'x'), (2)", '42601'],
    ['CREATE VIEW v AS SELECT * FROM users u JOIN orders o ON o.user_id = u.id', '42701'],
    ['CREATE MATERIALIZED VIEW v AS SELECT users.*, orders.id FROM users, orders', '42701'],
  ])('%s is refused', async (sql, code) => {
    await pg.db.exec('CREATE TABLE users (id int, email text); CREATE TABLE orders (id int, user_id int)');
    await expect(pg.db.exec(sql)).rejects.toMatchObject({ code });
  });

  test('a PL/pgSQL function with an unknown column is made, and fails when it runs', async () => {
    await pg.db.exec('CREATE TABLE users (id int)');
    await pg.db.exec("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN UPDATE users SET nmae = 1; END'");
    await expect(pg.db.exec('SELECT f()')).rejects.toMatchObject({ code: '42703' });
  });

  test.each([
    'SELECT * FROM users JOIN orders USING (id)',
    'SELECT * FROM users NATURAL JOIN orders',
    'SELECT users.*, orders.id AS order_id FROM users, orders',
    'SELECT * FROM users, orders AS o (order_id, user_id)',
  ])('a view of %s is made', async (query) => {
    await pg.db.exec('CREATE TABLE users (id int, email text); CREATE TABLE orders (id int, user_id int)');
    await pg.db.exec(`CREATE VIEW v AS ${query}`);
  });

  test('fewer values than columns are taken', async () => {
    await pg.db.exec("CREATE TABLE users (id int, email text, age int); INSERT INTO users VALUES (1, 'x')");
  });

  test('NOT IN with one null yields nothing', async () => {
    await pg.db.exec(
      'CREATE TABLE a (id int); CREATE TABLE b (id int); INSERT INTO a VALUES (1); INSERT INTO b VALUES (2), (NULL)',
    );
    expect((await pg.db.query('SELECT id FROM a WHERE id NOT IN (SELECT id FROM b)')).rows).toEqual([]);
    expect(
      (await pg.db.query('SELECT id FROM a WHERE id NOT IN (SELECT id FROM b WHERE id IS NOT NULL)')).rows,
    ).toHaveLength(1);
  });

  test('a comparison with null is never true', async () => {
    expect((await pg.db.query('SELECT 1 WHERE NULL = NULL OR 1 <> NULL')).rows).toEqual([]);
  });

  test('a text as time zone counts to the west', async () => {
    const sql = "SELECT extract(hour FROM timestamptz '2024-01-01 12:00Z' AT TIME ZONE '+02:00')::int AS hour";
    expect((await pg.db.query(sql)).rows).toEqual([{ hour: 10 }]);
  });

  test('of the last day of BETWEEN only midnight counts', async () => {
    await pg.db.exec(
      "CREATE TABLE sales (at timestamp); INSERT INTO sales VALUES ('2024-12-31 00:00'), ('2024-12-31 10:00')",
    );
    expect(
      (await pg.db.query("SELECT at FROM sales WHERE at BETWEEN '2024-01-01' AND '2024-12-31'")).rows,
    ).toHaveLength(1);
    expect(
      (await pg.db.query("SELECT at FROM sales WHERE (at >= '2024-01-01' AND at < '2025-01-01')")).rows,
    ).toHaveLength(2);
  });

  test('a view keeps the columns that * had', async () => {
    await pg.db.exec('CREATE TABLE t (a int); CREATE VIEW v AS SELECT * FROM t; ALTER TABLE t ADD b int');
    expect((await pg.db.query('SELECT * FROM v')).fields.map(({ name }) => name)).toEqual(['a']);
  });

  test.each([
    ["FROM ('2024-01-31') TO ('2024-03-01')", '42P17'],
    ["FROM ('2024-03-01') TO ('2024-02-01')", '42P17'],
  ])('a partition %s is refused', async (bounds, code) => {
    await pg.db.exec(`CREATE TABLE logs (at date) PARTITION BY RANGE (at);
      CREATE TABLE logs_01 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')`);
    await expect(pg.db.exec(`CREATE TABLE logs_02 PARTITION OF logs FOR VALUES ${bounds}`)).rejects.toMatchObject({
      code,
    });
  });

  test('a row in a gap is refused', async () => {
    await pg.db.exec(`CREATE TABLE logs (at date) PARTITION BY RANGE (at);
      CREATE TABLE logs_01 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')`);
    await expect(pg.db.exec("INSERT INTO logs VALUES ('2024-02-01')")).rejects.toMatchObject({ code: '23514' });
  });

  test('policies do nothing until row security is enabled, and a view passes them by unless it is security_invoker', async () => {
    await pg.db.exec(`CREATE ROLE reader; CREATE TABLE notes (owner text); INSERT INTO notes VALUES ('somebody');
      CREATE POLICY own ON notes USING (owner = current_user); GRANT SELECT ON notes TO reader; GRANT USAGE ON SCHEMA public TO reader;
      CREATE VIEW definer AS SELECT owner FROM notes; CREATE VIEW invoker WITH (security_invoker = on) AS SELECT owner FROM notes;
      GRANT SELECT ON definer, invoker TO reader; SET LOCAL ROLE reader`);
    const rows = async (relation: string) => (await pg.db.query(`SELECT owner FROM ${relation}`)).rows.length;
    expect(await rows('notes')).toBe(1);
    await pg.db.exec('RESET ROLE; ALTER TABLE notes ENABLE ROW LEVEL SECURITY; SET LOCAL ROLE reader');
    expect([await rows('notes'), await rows('definer'), await rows('invoker')]).toEqual([0, 1, 0]);
  });

  test('row security without a policy hides all rows', async () => {
    await pg.db.exec(`CREATE ROLE reader; CREATE TABLE notes (a int); INSERT INTO notes VALUES (1);
      GRANT SELECT ON notes TO reader; ALTER TABLE notes ENABLE ROW LEVEL SECURITY; SET LOCAL ROLE reader`);
    expect((await pg.db.query('SELECT a FROM notes')).rows).toEqual([]);
  });

  test('a unique key counts deleted rows, a partial index does not', async () => {
    await pg.db
      .exec(`CREATE TABLE users (email text UNIQUE, deleted_at timestamptz); INSERT INTO users VALUES ('a', now());
      CREATE TABLE people (email text, deleted_at timestamptz); CREATE UNIQUE INDEX ON people (email) WHERE deleted_at IS NULL;
      INSERT INTO people VALUES ('a', now()), ('a', NULL)`);
    await expect(pg.db.exec("INSERT INTO users VALUES ('a', NULL)")).rejects.toMatchObject({ code: '23505' });
  });
});
