import { describe, expect, it } from 'vitest';
import { Text } from '../../server/src/base/text';
import { spanOf } from '../../server/src/lint/finding';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';

const DOWNS = ['missing-down', 'empty-down', 'down-not-inverse', 'lossy-down'];

/** What is found about the Downs of a file, with the files that the first fix makes and the texts that it inserts. */
async function found(files: Readonly<Record<string, string>>, path: string) {
  const { engine, logged } = await testEngine(MemoryFiles.of(files));
  await engine.workspace.setFolders(['/ws']);
  const findings = engine.linter.findings(path).filter(({ rule }) => DOWNS.includes(rule));
  expect(logged).toEqual([]);
  return findings.map(({ rule, message, fixes: [fix] }) => ({
    rule,
    message,
    creates: fix?.creates ?? [],
    inserts: fix?.edits.map(({ newText }) => newText) ?? [],
  }));
}

const FIRST = { '/ws/m/000001_a.up.sql': 'CREATE TABLE a (id int);', '/ws/m/000001_a.down.sql': 'DROP TABLE a;' };

describe('a Down in a file of its own', () => {
  it('is made where it is missing', async () => {
    const path = '/ws/m/000002_b.up.sql';
    const files = { ...FIRST, [path]: 'ALTER TABLE a ADD COLUMN n int;\nCREATE INDEX by_n ON a (n);' };
    expect(await found(files, path)).toMatchObject([
      {
        rule: 'missing-down',
        creates: [{ path: '/ws/m/000002_b.down.sql', text: 'ALTER TABLE a DROP COLUMN n;\n' }],
        inserts: [],
      },
    ]);
  });

  it('is compared with its Up', async () => {
    const path = '/ws/m/000002_b.up.sql';
    const up = 'ALTER TABLE a ADD COLUMN n int;\nCREATE TABLE b (id int);';
    const files = { ...FIRST, [path]: up, '/ws/m/000002_b.down.sql': 'DROP TABLE b;\n' };
    expect(await found(files, path)).toMatchObject([
      { rule: 'down-not-inverse', creates: [], inserts: ['\nALTER TABLE a DROP COLUMN n;'] },
    ]);
    expect(await found({ ...files, '/ws/m/000002_b.down.sql': 'DROP TABLE b;\nALTER TABLE a DROP COLUMN n;' }, path)).toEqual([]); // prettier-ignore
  });

  it('need not be there where the history has none', async () => {
    const path = '/ws/m/000003_c.up.sql';
    const files = { '/ws/m/000001_a.up.sql': 'CREATE TABLE a (id int);', '/ws/m/000002_b.up.sql': 'CREATE TABLE b (id int);', [path]: 'CREATE TABLE c (id int);' }; // prettier-ignore
    expect(await found(files, path)).toEqual([]);
    // A file that says no way is none that goes back.
    const mixed = { '/ws/n/202001010000_a.up.sql': 'CREATE TABLE a (id int);', '/ws/n/202001020000_b.up.sql': 'CREATE TABLE b (id int);', '/ws/n/202001030000_c.sql': 'CREATE TABLE c (id int);' }; // prettier-ignore
    expect(await found(mixed, '/ws/n/202001020000_b.up.sql')).toEqual([]);
  });
});

it('a Down is missed when the file is saved, at its mark, not while the Up is typed', async () => {
  const path = '/ws/m/2_b.sql';
  const first = '-- +goose Up\nCREATE TABLE a (id int);\n\n-- +goose Down\nDROP TABLE a;\n';
  const { engine } = await testEngine(MemoryFiles.of({ '/ws/m/1_a.sql': first, [path]: '-- +goose Up\n' }));
  await engine.workspace.setFolders(['/ws']);
  await engine.workspace.openDocument(path, '-- +goose Up\n');
  const told = () => engine.linter.findings(path).flatMap((each) => (each.rule === 'missing-down' ? [spanOf(each.at)] : [])); // prettier-ignore
  const text = '-- +goose Up\nALTER TABLE a\n  ADD COLUMN n int;\n';
  engine.workspace.changeDocument(path, Text.of(text), { start: 13, oldEnd: 13, newEnd: text.length });
  expect(told()).toEqual([]);
  await engine.workspace.savedDocument(path);
  expect(told()).toEqual([{ start: 0, end: 12 }]);
});

it('what nobody can follow is not judged', async () => {
  const path = '/ws/m/2_b.sql';
  const body = `DO $$ BEGIN EXECUTE 'ALTER TABLE a ADD COLUMN ' || current_user || ' int'; END $$;`;
  const text = `-- +goose Up\n-- +goose StatementBegin\n${body}\n-- +goose StatementEnd\n\n-- +goose Down\nALTER TABLE a DROP COLUMN x;\n`;
  const files = { '/ws/m/1_a.sql': '-- +goose Up\nCREATE TABLE a (id int);\n\n-- +goose Down\nDROP TABLE a;\n', [path]: text }; // prettier-ignore
  expect(await found(files, path)).toEqual([]);
});

it('a migration that was applied is not asked for its Down', async () => {
  const config = JSON.stringify({ roots: [{ name: 'app', tool: 'goose', files: ['m/*.sql'], applied: '1' }] });
  const up = (name: string) => `-- +goose Up\nCREATE TABLE ${name} (id int);\n`;
  const files = { '/ws/tablewright.json': config, '/ws/m/1_a.sql': up('a'), '/ws/m/2_b.sql': up('b'), '/ws/m/3_c.sql': `${up('c')}\n-- +goose Down\nDROP TABLE c;\n` }; // prettier-ignore
  expect(await found(files, '/ws/m/1_a.sql')).toEqual([]);
  expect(await found(files, '/ws/m/2_b.sql')).toMatchObject([
    { rule: 'missing-down', inserts: ['\n\n-- +goose Down\nDROP TABLE b;'] },
  ]);
});
