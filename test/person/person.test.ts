import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Workbench, folder, openBrowser, soon } from './workbench';

let browser: Browser;
let window: Workbench;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Shows a file of the sample, or a new one with that text. */
async function open(file: string, text?: string): Promise<void> {
  if (text !== undefined) await writeFile(path.join(folder, file), text);
  window = await Workbench.open(browser, file);
}
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await window.screenshot(`failed ${task.name}`);
  await window.page.close();
});

/** Writes a mistake at the end: when its squiggle is there, the text has been checked, and it is the only one. */
async function expectNoFinding(): Promise<void> {
  await window.press('Control+End');
  await window.type('SELECT FROM FROM;');
  await expect.poll(() => window.squiggles.count(), soon).toBe(1);
}

/** F8 goes to the next problem of the file and shows it. What was typed last may not have been checked yet. */
async function nextProblem(): Promise<string> {
  await window.press('Escape', 'Control+Home', 'F8');
  const problem = window.page.locator('.zone-widget .marker-widget');
  await problem.waitFor();
  return problem.innerText();
}

test('a mistake gets a squiggle while it is typed, and a fix by keyboard', async () => {
  await open('migrations/20260401090000-create-parcels.sql', '');
  await window.editor.click();
  await window.type(
    [
      '-- +migrate Up',
      'CREATE TABLE parcels (',
      'id uuid NOT NULL DEFAULT gen_random_uuid(),',
      'sent_at timestamp,',
      'created_at timestamptz NOT NULL DEFAULT now(),',
      'updated_at timestamptz NOT NULL DEFAULT now(),',
      'CONSTRAINT pk_parcels PRIMARY KEY (id)',
    ].join('\n'),
  );
  // Instead of the bracket that the editor closes by itself, once it has loaded what it knows of the language.
  await window.press('Control+Shift+End', 'Delete');
  await window.type('\n);\n\n');
  // The editor may have indented the line.
  await window.press('Shift+Tab', 'Shift+Tab');
  await window.type('-- +migrate Down\nDROP TABLE parcels;');
  await window.squiggles.first().waitFor();
  await window.screenshot('1 squiggle');

  await expect.poll(() => nextProblem(), soon).toContain('timestamp-without-time-zone');
  await window.screenshot('2 problem');
  await window.press('Escape');
  await window.quickFix(/timestamptz/i);
  await expect.poll(() => window.text(), soon).toContain('sent_at timestamptz,');
  await expect.poll(() => window.squiggles.count(), soon).toBe(0);
  await window.screenshot('3 fixed');
});

test('the diagram shows the schema, follows what is typed and leads to its source', async () => {
  await open('migrations/20260402090000-create-couriers.sql', '-- +migrate Up\n');
  await window.run('Tablewright: Open ERD to the Side');
  const orders = window.webview.locator('[data-table="public.orders"]');
  await orders.waitFor();
  await window.screenshot('4 diagram');

  await window.editor.click();
  await window.press('Control+End');
  await window.type('CREATE TABLE couriers (id uuid NOT NULL, CONSTRAINT pk_couriers PRIMARY KEY (id));');
  await window.webview.locator('[data-table="public.couriers"]').waitFor();
  await window.screenshot('5 diagram with the new table');

  await orders.dblclick();
  await window.tab('create-orders.sql').waitFor();
  await expect.poll(() => window.status(), soon).toMatch(/Ln 2, /);
});

test('the diagram: nothing moves while a column and a table are typed; search, focus, path, export, and all of it again after a reload', async () => {
  const file = 'migrations/20260403090000-create-drivers.sql';
  await open(
    file,
    '-- +migrate Up\nCREATE TABLE drivers (id uuid NOT NULL, CONSTRAINT pk_drivers PRIMARY KEY (id));\n',
  );
  await window.run('Tablewright: Open ERD to the Side');
  const drivers = window.table('drivers');
  await drivers.waitFor();
  const before = await window.tablePlaces();
  expect(Object.keys(before)).toContain('public.orders');

  await window.editor.click();
  await window.press('Control+End');
  await window.type('ALTER TABLE drivers ADD COLUMN nickname text;');
  await drivers.locator('[data-column="nickname"]').waitFor();
  await window.type(
    '\nCREATE TABLE vans (id uuid NOT NULL, driver_id uuid REFERENCES drivers (id), PRIMARY KEY (id));',
  );
  await window.table('vans').waitFor({ state: 'attached' });
  const { 'public.vans': vans, ...others } = await window.tablePlaces();
  expect(vans).toBeDefined();
  expect(others).toEqual(before);
  await window.screenshot('6 nothing moved');

  const stage = window.webview.locator('.stage');
  await stage.focus();
  await window.press('/');
  await window.type('shipments');
  await expect.poll(() => window.webview.locator('.count').innerText(), soon).toMatch(/^1 of /);
  await window.press('Enter');
  await window.table('shipments').waitFor();
  await window.press('Escape');

  await stage.focus();
  await window.press('f');
  const counts = window.webview.locator('.counts');
  await expect.poll(() => counts.innerText(), soon).toMatch(/^\d of /);
  await expect.poll(() => window.webview.locator('.limit').innerText(), soon).toContain('shipments');
  await window.table('orders').waitFor();
  await window.screenshot('7 focus');

  await window.table('orders').dblclick();
  await window.tab('create-orders.sql').waitFor();

  await window.webview.locator('vscode-toolbar-button[title="Export…"]').click();
  await window.answer('Mermaid', 'Mermaid');
  const box = window.page.locator('.quick-input-widget input[type="text"]');
  await expect.poll(() => box.inputValue(), soon).toMatch(/\.mmd$/);
  await window.press('Enter');
  await expect.poll(async () => (await readdir(folder)).filter((name) => name.endsWith('.mmd')).length, soon).toBe(1);
  const [exported] = (await readdir(folder)).filter((name) => name.endsWith('.mmd'));
  const text = await readFile(path.join(folder, exported!), 'utf8');
  expect(text).toContain('erDiagram');
  expect(text).toContain('orders ||');
  expect(text).not.toContain('reviews');
  await expect.poll(() => box.isVisible(), soon).toBe(false);

  await window.reload();
  await expect
    .poll(() => window.webview.locator('.limit').innerText(), { ...soon, timeout: 40_000 })
    .toContain('shipments');
  await expect.poll(() => counts.innerText(), soon).toMatch(/^\d of /);
  await window.screenshot('8 again after a reload');
}, 120_000);

test('New Entity shows a table without a finding before it is saved', async () => {
  await open('migrations/20260112140000-create-orders.sql');
  await window.run('Tablewright: New Entity…');
  await window.answer('Gift card');
  await window.answer('No owner', 'No owner');
  await expect.poll(() => window.text(), soon).toContain('CREATE TABLE gift_cards');
  await window.screenshot('6 entity');
  await expectNoFinding();
});

test('New Migration shows a migration before it is saved', async () => {
  await open('migrations/20260112140000-create-orders.sql');
  await window.run('Tablewright: New Migration…');
  await window.answer('add gift note to orders');
  await window.tab('add-gift-note-to-orders.sql').waitFor();
  await expect.poll(() => window.text(), soon).toContain('ADD COLUMN gift_note');
  await window.screenshot('7 migration');
  await expectNoFinding();
});

test('Change Safely asks, shows all files before they are made, and then makes them', async () => {
  await open('migrations/20260112140000-create-orders.sql');
  await window.run('Tablewright: Change Safely…');
  await window.answer('Make a column NOT NULL', 'Make a column NOT NULL');
  await window.answer('customers', 'customers');
  await window.answer('phone', 'phone');
  await window.answer('');
  const preview = window.page.locator('.bulk-edit-panel');
  await expect.poll(() => preview.innerText(), soon).toContain('make_customers_phone_not_null.md');
  await window.screenshot('9 safe change');
  expect((await readdir(path.join(folder, 'migrations'))).some((name) => name.includes('phone'))).toBe(false);
  await preview.getByRole('button', { name: 'Apply' }).click();
  await window.tab('make_customers_phone_not_null.md').waitFor();
  await expect.poll(async () => (await readdir(path.join(folder, 'migrations'))).filter((name) => name.includes('phone')).length, soon).toBe(3); // prettier-ignore
  for (const name of await readdir(path.join(folder, 'migrations')))
    if (name.includes('phone')) await rm(path.join(folder, 'migrations', name));
  await rm(path.join(folder, 'docs/migration-plans/make_customers_phone_not_null.md'));
});
