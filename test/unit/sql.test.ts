import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/base/span';
import { expectedToken } from '../../server/src/sql/expectations';
import { LargeParser } from '../../server/src/sql/large-parser';
import { maskTemplates } from '../../server/src/sql/mask';
import { offsetMap } from '../../server/src/sql/offsets';
import { testParser } from '../support/parser';

const parser = await testParser();

describe('masking', () => {
  it.each([
    ['SELECT :a, :\'b\', :"c", x::int, arr[1:2]', 'SELECT vv,  \'b\',  "c", x::int, arr[1:2]'],
    ['CREATE TABLE ${schema}.t (id int)', 'CREATE TABLE vvvvvvvvv.t (id int)'],
    ['{{ if .X }}SELECT 1{{ end }}', '           SELECT 1         '],
    ['SELECT * FROM "{{ index .O "N" }}".users', 'SELECT * FROM "vvvvvvvvvvvvvvvvvv".users'],
    ['SELECT * FROM @cdm.person', 'SELECT * FROM vvvv.person'],
    ["SELECT '${x} :y {{z}}', $$ :a $$", "SELECT '${x} :y {{z}}', $$ :a $$"],
    ['SELECT @ -5, a <@ b', 'SELECT @ -5, a <@ b'],
  ])('%s', (sql, masked) => {
    expect(maskTemplates(sql)).toBe(masked);
    expect(parser.parse(maskTemplates(sql)).ok).toBe(true);
  });
});

describe('offsets', () => {
  it('are UTF-16 before, inside and after characters of all lengths', () => {
    const text = 'aé€😀b';
    const map = offsetMap(text);
    const bytes = (part: string) => Buffer.byteLength(part);
    for (const part of ['', 'a', 'aé', 'aé€', 'aé€😀', text]) {
      expect(map.fromBytes(bytes(part))).toBe(part.length);
      expect(map.fromCodePoints([...part].length)).toBe(part.length);
    }
  });

  it('of an error stand at the word, after text that is not ASCII', () => {
    const sql = "SELECT '😀é' AS ü FORM t";
    const outcome = parser.parse(sql);
    expect(outcome).toMatchObject({
      ok: false,
      message: 'syntax error at or near "FORM"',
      offset: sql.indexOf('FORM'),
    });
  });
});

describe('what was expected', () => {
  it.each([
    ['CREATE TABLE a (id int, b text', ')', 'CREATE TABLE a (id int, b text)'],
    ['CREATE TABLE a (id int, b text;', ')', 'CREATE TABLE a (id int, b text);'],
    ['CREATE TABLE a id int);', '(', 'CREATE TABLE a (id int);'],
    ['SELECT a b c FROM t', ',', 'SELECT a b, c FROM t'],
    ['CREATE TABLE a (id int, );', ',', 'CREATE TABLE a (id int );'],
    ['CREATE TABLE é (id int', ')', 'CREATE TABLE é (id int)'],
    ['SELECT 1\nCREATE TABLE a (id int);', ';', 'SELECT 1;\nCREATE TABLE a (id int);'],
  ])('%s', (sql, token, fixed) => {
    const outcome = parser.parse(sql);
    if (outcome.ok) throw new Error('this must not parse');
    const expectation = expectedToken(sql, outcome, parser);
    expect(expectation?.token).toBe(token);
    expect(applyEdits(sql, [expectation!.edit])).toBe(fixed);
  });

  it.each(["SELECT E'open", 'SELECT $$ open (', 'CREATE TABEL a (id int)', `SELECT (${'x,'.repeat(4000)}`])(
    'says nothing of %s',
    (sql) => {
      const outcome = parser.parse(sql);
      expect(outcome.ok ? undefined : expectedToken(sql, outcome, parser)).toBeUndefined();
    },
  );
});

describe('the parser', () => {
  it('refuses what would hurt it and goes on', () => {
    expect(parser.parse('SELECT 1\0; SELECT')).toMatchObject({ ok: false, offset: 8 });
    expect(parser.parse(`SELECT ${'('.repeat(100_000)}1${')'.repeat(100_000)}`)).toMatchObject({
      ok: false,
      unread: true,
    });
    expect(parser.parse('SELECT 1').ok).toBe(true);
  });
});

describe('a statement that is too large for the server', () => {
  const dist = path.join(import.meta.dirname, '../../dist');
  const large = new LargeParser(path.join(dist, 'parse-worker.js'), path.join(dist, 'libpg-query.wasm'));

  it('is parsed in a thread', async () => {
    const rows = Array.from({ length: 40_000 }, (_, i) => `(${i}, 'é')`).join();
    expect(await large.parse(`INSERT INTO t VALUES ${rows};`, false)).toMatchObject({ ok: true, node: undefined });
    const broken = `INSERT INTO t VALUES ${rows} WHER;`;
    expect(await large.parse(broken, false)).toMatchObject({ ok: false, offset: broken.indexOf('WHER') });
  });

  it('is left unread where that takes too long', { timeout: 20_000 }, async () => {
    const rows = Array.from({ length: 1_500_000 }, (_, i) => `(${i})`).join();
    expect(await large.parse(`INSERT INTO t VALUES ${rows};`, false)).toMatchObject({ ok: false, unread: true });
  });
});

describe('a keyword is only expected where nothing else would do', () => {
  it.each([
    ['DELETE FROM;', undefined],
    ['DROP;', undefined],
    ['ALTER TABLE t ADD COLUMN n int DEFAULT;', undefined],
  ])('%s', (sql, token) => {
    const outcome = parser.parse(sql);
    expect(outcome.ok ? undefined : expectedToken(sql, outcome, parser)?.token).toBe(token);
  });
});
