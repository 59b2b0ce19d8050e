import { Text } from '../../server/src/base/text';
import { beforeAll, describe, expect, test } from 'vitest';
import { conventionsOf } from '../../server/src/rules/lib/conventions';
import { numberOf, pluralOf, singularOf } from '../../server/src/rules/lib/inflection';
import { follows, patternOf, snakeCase } from '../../server/src/rules/lib/name-pattern';
import type { PgParser } from '../../server/src/sql/pg-parser';
import { MemoryFiles } from '../support/files';
import { testEngine } from '../support/engine';
import { modelOf } from '../support/model';
import { testParser } from '../support/parser';

let parser: PgParser;
beforeAll(async () => {
  parser = await testParser();
});

const tables = (names: readonly string[], columns: string) =>
  names.map((name) => `CREATE TABLE ${name} (${columns});`).join('\n');

describe('the habits of a schema', () => {
  test('need five objects, of which four agree', () => {
    const key = (type: string) => `id ${type} PRIMARY KEY, x text`;
    const four = tables(['a1', 'b1', 'c1', 'd1'], key('uuid'));
    expect(conventionsOf(modelOf(four, parser).model).keyType).toBeUndefined();
    const five = `${four}\n${tables(['e1'], key('bigserial'))}`;
    expect(conventionsOf(modelOf(five, parser).model).keyType).toEqual({ value: 'uuid', count: 4, total: 5 });
    const six = `${five}\n${tables(['f1'], key('bigserial'))}`;
    expect(conventionsOf(modelOf(six, parser).model).keyType).toBeUndefined();
  });

  test('are those of many kinds', () => {
    const sql = `
      ${tables(
        ['users', 'orders', 'cities', 'boxes', 'people'],
        'id bigint PRIMARY KEY, is_open boolean, created_at timestamptz, deleted_at timestamptz, city_id int CONSTRAINT fk_{t}_city REFERENCES cities',
      ).replaceAll(/TABLE (\w+) (.*)\{t\}/g, 'TABLE $1 $2$1')}
      ${['users', 'orders', 'cities', 'boxes', 'people'].map((name) => `CREATE INDEX idx_${name}_city ON ${name} (city_id);`).join('\n')}`;
    expect(conventionsOf(modelOf(sql, parser).model)).toMatchObject({
      index: { value: 'idx_{table}_{columns}' },
      constraints: { 'foreign key': { value: 'fk_{table}_{columns}' } },
      keyName: { value: 'id' },
      tableNumber: { value: 'plural' },
      booleanPrefix: { value: 'prefix' },
      softDelete: { value: 'deleted_at' },
      momentWord: { value: 'at' },
      referenceWord: { value: 'id' },
      createdDefault: { value: 'none' },
    });
  });
});

test('habits are worked out when a file is saved, not while somebody types', async () => {
  const path = '/ws/schema.sql';
  const four = tables(['a1', 'b1', 'c1', 'd1'], 'id uuid PRIMARY KEY, x text, y text, z text');
  const five = `${four}\nCREATE TABLE e1 (id serial PRIMARY KEY, x text, y text, z text);\n`;
  const { engine, logged } = await testEngine(MemoryFiles.of({ [path]: four }));
  await engine.workspace.setFolders(['/ws']);
  const found = () => engine.linter.findings(path).filter(({ rule }) => rule === 'key-type').length;
  expect(found()).toBe(0);
  await engine.workspace.openDocument(path, four);
  engine.workspace.changeDocument(path, Text.of(five), {
    start: four.length,
    oldEnd: four.length,
    newEnd: five.length,
  });
  expect(found()).toBe(0);
  await engine.workspace.savedDocument(path);
  expect(found()).toBe(1);
  const runs = engine.linter.runs;
  await engine.workspace.savedDocument(path);
  expect([found(), engine.linter.runs]).toEqual([1, runs]);
  expect(logged).toEqual([]);
});

describe('names', () => {
  test.each([
    ['idx_users_email', 'users', 'idx_{table}_{columns}'],
    ['index_users_on_email', 'users', 'index_{table}_on_{columns}'],
    ['users_email_key', 'users', '{table}_{columns}_key'],
    ['idx_users_api_key', 'users', 'idx_{table}_{columns}'],
    ['IX_Users_Email', 'users', 'IX_{table}_{columns}'],
    ['chk_total', 'orders', 'chk_{columns}'],
    ['users_pkey', 'users', '{table}_pkey'],
    ['uk_3n2kd93ks0a1', 'users', undefined],
    ['by_email', 'users', undefined],
  ])('%s of %s is %s', (name, table, pattern) => {
    expect(patternOf({ name, table })).toBe(pattern);
  });

  test('may leave out the columns, and say the table', () => {
    expect(follows({ name: 'idx_users', table: 'users' }, 'idx_{table}_{columns}')).toBe(true);
    expect(follows({ name: 'chk_orders_total', table: 'orders' }, 'chk_{columns}')).toBe(true);
    expect(follows({ name: 'users_idx', table: 'users' }, 'idx_{table}_{columns}')).toBe(false);
  });

  test.each([
    ['order', 'orders'], ['city', 'cities'], ['box', 'boxes'], ['person', 'people'], ['branch', 'branches'], ['day', 'days'], ['house', 'houses'], ['invoice', 'invoices'],
  ])('%s, %s', (one, many) => {
    expect([numberOf(one), numberOf(many)]).toEqual(['singular', 'plural']);
    expect(pluralOf(one)).toBe(many);
    expect(singularOf(many)).toBe(one);
  }); // prettier-ignore

  test('words whose form does not tell', () => {
    expect(['status', 'metadata', 'news', 'address', 'analysis', 'pos'].map(numberOf)).toEqual(
      Array(6).fill(undefined),
    );
  });

  test('in small letters', () => {
    expect(['orderItems', 'Order Items', 'HTTPServer', 'unit price'].map(snakeCase)).toEqual([
      'order_items', 'order_items', 'http_server', 'unit_price',
    ]); // prettier-ignore
  });
});
