// Everything that has to hold, step by step. The last line says `N passed, N failed`.
// Usage: node scripts/test.mjs [step…]
import path from 'node:path';
import { run } from './host/process.mjs';

const root = path.join(import.meta.dirname, '..');
const tool = (name) => path.join('node_modules', name);

/** Each is a Node script with its arguments. */
const steps = {
  build: ['scripts/build.mjs', '--production'],
  format: [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  lint: [tool('eslint/bin/eslint.js'), '--max-warnings', '0', '.'],
  types: [tool('typescript/bin/tsc'), '-b'],
  boundaries: [tool('dependency-cruiser/bin/dependency-cruise.mjs'), '--output-type', 'err', 'server', 'client'],
  unused: [tool('knip/bin/knip.js')],
  generated: ['scripts/generate.mjs', '--check'],
  unit: [tool('vitest/vitest.mjs'), 'run', '--project', 'unit'],
  server: [tool('vitest/vitest.mjs'), 'run', '--project', 'server'],
  proof: [tool('vitest/vitest.mjs'), 'run', '--project', 'proof'],
  grammar: ['scripts/test-grammar.mjs'],
  package: ['scripts/package.mjs'],
  workbench: ['scripts/test-workbench.mjs'],
  person: [tool('vitest/vitest.mjs'), 'run', '--project', 'person'],
};
/** The steps whose results a step uses. */
const needs = {
  unit: ['build'],
  server: ['build'],
  proof: ['build'],
  package: ['build'],
  workbench: ['build', 'package'],
  person: ['build', 'package'],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. The steps are ${Object.keys(steps).join(', ')}.`);
  process.exit(2);
}
const chosen = new Set(asked.length > 0 ? asked.flatMap((name) => [...(needs[name] ?? []), name]) : Object.keys(steps));

const total = { passed: 0, failed: 0 };
const broken = new Set();
for (const name of Object.keys(steps).filter((name) => chosen.has(name))) {
  process.stdout.write(name.padEnd(12));
  const count = await runStep(name);
  total.passed += count.passed;
  total.failed += count.failed;
  if (count.failed > 0) broken.add(name);
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function runStep(name) {
  const without = needs[name]?.find((need) => broken.has(need));
  if (without) {
    console.log(`not run, as ${without} failed`);
    return { passed: 0, failed: 1 };
  }
  const begin = performance.now();
  const { code, output } = await run(process.execPath, steps[name], { cwd: root });
  const count = counted(output, code);
  const seconds = ((performance.now() - begin) / 1000).toFixed(1).padStart(6);
  const failed = count.failed > 0 ? `, ${count.failed} failed\n\n${output.trim()}\n` : '';
  console.log(`${seconds} s  ${count.passed} passed${failed}`);
  return count;
}

/** A step that says how many tests it ran is counted so; every other one is one test. */
function counted(output, code) {
  const [, passed, failed] = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1) ?? [];
  const count = { passed: Number(passed ?? 0), failed: Number(failed ?? 0) };
  if (code !== 0 && count.failed === 0) count.failed = 1;
  if (code === 0 && count.passed === 0) count.passed = 1;
  return count;
}
