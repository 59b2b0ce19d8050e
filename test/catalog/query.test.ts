import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FunctionSignature, SqlType, UserType } from '../../server/src/model/expr/env';
import { formatSqlType, sqlType } from '../../server/src/model/expr/format';
import type { QueryEnv, Relation } from '../../server/src/model/query/env';
import { readQuery } from '../../server/src/model/query/read';
import { readType } from '../../server/src/model/types';
import { testParser } from '../support/parser';
import { postgres } from './apply';

const SCHEMA = `
  CREATE TYPE mood AS ENUM ('ok', 'bad');
  CREATE TYPE address AS (street text, city varchar(40));
  CREATE DOMAIN positive AS int CHECK (VALUE > 0);
  CREATE TABLE teams (id int PRIMARY KEY, name varchar(50) NOT NULL, budget numeric(10, 2), parent_id int REFERENCES teams, tags text[]);
  CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, code char(3), team_id int REFERENCES teams,
    mood mood, home address, age positive, created_at timestamptz(3) DEFAULT now(), data jsonb, labels varchar(10)[]);
  CREATE TABLE posts (id uuid PRIMARY KEY, user_id bigint REFERENCES users, title varchar(200), body text, score real, at timestamp, period tstzrange);
  CREATE TABLE "Odd Name" ("Id" smallint, "select" text, "team id" int);
  CREATE VIEW totals AS SELECT user_id, count(*) AS total, avg(score) AS mean FROM posts GROUP BY user_id;
  CREATE SCHEMA app;
  CREATE TABLE app.users (id int, label varchar(7));
  CREATE FUNCTION recent(since timestamp) RETURNS SETOF posts LANGUAGE sql AS 'SELECT * FROM posts WHERE at > since';
  CREATE FUNCTION pairs(n int) RETURNS TABLE (a int, b text) LANGUAGE sql AS 'SELECT n, ''x''';
  CREATE FUNCTION one_out(n int, OUT twice bigint) LANGUAGE sql AS 'SELECT n * 2';
  CREATE FUNCTION two_out(n int, OUT lo int, OUT hi numeric) LANGUAGE sql AS 'SELECT n, n';
  CREATE FUNCTION full_name(u users) RETURNS text LANGUAGE sql AS 'SELECT u.name';
  CREATE FUNCTION homes() RETURNS SETOF address LANGUAGE sql AS 'SELECT home FROM users';
  CREATE FUNCTION anything() RETURNS SETOF record LANGUAGE sql AS 'SELECT 1, 2';
  CREATE EXTENSION hstore;
`;

/** Each is made a view of; PostgreSQL's catalogue says what its columns are and on which columns of tables it depends. */
const QUERIES = [
  'SELECT id, name FROM users',
  'SELECT * FROM users',
  'SELECT u.* FROM users u',
  'SELECT u.id AS a, u.name b, u.code FROM public.users AS u',
  'SELECT public.users.id FROM public.users',
  'SELECT "Id", o."select", "team id" + 1 AS next FROM "Odd Name" o',
  "SELECT 1 AS a, 'x' AS b, NULL AS c, 1.5 AS d, true AS e, 12345678901 AS f",
  "SELECT 'x'::varchar(5), '1'::numeric(5), now()::date, 'a'::char(4), 1::bigint::text",
  'SELECT lower(name), upper(title) AS t, length(body) FROM users JOIN posts ON user_id = users.id',
  'SELECT count(*), sum(id), avg(age), min(name), max(created_at) FROM users',
  'SELECT team_id, count(*) AS n FROM users GROUP BY team_id HAVING count(*) > 1 ORDER BY n',
  'SELECT name AS team_id, count(*) FROM users GROUP BY team_id, name',
  "SELECT CASE WHEN id > 1 THEN name ELSE 'x' END, CASE WHEN true THEN 1 ELSE age END FROM users",
  'SELECT coalesce(name, code), greatest(id, team_id), nullif(name, code) FROM users',
  'SELECT id FROM users UNION SELECT id FROM teams',
  'SELECT name FROM teams UNION ALL SELECT title FROM posts',
  'SELECT name FROM teams UNION ALL SELECT name FROM teams',
  "SELECT 'a' AS x UNION SELECT 'b'",
  'SELECT NULL AS x, 1 AS y UNION SELECT id, 2.5 FROM teams ORDER BY x',
  '(SELECT id FROM teams ORDER BY name LIMIT 1) UNION ALL (SELECT user_id FROM posts) EXCEPT SELECT age FROM users',
  'SELECT id FROM users INTERSECT SELECT user_id FROM posts ORDER BY id LIMIT 3',
  "VALUES (1, 'a', NULL), (2.5, 'b', NULL)",
  "SELECT v.a, b FROM (VALUES (1, 'x'::varchar(3)), (2, 'y'::varchar(3))) AS v (a, b) ORDER BY a",
  'SELECT column1, v.column2 FROM (VALUES (1, 2)) v',
  'SELECT * FROM users u JOIN teams t ON t.id = u.team_id',
  'SELECT u.id, u.name AS uname, t.* FROM users u JOIN teams t ON t.id = u.team_id',
  'SELECT * FROM teams JOIN app.users USING (id)',
  'SELECT id, label, t.name FROM app.users u RIGHT JOIN teams t USING (id)',
  'SELECT id FROM users FULL JOIN teams USING (id)',
  'SELECT * FROM app.users NATURAL JOIN teams',
  'SELECT * FROM (app.users u CROSS JOIN posts p) AS j (k, l, m)',
  'SELECT j.id, budget FROM app.users JOIN teams USING (id) AS j',
  'SELECT j.k FROM (app.users JOIN teams USING (id)) AS j (k)',
  'SELECT * FROM (app.users a JOIN teams b USING (id)) JOIN (SELECT 1 AS id, 2 AS z) c USING (id)',
  'SELECT a.name, b.name AS parent FROM teams a LEFT JOIN teams b ON b.id = a.parent_id',
  'SELECT s.n, s.total + 1 AS more FROM (SELECT name AS n, total FROM users JOIN totals ON user_id = id) s',
  'SELECT (SELECT count(*) FROM posts p WHERE p.user_id = u.id) FROM users u',
  'SELECT (SELECT title FROM posts p WHERE p.user_id = u.id LIMIT 1), (SELECT max(score) AS top FROM posts) FROM users u',
  'SELECT id FROM users u WHERE EXISTS (SELECT 1 FROM posts WHERE user_id = u.id AND title = name)',
  'SELECT id FROM users WHERE team_id IN (SELECT id FROM teams WHERE budget > 5) OR id = ANY (SELECT user_id FROM posts)',
  'SELECT ARRAY(SELECT title FROM posts) AS titles, ARRAY[id, 2] AS ids, EXISTS (SELECT 1) FROM users',
  'SELECT (id, name) = (1, code) AS same FROM users',
  'SELECT u.id, p.title FROM users u, LATERAL (SELECT title FROM posts WHERE user_id = u.id ORDER BY at LIMIT 3) p',
  'SELECT u.id, p.* FROM users u LEFT JOIN LATERAL (SELECT score, body FROM posts WHERE user_id = u.id) AS p (s) ON true',
  'WITH c AS (SELECT id, name FROM users) SELECT c.id, n.name FROM c JOIN c AS n USING (id)',
  'WITH c (a, b) AS (SELECT id, name FROM users), d AS (SELECT a FROM c) SELECT * FROM d, c',
  'WITH RECURSIVE t AS (SELECT id, parent_id, name FROM teams UNION ALL SELECT s.id, s.parent_id, s.name FROM teams s JOIN t ON s.parent_id = t.id) SELECT * FROM t',
  'WITH RECURSIVE t (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT n, n * 2.5 AS m FROM t',
  'WITH RECURSIVE t AS (SELECT id, parent_id FROM teams UNION ALL SELECT s.id, s.parent_id FROM teams s JOIN t ON s.parent_id = t.id) SEARCH DEPTH FIRST BY id SET ord CYCLE id SET looped USING path SELECT id, parent_id, looped, ord::text, path::text AS p FROM t ORDER BY ord',
  "WITH RECURSIVE t AS (SELECT id FROM teams UNION ALL SELECT t.id FROM t) SEARCH BREADTH FIRST BY id SET ord CYCLE id SET mark TO 'Y' DEFAULT 'N' USING path SELECT id, mark, ord::text FROM t",
  'WITH RECURSIVE a AS (SELECT x FROM b), b AS (SELECT id AS x FROM teams) SELECT x FROM a',
  'WITH users AS (SELECT 1 AS own) SELECT * FROM users',
  'WITH x AS (WITH y AS (SELECT id FROM teams) SELECT id AS k FROM y) SELECT k FROM x',
  'SELECT u FROM users u',
  'SELECT u.id, t FROM users u JOIN teams t ON t.id = u.team_id',
  'SELECT s::text, to_jsonb(j) AS j FROM (SELECT 1 AS a) s, (teams CROSS JOIN app.users) AS j',
  'SELECT (u.home).city, (home).street AS s FROM users u',
  'SELECT (home).*, id FROM users',
  'SELECT (u).name, (u).home FROM users u',
  'SELECT (u.*).name FROM users u',
  'SELECT u.full_name, full_name(u) AS f FROM users u',
  'SELECT to_jsonb(u), row_to_json(t.*) AS r, count(t) AS n FROM users u, teams t GROUP BY u.*, t.*',
  "SELECT data -> 'a' AS a, data ->> 'b' AS b, data['c'], labels[1], tags[1:2] FROM users, teams",
  'SELECT * FROM generate_series(1, 3)',
  'SELECT g, g + 1 FROM generate_series(1, 3) g',
  'SELECT g.n FROM generate_series(1, 3) AS g (n)',
  'SELECT * FROM generate_series(1, 3) WITH ORDINALITY AS g (n, i)',
  'SELECT * FROM unnest(ARRAY[1, 2], ARRAY[$$a$$, $$b$$]) AS u (a, b)',
  'SELECT * FROM unnest(ARRAY[1, 2], ARRAY[1.5])',
  'SELECT t.id, tag FROM teams t, unnest(t.tags) AS tag',
  'SELECT t.id, x.tag, x.i FROM teams t CROSS JOIN LATERAL unnest(tags) WITH ORDINALITY AS x (tag, i)',
  'SELECT * FROM ROWS FROM (generate_series(1, 2), pairs(1)) WITH ORDINALITY',
  'SELECT * FROM ROWS FROM (anything() AS (a int, b text), one_out(1)) AS r',
  'SELECT * FROM anything() AS r (a int, b varchar(3))',
  'SELECT e.key, e.value FROM users, jsonb_each(data) e',
  'SELECT key, value FROM users, jsonb_each_text(data)',
  'SELECT * FROM users, jsonb_array_elements(data) AS e',
  'SELECT value, e.ordinality FROM users, jsonb_array_elements_text(data) WITH ORDINALITY e',
  "SELECT x.a, b FROM jsonb_to_record('{}') AS x (a int, b text[])",
  'SELECT * FROM pairs(2)',
  'SELECT p.b, x FROM pairs(2) AS p (x)',
  'SELECT (pairs(1)).*',
  'SELECT * FROM one_out(1)',
  'SELECT * FROM one_out(1) AS o',
  'SELECT lo, t.hi FROM two_out(1) t',
  'SELECT (two_out(1)).hi',
  "SELECT r.title, r.score FROM recent('2020-01-01') r",
  "SELECT * FROM recent('2020-01-01')",
  "SELECT r FROM recent('2020-01-01') r",
  'SELECT * FROM homes() h',
  'SELECT h FROM homes() h',
  'SELECT * FROM now() AS n, current_date, CAST(1 AS bigint)',
  'SELECT * FROM string_to_table($$a,b$$, $$,$$), regexp_matches($$a$$, $$b$$) AS m',
  "SELECT key, value FROM each('a=>1'::hstore)",
  "SELECT * FROM xmltable('/r' PASSING ('<r/>'::xml) COLUMNS a int PATH 'x', b varchar(5), n FOR ORDINALITY) x",
  "SELECT u.id, jt.* FROM users u, json_table(u.data, '$[*]' COLUMNS (i FOR ORDINALITY, x int PATH '$.x', NESTED PATH '$.y' COLUMNS (z text), e bool EXISTS PATH '$.e')) jt",
  'SELECT * FROM teams TABLESAMPLE system (10) WHERE id > 1',
  'SELECT rank() OVER w, sum(score) OVER (PARTITION BY user_id ORDER BY at) AS s FROM posts WINDOW w AS (PARTITION BY title ORDER BY score)',
  'SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY score), count(*) FILTER (WHERE title IS NULL) FROM posts',
  'SELECT team_id, name, grouping(team_id) FROM users GROUP BY GROUPING SETS ((team_id), ROLLUP (team_id, name), ())',
  'SELECT DISTINCT ON (team_id) id, team_id AS t FROM users ORDER BY team_id, t',
  'SELECT DISTINCT mood, age FROM users',
  'SELECT id AS x, -id AS y FROM users ORDER BY x, y DESC LIMIT 5 OFFSET 1',
  'SELECT ctid, tableoid::regclass AS t, xmin FROM teams',
  'SELECT extract(year FROM at), date_trunc($$day$$, at), at - interval $$1 day$$ AS before, at::date - 1 FROM posts',
  'SELECT lower(period) AS since, upper(period), period && tstzrange(now(), NULL) AS hit FROM posts',
  'SELECT total, mean FROM totals WHERE user_id > 3',
  'SELECT title COLLATE "C", name || code, score::int, body IS NULL, user_id IN (1, 2) FROM posts, users',
  'SELECT string_agg(name, $$,$$ ORDER BY id), array_agg(mood), jsonb_agg(data), bool_or(id > 1) FROM users',
  'SELECT count(c.relname) FROM pg_class c JOIN users ON users.name = c.relname',
  'SELECT count(*) FROM information_schema.tables',
  'TABLE teams',
  'SELECT FROM users',
  'SELECT current_date, current_timestamp, localtime(2), current_user, session_user',
  'SELECT u.id FROM users u WHERE u.home IS NOT DISTINCT FROM ROW($$a$$, $$b$$)::address',
  'SELECT ROW(t.*)::text, ROW(1, name)::text AS r FROM teams t',
  'SELECT (SELECT x FROM (SELECT u.code AS x) s) FROM users u',
  'SELECT (VALUES (1), (2) LIMIT 1), (SELECT 1 AS a UNION SELECT 2 LIMIT 1)::text',
  'SELECT name FROM users WHERE name = (SELECT name FROM teams WHERE teams.id = team_id)',
  'SELECT code::text, labels, labels[1], age + 1, age FROM users',
  'SELECT budget * 2, round(budget, 1), budget, -budget AS n FROM teams',
  'SELECT m.id FROM users u JOIN (teams m JOIN app.users a USING (id)) ON m.id = u.team_id',
];

let db: PGlite;
let env: QueryEnv;
const parser = await testParser();

beforeAll(async () => {
  db = await postgres();
  await db.exec(SCHEMA);
  env = await environment();
}, 60_000);
afterAll(() => db.close());

describe('views have the columns and dependencies of PostgreSQL', () => {
  it.each(QUERIES)('%s', async (query) => {
    const outcome = parser.parse(query);
    if (!outcome.ok) throw new Error(outcome.message);
    const { columns, open, uses, problems } = readQuery(outcome.node!, query, (at) => outcome.offsets.fromBytes(at ?? 0), env);
    const ours = columns.map(({ name, type }) => `${name} ${type ? formatSqlType(type) : '?'}`);
    const tables = [...new Set(uses.map((use) => use.table))].sort();
    const used = new Set(uses.flatMap(({ table, column }) => (column === undefined ? [] : [`${table}.${column}`])));
    const theirs = await view(query);
    expect(problems).toEqual([]);
    expect({ columns: ours, tables, used: [...used].sort(), open }).toEqual({ ...theirs, open: ours.includes('…') });
  }); // prettier-ignore
});

/** What PostgreSQL makes of a view. */
async function view(query: string): Promise<{ columns: string[]; tables: string[]; used: string[] }> {
  // Columns must differ in a view: a materialised one of each column alone says nothing less.
  const names = await db.query(`SELECT * FROM (${query}) AS q LIMIT 0`).then((result) => result.fields.map((field) => field.name)); // prettier-ignore
  const unique = names.map((_, i) => `c${i}`);
  await db.exec(`CREATE VIEW tested ${unique.length > 0 ? `(${unique.join(', ')})` : ''} AS ${query}`);
  const types = await db.query<{ type: string }>(
    `SELECT format_type(atttypid, atttypmod) AS type FROM pg_attribute WHERE attrelid = 'tested'::regclass AND attnum > 0 ORDER BY attnum`,
  );
  const depends = await db.query<{ table: string; column: string | null }>(
    `SELECT DISTINCT n.nspname || '.' || c.relname AS table, a.attname AS column FROM pg_depend d
       JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
       JOIN pg_class c ON d.refclassid = 'pg_class'::regclass AND c.oid = d.refobjid
       JOIN pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid AND a.attnum > 0
     WHERE r.ev_class = 'tested'::regclass AND c.oid <> r.ev_class AND c.relkind <> 'c' AND n.nspname <> 'information_schema'`,
  );
  await db.exec('DROP VIEW tested');
  return {
    columns: names.map((name, i) => `${name} ${types.rows[i]!.type}`),
    tables: [...new Set(depends.rows.map((row) => row.table))].sort(),
    used: depends.rows.flatMap((row) => (row.column === null ? [] : [`${row.table}.${row.column}`])).sort(),
  };
}

interface Typed {
  readonly name: string;
  readonly builtin: boolean;
  readonly array: boolean;
  readonly formatted: string;
}

function typed({ name, builtin, array, formatted }: Typed): SqlType {
  const modifiers = /\(([\d,]+)\)/.exec(formatted)?.[1]?.split(',') ?? [];
  return { name, builtIn: builtin, array, modifiers };
}

const TYPE = (oid: string, modifier: string) => `json_build_object(
  'name', (SELECT CASE WHEN n.nspname = 'pg_catalog' THEN '' ELSE n.nspname || '.' END || e.typname FROM pg_type t
    JOIN pg_type e ON e.oid = CASE WHEN t.typlen = -1 AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
    JOIN pg_namespace n ON n.oid = e.typnamespace WHERE t.oid = ${oid}),
  'builtin', (SELECT typnamespace = 'pg_catalog'::regnamespace FROM pg_type WHERE oid = ${oid}),
  'array', (SELECT typlen = -1 AND typelem <> 0 FROM pg_type WHERE oid = ${oid}),
  'formatted', format_type(${oid}, ${modifier}))`;

/** The schema of the database as queries are read against it. */
async function environment(): Promise<QueryEnv> {
  const attributes = await db.query<{ schema: string; name: string; kind: string; columns: { name: string; type: Typed }[] | null }>(
    `SELECT n.nspname AS schema, c.relname AS name, c.relkind AS kind,
       (SELECT json_agg(json_build_object('name', a.attname, 'type', ${TYPE('a.atttypid', 'a.atttypmod')}) ORDER BY a.attnum)
         FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('public', 'app') AND c.relkind IN ('r', 'v', 'c')`,
  ); // prettier-ignore
  const all = attributes.rows.map(({ schema, name, kind, columns }) => {
    const key = `${schema}.${name}`;
    const list = (columns ?? []).map((column) => ({ name: column.name, type: typed(column.type) }));
    return { kind, relation: { key, schema, name, kind: kind === 'v' ? 'view' : 'table', columns: list, open: false } satisfies Relation };
  }); // prettier-ignore
  const relations = new Map(all.filter(({ kind }) => kind !== 'c').map(({ relation }) => [relation.key, relation]));
  const types = new Map<string, UserType>([
    ['public.mood', { kind: 'enum', values: ['ok', 'bad'] }],
    ['public.positive', { kind: 'domain', base: { name: 'int4', builtIn: true, array: false, modifiers: [] } }],
    ['public.hstore', { kind: 'extension', extension: 'hstore' }],
  ]);
  for (const { relation } of all) types.set(relation.key, { kind: 'composite', columns: relation.columns });
  const signatures = await functions();
  return {
    extensions: new Map([['hstore', 'public']]),
    path: ['public'],
    type: (name) => {
      const type = sqlType(readType(name));
      return type.builtIn || types.has(type.name) ? type : undefined;
    },
    userType: (key) => types.get(key),
    functions: ({ name }) => signatures.filter((each) => each.name === name),
    relation: ({ schema = 'public', name }) => relations.get(`${schema}.${name}`),
    mayExist: () => false,
  };
}

async function functions(): Promise<FunctionSignature[]> {
  const { rows } = await db.query<{ name: string; set: boolean; args: Typed[]; returns: Typed; columns: { name: string; type: Typed }[] }>(
    `SELECT proname AS name, proretset AS set, ${TYPE('prorettype', 'NULL')} AS returns,
       (SELECT coalesce(json_agg(${TYPE('t', 'NULL')} ORDER BY i), '[]') FROM unnest(proargtypes) WITH ORDINALITY u (t, i)) AS args,
       (SELECT coalesce(json_agg(json_build_object('name', proargnames[i], 'type', ${TYPE('t', 'NULL')}) ORDER BY i), '[]')
         FROM unnest(proallargtypes, proargmodes) WITH ORDINALITY u (t, m, i) WHERE m IN ('o', 't')) AS columns
     FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')`,
  ); // prettier-ignore
  return rows.map(({ name, set, args, returns, columns }) => ({
    schema: 'public',
    name,
    kind: 'function',
    args: args.map(typed),
    defaults: 0,
    variadic: false,
    returns: typed(returns),
    returnsSet: set,
    columns: columns.map((column) => ({ name: column.name, type: typed(column.type) })),
  }));
}
