import assert from 'node:assert';
import path from 'node:path';
import * as vscode from 'vscode';

interface Api {
  ready(): Promise<void>;
  readonly welcomed: Promise<string | undefined>;
}

export function extension(): vscode.Extension<Api> {
  const found = vscode.extensions.getExtension<Api>('tablewright.tablewright');
  assert(found, 'the extension is not installed');
  return found;
}

export async function ready(): Promise<void> {
  const api = await extension().activate();
  await api.ready();
}

/** A file of the workspace. */
export function file(...names: string[]): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, ...names);
}

/** Writes a file into the workspace and shows it. */
export async function write(name: string, text: string): Promise<vscode.TextEditor> {
  await vscode.workspace.fs.writeFile(file(name), Buffer.from(text));
  return vscode.window.showTextDocument(file(name));
}

/** Puts a new text in the place of the document's. */
export async function type(editor: vscode.TextEditor, text: string): Promise<void> {
  const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
  await editor.edit((edit) => edit.replace(new vscode.Range(new vscode.Position(0, 0), end), text));
}

/** The range of the first occurrence of a word. */
export function rangeOf(document: vscode.TextDocument, word: string): vscode.Range {
  const at = document.getText().indexOf(word);
  assert(at >= 0, `${path.basename(document.fileName)} has no ${word}`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + word.length));
}

/** Our findings of a document, in its order. */
export function findings({ uri }: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'tablewright')
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits until the findings of a document are on these words. */
export async function expectFindings(document: vscode.TextDocument, ...words: string[]): Promise<vscode.Diagnostic[]> {
  return eventually(() => {
    const found = findings(document);
    assert.deepStrictEqual(
      found.map(({ range }) => document.getText(range)),
      words,
      found.map((each) => `${ruleOf(each)}: ${each.message}`).join('\n'),
    );
    return found;
  });
}

/** Tries until it no longer throws; after ten seconds throws what it threw last. */
export async function eventually<Result>(attempt: () => Result | Promise<Result>): Promise<Result> {
  const end = Date.now() + 10_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
