import type { CancellationToken } from 'vscode-languageserver/node';
import { rootViews } from '../../features/status';
import * as protocol from '../protocol';
import { runRequest } from '../run';
import type { Session } from '../session';

/** So long files are looked at before messages of the client get their turn. */
const MAX_MILLISECONDS = 20;

/** Counts the findings of the whole workspace, a moment at a time. */
export function overviewHandler(session: Session): void {
  const { connection, engine } = session;
  const none = { roots: [], counts: { error: 0, warning: 0, info: 0, hint: 0 }, accepted: false };
  connection.onRequest(protocol.OVERVIEW, (_: unknown, token) =>
    runRequest<protocol.OverviewResult>(engine.ports.log, 'the overview', token, none, async () => {
      await session.ready;
      const { workspace, linter } = engine;
      const counts = { ...none.counts };
      const paths = [...workspace.paths()];
      for (const path of paths) for (const { severity } of await lookAt(path, session, token)) counts[severity]++;
      return {
        roots: rootViews(workspace),
        counts,
        accepted: paths.some((path) => linter.baselineFor(path) !== undefined),
      };
    }),
  );
}

async function lookAt(path: string, { engine: { linter, ports } }: Session, token: CancellationToken) {
  for (;;) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (token.isCancellationRequested) return [];
    const end = ports.clock.now() + MAX_MILLISECONDS;
    const { findings, complete } = linter.look(path, () => ports.clock.now() > end);
    if (complete) return findings;
  }
}
