// A temporary home for a host: nothing that it does reaches the person's own settings, extensions or files.
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const settings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * Makes the folder, with a copy of `workspace` when one is given. `remove` deletes it; so does the end of this process.
 * The names are short because sockets in the user data folder have a limit on their path.
 */
export async function makeSandbox({ workspace } = {}) {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'tw-')));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.once('exit', remove);
  const sandbox = {
    folder,
    data: path.join(folder, 'data'),
    extensions: path.join(folder, 'extensions'),
    workspace: workspace && path.join(folder, path.basename(workspace)),
    remove,
  };
  await mkdir(path.join(sandbox.data, 'User'), { recursive: true });
  await mkdir(sandbox.extensions);
  await writeFile(path.join(sandbox.data, 'User/settings.json'), JSON.stringify(settings));
  if (workspace) await cp(workspace, sandbox.workspace, { recursive: true });
  return sandbox;
}
