import { LineIndex } from '../../base/lines';
import { safeChange } from '../../scaffold/safe-change';
import { nextQuestion } from '../../scaffold/safe-change-dialog';
import { historyNear } from '../../scaffold/scaffold';
import * as protocol from '../protocol';
import { runRequest } from '../run';
import type { Session } from '../session';
import { pathOf, uriOf } from '../uris';

/** Leads through *Change Safely…*: one question after another, then the files. */
export function safeChangeHandler(session: Session): void {
  const { connection, engine } = session;
  const fail = (message: string): protocol.SafeChangeResult => ({ state: 'failed', message });
  const failed = fail('Tablewright could not prepare the change; its output says why.');
  connection.onRequest(protocol.SAFE_CHANGE, ({ uri, recipe, args }: protocol.SafeChangeParams, token) =>
    runRequest<protocol.SafeChangeResult>(engine.ports.log, 'a safe change', token, failed, async () => {
      await session.ready;
      const root = await historyNear(engine, (uri === undefined ? undefined : pathOf(uri)) ?? session.folders[0]);
      if (!root) return fail('There is no schema in this workspace yet.');
      const question = nextQuestion(root, engine.workspace, recipe, args);
      if (question) return { state: 'ask', question };
      const made = await safeChange(engine, root, recipe!, args);
      if (!made.ok) return fail(made.error);
      const { title, migrations, document } = made.value;
      const files = [...migrations, document].map(({ path, text, cursor }) => ({
        uri: uriOf(path),
        text,
        cursor: LineIndex.of(text).positionAt(cursor),
      }));
      return { state: 'done', title, files };
    }),
  );
}
