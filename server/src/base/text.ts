import { firstNotBefore } from './search';

const CHUNK = 16_384;

/**
 * A text in chunks: an edit copies one of them and not the whole text, which costs milliseconds where a text has megabytes.
 * Never changed itself. Offsets are UTF-16.
 */
export class Text {
  readonly length: number;
  private readonly starts: readonly number[];
  private whole: string | undefined;

  private constructor(private readonly chunks: readonly string[]) {
    let at = 0;
    this.starts = chunks.map(({ length }) => (at += length) - length);
    this.length = at;
  }

  static of(text: string): Text {
    const made = new Text(cut(text));
    made.whole = text;
    return made;
  }

  /** As of a string: ends beyond the text are its end. */
  slice(start: number, end = this.length): string {
    const from = Math.max(0, start);
    const to = Math.min(end, this.length);
    if (this.whole !== undefined) return this.whole.slice(from, to);
    let out = '';
    for (let i = this.chunkAt(from); i < this.chunks.length && this.starts[i]! < to; i++) {
      const base = this.starts[i]!;
      out += this.chunks[i]!.slice(Math.max(0, from - base), to - base);
    }
    return out;
  }

  /** The text with `start`…`end` replaced. */
  replaced(start: number, end: number, by: string): Text {
    const first = this.chunkAt(start);
    const last = Math.max(first, this.chunkAt(end));
    const head = (this.chunks[first] ?? '').slice(0, start - (this.starts[first] ?? 0));
    const tail = (this.chunks[last] ?? '').slice(end - (this.starts[last] ?? 0));
    return new Text([...this.chunks.slice(0, first), ...cut(head + by + tail), ...this.chunks.slice(last + 1)]);
  }

  toString(): string {
    return (this.whole ??= this.chunks.join(''));
  }

  /** The last chunk for the text's end. */
  private chunkAt(offset: number): number {
    return Math.max(0, firstNotBefore(this.starts.length, (i) => this.starts[i]! <= offset) - 1);
  }
}

/** Chunks between half the usual size and twice it, but for a text that is shorter. */
function cut(text: string): string[] {
  if (text.length <= 2 * CHUNK) return [text];
  const chunks: string[] = [];
  for (let at = 0; at < text.length; at += CHUNK) chunks.push(text.slice(at, at + CHUNK));
  return chunks;
}
