// The diagram: first picture, a keystroke's way to the screen, frames while panning; `--peers` draws the same with mermaid.
// Usage: node bench/erd.mjs [--peers] [--save]
/* global window, document, requestAnimationFrame -- in functions that run in the page */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { openBrowser } from '../scripts/host/chromium.mjs';
import { ErdBench } from './erd-page.mjs';
import { diagramSchema } from './erd-schema.mjs';

const root = path.join(import.meta.dirname, '..');
const RUNS = 3;
const KEYSTROKES = 20;
/** Longer isn't waited for; what takes longer counts as so long. */
const LIMIT_MS = 120_000;
const withPeers = process.argv.includes('--peers');

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const browser = await openBrowser();
const results = { sizes: [] };
try {
  for (const size of [200, 1_000]) results.sizes.push(await measure(size));
  results.code = gzipSync(readFileSync(path.join(root, 'dist/webview/erd.js')), { level: 9 }).length / 1024;
  console.log(`The page's own code: ${results.code.toFixed(1)} KB gzipped.`);
  report();
} finally {
  await browser.close();
}
process.exit();

async function measure(size) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tablewright-erd-'));
  const file = path.join(folder, 'schema.sql');
  writeFileSync(file, diagramSchema(size));
  const bench = new ErdBench(folder);
  await bench.start();
  await bench.open(file);
  const first = [];
  let page;
  for (let run = 0; run < RUNS; run++) {
    if (page) await bench.close(page);
    page = await bench.page(browser);
    first.push(await firstPicture(bench, page));
  }
  const key = await keystrokes(bench, page, file);
  const near = await panning(page, false);
  const whole = await panning(page, true);
  const zooming = await zoomingFrames(page);
  await bench.close(page);
  const mermaid = withPeers ? await drawWithMermaid(file) : undefined;
  bench.stop();
  rmSync(folder, { recursive: true, force: true });
  const result = { size, first: median(first), key, near, whole, zooming, ...(mermaid && { mermaid }) };
  const times = mermaid?.ms
    ? `; mermaid ${mermaid.version}: ${Math.round(mermaid.ms)} ms, ${(mermaid.ms / result.first).toFixed(0)} times ours`
    : '';
  console.log(
    `${size} tables: first picture ${Math.round(result.first)} ms${times}; keystroke ${key.median.toFixed(1)} ms (p95 ${key.p95.toFixed(1)}), moved ${key.moved}; ` +
      `frames a second: panning at zoom 1 ${near.toFixed(0)}, whole ${whole.toFixed(0)}, zooming ${zooming.toFixed(0)}`,
  );
  return result;
}

/** From the model's message to the painted frame, with a layout made anew in between. */
async function firstPicture(bench, page) {
  const { root: shown } = await bench.request('tablewright/erd', {});
  const begin = performance.now();
  await bench.request('tablewright/erdArrange', { root: shown.id, do: 'tidy', detail: 'all' });
  const layout = performance.now() - begin;
  const model = await bench.request('tablewright/erd', {});
  const paint = await page.evaluate(async (sent) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const send = async (next) => {
      window.postMessage({ type: 'model', model: next }, '*');
      while (document.body.dataset.version !== String(next.version)) await frame();
      // One frame paints the canvas, with the next one it has been shown.
      await frame();
      await frame();
    };
    const nothing = { tables: [], relations: [], places: {}, hubs: [] };
    await send({ ...sent, ...nothing, root: { id: 'none', name: 'none' }, version: 999_999 });
    const start = performance.now();
    await send(sent);
    return performance.now() - start;
  }, model);
  return layout + paint;
}

/** A column that is typed and deleted, from the message to the server to the frame that shows it. */
async function keystrokes(bench, page, file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  const line = lines.findIndex((text, i) => i > lines.length / 2 && text.startsWith('create table')) + 1;
  const places = async () => (await bench.request('tablewright/erd', {})).places;
  const before = await places();
  const times = [];
  for (let i = 0; i < KEYSTROKES + 2; i++) {
    const version = await page.evaluate(() => document.body.dataset.version);
    const painted = page.evaluate(async (old) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      while (document.body.dataset.version === old) await frame();
      await frame();
      return performance.timeOrigin + performance.now();
    }, version);
    const isTyped = i % 2 === 0;
    const end = isTyped ? { line, character: 0 } : { line: line + 1, character: 0 };
    const begin = performance.timeOrigin + performance.now();
    await bench.type(file, { start: { line, character: 0 }, end }, isTyped ? '  typed integer,\n' : '');
    const time = (await painted) - begin;
    if (i >= 2) times.push(time);
  }
  const after = await places();
  const moved = Object.keys(before).filter((key) => String(before[key]) !== String(after[key])).length;
  return { median: median(times), p95: [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)], moved };
}

/** Frames a second while the picture is dragged for two seconds, at zoom 1 or whole. */
async function panning(page, isWhole) {
  await page.evaluate((whole) => {
    const press = (key) => window.dispatchEvent(new window.KeyboardEvent('keydown', { key }));
    press('0');
    const zoom = () => Number.parseInt(document.querySelector('.zoom').textContent, 10);
    if (!whole) for (let i = 0; i < 30; i++) press('+');
    if (!whole) for (let i = 0; i < 4; i++) press('-');
    return zoom();
  }, isWhole);
  await page.mouse.move(700, 450);
  await page.mouse.down();
  const frames = await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const stage = document.querySelector('.stage');
    const start = performance.now();
    let count = 0;
    for (let past = 0; past < 2_000; past = performance.now() - start) {
      const [clientX, clientY] = [700 + Math.sin(past / 300) * 300, 450 + Math.cos(past / 400) * 200];
      stage.dispatchEvent(
        new window.PointerEvent('pointermove', { pointerId: 1, clientX, clientY, buttons: 1, bubbles: true }),
      );
      await frame();
      count++;
    }
    return (count * 1_000) / (performance.now() - start);
  });
  await page.mouse.up();
  return frames;
}

/** Frames a second while a wheel zooms in and out. */
function zoomingFrames(page) {
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const stage = document.querySelector('.stage');
    const start = performance.now();
    let count = 0;
    for (let past = 0; past < 2_000; past = performance.now() - start) {
      const deltaY = Math.sin(past / 400) * 30;
      stage.dispatchEvent(new window.WheelEvent('wheel', { deltaY, clientX: 700, clientY: 450, cancelable: true }));
      await frame();
      count++;
    }
    return (count * 1_000) / (performance.now() - start);
  });
}

/** The same tables and references, as our own export writes them, drawn by mermaid in the same browser. */
async function drawWithMermaid(file) {
  const manifest = JSON.parse(readFileSync(path.join(root, 'node_modules/mermaid/package.json'), 'utf8'));
  const { stdout } = spawnSync(
    process.execPath,
    [path.join(root, 'dist/cli.js'), 'erd', path.dirname(file), '--format', 'mermaid'],
    {
      encoding: 'utf8',
      maxBuffer: 1e9,
    },
  );
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(LIMIT_MS);
  await page.addScriptTag({ path: path.join(root, 'node_modules/mermaid/dist/mermaid.min.js') });
  const drawn = page.evaluate(async (text) => {
    window.mermaid.initialize({ startOnLoad: false, maxTextSize: 1e9, maxEdges: 1e6 });
    await window.mermaid.render('warm', 'erDiagram\n  A ||--o{ B : x\n');
    const start = performance.now();
    const { svg } = await window.mermaid.render('diagram', text);
    const place = document.createElement('div');
    place.innerHTML = svg;
    document.body.append(place);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return performance.now() - start;
  }, stdout);
  drawn.catch(() => undefined); // the page is closed while it draws
  let timer;
  const limit = new Promise((resolve) => (timer = setTimeout(() => resolve(undefined), LIMIT_MS)));
  const ms = await Promise.race([drawn, limit]);
  clearTimeout(timer);
  void page.close();
  return { version: manifest.version, ms: ms ?? LIMIT_MS, isOver: ms === undefined };
}

function report() {
  const date = new Date().toISOString().slice(0, 10);
  const file = path.join(root, 'bench/results', `${date}-erd.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ date, ...results }, null, 2)}\n`);
  console.log('\nThe rows for bench/RESULTS.md:');
  for (const { size, first, mermaid, key, near, whole, zooming } of results.sizes) {
    const peer = mermaid
      ? `${mermaid.isOver ? 'more than ' : ''}${Math.round(mermaid.ms)} (${(mermaid.ms / first).toFixed(0)} times)`
      : '–';
    console.log(
      `| ${[date, size, Math.round(first), peer, key.median.toFixed(1), near.toFixed(0), whole.toFixed(0), zooming.toFixed(0)].join(' | ')} |`,
    );
  }
}
