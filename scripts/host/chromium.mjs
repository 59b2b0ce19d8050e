// A Chromium to look at code-server with. Its pages reach this machine only.
import { existsSync } from 'node:fs';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { chromium } from 'playwright-core';
import { find, run } from './process.mjs';
import { npmInstall, stored } from './store.mjs';

const PACKAGED = '147.0.0';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export const openBrowser = async () => chromium.launch({ ...(await findChromium()), args });

/** For a test that runs in another process, which connects to `wsEndpoint()`. */
export const serveBrowser = async () => chromium.launchServer({ ...(await findChromium()), args });

/** The system's Chromium or Chrome, the one that Playwright has downloaded, or one from the npm registry. */
async function findChromium() {
  const candidates = [...['chromium', 'chromium-browser', 'google-chrome'].map(find), chromium.executablePath()];
  const executablePath = candidates.find((candidate) => candidate && existsSync(candidate));
  if (executablePath) return { executablePath };
  if (process.platform === 'linux' && process.arch === 'x64') return packagedChromium();
  throw new Error('No Chromium found. Install it: "npx playwright-core install chromium".');
}

/** A headless Chromium with the libraries and fonts that a bare machine lacks. */
async function packagedChromium() {
  const home = await stored(`chromium-${PACKAGED}`, async (folder) => {
    await npmInstall(folder, '--no-package-lock', `@sparticuz/chromium@${PACKAGED}`);
    const packed = path.join(folder, 'node_modules/@sparticuz/chromium/bin');
    await unpack(path.join(packed, 'chromium.br'), path.join(folder, 'chromium'));
    await chmod(path.join(folder, 'chromium'), 0o755);
    for (const name of ['al2023', 'fonts']) {
      const archive = path.join(folder, `${name}.tar`);
      await unpack(path.join(packed, `${name}.tar.br`), archive);
      await run('tar', ['-xf', archive, '-C', folder]);
      await rm(archive);
    }
    await rm(path.join(folder, 'node_modules'), { recursive: true });
  });
  const fonts = path.join(home, 'fonts.conf');
  const folders = [path.join(home, 'fonts'), '/usr/share/fonts'].map((folder) => `<dir>${folder}</dir>`);
  await writeFile(fonts, `<fontconfig>${folders.join('')}<cachedir>${home}/font-cache</cachedir></fontconfig>`);
  return {
    executablePath: path.join(home, 'chromium'),
    env: { ...process.env, LD_LIBRARY_PATH: path.join(home, 'lib'), FONTCONFIG_FILE: fonts },
  };
}

async function unpack(from, to) {
  await writeFile(to, await promisify(brotliDecompress)(await readFile(from)));
}
