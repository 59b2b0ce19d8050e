import { commands, type ExtensionContext } from 'vscode';
import { ActiveDocument } from './active';
import { registerBaseline } from './baseline';
import { Client } from './client';
import { Erd } from './erdPanel';
import { welcome } from './firstOpening';
import { registerSafeChange } from './safeChange';
import { registerScaffolds } from './scaffold';
import { createStatus } from './status';

/** What other extensions (and our own tests) get. */
export interface Api {
  /** Resolves when the whole workspace has been read. */
  ready(): Promise<void>;
  /** What was said when the workspace was opened for the first time, if there was something to say. */
  readonly welcomed: Promise<string | undefined>;
}

let client: Client | undefined;

export function activate(context: ExtensionContext): Api {
  const server = new Client(context);
  client = server;
  const active = new ActiveDocument();
  const erd = new Erd(context, server, active);
  context.subscriptions.push(
    server,
    active,
    erd,
    ...createStatus(server, (root) => erd.open(root)),
    ...registerScaffolds(server, active),
    registerBaseline(server),
    registerSafeChange(server, active),
    commands.registerCommand('tablewright.restartServer', () => server.restart()),
  );
  // The library tells the person when the server can't start, and the status says so.
  const welcomed = server
    .start()
    .then(() => welcome(server, context.workspaceState))
    .catch(() => undefined);
  return { ready: () => server.ready(), welcomed };
}

export function deactivate(): Promise<void> | undefined {
  return client?.stop();
}
