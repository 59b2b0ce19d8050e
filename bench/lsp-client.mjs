// A language client, just enough to time what a keystroke costs.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const TIMEOUT_MS = 120_000;
/** Answers of a server that is busy or was overtaken by an edit: asked again. */
const RETRY = new Set([-32800, -32801, -32802]);

/** One server with one open document. */
export class LspClient {
  #child;
  #folder;
  #options;
  #mark = randomUUID();
  #buffer = Buffer.alloc(0);
  #pending = new Map();
  #published = [];
  #registered = [];
  #error;
  #wake = () => undefined;
  #id = 0;
  #version = 0;
  #pulls = false;
  #outdated = false;
  #incremental = false;
  #uri = '';
  #last = '';

  /**
   * Starts a server. Processes are found again by a mark in their environment, also those that leave their parent.
   * `options` are the client's own words to the server.
   */
  constructor(command, args, folder, options = {}) {
    this.#folder = folder;
    this.#options = options;
    this.#child = spawn(command, args, {
      cwd: folder,
      env: { ...process.env, TABLEWRIGHT_BENCH: this.#mark },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#child.stdout.on('data', (chunk) => this.#read(chunk));
    this.#child.on('error', (error) => this.#fail(error));
    this.#child.on('exit', (code) => this.#fail(new Error(`the server ended (${code})`)));
    this.#child.stdin.on('error', () => undefined);
  }

  /** Opens a file and resolves when its diagnostics are there. */
  async open(file, text) {
    await this.#initialize();
    await new Promise((resolve) => setTimeout(resolve, 200));
    this.#didOpen(file, text);
    await this.#diagnostics(undefined);
    await this.#settled();
  }

  /** The milliseconds from a started server to the diagnostics of a file. */
  async first(file, text) {
    const begin = await this.#initialize();
    this.#didOpen(file, text);
    // While the file is being read there are none.
    await this.#diagnostics(keyOf([]));
    return performance.now() - begin;
  }

  /** The milliseconds until all of the folder is read: the diagram waits for it. */
  async ready() {
    const begin = await this.#initialize();
    await this.#request('tablewright/erd', { uri: pathToFileURL(this.#folder).href });
    return performance.now() - begin;
  }

  /** Resolves to the moment at which the server may begin. */
  async #initialize() {
    const rootUri = pathToFileURL(this.#folder).href;
    const { capabilities } = await this.#request('initialize', {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'bench' }],
      initializationOptions: this.#options,
      capabilities: {
        general: { positionEncodings: ['utf-16'] },
        workspace: { workspaceFolders: true, configuration: true, diagnostics: { refreshSupport: true } },
        textDocument: { publishDiagnostics: { versionSupport: true }, diagnostic: { dynamicRegistration: true } },
      },
    });
    const begin = performance.now();
    this.#notify('initialized', {});
    const sync = capabilities.textDocumentSync;
    this.#incremental = (typeof sync === 'number' ? sync : sync?.change) === 2;
    this.#pulls =
      capabilities.diagnosticProvider !== undefined ||
      this.#registered.some(({ method }) => method === 'textDocument/diagnostic');
    return begin;
  }

  #didOpen(file, text) {
    this.#pulls ||= this.#registered.some(({ method }) => method === 'textDocument/diagnostic');
    this.#uri = pathToFileURL(file).href;
    this.#version = 1;
    this.#notify('textDocument/didOpen', { textDocument: { uri: this.#uri, languageId: 'sql', version: 1, text } });
  }

  /** Makes one edit and resolves to the milliseconds until diagnostics of the new text are here. They must have changed. */
  async edit({ position, end, insert, text }) {
    const before = this.#last;
    const begin = performance.now();
    this.#version++;
    this.#notify('textDocument/didChange', {
      textDocument: { uri: this.#uri, version: this.#version },
      contentChanges: [this.#incremental ? { range: { start: position, end }, text: insert } : { text }],
    });
    await this.#diagnostics(before);
    return performance.now() - begin;
  }

  /** The memory of all processes of the server in MB, now or at most; undefined where the system doesn't tell. */
  memory(what = 'VmRSS') {
    const sizes = this.#processes().map(
      (pid) => new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0,
    );
    return sizes.length > 0 ? sizes.reduce((sum, size) => sum + Number(size), 0) / 1024 : undefined;
  }

  stop() {
    this.#child.removeAllListeners('exit');
    for (const pid of [...this.#processes(), this.#child.pid]) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended already.
      }
    }
  }

  async #diagnostics(before) {
    const limit = performance.now() + TIMEOUT_MS;
    while (performance.now() < limit) {
      const found = this.#pulls ? await this.#pull() : await this.#push();
      if (found === undefined || found === before) continue;
      this.#last = found;
      return;
    }
    throw new Error(`no new diagnostics in ${TIMEOUT_MS / 1000} s`);
  }

  async #pull() {
    try {
      const report = await this.#request('textDocument/diagnostic', { textDocument: { uri: this.#uri } });
      return report.kind === 'full' ? keyOf(report.items) : undefined;
    } catch (error) {
      if (RETRY.has(error.code)) return undefined;
      throw error;
    }
  }

  async #push() {
    while (this.#published.length === 0) await new Promise((resolve) => (this.#wake = resolve));
    if (this.#error) throw this.#error;
    const { version = this.#version, diagnostics } = this.#published.shift();
    return version >= this.#version ? keyOf(diagnostics) : undefined;
  }

  /** Lets what a server sends in waves, or wants to be asked for again, arrive before the first edit. */
  async #settled() {
    for (let quiet = false; !quiet;) {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      quiet = this.#published.length === 0 && !this.#outdated;
      if (this.#outdated) await this.#askAgain();
      for (const { diagnostics } of this.#published.splice(0)) this.#last = keyOf(diagnostics);
    }
  }

  async #askAgain() {
    this.#outdated = false;
    this.#last = (await this.#pull()) ?? this.#last;
  }

  #request(method, params) {
    const id = ++this.#id;
    return new Promise((resolve, reject) => {
      if (this.#error) return reject(this.#error);
      const timer = setTimeout(() => reject(new Error(`no answer to ${method} in ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
      this.#pending.set(id, (message) => {
        clearTimeout(timer);
        if (message.error) reject(Object.assign(new Error(message.error.message), { code: message.error.code }));
        else resolve(message.result);
      });
      this.#send({ id, method, params });
    });
  }

  #notify(method, params) {
    this.#send({ method, params });
  }

  #send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.#child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#child.stdin.write(body);
  }

  #read(chunk) {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const head = this.#buffer.indexOf('\r\n\r\n');
      if (head < 0) return;
      const end = head + 4 + Number(/content-length: *(\d+)/i.exec(this.#buffer.toString('latin1', 0, head))[1]);
      if (this.#buffer.length < end) return;
      const message = JSON.parse(this.#buffer.toString('utf8', head + 4, end));
      this.#buffer = this.#buffer.subarray(end);
      this.#take(message);
    }
  }

  #take({ id, method, params, result, error }) {
    if (method === undefined) {
      this.#pending.get(id)?.({ result, error });
      this.#pending.delete(id);
    } else if (id !== undefined) {
      if (method === 'workspace/diagnostic/refresh') this.#outdated = true;
      if (method === 'client/registerCapability') this.#registered.push(...params.registrations);
      this.#send({ id, result: method === 'workspace/configuration' ? params.items.map(() => null) : null });
    } else if (
      method === 'textDocument/publishDiagnostics' &&
      decodeURIComponent(params.uri) === decodeURIComponent(this.#uri)
    ) {
      this.#published.push({ version: params.version ?? undefined, diagnostics: params.diagnostics });
      this.#wake();
    }
  }

  #fail(error) {
    this.#error = error;
    for (const answer of this.#pending.values()) answer({ error });
    this.#published.push({});
    this.#wake();
  }

  #processes() {
    if (process.platform !== 'linux') return [];
    return readdirSync('/proc').filter((pid) => {
      try {
        return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'latin1').includes(this.#mark);
      } catch {
        return false;
      }
    });
  }
}

function keyOf(diagnostics) {
  return JSON.stringify(diagnostics.map(({ range, message }) => [range, message]));
}
