import { tokenize, type Token } from '../../sql/lexer';

/** A statement cut into words: for definitions that the model keeps as they were written. */
export class Written {
  private readonly tokens: readonly Token[];

  constructor(readonly text: string) {
    this.tokens = tokenize(text).filter(({ kind }) => kind !== 'comment');
  }

  /** A word as PostgreSQL folds it; empty behind the end. */
  word(i: number): string {
    const token = this.tokens[i];
    if (!token) return '';
    const text = this.text.slice(token.start, token.end);
    return token.kind === 'word' ? text.toLowerCase() : text;
  }

  get length(): number {
    return this.tokens.length;
  }

  /** Where words stand one after another outside parentheses, at or after a token; -1 where they don't. */
  find(words: readonly string[], from = 0): number {
    let depth = 0;
    for (let i = 0; i < this.tokens.length; i++) {
      const word = this.word(i);
      if (word === '(') depth++;
      else if (word === ')') depth--;
      else if (depth === 0 && i >= from && words.every((each, k) => this.word(i + k) === each)) return i;
    }
    return -1;
  }

  /** Where a name that starts at a token ends: `schema.name` is three tokens. */
  afterName(from: number): number {
    let i = from + 1;
    while (this.word(i) === '.') i += 2;
    return i;
  }

  /** Where the parenthesis that opens at a token is closed: the token after it. */
  afterParentheses(from: number): number {
    let depth = 0;
    for (let i = from; i < this.tokens.length; i++) {
      if (this.word(i) === '(') depth++;
      else if (this.word(i) === ')' && --depth === 0) return i + 1;
    }
    return this.tokens.length;
  }

  /** The text of tokens, as written. */
  slice(from: number, to: number): string {
    const [first, last] = [this.tokens[from], this.tokens[to - 1]];
    return first && last ? this.text.slice(first.start, last.end) : '';
  }

  /** The text with parts replaced; each is the tokens from the first to before the second. */
  with(parts: readonly { readonly from: number; readonly to: number; readonly by: string }[]): string {
    let [out, at] = ['', 0];
    for (const { from, to, by } of [...parts].sort((a, b) => a.from - b.from)) {
      const start = this.tokens[from]?.start ?? this.text.length;
      out += this.text.slice(at, start) + by;
      at = to > from ? this.tokens[to - 1]!.end : start;
    }
    return out + this.text.slice(at);
  }

  /** All words in one spelling, without what says only how to come to be: OR REPLACE, IF NOT EXISTS. */
  normal(): string {
    const words = this.tokens.map((token, i) =>
      token.kind === 'ident' && /^"[a-z_][a-z0-9_$]*"$/.test(this.word(i)) ? this.word(i).slice(1, -1) : this.word(i),
    );
    return words.join(' ').replace(/^create or replace /, 'create ').replace(/^(create [\w ]*?)if not exists /, '$1').replace(/[ ;]+$/, ''); // prettier-ignore
  }
}

/** The names that a statement mentions, as PostgreSQL folds them; also those in its strings that may be names. */
export function mentions(sql: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { kind, start, end } of tokenize(sql)) {
    const text = sql.slice(start, end);
    if (kind === 'word') names.add(text.toLowerCase());
    else if (kind === 'ident') names.add(text.slice(1, -1).replaceAll('""', '"'));
    else if (kind === 'string' && text.length < 200) for (const part of text.match(/[\w$]+/g) ?? []) names.add(part);
  }
  return names;
}
