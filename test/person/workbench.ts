import path from 'node:path';
import { chromium, type Browser, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    host: { origin: string; folder: string; browser: string; screenshots: string };
  }
}

/** How a condition is waited for. */
export const soon = { timeout: 20_000, interval: 50 };

/** The copy of the sample that the workbench shows. */
export const folder = inject('host').folder;

export const openBrowser = (): Promise<Browser> => chromium.connect(inject('host').browser);

/** A workbench as a person uses it: by what is seen, and by keyboard. */
export class Workbench {
  private constructor(readonly page: Page) {}

  /** Opens the workspace in a window of its own, with a file of it in the editor. */
  static async open(browser: Browser, file: string): Promise<Workbench> {
    const { origin } = inject('host');
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(20_000);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const url = new URL(origin);
    url.searchParams.set('folder', folder);
    url.searchParams.set(
      'payload',
      JSON.stringify([['openFile', `vscode-remote://${url.host}${path.posix.join(folder, file)}`]]),
    );
    await page.goto(url.href);
    const workbench = new Workbench(page);
    await workbench.tab(path.posix.basename(file)).waitFor();
    await workbench.editor.waitFor();
    // The command palette lists the commands of an extension only when it opens after the extension was found.
    await page.locator('.statusbar-item[aria-label^="Tablewright"]').waitFor();
    return workbench;
  }

  /** Opens the window anew, with what it showed. */
  async reload(): Promise<void> {
    const url = new URL(this.page.url());
    // A window that is told to open a file restores nothing else.
    url.searchParams.delete('payload');
    await this.page.evaluate((href) => history.replaceState(null, '', href), url.href);
    // The window's own command: leaving the page some other way may lose what is yet to be stored.
    const loaded = this.page.waitForEvent('load');
    loaded.catch(() => undefined); // told below, if the command itself didn't fail
    await this.run('Developer: Reload Window').catch((error: unknown) => {
      if (!/navigat|closed|destroyed/i.test(String(error))) throw error;
    });
    await loaded;
  }

  get editor(): Locator {
    return this.page.locator('.editor-group-container .monaco-editor .view-lines').first();
  }

  get squiggles(): Locator {
    return this.page.locator('.editor-group-container .monaco-editor [class*="squiggly-"]');
  }

  /** The page inside the webview that is shown. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** A table of the diagram that is near enough to read. */
  table(name: string): Locator {
    return this.webview.locator(`[data-table="public.${name}"]`);
  }

  /** Where the tables that are near stand in the diagram, in pixels at zoom 1. */
  tablePlaces(): Promise<Record<string, string>> {
    return this.webview.locator('.near').evaluate((near) => {
      const tables = [...near.querySelectorAll<HTMLElement>('[data-table]')];
      return Object.fromEntries(tables.map(({ dataset, style }) => [dataset.table!, `${style.left} ${style.top}`]));
    });
  }

  /** A button of the diagram's toolbar, by its title. */
  tool(title: string): Locator {
    return this.webview.locator(`vscode-toolbar-button[title="${title}"]`);
  }

  /** Takes a choice of a table's context menu. */
  async choose(table: string, choice: string): Promise<void> {
    await this.table(table).locator('header').click({ button: 'right' });
    await this.webview.getByRole('menuitem', { name: choice }).click();
  }

  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  tab(name: string | RegExp): Locator {
    return this.page.locator('.tabs-container .tab', { hasText: name });
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** The editor draws spaces as no-break spaces. */
  async text(): Promise<string> {
    return (await this.editor.innerText()).replaceAll('\u00a0', ' ');
  }

  /** What the status bar says: place, selection, problems. */
  status(): Promise<string> {
    return this.page.locator('.statusbar').innerText();
  }

  /** Opens a file by the start or a part of its name. */
  async open(name: string): Promise<void> {
    await this.press('Control+p');
    await this.answer(name, name);
    await this.tab(name).waitFor();
  }

  async run(command: string): Promise<void> {
    const text = `>${command}`;
    // What closes or comes up at that moment can take the list of commands along: then it is opened again.
    for (let left = 3; left > 0; left--) {
      await this.press('F1');
      const isOffered = this.offer(text, command, left > 1 ? 5_000 : undefined);
      if (left === 1) await isOffered;
      else if (await isOffered.then(() => true, () => false)) break; // prettier-ignore
    }
    await this.take(text);
  }

  /** Types into the box on top of the window, takes the choice of that name where there are choices, and sees it go. */
  async answer(text: string, choice?: string): Promise<void> {
    await this.offer(text, choice);
    await this.take(text);
  }

  private get box(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  private async offer(text: string, choice?: string, timeout?: number): Promise<void> {
    const limit = timeout === undefined ? {} : { timeout };
    await this.box.locator('input[type="text"]').fill(text, limit);
    if (choice) await this.box.locator('.monaco-list-row.focused', { hasText: choice }).waitFor(limit);
  }

  private async take(text: string): Promise<void> {
    await this.press('Enter');
    const input = this.box.locator('input[type="text"]');
    await expect.poll(async () => (await this.box.isVisible()) && (await input.inputValue()), soon).not.toBe(text);
  }

  /** Opens the quick fixes at the cursor, again where they close by themselves, and goes down to the one of that name. */
  async quickFix(name: RegExp): Promise<void> {
    const menu = this.page.locator('.action-widget:not(.action-list-submenu-panel)');
    const focused = menu.locator('.monaco-list-row.focused');
    const rows = menu.locator('.monaco-list-row');
    const open = async () => {
      await this.press('Control+.');
      await menu.waitFor({ timeout: 2000 }).catch(() => undefined);
      return rows.filter({ hasText: name }).count();
    };
    await expect.poll(open, soon).toBe(1);
    for (let left = await rows.count(); left > 0 && !name.test(await focused.innerText()); left--) {
      await this.press('ArrowDown');
    }
    expect(await focused.innerText()).toMatch(name);
    await this.press('Enter');
    await menu.waitFor({ state: 'hidden' });
  }

  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(inject('host').screenshots, `${name}.png`) });
  }
}
