import { DidChangeConfigurationNotification, type InlayHint } from 'vscode-languageserver/node';
import { lockHints } from '../../features/lock-hints';
import { runRequest } from '../run';
import type { Session } from '../session';
import { pathOf } from '../uris';

/** The client's setting; without settings of the client there are no hints. */
const SETTING = 'tablewright.inlayHints.locks';

/** What statements lock, behind them, where the person asks for it. */
export function inlayHintHandler(session: Session): void {
  const { connection, engine, documents } = session;
  connection.languages.inlayHint.on(({ textDocument, range }, token) =>
    runRequest<InlayHint[]>(engine.ports.log, 'inlay hints', token, [], async () => {
      if (!session.hasSettings || (await connection.workspace.getConfiguration(SETTING)) !== true) return [];
      const path = pathOf(textDocument.uri);
      const document = path === undefined ? undefined : documents.get(path);
      const file = path === undefined ? undefined : engine.workspace.file(path);
      if (path === undefined || !document || file?.type !== 'sql') return [];
      const toRange = documents.converter(path);
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return lockHints(engine.workspace, file, span).map(({ at, text }) => ({
        position: toRange({ start: at, end: at }).start,
        label: text,
        paddingLeft: true,
      }));
    }),
  );
}

/** Asks for the hints anew when the setting changes. */
export function watchSettings({ connection }: Session): void {
  void connection.client.register(DidChangeConfigurationNotification.type, { section: 'tablewright' });
  connection.onDidChangeConfiguration(() => void connection.languages.inlayHint.refresh());
}
