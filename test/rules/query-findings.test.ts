import { describe, expect, it } from 'vitest';
import { Text } from '../../server/src/base/text';
import { spanOf } from '../../server/src/lint/finding';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';
import { TestClient } from '../support/lsp';
import { random } from '../support/parser';

const PATH = '/ws/a.sql';
const URI = `file://${PATH}`;

async function client(text: string): Promise<TestClient> {
  const started = await TestClient.start({ files: MemoryFiles.of({ [PATH]: text }) });
  await started.open(URI, text);
  return started;
}

async function findings(of: TestClient, rule: string): Promise<string[]> {
  await of.pull(URI);
  const { engine } = of;
  return engine.linter.findings(PATH).flatMap((finding) => (finding.rule === rule ? [finding.message] : []));
}

async function cost(of: TestClient, what: string, by: string): Promise<{ parsed: number; runs: number }> {
  const count = () => ({ parsed: of.engine.parser.parsed, runs: of.engine.linter.runs });
  const before = count();
  await of.replace(URI, what, by);
  await of.pull(URI);
  const after = count();
  return { parsed: after.parsed - before.parsed, runs: after.runs - before.runs };
}

describe('findings of queries', () => {
  it('follow the tables that the queries read', async () => {
    const ws = await client(
      'CREATE TABLE users (id int, name text);\nCREATE TABLE tags (id int);\nSELECT name FROM users;\nSELECT id FROM tags;\n',
    );
    expect(await findings(ws, 'unknown-name-in-query')).toEqual([]);
    await ws.replace(URI, 'name text', 'label text');
    expect(await findings(ws, 'unknown-name-in-query')).toHaveLength(1);
    await ws.replace(URI, 'label text', 'name text');
    expect(await findings(ws, 'unknown-name-in-query')).toEqual([]);
    ws.dispose();
  });

  it('know what a ROLLBACK takes back', async () => {
    const ws = await client(
      'CREATE TABLE users (id int, name text);\nBEGIN;\nALTER TABLE users DROP name, ADD label text;\nSELECT label FROM users;\nROLLBACK;\nSELECT name FROM users;\nSELECT label FROM users;\n\\copy users from stdin\nselect x from nowhere;\n\\.\n',
    );
    expect(await findings(ws, 'unknown-name-in-query')).toEqual([expect.stringContaining('label')]);
    ws.dispose();
  });

  it('cost only the queries that an edit concerns', async () => {
    const tables = Array.from(
      { length: 50 },
      (_, i) => `CREATE TABLE t${i} (a int);\nSELECT a FROM t${i} WHERE a = ${i};`,
    );
    const ws = await client(`${tables.join('\n')}\n`);
    await findings(ws, '');
    // The statement itself, once for its facts and the names that it uses.
    expect((await cost(ws, 'WHERE a = 7;', 'WHERE a = 77;')).parsed).toBe(1);
    // The table, and the one query that reads it.
    expect((await cost(ws, 'CREATE TABLE t9 (a int', 'CREATE TABLE t9 (a int, b int')).parsed).toBe(2);
    ws.dispose();
  });

  it('cost nothing for rows', { timeout: 60_000 }, async () => {
    const rows = Array.from({ length: 15_000 }, (_, i) => `INSERT INTO users (id, name) VALUES (${i}, 'x');`);
    const ws = await client(`CREATE TABLE users (id int, name text);\n${rows.join('\n')}\n`);
    const { parsed } = ws.engine.parser;
    await findings(ws, '');
    expect(ws.engine.parser.parsed - parsed).toBeLessThan(10);
    expect((await cost(ws, "(7500, 'x')", "(75000, 'x')")).parsed).toBe(1);
    expect((await cost(ws, 'name text', 'name text, age int')).parsed).toBeLessThan(10);
    ws.dispose();
  });
});

describe('after any edits', () => {
  const LINES = [
    'SELECT id = NULL FROM users;',
    'SELECT nme FROM users;',
    'SELECT id FROM users;',
    'INSERT INTO users (id, nme) VALUES (1, 2);',
    'BEGIN;',
    'ROLLBACK;',
    'SELECT ( FROM users;',
  ];

  it('the findings are those of the text read anew', async () => {
    const pick = random(11);
    const head = 'CREATE TABLE users (id int, name text);\n';
    let number = 0;
    const line = () => `/* ${number++} */ ${LINES[pick(LINES.length)]!}\n`;
    const lines = [head, ...Array.from({ length: 12 }, line)];
    const ws = await client(lines.join(''));
    const told = (of: TestClient) =>
      of.engine.linter.eachFinding(PATH).map(({ rule, at }) => `${rule} ${JSON.stringify(spanOf(at))}`);
    for (let i = 0; i < 30; i++) {
      const at = pick(lines.length);
      const by = [...(at === 0 ? [head] : []), ...(pick(3) > 0 ? [line()] : [])];
      const [old] = lines.splice(at, 1, ...by);
      await ws.replace(URI, old!, by.join(''));
      await ws.pull(URI);
      const fresh = await client(lines.join(''));
      await fresh.pull(URI);
      expect(told(ws).sort(), lines.join('')).toEqual(told(fresh).sort());
      fresh.dispose();
    }
    ws.dispose();
  });
});

describe('a look that ends at once', () => {
  const text = 'CREATE TABLE users (id int, name text);\nSELECT name FROM users;\nSELECT id = NULL FROM users;\n';

  it('gives what was found before, and what comes later is there when somebody goes on', async () => {
    const { engine } = await testEngine(MemoryFiles.of({ [PATH]: text }));
    const { linter, workspace } = engine;
    await workspace.setFolders(['/ws']);
    await workspace.openDocument(PATH, text);
    const rules = (look: { readonly findings: readonly { readonly rule: string }[] }) =>
      look.findings.map(({ rule }) => rule).sort();
    const before = rules(linter.look(PATH, () => false));
    expect(before).toEqual(expect.arrayContaining(['equals-null', 'table-without-primary-key']));
    const table = 'CREATE TABLE users (id int PRIMARY KEY, label text);';
    const [oldEnd, newEnd] = [text.indexOf('\n'), table.length];
    workspace.changeDocument(PATH, Text.of(table + text.slice(oldEnd)), { start: 0, oldEnd, newEnd });
    const look = linter.look(PATH, () => true);
    expect([rules(look), look.complete]).toEqual([before, false]);
    expect(linter.goOn(PATH, () => false)).toBe(true);
    const after = linter.look(PATH, () => true);
    expect(after.complete).toBe(true);
    expect(rules(after)).toEqual(expect.arrayContaining(['equals-null', 'unknown-name-in-query']));
    expect(rules(after)).not.toContain('table-without-primary-key');
  });
});
