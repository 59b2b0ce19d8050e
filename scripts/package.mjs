// Packages what is in dist/ as out/tablewright.vsix, and checks what went into it.
// Usage: node scripts/package.mjs
import { createVSIX } from '@vscode/vsce';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

const LIMIT_MB = 2;

const root = path.join(import.meta.dirname, '..');
const vsix = path.join(root, 'out/tablewright.vsix');

await mkdir(path.dirname(vsix), { recursive: true });
await rm(vsix, { force: true });
// A missing licence is reported below; vsce would ask on the terminal.
await createVSIX({
  cwd: root,
  packagePath: vsix,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
  skipLicense: true,
});

const archive = await readFile(vsix);
const packed = new Set(names(archive).map((name) => name.replace(/^extension\//, '').toLowerCase()));
const missing = (await required()).filter((name) => !packed.has(name.toLowerCase()));
const megabytes = archive.length / 1e6;

if (missing.length > 0) console.error(`Missing in the package: ${missing.join(', ')}`);
if (megabytes > LIMIT_MB) console.error(`The package has ${megabytes.toFixed(1)} MB; the limit is ${LIMIT_MB} MB.`);
if (missing.length > 0 || megabytes > LIMIT_MB) process.exitCode = 1;
else console.log(`out/tablewright.vsix: ${packed.size} files, ${megabytes.toFixed(1)} MB.`);

/** What the build makes, and every file that the manifest names. vsce gives the licence its ending. */
async function required() {
  const { main, contributes } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const named = [...JSON.stringify(contributes).matchAll(/"(\.\/[^"]+)"/g)].map(([, name]) => name);
  const built = [
    ...['server.js', 'parse-worker.js', 'layout-worker.js', 'libpg-query.wasm'],
    ...['webview/erd.js', 'webview/erd.css', 'webview/codicon.ttf'],
  ];
  return [
    'readme.md',
    'license.txt',
    ...built.map((name) => `dist/${name}`),
    ...[main, ...named].map((name) => name.replace(/^\.\//, '')),
  ];
}

/** The names in a zip file's central directory. */
function names(zip) {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const found = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const length = zip.readUInt16LE(at + 28);
    found.push(zip.toString('utf8', at + 46, at + 46 + length));
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return found;
}
