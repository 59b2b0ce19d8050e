import {
  QuickPickItemKind,
  StatusBarAlignment,
  commands,
  window,
  type Disposable,
  type QuickPickItem,
  ThemeColor,
} from 'vscode';
import type { RootStatus } from '../../server/src/lsp/protocol';
import type { Client } from './client';

const showStatus = 'tablewright.showStatus';

/** The item in the status bar; a click lists the schemas that were found and what went wrong. */
export function createStatus(client: Client, openErd: (root: string) => void): Disposable[] {
  const item = window.createStatusBarItem('tablewright.status', StatusBarAlignment.Right, 90);
  item.name = 'Tablewright';
  item.command = showStatus;
  const update = () => {
    const { icon, text, tooltip } = describe(client);
    item.text = `$(${icon}) ${text}`;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: `Tablewright: ${text}. ${tooltip}`, role: 'button' };
    item.backgroundColor = icon === 'error' ? new ThemeColor('statusBarItem.errorBackground') : undefined;
  };
  update();
  item.show();
  return [item, client.onStatus(update), commands.registerCommand(showStatus, () => pick(client, openErd))];
}

function describe({ state, status }: Client): { icon: string; text: string; tooltip: string } {
  if (state === 'stopped') {
    return { icon: 'error', text: 'Tablewright', tooltip: 'The server is not running. Click to see its log.' };
  }
  if (!status || status.state === 'loading') {
    return { icon: 'loading~spin', text: 'Tablewright', tooltip: 'Reading the schema…' };
  }
  const { roots, problems } = status;
  return {
    icon: problems.length > 0 ? 'warning' : 'database',
    text: summary(roots),
    tooltip: [...roots.map((root) => `${root.name}: ${details(root)}`), ...problems].join('\n') || 'No schema found.',
  };
}

/** `sql-migrate · PostgreSQL 16`; with several schemas their number. */
function summary(roots: readonly RootStatus[]): string {
  const [root] = roots;
  if (!root) return 'No schema';
  if (roots.length > 1) return `${roots.length} schemas`;
  return `${root.tool ?? root.kind} · PostgreSQL ${root.postgresVersion}`;
}

/** `goose history, 41 tables in 23 files` */
export function details(root: RootStatus): string {
  const kind = root.tool ? `${root.tool} ${root.kind}` : root.kind;
  return `${kind}, ${count(root.tables, 'table')} in ${count(root.files, 'file')}`;
}

/** `3 tables` */
export function count(n: number, what: string): string {
  return `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`;
}

type Item = QuickPickItem & { run?: () => void };

async function pick(client: Client, openErd: (root: string) => void): Promise<void> {
  const roots = (client.status?.roots ?? []).map<Item>((root) => ({
    label: `$(database) ${root.name}`,
    description: details(root),
    detail: `PostgreSQL ${root.postgresVersion} (${root.postgresVersionFrom})`,
    run: () => openErd(root.id),
  }));
  const problems = (client.status?.problems ?? []).map<Item>((problem) => ({
    label: `$(warning) ${problem}`,
    run: () => client.log.show(),
  }));
  const items: Item[] = [
    { label: 'Schemas: open the ERD', kind: QuickPickItemKind.Separator },
    ...roots,
    { label: 'Problems', kind: QuickPickItemKind.Separator },
    ...problems,
    { label: 'Server', kind: QuickPickItemKind.Separator },
    { label: '$(output) Show log', run: () => client.log.show() },
    { label: '$(refresh) Restart', run: () => void commands.executeCommand('tablewright.restartServer') },
  ];
  const picked = await window.showQuickPick(items, { title: 'Tablewright', matchOnDescription: true });
  picked?.run?.();
}
