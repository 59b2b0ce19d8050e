import { beforeAll, describe, expect, it } from 'vitest';
import { Text } from '../../server/src/base/text';
import type { PgParser } from '../../server/src/sql/pg-parser';
import { splitText } from '../../server/src/sql/split';
import { describeModel, modelOf } from '../support/model';
import { testParser } from '../support/parser';

let parser: PgParser;
beforeAll(async () => {
  parser = await testParser();
});

describe('a transaction', () => {
  const sql = 'BEGIN;\nCREATE TABLE a (x int);\nSET LOCAL search_path = app;\nCREATE TABLE b (x int);\nCOMMIT;\n';

  it('is taken back as soon as it says ROLLBACK, and no longer', () => {
    const { model, text, folded } = modelOf(sql, parser);
    let now = sql;
    const replace = (what: string, by: string) => {
      const start = now.indexOf(what);
      now = now.replace(what, by);
      folded.apply(text.edit(Text.of(now), { start, oldEnd: start + what.length, newEnd: start + by.length }));
      model.commit();
      return describeModel(model);
    };
    const whole = ['table app.b', 'x integer', 'table public.a', 'x integer'];
    expect(describeModel(model)).toEqual(whole);
    expect(replace('COMMIT', 'ROLLBACK')).toEqual([]);
    expect(replace('x int);\nSET', 'x int, y int);\nSET')).toEqual([]);
    expect(replace('ROLLBACK', 'COMMIT')).toEqual([...whole, 'y integer']);
    expect(replace('SET LOCAL search_path = app;\n', '')).toEqual([
      'table public.a', 'x integer', 'y integer', 'table public.b', 'x integer',
    ]); // prettier-ignore
  });

  it('leaves its search path to a statement that is written behind it', () => {
    const path = 'SET search_path = app;\n\nCREATE TABLE b (x int);';
    const { model, text, folded } = modelOf(path, parser);
    const made = 'CREATE TABLE a (x int);';
    const at = path.indexOf('\n') + 1;
    folded.apply(
      text.edit(Text.of(path.slice(0, at) + made + path.slice(at)), {
        start: at,
        oldEnd: at,
        newEnd: at + made.length,
      }),
    );
    model.commit();
    expect(describeModel(model)).toEqual(['table app.a', 'x integer', 'table app.b', 'x integer']);
  });

  it('that a tool opens is the file: SET LOCAL holds in it', () => {
    const goose = '-- +goose Up\nSET LOCAL search_path = app;\nCREATE TABLE a (x int);';
    expect(describeModel(modelOf(goose, parser).model)).toEqual(['table app.a', 'x integer']);
    expect(describeModel(modelOf(goose.replace('-- +goose Up\n', ''), parser).model)).toEqual(['table public.a', 'x integer']); // prettier-ignore
  });
});

describe('rows', () => {
  const statements = (sql: string) =>
    splitText(sql).flatMap(({ start, end }) => (start === end ? [] : [sql.slice(start, end)]));

  it.each([
    '\\copy a from stdin',
    '\\copy a (x, y) FROM STDIN with (format csv)',
    '\\copy a from pstdin',
    'COPY a (x) FROM stdin WITH (FORMAT csv);',
  ])('behind %s are no statements', (copy) => {
    const found = statements(`SELECT 1;\n${copy}\nselect none from nowhere;\n1,it's\n\\.\nSELECT 2;\n`);
    expect(found.filter((each) => !each.startsWith('COPY'))).toEqual(['SELECT 1;', 'SELECT 2;']);
  });

  it('are in a file of their own otherwise', () => {
    expect(statements("\\copy a from 'rows.csv'\nSELECT 2;\n")).toEqual(['SELECT 2;']);
  });
});
