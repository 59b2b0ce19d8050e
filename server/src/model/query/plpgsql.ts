import type { Span } from '../../base/span';
import { literalAt } from './body-text';
import { readDeclarations, type Declared } from './plpgsql-declare';
import { QueryText } from './text';

/** A piece of SQL in code. */
export interface CodePiece {
  readonly kind: 'statement' | 'expression' | 'literal';
  /** What PostgreSQL's parser is given. */
  readonly sql: string;
  /** The offset in the code of an offset in `sql`. */
  place(offset: number): number;
}

/** A name that is assigned to: `x`, `new.c`. */
export interface CodeTarget {
  readonly parts: readonly string[];
  readonly spans: readonly Span[];
}

/** What a PL/pgSQL body says. */
export interface Code {
  readonly pieces: readonly CodePiece[];
  readonly targets: readonly CodeTarget[];
  readonly declared: Declared;
  /** Whether it runs text that is put together. */
  readonly dynamic: boolean;
}

const SKIPPED = new Set(['get', 'fetch', 'move', 'close', 'null', 'commit', 'rollback', 'end']);
const ENTERED = new Set(['loop', 'else', 'exception']);
const QUERIES = new Set(['select', 'with', 'values', 'table', 'insert', 'update', 'delete', 'merge', '(']);

/** Finds the SQL in PL/pgSQL by its words alone, as its own reader does. */
export function readPlpgsql(code: string): Code {
  return new CodeReader(new QueryText(code, (location) => location ?? 0)).read();
}

class CodeReader {
  private readonly pieces: CodePiece[] = [];
  private readonly targets: CodeTarget[] = [];
  private readonly declared: Declared = { names: new Set(), rows: [], types: [] };
  /** CASE and BEGIN that are open: which WHEN follows hangs on it. */
  private readonly open: ('case' | 'block')[] = [];

  private dynamic = false;

  constructor(private readonly text: QueryText) {}

  read(): Code {
    let at = this.text.word(0) === '#' ? 3 : 0;
    while (at < this.text.tokens.length) at = Math.max(this.statement(at), at + 1);
    return { pieces: this.pieces, targets: this.targets, declared: this.declared, dynamic: this.dynamic };
  }

  /** Reads what starts at a token and returns the one behind it. */
  private statement(at: number): number {
    const { text } = this;
    const assigned = this.assignment(at);
    if (assigned !== undefined) return assigned;
    const word = text.word(at);
    if (word === '<<') {
      this.declared.names.add(text.name(at + 1) ?? '');
      return at + 3;
    }
    if (word === 'declare') return readDeclarations(text, at + 1, this.declared, (from, to, kind) => this.add(from, to, kind)); // prettier-ignore
    if (word === 'begin') return this.enter('block', at + 1);
    if (word === 'end' && text.word(at + 1) !== 'if' && text.word(at + 1) !== 'loop') this.open.pop();
    if (ENTERED.has(word)) return at + 1;
    if (SKIPPED.has(word)) return this.until(at) + 1;
    return this.construct(word, at);
  }

  private enter(kind: 'case' | 'block', next: number): number {
    this.open.push(kind);
    return next;
  }

  private construct(word: string, at: number): number {
    const { text } = this;
    switch (word) {
      case 'if':
      case 'elsif':
      case 'elseif':
        return this.expression(at + 1, 'then');
      case 'while':
        return this.expression(at + 1, 'loop');
      case 'case':
        this.open.push('case');
        return text.word(at + 1) === 'when' ? at + 1 : this.expression(at + 1, 'when') - 1;
      case 'when':
        return this.open.at(-1) === 'case' ? this.expression(at + 1, 'then') : this.until(at, 'then') + 1;
      case 'for':
      case 'foreach':
        return this.loop(at);
      case 'exit':
      case 'continue': {
        const when = this.until(at, 'when');
        return text.word(when) === 'when' ? this.expression(when + 1) : when + 1;
      }
      case 'return':
        return this.returned(at);
      case 'raise':
        return this.raise(at);
      case 'assert':
        return this.expression(at + 1);
      case 'perform':
        return this.perform(at);
      case 'execute':
        return this.execute(at);
      case 'open': {
        const query = this.until(at, 'for');
        if (text.word(query) !== 'for') return query + 1;
        return text.word(query + 1) === 'execute' ? this.execute(query + 1) : this.query(query + 1);
      }
      default:
        return word === ';' ? at + 1 : this.query(at);
    }
  }

  /** `x := …`, `new.c = …` */
  private assignment(at: number): number | undefined {
    const { text } = this;
    const target = this.target(at);
    if (!target || (text.word(target.end) !== ':=' && text.word(target.end) !== '=')) return undefined;
    this.targets.push(target.target);
    return this.expression(target.end + 1);
  }

  private target(at: number): { readonly target: CodeTarget; readonly end: number } | undefined {
    const { text } = this;
    const parts: string[] = [];
    const spans: Span[] = [];
    let end = at;
    for (;;) {
      const name = text.name(end);
      if (name === undefined) return undefined;
      parts.push(name);
      spans.push(text.span(end++));
      while (text.word(end) === '[') end = (text.partner(end) ?? end) + 1;
      if (text.word(end) !== '.') return { target: { parts, spans }, end };
      end++;
    }
  }

  /** FOR and FOREACH over numbers, rows or elements. */
  private loop(at: number): number {
    const { text } = this;
    const from = this.until(at, 'in');
    if (text.word(from) !== 'in') return from + 1;
    for (let i = at + 1; i < from; i++) {
      const name = text.name(i);
      if (name !== undefined && text.word(i - 1) !== '.') this.declared.names.add(name);
    }
    let start = from + 1;
    if (text.word(start) === 'reverse' || text.word(start) === 'array') start++;
    if (text.word(start) === 'execute') return this.execute(start, 'loop');
    const end = this.until(start, 'loop');
    if (QUERIES.has(text.word(start)) && this.range(start, end) === undefined) this.add(start, end, 'statement');
    else {
      const dots = this.range(start, end);
      // A cursor has no dots; an element's array neither.
      if (dots !== undefined) {
        const by = this.until(dots, 'by', end);
        this.add(start, dots, 'expression');
        // `..5` is a dot and a number that starts with one.
        const number = text.tokens[dots + 1]?.kind === 'number';
        this.add(number ? dots + 1 : dots + 2, by, 'expression', number ? 1 : 0);
        if (by < end) this.add(by + 1, end, 'expression');
      } else if (text.word(at) === 'foreach') this.add(start, end, 'expression');
    }
    return end + 1;
  }

  /** The first of the two dots between two numbers. */
  private range(start: number, end: number): number | undefined {
    const { text } = this;
    for (let i = start; i < end; i = (text.partner(i) ?? i) + 1) {
      const next = text.tokens[i + 1];
      if (text.word(i) === '.' && next?.start === text.span(i).end && text.sql[next.start] === '.') return i;
    }
    return undefined;
  }

  private returned(at: number): number {
    const word = this.text.word(at + 1);
    if (word === ';') return at + 2;
    if (word === 'next') return this.expression(at + 2);
    if (word !== 'query') return this.expression(at + 1);
    return this.text.word(at + 2) === 'execute' ? this.execute(at + 2) : this.query(at + 2);
  }

  /** RAISE with a format and its values, and what USING says. */
  private raise(at: number): number {
    const { text } = this;
    const end = this.until(at);
    const using = this.until(at, 'using', end);
    const format = text.tokens[at + 1]?.kind === 'word' ? at + 2 : at + 1;
    if (text.word(format) === '' && text.word(format + 1) === ',') this.add(format + 2, using, 'expression');
    for (let i = using + 1; i < end;) {
      const next = this.until(i, ',', end);
      if (text.word(i + 1) === '=' || text.word(i + 1) === ':=') this.add(i + 2, next, 'expression');
      i = next + 1;
    }
    return end + 1;
  }

  /** PERFORM is SELECT without a place for the result. */
  private perform(at: number): number {
    const end = this.until(at);
    const { start } = this.text.span(at);
    const sql = `SELECT ${this.text.sql.slice(start + 7, this.text.span(end).start)}`;
    this.pieces.push({ kind: 'statement', sql, place: (offset) => start + offset });
    return end + 1;
  }

  /** Only what is written out can be read; the values that it is given are expressions. */
  private execute(at: number, end = ';'): number {
    const { text } = this;
    this.dynamic = true;
    const stop = this.until(at, end);
    const literal = literalAt(text, at + 1);
    const next = text.word(at + 2);
    if (literal && (at + 2 >= stop || next === 'into' || next === 'using')) {
      this.pieces.push({ kind: 'literal', sql: literal.code, place: (offset) => literal.place(offset) });
    }
    const using = this.until(at, 'using', stop);
    if (using < stop) this.add(using + 1, this.until(using, 'into', stop), 'expression');
    return stop + 1;
  }

  private query(at: number): number {
    const end = this.until(at);
    this.add(at, end, 'statement');
    return end + 1;
  }

  private expression(at: number, word = ';'): number {
    const end = this.until(at, word);
    this.add(at, end, 'expression');
    return end + 1;
  }

  /** The first token from one on that is a word, outside parentheses, or ends the statement. */
  private until(at: number, word = ';', limit = this.text.tokens.length): number {
    const { text } = this;
    let i = at;
    while (i < limit && text.word(i) !== word && text.word(i) !== ';') i = Math.max(i, text.partner(i) ?? i) + 1;
    return Math.min(i, limit);
  }

  /** Adds the tokens from one to another; `skip` characters of the first aren't part of it. */
  private add(from: number, to: number, kind: 'statement' | 'expression', skip = 0): void {
    if (from >= to) return;
    const { text } = this;
    const start = text.span(from).start + skip;
    const written = text.sql.slice(start, text.span(to - 1).end);
    if (kind === 'expression') {
      this.pieces.push({ kind, sql: `SELECT ${written}`, place: (offset) => start + Math.max(0, offset - 7) });
      return;
    }
    const into = this.into(from, to);
    const sql = into
      ? written.slice(0, into.start - start) + ' '.repeat(into.end - into.start) + written.slice(into.end - start)
      : written;
    this.pieces.push({ kind, sql, place: (offset) => start + offset });
  }

  /** INTO and what follows it, if that is variables. */
  private into(from: number, to: number): Span | undefined {
    const { text } = this;
    const first = text.word(from);
    if (first === 'create' || first === 'import') return undefined;
    for (let i = from + 1; i < to; i++) {
      const before = text.word(i - 1);
      if (text.word(i) !== 'into' || before === 'insert' || before === 'merge') continue;
      let end = text.word(i + 1) === 'strict' ? i + 2 : i + 1;
      for (;;) {
        const target = this.target(end);
        if (!target) return undefined;
        this.targets.push(target.target);
        end = target.end;
        if (text.word(end) !== ',') return { start: text.span(i).start, end: text.span(end - 1).end };
        end++;
      }
    }
    return undefined;
  }
}
