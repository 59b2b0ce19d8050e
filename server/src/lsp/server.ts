import {
  CodeActionKind,
  TextDocumentSyncKind,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver/node';
import type { Cache } from '../base/ports';
import type { Engine } from '../lint/engine';
import { createDiagnosticsChannel, type DiagnosticsChannel } from './diagnostics';
import { baselineHandler } from './handlers/baseline';
import { codeActionHandler, FIX_ALL } from './handlers/code-action';
import { erdHandler } from './handlers/erd';
import { hoverHandler } from './handlers/hover';
import { overviewHandler } from './handlers/overview';
import { inlayHintHandler, watchSettings } from './handlers/inlay-hint';
import { redrawHandler } from './handlers/redraw';
import { safeChangeHandler } from './handlers/safe-change';
import { scaffoldHandler } from './handlers/scaffold';
import { textSync } from './handlers/text-sync';
import { workspaceHandlers } from './handlers/workspace';
import type { ClientOptions } from './protocol';
import { Session } from './session';
import { pathOf } from './uris';

export interface ServerInfo {
  readonly version: string;
  /** The folder of the rules' pages. */
  readonly docsFolder: string;
  /** The path of `layout-worker.js`. */
  readonly layoutWorker: string;
  /** A cache in a folder, for the workspace of a name. */
  openCache(folder: string, name: string): Promise<Cache>;
}

/** Answers a client on a connection with an engine of its own. The caller listens. */
export function startServer(connection: Connection, engine: Engine, info: ServerInfo): void {
  const session = new Session(connection, engine, info.docsFolder, info.layoutWorker);
  let diagnostics: DiagnosticsChannel | undefined;
  let watchesFolders = false;
  const workspace = workspaceHandlers(session, () => (diagnostics ??= createDiagnosticsChannel(session)));

  connection.onInitialize(async (params): Promise<InitializeResult> => {
    const { capabilities, workspaceFolders, rootUri } = params;
    const options = (params.initializationOptions ?? {}) as ClientOptions;
    session.canPull = capabilities.textDocument?.diagnostic !== undefined;
    session.canRefresh = capabilities.workspace?.diagnostics?.refreshSupport === true;
    const { resourceOperations, changeAnnotationSupport } = capabilities.workspace?.workspaceEdit ?? {};
    session.canCreateFiles = resourceOperations?.includes('create') === true && changeAnnotationSupport !== undefined;
    session.knowsHistory = options.history === true;
    session.hasSettings = capabilities.workspace?.configuration === true;
    watchesFolders = capabilities.workspace?.workspaceFolders === true;
    const uris = workspaceFolders ? workspaceFolders.map((folder) => folder.uri) : rootUri ? [rootUri] : [];
    session.folders = uris.flatMap((uri) => pathOf(uri) ?? []);
    if (options.cacheFolder !== undefined) {
      engine.workspace.useCache(await info.openCache(options.cacheFolder, session.folders.join('\n')));
    }
    diagnostics ??= createDiagnosticsChannel(session);
    textSync(session, diagnostics);
    return {
      serverInfo: { name: 'tablewright', version: info.version },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        inlayHintProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: true },
        ...(session.canPull && {
          diagnosticProvider: { identifier: 'tablewright', interFileDependencies: true, workspaceDiagnostics: false },
        }),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });
  connection.onInitialized(() => {
    if (session.hasSettings) watchSettings(session);
    if (watchesFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map((folder) => pathOf(folder.uri)));
        const fresh = added.flatMap((folder) => pathOf(folder.uri) ?? []);
        session.folders = [...session.folders.filter((folder) => !gone.has(folder)), ...fresh];
        void workspace.load();
      });
    }
    void workspace.load();
  });
  baselineHandler(session);
  overviewHandler(session);
  hoverHandler(session);
  inlayHintHandler(session);
  codeActionHandler(session);
  erdHandler(session);
  redrawHandler(session);
  safeChangeHandler(session);
  scaffoldHandler(session);
}
