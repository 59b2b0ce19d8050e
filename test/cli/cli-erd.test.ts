import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli, DIST, TempFolder } from '../support/cli';

const SQL = `create schema sales;
create table users (id int primary key);
create table sales.orders (id int primary key, user_id int not null references users);
create table sales.items (id int primary key, order_id int not null references sales.orders);
create table lonely (id int primary key);
`;

let folder: TempFolder;
beforeAll(() => {
  folder = new TempFolder({
    'schema.sql': SQL,
    '.tablewright/erd.json': JSON.stringify({
      roots: { 'schema.sql': { views: [{ name: 'Sales', filter: 'schema:sales' }], positions: { lonely: [5, 5] } } },
    }),
  });
});
afterAll(() => folder.dispose());

const erd = (...args: string[]) => cli(folder.path, 'erd', 'schema.sql', ...args);

describe('tablewright erd', () => {
  it('draws a picture that stands alone', async () => {
    const { code, out } = await erd();
    expect(code).toBe(0);
    expect(out).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(out).toContain('>lonely<');
  });

  it.each([
    ['users', '0', ['users']],
    ['users', '1', ['users', 'sales.orders']],
    ['USERS', '2', ['users', 'sales.orders', 'sales.items']],
    ['sales.ORDERS', '1', ['users', 'sales.orders', 'sales.items']],
  ])('writes %s and what is %s relationships away', async (focus, depth, tables) => {
    const { out } = await erd('--format', 'json', '--focus', focus, '--depth', depth);
    const keys = (JSON.parse(out) as { tables: { key: string }[] }).tables.map(({ key }) => key.replace('public.', ''));
    expect(keys.sort()).toEqual([...tables].sort());
  });

  it('writes a view that has a name', async () => {
    const { out } = await erd('--format', 'mermaid', '--view', 'Sales');
    expect(out).toContain('sales.items');
    expect(out).not.toContain('lonely');
  });

  it.each([
    [['--format', 'pdf'], '--format is one of svg, mermaid, dbml, plantuml, json.'],
    [['--detail', 'some'], '--detail is one of all, keys, names.'],
    [['--focus', 'nothing'], 'There is no table nothing.'],
    [['--focus', 'users', '--depth', 'far'], '--depth is a whole number, 0 or more.'],
    [['--focus', 'users', '--depth', '1.5'], '--depth is a whole number, 0 or more.'],
    [['--focus', 'users', '--depth=-1'], '--depth is a whole number, 0 or more.'],
    [['--focus', 'users', '--depth', '-1'], "Option '--depth' needs a value."],
    [['--depth', '2'], '--depth counts from a table: --focus names it.'],
    [['--view', 'Nothing'], 'There is no view Nothing. Found: Sales.'],
    [['--schema', 'nothing'], 'There is no schema nothing. Found: schema.sql.'],
    [['--colour', 'red'], "Unknown option '--colour'."],
    [['nowhere.sql'], 'There is no file or folder nowhere.sql.'],
  ])('%j is wrong use', async (args, says) => {
    const { code, err } = await erd(...args);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });

  it('says so where there is nothing to draw', async () => {
    const empty = new TempFolder({ 'notes.txt': 'nothing' });
    const { code, err } = await cli(empty.path, 'erd');
    empty.dispose();
    expect([code, err]).toEqual([2, 'There is no schema to draw: no SQL with CREATE TABLE was found.\n']);
  });

  it('says so where the file of places is broken', async () => {
    const broken = new TempFolder({ 'schema.sql': SQL, '.tablewright/erd.json': '{' });
    const { code, out, err } = await cli(broken.path, 'erd', '--format', 'mermaid');
    broken.dispose();
    expect([code, out.startsWith('erDiagram')]).toEqual([0, true]);
    expect(err).toContain('.tablewright/erd.json is no JSON.');
  });
});

it("the panel's page has at most 120 KB of code", () => {
  const code = readFileSync(path.join(DIST, 'webview/erd.js'));
  expect(gzipSync(code, { level: 9 }).length).toBeLessThan(120 * 1024);
});
