// The ERD panel's page in a Chromium, with a language server behind it as the extension puts it there.
/* global window, document -- in functions that run in the page */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

const root = path.join(import.meta.dirname, '..');

/** The colours of VS Code's own themes that the page uses. */
const common = {
  'font-family': '"Segoe UI", Ubuntu, "Liberation Sans", Arial, sans-serif',
  'font-size': '13px',
  'editor-font-family': '"Liberation Mono", monospace',
};
export const THEMES = {
  dark: {
    class: 'vscode-dark',
    colours: {
      'editor-background': '#1f1f1f',
      foreground: '#cccccc',
      descriptionForeground: '#9d9d9d',
      focusBorder: '#0078d4',
      'textLink-foreground': '#4daafc',
      'panel-border': '#2b2b2b',
      'editorWarning-foreground': '#cca700',
      'editorError-foreground': '#f14c4c',
      'editorInfo-foreground': '#3794ff',
      'charts-blue': '#3794ff',
      'charts-green': '#89d185',
      'charts-orange': '#d18616',
      'charts-purple': '#b180d7',
      'charts-yellow': '#cca700',
      'charts-red': '#f14c4c',
      'icon-foreground': '#cccccc',
      'toolbar-hoverBackground': '#5a5d5e50',
      'settings-textInputBackground': '#313131',
      'settings-textInputForeground': '#cccccc',
      'input-background': '#313131',
      'input-foreground': '#cccccc',
      'settings-dropdownBackground': '#313131',
      'settings-dropdownForeground': '#cccccc',
      'inputOption-activeBackground': '#2489db82',
      'list-hoverBackground': '#2a2d2e',
      'list-activeSelectionBackground': '#04395e',
      'list-activeSelectionForeground': '#ffffff',
    },
  },
  light: {
    class: 'vscode-light',
    colours: {
      'editor-background': '#ffffff',
      foreground: '#3b3b3b',
      descriptionForeground: '#6b6b6b',
      focusBorder: '#005fb8',
      'textLink-foreground': '#005fb8',
      'panel-border': '#e5e5e5',
      'editorWarning-foreground': '#bf8803',
      'editorError-foreground': '#e51400',
      'editorInfo-foreground': '#1a85ff',
      'charts-blue': '#1a85ff',
      'charts-green': '#388a34',
      'charts-orange': '#d18616',
      'charts-purple': '#652d90',
      'charts-yellow': '#bf8803',
      'charts-red': '#e51400',
      'icon-foreground': '#3b3b3b',
      'toolbar-hoverBackground': '#b8b8b850',
      'settings-textInputBackground': '#ffffff',
      'settings-textInputForeground': '#3b3b3b',
      'settings-textInputBorder': '#cecece',
      'input-background': '#ffffff',
      'input-foreground': '#3b3b3b',
      'settings-dropdownBackground': '#ffffff',
      'settings-dropdownBorder': '#cecece',
      'settings-dropdownForeground': '#3b3b3b',
      'inputOption-activeBackground': '#bed6ed',
      'list-hoverBackground': '#f2f2f2',
      'list-activeSelectionBackground': '#e8e8e8',
      'list-activeSelectionForeground': '#000000',
    },
  },
  'high contrast': {
    class: 'vscode-high-contrast',
    colours: {
      'editor-background': '#000000',
      foreground: '#ffffff',
      descriptionForeground: '#ffffffb3',
      focusBorder: '#f38518',
      contrastBorder: '#6fc3df',
      contrastActiveBorder: '#f38518',
      'textLink-foreground': '#21a6ff',
      'panel-border': '#6fc3df',
      'editorWarning-foreground': '#ffd370',
      'editorError-foreground': '#f48771',
      'editorInfo-foreground': '#3794ff',
      'charts-blue': '#3794ff',
      'charts-green': '#89d185',
      'charts-orange': '#d18616',
      'charts-purple': '#b180d7',
      'charts-yellow': '#ffd370',
      'charts-red': '#f48771',
      'icon-foreground': '#ffffff',
      'settings-textInputBackground': '#000000',
      'settings-textInputBorder': '#6fc3df',
      'settings-dropdownBackground': '#000000',
      'settings-dropdownBorder': '#6fc3df',
      'settings-dropdownForeground': '#ffffff',
    },
  },
  'high contrast light': {
    class: 'vscode-high-contrast vscode-high-contrast-light',
    colours: {
      'editor-background': '#ffffff',
      foreground: '#292929',
      descriptionForeground: '#292929',
      focusBorder: '#006bbd',
      contrastBorder: '#0f4a85',
      contrastActiveBorder: '#006bbd',
      'textLink-foreground': '#0f4a85',
      'panel-border': '#0f4a85',
      'editorWarning-foreground': '#895503',
      'editorError-foreground': '#b5200d',
      'editorInfo-foreground': '#1a85ff',
      'charts-blue': '#1a85ff',
      'charts-green': '#374e06',
      'charts-orange': '#d18616',
      'charts-purple': '#652d90',
      'charts-yellow': '#895503',
      'charts-red': '#b5200d',
      'icon-foreground': '#292929',
      'settings-textInputBackground': '#ffffff',
      'settings-textInputBorder': '#0f4a85',
      'settings-dropdownBackground': '#ffffff',
      'settings-dropdownBorder': '#0f4a85',
      'settings-dropdownForeground': '#292929',
    },
  },
};

/** A server over a folder, and pages that show its diagram. */
export class ErdBench {
  #child;
  #connection;
  #folder;
  #version = 1;
  #pages = new Set();
  #pagesFolder = mkdtempSync(path.join(os.tmpdir(), 'tablewright-page-'));

  constructor(folder) {
    this.#folder = folder;
    this.#child = spawn(process.execPath, [path.join(root, 'dist/cli.js'), 'lsp', '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#connection = createProtocolConnection(
      new StreamMessageReader(this.#child.stdout),
      new StreamMessageWriter(this.#child.stdin),
    );
    const tell = (message) => {
      for (const page of this.#pages)
        void page.evaluate((data) => window.postMessage(data, '*'), message).catch(() => undefined);
    };
    this.#connection.onNotification('tablewright/erdChanged', (changed) => tell({ type: 'changed', changed }));
    this.#connection.onNotification('tablewright/erdMarks', (marks) => {
      tell({ type: 'marks', marks });
      for (const page of this.#pages) void page.evaluate(() => (window.marked = true)).catch(() => undefined);
    });
    this.#connection.onUnhandledNotification(() => undefined);
    this.#connection.onRequest((method) => (method === 'workspace/configuration' ? [] : null));
    this.#connection.listen();
  }

  /** Resolves when the schema has been read. */
  async start() {
    const uri = pathToFileURL(this.#folder).href;
    await this.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'bench' }],
      capabilities: {},
    });
    await this.#connection.sendNotification('initialized', {});
    await this.#connection.sendRequest('tablewright/erd', {});
    await this.#connection.sendNotification('tablewright/erdClosed');
  }

  /** Opens a file in the editor that isn't there. */
  async open(file) {
    const uri = pathToFileURL(file).href;
    const text = readFileSync(file, 'utf8');
    await this.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'sql', version: 1, text },
    });
  }

  /** Types into it; `text` goes between two places. */
  type(file, range, text) {
    return this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: pathToFileURL(file).href, version: ++this.#version },
      contentChanges: [{ range, text }],
    });
  }

  request(method, params) {
    return this.#connection.sendRequest(method, params);
  }

  /** A page as the panel's host makes one; `sent` in it has what it said to the host, and `marked` is true once findings are shown. It says `ready` and waits until the picture is asked for where `isHeld`. */
  async page(browser, { theme = 'dark', width = 1400, height = 900, scale = 1, state } = {}) {
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale });
    const { class: name, colours } = THEMES[theme];
    const variables = Object.entries({ ...common, ...colours }).map(([key, value]) => `--vscode-${key}: ${value};`);
    const html = path.join(this.#pagesFolder, 'page.html');
    const web = pathToFileURL(path.join(root, 'dist/webview')).href;
    writeFileSync(
      html,
      `<!DOCTYPE html><html style='${variables.join(' ').replaceAll("'", '')}'><head><meta charset="utf-8"><link rel="stylesheet" id="vscode-codicon-stylesheet" href="${web}/erd.css"></head>
      <body class="${name}"><script>
        window.acquireVsCodeApi = () => ({ postMessage: (message) => { (window.sent ??= []).push(message); window.toHost(message); }, getState: () => (${JSON.stringify(state)}), setState: (state) => (window.state = state) });
      </script><script src="${web}/erd.js"></script></body></html>`,
    );
    const answer = (data) => page.evaluate((message) => window.postMessage(message, '*'), data).catch(() => undefined);
    const opened = {};
    opened.first = new Promise((resolve) => (opened.resolve = resolve));
    await page.exposeFunction('toHost', async (message) => {
      if (message.type === 'open') {
        const model = await this.#connection.sendRequest('tablewright/erd', message.params);
        opened.resolve(message.params);
        await answer({ type: 'model', model });
      } else if (message.type === 'arrange') {
        await answer({
          type: 'answer',
          id: message.id,
          result: await this.#connection.sendRequest('tablewright/erdArrange', message.params),
        });
      }
    });
    this.#pages.add(page);
    await page.goto(pathToFileURL(html).href);
    await opened.first;
    await page.waitForFunction(() => Number(document.body.dataset.version) > 0);
    return page;
  }

  async close(page) {
    this.#pages.delete(page);
    await page.close();
  }

  stop() {
    this.#connection.dispose();
    this.#child.kill();
    rmSync(this.#pagesFolder, { recursive: true });
  }
}
