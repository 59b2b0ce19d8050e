import { describe, expect, it } from 'vitest';
import type { Fix } from '../../server/src/rules/define-rule';
import { spanOf } from '../../server/src/lint/finding';
import { RULES } from '../../server/src/rules/registry.generated';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';

interface Said {
  readonly has?: (path: string) => boolean;
  readonly edited?: Readonly<Record<string, string>>;
  readonly ahead?: readonly string[];
}

/** What is said of the files of a history: `file (place): words`, and the fixes. */
async function said(files: Readonly<Record<string, string>>, { has = () => true, edited = {}, ahead = [] }: Said = {}) {
  const merged = { known: true as const, base: 'abc', has, edited: new Map(Object.entries(edited)), ahead };
  const { engine } = await testEngine(MemoryFiles.of(files), [], { merged: () => Promise.resolve(merged) });
  await engine.workspace.setFolders(['/ws']);
  const findings = Object.keys(files).flatMap((path) => engine.linter.findings(path));
  const lines = findings.map(({ file, at, message, severity }) => {
    const { start, end } = spanOf(at);
    return `${severity} ${file.slice(4)} (${files[file]!.slice(start, end)}): ${message}`;
  });
  const renames = findings.flatMap(({ fixes }) => fixes.flatMap((fix: Fix) => fix.renames ?? []));
  return { lines, renames };
}

const table = (name: string) => `CREATE TABLE ${name} (id int);\n`;
const three = (ending: string, prefix = '') =>
  Object.fromEntries(['a', 'b', 'c'].map((name, i) => [`/ws/m/${prefix}00${i + 1}_${name}${ending}`, table(name)]));

describe('a migration that has run', () => {
  const files = { ...three('.up.sql'), '/ws/m/002_b.up.sql': `-- makes b\n${table('b')}ALTER TABLE b ADD n int;\n` };

  it('and was edited is told where it differs', async () => {
    const { lines } = await said(files, { edited: { '/ws/m/002_b.up.sql': `-- makes b\n${table('b')}` } });
    expect(lines).toEqual([
      'warning m/002_b.up.sql (ALTER TABLE b ADD n int;): This migration has run already, and its text has changed since: databases where it has run never get the change. Take that back, and make the change in a new migration.',
    ]);
  });

  it('may get another comment, and another line end, where the tool compares no texts', async () => {
    const was = `-- b\r\n${table('b')}ALTER TABLE b\r\n  ADD n int;\r\n`;
    expect((await said(files, { edited: { '/ws/m/002_b.up.sql': was } })).lines).toEqual([]);
  });

  it('may not where it does', async () => {
    const flyway = Object.fromEntries(['1', '2', '3'].map((v) => [`/ws/db/migration/V${v}__x.sql`, table(`t${v}`)]));
    const { lines } = await said(flyway, { edited: { '/ws/db/migration/V2__x.sql': `-- t2\n${table('t2')}` } });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('Flyway refuses to go on where it has run');
  });

  it('is only looked at where it has run', async () => {
    const { lines } = await said(files, {
      has: (path) => !path.includes('002') && !path.includes('003'),
      edited: { '/ws/m/002_b.up.sql': table('x') },
    });
    expect(lines).toEqual([]);
  });
});

describe('a new migration', () => {
  const files = { ...three('.up.sql'), '/ws/m/002_b.down.sql': 'DROP TABLE b;\n' };

  it('that comes before one that has run is told, and gets a later version with its way back', async () => {
    const { lines, renames } = await said(files, { has: (path) => !path.includes('002') });
    expect(lines).toEqual([
      'warning m/002_b.up.sql (CREATE TABLE b (id int);): This migration comes before 003_c.up.sql, which has run already: golang-migrate never runs it there. Give it a later version.',
    ]);
    expect(renames).toEqual([
      { from: '/ws/m/002_b.up.sql', to: '/ws/m/004_b.up.sql' },
      { from: '/ws/m/002_b.down.sql', to: '/ws/m/004_b.down.sql' },
    ]);
  });

  it('whose version the default branch has got meanwhile is told', async () => {
    const { lines, renames } = await said(files, {
      has: (path) => !path.includes('003'),
      ahead: ['/ws/m/003_other.up.sql', '/ws/m/004_more.up.sql'],
    });
    expect(lines).toEqual([
      'warning m/003_c.up.sql (CREATE TABLE c (id int);): Version 003 is taken on the default branch, by 003_other.up.sql: once both are merged, golang-migrate takes only one.',
    ]);
    expect(renames).toEqual([{ from: '/ws/m/003_c.up.sql', to: '/ws/m/005_c.up.sql' }]);
  });

  it('that comes before one that the default branch has got meanwhile is told', async () => {
    const { lines } = await said(files, { has: (path) => !path.includes('003'), ahead: ['/ws/m/004_more.up.sql'] });
    expect(lines).toEqual([
      'warning m/003_c.up.sql (CREATE TABLE c (id int);): This migration comes before 004_more.up.sql, which the default branch has got meanwhile: golang-migrate never runs it there. Give it a later version.',
    ]);
  });

  it('that comes last is fine, also where the default branch has got an earlier one', async () => {
    const { lines } = await said(files, { has: (path) => !path.includes('003'), ahead: ['/ws/m/0021_more.sql'] });
    expect(lines).toEqual([]);
    expect((await said(files, { has: () => false })).lines).toEqual([]);
  });
});

describe('a dump beside a history', () => {
  const head = '--\n-- PostgreSQL database dump\n--\n';
  const dump = (sql: string) => ({ ...three('.up.sql'), '/ws/db/structure.sql': `${head}${sql}` });
  const all =
    'CREATE TABLE public.a (id integer);\nCREATE TABLE public.b (id integer);\nCREATE TABLE public.c (id integer);\n';

  it('that is what the migrations make is silent, also with the table of the tool', async () => {
    expect(
      (await said(dump(`${all}CREATE TABLE public.schema_migrations (version bigint NOT NULL);\n`))).lines,
    ).toEqual([]);
  });

  it('says what it lacks, what it has besides and what differs, once each', async () => {
    const changed = all.replace('b (id integer)', 'b (id bigint, n integer)').replace(/CREATE TABLE public.c.*\n/, '');
    expect((await said(dump(changed))).lines).toEqual([
      'info db/structure.sql (): This dump lacks what the migrations in `m` make: table `c`. Run them and dump again.',
      'info db/structure.sql (): This dump has what none of the migrations in `m` makes: column `b.n`. Was it changed by hand? Write a migration that makes it.',
      'info db/structure.sql (): This dump differs from what the migrations in `m` make: `b.id` (bigint, not integer). Run them and dump again, or write a migration for what was changed by hand.',
    ]);
  });

  it('leaves what is said of its tables to the migrations, and keeps what only it has', async () => {
    const files = dump(`${all}CREATE TABLE public.d (id integer);\n`);
    const { engine } = await testEngine(MemoryFiles.of(files), RULES);
    await engine.workspace.setFolders(['/ws']);
    const keys = Object.keys(files).flatMap(
      (path) =>
      engine.linter.findings(path).flatMap(({ rule, object = '', file }) => (rule === 'table-without-primary-key' ? [`${file} ${object}`] : [])), // prettier-ignore
    );
    expect(keys).toEqual([
      '/ws/m/001_a.up.sql public.a',
      '/ws/m/002_b.up.sql public.b',
      '/ws/m/003_c.up.sql public.c',
      '/ws/db/structure.sql public.d',
    ]);
  });

  it('of another schema is left alone', async () => {
    const other =
      'CREATE TABLE public.a (id integer);\nCREATE TABLE public.x (id integer);\nCREATE TABLE public.y (id integer);\n';
    expect((await said(dump(other))).lines).toEqual([]);
  });
});

describe('a file that the tool passes over', () => {
  it('is told, with the name that it would have', async () => {
    const { lines, renames } = await said({ ...three('.up.sql'), '/ws/m/4-add note.sql': table('d') });
    expect(lines).toEqual([
      'info m/4-add note.sql (CREATE TABLE d (id int);): golang-migrate passes this file over: it is not named like the migrations beside it (`003_c.up.sql`). If it is a migration, call it `004_add_note.up.sql`.',
    ]);
    expect(renames).toEqual([{ from: '/ws/m/4-add note.sql', to: '/ws/m/004_add_note.up.sql' }]);
  });
});
