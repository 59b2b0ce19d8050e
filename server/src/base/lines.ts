import { firstNotBefore } from './search';
import type { Text } from './text';

/** A place as LSP counts it: 0-based line, and UTF-16 units from the line's start. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** The offsets (UTF-16) at which the lines of a text start; `\n`, `\r\n` and a lone `\r` end a line. */
export class LineIndex {
  /** The line that was asked for last. */
  private last = 0;

  private constructor(
    private readonly starts: number[],
    private length: number,
  ) {}

  static of(text: string): LineIndex {
    const starts = startsIn(text);
    starts.unshift(0);
    return new LineIndex(starts, text.length);
  }

  /** Follows an edit: `start`…`oldEnd` of the old text became `start`…`newEnd` of `text`. */
  edit(text: Text, start: number, oldEnd: number, newEnd: number): void {
    // What stands beside the edit may be one half of an end of line.
    const before = text.slice(Math.max(0, start - 1), start);
    const fresh = startsIn(before + text.slice(start, newEnd + 1)).map((at) => at + start - before.length);
    while (fresh.length > 0 && fresh.at(-1)! > newEnd) fresh.pop();
    const first = Math.max(
      1,
      firstNotBefore(this.starts.length, (line) => this.starts[line]! < start),
    );
    const last = Math.max(
      first,
      firstNotBefore(this.starts.length, (line) => this.starts[line]! <= oldEnd),
    );
    const by = newEnd - oldEnd;
    if (by !== 0) for (let line = last; line < this.starts.length; line++) this.starts[line]! += by;
    this.starts.splice(first, last - first, ...fresh);
    this.length = text.length;
  }

  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.length));
    // One place after the other is mostly in the same line: the end of a span behind its start.
    if (!this.isIn(this.last, at))
      this.last = firstNotBefore(this.starts.length, (index) => this.starts[index]! <= at) - 1;
    return { line: this.last, character: at - this.starts[this.last]! };
  }

  private isIn(line: number, at: number): boolean {
    const start = this.starts[line];
    return start !== undefined && start <= at && at < (this.starts[line + 1] ?? Infinity);
  }

  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const start = this.starts[position.line];
    if (start === undefined) return this.length;
    const next = this.starts[position.line + 1] ?? this.length;
    return Math.min(start + Math.max(0, position.character), next);
  }
}

/** Where lines start, but for the first. */
function startsIn(text: string): number[] {
  const starts: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}
