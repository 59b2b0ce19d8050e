// Runs test/workbench in a real workbench, against the packaged extension and a copy of the sample.
// Usage: node scripts/test-workbench.mjs [--vsix FILE] [--sample FOLDER]
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { makeSandbox } from './host/sandbox.mjs';
import { runSuite } from './host/suite.mjs';

const root = path.join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    vsix: { type: 'string', default: path.join(root, 'out/tablewright.vsix') },
    sample: { type: 'string', default: path.join(root, 'samples/shop') },
  },
});

/** Bundles the suite into a folder that passes for an extension, which VS Code asks for. */
async function bundle() {
  const source = path.join(root, 'test/workbench');
  const suite = path.join(root, 'out/workbench');
  await rm(suite, { recursive: true, force: true });
  await esbuild.build({
    entryPoints: (await readdir(source)).filter((name) => name.endsWith('.ts')).map((name) => path.join(source, name)),
    outdir: suite,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
  });
  const manifest = { name: 'suite', publisher: 'tablewright', version: '0.0.0', engines: { vscode: '*' } };
  await writeFile(path.join(suite, 'package.json'), JSON.stringify(manifest));
  return suite;
}

const suite = await bundle();
const sandbox = await makeSandbox({ workspace: values.sample });
await addLegacy(sandbox.workspace);
const log = await runSuite({ sandbox, vsix: path.resolve(values.vsix), suite });

const resultsFile = path.join(suite, 'results.json');
if (!existsSync(resultsFile)) {
  console.log(`${log}\nThe suite did not end.\n0 passed, 1 failed`);
  process.exit(1);
}
const tests = JSON.parse(await readFile(resultsFile, 'utf8'));
for (const { title, milliseconds, error } of tests) {
  console.log(`${error ? '✘' : '✔'} ${title} (${milliseconds} ms)${error ? `\n${error}` : ''}`);
}
const failed = tests.filter(({ error }) => error).length;
if (failed > 0) console.log(await extensionLog());
console.log(`${tests.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

/** A schema that grew without Tablewright: there is much to say when it is opened for the first time. */
async function addLegacy(workspace) {
  const tables = Array.from({ length: 25 }, (_, i) => `CREATE TABLE old_${i} (a integer, b text, c text, d text);`);
  await mkdir(path.join(workspace, 'legacy'));
  await writeFile(path.join(workspace, 'legacy/schema.sql'), `${tables.join('\n')}\n`);
}

/** What the extension wrote into its output channel. */
async function extensionLog() {
  const files = await readdir(sandbox.data, { recursive: true });
  const logs = files.filter((file) => path.basename(file) === 'Tablewright.log');
  return (await Promise.all(logs.map((file) => readFile(path.join(sandbox.data, file), 'utf8')))).join('');
}
