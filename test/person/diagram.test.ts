import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Workbench, folder, openBrowser, soon } from './workbench';

let browser: Browser;
let window: Workbench;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  window = await Workbench.open(browser, 'migrations/20260112140000-create-orders.sql');
  await window.run('Tablewright: Open ERD to the Side');
  await window.table('orders').waitFor();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await window.screenshot(`failed ${task.name}`);
  await window.page.close();
  await rm(path.join(folder, '.tablewright'), { recursive: true, force: true });
});

/** What `.tablewright/erd.json` has; undefined where it isn't there. */
async function kept(): Promise<Record<string, { positions?: object; views?: object[]; start?: string }> | undefined> {
  const file = path.join(folder, '.tablewright/erd.json');
  const isThere = await stat(file).catch(() => undefined);
  return isThere && JSON.parse(await readFile(file, 'utf8')).roots;
}

const counts = () => window.webview.locator('.counts').innerText();

/** Brings a table near by searching for it. */
async function near(table: string): Promise<void> {
  await window.webview.locator('.stage').focus();
  await window.press('/');
  await window.type(table);
  await expect.poll(() => window.webview.locator('.count').innerText(), soon).toMatch(/^1 of /);
  await window.press('Escape');
  await expect.poll(() => window.table(table).getAttribute('class'), soon).toContain('selected');
}

test('a table is dragged, which is kept, and put back; Tidy forgets it, and is undone', async () => {
  await near('orders');
  const before = await window.tablePlaces();
  const title = (await window.table('orders').locator('header').boundingBox())!;
  const { mouse } = window.page;
  await mouse.move(title.x + 40, title.y + 8);
  await mouse.down();
  await mouse.move(title.x + 70, title.y + 60, { steps: 4 });
  await mouse.up();
  await expect.poll(kept, soon).toMatchObject({ migrations: { positions: { 'public.orders': expect.any(Array) } } });
  await expect.poll(() => window.tablePlaces(), soon).not.toEqual(before);
  const dragged = (await window.tablePlaces())['public.orders'];

  await window.tool('Tidy: place all tables anew').click();
  await expect.poll(kept, soon).toBeUndefined();
  await window.tool('Undo (Ctrl+Z)').click();
  await expect.poll(kept, soon).toMatchObject({ migrations: { positions: { 'public.orders': expect.any(Array) } } });
  await expect.poll(async () => (await window.tablePlaces())['public.orders'], soon).toBe(dragged);
  await window.tool('Undo (Ctrl+Z)').click();
  await expect.poll(kept, soon).toBeUndefined();
  await expect.poll(async () => (await window.tablePlaces())['public.orders'], soon).toBe(before['public.orders']);
});

test('a table has a menu: its definition, its text, a way to another one, hiding', async () => {
  await near('orders');
  await window.choose('orders', 'Copy DDL');
  await expect.poll(() => window.clipboard(), soon).toMatch(/^CREATE TABLE orders \([^]*COMMENT ON TABLE orders IS/);
  await window.choose('orders', 'Copy as Mermaid');
  await expect.poll(() => window.clipboard(), soon).toMatch(/^erDiagram\n {2}orders \{/);

  await window.tool('Show all ( 0 )').click();
  await window.table('reviews').click({ button: 'right' });
  await window.webview.getByRole('menuitem', { name: 'Path from orders' }).click();
  const limits = window.webview.locator('.limits');
  await expect.poll(() => limits.innerText(), soon).toContain('orders → customers → reviews');
  await window.screenshot('9 path');
  await window.webview.getByRole('button', { name: 'Forget the path' }).click();

  await window.table('audit_log').click({ button: 'right' });
  await window.webview.getByRole('menuitem', { name: 'Hide' }).click();
  await expect.poll(counts, soon).toMatch(/^12 of 13 tables/);
  await window.table('audit_log').waitFor({ state: 'detached' });
  await window.webview.getByRole('button', { name: 'Show them again' }).click();
  await expect.poll(counts, soon).toMatch(/^13 tables/);

  await window.table('products').click({ button: 'right' });
  await window.webview.getByRole('menuitem', { name: 'Go to Definition' }).click();
  await window.tab('create-catalog.sql').waitFor();
});

test('a filter by tag is kept as a view with a name, which is the first that is seen next time, until it is removed', async () => {
  await window.tool('Filter, groups and views').click();
  await window.webview.getByRole('button', { name: '#junction' }).click();
  await expect.poll(counts, soon).toMatch(/^3 of 13 tables · 0 relationships/);
  await window.webview.getByText('Name this view…').click();
  await window.page.locator('.quick-input-widget').getByText('Name This View').waitFor();
  await window.answer('Junctions');
  const view = { name: 'Junctions', filter: 'tag:junction' };
  await expect.poll(kept, soon).toEqual({ migrations: { views: [view] } });

  const select = window.webview.locator('.named vscode-single-select');
  await select.click();
  await window.press('ArrowDown', 'Enter');
  await window.webview.getByText('Make it the start page').click();
  await expect.poll(kept, soon).toEqual({ migrations: { views: [view], start: 'Junctions' } });
  await window.screenshot('10 named view');

  await window.webview.getByRole('button', { name: 'No filter' }).click();
  await expect.poll(counts, soon).toMatch(/^13 tables/);
  await window.tab('ERD').click({ button: 'middle' });
  await window.tab('ERD').waitFor({ state: 'detached' });
  await window.run('Tablewright: Open ERD to the Side');
  await expect.poll(counts, soon).toMatch(/^3 of 13 tables/);
  await window.tool('Filter, groups and views').click();
  await window.webview.getByText('Remove it').click();
  await expect.poll(kept, soon).toBeUndefined();
});

test('the diagram follows the cursor and the editor, unless it is locked; a card tells more of a table', async () => {
  const current = () => window.webview.locator('.near [aria-current]').getAttribute('data-table');
  await window.editor.click();
  await window.press('Control+Home', 'ArrowDown', 'ArrowDown');
  await expect.poll(current, soon).toBe('public.orders');
  await window.press('Control+Home');
  for (let i = 0; i < 25; i++) await window.press('ArrowDown');
  await expect.poll(current, soon).toBe('public.order_items');

  const root = window.webview.locator('.roots');
  const shown = () => root.evaluate((select) => (select as HTMLInputElement).value);
  await expect.poll(shown, soon).toMatch(/migrations/);
  await window.open('schema.sql');
  await expect.poll(shown, soon).toMatch(/schema\.sql/);
  await window.tool('Keep this schema').click();
  await window.editor.click();
  await window.open('create-orders.sql');
  await window.tool('Follow the active editor').waitFor();
  expect(await shown()).toMatch(/schema\.sql/);
  await window.tool('Follow the active editor').click();
  await expect.poll(shown, soon).toMatch(/migrations/);

  await near('orders');
  await window.table('orders').locator('header').hover();
  const card = window.webview.locator('.card.shown');
  await expect.poll(() => card.innerText(), soon).toContain('What a customer buys at one time.');
  await window.table('orders').locator('[data-column="customer_id"]').hover();
  await expect.poll(() => card.innerText(), soon).toContain('→ public.customers (id) on delete restrict');
});

test('while a statement is broken the last good version stays, and both are said', async () => {
  const before = await window.tablePlaces();
  await window.editor.click();
  await window.press('Control+Home', 'ArrowDown', 'End');
  await window.type(' oops oops');
  const broken = window.webview.locator('.broken');
  await expect
    .poll(() => broken.innerText(), soon)
    .toContain('1 statement with a syntax error: the last good version is shown');
  expect(await window.tablePlaces()).toEqual(before);
  await window.screenshot('12 broken statement');
  for (let i = 0; i < 10; i++) await window.press('Backspace');
  await broken.waitFor({ state: 'detached' });
  // Else the next window finds what was typed again.
  await window.press('Control+s');
  await expect.poll(() => window.page.locator('.tab.dirty').count(), soon).toBe(0);
});

test('a PNG of what is shown', async () => {
  await window.tool('Export…').click();
  await window.answer('PNG', 'PNG');
  const box = window.page.locator('.quick-input-widget input[type="text"]');
  await expect.poll(() => box.inputValue(), soon).toMatch(/\.png$/);
  const name = path.basename(await box.inputValue());
  await window.press('Enter');
  await window.page.getByText(`The diagram is in ${name}.`, { exact: true }).waitFor();
  const bytes = await readFile(path.join(folder, name));
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)].every((side) => side > 1000 && side <= 16_384)).toBe(true);
});

test('a file of places that is broken is said to be so, and left as it is', async () => {
  const file = path.join(folder, '.tablewright/erd.json');
  await mkdir(path.dirname(file), { recursive: true });
  const broken = '<<<<<<< mine\n{}\n=======\n{}\n>>>>>>> theirs\n';
  await writeFile(file, broken);
  const problem = window.webview.getByRole('alert');
  await expect.poll(() => problem.innerText(), soon).toContain('.tablewright/erd.json has a merge conflict');
  await window.screenshot('11 broken file');
  await window.tool('Tidy: place all tables anew').click();
  await window.tool('Undo (Ctrl+Z)').click();
  await window.tool('Undo (Ctrl+Z)').waitFor({ state: 'detached' });
  expect(await readFile(file, 'utf8')).toBe(broken);
  await rm(file);
  await problem.waitFor({ state: 'detached' });
});
