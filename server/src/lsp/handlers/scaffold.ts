import { scaffold } from '../../scaffold/scaffold';
import { LineIndex } from '../../base/lines';
import * as protocol from '../protocol';
import { runRequest } from '../run';
import type { Session } from '../session';
import { pathOf, uriOf } from '../uris';

export function scaffoldHandler(session: Session): void {
  const { connection, engine } = session;
  const failed: protocol.ScaffoldResult = {
    ok: false,
    message: 'Tablewright could not prepare the file; its output says why.',
  };
  connection.onRequest(protocol.SCAFFOLD, ({ kind, name, uri, parent, style }: protocol.ScaffoldParams, token) =>
    runRequest<protocol.ScaffoldResult>(engine.ports.log, 'scaffolding', token, failed, async () => {
      await session.ready;
      const near = (uri === undefined ? undefined : pathOf(uri)) ?? session.folders[0];
      const result = await scaffold(engine, {
        kind,
        name,
        ...(near !== undefined && { near }),
        ...(parent !== undefined && { parent }),
        ...(style !== undefined && { style }),
      });
      if (!result.ok) return { ok: false, message: result.error };
      return {
        ok: true,
        files: result.value.map(({ path, text, cursor }) => ({
          uri: uriOf(path),
          text,
          cursor: LineIndex.of(text).positionAt(cursor),
        })),
      };
    }),
  );
}
