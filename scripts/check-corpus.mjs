// Compares our model of the SQL in a folder with PostgreSQL's own catalogue, root by root.
// Usage: npm run check:corpus -- DIR
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';

const root = path.join(import.meta.dirname, '..');
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Say which folder: npm run check:corpus -- DIR');
  process.exit(2);
}
const outfile = path.join(root, 'out/test/check-corpus.mjs');
await esbuild.build({
  absWorkingDir: root,
  entryPoints: ['test/catalog/check.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  mainFields: ['module', 'main'],
  external: ['@electric-sql/*'],
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const __dirname = import.meta.dirname; const __filename = import.meta.filename;",
  },
  logLevel: 'warning',
});
const { checkCorpus } = await import(pathToFileURL(outfile).href);
// PGlite keeps the process alive.
process.exit((await checkCorpus(folder, path.join(root, 'dist'))) ? 0 : 1);
