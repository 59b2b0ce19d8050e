import { firstNotBefore } from '../base/search';

/** Converts the parser's offsets to UTF-16 ones. Both converters expect offsets that only PostgreSQL yields: on character borders. */
export interface OffsetMap {
  /** From an offset in UTF-8 bytes, as in parse trees. */
  fromBytes(offset: number): number;
  /** From an offset in code points, as in error positions. */
  fromCodePoints(offset: number): number;
}

const IDENTITY: OffsetMap = { fromBytes: (n) => n, fromCodePoints: (n) => n };

export function offsetMap(text: string): OffsetMap {
  // eslint-disable-next-line no-control-regex -- the range of ASCII
  return /^[\x00-\x7f]*$/.test(text) ? IDENTITY : new Converter(text);
}

class Converter implements OffsetMap {
  private bytes: Uint32Array | undefined;

  constructor(private readonly text: string) {}

  fromBytes(offset: number): number {
    this.bytes ??= byteOffsets(this.text);
    const { bytes } = this;
    return firstNotBefore(bytes.length - 1, (index) => bytes[index]! < offset);
  }

  fromCodePoints(offset: number): number {
    let at = 0;
    for (let n = 0; n < offset && at < this.text.length; n++) {
      const c = this.text.charCodeAt(at);
      at += c >= 0xd800 && c <= 0xdbff && at + 1 < this.text.length ? 2 : 1;
    }
    return at;
  }
}

/** For each UTF-16 offset the number of UTF-8 bytes before it. */
function byteOffsets(text: string): Uint32Array {
  const out = new Uint32Array(text.length + 1);
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    out[i] = bytes;
    const c = text.charCodeAt(i);
    if (c < 0x80) bytes += 1;
    else if (c < 0x800) bytes += 2;
    else if (c >= 0xd800 && c <= 0xdbff && i + 1 < text.length) {
      out[++i] = bytes; // inside the pair: nothing points here
      bytes += 4;
    } else bytes += 3;
  }
  out[text.length] = bytes;
  return out;
}
