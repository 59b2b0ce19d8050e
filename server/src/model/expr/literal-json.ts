import { inputNumeric } from './literal-numbers';

/** Deeper values stay as they are written. */
const MAX_DEPTH = 200;

/** As `jsonb` keeps a value: no blanks of its own, keys sorted and once only; undefined where the text is no JSON. */
export function inputJsonb(text: string): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return new Reader(text).all();
}

/** Reads text that is known to be JSON; numbers keep their digits, which JSON.parse would lose. */
class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  all(): string | undefined {
    return this.value(0);
  }

  private value(depth: number): string | undefined {
    if (depth > MAX_DEPTH) return undefined;
    this.blanks();
    const c = this.text[this.at];
    if (c === '{') return this.object(depth);
    if (c === '[') return this.array(depth);
    if (c === '"') return quoted(this.string());
    const word = /[^\s,\]}]*/y;
    word.lastIndex = this.at;
    const found = word.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return /^[tfn]/.test(found) ? found : inputNumeric(found);
  }

  private object(depth: number): string | undefined {
    const members = new Map<string, string>();
    this.at++;
    for (this.blanks(); this.text[this.at] !== '}'; this.blanks()) {
      if (this.text[this.at] === ',') this.at++;
      this.blanks();
      const key = this.string();
      this.blanks();
      this.at++;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      members.set(key, value);
    }
    this.at++;
    const sorted = [...members].map(([key, value]) => ({ key, value, bytes: Buffer.from(key) })).sort((a, b) => a.bytes.length - b.bytes.length || Buffer.compare(a.bytes, b.bytes)); // prettier-ignore
    return `{${sorted.map(({ key, value }) => `${quoted(key)}: ${value}`).join(', ')}}`;
  }

  private array(depth: number): string | undefined {
    const items: string[] = [];
    this.at++;
    for (this.blanks(); this.text[this.at] !== ']'; this.blanks()) {
      if (this.text[this.at] === ',') this.at++;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      items.push(value);
    }
    this.at++;
    return `[${items.join(', ')}]`;
  }

  private string(): string {
    const start = this.at++;
    while (this.text[this.at] !== '"') this.at += this.text[this.at] === '\\' ? 2 : 1;
    this.at++;
    return JSON.parse(this.text.slice(start, this.at)) as string;
  }

  private blanks(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }
}

/** `escape_json` */
function quoted(text: string): string {
  // JSON.stringify escapes the same characters, and halves of surrogate pairs, which PostgreSQL doesn't take.
  return JSON.stringify(text);
}
