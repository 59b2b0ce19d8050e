import { EventEmitter, Uri, window, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { LanguageClient, State, TransportKind } from 'vscode-languageclient/node';
import {
  BASELINE,
  ERD,
  ERD_ARRANGE,
  ERD_AT,
  ERD_CHANGED,
  ERD_CLOSED,
  ERD_EXPORT,
  ERD_MARKS,
  ERD_SIDECAR,
  ERD_VIEWS,
  HISTORY,
  HISTORY_CHANGED,
  OVERVIEW,
  REVEAL,
  REDRAW,
  SAFE_CHANGE,
  SCAFFOLD,
  STATUS,
  type BaselineResult,
  type ClientOptions,
  type ErdArrangeParams,
  type ErdArrangeResult,
  type ErdAtParams,
  type ErdAtResult,
  type ErdChangedParams,
  type ErdExportParams,
  type ErdMarksParams,
  type ErdModel,
  type ErdParams,
  type ErdSidecarResult,
  type ErdViewsParams,
  type HistoryParams,
  type OverviewResult,
  type RevealParams,
  type RevealResult,
  type RedrawParams,
  type RedrawResult,
  type SafeChangeParams,
  type SafeChangeResult,
  type ScaffoldParams,
  type ScaffoldResult,
  type StatusParams,
} from '../../server/src/lsp/protocol';
import { historyOf, watchHistory } from './history';

/** The documents that the server reads, as VS Code and LSP select them. */
export const documentSelector = [
  ...['file', 'untitled'].flatMap((scheme) => ['sql', 'markdown', 'yaml'].map((language) => ({ scheme, language }))),
  { scheme: 'file', pattern: '**/*.{mmd,mermaid}' },
  { scheme: 'file', language: 'jsonc', pattern: '**/tablewright.json' },
];

const watched = [
  '**/*.{sql,ddl,pgsql,psql,md,mmd,mermaid,yaml,yml}',
  '**/{tablewright.json,.gitignore}',
  '**/.tablewright/baseline.json',
  // What migration tools keep beside their migrations.
  '**/{metadata.toml,*.sql.conf,_journal.json,atlas.sum,atlas.hcl,sqitch.plan,sqitch.conf,migration_lock.toml,diesel.toml}',
];

/** The language server, and the requests and notifications of ours. */
export class Client implements Disposable {
  readonly log = window.createOutputChannel('Tablewright', { log: true });

  private readonly statusEmitter = new EventEmitter<void>();
  /** Fires when `state` or `status` changed. */
  readonly onStatus = this.statusEmitter.event;
  /** What the server said last; undefined until it says something. */
  status: StatusParams | undefined;

  private readonly erdChangedEmitter = new EventEmitter<ErdChangedParams>();
  readonly onErdChanged = this.erdChangedEmitter.event;

  private readonly erdMarksEmitter = new EventEmitter<ErdMarksParams>();
  readonly onErdMarks = this.erdMarksEmitter.event;

  private readonly watchers = [
    ...watched.map((pattern) => workspace.createFileSystemWatcher(pattern, true, false, true)),
    // A folder that comes or goes is one event, and what lay in it has none of its own.
    workspace.createFileSystemWatcher('**', false, true, false),
  ];

  private readonly historyWatcher = watchHistory(() => {
    if (this.state === 'running') void this.server.sendNotification(HISTORY_CHANGED);
  });

  private server: LanguageClient;
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly context: ExtensionContext) {
    this.server = this.create();
  }

  get state(): 'starting' | 'running' | 'stopped' {
    if (this.server.state === State.Running) return 'running';
    return this.server.state === State.Starting ? 'starting' : 'stopped';
  }

  start(): Promise<void> {
    return this.next(() => this.server.start());
  }

  /** Works from every state: a client of the library that failed to start can't start again, so it gets a new one. */
  restart(): Promise<void> {
    return this.next(async () => {
      await this.end();
      this.server = this.create();
      await this.server.start();
    });
  }

  stop(): Promise<void> {
    return this.next(() => this.end());
  }

  /** Resolves when the server has read the workspace. */
  ready(): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (this.status?.state !== 'ready') return;
        listener.dispose();
        resolve();
      };
      const listener = this.onStatus(check);
      check();
    });
  }

  erd(params: ErdParams): Promise<ErdModel> {
    return this.request(ERD, params);
  }

  arrangeErd(params: ErdArrangeParams): Promise<ErdArrangeResult | null> {
    return this.request(ERD_ARRANGE, params);
  }

  nameErdViews(params: ErdViewsParams): Promise<null> {
    return this.request(ERD_VIEWS, params);
  }

  erdSidecar(): Promise<ErdSidecarResult> {
    return this.request(ERD_SIDECAR, {});
  }

  erdAt(params: ErdAtParams): Promise<ErdAtResult> {
    return this.request(ERD_AT, params);
  }

  exportErd(params: ErdExportParams): Promise<string> {
    return this.request(ERD_EXPORT, params);
  }

  closeErd(): void {
    if (this.state === 'running') void this.server.sendNotification(ERD_CLOSED);
  }

  reveal(params: RevealParams): Promise<RevealResult | null> {
    return this.request(REVEAL, params);
  }

  baseline(): Promise<BaselineResult> {
    return this.request(BASELINE, {});
  }

  redraw(params: RedrawParams): Promise<RedrawResult> {
    return this.request(REDRAW, params);
  }

  overview(): Promise<OverviewResult> {
    return this.request(OVERVIEW, {});
  }

  safeChange(params: SafeChangeParams): Promise<SafeChangeResult> {
    return this.request(SAFE_CHANGE, params);
  }

  scaffold(params: ScaffoldParams): Promise<ScaffoldResult> {
    return this.request(SCAFFOLD, params);
  }

  dispose(): void {
    const emitters = [this.statusEmitter, this.erdChangedEmitter, this.erdMarksEmitter];
    for (const each of [...emitters, this.historyWatcher, ...this.watchers, this.log]) each.dispose();
  }

  private create(): LanguageClient {
    const run = {
      module: Uri.joinPath(this.context.extensionUri, 'dist', 'server.js').fsPath,
      transport: TransportKind.ipc,
    };
    const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
    const server = new LanguageClient(
      'tablewright',
      'Tablewright',
      { run, debug },
      {
        documentSelector,
        outputChannel: this.log,
        synchronize: { fileEvents: this.watchers },
        initializationOptions: {
          history: true,
          cacheFolder: (this.context.storageUri ?? this.context.globalStorageUri).fsPath,
        } satisfies ClientOptions,
      },
    );
    server.onNotification(STATUS, (status: StatusParams) => this.setStatus(status));
    server.onRequest(HISTORY, (params: HistoryParams) => historyOf(params));
    server.onNotification(ERD_CHANGED, (params: ErdChangedParams) => this.erdChangedEmitter.fire(params));
    server.onNotification(ERD_MARKS, (params: ErdMarksParams) => this.erdMarksEmitter.fire(params));
    server.onDidChangeState(({ newState }) => {
      if (server === this.server) this.setStatus(newState === State.Running ? this.status : undefined);
    });
    return server;
  }

  private async request<Result>(method: string, params: unknown): Promise<Result> {
    if (this.state === 'stopped')
      throw new Error('The server is not running. “Tablewright: Restart Server” starts it.');
    return this.server.sendRequest<Result>(method, params);
  }

  private async end(): Promise<void> {
    try {
      if (this.server.needsStop()) await this.server.stop();
    } catch (error) {
      this.log.warn('The server did not stop in time; it is ended.', error);
    }
  }

  /** One start or stop after the other; a failed one is shown by the library and doesn't keep the next one back. */
  private next(work: () => Promise<void>): Promise<void> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private setStatus(status: StatusParams | undefined): void {
    this.status = status;
    this.statusEmitter.fire();
  }
}
