// Prints what Tablewright finds in samples/shop, then opens that folder in an editor that has the extension.
// Usage: node scripts/start.mjs [--no-open]
import { spawnSync } from 'node:child_process';
import { install, root } from './install.mjs';

install();
if (node('scripts/build.mjs', '--production') !== 0) process.exit(1);
console.log('\nWhat Tablewright finds in samples/shop:\n');
node('dist/cli.js', 'check', 'samples/shop');
if (!process.argv.includes('--no-open')) {
  // Imported late, as it needs the packages.
  const { openSample } = await import('./host/open.mjs');
  await openSample(root).catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}

function node(...args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status;
}
