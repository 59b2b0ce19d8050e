// Writes what is made from the rules (their registry, their pages, the configuration's JSON Schema and the README's overview of them), and
// from PostgreSQL's catalogue.
// Usage: node scripts/generate.mjs [--check]
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import prettier from 'prettier';
import { pgCatalog, PG_CATALOG_FILE } from './generate/pg-catalog.mjs';
import { coverage } from './generate/coverage.mjs';
import { pageOf, rulesOverview, rulesPage } from './generate/pages.mjs';
import { contractSchema } from './generate/contract-schema.mjs';
import { loadContractShape, loadRules, registry } from './generate/registry.mjs';
import { configurationSchema } from './generate/schema.mjs';
import { systemCatalog, SYSTEM_CATALOG_FILE } from './generate/system-catalog.mjs';

const root = path.join(import.meta.dirname, '..');
const pages = 'docs/rules';
const README = 'README.md';
const MARKED = /(<!-- rules:start -->\n)[\s\S]*?(<!-- rules:end -->)/;

const rules = await loadRules(root);
/** The wanted text of each file; undefined for one that has to go. */
const wanted = new Map([
  ['server/src/rules/registry.generated.ts', await formatted(registry(rules), 'typescript')],
  ['schemas/tablewright.schema.json', await formatted(JSON.stringify(configurationSchema(rules)), 'json')],
  [
    'schemas/database-contracts.schema.json',
    await formatted(JSON.stringify(contractSchema(await loadContractShape(root))), 'json'),
  ],
  [PG_CATALOG_FILE, await formatted(await pgCatalog(), 'typescript')],
  [SYSTEM_CATALOG_FILE, await formatted(await systemCatalog(), 'typescript')],
  [`${pages}/coverage.md`, coverage(rules)],
  [`${pages}/README.md`, rulesPage(rules)],
  ...rules.map(({ rule }) => [`${pages}/${rule.id}.md`, pageOf(rule)]),
]);
for (const name of existsSync(path.join(root, pages)) ? await readdir(path.join(root, pages)) : []) {
  // How often rules are right is read by people, and written by them.
  if (name !== 'precision.md' && !wanted.has(`${pages}/${name}`)) wanted.set(`${pages}/${name}`, undefined);
}
const readme = await current(README);
if (readme !== undefined) {
  wanted.set(
    README,
    readme.replace(MARKED, (_, start, end) => `${start}\n${rulesOverview(rules, `${pages}/`)}\n\n${end}`),
  );
}

const stale = [];
for (const [file, text] of wanted) if ((await current(file)) !== text) stale.push(file);
if (process.argv.includes('--check')) {
  if (stale.length > 0) console.error(`Out of date: ${stale.join(', ')}. Run \`npm run generate\`.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const file of stale) {
    const target = path.join(root, file);
    await mkdir(path.dirname(target), { recursive: true });
    if (wanted.get(file) === undefined) await rm(target);
    else await writeFile(target, wanted.get(file));
    console.log(file);
  }
}
// The embedded PostgreSQL keeps the process alive.
process.exit();

async function current(file) {
  const target = path.join(root, file);
  // On Windows git may check files out with CRLF; what is written has LF.
  return existsSync(target) ? (await readFile(target, 'utf8')).replaceAll('\r\n', '\n') : undefined;
}

async function formatted(text, parser) {
  return prettier.format(text, { ...(await prettier.resolveConfig(path.join(root, 'package.json'))), parser });
}
