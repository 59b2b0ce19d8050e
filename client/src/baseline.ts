import { Uri, commands, window, workspace, type Disposable } from 'vscode';
import type { Client } from './client';

const ACCEPT = 'Accept';

/** `Accept All Present Findings`: what is found now is written down, and from then on only new findings are shown. */
export function registerBaseline(client: Client): Disposable {
  return commands.registerCommand('tablewright.acceptFindings', () => acceptFindings(client));
}

async function acceptFindings(client: Client): Promise<void> {
  const baselines = await client.baseline();
  const count = baselines.reduce((sum, each) => sum + each.count, 0);
  if (count === 0) {
    void window.showInformationMessage('Tablewright finds nothing that could be accepted.');
    return;
  }
  const question = `Accept ${count} ${count === 1 ? 'finding' : 'findings'}? From then on only new ones are shown.`;
  const detail = 'They are written to .tablewright/baseline.json, which belongs into version control.';
  if ((await window.showInformationMessage(question, { modal: true, detail }, ACCEPT)) !== ACCEPT) return;
  for (const { uri, text } of baselines) await workspace.fs.writeFile(Uri.parse(uri), new TextEncoder().encode(text));
}
