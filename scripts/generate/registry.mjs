import { readdir } from 'node:fs/promises';
import path from 'node:path';
import esbuild from 'esbuild';

const folder = 'server/src/rules';

/** All rules with their modules, sorted by id. A rule's file is `<category>/<id>.ts`. */
export async function loadRules(root) {
  const entries = await readdir(path.join(root, folder), { recursive: true });
  const modules = entries
    .map((entry) => entry.replaceAll('\\', '/'))
    .filter((entry) => /^(?!lib\/)[^/]+\/[^/]+\.ts$/.test(entry))
    .map((entry) => entry.replace(/\.ts$/, ''));
  const rules = await evaluate(root, modules);
  modules.forEach((module, i) => {
    const own = `${rules[i]?.category}/${rules[i]?.id}`;
    if (own !== module) throw new Error(`${folder}/${module}.ts holds the rule ${own}`);
  });
  return modules.map((module, i) => ({ module, rule: rules[i] })).sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
}

/** The TypeScript module that lists them. */
export function registry(rules) {
  const name = (id) => id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  return [
    '// Made by `npm run generate` from the files beside it.',
    "import type { Rule } from './define-rule';",
    ...rules.map(({ module, rule }) => `import ${name(rule.id)} from './${module}';`),
    '',
    `export const RULES: readonly Rule[] = [${rules.map(({ rule }) => name(rule.id)).join(', ')}];`,
    '',
  ].join('\n');
}

/** What the modules export, in their order. */
async function evaluate(root, modules) {
  const lines = modules.map((module, i) => `import rule${i} from './${module}';`);
  return (await run(root, folder, `export default [${modules.map((_, i) => `rule${i}`)}];\n${lines.join('\n')}`))
    .default;
}

/** The shape of a contract. */
export async function loadContractShape(root) {
  return (await run(root, 'server/src/spec/contract', "export { CONTRACT } from './shape';")).CONTRACT;
}

/** TypeScript run as one bundle: Node 20 reads none. */
async function run(root, resolveDir, contents) {
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: path.join(root, resolveDir), loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    // What packages require is Node's own.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire('file:///');" },
    logLevel: 'warning',
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}
