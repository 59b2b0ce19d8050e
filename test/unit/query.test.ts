import { beforeAll, describe, expect, it } from 'vitest';
import { formatSqlType, sqlType } from '../../server/src/model/expr/format';
import type { FunctionSignature, NamedType, UserType } from '../../server/src/model/expr/env';
import type { QueryEnv, Relation } from '../../server/src/model/query/env';
import { readQuery } from '../../server/src/model/query/read';
import type { QueryReading } from '../../server/src/model/query/reading';
import { readType } from '../../server/src/model/types';
import type { PgParser } from '../../server/src/sql/pg-parser';
import { testParser } from '../support/parser';

let parser: PgParser;
beforeAll(async () => {
  parser = await testParser();
});

function columns(list: string): NamedType[] {
  return list.split(',').map((each) => {
    const [name = '', type = 'int4'] = each.trim().split(' ');
    return { name, type: { name: type, builtIn: !type.includes('.'), array: false, modifiers: [] } };
  });
}

function relation(key: string, list: string, more: Partial<Relation> = {}): Relation {
  const [schema = '', name = ''] = key.split('.');
  return { key, schema, name, kind: 'table', columns: columns(list), open: false, ...more };
}

const RELATIONS = [
  relation('public.users', 'id, name text, email text, team_id, address public.address'),
  relation('public.teams', 'id, name text, owner_id'),
  relation('public.posts', 'id, user_id, title text, body text'),
  relation('public.Odd', 'Id, select text'),
  relation('app.users', 'id, label text'),
  relation('public.summary', 'user_id, total int8', { kind: 'view' }),
  relation('public.loose', 'id', { open: true }),
];

const TYPES: Readonly<Record<string, UserType>> = {
  'public.address': { kind: 'composite', columns: columns('street text, city text') },
};

const FUNCTIONS: readonly FunctionSignature[] = [
  fn('recent', { returns: { name: 'public.users', builtIn: false, array: false, modifiers: [] }, returnsSet: true }),
  fn('pairs', { columns: columns('a, b text'), returnsSet: true }),
  fn('full_name', { args: [undefined] }),
];

function fn(name: string, more: Partial<FunctionSignature>): FunctionSignature {
  const record = { name: 'record', builtIn: true, array: false, modifiers: [] };
  return { schema: 'public', name, kind: 'function', args: [], defaults: 0, variadic: false, returns: record, returnsSet: false, columns: [], ...more }; // prettier-ignore
}

const env: QueryEnv = {
  extensions: new Map(),
  path: ['public'],
  type: (name) => {
    const type = sqlType(readType(name));
    return type.builtIn || TYPES[type.name] ? type : undefined;
  },
  userType: (key) => TYPES[key],
  functions: ({ name }) => FUNCTIONS.filter((each) => each.name === name),
  relation: ({ schema, name }) => RELATIONS.find((each) => each.key === `${schema ?? 'public'}.${name}`),
  mayExist: ({ name }) => name.startsWith('may_'),
};

function read(sql: string): QueryReading {
  const outcome = parser.parse(sql);
  if (!outcome.ok) throw new Error(`${outcome.message}: ${sql}`);
  return readQuery(outcome.node!, sql, (location) => outcome.offsets.fromBytes(location ?? 0), env);
}

/** Each use as `r users.id@id`: the access, what is meant, and the text there; `~` where it is implied. */
function uses(sql: string): string {
  return read(sql)
    .uses.map(({ access, table, column, span, implied }) => {
      const of = table.replace(/^public\./, '') + (column === undefined ? '' : `.${column}`);
      return `${access === 'read' ? 'r' : 'w'} ${of}${implied ? '~' : '@'}${sql.slice(span.start, span.end)}`;
    })
    .join(', ');
}

function problems(sql: string): string[] {
  return read(sql).problems.map(({ kind, name, span, table }) => {
    const text = sql.slice(span.start, span.end);
    return `${kind} ${name}${table === undefined ? '' : ` of ${table}`} at ${text}`;
  });
}

function aliases(sql: string): string[] {
  return read(sql).aliases.map(({ name, table, definition, uses: at }) => {
    const text = (span: { start: number; end: number }) => `${sql.slice(span.start, span.end)}:${span.start}`;
    return `${name}${table === undefined ? '' : ` = ${table}`} [${text(definition)}] ${at.map(text).join(' ')}`.trim();
  });
}

function output(sql: string): string {
  const { columns: found, open } = read(sql);
  const list = found.map(({ name, type }) => `${name} ${type ? formatSqlType(type) : '?'}`);
  return [...list, ...(open ? ['…'] : [])].join(', ');
}

describe('uses', () => {
  it.each([
    ['SELECT id, name FROM users', 'r users.id@id, r users.name@name, r users@users'],
    ['SELECT u.id FROM public.users AS u WHERE u.name = $1', 'r users.id@id, r users@users, r users.name@name'],
    ['SELECT users.id FROM users', 'r users@users, r users.id@id, r users@users'],
    ['SELECT public.users.id FROM public.users', 'r users@users, r users.id@id, r users@users'],
    ['SELECT "Id", o."select" FROM "Odd" o', 'r Odd.Id@"Id", r Odd.select@"select", r Odd@"Odd"'],
    ['SELECT * FROM teams', 'r teams.id~*, r teams.name~*, r teams.owner_id~*, r teams@teams'],
    ['SELECT t.* FROM teams t', 'r teams.id~*, r teams.name~*, r teams.owner_id~*, r teams@teams'],
    ['SELECT count(*) FROM teams', 'r teams@teams'],
    ['SELECT t FROM teams t', 'r teams@teams'],
    ['SELECT (t).name FROM teams t', 'r teams.name@name, r teams@teams'],
    ['SELECT (u.address).city FROM users u', 'r users.address@address, r users@users'],
    ['SELECT x.k FROM teams AS x (k)', 'r teams.id~k, r teams@teams'],
    ['SELECT ctid, t.xmin FROM teams t', 'r teams@teams'],
    ['SELECT a.id FROM users a JOIN teams b USING (id)', 'r users.id@id, r users@users, r teams@teams, r users.id@id, r teams.id@id'],
    ['SELECT 1 FROM users NATURAL JOIN teams', 'r users@users, r users.id~NATURAL, r teams.id~NATURAL, r users.name~NATURAL, r teams.name~NATURAL, r teams@teams'],
    ['SELECT 1 FROM posts p LEFT JOIN users u ON u.id = p.user_id', 'r posts@posts, r users@users, r users.id@id, r posts.user_id@user_id'],
    ['SELECT (SELECT max(p.id) FROM posts p WHERE p.user_id = u.id) FROM users u', 'r posts.id@id, r posts@posts, r posts.user_id@user_id, r users.id@id, r users@users'],
    ['SELECT s.id FROM (SELECT id FROM users) s', 'r users.id@id, r users.id@id, r users@users'],
    ['SELECT s.k FROM (SELECT id AS k FROM users) s', 'r users.id~k, r users.id@id, r users@users'],
    ['WITH c AS (SELECT id FROM users) SELECT c.id FROM c', 'r users.id@id, r users@users, r users.id@id'],
    ['SELECT 1 FROM users, LATERAL (SELECT title FROM posts WHERE user_id = users.id) p', 'r users@users, r posts.title@title, r posts@posts, r posts.user_id@user_id, r users@users, r users.id@id'],
    ['SELECT id FROM users ORDER BY id', 'r users.id@id, r users@users, r users.id@id'],
    ['SELECT id AS name FROM teams ORDER BY name', 'r teams.id@id, r teams@teams, r teams.id~name'],
    ['SELECT id AS name FROM teams GROUP BY name', 'r teams.id@id, r teams@teams, r teams.name@name'],
    ['SELECT id AS k FROM teams GROUP BY k', 'r teams.id@id, r teams@teams, r teams.id~k'],
    ['SELECT id FROM users UNION SELECT owner_id FROM teams ORDER BY id', 'r users.id@id, r users@users, r teams.owner_id@owner_id, r teams@teams, r users.id@id'],
    ['SELECT sum(id) OVER w FROM users WINDOW w AS (PARTITION BY team_id ORDER BY name)', 'r users.id@id, r users@users, r users.team_id@team_id, r users.name@name'],
    ['SELECT r.name FROM recent() r', 'r users.name@name'],
    ['SELECT ROW(t.*) FROM teams t', 'r teams.id~*, r teams.name~*, r teams.owner_id~*, r teams@teams'],
    ['SELECT to_jsonb(t.*) FROM teams t', 'r teams@teams'],
    ['TRUNCATE users, teams', 'w users@users, w teams@teams'],
    ['COPY users (id, name) FROM stdin', 'w users@users, w users.id@id, w users.name@name'],
    ['COPY users (id) TO stdout', 'r users@users, r users.id@id'],
    ['CREATE VIEW v AS SELECT id FROM users', 'r users.id@id, r users@users'],
    ['CREATE TABLE x AS SELECT id FROM users', 'r users.id@id, r users@users'],
    ['EXPLAIN SELECT id FROM users', 'r users.id@id, r users@users'],
    ['SELECT é.id FROM users é -- ü', 'r users.id@id, r users@users'],
    ["SELECT '€', name FROM users", 'r users.name@name, r users@users'],
  ])('%s', (sql, expected) => {
    expect(uses(sql)).toBe(expected);
    expect(problems(sql)).toEqual([]);
  }); // prettier-ignore
});

describe('what is written', () => {
  it.each([
    ['INSERT INTO users (id, name) VALUES (1, $1)', 'w users@users, w users.id@id, w users.name@name'],
    ['INSERT INTO teams VALUES (1, 2)', 'w teams@teams, w teams.id~teams, w teams.name~teams'],
    ['INSERT INTO teams SELECT id FROM users', 'w teams@teams, w teams.id~teams, r users.id@id, r users@users'],
    ['INSERT INTO teams DEFAULT VALUES', 'w teams@teams'],
    [
      'INSERT INTO users AS u (id, name) VALUES (1, 2) ON CONFLICT (id) WHERE team_id > 1 DO UPDATE SET name = excluded.name WHERE u.id > 1 RETURNING id',
      'w users@users, w users.id@id, w users.name@name, r users.id@id, r users.team_id@team_id, w users.name@name, r users.name@name, r users.id@id, r users.id@id',
    ],
    ['INSERT INTO users (id) VALUES (1) ON CONFLICT (lower(name), email) DO NOTHING', 'w users@users, w users.id@id, r users.name@name, r users.email@email'],
    ['WITH a AS (INSERT INTO users (id) VALUES (1) ON CONFLICT (email) DO NOTHING) INSERT INTO teams (id) VALUES (1) ON CONFLICT (name) DO NOTHING', 'w users@users, w users.id@id, r users.email@email, w teams@teams, w teams.id@id, r teams.name@name'],
    ['UPDATE users SET name = email, team_id = t.id FROM teams t WHERE t.name = users.name', 'w users@users, w users.name@name, r users.email@email, w users.team_id@team_id, r teams.id@id, r teams@teams, r teams.name@name, r users@users, r users.name@name'],
    ['UPDATE users u SET (name, email) = (SELECT title, body FROM posts WHERE user_id = u.id)', 'w users@users, w users.name@name, w users.email@email, r posts.title@title, r posts.body@body, r posts@posts, r posts.user_id@user_id, r users.id@id'],
    ['UPDATE users SET address.city = name RETURNING old.name, new.id', 'w users@users, w users.address@address, r users.name@name, r users.name@name, r users.id@id'],
    ['UPDATE users SET name = $1 RETURNING WITH (OLD AS o, NEW AS n) o.name, n.id', 'w users@users, w users.name@name, r users.name@name, r users.id@id'],
    ['DELETE FROM posts p USING users u WHERE u.id = p.user_id', 'w posts@posts, r users@users, r users.id@id, r posts.user_id@user_id'],
    [
      'MERGE INTO users u USING posts p ON p.user_id = u.id WHEN MATCHED AND u.name IS NULL THEN UPDATE SET name = p.title WHEN NOT MATCHED THEN INSERT (id, name) VALUES (user_id, title)',
      'w users@users, r posts@posts, r posts.user_id@user_id, r users.id@id, r users.name@name, w users.name@name, r posts.title@title, w users.id@id, w users.name@name, r posts.user_id@user_id, r posts.title@title',
    ],
    ['MERGE INTO teams t USING users u ON t.id = u.team_id WHEN NOT MATCHED THEN INSERT VALUES (team_id, u.name) WHEN NOT MATCHED BY SOURCE AND id > 1 THEN DELETE',
      'w teams@teams, w teams.id~teams, w teams.name~teams, r users@users, r teams.id@id, r users.team_id@team_id, r users.team_id@team_id, r users.name@name, r teams.id@id'],
    ['WITH d AS (DELETE FROM posts WHERE id = 1 RETURNING user_id) UPDATE users SET name = 1 FROM d WHERE d.user_id = id', 'w posts@posts, r posts.id@id, r posts.user_id@user_id, w users@users, w users.name@name, r posts.user_id@user_id, r users.id@id'],
    ['CREATE RULE r AS ON INSERT TO users DO ALSO INSERT INTO teams (id) VALUES (new.team_id)', 'r users@users, w teams@teams, w teams.id@id, r users.team_id@team_id'],
  ])('%s', (sql, expected) => {
    expect(uses(sql)).toBe(expected);
    expect(problems(sql)).toEqual([]);
  }); // prettier-ignore
});

describe('problems', () => {
  it.each([
    ['SELECT nme FROM users', 'unknown column nme of public.users at nme'],
    ['SELECT u.nme FROM users u', 'unknown column nme of public.users at nme'],
    ['SELECT x.id FROM users u', 'unknown alias x at x'],
    ['SELECT users.id FROM users u', 'unknown alias users at users'],
    ['SELECT public.teams.id FROM users', 'unknown alias public.teams at public.teams'],
    ['SELECT 1 FROM userz', 'unknown table userz at userz'],
    ['SELECT 1 FROM app.userz', 'unknown table app.userz at app.userz'],
    ['SELECT name FROM users, teams', 'ambiguous column name at name'],
    ['SELECT title FROM users JOIN teams USING (id)', 'unknown column title at title'],
    ['SELECT 1 FROM users JOIN posts USING (name)', 'unknown column name of public.posts at name'],
    ['SELECT 1 FROM users a JOIN teams b ON c.id = a.id', 'unknown alias c at c'],
    ['SELECT 1 FROM users u, (SELECT u.id) s', 'unknown alias u at u'],
    ['SELECT 1 FROM users u JOIN teams t ON p.id = t.id, posts p', 'unknown alias p at p'],
    ['SELECT s.name FROM (SELECT id FROM users) s', 'unknown column name at name'],
    ['WITH c (a) AS (SELECT id FROM users) SELECT id FROM c', 'unknown column id at id'],
    ['INSERT INTO users (nme) VALUES (1)', 'unknown column nme of public.users at nme'],
    ['INSERT INTO users (id) SELECT nme FROM teams', 'unknown column nme of public.teams at nme'],
    ['UPDATE users SET nme = 1', 'unknown column nme of public.users at nme'],
    ['INSERT INTO users (id) VALUES (1) ON CONFLICT (nme) DO NOTHING', 'unknown column nme of public.users at nme'],
    ['INSERT INTO users (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET name = email', 'ambiguous column email at email'],
    ['DELETE FROM users RETURNING title', 'unknown column title of public.users at title'],
    ['SELECT user_id, ctid FROM summary', 'unknown column ctid of public.summary at ctid'],
    ['SELECT id FROM users UNION SELECT id FROM teams ORDER BY name', 'unknown column name at name'],
    ['SELECT id FROM users FOR UPDATE OF u', 'unknown alias u at u'],
    ['MERGE INTO users u USING posts p ON p.user_id = u.id WHEN NOT MATCHED THEN INSERT (id) VALUES (u.id)', 'unknown alias u at u'],
    ['SELECT r.nme FROM recent() r', 'unknown column nme at nme'],
    ['SELECT x.c FROM pairs() AS x', 'unknown column c at c'],
    ['COPY users (nme) FROM stdin', 'unknown column nme of public.users at nme'],
    ['SELECT é.nme FROM users é', 'unknown column nme of public.users at nme'],
    ['WITH RECURSIVE t (n) AS (VALUES (1) UNION ALL SELECT m + 1 FROM t) SELECT n FROM t', 'unknown column m at m'],
  ])('%s', (sql, expected) => {
    expect(problems(sql)).toEqual([expected]);
  }); // prettier-ignore

  it('names what was possible', () => {
    const [first] = read('SELECT u.nme FROM teams u').problems;
    expect(first?.candidates).toEqual(['id', 'name', 'owner_id']);
    expect(read('SELECT x.id FROM teams u, users').problems[0]?.candidates).toEqual(['u', 'users']);
    expect(read('SELECT name FROM users u, teams t').problems[0]?.candidates).toEqual(['u.name', 't.name']);
    expect(read('SELECT name FROM users u JOIN teams t ON true').problems[0]?.candidates).toEqual(['u.name', 't.name']);
  });
});

describe('no problem', () => {
  it.each([
    'SELECT anything, l.other FROM loose l',
    'SELECT anything FROM users, loose',
    'SELECT (SELECT anything FROM users) FROM loose',
    'SELECT anything FROM may_table, users',
    'SELECT m.x, y FROM may_table m',
    'SELECT may_table.x FROM may_table',
    'SELECT s.may_table.x FROM s.may_table',
    'SELECT relname FROM pg_class JOIN users ON true',
    'SELECT c.relname FROM pg_catalog.pg_class c',
    'SELECT table_name FROM information_schema.tables',
    'SELECT tableoid::regclass, ctid, xmin, xmax, cmin, cmax, u.tableoid FROM users u',
    'SELECT u.full_name FROM users u',
    'SELECT u.row_to_json, u.count FROM users u',
    'SELECT anything, f.other FROM unknown_function() f',
    'SELECT x FROM unknown_function() AS x',
    'SELECT a, b FROM unknown_function() AS f (a, b)',
    "SELECT a FROM json_to_record('{}') AS r (a int, b text)",
    "SELECT key, value FROM json_each('{}')",
    "SELECT e.key, e.ordinality FROM jsonb_each('{}') WITH ORDINALITY e",
    'SELECT k, n FROM unnest(ARRAY[1]) WITH ORDINALITY AS t (k, n)',
    'SELECT g, g.g FROM generate_series(1, 3) g',
    'SELECT generate_series FROM generate_series(1, 3)',
    'SELECT a.x, y FROM ROWS FROM (generate_series(1, 2), unnest(ARRAY[1])) AS a (x, y)',
    'SELECT x FROM users, unnest(string_to_array(users.name, name)) AS x',
    'SELECT id, name FROM users NATURAL LEFT JOIN may_table',
    'SELECT column1, v.column2 FROM (VALUES (1, 2)) v',
    'SELECT a FROM (VALUES (1), (2)) AS v (a) ORDER BY a',
    'VALUES (1, 2) ORDER BY column2',
    'SELECT id, count(*) AS n FROM users GROUP BY id ORDER BY n',
    'SELECT DISTINCT ON (k) id AS k FROM users',
    'SELECT id FROM users GROUP BY GROUPING SETS ((id), ROLLUP (id, name), ())',
    'SELECT j.id, j.name FROM (users JOIN teams USING (id, name)) AS j',
    'SELECT j.id FROM users JOIN teams USING (id) AS j',
    'SELECT u.name, t.name, id FROM users u JOIN teams t USING (id)',
    'SELECT 1 FROM (users u JOIN teams t ON t.id = u.team_id) JOIN posts p ON p.user_id = u.id',
    'SELECT (WITH c AS (SELECT u.id) SELECT id FROM c) FROM users u',
    'WITH RECURSIVE t AS (SELECT id, owner_id FROM teams UNION ALL SELECT s.id, t.owner_id FROM teams s JOIN t ON s.owner_id = t.id) SELECT id FROM t',
    'WITH RECURSIVE a AS (SELECT x FROM b), b AS (SELECT 1 AS x) SELECT x FROM a',
    'WITH RECURSIVE t (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t) SEARCH DEPTH FIRST BY n SET o CYCLE n SET c USING p SELECT o, c, p, n FROM t ORDER BY o',
    'WITH users AS (SELECT 1 AS own) SELECT own FROM users',
    'WITH teams AS (SELECT id FROM teams) SELECT id FROM teams',
    'SELECT EXISTS (SELECT FROM users WHERE email = t.name) FROM teams t',
    'SELECT ARRAY(SELECT title FROM posts WHERE user_id = id) FROM users',
    'SELECT * FROM users u TABLESAMPLE system (10) WHERE u.id = 1',
    'SELECT x.a FROM xmltable(\'/r\' PASSING (\'<r/>\'::xml) COLUMNS a int PATH \'x\', n FOR ORDINALITY) x',
    'SELECT jt.z, i FROM users, json_table(users.name, \'$\' COLUMNS (i FOR ORDINALITY, NESTED PATH \'$.y\' COLUMNS (z text))) jt',
    'SELECT row.id FROM (SELECT u AS w FROM users u) s, LATERAL (SELECT (s.w).id) AS row (id)',
    'INSERT INTO users (id) SELECT id FROM posts ON CONFLICT ON CONSTRAINT users_pkey DO UPDATE SET name = excluded.name, email = users.email',
    'INSERT INTO loose (anything) VALUES (1)',
    'UPDATE users SET name = upper(name) FROM posts WHERE posts.user_id = users.id AND title = body',
    'DELETE FROM users WHERE CURRENT OF cursor_name',
    'MERGE INTO users u USING (SELECT 1 AS k) s ON s.k = u.id WHEN MATCHED THEN DELETE RETURNING merge_action(), s.k, u.id, old.name',
    'SELECT id FROM users FOR UPDATE OF users SKIP LOCKED',
    'SELECT rank() OVER (PARTITION BY name ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM users',
    'SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY id) FILTER (WHERE name IS NULL) FROM users',
    'SELECT extract(year FROM now()), substring(name FROM 1), position(\'a\' IN name), trim(BOTH FROM name) FROM users',
    'SELECT users FROM users ORDER BY users',
    'CREATE RULE r AS ON INSERT TO users WHERE id > new.team_id DO INSTEAD NOTHING',
    'SELECT $1, current_date, current_user, user',
    'CREATE TABLE x AS EXECUTE prepared (1)',
    'CALL proc(1, (SELECT id FROM users))',
    'DECLARE c CURSOR FOR SELECT id FROM users',
  ])('%s', (sql) => {
    expect(problems(sql)).toEqual([]);
  }); // prettier-ignore
});

describe('aliases', () => {
  it.each([
    ['SELECT u.id, u FROM users u WHERE u.name = 1', ['u = public.users [u:26] u:7 u:13 u:34']],
    ['SELECT 1 FROM ONLY (users) AS u (a, b), teams t', ['u = public.users [u:30]', 't = public.teams [t:46]']],
    ['CREATE RECURSIVE VIEW n (x) AS VALUES (1) UNION ALL SELECT n.x + 1 FROM n', ['n [n:22] n:72 n:59']],
    ['WITH c AS (SELECT 1 AS x) SELECT c.x, d.x FROM c, c AS d', ['c [c:5] c:47 c:50 c:33', 'd [d:55] d:38']],
    ['SELECT s.x FROM ((SELECT 1 AS x) UNION (SELECT 2)) s', ['s [s:51] s:7']],
    ['SELECT j.id FROM (users a JOIN teams b USING (id)) AS j', ['a = public.users [a:24]', 'b = public.teams [b:37]', 'j [j:54] j:7']],
    ['SELECT j.id FROM users JOIN teams USING (id) AS j', ['j [j:48] j:7']],
    ['SELECT g.n FROM generate_series(1, 2) WITH ORDINALITY AS g (n)', ['g [g:57] g:7']],
    ['UPDATE users AS u SET name = u.email', ['u = public.users [u:16] u:29']],
    ['DELETE FROM users u RETURNING WITH (OLD AS o) o.id', ['u = public.users [u:18]', 'o = public.users [o:43] o:46']],
    ['SELECT 1 FROM current_date AS d, pg_catalog.now() n, f(1) x', ['d [d:30]', 'n [n:50]', 'x [x:58]']],
    ['SELECT 1 FROM users u FOR UPDATE OF u', ['u = public.users [u:20] u:36']],
    ['SELECT (SELECT u.id) FROM users u', ['u = public.users [u:32] u:15']],
  ])('%s', (sql, expected) => {
    expect(aliases(sql)).toEqual(expected);
  }); // prettier-ignore
});

describe('output columns', () => {
  it.each([
    ['SELECT id, name AS n, 1 + 1, lower(name), \'x\' FROM users', 'id integer, n text, ?column? integer, lower text, ?column? text'],
    ['SELECT * FROM teams t JOIN posts USING (id)', 'id integer, name text, owner_id integer, user_id integer, title text, body text'],
    ['SELECT t.*, s.total FROM summary s, teams t', 'id integer, name text, owner_id integer, total bigint'],
    ['SELECT u FROM users u', 'u users'],
    ['SELECT (u.address).* FROM users u', 'street text, city text'],
    ['SELECT (pairs()).*', 'a integer, b text'],
    ['SELECT * FROM recent()', 'id integer, name text, email text, team_id integer, address address'],
    ['SELECT * FROM pairs() WITH ORDINALITY AS p (x)', 'x integer, b text, ordinality bigint'],
    ['SELECT id FROM teams UNION ALL SELECT total FROM summary', 'id bigint'],
    ['VALUES (1, \'a\'), (2.5, NULL)', 'column1 numeric, column2 text'],
    ['SELECT * FROM loose', 'id integer, …'],
    ['SELECT f.* FROM unknown_function() f', '…'],
    ['INSERT INTO teams (id) VALUES (1) RETURNING *', 'id integer, name text, owner_id integer'],
    ['UPDATE teams SET id = 1 RETURNING old.id AS was, new.name', 'was integer, name text'],
    ['MERGE INTO teams t USING posts p ON true WHEN MATCHED THEN DELETE RETURNING merge_action(), p.*, t.id', 'merge_action text, id integer, user_id integer, title text, body text, id integer'],
    ['DELETE FROM teams', ''],
    ['WITH RECURSIVE t (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t) CYCLE n SET c USING p SELECT * FROM t', 'n integer, c boolean, p record[]'],
    ['SELECT (VALUES (1)), ARRAY(SELECT name FROM users), EXISTS (SELECT 1)', 'column1 integer, array text[], exists boolean'],
    ['CREATE RECURSIVE VIEW v (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM v', 'n integer'],
    ['TABLE teams', 'id integer, name text, owner_id integer'],
  ])('%s', (sql, expected) => {
    expect(output(sql)).toBe(expected);
  }); // prettier-ignore
});

describe('what is too deep', () => {
  it.each([
    ['a chain of operators', `SELECT ${'id + '.repeat(5000)}id FROM users`],
    ['a chain of unions', `SELECT 1${' UNION SELECT id FROM users'.repeat(1500)}`],
    ['nested queries', `${'SELECT * FROM ('.repeat(300)}SELECT nme FROM users${') x'.repeat(300)}`],
    ['a chain of joins', `SELECT nme FROM users${' CROSS JOIN teams'.repeat(400)}`],
    ['parentheses', `SELECT ${'('.repeat(1000)}id${')'.repeat(1000)} FROM users`],
  ])('%s', (_, sql) => {
    const outcome = parser.parse(sql);
    if (!outcome.ok) return;
    expect(problems(sql).filter((each) => !each.startsWith('unknown column nme'))).toEqual([]);
  });
});
