/** Reads an element, as the output function of its type gives it; undefined where it isn't understood. */
type Element = (text: string) => string | undefined;

interface List {
  readonly items: readonly (string | null | List)[];
}

/** Of PostgreSQL's arrays. */
const MAX_DIMENSIONS = 6;

/** `array_in` and `array_out`; undefined where the text isn't understood. */
export function inputArray(text: string, element: Element, delimiter = ','): string | undefined {
  const reader = new Reader(text.trim(), delimiter);
  const list = reader.list();
  if (!list || !reader.atEnd()) return undefined;
  return format(list, element, delimiter);
}

function format({ items }: List, element: Element, delimiter: string): string | undefined {
  const texts: string[] = [];
  for (const item of items) {
    const text =
      item === null
        ? 'NULL'
        : typeof item === 'string'
          ? quoted(element(item), delimiter)
          : format(item, element, delimiter);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return `{${texts.join(delimiter)}}`;
}

function quoted(text: string | undefined, delimiter: string): string | undefined {
  if (text === undefined) return undefined;
  const plain = text !== '' && !/^null$/i.test(text) && !/[\s{}"\\]/.test(text) && !text.includes(delimiter);
  return plain ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}

class Reader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly delimiter: string,
  ) {}

  atEnd(): boolean {
    return this.at === this.text.length;
  }

  list(depth = 1): List | undefined {
    if (this.text[this.at] !== '{' || depth > MAX_DIMENSIONS) return undefined;
    this.at++;
    const items: (string | null | List)[] = [];
    this.blanks();
    if (this.text[this.at] === '}') {
      this.at++;
      return { items };
    }
    for (;;) {
      this.blanks();
      const item =
        this.text[this.at] === '{' ? this.list(depth + 1) : this.text[this.at] === '"' ? this.string() : this.bare();
      if (item === undefined) return undefined;
      items.push(item);
      this.blanks();
      const c = this.text[this.at++];
      if (c === '}') return { items };
      if (c !== this.delimiter) return undefined;
    }
  }

  private string(): string | undefined {
    let found = '';
    for (this.at++; this.at < this.text.length; this.at++) {
      const c = this.text[this.at]!;
      if (c === '"') {
        this.at++;
        return found;
      }
      if (c === '\\') this.at++;
      found += this.text[this.at] ?? '';
    }
    return undefined;
  }

  private bare(): string | null | undefined {
    let found = '';
    /** Blanks at the end go, but not escaped ones. */
    let kept = 0;
    for (; this.at < this.text.length; this.at++) {
      const c = this.text[this.at]!;
      if (c === this.delimiter || c === '{' || c === '}' || c === '"') break;
      if (c === '\\') this.at++;
      found += this.text[this.at] ?? '';
      if (c === '\\') kept = found.length;
    }
    found = found.slice(0, kept) + found.slice(kept).trimEnd();
    if (found === '') return undefined;
    return kept === 0 && /^null$/i.test(found) ? null : found;
  }

  private blanks(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }
}

/** `range_in` and `range_out`. Discrete ranges take the form `[a,b)`; `next` counts one up. */
export function inputRange(
  text: string,
  element: Element,
  next: ((text: string) => string | undefined) | undefined,
): string | undefined {
  const trimmed = text.trim();
  if (/^empty$/i.test(trimmed)) return 'empty';
  const parts = /^([[(])\s*("(?:[^"\\]|\\.|"")*"|[^,"]*?)\s*,\s*("(?:[^"\\]|\\.|"")*"|[^,"]*?)\s*([\])])$/.exec(
    trimmed,
  );
  if (!parts) return undefined;
  let [, open = '', , , close = ''] = parts;
  let low = bound(parts[2] ?? '', element);
  let high = bound(parts[3] ?? '', element);
  if (low === undefined || high === undefined) return undefined;
  if (low === '') open = '(';
  if (high === '') close = ')';
  if (next) {
    if (low !== '' && open === '(') low = next(low);
    if (high !== '' && close === ']') high = next(high);
    if (low === undefined || high === undefined) return undefined;
    if (low !== '') open = '[';
    close = ')';
  }
  if (low !== '' && low === high && !(open === '[' && close === ']')) return 'empty';
  return `${open}${rangeQuoted(low)},${rangeQuoted(high)}${close}`;
}

function bound(text: string, element: Element): string | undefined {
  if (text === '') return '';
  return element(text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)|""/g, (all, c: string | undefined) => c ?? '"') : text); // prettier-ignore
}

function rangeQuoted(text: string): string {
  return /[\s()[\],"\\]/.test(text) ? `"${text.replace(/["\\]/g, '$&$&')}"` : text;
}
