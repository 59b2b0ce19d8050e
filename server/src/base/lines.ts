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

  /** From this line on `starts` are behind the text by `lag`: who types in one place moves no line but that. */
  private gap = 0;
  private lag = 0;

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
      firstNotBefore(this.starts.length, (line) => this.startOf(line)! < start),
    );
    const last = Math.max(
      first,
      firstNotBefore(this.starts.length, (line) => this.startOf(line)! <= oldEnd),
    );
    this.moveGap(last);
    this.starts.splice(first, last - first, ...fresh);
    this.gap = first + fresh.length;
    this.lag += newEnd - oldEnd;
    this.length = text.length;
  }

  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.length));
    // One place after the other is mostly in the same line: the end of a span behind its start.
    if (!this.isIn(this.last, at))
      this.last = firstNotBefore(this.starts.length, (index) => this.startOf(index)! <= at) - 1;
    return { line: this.last, character: at - this.startOf(this.last)! };
  }

  private isIn(line: number, at: number): boolean {
    const start = this.startOf(line);
    return start !== undefined && start <= at && at < (this.startOf(line + 1) ?? Infinity);
  }

  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const start = this.startOf(position.line);
    if (start === undefined) return this.length;
    const next = this.startOf(position.line + 1) ?? this.length;
    return Math.min(start + Math.max(0, position.character), next);
  }

  private startOf(line: number): number | undefined {
    const start = this.starts[line];
    return start !== undefined && line >= this.gap ? start + this.lag : start;
  }

  private moveGap(to: number): void {
    for (let line = this.gap; line < to; line++) this.starts[line]! += this.lag;
    for (let line = to; line < this.gap; line++) this.starts[line]! -= this.lag;
    this.gap = to;
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
