import { erdView } from '../../features/erd';
import { column } from '../../model/schema';
import { placeOf } from '../../model/schema';
import { displayRootName } from '../../features/status';
import * as protocol from '../protocol';
import { runRequest } from '../run';
import type { Session } from '../session';
import { pathOf, uriOf } from '../uris';

/** The diagram's model, and the way from a table in it to its source. */
export function erdHandler(session: Session): void {
  const { connection, engine } = session;
  const empty: protocol.ErdModel = { roots: [], tables: [], relations: [] };
  connection.onRequest(protocol.ERD, (params: protocol.ErdParams, token) =>
    runRequest<protocol.ErdModel>(engine.ports.log, 'the diagram', token, empty, async () => {
      await session.ready;
      const named = engine.workspace.roots.filter((root) => !root.id.startsWith('untitled:'));
      const roots = named.map((root) => ({ id: root.id, name: displayRootName(root, named) }));
      const path = params.uri === undefined ? undefined : pathOf(params.uri);
      const root =
        named.find(({ id }) => id === params.root) ??
        (path === undefined ? undefined : engine.workspace.rootOf(path)) ??
        named[0];
      if (!root) return empty;
      return { root: { id: root.id, name: displayRootName(root, named) }, roots, ...erdView(root) };
    }),
  );
  connection.onRequest(protocol.REVEAL, (params: protocol.RevealParams, token) =>
    runRequest<protocol.RevealResult | null>(engine.ports.log, 'finding a table', token, null, () => {
      const table = engine.workspace.roots.find(({ id }) => id === params.root)?.model.table(params.table);
      if (!table) return null;
      const origin = (params.column !== undefined && column(table, params.column)?.nameOrigin) || table.nameOrigin;
      const { file } = origin.source;
      return { uri: uriOf(file), range: session.documents.converter(file)(placeOf(origin)) };
    }),
  );
  engine.workspace.onEvent((event) => {
    if (event.kind !== 'root changed' || event.delta.changed.size === 0) return;
    const params: protocol.ErdChangedParams = { root: event.root.id };
    void connection.sendNotification(protocol.ERD_CHANGED, params);
  });
}
