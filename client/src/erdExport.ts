import { Uri, env, window, workspace } from 'vscode';
import type { ErdExportParams } from '../../server/src/lsp/protocol';
import type { Client } from './client';
import type { ExportFormat } from './erdMessages';

const CHOICES: readonly { label: string; description: string; format: ExportFormat; ending: string; print?: true }[] = [
  { label: 'SVG', description: 'A picture in the colours of the theme', format: 'svg', ending: 'svg' },
  { label: 'SVG for Print', description: 'A picture on white', format: 'svg', ending: 'svg', print: true },
  { label: 'PNG', description: 'A picture of dots', format: 'png', ending: 'png' },
  { label: 'Mermaid', description: 'For Markdown', format: 'mermaid', ending: 'mmd' },
  { label: 'DBML', description: 'For dbdiagram.io', format: 'dbml', ending: 'dbml' },
  { label: 'PlantUML', description: '', format: 'plantuml', ending: 'puml' },
  { label: 'JSON', description: 'The model of the diagram', format: 'json', ending: 'json' },
];

/** Asks for a format and a file, and writes what the panel shows into it. */
export async function exportDiagram(
  client: Client,
  params: Omit<ErdExportParams, 'format'>,
  name: string,
  png: () => Promise<Uint8Array>,
): Promise<void> {
  const choice = await window.showQuickPick(CHOICES, { title: 'Export Diagram', placeHolder: 'As what?' });
  if (!choice) return;
  const { format, ending, print } = choice;
  const base = name.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-').replaceAll(/^-+|-+$/g, '') || 'diagram';
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    title: 'Export Diagram',
    ...(folder && { defaultUri: Uri.joinPath(folder, `${base}.${ending}`) }),
    filters: { [choice.label]: [ending] },
  });
  if (!target) return;
  const bytes =
    format === 'png'
      ? await png()
      : Buffer.from(await client.exportErd({ ...params, format, ...(print && { colours: undefined }) }));
  await workspace.fs.writeFile(target, bytes);
  const open = 'Open';
  const picked = await window.showInformationMessage(`The diagram is in ${workspace.asRelativePath(target)}.`, open);
  if (picked === open) await env.openExternal(target);
}
