import { describe, expect, it, vi } from 'vitest';
import { FoldState } from '../../server/src/model/fold/state';
import type { SchemaView } from '../../server/src/model/schema';
import { SchemaModel } from '../../server/src/model/schema-model';
import { FoldedText } from '../../server/src/workspace/folded-text';
import { Reader, SqlText } from '../../server/src/workspace/sql-text';
import { describeTable } from '../support/model';
import { random, testParser } from '../support/parser';

const STATEMENTS = [
  'CREATE TABLE a (id int PRIMARY KEY, note text)',
  'CREATE TABLE b (id int, a_id int REFERENCES a)',
  'ALTER TABLE a ADD COLUMN total int NOT NULL DEFAULT 1',
  'ALTER TABLE a RENAME COLUMN note TO remark',
  'ALTER TABLE b ADD COLUMN id int',
  'CREATE INDEX a_note ON a (note)',
  'CREATE VIEW shown AS SELECT a.id, b.a_id FROM a JOIN b ON b.a_id = a.id',
  'ALTER TABLE a DROP COLUMN total, ADD CONSTRAINT positive CHECK (id > 0) NOT VALID',
  'ALTER TABLE a VALIDATE CONSTRAINT positive',
  'ALTER TABLE b RENAME TO c',
  'DROP TABLE a CASCADE',
  'DROP TABLE IF EXISTS c',
  "CREATE TYPE mood AS ENUM ('calm')",
  'ALTER TABLE a ADD COLUMN mood mood, ALTER COLUMN note SET NOT NULL',
  'ALTER TYPE mood RENAME TO temper',
  'ALTER TABLE later ADD COLUMN x int',
  'CREATE TABLE later (id int)',
];

const NAMES = ['a', 'b', 'c', 'later', 'shown', 'mood', 'temper', 'a_note'];
const parser = await testParser();

function modelOfFiles(files: Readonly<Record<string, string>>) {
  const paths = Object.keys(files);
  const model = new SchemaModel((file) => paths.indexOf(file));
  const reader = new Reader(parser, undefined);
  const texts = paths.map((path) => new FoldedText(path, new SqlText(files[path]!, reader), model, undefined));
  model.commit();
  return { model, texts };
}

describe('the schema before each statement', () => {
  it('is what the statements before it make, however often a file is walked through', () => {
    const next = random(11);
    for (let round = 0; round < 40; round++) {
      const pick = (count: number) => Array.from({ length: count }, () => STATEMENTS[next(STATEMENTS.length)]!);
      const [older, own] = [[...STATEMENTS.slice(0, 2), ...pick(5)], pick(6)];
      const { model, texts } = modelOfFiles({ 'a.sql': older.join(';\n'), 'b.sql': own.join(';\n') });
      const steps = texts[1]!.sql.statements.map((statement) => ({
        source: texts[1]!.source(statement)!,
        names: NAMES,
      }));
      const seen = () => {
        const all: string[] = [];
        model.walk(steps, (_, schema) => all.push([...schema.tables()].flatMap(describeTable).sort().join('\n')));
        return all;
      };
      const first = seen();
      expect(seen()).toEqual(first);
      own.forEach((_, i) => {
        const before = modelOfFiles({ 'a.sql': older.join(';\n'), 'b.sql': own.slice(0, i).join(';\n') }).model;
        const expected = [...before.tables()].flatMap(describeTable).sort().join('\n');
        expect(first[i], `${[...older, ...own.slice(0, i)].join(';\n')}`).toBe(expected);
      });
    }
  });

  it('is so for one file after another, forwards and back', () => {
    const next = random(5);
    const pick = (count: number) => Array.from({ length: count }, () => STATEMENTS[next(STATEMENTS.length)]!);
    for (let round = 0; round < 20; round++) {
      const files = [[...STATEMENTS.slice(0, 2), ...pick(3)], pick(3), pick(3), pick(3)];
      const named = (lists: readonly string[][]) =>
        Object.fromEntries(lists.map((list, i) => [`${i}.sql`, list.join(';\n')]));
      const { model, texts } = modelOfFiles(named(files));
      const shown = (schema: SchemaView) => [...schema.tables()].flatMap(describeTable).sort().join('\n');
      for (const at of [1, 2, 3, 1, 3]) {
        let seen = '';
        const [statement] = texts[at]!.sql.statements;
        model.walk([{ source: texts[at]!.source(statement!)!, names: NAMES }], (_, before) => (seen = shown(before)));
        const expected = shown(modelOfFiles(named(files.slice(0, at))).model);
        expect(seen, JSON.stringify(files.slice(0, at))).toBe(expected);
      }
    }
  });

  it('costs each statement a few times, however many files there are', () => {
    const files = Array.from({ length: 60 }, (_, i) => [`${i}.sql`, `ALTER TABLE a ADD COLUMN c${i} int`]);
    const { model, texts } = modelOfFiles({ 'a.sql': 'CREATE TABLE a (id int)', ...Object.fromEntries(files) });
    const attempts = vi.spyOn(FoldState.prototype, 'attempt');
    for (const text of texts)
      model.walk([{ source: text.source(text.sql.statements[0]!)!, names: ['a'] }], () => undefined);
    expect(attempts.mock.calls.length).toBeLessThan(4 * files.length);
    attempts.mockRestore();
  });
});
