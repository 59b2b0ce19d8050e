// Times a keystroke until its diagnostics are there, and a whole check, on schemas of four lengths.
// Usage: node bench/bench.mjs [--peers]     (after `npm run build`)
// --peers  also measures Squawk's and Supabase's language server, which are installed into .host/peers first.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { npm } from '../scripts/npm.mjs';
import { measureDocument } from './document.mjs';
import { generateSchema } from './generate-schema.mjs';
import { LspClient } from './lsp-client.mjs';
import { measureStarts } from './start.mjs';

const SIZES = [60, 1_000, 15_000, 43_000];
/** Lines of a generated schema with 2,000 tables; ours alone. */
const LARGEST = 71_000;
const EDITS = 20;
const WARM_UP = 2;
const PEERS = { 'squawk-cli': '2.66.0', '@postgres-language-server/cli': '0.25.5' };

const root = path.join(import.meta.dirname, '..');
const cli = path.join(root, 'dist/cli.js');
const withPeers = process.argv.includes('--peers');
if (!existsSync(cli)) fail('Build first: npm run build');

const servers = { tablewright: [process.execPath, cli, 'lsp', '--stdio'], ...(withPeers ? installPeers() : {}) };
const { source, text: whole } = realSchema() ?? { source: 'generated', text: generateSchema(SIZES.at(-1)) };
const folder = mkdtempSync(path.join(os.tmpdir(), 'tablewright-bench-'));
const keystrokes = [];
try {
  console.log(`Keystroke to diagnostics, ${EDITS} edits each; schema: ${source}.\n`);
  console.log(row(['lines', 'server', 'median ms', 'p95 ms', 'memory MB', 'times ours']));
  for (const size of SIZES) keystrokes.push(...(await measure(size)));
  const [largest] = await measure(LARGEST, generateSchema(LARGEST), { tablewright: servers.tablewright });
  const document = await documentRow();
  const starts = await measureStarts(servers.tablewright, folder, whole);
  const { file, files } = starts;
  console.log(
    `\nFirst diagnostics: ${round(file.cold)} ms cold, ${round(file.cached)} ms from the cache; at most ${round(file.peak)} MB.`,
  );
  console.log(
    `${files.count} files: ${round(files.cold)} ms cold, ${round(files.cached)} ms from the cache; at most ${round(files.peak)} MB.`,
  );
  const check = timeCheck();
  console.log(`tablewright check, ${lineCount(whole)} lines: ${check.seconds} s, ${check.findings} findings.`);
  save({ source, keystrokes, largest, document, starts, check });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit();

/** All servers on one text, one edit after the other in turn. */
async function measure(size, source = whole, asked = servers) {
  const text = cutAt(source, size);
  const place = path.join(folder, String(size));
  mkdirSync(place);
  const file = path.join(place, 'schema.sql');
  writeFileSync(file, text);
  const edits = editsOf(text);
  const runs = Object.entries(asked).map(([name, [command, ...args]]) => ({
    name,
    times: [],
    client: new LspClient(command, args, place),
  }));
  for (const run of runs) await attempt(run, () => run.client.open(file, text));
  for (let i = 0; i < WARM_UP + EDITS; i++) {
    for (const run of runs) {
      await attempt(run, async () => {
        const time = await run.client.edit(edits[i % 2]);
        if (i >= WARM_UP) run.times.push(time);
      });
    }
  }
  const results = runs.map(({ name, times, client, error }) => ({
    lines: lineCount(text),
    server: name,
    ...(error ? { error: error.message } : { median: quantile(times, 0.5), p95: quantile(times, 0.95) }),
    memory: client.memory(),
  }));
  for (const { client } of runs) client.stop();
  const [ours] = results;
  for (const { lines, server, median, p95, memory, error } of results) {
    const times = server === 'tablewright' || !median ? '' : round(median / ours.median);
    console.log(row(error ? [lines, server, error] : [lines, server, round(median), round(p95), round(memory), times]));
  }
  return results;
}

/** A data model of 100 entities beside its schema; ours alone. */
async function documentRow() {
  const { lines, times, memory } = await measureDocument(servers.tablewright, folder);
  const [median, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
  console.log(row([lines, 'tablewright, document', round(median), round(p95), round(memory), '']));
  return { lines, quickest: Math.min(...times), median, p95, memory };
}

/** A server that fails stays out of the rest of its size. */
async function attempt(run, work) {
  if (run.error) return;
  await work().catch((error) => (run.error = error));
}

/** A bracket that is typed at the start of a statement in the middle, and deleted again. */
function editsOf(text) {
  const lines = text.split('\n');
  const starts = statementStarts(lines);
  const line = starts.find((start) => start >= lines.length / 2) ?? starts.at(-1);
  const at = lines.slice(0, line).join('\n').length + (line > 0 ? 1 : 0);
  const position = { line, character: 0 };
  const behind = { line, character: 1 };
  return [
    { position, end: position, insert: ')', text: `${text.slice(0, at)})${text.slice(at)}` },
    { position, end: behind, insert: '', text },
  ];
}

/** At most so many lines, up to the end of a statement. */
function cutAt(text, size) {
  const lines = text.split('\n');
  if (lines.length <= size + 100) return text;
  const end = statementStarts(lines).findLast((start) => start <= size);
  return `${lines.slice(0, end).join('\n')}\n`;
}

/** Lines that begin a statement: such as follow the end of another one and stand in no dollar quote. */
function statementStarts(lines) {
  const starts = [];
  let quote;
  let ended = true;
  lines.forEach((line, number) => {
    if (quote === undefined && ended && /^(?:create|alter|comment)\b/i.test(line)) starts.push(number);
    for (const [tag] of line.replace(/--.*$/, '').matchAll(/\$\w*\$/g))
      quote = quote === undefined ? tag : quote === tag ? undefined : quote;
    if (line.trim() !== '' && !line.startsWith('--')) ended = /;\s*(?:--.*)?$/.test(line);
  });
  return starts;
}

/** `tablewright check` as a person runs it: the middle one of three runs. */
function timeCheck() {
  const file = path.join(folder, 'check', 'schema.sql');
  mkdirSync(path.dirname(file));
  writeFileSync(file, whole);
  const runs = [1, 2, 3].map(() => {
    const begin = performance.now();
    const { stdout } = spawnSync(process.execPath, [cli, 'check', '--format', 'json', path.dirname(file)], {
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    return { seconds: round((performance.now() - begin) / 1000, 2), summary: JSON.parse(stdout).summary };
  });
  const { seconds, summary } = runs.sort((a, b) => a.seconds - b.seconds)[1];
  return { seconds, findings: summary.errors + summary.warnings + summary.infos + summary.hints };
}

/** The largest schema of the corpora, where they are there. */
function realSchema() {
  const place = path.join(root, '../shared/corpora/schemas/chado');
  if (!existsSync(place)) return undefined;
  const files = readdirSync(place, { recursive: true }).filter((name) => name.endsWith('.sql'));
  const texts = files.map((name) => readFileSync(path.join(place, name), 'utf8'));
  return { source: 'chado', text: texts.sort((a, b) => b.length - a.length)[0] };
}

function installPeers() {
  const place = path.join(root, '.host/peers');
  const wanted = Object.entries(PEERS).map(([name, version]) => `${name}@${version}`);
  const installed = (name) => {
    const file = path.join(place, 'node_modules', name, 'package.json');
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === PEERS[name];
  };
  if (!Object.keys(PEERS).every(installed)) {
    mkdirSync(place, { recursive: true });
    const [command, ...args] = npm(['install', '--no-save', '--prefix', place, ...wanted]);
    const shell = process.platform === 'win32' && command === 'npm';
    if (spawnSync(command, args, { cwd: place, stdio: 'inherit', shell }).status !== 0)
      fail('The other servers could not be installed.');
  }
  const script = (name, bin) => [process.execPath, path.join(place, 'node_modules', name, bin)];
  return {
    squawk: [...script('squawk-cli', 'js/bin/squawk'), 'server'],
    'postgres-language-server': [
      ...script('@postgres-language-server/cli', 'bin/postgres-language-server'),
      'lsp-proxy',
    ],
  };
}

function save(results) {
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${os.cpus()[0].model.trim()}, ${os.availableParallelism()} cores, Node ${process.versions.node}`;
  const file = path.join(root, 'bench/results', `${date}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ date, machine, ...results }, null, 2)}\n`);
  const medians = SIZES.map((_, i) => {
    const ofSize = results.keystrokes.filter(
      ({ lines }) => lines === [...new Set(results.keystrokes.map((each) => each.lines))][i],
    );
    return ofSize.map(({ median }) => (median === undefined ? '–' : round(median))).join(' / ');
  });
  console.log(`\nThe row for bench/RESULTS.md (median ms: ${Object.keys(servers).join(' / ')}):`);
  console.log(`| ${[date, results.source, ...medians, results.check.seconds, machine].join(' | ')} |`);
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

function round(value, digits = 1) {
  return value === undefined ? '' : Number(value.toFixed(digits));
}

function lineCount(text) {
  return text.split('\n').length - 1;
}

function row(cells) {
  const widths = [6, 25, 10, 10, 10, 10];
  return cells
    .map((cell, i) => (i === 1 ? String(cell).padEnd(widths[i]) : String(cell).padStart(widths[i] ?? 0)))
    .join('  ');
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
