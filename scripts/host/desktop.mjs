// The VS Code that @vscode/test-electron fetches, for systems that can show a window.
import path from 'node:path';
import { downloadAndUnzipVSCode, resolveCliPathFromVSCodeExecutablePath, SilentReporter } from '@vscode/test-electron';
import { find, run } from './process.mjs';

const cachePath = path.join(import.meta.dirname, '../../.vscode-test');

/** How a program with a window is called here: as it is, or under a virtual display. Undefined where neither goes. */
export function windowed({ virtual }) {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return [];
  const xvfb = virtual && find('xvfb-run');
  return xvfb ? [xvfb, '--auto-servernum'] : undefined;
}

/** VS Code's program, downloaded once into .vscode-test/. Rejects soon where there is no network. */
export async function fetchVsCode() {
  let timer;
  const limit = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('it took more than 5 minutes')), 300_000);
  });
  const download = downloadAndUnzipVSCode({ cachePath, timeout: 10_000, reporter: new SilentReporter() });
  return Promise.race([download, limit]).finally(() => clearTimeout(timer));
}

/** What keeps VS Code to the sandbox. It refuses to run as root without --no-sandbox. */
export const sandboxed = (sandbox) => [
  '--no-sandbox',
  `--user-data-dir=${sandbox.data}`,
  `--extensions-dir=${sandbox.extensions}`,
];

/** Installs the packaged extension. Rejects where this VS Code can't run, for the lack of a system library say. */
export async function installInto(program, sandbox, vsix) {
  const cli = resolveCliPathFromVSCodeExecutablePath(program);
  const { code, output } = await run(cli, [...sandboxed(sandbox), '--install-extension', vsix], { seconds: 120 });
  if (code !== 0) throw new Error(output.trim());
}
