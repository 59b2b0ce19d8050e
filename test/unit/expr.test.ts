import { beforeAll, describe, expect, it } from 'vitest';
import { analyse, analyseAs, analyseCondition, outputType, type Scope } from '../../server/src/model/expr/analyse';
import { commonType } from '../../server/src/model/expr/common';
import type { SqlType } from '../../server/src/model/expr/env';
import { formatSqlType } from '../../server/src/model/expr/format';
import { defaultOpclass, knownOpclass } from '../../server/src/model/expr/opclass';
import { outputName } from '../../server/src/model/expr/output-name';
import { isComplete, print, printIndexKey } from '../../server/src/model/expr/print';
import { Reader } from '../support/expr';

const NOWHERE: Scope = { column: () => undefined, subquery: () => undefined };

let reader: Reader;
let plain: Reader;
let scope: Scope;

beforeAll(async () => {
  plain = await Reader.create();
  reader = await Reader.create({
    types: {
      'public.mood': { kind: 'enum', values: ['a', 'b'] },
      'app.code': { kind: 'domain', base: { name: 'varchar', builtIn: true, array: false, modifiers: ['10'] } },
      'public.span': { kind: 'range', subtype: { name: 'float8', builtIn: true, array: false, modifiers: [] } },
      'public.spanmulti': { kind: 'multirange', range: { name: 'public.span', builtIn: false, array: false, modifiers: [] } }, // prettier-ignore
    },
    extensions: {
      citext: 'ext',
      hstore: 'public',
      earthdistance: 'public',
      cube: 'geo',
      isn: 'public',
      intarray: 'public',
    },
  });
  const columns = { i: 'int4', v: 'varchar(10)', t: 'text', ci: 'ext.citext', m: 'mood', code: 'app.code', s: 'span', list: 'int4[]' }; // prettier-ignore
  scope = reader.scope(Object.entries(columns).map(([name, type]) => ({ name, type: reader.type(type) })));
});

const type = (written: string): SqlType | undefined => reader.type(written);
const shown = (found: SqlType | undefined) => (found ? formatSqlType(found) : undefined);
const typed = (sql: string, where = scope) => shown(outputType(analyse(reader.node(sql), where, reader.env)));
const printed = (sql: string, where = scope) => print(analyse(reader.node(sql), where, reader.env));
const stored = (written: string, sql: string) => print(analyseAs(reader.node(sql), type(written), NOWHERE, reader.env));

describe('types that cannot be told', () => {
  it.each([
    ["x = 'a'", 'boolean'], ['x IS NULL', 'boolean'], ['x::text', 'text'], ['x IN (1, 2)', 'boolean'], ['x BETWEEN 1 AND 2', 'boolean'],
    ['x + 1', undefined], ['COALESCE(x, 1)', undefined], ['nobody_knows(1)', undefined], ['lower(x, y, z)', undefined], ['md5(x)', 'text'],
    ['count(x)', 'bigint'], ['length(x)', undefined], ['now() + x', 'timestamp with time zone'], ['now() - x', undefined], ["'a'::text || x", undefined], ["'{}'::jsonb -> x", 'jsonb'], ['x::unheard', undefined], ['ARRAY[x]', undefined], ['(x).y', undefined],
    ['x[1]', undefined], ['(SELECT 1)', undefined], ['EXISTS (SELECT 1)', 'boolean'], ['x LIKE y', 'boolean'], ['x -> 1', undefined], ["x ->> 'a'", 'text'],
  ] as const)('%s: %s', (sql, wanted) => {
    expect(typed(sql, NOWHERE)).toBe(wanted);
  }); // prettier-ignore

  it('prints them about as they were written', () => {
    expect(printed("x = 'a' AND y > 1", NOWHERE)).toBe("((x = 'a') AND (y > 1))");
    expect(printed("app.f(x, 'a')", NOWHERE)).toBe("app.f(x, 'a')");
    expect(printed('x::app.unheard', NOWHERE)).toBe('(x)::app.unheard');
    expect(printed("x IN ('a', 'b')", NOWHERE)).toBe("(x = ANY (ARRAY['a', 'b']))");
  });

  it('says so', () => {
    const complete = (sql: string) => isComplete(analyse(reader.node(sql), scope, reader.env));
    expect(complete('i > 1 AND lower(t) IS NOT NULL')).toBe(true);
    for (const sql of ['x > y', 'nobody_knows(i)', 'i IN (SELECT 1)', 'sum(i) OVER ()', 'JSON_OBJECT()', 'f(i)']) expect(complete(sql)).toBe(false);
  }); // prettier-ignore

  it('bears any depth', () => {
    const deep = `${'('.repeat(900)}1${')'.repeat(900)}`;
    expect(typed(`${'- '.repeat(700)}i`)).toBe(undefined);
    expect(typed(deep)).toBe('integer');
    expect(stored('int4[]', `'${'{'.repeat(50_000)}'`)).toContain('::integer[]');
    expect(stored('jsonb', `'${'['.repeat(900)}${']'.repeat(900)}'`)).toContain('::jsonb');
  });
});

describe('literals as the type writes them', () => {
  it.each([
    ['boolean', "'on'", 'true'], ['boolean', "' OFF '", 'false'], ['boolean', "'o'", "'o'"], ['int4', "' 7 '", '7'], ['int8', "'-0'", "'0'::bigint"],
    ['numeric', "'1e-3'", '0.001'], ['numeric', "'-0.0'", "0.0"], ['numeric', "'NaN'", "'NaN'::numeric"], ['float8', "'1e15'", "'1e+15'::double precision"],
    ['float8', "'0.00001'", "'1e-05'::double precision"], ['float4', "'1234567'", "'1.234567e+06'::real"], ['float8', "'-0'", "'-0'::double precision"],
    ['date', "'Feb 29 2024'", "'2024-02-29'::date"], ['date', "'2023-02-29'", "'2023-02-29'::date"], ['date', "'now'", "'now'::date"], ['date', "'44-03-15 BC'", "'44-03-15 BC'::date"],
    ['timestamptz', "'2024-01-01 00:30:00+01'", "'2023-12-31 23:30:00+00'::timestamp with time zone"], ['timestamp', "'2024-12-31 24:00'", "'2025-01-01 00:00:00'::timestamp without time zone"],
    ['timestamptz', "'2024-01-01 10:00 Europe/Vienna'", "'2024-01-01 10:00 Europe/Vienna'::timestamp with time zone"],
    ['interval', "'1.5 years'", "'1 year 6 mons'::interval"], ['interval', "'1 day ago'", "'-1 days'::interval"], ['interval', "'-1 day 1 hour'", "'-1 days +01:00:00'::interval"], ['interval', "'P1Y2M3DT4H5M6.5S'", "'1 year 2 mons 3 days 04:05:06.5'::interval"],
    ['interval', "'soon'", "'soon'::interval"], ['jsonb', "'{\"a\":1,\"a\":2}'", "'{\"a\": 2}'::jsonb"], ['jsonb', "'{broken'", "'{broken'::jsonb"], ['jsonb', "'[1.10, 1E2 ]'", "'[1.10, 100]'::jsonb"],
    ['uuid', "'no'", "'no'::uuid"], ['bytea', "'\\x0A'", "'\\x0a'::bytea"], ['inet', "'::ffff'", "'::ffff'::inet"], ['cidr', "'10'", "'10.0.0.0/8'::cidr"], ['inet', "'300.1.1.1'", "'300.1.1.1'::inet"],
    ['text[]', "'{a, \"b\" ,null}'", "'{a,b,NULL}'::text[]"], ['text[]', "'{a'", "'{a'::text[]"], ['int4range', "'(1,4]'", "'[2,5)'::int4range"], ['daterange', "'[2024-02-28,2024-02-29]'", "'[2024-02-28,2024-03-01)'::daterange"], ['int4range', "'[3,3)'", "'empty'::int4range"],
    ['span', "'[1,2.50]'", "'[1,2.5]'::span"], ['hstore', "'bb=>1,a=>NULL'", "'\"a\"=>NULL, \"bb\"=>\"1\"'::hstore"], ['ext.citext', "'A'", "'A'::ext.citext"], ['regclass', "'public.\"T\"'", "'\"T\"'::regclass"], ['regclass', "'app.t'", "'app.t'::regclass"], ['regtype', "'int4'", "'integer'::regtype"],
    ['app.code', "'x'", "'x'::character varying"], ['macaddr', "'0800.2b01.0203'", "'08:00:2b:01:02:03'::macaddr"], ['point', "'1, 2'", "'(1,2)'::point"], ['money', "'-1234.5'", "'-$1,234.50'::money"], ['jsonpath', "'$.a[*].b'", "'$.\"a\"[*].\"b\"'::jsonpath"],
  ] as const)('%s %s: %s', (written, sql, wanted) => {
    expect(stored(written, sql)).toBe(wanted);
  }); // prettier-ignore

  it('asks where a relation is', () => {
    const env = { ...plain.env, relation: () => ({ schema: 'app', name: 'seq' }) };
    expect(print(analyse(plain.node("nextval('seq')"), NOWHERE, env))).toBe("nextval('app.seq'::regclass)");
  });
});

describe('types and conversions', () => {
  it.each([
    ['m', 'mood'], ['code', 'app.code'], ['ci', 'ext.citext'], ['lower(s)', 'double precision'], ['s * s', 'span'], ['list - 1', 'integer[]'], ['ll_to_earth(1, 2)', 'earth'],
    ['cube(1)', undefined], ['geo.cube(1)', 'geo.cube'], ["'978-0-393-04002-9'::isbn13", 'isbn13'], ['concat(t, i)', 'text'], ['percentile_cont(0.5) WITHIN GROUP (ORDER BY i)', 'double precision'],
    ['mode() WITHIN GROUP (ORDER BY v)', 'character varying'], ['rank() OVER ()', 'bigint'], ['array_agg(v)', 'character varying[]'], ['sum(i)', 'bigint'], ['avg(i)', 'numeric'], ['max(v)', 'text'], ['count(*)', 'bigint'], ['string_agg(v, \',\')', 'text'], ['json_agg(t)', 'json'],
    ['bool_and(i > 0)', 'boolean'], ['lag(v) OVER ()', 'character varying'], ['first_value(m) OVER ()', 'mood'],
  ] as const)('%s: %s', (sql, wanted) => {
    expect(typed(sql)).toBe(wanted);
  }); // prettier-ignore

  it('does without extensions that are not installed', () => {
    expect(outputType(analyse(plain.node('uuid_generate_v4()'), NOWHERE, plain.env))).toBeUndefined();
  });

  it('shows the schema of what an extension has elsewhere', () => {
    expect(printed("ci = 'x'")).toBe("(ci OPERATOR(ext.=) 'x'::ext.citext)");
    expect(printed('split_part(ci, t, 1)')).toBe('split_part((ci)::text, t, 1)');
    expect(printed("split_part(ci, 'x', 1)")).toBe("ext.split_part(ci, 'x'::ext.citext, 1)");
  });

  it('prints conditions and keys', () => {
    const condition = (sql: string) => print(analyseCondition(reader.node(sql), scope, reader.env));
    expect(condition("v IN ('a', 'b')")).toBe("((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))"); // prettier-ignore
    expect(condition("m = 'a'")).toBe("(m = 'a'::mood)");
    expect(condition("code = 'a'")).toBe("((code)::text = 'a'::text)");
    expect(condition('CASE WHEN i > 0 THEN true END')).toBe(
      '\nCASE\n    WHEN (i > 0) THEN true\n    ELSE NULL::boolean\nEND',
    );
    const key = (sql: string) => printIndexKey(analyse(reader.node(sql), scope, reader.env));
    expect([key('t'), key('lower(v)'), key("(t || 'x') COLLATE \"C\""), key('i + 1')]).toEqual(['t', 'lower((v)::text)', "((t || 'x'::text)) COLLATE \"C\"", '((i + 1))']); // prettier-ignore
  });

  it('finds common types', () => {
    const common = (...written: string[]) => shown(commonType(written.map((each) => ({ type: type(each) })), reader.env)); // prettier-ignore
    expect(common('varchar(10)', 'varchar(10)')).toBe('character varying(10)');
    expect(common('varchar(10)', 'varchar(20)')).toBe('character varying');
    expect(common('varchar(10)', 'text')).toBe('character varying');
    expect(common('text', 'varchar(10)')).toBe('text');
    expect(common('int4', 'numeric(10,2)')).toBe('numeric');
    expect(common('int4', 'text')).toBe(undefined);
    expect(common('unknown', 'unknown')).toBe('text');
    expect(common('unknown', 'date')).toBe('date');
    expect(common('app.code', 'app.code')).toBe('app.code');
    expect(common('app.code', 'text')).toBe('character varying');
  });

  it('spells types', () => {
    for (const written of ['integer', 'numeric(5,2)', 'character varying(10)[]', 'timestamp(3) with time zone', 'interval day to second(3)', 'interval hour', 'bit(8)', 'character(1)', 'bpchar', '"char"', 'mood[]', 'app.code', 'ext.citext', 'double precision[]', 'time without time zone']) {
      expect(shown(type(written))).toBe(written);
    }
    expect([shown(type('numeric(5)')), shown(type('float(10)')), shown(type('char'))]).toEqual(['numeric(5,0)', 'real', 'character(1)']);
  }); // prettier-ignore
});

describe('names of output columns', () => {
  it.each([
    ['a.b', 'b'], ['lower(x)', 'lower'], ['1', '?column?'], ['x + 1', '?column?'], ['x::text', 'x'], ["'1'::date", 'date'], ['lower(x)::text', 'lower'], ['(a).b', 'b'], ['(a)[1]', 'a'], ['CASE WHEN a THEN b END', 'case'], ['CASE WHEN a THEN 1 ELSE b END', 'b'],
    ['COALESCE(a, b)', 'coalesce'], ['GREATEST(1, 2)', 'greatest'], ['LEAST(1, 2)', 'least'], ['NULLIF(a, b)', 'nullif'], ['EXISTS (SELECT 1)', 'exists'], ['ARRAY(SELECT 1)', 'array'], ['ARRAY[1]', 'array'], ['ROW(1)', 'row'], ['(SELECT a FROM t)', 'a'], ['(SELECT 1 AS z)', 'z'], ['(SELECT 1)', '?column?'],
    ['CURRENT_DATE', 'current_date'], ['CURRENT_TIMESTAMP(3)', 'current_timestamp'], ['CURRENT_USER', 'current_user'], ['USER', 'user'], ['EXTRACT(year FROM a)', 'extract'], ['a AT TIME ZONE b', 'timezone'], ['TRIM(a)', 'btrim'], ['a COLLATE "C"', 'a'], ['a LIKE b', '?column?'], ['a IS NULL', '?column?'], ['true', '?column?'], ["interval '1 day'", 'interval'], ['count(*) OVER ()', 'count'], ['app.f()', 'f'], ["JSON_VALUE(a, '$')", 'json_value'], ['xmlconcat(a)', 'xmlconcat'], ['a -> b', '?column?'],
  ] as const)('%s: %s', (sql, wanted) => {
    expect(outputName(reader.node(sql))).toBe(wanted);
  }); // prettier-ignore
});

describe('operator classes', () => {
  it.each([
    ['btree', 'text', 'text_ops'], ['btree', 'varchar(5)', 'text_ops'], ['btree', 'char(5)', 'bpchar_ops'], ['gin', 'jsonb', 'jsonb_ops'], ['gin', 'int4[]', 'array_ops'], ['gin', 'text', undefined], ['gist', 'int4range', 'range_ops'], ['btree', 'mood', 'enum_ops'], ['btree', 'app.code', 'text_ops'],
    ['hash', 'uuid', 'uuid_ops'], ['brin', 'timestamptz', 'timestamptz_minmax_ops'], ['btree', 'ext.citext', 'ext.citext_ops'], ['gin', 'hstore', 'gin_hstore_ops'], ['btree', 'json', undefined], ['spgist', 'inet', 'inet_ops'], ['gist', 'span', 'range_ops'],
  ] as const)('%s %s: %s', (method, written, wanted) => {
    expect(defaultOpclass(method, type(written)!, reader.env)).toBe(wanted);
  }); // prettier-ignore

  it('knows others by name', () => {
    expect(knownOpclass('gin', 'jsonb_path_ops', reader.env)).toBe('jsonb_path_ops');
    expect(knownOpclass('gin', 'gin_trgm_ops', reader.env)).toBe(undefined);
    expect(knownOpclass('gin', 'gin__int_ops', reader.env)).toBe('gin__int_ops');
  });
});
