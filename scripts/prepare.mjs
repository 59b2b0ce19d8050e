// Runs after `npm install`: builds dist/. A package installed without its development dependencies has nothing to build.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
if (existsSync(path.join(root, 'node_modules/esbuild'))) {
  process.argv.push('--production');
  await import('./build.mjs');
}
