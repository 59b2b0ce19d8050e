import { Range, TextEditorRevealType, Uri, ViewColumn, window } from 'vscode';
import type { RevealResult } from '../../server/src/lsp/protocol';

/** Opens a document at a range: where it is visible already, else beside the ERD panel. */
export async function showRange({ uri, range }: RevealResult): Promise<void> {
  const target = Uri.parse(uri, true);
  const same = window.visibleTextEditors.find(({ document }) => document.uri.toString() === target.toString());
  const selection = new Range(range.start.line, range.start.character, range.end.line, range.end.character);
  const viewColumn = same?.viewColumn ?? textColumn(ViewColumn.Beside);
  const editor = await window.showTextDocument(target, { selection, viewColumn });
  editor.revealRange(selection, TextEditorRevealType.InCenterIfOutsideViewport);
}

/** A column that shows text, so that the ERD panel isn't covered; `otherwise` where there is none. */
export function textColumn(otherwise: ViewColumn): ViewColumn {
  const shown = [window.activeTextEditor, ...window.visibleTextEditors];
  return shown.find((editor) => editor?.viewColumn !== undefined)?.viewColumn ?? otherwise;
}
