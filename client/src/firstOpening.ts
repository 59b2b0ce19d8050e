import { commands, window, type Memento } from 'vscode';
import type { OverviewResult } from '../../server/src/lsp/protocol';
import type { Client } from './client';
import { count, details } from './status';

/** Remembers of a workspace that it was opened before. */
const OPENED = 'tablewright.opened';
/** Fewer findings are looked through one by one. */
const MANY = 20;
const MAX_ROOTS = 3;
const ACCEPT = 'Accept All Present Findings…';
const SHOW = 'Show Problems';

/**
 * When a workspace with many findings is opened for the first time: says what was found, and offers to accept it. Resolves to
 * what it said, as soon as that is shown.
 */
export async function welcome(client: Client, state: Memento): Promise<string | undefined> {
  if (state.get(OPENED) === true) return undefined;
  await client.ready();
  const { roots, counts, accepted } = await client.overview();
  if (roots.length === 0) return undefined;
  await state.update(OPENED, true);
  const all = counts.error + counts.warning + counts.info + counts.hint;
  if (accepted || all < MANY) return undefined;
  const message = sentences(roots, counts);
  void window.showInformationMessage(message, ACCEPT, SHOW).then((picked) => {
    if (picked === ACCEPT) return commands.executeCommand('tablewright.acceptFindings');
    return picked === SHOW ? commands.executeCommand('workbench.actions.view.problems') : undefined;
  });
  return message;
}

function sentences(roots: OverviewResult['roots'], counts: OverviewResult['counts']): string {
  const names = roots
    .slice(0, MAX_ROOTS)
    .map((root) => `${root.name} (${details(root)}, PostgreSQL ${root.postgresVersion})`);
  const more = roots.length > MAX_ROOTS ? ` and ${count(roots.length - MAX_ROOTS, 'more schema')}` : '';
  const found = [
    count(counts.error, 'error'),
    count(counts.warning, 'warning'),
    count(counts.info + counts.hint, 'suggestion'),
  ];
  return (
    `Tablewright reads ${names.join(', ')}${more}, and has ${found.slice(0, 2).join(', ')} and ${found[2]}. ` +
    'If this schema grew without it, accept them all: from then on only new ones are shown.'
  );
}
