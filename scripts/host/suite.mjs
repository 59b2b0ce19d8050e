// Runs a bundled extension test suite inside a workbench that has the packaged extension.
import path from 'node:path';
import { openBrowser } from './chromium.mjs';
import { remoteUri, startCodeServer, workbenchUrl } from './code-server.mjs';
import { fetchVsCode, installInto, sandboxed, windowed } from './desktop.mjs';
import { run } from './process.mjs';

const LIMIT_SECONDS = 300;

/**
 * Runs `suite`, a folder with an extension's manifest and an index.js, in VS Code where it can be had and else in
 * code-server. Resolves to the host's log; the suite itself writes down its results.
 */
export async function runSuite({ sandbox, vsix, suite }) {
  try {
    const program = await desktop(sandbox, vsix);
    console.log('Host: VS Code.');
    return await runInDesktop(program, sandbox, suite);
  } catch (error) {
    if (!(error instanceof NoDesktop)) throw error;
    console.log(`Host: code-server, because ${error.message}.`);
    return await runInCodeServer({ sandbox, vsix, suite });
  }
}

class NoDesktop extends Error {}

async function desktop(sandbox, vsix) {
  if (!windowed({ virtual: true })) throw new NoDesktop('there is neither a display nor xvfb-run');
  try {
    const program = await fetchVsCode();
    await installInto(program, sandbox, vsix);
    return program;
  } catch (error) {
    throw new NoDesktop(`VS Code can't be had here (${error.message ?? error})`);
  }
}

async function runInDesktop(program, sandbox, suite) {
  const [command, ...args] = [
    ...windowed({ virtual: true }),
    program,
    sandbox.workspace,
    ...sandboxed(sandbox),
    '--disable-workspace-trust',
    '--disable-updates',
    '--disable-gpu',
    '--skip-welcome',
    '--skip-release-notes',
    `--extensionDevelopmentPath=${suite}`,
    `--extensionTestsPath=${path.join(suite, 'index.js')}`,
  ];
  return (await run(command, args, { seconds: LIMIT_SECONDS })).output;
}

async function runInCodeServer({ sandbox, vsix, suite }) {
  const server = await startCodeServer({ sandbox, vsix, automation: true });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    const log = [];
    await page.exposeFunction('codeAutomationLog', (_type, args) => log.push(args.join(' ')));
    const ended = new Promise((resolve) => {
      // Named and called by VS Code when the suite has ended.
      void page.exposeFunction('codeAutomationExit', resolve);
      setTimeout(() => resolve(log.push(`Stopped after ${LIMIT_SECONDS} s.`)), LIMIT_SECONDS * 1000).unref();
    });
    await page.goto(
      workbenchUrl(server.origin, sandbox.workspace, [
        ['extensionDevelopmentPath', remoteUri(server.origin, suite)],
        ['extensionTestsPath', remoteUri(server.origin, path.join(suite, 'index.js'))],
      ]),
    );
    await ended;
    return log.join('\n');
  } finally {
    await browser.close();
    server.stop();
  }
}
