import type { Hover } from 'vscode-languageserver/node';
import { hover } from '../../features/hover';
import { hoverDocument } from '../../features/hover-document';
import { runRequest } from '../run';
import type { Session } from '../session';
import { pathOf } from '../uris';

export function hoverHandler(session: Session): void {
  const { connection, engine, documents } = session;
  connection.onHover(({ textDocument, position }, token) =>
    runRequest<Hover | null>(engine.ports.log, 'hover', token, null, () => {
      const path = pathOf(textDocument.uri);
      const document = path === undefined ? undefined : documents.get(path);
      const file = path === undefined ? undefined : engine.workspace.file(path);
      if (path === undefined || !document || !file) return null;
      const offset = document.offsetAt(position);
      const link = session.link.bind(session);
      const found =
        file.type === 'sql'
          ? hover(engine.workspace, file, offset, link)
          : hoverDocument(engine.workspace, file, offset, link, (sql, start) => engine.linter.query(file, sql, start));
      if (!found) return null;
      return { contents: { kind: 'markdown', value: found.text }, range: documents.converter(path)(found.span) };
    }),
  );
}
