import { Range, Uri, ViewColumn, window, type TextEditor } from 'vscode';
import type { RevealResult } from '../../server/src/lsp/protocol';

/** Opens a document at a range: where it is visible already, else beside the ERD panel. */
export async function showRange({ uri, range }: RevealResult): Promise<TextEditor> {
  const target = Uri.parse(uri, true);
  const selection = new Range(range.start.line, range.start.character, range.end.line, range.end.character);
  return window.showTextDocument(target, { selection, viewColumn: columnOf(target) });
}

/** The webview is the active tab when this runs, so `Beside` is the group next to it. */
function columnOf(uri: Uri): ViewColumn {
  const visible = window.visibleTextEditors.filter(({ document }) => document.uri.scheme !== 'output');
  const same = visible.find(({ document }) => document.uri.toString() === uri.toString());
  return (same ?? visible[0])?.viewColumn ?? ViewColumn.Beside;
}
