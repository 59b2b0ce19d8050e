import { beforeAll, describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/base/span';
import { checkText } from '../../server/src/lint/check-text';
import { spanOf } from '../../server/src/lint/finding';
import { RULES } from '../../server/src/rules/registry.generated';
import type { PgParser } from '../../server/src/sql/pg-parser';
import { testParser } from '../support/parser';
import { rolledBack } from '../support/postgres';

const pg = rolledBack();

let parser: PgParser;
beforeAll(async () => {
  parser = await testParser();
});

/** What PostgreSQL says to the statements: its error's code, or undefined. */
async function refusal(sql: string): Promise<string | undefined> {
  await pg.db.exec('SAVEPOINT before');
  try {
    await pg.db.exec(sql);
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await pg.db.exec('ROLLBACK TO before');
  }
}

function found(id: string, sql: string): number {
  const rule = RULES.find((each) => each.id === id)!;
  return checkText([rule], sql, { parser }).length;
}

const TYPES = [
  'smallint', 'integer', 'bigint', 'numeric', 'double precision', 'text', 'varchar(20)', 'char(5)', 'name', 'uuid', 'date', 'timestamp',
  'timestamptz', 'time', 'boolean', 'inet', 'oid', 'jsonb', 'tstzrange', 'integer[]', 'varchar(5)[]', 'mood', 'colour', 'email', 'positive', 'citext',
]; // prettier-ignore
const START =
  "CREATE EXTENSION citext; CREATE TYPE mood AS ENUM ('ok'); CREATE TYPE colour AS ENUM ('red'); CREATE DOMAIN email AS text; " +
  'CREATE DOMAIN positive AS integer CHECK (VALUE > 0);\n';

describe('foreign keys', () => {
  test('PostgreSQL takes exactly the pairs of types that are not reported', async () => {
    await pg.db.exec(START);
    const wrong: string[] = [];
    for (const to of TYPES) {
      for (const from of TYPES) {
        const sql = `CREATE TABLE a (k ${to} PRIMARY KEY); CREATE TABLE b (k ${from} REFERENCES a);`;
        const refused = await refusal(sql);
        const reported = found('foreign-key-type-conflict', START + sql) > 0;
        if (reported !== (refused === '42804')) wrong.push(`${from} to ${to}: ${refused ?? 'taken'}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  test('a table that is created later is not found', async () => {
    expect(await refusal('CREATE TABLE a (b_id int REFERENCES b); CREATE TABLE b (id int PRIMARY KEY);')).toBe('42P01');
  });

  test('SET DEFAULT without a default sets null, and fails where that may not be', async () => {
    const deleting = (column: string) => `
      CREATE TABLE users (id int PRIMARY KEY);
      CREATE TABLE posts (author_id ${column} REFERENCES users ON DELETE SET DEFAULT);
      INSERT INTO users VALUES (1);
      INSERT INTO posts VALUES (1);
      DELETE FROM users;`;
    expect(await refusal(deleting('int NOT NULL'))).toBe('23502');
    await pg.db.exec(deleting('int'));
    expect((await pg.db.query('SELECT * FROM posts')).rows).toEqual([{ author_id: null }]);
  });

  test('tables that require one another can not be filled row by row, unless one of the checks waits', async () => {
    const filling = (when: string) => `
      CREATE TABLE teams (id int PRIMARY KEY, lead_id int NOT NULL);
      CREATE TABLE members (id int PRIMARY KEY, team_id int NOT NULL REFERENCES teams ${when});
      ALTER TABLE teams ADD FOREIGN KEY (lead_id) REFERENCES members;
      INSERT INTO members VALUES (1, 1);
      INSERT INTO teams VALUES (1, 1);`;
    expect(await refusal(filling(''))).toBe('23503');
    expect(await refusal(filling('DEFERRABLE INITIALLY DEFERRED'))).toBeUndefined();
  });
});

const TABLE =
  'CREATE TABLE t (id int PRIMARY KEY, name text, short varchar(20), at timestamptz, local timestamp, day date, clock time, n numeric, ' +
  'tags text[], data jsonb, old json, mood mood, ip inet, during tstzrange, place point, flag boolean, kind email, words tsvector);\n';

describe('expressions of indexes', () => {
  const EXPRESSIONS = [
    'date(at)', 'date(local)', '(at::date)', '(local::date)', "date_trunc('day', at)", "date_trunc('day', local)", "date_trunc('day', day)",
    'extract(year FROM at)', 'extract(year FROM day)', "date_part('hour', at)", "(at AT TIME ZONE 'UTC')", '(at::text)', '(day::text)',
    '(clock::text)', '(local::timestamptz)', "to_char(at, 'YYYY')", "to_char(n, '999')", "to_date(name, 'YYYY')", 'concat(name, short)',
    "concat_ws(' ', name, short)", "(name || ' ' || short)", '(name || id)', '(name || n::text)', '(name || at)', '(name || mood)', '(day || name)', '(short || name)', '(kind || name)', '(name || flag)', '(data || data)', '(name || tags[1])', "format('%s', name)",
    'lower(name)', 'lower(short)', 'lower(kind)', '(mood::text)', '(tags::text)', "array_to_string(tags, ',')", "(data->>'a')",
    "((data->>'a')::int)", "((data->>'a')::date)", "((data->>'a')::timestamptz)", "((data->>'a')::uuid)", '(data::text)', '(n::text)',
    '(flag::text)', '(id::text)', 'md5(name)', 'md5(at::text)', 'to_tsvector(name)', "to_tsvector('english', name)", 'coalesce(name, short)',
    'age(at)', 'age(at, at)', "(at + interval '1 day')", "(local + interval '1 day')", '(at = day)', '(local > at)', 'to_jsonb(name)', 'random()',
    'now()', '(current_date)', 'upper(during)', 'extract(epoch FROM at)', "(name::date)", '(short::time)', "timezone('UTC', at)", 'greatest(at, at)',
    "replace(name, 'a', 'b')", 'left(name, 3)', '(CASE WHEN flag THEN name END)', 'host(ip)', 'abs(n)', 'row_to_json(t)', "to_timestamp(n::float)",
    "to_timestamp(name, 'YYYY')", 'quote_literal(name)', '(interval \'1 day\' + at)', 'make_date(id, id, id)', '((at::timestamp)::date)', 'gen_random_uuid()',
  ]; // prettier-ignore

  test('what is reported is refused, and little else is', async () => {
    await pg.db.exec(START + TABLE);
    const wrong: string[] = [];
    for (const expression of EXPRESSIONS) {
      const sql = `CREATE INDEX ON t (${expression});`;
      const refused = await refusal(sql);
      const reported = found('index-not-immutable', START + TABLE + sql) > 0;
      if (reported !== (refused === '42P17')) wrong.push(`${expression}: ${refused ?? 'taken'}`);
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    ['subquery-in-definition', 'CREATE TABLE x (a int CHECK (a IN (SELECT id FROM t)));', '0A000'],
    ['subquery-in-definition', 'CREATE TABLE x (a int DEFAULT (SELECT 1));', '0A000'],
    ['subquery-in-definition', 'CREATE INDEX ON t (id) WHERE id > (SELECT 1);', '0A000'],
    ['index-not-immutable', 'CREATE TABLE x (a timestamptz, b date GENERATED ALWAYS AS (a::date) STORED);', '42P17'],
    ['index-not-immutable', 'CREATE INDEX ON t (id) WHERE at > now();', '42P17'],
  ])('%s: %s', async (rule, sql, code) => {
    await pg.db.exec(START + TABLE);
    expect(await refusal(sql)).toBe(code);
    expect(found(rule, START + TABLE + sql)).toBe(1);
  });
});

describe('operator classes', () => {
  const columns = ['id', 'name', 'short', 'at', 'day', 'n', 'tags', 'data', 'old', 'mood', 'ip', 'during', 'place', 'flag', 'kind', 'words']; // prettier-ignore
  const methods = ['btree', 'hash', 'gist', 'gin', 'spgist', 'brin'];

  test('PostgreSQL has a default one exactly where none is reported', async () => {
    await pg.db.exec(START + TABLE);
    const wrong: string[] = [];
    for (const method of methods) {
      for (const column of columns) {
        const sql = `CREATE INDEX ON t USING ${method} (${column});`;
        const refused = await refusal(sql);
        const reported = found('missing-operator-class', START + TABLE + sql) > 0;
        // Of enum types nothing is said.
        if (reported !== (refused === '42704') && column !== 'mood') wrong.push(`${sql} ${refused ?? 'taken'}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  /** The statement after the fix of its only finding. */
  function fixed(sql: string): string {
    const rule = RULES.find(({ id }) => id === 'missing-operator-class')!;
    const text = START + TABLE + sql;
    const edits = checkText([rule], text, { parser })[0]!.fixes[0]!.edits;
    const after = applyEdits(text, edits.map(({ at, newText }) => ({ span: spanOf(at), newText }))); // prettier-ignore
    return after.slice((START + TABLE).length);
  }

  test.each([
    ['pg_trgm', 'CREATE INDEX ON t USING gin (name gin_trgm_ops);'],
    ['btree_gist', 'ALTER TABLE t ADD EXCLUDE USING gist (id WITH =, during WITH &&);'],
    ['btree_gin', 'CREATE INDEX ON t USING gin (tags, id);'],
    ['pg_trgm', 'CREATE EXTENSION btree_gist; CREATE INDEX ON t USING gist (name gist_trgm_ops);'],
  ])('an extension brings it: %s', async (extension, sql) => {
    await pg.db.exec(START + TABLE);
    const made = `CREATE EXTENSION ${extension};\n`;
    expect([await refusal(sql), found('missing-operator-class', START + TABLE + sql)]).toEqual(['42704', 1]);
    expect([await refusal(made + sql), found('missing-operator-class', START + TABLE + made + sql)]).toEqual([undefined, 0]); // prettier-ignore
    expect([await refusal(fixed(sql)), found('missing-operator-class', START + TABLE + fixed(sql))]).toEqual([undefined, 0]); // prettier-ignore
  });
});

describe('checks', () => {
  test('a check of the moment keeps old rows from being updated', async () => {
    await pg.db.exec(`
      CREATE TABLE invites (token text, expires_at timestamptz CHECK (expires_at > clock_timestamp()));
      INSERT INTO invites VALUES ('a', clock_timestamp() + interval '50 ms');
      SELECT pg_sleep(0.1);`);
    expect(await refusal("UPDATE invites SET token = 'b'")).toBe('23514');
  });

  test('a B-tree refuses large documents', async () => {
    await pg.db.exec('CREATE TABLE events (data jsonb); CREATE INDEX ON events (data);');
    const sql = 'INSERT INTO events SELECT jsonb_agg(md5(n::text)) FROM generate_series(1, 1000) n';
    expect(await refusal(sql)).toBe('54000');
  });
});
