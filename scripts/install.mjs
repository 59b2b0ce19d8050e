// Installs the packages of package-lock.json unless they are there. Node's own modules only.
// Usage: node scripts/install.mjs
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { npm } from './npm.mjs';

export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

export function install() {
  checkNode();
  if (isInstalled()) return;
  console.log('Installing packages.');
  // Not `npm ci`: it refuses a lock file that lacks another system's optional packages.
  const [command, ...args] = npm(['install', '--no-save', '--ignore-scripts']);
  const shell = process.platform === 'win32' && command === 'npm';
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell });
  if (status !== 0) process.exit(status ?? 1);
}

function checkNode() {
  const wanted = read('package.json').engines.node.replace('>=', '');
  const isOlder = process.versions.node.localeCompare(wanted, 'en', { numeric: true }) < 0;
  if (isOlder) {
    console.error(`Node ${wanted} or later is needed; this is ${process.versions.node}.`);
    process.exit(1);
  }
}

/** Whether node_modules holds what package.json and package-lock.json ask for. */
function isInstalled() {
  const present = read('node_modules/.package-lock.json')?.packages;
  const wanted = read('package-lock.json')?.packages;
  if (!present || !wanted) return false;
  const manifest = read('package.json');
  const isLocked = ['dependencies', 'devDependencies'].every((kind) =>
    isDeepStrictEqual(manifest[kind], wanted[''][kind]),
  );
  return (
    isLocked &&
    Object.entries(wanted).every(
      ([place, { version, optional }]) => place === '' || optional || present[place]?.version === version,
    )
  );
}

function read(name) {
  const file = path.join(root, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) install();
