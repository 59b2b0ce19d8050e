import { beforeAll, describe, expect, it } from 'vitest';
import { Text } from '../../server/src/base/text';
import { placeOf } from '../../server/src/model/schema';
import type { PgParser } from '../../server/src/sql/pg-parser';
import { programs } from '../catalog/cases/programs';
import { describeModel, modelOf, type TestModel } from '../support/model';
import { random, testParser } from '../support/parser';

let parser: PgParser;
beforeAll(async () => {
  parser = await testParser();
});

function replace({ text, folded, model }: TestModel, sql: string, from: string | RegExp, to: string): string {
  const found = typeof from === 'string' ? from : from.exec(sql)![0];
  const start = sql.indexOf(found);
  const next = sql.slice(0, start) + to + sql.slice(start + found.length);
  folded.apply(text.edit(Text.of(next), { start, oldEnd: start + found.length, newEnd: start + to.length }));
  model.commit();
  return next;
}

const refusals = ({ model }: TestModel) => model.refusals().map(({ message }) => message);

describe('a program that cannot be understood', () => {
  const BEFORE = `CREATE TABLE a (x int); CREATE TABLE b (x int);
    CREATE FUNCTION again(n int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM again(n); EXECUTE 'DROP TABLE ' || n; END $$;`;
  const AFTER = 'ALTER TABLE a ADD made int; ALTER TABLE a DROP nothing;';
  const unknown = (body: string) => modelOf(`${BEFORE} DO $$ ${body} $$; ${AFTER}`, parser);

  it.each(Object.entries({
    'a name that the time makes': `BEGIN EXECUTE 'CREATE TABLE log_' || to_char(now(), 'YYYY_MM') || ' (x int)'; END`,
    'a name that a row has': `DECLARE r record; BEGIN INSERT INTO b VALUES (1) RETURNING x INTO r; EXECUTE format('DROP TABLE %I', r.x); END`,
    'roles and sessions': `DECLARE n text; BEGIN SELECT rolname INTO n FROM pg_roles LIMIT 1; EXECUTE 'CREATE SCHEMA ' || quote_ident(n); END`,
    'a loop without an end': `DECLARE i int := 0; BEGIN LOOP i := i + 1; IF i < 0 THEN EXECUTE 'DROP TABLE ' || 'b'; END IF; END LOOP; END`,
    'one that calls itself': `BEGIN PERFORM again(1); EXECUTE 'DROP ' || 'TABLE b'; END`,
    'which one of several rows': `DECLARE n text; BEGIN SELECT table_name INTO n FROM information_schema.tables WHERE table_schema = 'public' LIMIT 1; EXECUTE 'DROP TABLE ' || n; END`,
    'a setting': `BEGIN EXECUTE 'CREATE TABLE ' || current_setting('app.table') || ' ()'; END`,
    'a pattern that only PostgreSQL knows': `DECLARE n text; BEGIN SELECT table_name INTO n FROM information_schema.tables WHERE table_name ~ '^[[:alpha:]]+\\M'; EXECUTE 'DROP TABLE ' || n; END`,
    'a cursor that is moved': `DECLARE c CURSOR FOR SELECT 1; BEGIN OPEN c; MOVE c; EXECUTE 'DROP TABLE ' || 'b'; END`,
    'another database': `DECLARE r record; BEGIN FOR r IN SELECT * FROM dblink('dbname=x', 'SELECT 1') AS t (n text) LOOP EXECUTE 'DROP TABLE ' || r.n; END LOOP; END`,
    'another search path': `BEGIN PERFORM set_config('search_path', 'app', false); EXECUTE 'CREATE TABLE ' || 'c ()'; END`,
  }))('%s leaves the schema unknown and nothing refused', (_, body) => {
    const made = unknown(body);
    expect(refusals(made)).toEqual([]);
    expect(describeModel(made.model)).toEqual(['table public.a', 'x integer', 'made integer', 'table public.b', 'x integer']);
  }); // prettier-ignore

  it('is also one with a placeholder of a template in it', () => {
    const made = modelOf(
      "CREATE TABLE a (x int); DO $$ BEGIN EXECUTE format('DROP TABLE ${schema}.%I', 'a'); END $$;",
      parser,
    );
    expect(describeModel(made.model)).toEqual(['table public.a', 'x integer']);
  });

  it('says only of a table that it names that it changes', () => {
    const made = unknown(`BEGIN EXECUTE 'ALTER TABLE a ADD COLUMN ' || current_setting('app.column') || ' int'; END`);
    expect([made.model.table('public.a')!.open, made.model.table('public.b')!.open]).toEqual([true, false]);
  });
});

describe('a program', () => {
  it('is where its statements are', () => {
    const sql = `CREATE TABLE a (x int);\nDO $$ BEGIN EXECUTE format('ALTER TABLE %I ADD y int', 'a'); END $$;`;
    const { origin } = modelOf(sql, parser).model.table('public.a')!.columns[1]!;
    const { start, end } = placeOf(origin);
    expect(sql.slice(start, end)).toBe(`EXECUTE format('ALTER TABLE %I ADD y int', 'a')`);
  });

  it('is refused there', () => {
    const sql = `CREATE TABLE a (x int);\nDO $$ BEGIN EXECUTE format('ALTER TABLE %I ADD x int', 'a'); END $$;`;
    const [refusal] = modelOf(sql, parser).model.refusals();
    const { start, end } = placeOf(refusal!.origin);
    expect([refusal!.message, sql.slice(start, end)]).toEqual([
      'Table a already has a column x.',
      `EXECUTE format('ALTER TABLE %I ADD x int', 'a')`,
    ]);
  });

  it('that raises an exception leaves nothing, and nothing is said of it', () => {
    const made = modelOf(
      `CREATE TABLE a (x int); DO $$ BEGIN EXECUTE 'DROP TABLE ' || 'a'; RAISE EXCEPTION 'no'; END $$;`,
      parser,
    );
    expect([describeModel(made.model), refusals(made)]).toEqual([['table public.a', 'x integer'], []]);
  });

  it('runs anew when what it looks at changes, and only then', () => {
    const sql = `CREATE TABLE a (id int);\nCREATE TABLE b (id int);\n
DO $$ DECLARE t text; BEGIN FOR t IN SELECT table_name FROM information_schema.columns WHERE column_name = 'tenant' LOOP EXECUTE format('CREATE INDEX ON %I (tenant)', t); END LOOP; END $$;
CREATE TABLE c (tenant int);`;
    const made = modelOf(sql, parser);
    const indexes = () => [...made.model.tables()].flatMap((table) => table.indexes.map(({ name }) => name));
    expect(indexes()).toEqual([]);
    let now = replace(made, sql, 'b (id int', 'b (id int, tenant int');
    expect(indexes()).toEqual(['b_tenant_idx']);
    now = replace(made, now, 'c (tenant int', 'c (tenant int, more int');
    expect(indexes()).toEqual(['b_tenant_idx']);
    now = replace(made, now, "'tenant'", "'id'");
    // There is no such column in a, so that nothing is done.
    expect(indexes()).toEqual([]);
    replace(made, now, '(tenant)', '(id)');
    expect(indexes()).toEqual(['a_id_idx', 'b_id_idx']);
  });

  it('is the same after edits as when it is read anew', { timeout: 60_000 }, () => {
    const pick = random(7);
    for (const sql of Object.values(programs)) {
      const made = modelOf(sql, parser);
      let now = sql;
      for (let turn = 0; turn < 3; turn++) {
        const words = [...now.matchAll(/\b(?:x|y|a|b|id|int|children|orders|tenants)\b/g)];
        const word = words[pick(words.length)]!;
        const by = ['x', 'a', 'zz', 'id'][pick(4)]!;
        const next = now.slice(0, word.index) + by + now.slice(word.index + word[0].length);
        made.folded.apply(
          made.text.edit(Text.of(next), {
            start: word.index,
            oldEnd: word.index + word[0].length,
            newEnd: word.index + by.length,
          }),
        );
        made.model.commit();
        now = next;
        if (made.text.statements.some((each) => made.text.result(each).problem)) break;
        expect(describeModel(made.model)).toEqual(describeModel(modelOf(now, parser).model));
      }
    }
  });
});
