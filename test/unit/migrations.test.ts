import { describe, expect, it } from 'vitest';
import { spanOf } from '../../server/src/lint/finding';
import type { MigrationRule } from '../../server/src/rules/define-rule';
import { RULES } from '../../server/src/rules/registry.generated';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';

const rules = RULES.filter((rule): rule is MigrationRule => rule.needs === 'migration');

/** What the rules about migrations find in a workspace, by file: `rule: the words`. */
async function found(files: Readonly<Record<string, string>>, merged?: (path: string) => boolean): Promise<string[]> {
  const history = merged && {
    merged: () =>
      Promise.resolve({ known: true as const, base: 'abc', has: merged, edited: new Map<string, string>(), ahead: [] }),
  };
  const { engine, logged } = await testEngine(MemoryFiles.of(files), rules, history);
  await engine.workspace.setFolders(['/ws']);
  const lines = Object.keys(files).flatMap((path) =>
    engine.linter
      .findings(path)
      .map(
        ({ rule, at }) =>
          `${path.slice(4)} ${rule}: ${files[path]!.slice(spanOf(at).start, spanOf(at).end).split('\n')[0]!}`,
      ),
  );
  expect(logged).toEqual([]);
  return lines;
}

const FIRST = '-- +goose Up\nCREATE TABLE a (id int, n int);\n-- +goose Down\nDROP TABLE a;\n';
const SECOND =
  '-- +goose Up\nALTER TABLE a ALTER COLUMN n TYPE bigint;\n-- +goose Down\nALTER TABLE a ALTER COLUMN n TYPE int;\n';

describe('where the rules about migrations look', () => {
  const files = { '/ws/db/001_a.sql': FIRST, '/ws/db/002_b.sql': SECOND };

  it('at migrations that have not run', async () => {
    expect(await found(files, (path) => path.endsWith('001_a.sql'))).toEqual([
      'db/002_b.sql rewriting-type: ALTER COLUMN n TYPE bigint',
    ]);
    expect(await found(files, () => true)).toEqual([]);
  });

  it('at those that have run where the configuration asks for it', async () => {
    const all = { ...files, '/ws/tablewright.json': '{ "checkApplied": true }' };
    expect(await found(all, () => true)).toEqual(['db/002_b.sql rewriting-type: ALTER COLUMN n TYPE bigint']);
  });

  it('not at tables that other migrations make that have not run either', async () => {
    expect(await found(files, () => false)).toEqual([]);
  });

  it('at all where nobody knows what has run', async () => {
    expect(await found(files)).toEqual(['db/002_b.sql rewriting-type: ALTER COLUMN n TYPE bigint']);
  });

  it('with the version of the PostgreSQL that a compose file starts', async () => {
    const third =
      "-- +goose Up\nALTER TABLE a ADD COLUMN state text DEFAULT 'new';\n-- +goose Down\nALTER TABLE a DROP COLUMN state;\n";
    const old = { '/ws/db/001_a.sql': FIRST, '/ws/db/002_b.sql': third };
    const compose = 'services:\n  db:\n    image: postgres:10-alpine\n';
    expect(await found({ ...old, '/ws/docker-compose.yml': compose })).toEqual([
      "db/002_b.sql rewriting-column: ADD COLUMN state text DEFAULT 'new'",
    ]);
    expect(await found(old)).toEqual([]);
  });

  it('not at schema files and dumps', async () => {
    expect(
      await found({
        '/ws/schema/a.sql':
          'CREATE TABLE a (n int);\nALTER TABLE a ALTER COLUMN n TYPE bigint;\nCREATE TABLE b (n int);\n',
      }),
    ).toEqual([]);
    expect(
      await found({
        '/ws/dump.sql':
          '--\n-- PostgreSQL database dump\n--\nCREATE TABLE public.a (n int);\nALTER TABLE public.a ALTER COLUMN n TYPE bigint;\n',
      }),
    ).toEqual([]);
  });
});

describe('who uses what a migration takes away', () => {
  const base = {
    '/ws/db/001_a.sql':
      "-- +goose Up\nCREATE TABLE orders (id int, note text, total int);\n-- +goose StatementBegin\nCREATE FUNCTION note_of(i int) RETURNS text LANGUAGE sql AS 'SELECT note FROM orders WHERE id = i';\n-- +goose StatementEnd\nUPDATE orders SET note = '';\n-- +goose Down\nDROP TABLE orders;\n",
    '/ws/queries/report.sql': 'SELECT total, note FROM orders;\n',
    '/ws/docs/model.md':
      '# Data Model\n\n### Order\n\n**Table:** orders\n\n- `id` int\n- `note` text\n- `total` int\n\n### Line\n\n**Table:** lines\n\n- `id` int\n',
  };
  const drop = (column: string, more = '') =>
    `-- +goose Up\n${more}ALTER TABLE orders DROP COLUMN ${column};\n-- +goose Down\nALTER TABLE orders ADD COLUMN ${column} text;\n`;
  const told = async (sql: string, files = base) => {
    const all = { ...files, '/ws/db/002_b.sql': sql };
    const history = { merged: () => Promise.resolve({ known: true as const, base: 'abc', has: (path: string) => path.includes('001'), edited: new Map<string, string>(), ahead: [] }) }; // prettier-ignore
    const { engine } = await testEngine(MemoryFiles.of(all), rules, history);
    await engine.workspace.setFolders(['/ws']);
    return engine.linter.findings('/ws/db/002_b.sql').filter(({ rule }) => rule === 'dropped-data');
  };

  it('is named: functions, queries and documents, with their places', async () => {
    const [finding, ...others] = await told(drop('note'));
    expect(others).toEqual([]);
    expect(finding!.severity).toBe('warning');
    expect(finding!.message).toBe(
      "The values of `note` of `orders` are gone after this (Down can't bring them back), and `note_of()`, `report.sql` and `model.md` fail. Drop it when nothing uses it any more.",
    );
    expect(finding!.related.map(({ at }) => at.source.file)).toEqual([
      '/ws/db/001_a.sql',
      '/ws/queries/report.sql',
      '/ws/docs/model.md',
    ]);
  });

  it('counts a function as it is in the end', async () => {
    const anew =
      "-- +goose StatementBegin\nCREATE OR REPLACE FUNCTION note_of(i int) RETURNS text LANGUAGE sql AS 'SELECT id::text FROM orders';\n-- +goose StatementEnd\n";
    const [finding] = await told(drop('note', anew), { ...base, '/ws/queries/report.sql': 'SELECT total FROM orders;\n', '/ws/docs/model.md': '' }); // prettier-ignore
    expect(finding).toMatchObject({ severity: 'info' });
    expect(finding!.message).toContain('programs that still use the column fail');
  });

  it('says nothing of what a later migration makes again', async () => {
    const again =
      '-- +goose Up\nALTER TABLE orders ADD COLUMN note text;\n-- +goose Down\nALTER TABLE orders DROP COLUMN note;\n';
    const [finding] = await told(drop('note'), { ...base, '/ws/db/003_c.sql': again } as typeof base);
    expect(finding).toMatchObject({ severity: 'info', related: [] });
  });

  it('follows what is edited', async () => {
    const all = { ...base, '/ws/db/002_b.sql': drop('total') };
    const { engine } = await testEngine(MemoryFiles.of(all), rules);
    await engine.workspace.setFolders(['/ws']);
    const message = () =>
      engine.linter.findings('/ws/db/002_b.sql').find(({ rule }) => rule === 'dropped-data')!.message;
    expect(message()).toContain('`report.sql` and `model.md` fail');
    await engine.workspace.openDocument('/ws/queries/report.sql', 'SELECT note FROM orders;\n');
    expect(message()).toContain('and `model.md` fails');
  });
});

it('a statement that a fix adds to a history stands where the names are as it says them', async () => {
  const files = {
    '/ws/db/001_a.sql': '-- +goose Up\nCREATE TABLE ideas (id int PRIMARY KEY);\nCREATE TABLE comments (id int PRIMARY KEY, idea_id int REFERENCES ideas (id));\n', // prettier-ignore
    '/ws/db/002_b.sql': '-- +goose Up\nALTER TABLE comments RENAME COLUMN idea_id TO post_id;\nALTER TABLE comments RENAME TO remarks;\n', // prettier-ignore
  };
  const { engine } = await testEngine(MemoryFiles.of(files));
  await engine.workspace.setFolders(['/ws']);
  const found = engine.linter.findings('/ws/db/001_a.sql').find(({ rule }) => rule === 'foreign-key-without-index');
  const [edit, ...more] = found!.fixes[0]!.edits;
  expect(more).toEqual([]);
  expect(edit).toMatchObject({
    at: { source: { file: '/ws/db/002_b.sql' } },
    newText: '\nCREATE INDEX idx_remarks_post_id ON remarks (post_id);',
  });
});
