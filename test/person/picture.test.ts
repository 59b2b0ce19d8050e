import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cli } from '../support/cli';
import { openBrowser } from './workbench';

const SCHEMA = `
CREATE TYPE state AS ENUM ('new', 'paid');
CREATE TABLE organisations (id uuid PRIMARY KEY, name character varying(80) NOT NULL);
${Array.from({ length: 14 }, (_, i) => `CREATE TABLE things_${i} (id bigserial PRIMARY KEY, a_rather_long_name_of_a_column_${i} timestamp with time zone, organisation_id uuid NOT NULL REFERENCES organisations (id), state state);`).join('\n')}
CREATE TABLE links (thing_id bigint REFERENCES things_1 (id), other_id bigint REFERENCES things_2 (id), PRIMARY KEY (thing_id, other_id));
`;

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await openBrowser();
  folder = await mkdtemp(path.join(os.tmpdir(), 'tablewright-'));
  await writeFile(path.join(folder, 'schema.sql'), SCHEMA);
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

test('an exported SVG opens by itself, asks for nothing else, and its texts stay within their tables', async () => {
  const { out } = await cli(folder, 'erd', '--enums');
  const file = path.join(folder, 'diagram.svg');
  await writeFile(file, out);
  const page = await browser.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  const { texts, outside, types } = await page.evaluate(() => {
    const tables = [...document.querySelectorAll<SVGGElement>('g')].filter((g) => g.querySelector('text'));
    const found: string[] = [];
    const names: string[] = [];
    for (const table of tables) {
      const box = table.querySelector('rect')!.getBBox();
      for (const text of table.querySelectorAll('text')) {
        const { x, y, width, height } = text.getBBox();
        names.push(text.textContent ?? '');
        const isInside =
          x >= box.x && x + width <= box.x + box.width && y >= box.y - 1 && y + height <= box.y + box.height + 1;
        if (!isInside) found.push(text.textContent ?? '');
      }
    }
    return { texts: names.length, outside: found, types: names };
  });
  expect(outside).toEqual([]);
  expect(texts).toBeGreaterThan(100);
  expect(types).toEqual(expect.arrayContaining(['→ organisations', 'timestamptz', 'varchar(80)', 'junction']));
  expect(types.some((text) => text.includes('…'))).toBe(false);
  expect(asked).toEqual([pathToFileURL(file).href]);
  await page.close();
});
