// Runs the grammar fixtures of test/grammar on VS Code's own Markdown, SQL and YAML grammars with ours injected as
// package.json says, each once as it is and once with CRLF line ends.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import common from 'vscode-tmgrammar-test/dist/common/index.js';
import unit from 'vscode-tmgrammar-test/dist/unit/index.js';

const root = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

/** The fixtures only need these hosts; the other languages that Markdown can embed may be missing. */
const hosts = [
  require.resolve('tm-grammars/grammars/markdown.json'),
  require.resolve('tm-grammars/grammars/html-derivative.json'),
  require.resolve('tm-grammars/grammars/html.json'),
  require.resolve('tm-grammars/grammars/sql.json'),
  require.resolve('tm-grammars/grammars/yaml.json'),
];
const warn = console.warn;
console.warn = (...args) => String(args[0]).startsWith('grammar not found') || warn(...args);

const { grammars } = common.loadConfiguration(join(root, 'package.json'), undefined, hosts);
const registry = common.createRegistry(grammars);

/** One check is one marked stretch of a fixture. */
async function run(file, label) {
  const fixture = unit.parseGrammarTestCase(readFileSync(file, 'utf8'));
  const checks = fixture.assertions.flatMap((line) => line.scopeAssertions).length;
  const failures = await unit.runGrammarTestCase(registry, fixture);
  const failed = new Set();
  for (const { line, srcLine, start, end, missing, unexpected, actual } of failures) {
    failed.add(`${line}:${start}-${end}`);
    console.error(`${label}:${line + 1} ${JSON.stringify(fixture.source[srcLine].slice(start, end))}`);
    if (missing.length) console.error(`  missing:    ${missing.join(' ')}`);
    if (unexpected.length) console.error(`  unexpected: ${unexpected.join(' ')}`);
    console.error(`  has:        ${actual.join(' ')}`);
  }
  return { failed: Math.min(failed.size, checks), passed: Math.max(checks - failed.size, 0), checks };
}

const folder = join(root, 'test', 'grammar');
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
const temporary = mkdtempSync(join(tmpdir(), 'tablewright-grammar-'));
let passed = 0;
let failed = 0;
try {
  for (const file of files) {
    const name = relative(root, file).replaceAll('\\', '/');
    const crlf = join(temporary, basename(file));
    writeFileSync(crlf, readFileSync(file, 'utf8').replace(/\r?\n/g, '\r\n'));
    for (const [path, label] of [
      [file, name],
      [crlf, `${name} (CRLF)`],
    ]) {
      const result = await run(path, label);
      if (result.checks === 0) console.error(`${label}: no checks in this fixture`);
      passed += result.passed;
      failed += result.checks === 0 ? 1 : result.failed;
      console.log(`${result.failed || !result.checks ? '✗' : '✓'} ${label}: ${result.passed} of ${result.checks}`);
    }
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
if (files.length === 0) failed += 1;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
