import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { LineIndex, type Position, type Range } from '../base/lines';
import type { Span } from '../base/span';
import { Text } from '../base/text';
import type { Change } from '../sql/statements';

/** A document that is open in the editor. */
export class OpenDocument {
  private lines: LineIndex;
  private content: Text;

  constructor(
    readonly uri: string,
    public version: number,
    text: string,
  ) {
    this.content = Text.of(text);
    this.lines = LineIndex.of(text);
  }

  get text(): Text {
    return this.content;
  }

  positionAt(offset: number): Position {
    return this.lines.positionAt(offset);
  }

  /** A place behind a line's end is its end. */
  offsetAt({ line, character }: Position): number {
    const start = this.lines.offsetAt({ line, character: 0 });
    let end = this.lines.offsetAt({ line, character });
    while (end > start && /[\r\n]/.test(this.content.slice(end - 1, end))) end--;
    return end;
  }

  apply(change: TextDocumentContentChangeEvent): Change {
    const isWhole = !('range' in change);
    const start = isWhole ? 0 : this.offsetAt(change.range.start);
    const oldEnd = isWhole ? this.content.length : Math.max(start, this.offsetAt(change.range.end));
    const newEnd = start + change.text.length;
    if (isWhole) {
      this.content = Text.of(change.text);
      this.lines = LineIndex.of(change.text);
    } else {
      this.content = this.content.replaced(start, oldEnd, change.text);
      this.lines.edit(this.content, start, oldEnd, newEnd);
    }
    return { start, oldEnd, newEnd };
  }
}

/** The documents that are open in the editor, and the places of closed files. All conversion of offsets happens here. */
export class Documents {
  private readonly open = new Map<string, OpenDocument>();

  /** `closedText` gives the text of a file that isn't open. */
  constructor(private readonly closedText: (path: string) => string | undefined) {}

  get paths(): Iterable<string> {
    return this.open.keys();
  }

  get(path: string): OpenDocument | undefined {
    return this.open.get(path);
  }

  set(path: string, document: OpenDocument): void {
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
    each: (text: Text, change: Change) => void,
  ): void {
    const document = this.open.get(path);
    if (!document) return;
    document.version = version;
    for (const change of changes) {
      const applied = document.apply(change);
      each(document.text, applied);
    }
  }

  /** Converts spans of a file; make one converter for many spans of a closed file. */
  converter(path: string): (span: Span) => Range {
    const places = this.open.get(path) ?? LineIndex.of(this.closedText(path) ?? '');
    return ({ start, end }) => ({ start: places.positionAt(start), end: places.positionAt(end) });
  }
}
