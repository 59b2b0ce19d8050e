// A Chromium to look at code-server with. Its pages reach this machine only.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { find } from './process.mjs';

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

/** The path of a Chromium or Chrome: the system's, else the one that Playwright has downloaded. */
function findChromium() {
  const candidates = [...['chromium', 'chromium-browser', 'google-chrome'].map(find), chromium.executablePath()];
  const found = candidates.find((candidate) => candidate && existsSync(candidate));
  if (found) return found;
  throw new Error(
    'No Chromium found. Install it: "apt-get install chromium" on Debian and Ubuntu, else "npx playwright-core install chromium".',
  );
}

export const openBrowser = () => chromium.launch({ executablePath: findChromium(), args });

/** For a test that runs in another process, which connects to `wsEndpoint()`. */
export const serveBrowser = () => chromium.launchServer({ executablePath: findChromium(), args });
