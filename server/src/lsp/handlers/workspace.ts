import { rootViews } from '../../features/status';
import type { DiagnosticsChannel } from '../diagnostics';
import { clientHistory } from '../history';
import * as protocol from '../protocol';
import type { Session } from '../session';
import { pathOf } from '../uris';

/** Folders and files outside the open documents: the first reading, watched files, the status that people see. */
export function workspaceHandlers(session: Session, diagnostics: () => DiagnosticsChannel): { load(): Promise<void> } {
  const { connection, engine } = session;
  const status = (state: protocol.StatusParams['state']) => {
    const problems = [...engine.workspace.problems.values()];
    const params: protocol.StatusParams = { state, roots: rootViews(engine.workspace), problems };
    void connection.sendNotification(protocol.STATUS, params);
  };
  const load = async () => {
    status('loading');
    try {
      await engine.workspace.setFolders(session.folders);
    } catch (error) {
      engine.ports.log.error('reading the workspace failed.', error);
    }
    session.setReady();
    status('ready');
    diagnostics().everythingChanged();
    await askHistory();
  };
  const askHistory = async () => {
    if (!session.knowsHistory) return;
    await engine.workspace.askHistory(clientHistory(connection));
    status('ready');
    diagnostics().everythingChanged();
  };
  connection.onNotification(protocol.HISTORY_CHANGED, () => void askHistory());
  connection.onDidChangeWatchedFiles(({ changes }) => {
    engine.workspace
      .filesChanged(changes.flatMap(({ uri }) => pathOf(uri) ?? []))
      .then((ours) => {
        if (!ours) return undefined;
        status('ready');
        diagnostics().everythingChanged();
        return askHistory();
      })
      .catch((error: unknown) => engine.ports.log.error('following a change of files failed.', error));
  });
  engine.workspace.onEvent((event) => {
    if (event.kind === 'file late') diagnostics().everythingChanged();
  });
  return { load };
}
