// Makes the pictures of the README anew from samples/shop, into docs/images. `--look` makes pictures of 10, 60 and 360 tables in all themes
// as well, into out/pictures, to look at. Usage: node scripts/pictures.mjs [--look]
/* global requestAnimationFrame -- in a function that runs in the page */
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ErdBench, THEMES } from '../bench/erd-page.mjs';
import { diagramSchema } from '../bench/erd-schema.mjs';
import { openBrowser } from './host/chromium.mjs';
import { remoteUri, startCodeServer, workbenchUrl } from './host/code-server.mjs';
import { run } from './host/process.mjs';
import { makeSandbox } from './host/sandbox.mjs';

const root = path.join(import.meta.dirname, '..');
const images = path.join(root, 'docs/images');
const LIMIT_KB = 300;

for (const args of [['scripts/build.mjs', '--production'], ['scripts/package.mjs']]) {
  const { code, output } = await run(process.execPath, args, { cwd: root });
  if (code !== 0) throw new Error(output);
}
const browser = await openBrowser();
try {
  await editor();
  await diagrams(path.join(root, 'samples/shop'));
  if (process.argv.includes('--look')) for (const count of [10, 60, 360]) await look(count);
} finally {
  await browser.close();
}
for (const name of ['editor.png', 'erd.png', 'erd-themes.png']) {
  const size = (await stat(path.join(images, name))).size / 1024;
  console.log(`docs/images/${name}: ${size.toFixed(0)} KB`);
  if (size > LIMIT_KB) process.exitCode = 1;
}
process.exit();

/** The workbench with the sample: a finding in the editor, and the diagram beside it. */
async function editor() {
  const sandbox = await makeSandbox({ workspace: path.join(root, 'samples/shop') });
  const server = await startCodeServer({ sandbox, vsix: path.join(root, 'out/tablewright.vsix') });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 810 } });
    page.setDefaultTimeout(60_000);
    const file = path.join(sandbox.workspace, 'migrations/20260302101500-add-discounts.sql');
    await page.goto(workbenchUrl(server.origin, sandbox.workspace, [['openFile', remoteUri(server.origin, file)]]));
    await page.locator('.statusbar-item[aria-label^="Tablewright"]').waitFor();
    const command = async (name) => {
      await page.keyboard.press('F1');
      const box = page.locator('.quick-input-widget');
      await box.locator('input[type="text"]').fill(`>${name}`);
      await box.locator('.monaco-list-row.focused', { hasText: name }).waitFor();
      await page.keyboard.press('Enter');
    };
    await command('Tablewright: Open ERD to the Side');
    const erd = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await erd.locator('[data-table="public.discounts"]').waitFor();
    await command('View: Toggle Primary Side Bar Visibility');
    await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
    await command('Notifications: Clear All Notifications');
    await page.locator('.notification-toast').waitFor({ state: 'hidden' });
    await erd.locator('.stage').focus();
    await page.keyboard.press('/');
    await page.keyboard.type('discounts');
    for (const key of ['Escape', '0', '+', '+']) await page.keyboard.press(key);
    const finding = page.locator('.monaco-editor').locator('.squiggly-warning, .squiggly-error').last();
    await finding.waitFor();
    const { x, y, width, height } = await finding.boundingBox();
    await page.mouse.move(x + Math.min(60, width / 2), y + height / 2, { steps: 5 });
    await page.locator('.monaco-hover-content').filter({ hasText: 'tablewright' }).waitFor();
    await page.screenshot({ path: path.join(images, 'editor.png') });
  } finally {
    server.stop();
    sandbox.remove();
  }
}

/** The diagram of the sample by itself, and in the four themes side by side. */
async function diagrams(folder) {
  await withBench(folder, async (bench) => {
    await picture(bench, path.join(images, 'erd.png'), { theme: 'dark', width: 1400, height: 900 });
    const four = [];
    for (const theme of Object.keys(THEMES))
      four.push(await picture(bench, undefined, { theme, width: 660, height: 430 }, 'payments'));
    const page = await browser.newPage({ viewport: { width: 1324, height: 864 } });
    const places = four.map((bytes) => `<img src="data:image/png;base64,${bytes.toString('base64')}">`).join('');
    await page.setContent(
      `<body style="margin: 0; display: grid; grid-template-columns: 660px 660px; gap: 4px; background: #808080">${places}`,
    );
    await page.screenshot({ path: path.join(images, 'erd-themes.png') });
    await page.close();
  });
}

async function look(count) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tablewright-'));
  await writeFile(path.join(folder, 'schema.sql'), diagramSchema(count));
  const out = path.join(root, 'out/pictures');
  await mkdir(out, { recursive: true });
  await withBench(folder, async (bench) => {
    for (const theme of Object.keys(THEMES)) {
      const name = path.join(out, `${count} ${theme}.png`);
      await picture(bench, name, { theme, width: 1400, height: 900 });
      console.log(path.relative(root, name));
    }
  });
  await rm(folder, { recursive: true });
}

async function withBench(folder, work) {
  const bench = new ErdBench(folder);
  await bench.start();
  await work(bench);
  bench.stop();
}

/** Once the findings are marked; of one table and its neighbours where one is named. */
async function picture(bench, file, options, table) {
  const page = await bench.page(browser, options);
  await page.waitForFunction(() => globalThis.marked);
  if (table) {
    await page.locator('.stage').focus();
    await page.keyboard.press('/');
    await page.keyboard.type(table);
    await page.keyboard.press('Escape');
    await page.keyboard.press('f');
    await page.locator('.limit').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !globalThis.document.querySelector('.near .selected'));
  }
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const bytes = await page.screenshot(file ? { path: file } : {});
  await bench.close(page);
  return bytes;
}
