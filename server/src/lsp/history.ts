import type { Connection } from 'vscode-languageserver/node';
import type { History } from '../base/ports';
import { HISTORY, type HistoryParams, type HistoryResult } from './protocol';
import { pathOf, uriOf } from './uris';

/** The `History` port over the client: an editor asks its own version control, so that nothing is started here. */
export function clientHistory(connection: Connection): History {
  return {
    async merged(folder) {
      const params: HistoryParams = { folder: uriOf(folder) };
      try {
        const answer = await connection.sendRequest<HistoryResult>(HISTORY, params);
        if (!answer.known) return answer;
        const added = new Set(answer.added.flatMap((uri) => pathOf(uri) ?? []));
        const edited = answer.edited.flatMap(({ uri, text }) => {
          const path = pathOf(uri);
          return path === undefined ? [] : [[path, text] as const];
        });
        const ahead = answer.ahead.flatMap((uri) => pathOf(uri) ?? []);
        return { known: true, base: answer.base, has: (path) => !added.has(path), edited: new Map(edited), ahead };
      } catch {
        return { known: false, reason: 'The editor could not say what its version control knows.' };
      }
    },
  };
}
