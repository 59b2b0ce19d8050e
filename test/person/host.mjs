// Starts code-server with the packaged extension and a copy of the sample, for the tests in this folder.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { serveBrowser } from '../../scripts/host/chromium.mjs';
import { startCodeServer } from '../../scripts/host/code-server.mjs';
import { makeSandbox } from '../../scripts/host/sandbox.mjs';

const root = path.join(import.meta.dirname, '../..');

export default async function setup({ provide }) {
  const screenshots = path.join(root, 'out/screenshots');
  await rm(screenshots, { recursive: true, force: true });
  const sandbox = await makeSandbox({ workspace: path.join(root, 'samples/shop') });
  const server = await startCodeServer({ sandbox, vsix: path.join(root, 'out/tablewright.vsix') });
  const browser = await serveBrowser().catch((error) => {
    server.stop();
    throw error;
  });
  provide('host', {
    origin: server.origin,
    folder: sandbox.workspace,
    browser: browser.wsEndpoint(),
    screenshots,
  });
  return async () => {
    await browser.close();
    server.stop();
    sandbox.remove();
  };
}
