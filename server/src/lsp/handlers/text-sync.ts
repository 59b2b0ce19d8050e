import type { DiagnosticsChannel } from '../diagnostics';
import { OpenDocument } from '../documents';
import type { Session } from '../session';
import { pathOf } from '../uris';

/** Open, edit, save, close: the engine's texts follow the editor's. */
export function textSync(session: Session, diagnostics: DiagnosticsChannel): void {
  const { connection, documents, engine } = session;
  const later = (work: Promise<void>, what: string) =>
    work.catch((error: unknown) => engine.ports.log.error(`${what} failed.`, error));

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    const path = pathOf(uri);
    if (path === undefined) return;
    documents.set(path, new OpenDocument(uri, version, text));
    if (path.startsWith('untitled:') && languageId !== 'sql') return;
    void later(
      engine.workspace.openDocument(path, text).then(() => diagnostics.documentChanged(path)),
      'reading a document',
    );
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const path = pathOf(uri);
    if (path === undefined) return;
    documents.update(path, version, contentChanges, (text, change) => {
      try {
        engine.workspace.changeDocument(path, text, change);
      } catch (error) {
        engine.ports.log.error('following an edit failed; the document is read anew.', error);
        void later(engine.workspace.reopenDocument(path, text.toString()), 'reading a document');
      }
    });
    diagnostics.documentChanged(path);
  });
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
    const path = pathOf(uri);
    if (path === undefined) return;
    void later(
      engine.workspace.savedDocument(path).then(() => diagnostics.everythingChanged()),
      'following a save',
    );
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const path = pathOf(uri);
    if (path === undefined) return;
    documents.delete(path);
    diagnostics.documentClosed(path);
    void later(engine.workspace.closeDocument(path), 'closing a document');
  });
}
