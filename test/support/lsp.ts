import path from 'node:path';
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type ProtocolConnection,
  type Range,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Files } from '../../server/src/base/ports';
import type { Engine } from '../../server/src/lint/engine';
import {
  BASELINE,
  OVERVIEW,
  HISTORY,
  STATUS,
  type BaselineResult,
  type OverviewResult,
  type HistoryParams,
  type HistoryResult,
  type StatusParams,
} from '../../server/src/lsp/protocol';
import { startServer } from '../../server/src/lsp/server';
import { testEngine } from './engine';

export interface ClientOptions {
  readonly files: Files;
  readonly folders?: readonly string[];
  readonly pull?: boolean;
  /** Whether it makes files that an edit asks for, once the person agrees. */
  readonly createsFiles?: boolean;
  /** Whether it can be told to ask again. Where it can't, each answer has everything. */
  readonly refresh?: boolean;
  /** What the client's version control knows of a folder, by its URI. */
  readonly history?: (folder: string) => HistoryResult;
  /** The editor's settings by name. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A language client in this process, against the real server over real streams. */
export class TestClient {
  /** So often the server said that findings are to be asked for again. */
  refreshes = 0;
  readonly published = new Map<string, Diagnostic[][]>();
  /** What the person was told. */
  readonly messages: string[] = [];
  readonly status: StatusParams[] = [];
  private readonly documents = new Map<string, TextDocument>();
  private readonly waiting: (() => void)[] = [];

  private constructor(
    readonly connection: ProtocolConnection,
    readonly engine: Engine,
    readonly logged: string[],
  ) {}

  static async start({
    files,
    folders = ['/ws'],
    pull = true,
    refresh = false,
    history,
    settings,
    createsFiles,
  }: ClientOptions): Promise<TestClient> {
    const { engine, logged } = await testEngine(files);
    const [up, down] = [new PassThrough(), new PassThrough()];
    const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
    startServer(server, engine, {
      version: '0.0.0',
      docsFolder: '/docs/rules',
      layoutWorker: path.resolve('dist/layout-worker.js'),
      openCache: () => Promise.reject(new Error('no folder was given')),
    });
    server.listen();
    const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    const client = new TestClient(connection, engine, logged);
    connection.onNotification(
      'textDocument/publishDiagnostics',
      (params: { uri: string; diagnostics: Diagnostic[] }) => {
        client.published.set(params.uri, [...(client.published.get(params.uri) ?? []), params.diagnostics]);
        client.wake();
      },
    );
    connection.onNotification(STATUS, (params: StatusParams) => {
      client.status.push(params);
      client.wake();
    });
    connection.onRequest('window/showMessageRequest', ({ message }: { message: string }) => {
      client.messages.push(message);
      client.wake();
      return null;
    });
    connection.onRequest('workspace/diagnostic/refresh', () => {
      client.refreshes++;
      client.wake();
      return null;
    });
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
      items.map(({ section }) => settings?.[section] ?? null),
    );
    if (history) connection.onRequest<HistoryResult, unknown>(HISTORY, ({ folder }: HistoryParams) => history(folder));
    connection.listen();
    const capabilities: ClientCapabilities = {
      workspace: {
        workspaceFolders: true,
        configuration: settings !== undefined,
        ...(createsFiles && { workspaceEdit: { resourceOperations: ['create'], changeAnnotationSupport: {} } }),
        diagnostics: { refreshSupport: refresh },
      },
      textDocument: pull ? { diagnostic: {} } : {},
    };
    await connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities,
      ...(history && { initializationOptions: { history: true } }),
      workspaceFolders: folders.map((folder) => ({ uri: `file://${folder}`, name: folder })),
    });
    await connection.sendNotification('initialized', {});
    await client.until(() => client.status.at(-1)?.state === 'ready');
    return client;
  }

  /** Resolves when the condition holds; it is looked at whenever the server says something. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  async open(uri: string, text: string, languageId = 'sql'): Promise<void> {
    this.documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  text(uri: string): string {
    return this.documents.get(uri)!.getText();
  }

  /** Replaces the first occurrence of `what` in the document, as an editor sends it. */
  async replace(uri: string, what: string, by: string): Promise<void> {
    const document = this.documents.get(uri)!;
    const start = document.getText().indexOf(what);
    if (start < 0) throw new Error(`${JSON.stringify(what)} is not in ${uri}`);
    const range = { start: document.positionAt(start), end: document.positionAt(start + what.length) };
    const change = { range, text: by };
    this.documents.set(uri, TextDocument.update(document, [change], document.version + 1));
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: document.version },
      contentChanges: [change],
    });
  }

  async pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  }

  /** `rule: text at the finding`, for each finding. */
  async findings(uri: string): Promise<string[]> {
    const report = await this.pull(uri);
    if (report.kind !== 'full') throw new Error('a full report was expected');
    return report.items.map((item) => this.describe(uri, item));
  }

  describe(uri: string, item: Diagnostic): string {
    return `${item.code}: ${this.at(uri, item.range)}`;
  }

  at(uri: string, range: Range): string {
    return this.documents.get(uri)!.getText(range);
  }

  async hover(uri: string, what: string): Promise<string> {
    const document = this.documents.get(uri)!;
    const position = document.positionAt(document.getText().indexOf(what));
    const hover = await this.connection.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri },
      position,
    });
    return hover ? (hover.contents as { value: string }).value : '';
  }

  overview(): Promise<OverviewResult> {
    return this.connection.sendRequest(OVERVIEW, {});
  }

  baseline(): Promise<BaselineResult> {
    return this.connection.sendRequest(BASELINE, {});
  }

  async actions(uri: string, what: string, only?: string[]): Promise<CodeAction[]> {
    const document = this.documents.get(uri)!;
    const start = document.getText().indexOf(what);
    const range = { start: document.positionAt(start), end: document.positionAt(start + what.length) };
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...(only && { only }) },
    });
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest('codeAction/resolve', action);
  }

  /** The document's text after an action's edits in it. */
  applied(uri: string, action: CodeAction): string {
    const edits = action.edit!.documentChanges!.flatMap((change) =>
      'edits' in change && change.textDocument.uri === uri ? change.edits : [],
    );
    return TextDocument.applyEdits(this.documents.get(uri)!, edits as { range: Range; newText: string }[]);
  }

  dispose(): void {
    this.connection.dispose();
  }

  private wake(): void {
    this.waiting.splice(0).forEach((resolve) => resolve());
  }
}
