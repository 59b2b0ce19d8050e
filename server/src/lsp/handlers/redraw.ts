import { redraw } from '../../scaffold/redraw';
import * as protocol from '../protocol';
import { runRequest } from '../run';
import type { Session } from '../session';
import { pathOf } from '../uris';

export function redrawHandler(session: Session): void {
  const { connection, engine } = session;
  const failed: protocol.RedrawResult = {
    ok: false,
    message: 'Tablewright could not draw the diagram; its output says why.',
  };
  connection.onRequest(protocol.REDRAW, ({ uri }: protocol.RedrawParams, token) =>
    runRequest<protocol.RedrawResult>(engine.ports.log, 'drawing a diagram', token, failed, async () => {
      await session.ready;
      const path = pathOf(uri);
      const result = redraw(engine.workspace, path ?? uri);
      if (!result.ok) return { ok: false, message: result.error };
      const range = session.documents.converter(path ?? uri);
      return { ok: true, edits: result.value.map(({ span, newText }) => ({ range: range(span), newText })) };
    }),
  );
}
