import type { Node } from '@pgsql/types';
import type { Span } from '../../base/span';
import { QueryText } from '../query/text';
import type { RowsOf, Target } from '../program/program';
import type { Parse } from './body';

/** The code is none that this reader knows. */
export class Unreadable extends Error {}

/** Goes through code in PL/pgSQL by its tokens: words, names, expressions up to a word. Throws `Unreadable`. */
export class CodeReader {
  protected readonly text: QueryText;
  protected at = 0;

  constructor(
    code: string,
    protected readonly start: number,
    private readonly parse: Parse,
  ) {
    this.text = new QueryText(code, (location) => location ?? 0);
  }

  protected word(ahead = 0): string {
    return this.text.word(this.at + ahead);
  }

  protected take(...words: readonly string[]): void {
    for (const word of words) {
      if (this.word() !== word) throw new Unreadable();
      this.at++;
    }
  }

  protected name(): string {
    const name = this.text.name(this.at++);
    if (name === undefined) throw new Unreadable();
    return name;
  }

  protected label(): { readonly label?: string } {
    if (this.word() !== '<<') return {};
    this.at++;
    const label = this.name();
    this.take('>>');
    return { label };
  }

  /** The first token from here on that is the word, outside parentheses and CASE. */
  protected until(word: string, limit = this.text.tokens.length): number {
    const { text } = this;
    let cases = 0;
    let i = this.at;
    for (; i < limit; i = Math.max(i, text.partner(i) ?? i) + 1) {
      const found = text.word(i);
      if (cases === 0 && (found === word || found === ';')) break;
      if (found === 'case') cases++;
      else if (found === 'end' && cases > 0) cases--;
    }
    return Math.min(i, limit);
  }

  protected textTo(end: number): string {
    return this.text.sql.slice(this.text.span(this.at).start, this.text.span(end).start);
  }

  protected spanTo(end: number): Span {
    return {
      start: this.start + this.text.span(this.at).start,
      end: this.start + this.text.span(Math.max(this.at, end - 1)).end,
    };
  }

  protected expression(end: number): Node {
    return this.sql(`SELECT ${this.textTo(end)}`);
  }

  /** Reads an expression up to the first of the words, and over it. */
  protected expressionTo(...words: readonly string[]): Node {
    const end = Math.min(...words.map((word) => this.until(word)));
    const value = this.expression(end);
    this.at = this.until(words.at(-1)!) + 1;
    return value;
  }

  protected sql(sql: string): Node {
    const outcome = this.parse(sql);
    if (!outcome.ok || !outcome.node) throw new Unreadable();
    return outcome.node;
  }

  protected target(): Target | undefined {
    const parts: string[] = [];
    for (;;) {
      const name = this.text.name(this.at);
      if (name === undefined) return undefined;
      parts.push(name);
      this.at++;
      if (this.word() !== '.') return parts;
      this.at++;
    }
  }

  /** A statement's text without `INTO targets`, and those. */
  protected withoutInto(from: number, end: number): { into: Target[]; strict: boolean; sql: string } {
    const { text } = this;
    const whole = text.sql.slice(text.span(from).start, text.span(end).start);
    for (let i = from; i < end; i = Math.max(i, text.partner(i) ?? i) + 1) {
      if (text.word(i) !== 'into' || text.word(i - 1) === 'insert' || text.word(i - 1) === 'merge') continue;
      const after = this.at;
      const strict = text.word(i + 1) === 'strict';
      this.at = strict ? i + 2 : i + 1;
      const into: Target[] = [];
      for (;;) {
        const target = this.target();
        if (!target) throw new Unreadable();
        into.push(target);
        if (this.word() !== ',') break;
        this.at++;
      }
      const before = text.sql.slice(text.span(from).start, text.span(i).start);
      const behind = text.sql.slice(text.span(this.at - 1).end, text.span(end).start);
      this.at = after;
      return { into, strict, sql: before + behind };
    }
    return { into: [], strict: false, sql: whole };
  }

  protected dynamicRows(before: string): RowsOf {
    this.take('execute');
    const end = this.until(before);
    const { text, values } = splitUsing(this.textTo(end));
    this.at = end + 1;
    return { text: this.sql(`SELECT ${text}`), using: values.map((value) => this.sql(`SELECT ${value}`)) };
  }
}

/** `text USING a, b` as its parts, commas inside of parentheses not among what parts them. */
export function splitUsing(sql: string): { readonly text: string; readonly values: readonly string[] } {
  const text = new QueryText(sql, (location) => location ?? 0);
  const { tokens } = text;
  const next = (i: number) => Math.max(i, text.partner(i) ?? i) + 1;
  let using = 0;
  while (using < tokens.length && text.word(using) !== 'using') using = next(using);
  if (using >= tokens.length) return { text: sql, values: [] };
  const values: string[] = [];
  let from = using + 1;
  for (let i = from; i <= tokens.length; i = next(i)) {
    if (i < tokens.length && text.word(i) !== ',') continue;
    values.push(sql.slice(text.span(from).start, text.span(i).start));
    from = i + 1;
  }
  return { text: sql.slice(0, text.span(using).start), values };
}
