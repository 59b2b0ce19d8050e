import { describe, expect, it } from 'vitest';
import schema from '../../schemas/tablewright.schema.json';
import { compareNaturally } from '../../server/src/model/tools/names';
import { MIGRATION_TOOLS, orderedFolder, toolNamed } from '../../server/src/model/tools/tools';
import type { MigrationTool } from '../../server/src/model/tools/tool';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';

type Texts = Readonly<Record<string, string>>;

const named = (id: string): MigrationTool => (id === orderedFolder.id ? orderedFolder : toolNamed(id)!);

/** The only history of a workspace in memory. */
async function historyOf(texts: Texts) {
  const { engine, logged } = await testEngine(MemoryFiles.of(texts));
  await engine.workspace.setFolders(['/w']);
  expect(logged).toEqual([]);
  const root = engine.workspace.roots.find(({ kind }) => kind === 'history')!;
  return { root, text: (path: string, start: number, end: number) => texts[path]!.slice(start, end) };
}

it('the configuration takes the id of each tool', () => {
  const ids = MIGRATION_TOOLS.map(({ id }) => id);
  expect(schema.properties.roots.items.properties.tool.enum).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

describe('what a file name says', () => {
  const names: [tool: string, path: string, says: string | undefined][] = [
    ['sql-migrate', '/m/20260101-add-x.sql', 'up 20260101 add-x'],
    ['sql-migrate', '/m/init.sql', 'up  init'],
    ['goose', '/m/001_add_x.sql', 'up 001 add_x'],
    ['goose', '/m/add_x.sql', undefined],
    ['dbmate', '/m/20260101120000_add-x.sql', 'up 20260101120000 add-x'],
    ['node-pg-migrate', '/m/1767322245000_x.sql', 'up 1767322245000 x'],
    ['node-pg-migrate', '/m/1767322245000_x.down.sql', 'down 1767322245000 x'],
    ['tern', '/m/001_x.sql', 'up 001 x'],
    ['liquibase', '/m/1.0-x.sql', 'up 1.0 x'],
    ['flyway', '/m/V2_31_10__Remove_x.sql', 'up 2.31.10 Remove_x'],
    ['flyway', '/m/V1.2__x.sql', 'up 1.2 x'],
    ['flyway', '/m/B10__x.sql', 'baseline 10 x'],
    ['flyway', '/m/U3__x.sql', 'down 3 x'],
    ['flyway', '/m/R__views.sql', 'repeatable  views'],
    ['flyway', '/m/afterMigrate.sql', 'none  afterMigrate'],
    ['flyway', '/m/beforeEachMigrate__x.sql', 'none  beforeEachMigrate__x'],
    ['flyway', '/m/V1_x.sql', undefined],
    ['drizzle', '/m/0001_brave_hulk.sql', 'up 0001 brave_hulk'],
    ['drizzle', '/m/20260101120000_brave/migration.sql', 'up 20260101120000 brave'],
    ['prisma', '/m/20260101120000_init/migration.sql', 'up 20260101120000 init'],
    ['prisma', '/m/20260101120000_init/down.sql', 'down 20260101120000 init'],
    ['diesel', '/m/2026-01-31-120000_name/up.sql', 'up 20260131120000 name'],
    ['diesel', '/m/2026-01-31-120000-0000_name/down.sql', 'down 202601311200000000 name'],
    ['diesel', '/m/00000000000000_setup/up.sql', 'up 00000000000000 setup'],
    ['graphile-migrate', '/m/committed/000003-x.sql', 'up 000003 x'],
    ['graphile-migrate', '/m/current.sql', 'up  current'],
    ['graphile-migrate', '/m/current/0001-x.sql', 'up  current/0001-x'],
    ['sqitch', '/db/deploy/users/add.sql', 'up  users/add'],
    ['sqitch', '/db/revert/users.sql', 'down  users'],
    ['sqitch', '/db/verify/users.sql', 'none  users'],
    ['supabase', '/supabase/migrations/20260101120000_x.sql', 'up 20260101120000 x'],
    ['atlas', '/m/20260101120000.sql', 'up 20260101120000 '],
    ['atlas', '/m/20260101120000_x.up.sql', undefined],
    ['pop', '/m/20260101120000_x.up.sql', 'up 20260101120000 x'],
    ['pop', '/m/20260101120000_x.postgres.down.sql', 'down 20260101120000 x'],
    ['pop', '/m/20260101120000_x.autocommit.postgres.up.sql', 'up 20260101120000 x'],
    ['pop', '/m/20260101120000_x.mysql.up.sql', 'none 20260101120000 x'],
    ['golang-migrate', '/m/000001_x.up.sql', 'up 000001 x'],
    ['golang-migrate', '/m/000001_x.down.sql', 'down 000001 x'],
    ['golang-migrate', '/m/000001_x.sql', undefined],
    ['sqlx', '/m/20260101_x.sql', 'up 20260101 x'],
    ['sqlx', '/m/20260101_x.down.sql', 'down 20260101 x'],
    ['ordered-folder', '/m/V3-x.sql', 'up 3 x'],
    ['ordered-folder', '/m/20260101_002_x.sql', 'up 20260101_002 x'],
    ['ordered-folder', '/m/2026-01-31-120000_x/up.sql', 'up 20260131120000 x'],
    ['ordered-folder', '/m/x.sql', undefined],
  ];
  it.each(names)('%s: %s is %s', (id, path, says) => {
    const role = named(id).file(path);
    expect(role && `${role.kind} ${role.version} ${role.name}`).toBe(says);
  });
});

const T = 'CREATE TABLE t (id int);';

describe('which tool a history is written for', () => {
  const cases: [title: string, tool: string | undefined, files: Texts][] = [
    ['marks', 'sql-migrate', { 'm/1_a.sql': `-- +migrate Up\n${T}` }],
    ['marks', 'goose', { 'm/1_a.sql': `-- +goose Up\n${T}` }],
    ['marks', 'dbmate', { 'm/1_a.sql': `-- migrate:up\n${T}\n-- migrate:down` }],
    ['marks', 'node-pg-migrate', { 'm/1_a.sql': `-- Up Migration\n${T}` }],
    ['marks', 'tern', { 'm/1_a.sql': `${T}\n---- create above / drop below ----` }],
    ['marks', 'liquibase', { 'm/a.sql': `--liquibase formatted sql\n--changeset me:1\n${T}` }],
    ['a text of its own', 'sqlx', { 'm/1_a.sql': `-- no-transaction\n${T}`, 'm/2_b.sql': 'SELECT 1;' }],
    ['a text of its own', 'atlas', { 'm/1_a.sql': `-- atlas:txmode none\n${T}` }],
    ['a text of its own', 'pop', { 'm/1_a.up.sql': `CREATE TABLE {{ index .Options "Namespace" }}.t (id int);` }],
    ['a text of its own', 'graphile-migrate', { 'm/committed/000001.sql': `--! Previous: -\n${T}` }],
    ['a name of its own', 'flyway', { 'm/V1__a.sql': T }],
    ['a name of its own', 'diesel', { 'm/2026-01-31-120000_a/up.sql': T }],
    ['a name of its own', 'prisma', { 'm/20260131120000_a/migration.sql': T }],
    ['a name of its own', 'golang-migrate', { 'm/000001_a.up.sql': T, 'm/000001_a.down.sql': 'DROP TABLE t;' }],
    ['a name of its own', 'pop', { 'm/20260131120000_a.postgres.up.sql': T }],
    ['a name of its own', 'supabase', { 'supabase/migrations/20260131120000_a.sql': T }],
    ['configuration', 'sql-migrate', { 'dbconfig.yml': 'dev:\n  dir: db/m\n', 'db/m/1_a.sql': T }],
    ['configuration', 'flyway', { 'flyway.toml': '[flyway]\nlocations = ["filesystem:x/sql"]\n', 'x/sql/V1__a.sql': T }],
    ['configuration of its names', 'flyway', { 'flyway.conf': 'flyway.locations=filesystem:x\nflyway.sqlMigrationPrefix=Mig\nflyway.sqlMigrationSeparator=-\n', 'x/Mig1-a.sql': T }],
    ['configuration of Spring', 'flyway', { 'r/application.yml': 'spring:\n  flyway:\n    sql-migration-prefix: M\n    locations:\n      - classpath:db/m\n', 'r/db/m/M1__a.sql': T }],
    ['configuration of Spring', 'flyway', { 'r/application.properties': 'spring.flyway.repeatable-sql-migration-prefix=Z\n', 'r/db/migration/Z__a.sql': T }],
    ['configuration', 'atlas', { 'atlas.hcl': 'migration {\n dir = "file://m"\n}', 'm/1_a.sql': T }],
    ['configuration', 'goose', { 'atlas.hcl': 'dir = "file://m?format=goose"', 'm/1_a.sql': T }],
    ['a checksum file', 'atlas', { 'm/atlas.sum': 'h1:x', 'm/1_a.sql': T }],
    ['a journal', 'drizzle', { 'd/meta/_journal.json': '{"entries":[]}', 'd/0000_a.sql': T }],
    ['configuration', 'drizzle', { 'drizzle.config.ts': "export default { out: './d' }", 'd/0000_a.sql': T }],
    ['a lock file', 'prisma', { 'p/migration_lock.toml': 'provider = "postgresql"', 'p/20260131120000_a/migration.sql': T }],
    ['configuration', 'supabase', { 'supabase/config.toml': '', 'supabase/migrations/1_a.sql': T }],
    ['configuration', 'diesel', { 'diesel.toml': '[migrations_directory]\ndir = "m"', 'm/2026-01-31-120000_a/up.sql': T }],
    ['a plan', 'sqitch', { 'db/sqitch.plan': 'a\n', 'db/deploy/a.sql': T, 'db/verify/a.sql': 'SELECT 1;' }],
    ['configuration', 'graphile-migrate', { '.gmrc': '{}', 'migrations/current.sql': T }],
    ['configuration', 'liquibase', { 'liquibase.properties': 'changeLogFile=db/log.sql', 'db/log.sql': T }],
    ['configuration', 'tern', { 'migrations/tern.conf': '', 'migrations/001_a.sql': T }],
    ['a change log', 'liquibase', { 'db/changelog.xml': '<databaseChangeLog><changeSet><sqlFile path="a.sql" relativeToChangelogFile="true"/></changeSet></databaseChangeLog>', 'db/a.sql': T }],
    ['a package', 'sqlx', { 'Cargo.toml': '[dependencies]\nsqlx = "0.8"', 'm/20260131120000_a.up.sql': T, 'm/20260131120001_b.up.sql': T }],
    ['a package', 'golang-migrate', { 'go.mod': 'require github.com/golang-migrate/migrate/v4 v4.1', 'm/20260131120000_a.up.sql': T, 'm/20260131120001_b.up.sql': T }],
    ['nothing', undefined, { 'm/20260131120000_a.up.sql': T, 'm/20260131120001_b.up.sql': 'DROP TABLE t;' }],
    ['nothing', undefined, { 'm/001_a.sql': T, 'm/002_b.sql': 'DROP TABLE t;' }],
    ['configuration before marks', 'dbmate', { 'atlas.hcl': 'dir = "file://m?format=dbmate"', 'm/1_a.sql': `-- Up Migration\n${T}` }],
    ['words of one file, like a mark', 'golang-migrate', { 'm/1_a.up.sql': T, 'm/1_a.down.sql': '-- Down migration: drop\nDROP TABLE t;', 'm/2_b.up.sql': '-- rollback is easy\nSELECT 1;' }],
  ]; // prettier-ignore
  it.each(cases)('%s: %s', async (_, tool, files) => {
    const { root } = await historyOf(Object.fromEntries(Object.entries(files).map(([at, text]) => [`/w/${at}`, text])));
    expect(root.tool?.id).toBe(tool);
  });
});

describe('the order of a history', () => {
  const cases: [tool: string, paths: string[], side: Texts, ordered: string[]][] = [
    ['sql-migrate', ['b.sql', '10_a.sql', '9_a.sql', '9_b.sql'], {}, ['9_a.sql', '9_b.sql', '10_a.sql', 'b.sql']],
    ['goose', ['10_a.sql', '9_a.sql'], {}, ['9_a.sql', '10_a.sql']],
    ['dbmate', ['10_a.sql', '9_a.sql'], {}, ['10_a.sql', '9_a.sql']],
    ['flyway', ['V2_10__a.sql', 'V2_9__a.sql', 'V2.9.1__a.sql', 'R__b.sql', 'R__a.sql', 'U2_9__a.sql', 'afterMigrate.sql'], {}, ['V2_9__a.sql', 'V2.9.1__a.sql', 'V2_10__a.sql', 'R__a.sql', 'R__b.sql']],
    ['flyway', ['V3__a.sql', 'B2__all.sql', 'B1__old.sql'], {}, ['B2__all.sql', 'V3__a.sql']],
    ['flyway', ['V1__a.sql', 'V3__a.sql', 'B2__all.sql'], {}, ['V1__a.sql', 'V3__a.sql']],
    ['liquibase', ['002-a.sql', '001-b.sql'], {}, ['001-b.sql', '002-a.sql']],
    ['drizzle', ['0001_a.sql', '0000_b.sql', '0002_new.sql'], { 'meta/_journal.json': '{"entries":[{"tag":"0001_a"},{"tag":"0000_b"}]}' }, ['0001_a.sql', '0000_b.sql', '0002_new.sql']],
    ['drizzle', ['0001_a.sql', '0000_b.sql'], { 'meta/_journal.json': 'broken' }, ['0000_b.sql', '0001_a.sql']],
    ['diesel', ['2026-02-01-000000_b/up.sql', '20260301000000_c/up.sql', '20260101000000_a/up.sql', '20260101000000_a/down.sql'], {}, ['20260101000000_a/up.sql', '2026-02-01-000000_b/up.sql', '20260301000000_c/up.sql']],
    ['graphile-migrate', ['current.sql', 'committed/000010.sql', 'committed/000009-x.sql'], {}, ['committed/000009-x.sql', 'committed/000010.sql', 'current.sql']],
    ['sqitch', ['deploy/a.sql', 'deploy/b.sql', 'deploy/b@v1.sql', 'revert/a.sql', 'verify/a.sql'], { 'sqitch.plan': '%project=x\n\nb 2026-01-01T00:00:00Z Me <me@x> # b\n@v1 2026-01-01T00:00:00Z Me <me@x>\na [b] 2026-01-02T00:00:00Z Me <me@x>\n' }, ['deploy/b.sql', 'deploy/b@v1.sql', 'deploy/a.sql']],
    ['pop', ['2_a.up.sql', '1_a.up.sql', '1_a.postgres.up.sql', '1_a.mysql.up.sql', '1_a.down.sql'], {}, ['1_a.postgres.up.sql', '2_a.up.sql']],
    ['golang-migrate', ['10_a.up.sql', '9_a.up.sql', '9_a.down.sql'], {}, ['9_a.up.sql', '10_a.up.sql']],
    ['atlas', ['20260102_b.sql', '20260101_a.sql'], {}, ['20260101_a.sql', '20260102_b.sql']],
    ['ordered-folder', ['2.sql', '10.sql', '1_b.sql', '1_a.sql', '3_down.sql'], {}, ['1_a.sql', '1_b.sql', '2.sql', '10.sql']],
    ['ordered-folder', ['20260101-b.sql', '00000000000000-a.sql', '20250101_10_x.sql', '20250101_9_x.sql'], {}, ['00000000000000-a.sql', '20250101_9_x.sql', '20250101_10_x.sql', '20260101-b.sql']],
  ]; // prettier-ignore
  it.each(cases)('%s: %j', (id, paths, side, ordered) => {
    const tool = named(id);
    const migrations = paths.map((path) => ({ path: `/m/${path}`, comments: [], ...tool.file(`/m/${path}`)! }));
    expect(tool.order(migrations, (path) => side[path]).map(({ path }) => path.slice(3))).toEqual(ordered);
  });

  it('goes by the names that Flyway is set up with', async () => {
    const { root } = await historyOf({
      '/w/flyway.toml':
        '[flyway]\nlocations = ["filesystem:sql"]\nsqlMigrationPrefix = "M"\nsqlMigrationSeparator = "_"\nrepeatableSqlMigrationPrefix = "Z"\n',
      '/w/sql/Z_views.sql': 'CREATE VIEW v AS SELECT a FROM t;',
      '/w/sql/M10_b.sql': 'ALTER TABLE t ADD a int;',
      '/w/sql/M9_a.sql': T,
    });
    expect(root.files).toEqual(['/w/sql/M9_a.sql', '/w/sql/M10_b.sql', '/w/sql/Z_views.sql']);
    expect(root.model.refusals()).toEqual([]);
  });

  it('is what the change logs of Liquibase include', async () => {
    const formatted = (sql: string) => `--liquibase formatted sql\n--changeset me:1\n${sql}\n`;
    const { root } = await historyOf({
      '/w/db/changelog-master.yaml': `databaseChangeLog:
  - include: { file: z_first.sql, relativeToChangelogFile: true }
  - include: { file: 'classpath:db/more/changelog.xml' }
  - changeSet:
      changes:
        - sqlFile: { path: sql/plain.sql }
      rollback:
        - sqlFile: { path: z_unused.sql }`,
      '/w/db/more/changelog.xml': `<databaseChangeLog><!-- <include file="db/never.sql"/> --><includeAll path="db/more/all/"/></databaseChangeLog>`,
      '/w/db/z_first.sql': formatted(T),
      '/w/db/never.sql': formatted('DROP TABLE t;'),
      '/w/db/more/all/b.sql': formatted('ALTER TABLE t ADD b int;'),
      '/w/db/more/all/a.sql': formatted('ALTER TABLE t ADD a int;'),
      '/w/sql/plain.sql': 'ALTER TABLE t ADD c int;',
    });
    expect(root.files).toEqual([
      '/w/db/z_first.sql',
      '/w/db/more/all/a.sql',
      '/w/db/more/all/b.sql',
      '/w/sql/plain.sql',
    ]);
    expect(root.model.table('public.t')?.columns.map(({ name }) => name)).toEqual(['id', 'a', 'b', 'c']);
  });

  it('comes of names where change logs are broken, include one another or nothing that is there', async () => {
    const formatted = (sql: string) => `--liquibase formatted sql\n--changeset me:1\n${sql}\n`;
    const { root } = await historyOf({
      '/w/db/changelog.yaml': 'databaseChangeLog: [',
      '/w/db/a-changelog.xml': '<databaseChangeLog><include file="db/b-changelog.xml"/></databaseChangeLog>',
      '/w/db/b-changelog.xml':
        '<databaseChangeLog><include file="db/a-changelog.xml"/><include file="x.sql"/></databaseChangeLog>',
      '/w/db/2.sql': formatted('ALTER TABLE t ADD a int;'),
      '/w/db/1.sql': formatted(T),
    });
    expect(root.files).toEqual(['/w/db/1.sql', '/w/db/2.sql']);
  });

  it('an Atlas checkpoint is passed over where the files before it are there', () => {
    const file = (path: string, comments: string[]) => ({ path, comments, ...named('atlas').file(path)! });
    const checkpoint = file('/m/2_all.sql', ['-- atlas:checkpoint']);
    const order = (...files: (typeof checkpoint)[]) =>
      named('atlas')
        .order(files, () => undefined)
        .map(({ path }) => path);
    expect(order(file('/m/1_a.sql', []), checkpoint, file('/m/3_b.sql', []))).toEqual(['/m/1_a.sql', '/m/3_b.sql']);
    expect(order(checkpoint, file('/m/3_b.sql', []))).toEqual(['/m/2_all.sql', '/m/3_b.sql']);
  });

  it('of paths counts numbers as numbers', () => {
    const paths = ['v1.10/a.sql', 'v1.9/b.sql', 'v1.9/a.sql', 'v1/a.sql'];
    expect(paths.sort(compareNaturally)).toEqual(['v1/a.sql', 'v1.9/a.sql', 'v1.9/b.sql', 'v1.10/a.sql']);
  });
});

describe('how a migration is run', () => {
  const I = 'CREATE INDEX CONCURRENTLY i ON t (id);';
  const cases: [mode: string, path: string, files: Texts][] = [
    ['each', 'm/1_a.sql', { 'm/1_a.sql': `-- +migrate Up\n${T}` }],
    ['each', 'm/1_a.sql', { 'm/1_a.sql': `-- +goose Up\n${T}` }],
    ['none', 'm/1_a.sql', { 'm/1_a.sql': `-- +goose NO TRANSACTION\n-- +goose Up\n${I}` }],
    ['all', 'm/1_a.sql', { 'm/1_a.sql': `-- Up Migration\n${T}` }],
    ['each', 'm/1_a.sql', { 'm/1_a.sql': `${T}\n---- create above / drop below ----` }],
    ['none', 'm/1_a.sql', { 'm/1_a.sql': `---- tern: disable-tx ----\n${I}\n---- create above / drop below ----` }],
    ['each', 'm/V1__a.sql', { 'm/V1__a.sql': `${T}\n-- ${I}\nCREATE INDEX j ON t (id);` }],
    ['none', 'm/V1__a.sql', { 'm/V1__a.sql': `-- why\n${I}` }],
    ['none', 'm/V1__a.sql', { 'm/V1__a.sql': T, 'm/V1__a.sql.conf': 'executeInTransaction=false' }],
    ['each', 'm/V1__a.sql', { 'm/V1__a.sql': I, 'm/V1__a.sql.conf': 'executeInTransaction=true' }],
    ['all', 'd/0000_a.sql', { 'd/meta/_journal.json': '{}', 'd/0000_a.sql': T }],
    ['implicit', 'p/20260131120000_a/migration.sql', { 'p/20260131120000_a/migration.sql': T }],
    ['implicit', 'supabase/migrations/20260131120000_a.sql', { 'supabase/migrations/20260131120000_a.sql': T }],
    ['implicit', 'm/1_a.up.sql', { 'm/1_a.up.sql': T }],
    ['each', 'm/2026-01-31-120000_a/up.sql', { 'm/2026-01-31-120000_a/up.sql': T }],
    ['none', 'm/2026-01-31-120000_a/up.sql', { 'm/2026-01-31-120000_a/up.sql': I, 'm/2026-01-31-120000_a/metadata.toml': 'run_in_transaction = false\n' }],
    ['none', 'm/1_a.sql', { 'm/1_a.sql': `-- no-transaction\n${I}` }],
    ['each', 'm/2_b.sql', { 'm/1_a.sql': `-- no-transaction\n${I}`, 'm/2_b.sql': `${T}\n-- no-transaction` }],
    ['none', 'm/1_a.sql', { 'm/1_a.sql': `-- atlas:txmode none\n\n${I}` }],
    ['each', 'm/1_a.sql', { 'm/atlas.sum': '', 'm/1_a.sql': T }],
    ['none', 'm/current.sql', { 'm/committed/000001.sql': T, 'm/current.sql': `--! no-transaction\n${I}`, '.gmrc': '{"migrationsFolder": "./m"}' }],
    ['none', 'db/deploy/a.sql', { 'db/sqitch.plan': 'a', 'db/deploy/a.sql': `BEGIN;\n${T}\nCOMMIT;` }],
    ['each', 'm/1_a.postgres.up.sql', { 'm/1_a.postgres.up.sql': T }],
    ['unknown', 'm/1.sql', { 'm/1.sql': T, 'm/2.sql': 'DROP TABLE t;' }],
  ]; // prettier-ignore
  it.each(cases)('%s: %s %j', async (mode, path, files) => {
    const { root } = await historyOf(Object.fromEntries(Object.entries(files).map(([at, text]) => [`/w/${at}`, text])));
    expect(root.migration(`/w/${path}`)?.transaction).toBe(mode);
  });
});

describe.each(['\n', '\r\n'])('the parts of a migration (line end %j)', (eol) => {
  const cases: [title: string, name: string, text: string, parts: string[]][] = [
    ['sql-migrate', '1_a.sql', `-- +migrate Up notransaction\n${T}\n-- +migrate Down\nDROP TABLE t;\n`, [`up none ${T}`, 'down each DROP TABLE t;']],
    ['sql-migrate, a mark in a string', '1_a.sql', `-- +migrate Up\nSELECT '\n-- +migrate Down\n';\n`, ["up each SELECT '\n-- +migrate Down\n';"]],
    ['goose', '1_a.sql', `-- made by hand\n-- +goose Up\n-- +goose StatementBegin\n${T}\n-- +goose StatementEnd\n-- +goose Down\n`, [`up each -- +goose StatementBegin\n${T}\n-- +goose StatementEnd`, 'down each ']],
    ['dbmate, more than one pair', '1_a.sql', `-- migrate:up\n${T}\n-- migrate:down transaction:false\nDROP TABLE t;\n-- migrate:up transaction:false\nSELECT 1;\n-- migrate:down\n`, [`up each ${T}`, 'down none DROP TABLE t;', 'up none SELECT 1;', 'down each ']],
    ['tern', '1_a.sql', `${T}\n---- create above / drop below ----\nDROP TABLE t;`, [`up each ${T}`, 'down each DROP TABLE t;']],
    ['node-pg-migrate', '1_a.sql', `-- Up Migration\n${T}\n-- Down Migration\nDROP TABLE t;`, [`up all ${T}`, 'down all DROP TABLE t;']],
    ['Liquibase', 'a.sql', `--liquibase formatted sql\n--changeset me:1\n${T}\n--rollback DROP TABLE t;\n--changeset me:2 runInTransaction:false\nSELECT 1\n/* liquibase rollback\nSELECT 2;\n*/\n`, [`up each ${T}\n--rollback DROP TABLE t;`, 'down each DROP TABLE t;', 'up none SELECT 1\n/* liquibase rollback\nSELECT 2;\n*/', 'down each SELECT 2;']],
    ['Flyway', 'V1__a.sql', `${T}\n`, [`up each ${T}`]],
    ['Flyway undo', 'U1__a.sql', 'DROP TABLE t;\n', ['down each DROP TABLE t;']],
  ]; // prettier-ignore
  it.each(cases)('%s', async (_, name, written, parts) => {
    const path = `/w/m/${name}`;
    const text = written.replaceAll('\n', eol);
    const { root } = await historyOf({ [path]: text, ...(name.startsWith('U') && { '/w/m/V1__a.sql': T }) });
    const found = root
      .migration(path)!
      .parts.map(
        ({ direction, transaction, span }) => `${direction} ${transaction} ${text.slice(span.start, span.end).trim()}`,
      );
    expect(found).toEqual(parts.map((part) => part.replaceAll('\n', eol)));
  });
});

describe('a new migration', () => {
  const date = new Date('2026-01-02T03:04:05Z');
  const cases: [tool: string, last: string | undefined, outside: boolean, files: Texts][] = [
    ['sql-migrate', '20250101000000-a-b.sql', false, { '20260102030405-add-x.sql': '-- +migrate Up\nUP;\n\n-- +migrate Down\nDOWN;\n' }],
    ['sql-migrate', '7_a.sql', true, { '8_add_x.sql': '-- +migrate Up notransaction\nUP;\n\n-- +migrate Down notransaction\nDOWN;\n' }],
    ['goose', '00009_a.sql', true, { '00010_add_x.sql': '-- +goose NO TRANSACTION\n-- +goose Up\nUP;\n\n-- +goose Down\nDOWN;\n' }],
    ['dbmate', undefined, true, { '20260102030405_add_x.sql': '-- migrate:up transaction:false\nUP;\n\n-- migrate:down transaction:false\nDOWN;\n' }],
    ['node-pg-migrate', '1700000000000_a.sql', false, { '1767323045000_add_x.sql': '-- Up Migration\nUP;\n\n-- Down Migration\nDOWN;\n' }],
    ['node-pg-migrate', undefined, false, { '1767323045000_add_x.sql': '-- Up Migration\nUP;\n\n-- Down Migration\nDOWN;\n' }],
    ['tern', '003_a.sql', true, { '004_add_x.sql': '---- tern: disable-tx ----\nUP;\n\n---- create above / drop below ----\nDOWN;\n' }],
    ['liquibase', '003-a.sql', true, { '004-add-x.sql': '--liquibase formatted sql\n\n--changeset ann:20260102030405 runInTransaction:false\nUP;\n--rollback DOWN;\n' }],
    ['flyway', '2.44/V2_44_9__a.sql', false, { '2.44/V2_44_10__add_x.sql': 'UP;\n' }],
    ['flyway', 'V1.9__a.sql', true, { 'V1.10__add_x.sql': 'UP;\n', 'V1.10__add_x.sql.conf': 'executeInTransaction=false\n' }],
    ['flyway', undefined, false, { 'V1__add_x.sql': 'UP;\n' }],
    ['drizzle', '0009_a.sql', false, { '0010_add_x.sql': 'UP;\n' }],
    ['drizzle', undefined, false, { '0000_add_x.sql': 'UP;\n' }],
    ['prisma', '20250101000000_a/migration.sql', false, { '20260102030405_add_x/migration.sql': 'UP;\n' }],
    ['diesel', '2025-01-01-000000-0000_a-b/up.sql', false, { '2026-01-02-030405-0000_add-x/up.sql': 'UP;\n', '2026-01-02-030405-0000_add-x/down.sql': 'DOWN;\n' }],
    ['diesel', '20250101000000_a/up.sql', true, { '20260102030405_add_x/up.sql': 'UP;\n', '20260102030405_add_x/down.sql': 'DOWN;\n', '20260102030405_add_x/metadata.toml': 'run_in_transaction = false\n' }],
    ['diesel', undefined, false, { '2026-01-02-030405_add_x/up.sql': 'UP;\n', '2026-01-02-030405_add_x/down.sql': 'DOWN;\n' }],
    ['graphile-migrate', 'committed/000002.sql', true, { 'current.sql': '--! no-transaction\nUP;\n' }],
    ['graphile-migrate', 'current/0001-a.sql', false, { 'current/0002-add-x.sql': 'UP;\n' }],
    ['sqitch', 'deploy/a.sql', false, { 'deploy/add_x.sql': '-- Deploy add_x to pg\n\nBEGIN;\n\nUP;\n\nCOMMIT;\n', 'revert/add_x.sql': '-- Revert add_x from pg\n\nBEGIN;\n\nDOWN;\n\nCOMMIT;\n', 'verify/add_x.sql': '-- Verify add_x on pg\n\nBEGIN;\n\nROLLBACK;\n' }],
    ['supabase', '20250101000000_a.sql', false, { '20260102030405_add_x.sql': 'UP;\n' }],
    ['atlas', '20250101000000_a.sql', true, { '20260102030405_add_x.sql': '-- atlas:txmode none\n\nUP;\n' }],
    ['pop', '20250101000000_a.postgres.up.sql', true, { '20260102030405_add_x.postgres.autocommit.up.sql': 'UP;\n', '20260102030405_add_x.postgres.autocommit.down.sql': 'DOWN;\n' }],
    ['golang-migrate', '000009_a.up.sql', false, { '000010_add_x.up.sql': 'UP;\n', '000010_add_x.down.sql': 'DOWN;\n' }],
    ['golang-migrate', '1700000000_a.up.sql', false, { '1767323045_add_x.up.sql': 'UP;\n', '1767323045_add_x.down.sql': 'DOWN;\n' }],
    ['sqlx', '20250101000000_a.sql', true, { '20260102030405_add_x.sql': '-- no-transaction\nUP;\n' }],
    ['sqlx', '20250101000000_a.up.sql', false, { '20260102030405_add_x.up.sql': 'UP;\n', '20260102030405_add_x.down.sql': 'DOWN;\n' }],
    ['ordered-folder', '003_a.sql', false, { '004_add_x.sql': 'UP;\n' }],
    ['ordered-folder', '1700000000000_a/up.sql', false, { '1767323045000_add_x/up.sql': 'UP;\n', '1767323045000_add_x/down.sql': 'DOWN;\n' }],
  ]; // prettier-ignore
  it.each(cases)('of %s after %s (outside a transaction: %s)', (id, last, outsideTransaction, files) => {
    const written = named(id).write({
      name: 'add_x',
      up: 'UP;',
      down: 'DOWN;',
      date,
      outsideTransaction,
      ...(last !== undefined && { last, lastText: '--changeset ann:1\nSELECT 1;' }),
    });
    expect(Object.fromEntries(written.map(({ path, text }) => [path, text]))).toEqual(files);
  });

  it('is read as it was written', () => {
    for (const tool of MIGRATION_TOOLS) {
      const [file] = tool.write({ name: 'add_x', up: 'UP;', down: 'DOWN;', date });
      expect(tool.file(`/m/${file!.path}`), tool.id).toMatchObject({ kind: 'up' });
      expect(tool.home(`/m/${file!.path}`), tool.id).toBe('/m');
    }
  });
});
