// Bundles client, server, CLI and the panel's page into dist/.
// Usage: node scripts/build.mjs [--production] [--watch]
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** Tells the editor's problem matcher (.vscode/tasks.json) when a build starts and ends. */
const progress = {
  name: 'progress',
  setup(build) {
    build.onStart(() => console.log('[watch] build started'));
    build.onEnd((result) => {
      for (const { text, location } of result.errors) {
        console.error(`✘ [ERROR] ${text}`);
        if (location) console.error(`    ${location.file}:${location.line}:${location.column}:`);
      }
      console.log('[watch] build finished');
    });
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: watch ? 'silent' : 'warning',
  plugins: watch ? [progress] : [],
  define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
};

const node = { ...common, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'] };

const bundles = [
  { ...node, entryPoints: { client: 'client/src/extension.ts' }, outdir: 'dist', external: ['vscode'] },
  {
    ...node,
    entryPoints: {
      server: 'server/src/lsp/node/main.ts',
      'parse-worker': 'server/src/sql/parse-worker.ts',
      'layout-worker': 'server/src/features/erd/layout-worker.ts',
    },
    outdir: 'dist',
  },
  { ...node, entryPoints: { cli: 'server/src/cli/main.ts' }, outdir: 'dist', banner: { js: '#!/usr/bin/env node' } },
  {
    ...common,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    entryPoints: { erd: 'client/webview/erd.ts' },
    loader: { '.css': 'css', '.ttf': 'file' },
    assetNames: '[name]',
    outdir: 'dist/webview',
  },
];

await rm(path.join(root, 'dist'), { recursive: true, force: true });
await mkdir(path.join(root, 'dist'), { recursive: true });
await copyFile(require.resolve('libpg-query/wasm/libpg-query.wasm'), path.join(root, 'dist/libpg-query.wasm'));

if (watch) {
  const contexts = await Promise.all(bundles.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  await Promise.all(bundles.map((options) => esbuild.build(options)));
}
