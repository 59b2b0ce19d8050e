import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ErdBench, THEMES } from '../../bench/erd-page.mjs';
import { openBrowser, soon } from './workbench';

const SCHEMA = `
CREATE TABLE users (id uuid PRIMARY KEY, email text NOT NULL);
CREATE TABLE teams (id uuid PRIMARY KEY, name text NOT NULL, owner_id uuid NOT NULL REFERENCES users (id));
CREATE TABLE members (team_id uuid REFERENCES teams (id), user_id uuid REFERENCES users (id), PRIMARY KEY (team_id, user_id));
CREATE TABLE files (id uuid PRIMARY KEY, team_id uuid NOT NULL REFERENCES teams (id), parent_id uuid REFERENCES files (id));
CREATE TABLE settings (key text PRIMARY KEY, value text);
`;
const TABLES = ['files', 'members', 'settings', 'teams', 'users'];

let browser: Browser;
let folder: string;
let bench: ErdBench;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  folder = await mkdtemp(path.join(os.tmpdir(), 'tablewright-'));
  await writeFile(path.join(folder, 'schema.sql'), SCHEMA);
  bench = new ErdBench(folder);
  await bench.start();
});
afterAll(async () => {
  bench.stop();
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => bench.close(page));

const stage = () => page.locator('.stage');
const said = () => page.locator('.said').innerText();
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** Selects a table by searching for its name. */
const find = async (table: string) => {
  await press('/');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(table);
  await press('Escape');
  await expect.poll(selected, soon).toBe(`public.${table}`);
};
const selected = () => page.locator('.near .selected').getAttribute('data-table');

describe('by keyboard alone', () => {
  test('the picture comes after the toolbar, arrows lead along relationships and with Shift to the nearest, and what is reached is said', async () => {
    page = await bench.page(browser);
    const focused = () => page.evaluate(() => document.activeElement?.className);
    for (let i = 0; i < 30 && (await focused()) !== 'stage'; i++) await press('Tab');
    expect(await focused()).toBe('stage');

    const arrows = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
    const ways = new Map<string, Set<string>>();
    for (const table of TABLES) {
      const to = new Set<string>();
      for (const arrow of [...arrows, ...arrows.map((key) => `Shift+${key}`)]) {
        await find(table);
        await press(arrow);
        to.add((await said()).split(',')[0]!);
      }
      ways.set(table, to);
    }
    for (const start of TABLES) {
      const reached = new Set([start]);
      for (const table of reached) for (const next of ways.get(table)!) reached.add(next);
      expect([...reached].sort(), `from ${start}`).toEqual(TABLES);
    }
    await find('members');
    const out: string[] = [];
    for (const arrow of arrows) {
      await find('members');
      await press(arrow);
      out.push(await said());
    }
    expect(out.some((text) => /^(?:users|teams), table, \d columns\./.test(text))).toBe(true);
  });

  test('a table has its menu, and the focus comes back to the picture', async () => {
    page = await bench.page(browser);
    await stage().focus();
    await press('/');
    await page.keyboard.type('teams');
    await press('Escape', 'Shift+F10');
    const menu = page.getByRole('menu');
    await menu.waitFor();
    const item = () => page.evaluate(() => document.activeElement?.textContent?.trim());
    await expect.poll(item, soon).toContain('Go to Definition');
    await press('ArrowUp');
    expect(await item()).toBe('Copy as Mermaid');
    await press('Home', 'ArrowDown');
    expect(await item()).toContain('Focus');
    await press('Escape');
    await menu.waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('stage');
    await press('Enter');
    const sent = await page.evaluate(() => (globalThis as unknown as { sent: { type: string }[] }).sent);
    expect(sent.at(-1)).toMatchObject({ type: 'reveal', table: 'public.teams' });
  });

  test('the tree beside the picture has every table, column and relationship', async () => {
    page = await bench.page(browser, { state: { outline: true, views: {} } });
    const tree = page.getByRole('tree', { name: 'Tables' });
    await tree.locator('[tabindex="0"]').focus();
    const item = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await press('Home');
    const tables: (string | null | undefined)[] = [];
    for (const name of TABLES) {
      tables.push(await item());
      await press('ArrowRight');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded'))).toBe('true');
      if (name !== 'files') {
        await press('ArrowLeft');
      } else {
        const parts: (string | null | undefined)[] = [];
        for (let i = 0; i < 6; i++) {
          await press('ArrowDown');
          parts.push(await item());
        }
        expect(parts.slice(0, 5)).toEqual([
          'id, uuid, primary key, not null',
          'team_id, uuid, foreign key, not null',
          'parent_id, uuid, foreign key, may be null',
          'references one teams',
          'references zero or one files',
        ]);
        await press('ArrowUp', 'ArrowUp', 'Enter');
        await expect.poll(selected, soon).toBe('public.teams');
        await press('ArrowLeft', 'ArrowLeft');
      }
      await press('ArrowDown');
    }
    expect(tables.map((label) => label?.split(',')[0])).toEqual(TABLES);
  });
});

test('nothing moves by itself where motion is to be reduced', async () => {
  page = await bench.page(browser);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await press('/');
  await page.keyboard.type('settings');
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

describe.each(['high contrast', 'high contrast light'] as const)('in %s', (theme) => {
  test('tables have solid borders in the colour of borders, and what is selected in the colour of the focus', async () => {
    page = await bench.page(browser, { theme });
    const {
      contrastBorder,
      focusBorder,
      'editor-background': ground,
    } = THEMES[theme].colours as Record<string, string>;
    await stage().focus();
    await press('0', '/');
    await page.keyboard.type('settings');
    await press('Escape', 'Escape');
    await expect.poll(() => page.locator('.near .selected').count(), soon).toBe(0);
    await expect.poll(() => leftEdge('settings'), soon).toEqual(expect.arrayContaining([contrastBorder, ground]));
    await press('ArrowRight');
    await page.mouse.move(5, 500);
    const name = (await selected())!.replace('public.', '');
    await expect.poll(() => leftEdge(name), soon).toContain(focusBorder);
    const rule = await page.locator('.head').evaluate((head) => getComputedStyle(head).borderBottomColor);
    expect(hex(rule)).toBe(contrastBorder);
  });
});

describe.each(Object.keys(THEMES) as (keyof typeof THEMES)[])('in %s', (theme) => {
  test('texts and lines stand out from their ground', async () => {
    page = await bench.page(browser, { theme });
    const colours = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
      const of = (name: string) => {
        probe.style.color = `var(--${name})`;
        canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
        canvas.fillRect(0, 0, 1, 1);
        canvas.fillStyle = getComputedStyle(probe).color;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
      };
      const names = ['ground', 'box', 'title', 'text', 'dim', 'wire', 'strong', 'key'];
      return Object.fromEntries(names.map((name) => [name, of(name)]));
    });
    const ratio = (a: string, b: string) => contrast(colours[a]!, colours[b]!);
    expect(ratio('text', 'title')).toBeGreaterThan(7);
    expect(ratio('dim', 'box')).toBeGreaterThan(4.5);
    expect(ratio('key', 'box')).toBeGreaterThan(4.5);
    expect(ratio('wire', 'ground')).toBeGreaterThan(3);
    expect(ratio('strong', 'ground')).toBeGreaterThan(3);
  });
});

test('at 200 % all of the toolbar is there, and room for the picture', async () => {
  page = await bench.page(browser, { width: 380, height: 450, scale: 2 });
  await page.locator('vscode-toolbar-button[title="Filter, groups and views"]').click();
  const inside = async (name: string) => {
    for (const each of await page.locator(name).all()) {
      const { x, y, width, height } = (await each.boundingBox())!;
      expect([x >= 0, x + width <= 380, y >= 0, y + height <= 450]).toEqual([true, true, true, true]);
    }
  };
  await inside('vscode-toolbar-button');
  await inside('vscode-textfield');
  await inside('vscode-single-select');
  await inside('.link');
  await inside('.foot > *');
  expect((await stage().boundingBox())!.height).toBeGreaterThan(140);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(380);
});

/** The colours across a table's left edge, as the canvas has them. */
async function leftEdge(table: string): Promise<string[]> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const pixels = await page.locator(`[data-table="public.${table}"]`).evaluate((node) => {
    const canvas = document.querySelector('canvas')!;
    const [at, on] = [node.getBoundingClientRect(), canvas.getBoundingClientRect()];
    const [x, y] = [Math.round(at.left - on.left), Math.round(at.top - on.top + at.height / 2)];
    return [...canvas.getContext('2d')!.getImageData(x - 3, y, 6, 1).data];
  });
  return Array.from({ length: 6 }, (_, i) => hex(pixels.slice(i * 4, i * 4 + 3).join()));
}

function hex(colour: string): string {
  const parts = colour.match(/\d+/g)!.slice(0, 3);
  return `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;
}

/** As WCAG 2 counts it. */
function contrast(a: readonly number[], b: readonly number[]): number {
  const light = (colour: readonly number[]) => {
    const [red, green, blue] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
