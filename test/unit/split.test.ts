import { describe, expect, it } from 'vitest';
import { splitText } from '../../server/src/sql/split';
import { Text } from '../../server/src/base/text';
import { StatementList } from '../../server/src/sql/statements';
import { random } from '../support/parser';

const CASES: Record<string, { sql: string; statements: string[] }> = {
  'plain statements': { sql: 'SELECT 1;\n\nSELECT 2;', statements: ['SELECT 1;', 'SELECT 2;'] },
  'the last without semicolon': { sql: 'SELECT 1;\nSELECT 2\n', statements: ['SELECT 1;', 'SELECT 2'] },
  'semicolons in quotes': {
    sql: `SELECT 'a;b', "c;d", E'e\\';f', $$g;h$$, $t$i;$$j$t$ -- k;\n/* l; /* m; */ n; */;`,
    statements: [`SELECT 'a;b', "c;d", E'e\\';f', $$g;h$$, $t$i;$$j$t$ -- k;\n/* l; /* m; */ n; */;`],
  },
  'a body in standard SQL': {
    sql: 'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3;',
    statements: [
      'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;',
      'SELECT 3;',
    ],
  },
  'a rule with two actions': {
    sql: 'CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b);SELECT 1;',
    statements: ['CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b);', 'SELECT 1;'],
  },
  'a parenthesis that is never closed': {
    sql: 'CREATE TABLE a (id int;\nCREATE TABLE b (id int);',
    statements: ['CREATE TABLE a (id int;', 'CREATE TABLE b (id int);'],
  },
  'rows of COPY': {
    sql: "COPY t (a) FROM stdin;\n1;2\n'\n\\.\nSELECT 1;",
    statements: ['COPY t (a) FROM stdin;', 'SELECT 1;'],
  },
  'psql commands': {
    sql: "\\set x 'it''s'\n\\restrict abc\nSELECT :x\n\\gset\nSELECT 2;",
    statements: ['SELECT :x', 'SELECT 2;'],
  },
  'a section of a migration ends a statement': {
    sql: '-- +migrate Up\nSELECT 1\n-- +migrate Down\nSELECT 2;',
    statements: ['SELECT 1', 'SELECT 2;'],
  },
  'a quote that is never closed': {
    sql: "SELECT 'oops;\n\nCREATE TABLE a (id int);\n",
    statements: ["SELECT 'oops;", 'CREATE TABLE a (id int);'],
  },
};

describe.each(['\n', '\r\n'])('splitting (line end %j)', (eol) => {
  const lines = (text: string) => text.replaceAll('\n', eol);
  it.each(Object.entries(CASES))('%s', (_, { sql, statements }) => {
    const text = lines(sql);
    const pieces = splitText(text);
    expect(
      pieces.filter((p) => p.start < p.end && !text.startsWith('\\', p.start)).map((p) => text.slice(p.start, p.end)),
    ).toEqual(statements.map(lines));
    expect(pieces.map((p) => p.from)).toEqual([0, ...pieces.slice(0, -1).map((p) => p.to)]);
    expect(pieces.at(-1)!.to).toBe(text.length);
  });
});

describe('an edited text', () => {
  const base = Object.values(CASES)
    .map(({ sql }) => sql)
    .filter((sql) => !sql.includes('oops') && !sql.includes('id int;'))
    .map((sql) => (/;$/.test(sql) ? sql : `${sql};`))
    .join('\n');
  const shape = (list: StatementList) => list.all.map(({ from, start, end, to }) => [from, start, end, to]);

  it.each([
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((seed) => ({ seed, times: 1 })),
    ...[9, 10].map((seed) => ({ seed, times: 30 })),
  ])(
    'is split as if it were new, whatever is typed that opens no quote (seed $seed, $times times as long)',
    ({ seed, times }) => {
      const pick = random(seed);
      const pieces = [';', ' ', 'x', '(', ')', '\n', 'SELECT 9;', '-- c\n', ',', '1'];
      let text = `${base}\n`.repeat(times);
      const list = new StatementList(text);
      for (let i = 0; i < 200; i++) {
        const start = pick(text.length + 1);
        const removed = text.slice(start, start + pick(3));
        const old = /['"$\\*/-]/.test(removed) ? '' : removed;
        const insert = pieces[pick(pieces.length)]!;
        text = text.slice(0, start) + insert + text.slice(start + old.length);
        list.edit(Text.of(text), { start, oldEnd: start + old.length, newEnd: start + insert.length });
        if (!list.all.some((s) => s.held))
          expect({ i, shape: shape(list) }).toEqual({ i, shape: shape(new StatementList(text)) });
      }
    },
  );

  it('keeps the statements around an opened quote, and finds back when it is closed', () => {
    const text = "SELECT 1;\nSELECT x;\nSELECT 'a';\nSELECT 'b';\n";
    const list = new StatementList(text);
    const at = text.indexOf('x');
    const opened = text.slice(0, at) + "'" + text.slice(at);
    const first = list.edit(Text.of(opened), { start: at, oldEnd: at, newEnd: at + 1 });
    expect(first.added.map((s) => opened.slice(s.start, s.end))).toEqual(["SELECT 'x;"]);
    expect(first.added[0]!.open?.kind).toBe('string');
    const closed = opened.slice(0, at + 2) + "'" + opened.slice(at + 2);
    const second = list.edit(Text.of(closed), { start: at + 2, oldEnd: at + 2, newEnd: at + 3 });
    expect(second.added.map((s) => closed.slice(s.start, s.end))).toEqual(["SELECT 'x';"]);
    expect(list.all.every((s) => !s.held)).toBe(true);
  });

  it('lets a comment grow over statements once it is closed', () => {
    const text = 'SELECT 1;\nSELECT 2;\nSELECT 3;\nSELECT 4;\n';
    const list = new StatementList(text);
    const opened = text.replace('SELECT 2', '/*SELECT 2');
    list.edit(Text.of(opened), { start: 10, oldEnd: 10, newEnd: 12 });
    expect(list.all.filter((s) => !s.empty)).toHaveLength(4);
    const end = opened.indexOf('SELECT 4') - 1;
    const closed = `${opened.slice(0, end)}*/${opened.slice(end)}`;
    list.edit(Text.of(closed), { start: end, oldEnd: end, newEnd: end + 2 });
    expect(list.all.filter((s) => !s.empty).map((s) => closed.slice(s.start, s.end))).toEqual([
      'SELECT 1;',
      'SELECT 4;',
    ]);
  });

  it('keeps the objects of statements that the edit does not touch', () => {
    const text = Array.from({ length: 50 }, (_, i) => `SELECT ${i};`).join('\n');
    const list = new StatementList(text);
    const before = [...list.all];
    const at = text.indexOf('SELECT 25') + 7;
    const delta = list.edit(Text.of(`${text.slice(0, at)}9${text.slice(at)}`), {
      start: at,
      oldEnd: at,
      newEnd: at + 1,
    });
    expect([delta.removed.length, delta.added.length]).toEqual([1, 1]);
    expect(list.all.filter((s) => before.includes(s))).toHaveLength(49);
  });
});
