import { Baseline } from '../../lint/baseline';
import { BASELINE_FILE } from '../../workspace/surroundings';
import * as protocol from '../protocol';
import { runRequest } from '../run';
import type { Session } from '../session';
import { uriOf } from '../uris';

/** Writes down what is found now; the client shows and saves it. */
export function baselineHandler(session: Session): void {
  const { connection, engine } = session;
  connection.onRequest(protocol.BASELINE, (_: unknown, token) =>
    runRequest<protocol.BaselineResult>(engine.ports.log, 'accepting findings', token, [], async () => {
      await session.ready;
      const { linter, workspace } = engine;
      return workspace.folders.flatMap((folder) => {
        const files = [...workspace.paths()].filter((path) => path.startsWith(`${folder}/`));
        const found = files.flatMap((file) => linter.acceptable(file));
        if (found.length === 0) return [];
        const text = Baseline.write(folder, found, (file) => linter.textOf(file));
        return [{ uri: uriOf(`${folder}/${BASELINE_FILE}`), text, count: found.length }];
      });
    }),
  );
}
