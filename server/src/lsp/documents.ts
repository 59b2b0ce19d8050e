import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { LineIndex, type Range } from '../base/lines';
import type { Span } from '../base/span';
import type { Change } from '../sql/statements';

/** The documents that are open in the editor, and the places of closed files. All conversion of offsets happens here. */
export class Documents {
  private readonly open = new Map<string, TextDocument>();

  /** `closedText` gives the text of a file that isn't open. */
  constructor(private readonly closedText: (path: string) => string | undefined) {}

  get paths(): Iterable<string> {
    return this.open.keys();
  }

  get(path: string): TextDocument | undefined {
    return this.open.get(path);
  }

  set(path: string, document: TextDocument): void {
    this.open.set(path, document);
  }

  delete(path: string): void {
    this.open.delete(path);
  }

  /** Takes over the changes of one notification; `each` is called after each with the new text. */
  update(
    path: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
    each: (text: string, change: Change) => void,
  ): void {
    const document = this.open.get(path);
    if (!document) return;
    for (const change of changes) {
      const old = document.getText();
      const whole = !('range' in change);
      const start = whole ? 0 : document.offsetAt(change.range.start);
      const oldEnd = whole ? old.length : document.offsetAt(change.range.end);
      TextDocument.update(document, [change], version);
      each(document.getText(), { start, oldEnd, newEnd: start + change.text.length });
    }
  }

  /** Converts spans of a file; make one converter for many spans of a closed file. */
  converter(path: string): (span: Span) => Range {
    const document = this.open.get(path);
    if (document) return ({ start, end }) => ({ start: document.positionAt(start), end: document.positionAt(end) });
    const lines = LineIndex.of(this.closedText(path) ?? '');
    return ({ start, end }) => ({ start: lines.positionAt(start), end: lines.positionAt(end) });
  }
}
