import { beforeAll, describe, expect, it } from 'vitest';
import type { NamedType } from '../../server/src/model/expr/env';
import { formatSqlType, sqlType } from '../../server/src/model/expr/format';
import { readBody, readFunctionBody } from '../../server/src/model/query/body';
import type { QueryEnv, Relation } from '../../server/src/model/query/env';
import { relationsOf } from '../../server/src/model/query/relations';
import { scopeAt } from '../../server/src/model/query/visible';
import { readType } from '../../server/src/model/types';
import type { PgParser } from '../../server/src/sql/pg-parser';
import { testParser } from '../support/parser';

let parser: PgParser;
beforeAll(async () => {
  parser = await testParser();
});

function columns(names: string): NamedType[] {
  const type = { name: 'int4', builtIn: true, array: false, modifiers: [] };
  return names.split(' ').map((name) => ({ name, type }));
}

function relation(name: string, names: string): Relation {
  return { key: `public.${name}`, schema: 'public', name, kind: 'table', columns: columns(names), open: false };
}

const USERS = relation('users', 'id name email');
const RELATIONS = [USERS, relation('posts', 'id user_id title')];

const env: QueryEnv = {
  extensions: new Map(),
  path: ['public'],
  type: (name) => {
    const type = sqlType(readType(name));
    return type.builtIn || RELATIONS.some((each) => each.key === type.name) ? type : undefined;
  },
  userType: () => undefined,
  functions: () => [],
  relation: ({ schema, name }) => RELATIONS.find((each) => each.key === `${schema ?? 'public'}.${name}`),
  mayExist: () => false,
};

function parsed(sql: string) {
  const outcome = parser.parse(sql);
  if (!outcome.ok) throw new Error(`${outcome.message}: ${sql}`);
  return { node: outcome.node!, at: (location: number | undefined) => outcome.offsets.fromBytes(location ?? 0) };
}

function read(sql: string, table?: Relation) {
  const { node, at } = parsed(sql);
  return readFunctionBody(node, sql, at, parser, env, table);
}

function uses(sql: string, table?: Relation): string {
  return read(sql, table)
    .uses.map(({ access, table: of, column, span, implied }) => {
      const name = of.replace('public.', '') + (column === undefined ? '' : `.${column}`);
      return `${access === 'read' ? 'r' : 'w'} ${name}${implied ? '~' : '@'}${sql.slice(span.start, span.end)}`;
    })
    .join(', ');
}

function problems(sql: string, table?: Relation): string[] {
  return read(sql, table).problems.map(
    ({ kind, name, span }) => `${kind} ${name} at ${sql.slice(span.start, span.end)}`,
  );
}

const plpgsql = (body: string, head = 'f(p int) RETURNS void') => `CREATE FUNCTION ${head} LANGUAGE plpgsql AS $body$ ${body} $body$`; // prettier-ignore
const inSql = (body: string, head = 'f(p int) RETURNS int') => `CREATE FUNCTION ${head} LANGUAGE sql AS $$ ${body} $$`;

/** The pieces of SQL that are found, each by its text at its place. */
function pieces(body: string): string[] {
  const sql = plpgsql(body);
  const { node, at } = parsed(sql);
  return readBody(node, sql, at)!.statements.map(({ kind, sql: own, place }) => {
    const written = sql.slice(place(kind === 'expression' ? 7 : 0), place(own.length));
    expect(own.length - (kind === 'expression' ? 7 : 0)).toBe(written.length);
    return `${kind} ${written}`;
  });
}

describe('the SQL in PL/pgSQL', () => {
  it.each([
    ['BEGIN PERFORM f(1); END', ['statement PERFORM f(1)']],
    ['BEGIN IF a > (CASE WHEN b THEN 1 END) THEN x := y + 1; ELSIF c THEN NULL; ELSE z = 3; END IF; END', ['expression a > (CASE WHEN b THEN 1 END)', 'expression y + 1', 'expression c', 'expression 3']],
    ['DECLARE a int := 1; b CONSTANT text NOT NULL DEFAULT \'x\'; c CURSOR (k int) FOR SELECT k; d t%ROWTYPE; BEGIN RETURN a; END', ['expression 1', "expression 'x'", 'statement SELECT k', 'expression a']],
    ['BEGIN FOR i IN 1..10 LOOP RETURN NEXT i; END LOOP; FOR i IN REVERSE a .. b BY 2 LOOP EXIT WHEN i > 3; END LOOP; END', ['expression 1', 'expression 10', 'expression i', 'expression a', 'expression b', 'expression 2', 'expression i > 3']],
    ['BEGIN FOR r IN SELECT 1 LOOP CONTINUE; END LOOP; FOR r IN (SELECT 2) LOOP NULL; END LOOP; FOREACH x SLICE 1 IN ARRAY y LOOP NULL; END LOOP; END', ['statement SELECT 1', 'statement (SELECT 2)', 'expression y']],
    ['BEGIN FOR r IN EXECUTE \'SELECT 1\' USING a LOOP NULL; END LOOP; FOR r IN cur(1) LOOP NULL; END LOOP; END', ['literal SELECT 1', 'expression a']],
    ['BEGIN CASE x WHEN 1, 2 THEN y := 1; ELSE y := 2; END CASE; CASE WHEN z THEN NULL; END CASE; END', ['expression x', 'expression 1, 2', 'expression 1', 'expression 2', 'expression z']],
    ['BEGIN SELECT 1 INTO STRICT a, b.c FROM t; INSERT INTO t VALUES (1) RETURNING id INTO new.x; END', ['statement SELECT 1 INTO STRICT a, b.c FROM t', 'statement INSERT INTO t VALUES (1) RETURNING id INTO new.x']],
    ['BEGIN RETURN QUERY SELECT 1; RETURN QUERY EXECUTE \'SELECT 2\'; RETURN; END', ['statement SELECT 1', 'literal SELECT 2']],
    ['BEGIN RAISE NOTICE \'a % %\', b, c USING hint = d, detail := e; RAISE unique_violation USING message = f; RAISE; END', ['expression b, c', 'expression d', 'expression e', 'expression f']],
    ['BEGIN EXECUTE format(\'x\', a) INTO b USING c, d; EXECUTE $q$DELETE FROM t$q$; END', ['expression c, d', 'literal DELETE FROM t']],
    ['<<outer>> BEGIN BEGIN x := 1; EXCEPTION WHEN unique_violation OR SQLSTATE \'22000\' THEN y := 2; WHEN OTHERS THEN RAISE; END; WHILE a LOOP NULL; END LOOP outer; END', ['expression 1', 'expression 2', 'expression a']],
    ['BEGIN GET DIAGNOSTICS n = ROW_COUNT; OPEN c FOR SELECT 1; FETCH c INTO x; CLOSE c; ASSERT a > 1, \'no\'; CALL p(1); a[1].b := 3; END', ['statement SELECT 1', "expression a > 1, 'no'", 'statement CALL p(1)', 'expression 3']],
  ])('%s', (body, expected) => {
    expect(pieces(body)).toEqual(expected);
  }); // prettier-ignore

  it('knows what is declared', () => {
    const sql = plpgsql('<<top>> DECLARE a int; b ALIAS FOR $1; c CURSOR (d int) FOR SELECT 1; BEGIN FOR e, f IN SELECT 1, 2 LOOP NULL; END LOOP; END'); // prettier-ignore
    const { node, at } = parsed(sql);
    expect([...readBody(node, sql, at)!.names].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'p', 'top']);
  });

  it('reads DO blocks and bodies with escapes', () => {
    const text = "DO 'BEGIN PERFORM ''x'' FROM users WHERE nme = 1 AND users.nme = ''ü''; END'";
    expect(problems(text)).toEqual(['unknown column nme at nme']);
    expect(uses(text)).toBe('r users@users, r users@users');
    const escaped = "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS E'SELECT \\'a\\', name\\n FROM users'";
    expect(uses(escaped)).toBe('r users.name@name, r users@users');
  });

  it('leaves other languages alone', () => {
    const sql = "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'lib', 'f'";
    expect(read(sql).uses).toEqual([]);
    expect(read('CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS $$ SELECT nme FROM nobody $$').problems).toEqual([]); // prettier-ignore
    expect(read('SELECT 1').uses).toEqual([]);
  });
});

describe('uses in bodies', () => {
  it.each([
    [inSql('SELECT id FROM users WHERE id = p'), 'r users.id@id, r users@users, r users.id@id'],
    [inSql('INSERT INTO posts (id) VALUES (p); SELECT f.p FROM users'), 'w posts@posts, w posts.id@id, r users@users'],
    ['CREATE FUNCTION f(p int) RETURNS int BEGIN ATOMIC SELECT name FROM users WHERE id = p; END', 'r users.name@name, r users@users, r users.id@id'],
    ['CREATE FUNCTION f(p int) RETURNS int RETURN (SELECT name FROM users WHERE id = p)', 'r users.name@name, r users@users, r users.id@id'],
    [inSql('SELECT u.name', 'f(u users) RETURNS int'), 'r users.name@name'],
    [plpgsql('BEGIN UPDATE users SET name = v WHERE users.id = p; END'), 'w users@users, w users.name@name, r users@users, r users.id@id'],
    [plpgsql('BEGIN IF EXISTS (SELECT FROM posts WHERE title = x) THEN NULL; END IF; END'), 'r posts@posts, r posts.title@title'],
    [plpgsql('DECLARE a users.name%TYPE; b public.posts%ROWTYPE; c users; BEGIN a := b.title; RETURN c.email; END'), 'r users@users, r users.name@name, r posts@posts, r users@users, r posts.title@title, r users.email@email'],
    [plpgsql('BEGIN FOR r IN SELECT id FROM users LOOP PERFORM r.id, r.name; END LOOP; END'), 'r users.id@id, r users@users'],
    [plpgsql('BEGIN SELECT id, name INTO a, b FROM users; END'), 'r users.id@id, r users.name@name, r users@users'],
    [plpgsql("BEGIN EXECUTE 'DELETE FROM users'; END"), ''],
  ])('%s', (sql, expected) => {
    expect(uses(sql)).toBe(expected);
    expect(problems(sql)).toEqual([]);
  }); // prettier-ignore

  it('resolves NEW and OLD of a trigger', () => {
    const sql = plpgsql('BEGIN IF NEW.name <> OLD.nme THEN NEW.email := 1; NEW.mail := 2; END IF; SELECT 1 INTO new.id; INSERT INTO posts (id) VALUES (NEW.id); RETURN NEW; END', 'f() RETURNS trigger'); // prettier-ignore
    expect(uses(sql, USERS)).toBe('r users.name@name, w users.email@email, w users.id@id, w posts@posts, w posts.id@id, r users.id@id'); // prettier-ignore
    expect(problems(sql, USERS)).toEqual(['unknown column nme at nme', 'unknown column mail at mail']);
    expect(problems(sql)).toEqual([]);
  });
});

describe('problems in bodies', () => {
  it.each([
    [inSql('SELECT nme FROM users'), ['unknown column nme at nme']],
    [inSql('SELECT x.id FROM users'), ['unknown alias x at x']],
    [plpgsql('BEGIN PERFORM nme, x.y, u.nme FROM users u; END'), ['unknown column nme at nme']],
    [plpgsql('BEGIN DELETE FROM userz; END'), ['unknown table userz at userz']],
    [plpgsql('DECLARE r users%ROWTYPE; BEGIN RETURN r.nme; END'), ['unknown column nme at nme']],
    [plpgsql('BEGIN CREATE TEMP TABLE mine (a int); INSERT INTO mine VALUES (1); END'), []],
    [plpgsql("BEGIN EXECUTE 'CREATE TABLE mine (a int)'; SELECT a INTO b FROM mine; END"), []],
    [plpgsql("BEGIN EXECUTE 'CREATE TABLE ' || n || '(a int)'; SELECT a INTO b FROM mine; END"), []],
    [inSql('CREATE TEMP TABLE mine (a int); INSERT INTO mine VALUES (1)'), []],
    [plpgsql('BEGIN INSERT INTO posts SELECT * FROM changed; RETURN NULL; END', 'f() RETURNS trigger'), []],
    [plpgsql('DECLARE r users; BEGIN DECLARE r record; BEGIN RETURN r.anything; END; END'), []],
    [plpgsql('BEGIN SELECT id FROM users JOIN posts USING (id) WHERE title = f.p AND p = 1; END'), []],
    [plpgsql('BEGIN this is no SQL; END'), []],
    [plpgsql('BEGIN IF THEN FOR CASE'), []],
  ])('%s', (sql, expected) => {
    expect(problems(sql)).toEqual(expected);
  }); // prettier-ignore

  it('tells what a SQL function yields', () => {
    const { columns: found, open } = read(inSql('SELECT 1; SELECT id, name FROM users'));
    expect([found.map((column) => `${column.name} ${formatSqlType(column.type!)}`), open]).toEqual([['id integer', 'name integer'], false]); // prettier-ignore
    expect(read(plpgsql('BEGIN END')).open).toBe(true);
  });
});

describe('what is visible', () => {
  /** The relations that are visible at `|`. */
  function visible(marked: string): string[] {
    const offset = marked.indexOf('|');
    const sql = marked.replace('|', '');
    const { node, at } = parsed(sql);
    return scopeAt(node, sql, offset, at, env).map(({ name, table, columns: list }) => `${name ?? '-'}${table === undefined ? '' : ` = ${table}`}: ${list.map((column) => column.name).join(' ')}`); // prettier-ignore
  }

  it.each([
    ['SELECT | 1 FROM users u', ['u = public.users: id name email']],
    ['SELECT 1 FROM users WHERE id = |1', ['users = public.users: id name email']],
    ['SELECT (SELECT 1 FROM posts p WHERE |true) FROM users u', ['p = public.posts: id user_id title', 'u = public.users: id name email']],
    ['SELECT (SELECT 1 FROM posts p WHERE true), | 2 FROM users u', ['u = public.users: id name email']],
    ['SELECT 1 FROM (SELECT | 1 AS x FROM posts) s, users', ['posts = public.posts: id user_id title']],
    ['SELECT | 1 FROM (SELECT 1 AS x FROM posts) s', ['s: x']],
    ['SELECT 1 FROM users UNION SELECT | 2 FROM posts', ['posts = public.posts: id user_id title']],
    ['SELECT | 1 FROM users UNION SELECT 2 FROM posts', ['users = public.users: id name email']],
    ['WITH c AS (SELECT | 1 AS x FROM users) SELECT x FROM c', ['users = public.users: id name email']],
    ['WITH c AS (SELECT 1 AS x FROM users) SELECT |x FROM c', ['c: x']],
    ['UPDATE users SET name = |1 FROM posts p', ['users = public.users: id name email', 'p = public.posts: id user_id title']],
    ['INSERT INTO posts (id) SELECT |1 FROM users', ['users = public.users: id name email']],
    ['INSERT INTO posts (id) SELECT 1 FROM users RETURNING |id', ['posts = public.posts: id user_id title']],
  ])('%s', (marked, expected) => {
    expect(visible(marked)).toEqual(expected);
  }); // prettier-ignore
});

describe('relations without a schema', () => {
  it.each([
    ['SELECT 1 FROM a JOIN s.b ON (SELECT true FROM "C d")', 'r a@a, r s.b@b, r C d@"C d"'],
    ['WITH x AS (SELECT 1 FROM x), y AS (SELECT 1 FROM x) SELECT 1 FROM x, y, z', 'r x@x, r z@z'],
    ['WITH RECURSIVE x AS (SELECT 1 FROM x) SELECT 1 FROM x, s.x', 'r s.x@x'],
    ['INSERT INTO a SELECT 1 FROM b ON CONFLICT DO NOTHING', 'w a@a, r b@b'],
    ['WITH d AS (DELETE FROM a USING b RETURNING 1) UPDATE c SET x = 1 FROM d', 'w a@a, r b@b, w c@c'],
    ['MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE', 'w a@a, r b@b'],
    ['CREATE VIEW v AS SELECT 1 FROM a FOR UPDATE OF a', 'r a@a'],
    ['CREATE MATERIALIZED VIEW v AS SELECT 1 FROM ONLY (a) TABLESAMPLE system (1)', 'r a@a'],
    ['COPY a FROM stdin', 'w a@a'],
    ['COPY (SELECT 1 FROM a) TO stdout', 'r a@a'],
    ['TRUNCATE a, s.b', 'w a@a, w s.b@b'],
    ['CREATE TABLE t (LIKE a)', ''],
  ])('%s', (sql, expected) => {
    const { node, at } = parsed(sql);
    const found = relationsOf(node, sql, at).map(({ name, access, span }) => `${access === 'read' ? 'r' : 'w'} ${name.schema === undefined ? '' : `${name.schema}.`}${name.name}@${sql.slice(span.start, span.end)}`); // prettier-ignore
    expect(found.join(', ')).toBe(expected);
  }); // prettier-ignore
});
