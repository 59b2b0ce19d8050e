// Draws findings to be read one by one: as many from each folder, the same ones for the same seed.
// Usage: node scripts/sample-findings.mjs SEED COUNT [--of CATEGORY] DIR…
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const CONTEXT = 3;

const root = path.join(import.meta.dirname, '..');
const [seed, count, ...rest] = process.argv.slice(2);
const category = rest[0] === '--of' ? rest[1] : undefined;
const folders = category === undefined ? rest : rest.slice(2);
const wanted =
  category && readdirSync(path.join(root, 'server/src/rules', category)).map((file) => file.replace(/\.ts$/, ''));
if (folders.length === 0) {
  console.error('Say a seed, how many of each, and which folders: npm run sample:findings -- 1 10 DIR…');
  process.exit(2);
}
for (const folder of folders) {
  const findings = findingsOf(path.resolve(folder));
  const random = randomOf(Number(seed));
  console.log(`\n# ${path.basename(folder)}: ${findings.length} findings`);
  for (let left = Math.min(Number(count), findings.length); left > 0; left--) {
    const [finding] = findings.splice(Math.floor(random() * findings.length), 1);
    console.log(shown(finding));
  }
}

function findingsOf(folder) {
  const command = [path.join(root, 'dist/cli.js'), 'check', '.', '--format', 'json'];
  const { stdout } = spawnSync(process.execPath, command, { cwd: folder, maxBuffer: 2 ** 30 });
  return JSON.parse(stdout.toString()).files.flatMap(({ path: file, diagnostics }) =>
    diagnostics
      .filter(({ rule }) => wanted?.includes(rule) ?? true)
      .map((diagnostic) => ({ ...diagnostic, file: path.join(folder, file) })),
  );
}

/** Mulberry32: the same numbers from 0 to 1 for the same seed. */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shown({ rule, severity, message, file, range }) {
  const lines = readFileSync(file, 'utf8').split('\n');
  const first = Math.max(0, range.start.line - CONTEXT);
  const source = lines.slice(first, range.end.line + 1 + CONTEXT).slice(0, 3 * CONTEXT + 1);
  const numbered = source.map(
    (line, i) => `${first + i === range.start.line ? '>' : ' '} ${first + i + 1} ${line.slice(0, 160)}`,
  );
  return [
    `\n## ${severity} ${rule}`,
    message,
    `${file}:${range.start.line + 1}:${range.start.character + 1}`,
    ...numbered,
  ].join('\n');
}
