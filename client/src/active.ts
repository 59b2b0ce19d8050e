import { EventEmitter, languages, window, type Disposable, type TextEditor } from 'vscode';
import { documentSelector } from './client';

/** The document that says which schema is meant: the last file of ours that had the cursor. */
export class ActiveDocument implements Disposable {
  private readonly changed = new EventEmitter<void>();
  readonly onChange = this.changed.event;
  private readonly listener = window.onDidChangeActiveTextEditor((editor) => {
    const before = this.uri;
    this.follow(editor);
    if (this.uri !== before) this.changed.fire();
  });
  uri: string | undefined;

  constructor() {
    this.follow(window.activeTextEditor);
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
  }

  private follow(editor: TextEditor | undefined): void {
    // One that isn't saved belongs to no schema yet.
    if (editor?.document.uri.scheme !== 'file' || languages.match(documentSelector, editor.document) === 0) return;
    this.uri = editor.document.uri.toString();
  }
}
