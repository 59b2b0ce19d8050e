import { firstNotBefore } from './search';

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
  private constructor(
    private readonly starts: Uint32Array,
    private readonly length: number,
  ) {}

  static of(text: string): LineIndex {
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 10) starts.push(i + 1);
      else if (c === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
    }
    return new LineIndex(Uint32Array.from(starts), text.length);
  }

  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.length));
    const line = firstNotBefore(this.starts.length, (index) => this.starts[index]! <= at) - 1;
    return { line, character: at - this.starts[line]! };
  }

  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const start = this.starts[position.line];
    if (start === undefined) return this.length;
    const next = this.starts[position.line + 1] ?? this.length;
    return Math.min(start + Math.max(0, position.character), next);
  }
}
