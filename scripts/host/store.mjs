// The git-ignored folder .host/: what tests need beside the project's packages, installed once.
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { npm } from '../npm.mjs';
import { run } from './process.mjs';

const store = path.join(import.meta.dirname, '../../.host');

/** The path of .host/`name`. `fill` makes it on the first call, in a folder that gets its name when it is complete. */
export async function stored(name, fill) {
  const home = path.join(store, name);
  if (existsSync(home)) return home;
  console.log(`Installing ${name} into .host/, once.`);
  const folder = path.join(store, `${name}.${process.pid}`);
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(path.join(folder, 'package.json'), '{ "private": true }');
    await fill(folder);
    await rename(folder, home);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return home;
}

/** Installs packages into a folder, without their install scripts. */
export async function npmInstall(folder, ...args) {
  const [command, ...first] = npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', ...args]);
  const { code, output } = await run(command, first, { cwd: folder });
  if (code !== 0) throw new Error(`npm install failed:\n${output}`);
}
