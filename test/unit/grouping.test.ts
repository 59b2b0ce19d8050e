import { describe, expect, it } from 'vitest';
import { rootViews } from '../../server/src/features/status';
import type { History } from '../../server/src/base/ports';
import type { FileSummary } from '../../server/src/workspace/file-summary';
import { groupFiles } from '../../server/src/workspace/grouping';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';

type Texts = Readonly<Record<string, string>>;

async function workspaceOf(texts: Texts, history?: History, folders = ['/w']) {
  const { engine, logged } = await testEngine(MemoryFiles.of(texts), undefined, history);
  await engine.workspace.setFolders(folders);
  expect(logged).toEqual([]);
  return engine;
}

/** `name (kind, tool): files`, for each root. */
async function roots(texts: Texts, folders = ['/w']): Promise<string[]> {
  const { workspace } = await workspaceOf(texts, undefined, folders);
  return workspace.roots.map((root) => {
    const tool = root.tool ? `, ${root.tool.id}` : '';
    return `${root.spec.name} (${root.kind}${tool}): ${root.files.map((file) => file.slice(3)).join(' ')}`;
  });
}

function table(name: string, more = ''): string {
  return `CREATE TABLE ${name} (id int PRIMARY KEY${more});\n`;
}

function config(...list: object[]): Texts {
  return { '/w/tablewright.json': JSON.stringify({ roots: list }) };
}

it('a file that only drops takes down no schema that others make', async () => {
  const files = {
    '/w/sql/CreateTables.sql': `${table('a')}${table('b')}`,
    '/w/sql/CreateIndexes.sql': 'CREATE INDEX ON a (id);',
    '/w/sql/DropTables.sql':
      '\\unset ON_ERROR_STOP\n\nDROP TABLE b;\nALTER TABLE a DROP CONSTRAINT a_pkey;\nDROP TABLE a;\n',
    '/w/sql/rename.sql': 'DROP VIEW IF EXISTS v;\nALTER TABLE a ADD COLUMN n int;\n',
  };
  expect(await roots(files)).toEqual([
    'sql/CreateTables.sql (schema): sql/CreateTables.sql sql/CreateIndexes.sql sql/rename.sql',
    'sql/DropTables.sql (schema): sql/DropTables.sql',
  ]);
});

describe('histories', () => {
  it('of services in one workspace stay apart', async () => {
    expect(
      await roots({
        '/w/a/migrations/001_t.sql': table('t'),
        '/w/a/migrations/002_u.sql': 'ALTER TABLE t ADD x int;',
        '/w/b/migrations/001_t.sql': table('t'),
        '/w/c/db/migration/V1__t.sql': table('t'),
        '/w/d/db/migration/V1__t.sql': table('t'),
      }),
    ).toEqual([
      'a/migrations (history): a/migrations/001_t.sql a/migrations/002_u.sql',
      'b/migrations (history): b/migrations/001_t.sql',
      'c/db/migration (history, flyway): c/db/migration/V1__t.sql',
      'd/db/migration (history, flyway): d/db/migration/V1__t.sql',
    ]);
  });

  it('of Flyway take in folders for versions, but not those for other databases', async () => {
    expect(
      await roots({
        '/w/db/migration/2.31/V2_31_10__a.sql': 'ALTER TABLE t ADD a int;',
        '/w/db/migration/2.31/V2_31_9__t.sql': table('t'),
        '/w/db/migration/2.32/V2_32_1__b.sql': 'ALTER TABLE t ADD b int;',
        '/w/db/migration/views/R__v.sql': 'CREATE VIEW v AS SELECT 1;',
        '/w/db/migration/h2/V2_32_1__b.sql': 'ALTER TABLE t ADD b int;',
        '/w/db/migration/afterMigrate.sql': 'ANALYZE;',
      }),
    ).toEqual([
      'db/migration (history, flyway): db/migration/2.31/V2_31_9__t.sql db/migration/2.31/V2_31_10__a.sql db/migration/2.32/V2_32_1__b.sql db/migration/views/R__v.sql',
    ]);
  });

  it('of Flyway that repeat one another are for different databases', async () => {
    const files = (vendor: string) => ({
      [`/w/db/migration/${vendor}/V1__t.sql`]: table('t'),
      [`/w/db/migration/${vendor}/V2__u.sql`]: table('u'),
    });
    expect(await roots({ ...files('pg'), ...files('other') })).toEqual([
      'db/migration/other (history, flyway): db/migration/other/V1__t.sql db/migration/other/V2__u.sql',
      'db/migration/pg (history, flyway): db/migration/pg/V1__t.sql db/migration/pg/V2__u.sql',
    ]);
  });

  it('keep their files apart from what only lies beside them', async () => {
    expect(
      await roots({
        '/w/m/1_t.sql': `-- +goose Up\n${table('t')}`,
        '/w/m/2_u.sql': `-- +goose Up\n${table('u')}`,
        '/w/m/notes.sql': table('scratch'),
        '/w/db/schema.sql': 'SET statement_timeout = 0;\nSET lock_timeout = 0;\nCREATE TABLE public.t (id int);\n',
      }),
    ).toEqual([
      'm (history, goose): m/1_t.sql m/2_u.sql',
      'm/notes.sql (schema): m/notes.sql',
      'db/schema.sql (dump): db/schema.sql',
    ]);
  });

  it('in folders named for versions run as their manifests say', async () => {
    const manifest = (...files: string[]) => JSON.stringify({ CurrVersion: '1', SchemaUpdateCqlFiles: files });
    expect(
      await roots({
        '/w/versioned/v1.9/manifest.json': manifest('b.sql', 'a.sql'),
        '/w/versioned/v1.9/a.sql': 'ALTER TABLE t ADD a int;',
        '/w/versioned/v1.9/b.sql': table('t'),
        '/w/versioned/v1.10/manifest.json': manifest('c.sql'),
        '/w/versioned/v1.10/c.sql': 'ALTER TABLE t ADD c int;',
        '/w/versioned/v1.10/all_at_once.sql': 'ALTER TABLE t ADD a int, ADD c int;',
      }),
    ).toEqual([
      'versioned (history, version-folders): versioned/v1.9/b.sql versioned/v1.9/a.sql versioned/v1.10/c.sql',
    ]);
  });

  it('say what they are when a side file comes and goes', async () => {
    const files = MemoryFiles.of({ '/w/d/0000_b.sql': table('b'), '/w/d/0001_a.sql': table('a') });
    const { engine } = await testEngine(files);
    await engine.workspace.setFolders(['/w']);
    const seen = () => engine.workspace.roots.map((root) => [root.tool?.id, ...root.files]);
    expect(seen()).toEqual([[undefined, '/w/d/0000_b.sql', '/w/d/0001_a.sql']]);
    files.texts.set('/w/d/meta/_journal.json', '{"entries":[{"tag":"0001_a"},{"tag":"0000_b"}]}');
    await engine.workspace.filesChanged(['/w/d/meta/_journal.json']);
    expect(seen()).toEqual([['drizzle', '/w/d/0001_a.sql', '/w/d/0000_b.sql']]);
    files.texts.delete('/w/d/meta/_journal.json');
    await engine.workspace.filesChanged(['/w/d/meta']);
    expect(seen()).toEqual([[undefined, '/w/d/0000_b.sql', '/w/d/0001_a.sql']]);
  });
});

describe('files that make the same table', () => {
  it('are alternatives; what needs one of them goes with it', async () => {
    expect(
      await roots({
        '/w/sql/entities.sql': table('devices') + table('ts_latest'),
        '/w/sql/timescale.sql': table('ts_latest'),
        '/w/sql/views.sql': 'CREATE VIEW active AS SELECT id FROM devices;',
      }),
    ).toEqual([
      'sql/entities.sql (schema): sql/entities.sql sql/views.sql',
      'sql/timescale.sql (schema): sql/timescale.sql',
    ]);
  });
});

describe('the base of a history', () => {
  const HISTORY = {
    '/w/db/migration/V1__a.sql': `ALTER TABLE base ADD x int;\n${table('a', ', base_id int REFERENCES base (id)')}`,
    '/w/db/migration/V2__b.sql': 'ALTER TABLE other ADD x int;\nALTER TABLE a ADD y int;',
  };
  it('is folded before it', async () => {
    const engine = await workspaceOf({ ...HISTORY, '/w/db/base/base.sql': table('base') + table('other') });
    const [root, ...others] = engine.workspace.roots;
    expect(others).toEqual([]);
    expect([root!.kind, root!.id, root!.files]).toEqual([
      'history',
      '/w/db/migration',
      ['/w/db/base/base.sql', '/w/db/migration/V1__a.sql', '/w/db/migration/V2__b.sql'],
    ]);
    expect(root!.model.table('public.base')?.columns.map(({ name }) => name)).toEqual(['id', 'x']);
    expect(root!.migration('/w/db/base/base.sql')).toBeUndefined();
  });

  it.each([
    ['makes what the history makes too', table('base') + table('other') + table('a')],
    ['makes too little of what it needs', table('unrelated')],
  ])('is no file that %s', async (_, text) => {
    expect((await roots({ ...HISTORY, '/w/db/structure.sql': text })).length).toBe(2);
  });
});

describe('includes', () => {
  it('say the order, and a circle ends', async () => {
    expect(
      await roots({
        '/w/install.sql': '\\ir z/types.sql\n\\i a/tables.sql\n',
        '/w/z/types.sql': "CREATE TYPE mood AS ENUM ('ok');",
        '/w/a/tables.sql': `\\i ../install.sql\n${table('t')}`,
        '/w/other/x.sql': table('x'),
      }),
    ).toEqual(['install.sql (schema): z/types.sql a/tables.sql install.sql', 'other/x.sql (schema): other/x.sql']);
  });

  it('of a file that several read leave it where it lies', async () => {
    const test = '\\ir ../db/tables.sql\n\\ir ../db/more.sql\nSELECT 1;\n';
    expect(
      await roots({
        '/w/db/tables.sql': table('t'),
        '/w/db/more.sql': table('u'),
        '/w/test/a.sql': test,
        '/w/test/b.sql': test,
      }),
    ).toEqual(['db (schema): db/more.sql db/tables.sql test/a.sql test/b.sql']);
  });

  it('of a migration are folded with it', async () => {
    expect(
      await roots({
        '/w/.gmrc': '{}',
        '/w/migrations/committed/000001.sql': table('t'),
        '/w/migrations/current.sql': '--!include views/v.sql\nALTER TABLE t ADD x int;',
        '/w/migrations/fixtures/views/v.sql': 'CREATE VIEW v AS SELECT 1;\n--!include views/v.sql\n',
      }),
    ).toEqual([
      'migrations (history, graphile-migrate): migrations/committed/000001.sql migrations/fixtures/views/v.sql migrations/current.sql',
    ]);
  });
});

describe('configured roots', () => {
  it('join a history that lies in two places, in the order of the tool', async () => {
    expect(
      await roots({
        ...config({ name: 'all', tool: 'flyway', files: ['base/*.sql', 'b/*.sql', 'a/*.sql'] }),
        '/w/base/schema.sql': table('base'),
        '/w/a/V1__t.sql': table('t'),
        '/w/b/V2__u.sql': table('u'),
        '/w/b/V10__v.sql': table('v'),
        '/w/b/U2__u.sql': 'DROP TABLE u;',
      }),
    ).toEqual(['all (history, flyway): base/schema.sql a/V1__t.sql b/V2__u.sql b/V10__v.sql']);
  });

  it('order folders that no tool knows', async () => {
    expect(
      await roots({
        ...config({ name: 'temporal', kind: 'history', files: ['versioned/**/*.sql'] }),
        '/w/versioned/v1.10/c.sql': 'ALTER TABLE t ADD y int;',
        '/w/versioned/v1.9/b.sql': 'ALTER TABLE t ADD x int;',
        '/w/versioned/v1.0/schema.sql': table('t'),
      }),
    ).toEqual(['temporal (history): versioned/v1.0/schema.sql versioned/v1.9/b.sql versioned/v1.10/c.sql']);
  });

  it('say what is applied', async () => {
    const engine = await workspaceOf({
      ...config({ name: 'app', files: ['m/*.sql'], applied: '2' }),
      '/w/m/001_a.sql': table('a'),
      '/w/m/002_b.sql': table('b'),
      '/w/m/003_c.sql': table('c'),
    });
    const [root] = engine.workspace.roots;
    expect(root!.files.map((file) => root!.applied(file))).toEqual([true, true, false]);
    expect(rootViews(engine.workspace)[0]).toMatchObject({ kind: 'history', applied: 2 });
  });

  it.each([
    ['2.9', [true, true, false, false]],
    ['2_9', [true, true, false, false]],
    ['2.9.5', [true, true, false, false]],
    ['9', [true, true, true, false]],
  ])('read %s as a version of Flyway', async (applied, expected) => {
    const engine = await workspaceOf({
      ...config({ name: 'app', tool: 'flyway', files: ['m/*.sql'], applied }),
      '/w/m/V2_8__a.sql': table('a'),
      '/w/m/V2_9__b.sql': table('b'),
      '/w/m/V2_10__c.sql': table('c'),
      '/w/m/R__v.sql': 'CREATE VIEW v AS SELECT 1;',
    });
    const [root] = engine.workspace.roots;
    expect(root!.files.map((file) => root!.applied(file))).toEqual(expected);
  });
});

describe('what is applied', () => {
  const FILES = { '/w/m/001_a.sql': table('a'), '/w/m/002_b.sql': table('b'), '/w/x.sql': table('x') };

  it('is what version control calls merged', async () => {
    const asked: string[] = [];
    const engine = await workspaceOf(FILES, {
      merged(folder) {
        asked.push(folder);
        return Promise.resolve({
          known: true,
          base: 'abc',
          has: (path) => !path.includes('002'),
          edited: new Map(),
          ahead: [],
        });
      },
    });
    const [root, schema] = engine.workspace.roots;
    expect(asked).toEqual(['/w/m']);
    expect(root!.files.map((file) => root!.applied(file))).toEqual([true, false]);
    expect(schema!.applied('/w/x.sql')).toBe(false);
    expect([root!.appliedUnknown, schema!.appliedUnknown]).toEqual([undefined, undefined]);
  });

  it('is nothing where that is not known, and the status says so', async () => {
    const reason = 'The folder is in no git repository.';
    const engine = await workspaceOf(FILES, { merged: () => Promise.resolve({ known: false, reason }) });
    expect(engine.workspace.roots[0]!.applied('/w/m/001_a.sql')).toBe(false);
    expect(rootViews(engine.workspace)).toMatchObject([
      { name: 'm', appliedUnknown: 'No migration counts as applied: the folder is in no git repository.' },
      { name: 'x.sql' },
    ]);
    expect(rootViews((await workspaceOf(FILES)).workspace)[0]!.appliedUnknown).toBe(
      'No migration counts as applied: version control was not asked.',
    );
  });
});

describe('problems of a history', () => {
  const problems = async (texts: Texts) => {
    const { workspace } = await workspaceOf(texts);
    return workspace.roots.flatMap((root) => root.problems.map(({ file, code }) => `${code} ${file.slice(3)}`));
  };
  const goose = (...names: string[]) =>
    Object.fromEntries(names.map((name, i) => [`/w/m/${name}`, `-- +goose Up\n${table(`t${i}`)}`]));
  const plain = (...names: string[]) => Object.fromEntries(names.map((name, i) => [`/w/m/${name}`, table(`t${i}`)]));

  const cases: [title: string, texts: Texts, found: string[]][] = [
    ['none', goose('001_a.sql', '002_b.sql', '003_c.sql'), []],
    ['one version twice', goose('20260101_001_a.sql', '20260101_002_b.sql'), ['duplicate-version m/20260101_002_b.sql']],
    ['one version written in two ways', goose('1_a.sql', '001_b.sql'), ['duplicate-version m/1_a.sql']],
    ['a date and a number are one version', plain('20260101_001_a.sql', '20260101_002_b.sql'), []],
    ['one version of Flyway twice', plain('V1_1__a.sql', 'V1.1__b.sql', 'R__v.sql'), ['duplicate-version m/V1_1__a.sql']],
    ['a version and its undo', plain('V1__a.sql', 'U1__a.sql', 'B1__a.sql'), []],
    ['up and down', plain('000001_a.up.sql', '000001_a.down.sql', '000002_b.up.sql'), []],
    ['two dialects', plain('1_a.postgres.up.sql', '1_a.mysql.up.sql', '1_a.up.sql'), []],
    ['names that sql-migrate tells apart', { '/w/m/8_a.sql': `-- +migrate Up\n${table('a')}`, '/w/m/8_b.sql': `-- +migrate Up\n${table('b')}` }, []],
    ['a hole', goose('001_a.sql', '002_b.sql', '004_d.sql'), ['gap m/004_d.sql']],
    ['two holes', goose('001_a.sql', '003_b.sql', '005_d.sql'), []],
    ['a wide hole', goose('001_a.sql', '002_b.sql', '005_d.sql'), []],
    ['times', goose('20260101000000_a.sql', '20260101000001_b.sql', '20260101000003_c.sql'), []],
    ['a file that does not fit', { ...goose('1_a.sql', '2_b.sql', '3_c.sql'), '/w/m/seed.sql': 'SELECT 1;' }, ['misfit m/seed.sql']],
    ['marks under a name that does not fit', goose('1_a.sql', '2_b.sql', '3_c.sql', 'fix.sql'), []],
    ['a number that Flyway passes over', { ...plain('V1__a.sql', 'V2__b.sql', 'V3__c.sql'), '/w/m/004_d.sql': table('d') }, ['misfit m/004_d.sql']],
    ['too few to know', { ...goose('1_a.sql', '2_b.sql'), '/w/m/seed.sql': 'SELECT 1;' }, []],
  ]; // prettier-ignore
  it.each(cases)('%s', async (_, texts, found) => {
    expect(await problems(texts)).toEqual(found);
  });

  it('are sentences', async () => {
    const { workspace } = await workspaceOf({
      ...goose('001_a.sql', '001_b.sql', '002_c.sql', '004_e.sql'),
      '/w/m/x.sql': '',
    });
    expect(workspace.roots[0]!.problems.map(({ message }) => message)).toEqual([
      'Version 001 is taken by 001_a.sql already: goose takes each only once.',
      'There is no migration 003 before this one of goose. Was it left out?',
      'goose passes this file over: it is not named like the migrations beside it (`004_e.sql`).',
    ]);
  });
});

it('grouping many files takes time in step with their number', () => {
  const none: ReadonlySet<string> = new Set();
  const summary = (path: string, creates = none, uses = none): FileSummary => ({
    path, folder: '/w', isDump: false, isTeardown: false, creates, uses, comments: [], includes: [],
  }); // prettier-ignore
  const files = (count: number) => [
    ...Array.from({ length: count }, (_, i) => summary(`/w/migrations/${10_000 + i}_x.sql`, new Set([`m${i}`]))),
    ...Array.from({ length: count }, (_, i) =>
      summary(`/w/schema/${i}/t.sql`, new Set([`t${i}`]), new Set([`t${i - 1}`])),
    ),
    ...Array.from({ length: count }, (_, i) => summary(`/w/queries/${i}/q.sql`)),
  ];
  const time = (count: number) => {
    const input = files(count);
    const start = performance.now();
    expect(groupFiles(input).length).toBe(2);
    return performance.now() - start;
  };
  time(500);
  expect(time(8_000)).toBeLessThan(Math.max(200, time(2_000) * 12));
});
