// Opens the sample with the extension in the best editor that this machine has.
import { once } from 'node:events';
import path from 'node:path';
import { startCodeServer, workbenchUrl } from './code-server.mjs';
import { fetchVsCode, windowed } from './desktop.mjs';
import { find, run, start } from './process.mjs';
import { makeSandbox } from './sandbox.mjs';

/** Returns when VS Code was told to open the folder, or when the editor that was started here has ended. */
export async function openSample(root) {
  const sample = path.join(root, 'samples/shop');
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, sample];

  if (!windowed({ virtual: false })) return inBrowser(root, sample, 'there is no display here');

  const code = find('code');
  // In a remote window's terminal `code` only talks to that window, which loads no extension from a folder.
  if (code && !process.env.VSCODE_IPC_HOOK_CLI) {
    console.log('\nOpening samples/shop in VS Code, the `code` on the PATH.');
    const { code: status, output } = await run(code, [...asRoot(root), ...args]);
    if (status !== 0) throw new Error(output);
    return;
  }

  const why = code ? 'the `code` on the PATH belongs to a remote window' : '`code` is not on the PATH';
  let program;
  try {
    program = await fetchVsCode();
  } catch (error) {
    return inBrowser(root, sample, `${why}, and VS Code can't be downloaded (${error.message ?? error})`);
  }
  console.log(`\nOpening samples/shop in a VS Code of its own in .vscode-test/, because ${why}. Ctrl+C ends it.`);
  const profile = path.join(root, '.vscode-test/profile');
  const editor = start(
    program,
    [
      '--no-sandbox',
      `--user-data-dir=${path.join(profile, 'data')}`,
      `--extensions-dir=${path.join(profile, 'extensions')}`,
      ...args,
    ],
    { stdio: 'ignore' },
  );
  await once(editor, 'close');
}

/** VS Code refuses to run as root without these. */
function asRoot(root) {
  if (process.getuid?.() !== 0) return [];
  return ['--no-sandbox', `--user-data-dir=${path.join(root, '.vscode-test/profile/data')}`];
}

async function inBrowser(root, sample, why) {
  console.log(`\nOpening samples/shop in code-server, because ${why}.`);
  const packaged = await run(process.execPath, [path.join(root, 'scripts/package.mjs')]);
  if (packaged.code !== 0) throw new Error(packaged.output);
  const sandbox = await makeSandbox();
  const server = await startCodeServer({ sandbox, vsix: path.join(root, 'out/tablewright.vsix') });
  console.log(`Open this address in a browser; Ctrl+C ends it:\n\n  ${workbenchUrl(server.origin, sample)}\n`);
  await server.ended;
}
