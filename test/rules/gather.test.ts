import { expect, test } from 'vitest';
import { safeFixes } from '../../server/src/features/fixes';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';

const path = '/ws/schema.sql';
const NAMES = 'abcdefghijkl'.split('');

/** The findings of one rule as they are told, and each of them. */
async function found(sql: string, rule: string) {
  const { engine, logged } = await testEngine(MemoryFiles.of({ [path]: sql }));
  await engine.workspace.setFolders(['/ws']);
  const of = (findings: ReturnType<typeof engine.linter.findings>) => findings.filter((each) => each.rule === rule);
  expect(logged).toEqual([]);
  return { told: of(engine.linter.findings(path)), each: of(engine.linter.eachFinding(path)) };
}

test('what goes through a whole file is told once, with the others beside it', async () => {
  const sql = NAMES.map((name) => `CREATE TABLE ${name} (id bigserial PRIMARY KEY, x text);`).join('\n');
  const { told, each } = await found(sql, 'serial-column');
  expect(each).toHaveLength(12);
  expect(told).toHaveLength(1);
  expect(told[0]!.message).toMatch(/ The same goes for 11 more in this file: `b`, `c`, `d`, `e`, `f`, …\.$/);
  expect(told[0]!.related).toHaveLength(10);
});

test('five are told one by one', async () => {
  const sql = NAMES.slice(0, 5).map((name) => `CREATE TABLE ${name} (id bigserial PRIMARY KEY, x text);`);
  expect((await found(sql.join('\n'), 'serial-column')).told).toHaveLength(5);
});

test('warnings are told once only where they are one decision', async () => {
  const table = (name: string) => `CREATE TABLE ${name} (id int PRIMARY KEY, at timestamp, a_id int REFERENCES a);`;
  const sql = NAMES.map(table).join('\n');
  expect((await found(sql, 'timestamp-without-time-zone')).told).toHaveLength(1);
  expect((await found(sql, 'foreign-key-without-index')).told).toHaveLength(12);
  const many = Array.from({ length: 26 }, (_, i) => table(`a${i}`)).join('\n');
  const { told, each } = await found(many, 'foreign-key-without-index');
  expect([told.length, each.length]).toEqual([26, 26]);
});

test('all of them can be mended', async () => {
  const sql = NAMES.map(
    (name) => `CREATE TABLE ${name} (id int PRIMARY KEY, code text CONSTRAINT x UNIQUE, n int UNIQUE);`,
  );
  const { each } = await found(sql.join('\n'), 'unnamed-constraint');
  expect(safeFixes(each, path)).toHaveLength(each.length);
});

test('a schema that a template fills in is named nowhere', async () => {
  const sql = 'CREATE TABLE @schema.visits (page text, email text);\nCREATE TABLE @schema.pages (id int PRIMARY KEY);';
  const { told } = await found(sql, 'table-without-primary-key');
  expect(told.map(({ message }) => message)).toEqual([expect.stringMatching(/^`visits` has no primary key/)]);
  const [personal] = (await found(sql, 'pii-without-comment')).told;
  expect(personal!.fixes).toEqual([]);
});

test('a type that a template fills in is not missing', async () => {
  const sql = 'CREATE TABLE accounts (tenant ${tenantType} NOT NULL, kind {{ kind_type }}, note sting);';
  expect((await found(sql, 'unknown-type')).told.map(({ message }) => message)).toEqual([
    'There is no type `sting`, so PostgreSQL refuses the table. Correct the name, or make the type first.',
  ]);
});
