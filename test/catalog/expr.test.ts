import type { PGlite } from '@electric-sql/pglite';
import { beforeAll, describe, expect, it } from 'vitest';
import { analyse, analyseAs, analyseCondition, outputType } from '../../server/src/model/expr/analyse';
import type { FunctionSignature, NamedType, SqlType, UserType } from '../../server/src/model/expr/env';
import { formatSqlType } from '../../server/src/model/expr/format';
import { defaultOpclass } from '../../server/src/model/expr/opclass';
import { outputName } from '../../server/src/model/expr/output-name';
import { print, printIndexKey } from '../../server/src/model/expr/print';
import { Reader } from '../support/expr';
import { postgres } from './apply';
import { COLUMNS, CONDITIONS, DEFAULTS, INDEX_KEYS, OUTPUTS } from './expr-cases';

const SETUP = `
CREATE SCHEMA ext;
CREATE EXTENSION citext; CREATE EXTENSION hstore SCHEMA ext; CREATE EXTENSION ltree SCHEMA ext; CREATE EXTENSION pgcrypto; CREATE EXTENSION unaccent;
CREATE EXTENSION "uuid-ossp"; CREATE EXTENSION fuzzystrmatch; CREATE EXTENSION pg_trgm;
CREATE SCHEMA app;
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE app.mood AS ENUM ('ok', 'bad');
CREATE DOMAIN posint AS int4 CHECK (VALUE > 0);
CREATE DOMAIN email AS varchar(50);
CREATE DOMAIN app.codes AS text[];
CREATE TYPE address AS (street text, zip int4);
CREATE SEQUENCE seq; CREATE SEQUENCE app.seq2; CREATE SEQUENCE "Seq3";
CREATE FUNCTION app.make_code(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION make_code(text, n int DEFAULT 1) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION next_number() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION variadic_f(VARIADIC text[]) RETURNS text LANGUAGE sql AS 'SELECT $1[1]';
CREATE FUNCTION app.is_valid(text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE FUNCTION is_valid(varchar) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE FUNCTION app.next_mood(app.mood) RETURNS app.mood LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION give_address() RETURNS address LANGUAGE sql AS 'SELECT NULL::address';
CREATE FUNCTION poly(anyelement) RETURNS anyarray LANGUAGE sql AS 'SELECT ARRAY[$1]';
CREATE FUNCTION list_of(text) RETURNS TABLE (a int, b text) LANGUAGE sql AS 'SELECT 1, $1';
CREATE FUNCTION pair(OUT a int, OUT b text) LANGUAGE sql AS 'SELECT 1, NULL::text';
`;

const builtIn = (name: string, ...modifiers: string[]): SqlType => ({ name, builtIn: true, array: false, modifiers });
const user = (name: string): SqlType => ({ name, builtIn: false, array: false, modifiers: [] });
const text = builtIn('text');
const int4 = builtIn('int4');

const types: Record<string, UserType> = {
  'public.mood': { kind: 'enum', values: ['sad', 'ok', 'happy'] },
  'app.mood': { kind: 'enum', values: ['ok', 'bad'] },
  'public.posint': { kind: 'domain', base: int4 },
  'public.email': { kind: 'domain', base: builtIn('varchar', '50') },
  'app.codes': { kind: 'domain', base: { ...text, array: true } },
  'public.address': { kind: 'composite', columns: [{ name: 'street', type: text }, { name: 'zip', type: int4 }] }, // prettier-ignore
};

function fn(name: string, args: SqlType[], returns: SqlType, more: Partial<FunctionSignature> = {}): FunctionSignature {
  const rest = {
    schema: 'public',
    kind: 'function',
    defaults: 0,
    variadic: false,
    returnsSet: false,
    columns: [],
  } as const;
  return { ...rest, name, args, returns, ...more };
}

const functions = [
  fn('make_code', [text], text, { schema: 'app' }),
  fn('make_code', [text, int4], text, { defaults: 1, argNames: ['', 'n'] }),
  fn('next_number', [], int4),
  fn('variadic_f', [{ ...text, array: true }], text, { variadic: true }),
  fn('is_valid', [text], builtIn('bool'), { schema: 'app' }),
  fn('is_valid', [builtIn('varchar')], builtIn('bool')),
  fn('next_mood', [user('app.mood')], user('app.mood'), { schema: 'app' }),
  fn('give_address', [], user('public.address')),
  fn('poly', [builtIn('anyelement')], builtIn('anyarray')),
  fn('list_of', [text], builtIn('record'), { returnsSet: true, columns: [{ name: 'a', type: int4 }, { name: 'b', type: text }] }), // prettier-ignore
  fn('pair', [], builtIn('record'), {
    columns: [
      { name: 'a', type: int4 },
      { name: 'b', type: text },
    ],
  }),
];

const extensions = {
  citext: 'public', pgcrypto: 'public', 'uuid-ossp': 'public', unaccent: 'public', fuzzystrmatch: 'public', pg_trgm: 'public',
  hstore: 'ext', ltree: 'ext',
}; // prettier-ignore

let db: PGlite;
let reader: Reader;
let columns: NamedType[];

beforeAll(async () => {
  db = await postgres();
  await db.exec(SETUP);
  reader = await Reader.create({ types, functions, extensions });
  const written = COLUMNS.trim().split(/,\s+(?![^(]*\))/);
  columns = written.map((each) => {
    const [name = '', ...type] = each.split(' ');
    return { name: name.replaceAll('"', ''), type: reader.type(type.join(' ')) };
  });
  await db.exec(`SET search_path = public, ext; CREATE TABLE t (${COLUMNS}); SET search_path = public`);
}, 60_000);

async function one(sql: string): Promise<string> {
  return (await db.query<{ it: string }>(sql)).rows[0]?.it ?? '';
}

/** What PostgreSQL says for each case after its statement; a statement that it refuses is a mistake of the test. */
async function asked(statements: readonly (readonly [run: string, ask: string])[]): Promise<string[]> {
  const found: string[] = [];
  for (const [run, ask] of statements) {
    try {
      await db.exec(`SET search_path = public, ext; ${run}; SET search_path = public`);
      found.push(await one(ask));
    } catch (error) {
      found.push(`REFUSED ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return found;
}

function compare(cases: readonly string[], ours: (index: number) => string, theirs: readonly string[]): void {
  const differing = cases.flatMap((written, i) => {
    const mine = ours(i);
    return mine === theirs[i] ? [] : [{ written, ours: mine, postgres: theirs[i] }];
  });
  expect(differing).toEqual([]);
}

const typeText = (type: SqlType | undefined) => (type ? formatSqlType(type) : '?');
const scope = () => reader.scope(columns);

describe('expressions as PostgreSQL has them', () => {
  it('defaults', async () => {
    await db.exec('CREATE TABLE defaults ()');
    const theirs = await asked(
      DEFAULTS.map(([type, expression], i) => [
        `ALTER TABLE defaults ADD COLUMN x${i} ${type}; ALTER TABLE defaults ALTER COLUMN x${i} SET DEFAULT (${expression})`,
        `SELECT pg_get_expr(adbin, adrelid) AS it FROM pg_attrdef JOIN pg_attribute a ON a.attrelid = adrelid AND a.attnum = adnum
         WHERE adrelid = 'defaults'::regclass AND attname = 'x${i}'`,
      ]),
    );
    const ours = (i: number) => {
      const [type, expression] = DEFAULTS[i]!;
      return print(analyseAs(reader.node(expression), reader.type(type), scope(), reader.env));
    };
    compare(DEFAULTS.map((each) => each.join(': ')), ours, theirs); // prettier-ignore
  }, 60_000);

  it('checks', async () => {
    const theirs = await asked(
      CONDITIONS.map((condition, i) => [
        `ALTER TABLE t ADD CONSTRAINT c${i} CHECK (${condition})`,
        `SELECT pg_get_constraintdef(oid) AS it FROM pg_constraint WHERE conname = 'c${i}'`,
      ]),
    );
    const ours = (i: number) => `CHECK (${print(analyseCondition(reader.node(CONDITIONS[i]!), scope(), reader.env))})`;
    compare(CONDITIONS, ours, theirs);
  }, 60_000);

  it('keys of indexes', async () => {
    const theirs = await asked(
      INDEX_KEYS.map((key, i) => [
        `CREATE INDEX i${i} ON t (${key})`,
        `SELECT pg_get_indexdef('i${i}'::regclass) AS it`,
      ]),
    );
    const ours = (i: number) => {
      const node = reader.node(INDEX_KEYS[i]!);
      return `CREATE INDEX i${i} ON public.t USING btree (${printIndexKey(analyse(node, scope(), reader.env))})`;
    };
    compare(INDEX_KEYS, ours, theirs);
  }, 60_000);

  it('output columns', async () => {
    const theirs = await asked(
      OUTPUTS.map((output, i) => [
        `CREATE VIEW v${i} AS SELECT ${output} FROM t`,
        `SELECT attname || ' ' || format_type(atttypid, atttypmod) AS it FROM pg_attribute WHERE attrelid = 'v${i}'::regclass`,
      ]),
    );
    const ours = (i: number) => {
      const node = reader.node(OUTPUTS[i]!);
      return `${outputName(node)} ${typeText(outputType(analyse(node, scope(), reader.env)))}`;
    };
    compare(OUTPUTS, ours, theirs);
  }, 60_000);

  it('default operator classes', async () => {
    const { rows } = await db.query<{ type: string; method: string; name: string | null }>(`
      SELECT a.atttypid::regtype::text AS type, am.amname AS method, (
        SELECT CASE o.opcnamespace WHEN 'ext'::regnamespace THEN 'ext.' ELSE '' END || o.opcname FROM pg_opclass o WHERE o.opcmethod = am.oid AND o.opcdefault AND o.opcintype = a.atttypid) AS name
      FROM pg_attribute a, pg_am am WHERE a.attrelid = 't'::regclass AND a.attnum > 0 AND am.amtype = 'i'`);
    const exact = rows.filter(({ name, type }) => name !== null && reader.type(type));
    compare(
      exact.map(({ type, method }) => `${type} ${method}`),
      (i) => defaultOpclass(exact[i]!.method, reader.type(exact[i]!.type)!, reader.env) ?? '',
      exact.map(({ name }) => name!),
    );
    for (const [type, wanted] of [
      ['varchar(10)', 'text_ops'],
      ['int4[]', 'array_ops'],
      ['mood', 'enum_ops'],
      ['email', 'text_ops'],
      ['int4range', 'range_ops'],
      ['json', undefined],
      ['cidr', 'inet_ops'],
      ['citext', 'citext_ops'],
    ] as const) {
      // prettier-ignore
      expect([type, defaultOpclass('btree', reader.type(type)!, reader.env)]).toEqual([type, wanted]);
    }
  });
});
