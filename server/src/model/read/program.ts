import type { CreateFunctionStmt, Node } from '@pgsql/types';
import type { Span } from '../../base/span';
import { maskTemplates } from '../../sql/mask';
import { splitText } from '../../sql/split';
import { QueryText } from '../query/text';
import type { Op } from '../facts';
import type * as Code from '../program/program';
import type { RowsOf, Target, Variable, VariableKind } from '../program/program';
import { CATALOGUE, statementOps, unquoted, type Parse, type ReadStatement } from './body';
import { optionText } from './code';

type Program = Code.Program<Op>;
type Step = Code.Step<Op>;
type Handler = Code.Handler<Op>;

/** What an SQL statement at a place of the code does to the schema, as far as it is literal. */
export type ReadPlaced = (sql: string, start: number) => readonly Op[];

/** The code is none that this reader knows. */
class Unreadable extends Error {}

const NO_STEP = new Set(['null', 'get', 'notify', 'listen', 'unlisten', 'analyze', 'vacuum', 'refresh', 'reindex', 'lock', 'cluster', 'do']); // prettier-ignore
const ROWS_CHANGE = new Set(['insert', 'update', 'delete', 'merge', 'truncate', 'copy']);
const QUERIES = new Set(['select', 'with', 'values', 'table', '(']);
const DEFINES = new Set(['create', 'alter', 'drop', 'comment', 'grant', 'revoke', 'security', 'reassign', 'import']);

interface Body {
  readonly start: number;
  readonly text: string;
}

/** A body that puts statements together, or asks the catalogue what to do. */
const COMPOSES = /\bexecute\s+(?!procedure\b|function\b|on\b)(?!\$?'[^']*'\s*;)/i;
const ACTS = /\b(?:create|alter|drop|comment|execute|perform|call)\b/i;

/** The program of a DO block that has to be run to know what it does; undefined for others, and where it isn't understood. */
export function bodyProgram(body: Body, parse: Parse, read: ReadStatement): Program | undefined {
  if (!COMPOSES.test(body.text) && !(CATALOGUE.test(body.text) && ACTS.test(body.text))) return undefined;
  return readProgram(body, parse, (sql, start) => statementOps(sql, start, parse, read));
}

/** The program of a function that may be called for what it does to the schema, or for what it knows of it. */
export function functionProgram(
  { options, returnType }: CreateFunctionStmt,
  body: Body,
  parse: Parse,
  read: ReadStatement,
): Program | undefined {
  const language = optionText(options, 'language')?.toLowerCase();
  const returns = returnType?.names?.at(-1);
  if (returns && 'String' in returns && /trigger$/.test(returns.String.sval ?? '')) return undefined;
  if (!CATALOGUE.test(body.text) && !ACTS.test(body.text) && !isList(body.text)) return undefined;
  const place = (sql: string, start: number) => statementOps(sql, start, parse, read);
  if (language === 'plpgsql') return readProgram(body, parse, place);
  return language === 'sql' ? sqlProgram(body, parse, place) : undefined;
}

/** A short function that may pass on what another one found. */
function isList(text: string): boolean {
  return text.length < 1_000 && /\breturn\s+(?:next|query)\b/i.test(text);
}

function readProgram(body: Body, parse: Parse, read: ReadPlaced): Program | undefined {
  // What a template stands for may be any name.
  if (maskTemplates(body.text) !== body.text) return undefined;
  try {
    return new ProgramReader(body.text, body.start, parse, read).read();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** The statements of a body in SQL: what the last query gives is returned. */
function sqlProgram({ text, start }: Body, parse: Parse, read: ReadPlaced): Program | undefined {
  if (maskTemplates(text) !== text) return undefined;
  const steps: Step[] = [];
  for (const piece of splitText(text)) {
    const sql = text.slice(piece.start, piece.end);
    const outcome = parse(sql);
    if (!outcome.ok) return undefined;
    if (!outcome.node) continue;
    const ops = 'SelectStmt' in outcome.node ? [] : read(sql, start + piece.start);
    if ('SelectStmt' in outcome.node) steps.push({ do: 'return query', rows: { query: outcome.node } });
    else steps.push(ops.length > 0 ? { do: 'ddl', ops } : { do: 'data', into: [] });
  }
  return steps;
}

class ProgramReader {
  private readonly text: QueryText;
  private at = 0;

  constructor(
    code: string,
    private readonly start: number,
    private readonly parse: Parse,
    private readonly readPlaced: ReadPlaced,
  ) {
    this.text = new QueryText(code, (location) => location ?? 0);
  }

  read(): Program {
    if (this.word() === '#') throw new Unreadable();
    const block = this.block(this.label());
    if (this.word() === ';') this.at++;
    if (this.at < this.text.tokens.length) throw new Unreadable();
    return [block];
  }

  private word(ahead = 0): string {
    return this.text.word(this.at + ahead);
  }

  private take(...words: readonly string[]): void {
    for (const word of words) {
      if (this.word() !== word) throw new Unreadable();
      this.at++;
    }
  }

  private name(): string {
    const name = this.text.name(this.at++);
    if (name === undefined) throw new Unreadable();
    return name;
  }

  private label(): { readonly label?: string } {
    if (this.word() !== '<<') return {};
    this.at++;
    const label = this.name();
    this.take('>>');
    return { label };
  }

  private block(label: { readonly label?: string }): Step {
    const variables: Variable[] = [];
    while (this.word() === 'declare') {
      this.at++;
      while (this.word() !== 'begin' && this.word() !== 'declare') variables.push(this.declaration());
    }
    this.take('begin');
    const body = this.steps();
    const handlers: Handler[] = [];
    if (this.word() === 'exception') {
      this.at++;
      while (this.word() === 'when') handlers.push(this.handler());
    }
    this.take('end');
    if (this.word() !== ';' && this.at < this.text.tokens.length) this.name();
    return { do: 'block', ...label, variables, body, handlers };
  }

  private handler(): Handler {
    this.take('when');
    const conditions: string[] = [];
    for (;;) {
      conditions.push(this.text.name(this.at) ?? '');
      this.at += this.word() === 'sqlstate' ? 2 : 1;
      if (this.word() !== 'or') break;
      this.at++;
    }
    this.take('then');
    return { conditions, body: this.steps() };
  }

  private declaration(): Variable {
    const name = this.name();
    const end = this.until(';');
    const assigned = Math.min(...[':=', '=', 'default'].map((word) => this.until(word, end)));
    let kind: VariableKind = 'scalar';
    const type: string[] = [];
    for (let i = this.at; i < assigned; i++) type.push(this.text.word(i));
    if (type.includes('cursor') || type[0] === 'alias') throw new Unreadable();
    if (type.includes('record') || type.includes('rowtype')) kind = 'row';
    else if (type.includes('[') || type.includes('[]') || type.includes('array')) kind = 'array';
    this.at = assigned < end ? assigned + 1 : end;
    const value = assigned < end ? this.expression(end) : undefined;
    this.at = end + 1;
    return { name, kind, ...(value && { value }) };
  }

  private steps(): Step[] {
    const steps: Step[] = [];
    while (!['end', 'else', 'elsif', 'elseif', 'when', 'exception'].includes(this.word())) {
      if (this.at >= this.text.tokens.length) throw new Unreadable();
      if (this.word() === ';') this.at++;
      else steps.push(...this.step());
    }
    return steps;
  }

  private step(): readonly Step[] {
    const label = this.label();
    const word = this.word();
    switch (word) {
      case 'declare':
      case 'begin': {
        const block = this.block(label);
        this.take(';');
        return [block];
      }
      case 'if':
        return [this.if()];
      case 'case':
        return [this.case()];
      case 'loop':
      case 'while':
        return [this.loop(label)];
      case 'for':
      case 'foreach':
        return [this.for(label)];
      case 'exit':
      case 'continue':
        return [this.leave(word === 'exit')];
      case 'return':
        return [this.return()];
      case 'raise':
        return this.raise();
      case 'assert':
        this.at++;
        return [{ do: 'raise', unless: this.expressionTo(',', ';') }];
      case 'execute':
        return [this.execute()];
      case 'perform': {
        const from = this.text.span(this.at++).end;
        const end = this.until(';');
        const span = this.spanTo(end);
        const query = this.sql(`SELECT${this.text.sql.slice(from, this.text.span(end).start)}`);
        this.at = end + 1;
        return [{ do: 'query', query, strict: false, span }];
      }
    }
    return this.assignment() ?? this.statement(word);
  }

  private assignment(): readonly Step[] | undefined {
    const from = this.at;
    const to = this.target();
    if (to && (this.word() === ':=' || this.word() === '=')) {
      this.at++;
      return [{ do: 'assign', to, value: this.expressionTo(';') }];
    }
    if (to && this.word() === '[') return this.elementAssignment(to);
    this.at = from;
    return undefined;
  }

  /** What an array holds after one of its elements was changed isn't followed. */
  private elementAssignment(to: Target): readonly Step[] {
    this.at = this.until(';') + 1;
    return [{ do: 'data', into: [to] }];
  }

  private statement(word: string): readonly Step[] {
    const from = this.at;
    const end = this.until(';');
    const span = this.spanTo(end);
    this.at = end + 1;
    if (NO_STEP.has(word)) return word === 'get' ? [{ do: 'data', into: this.diagnostics(from, end) }] : [];
    const { into, strict, sql } = this.withoutInto(from, end);
    if (ROWS_CHANGE.has(word)) return [{ do: 'data', into }];
    if (QUERIES.has(word)) {
      const query = this.sql(sql);
      if (!('SelectStmt' in query)) return [{ do: 'data', into }];
      return [{ do: 'query', query, ...(into.length > 0 && { into }), strict, span }];
    }
    if (word === 'call') return [{ do: 'query', query: this.sql(`SELECT ${sql.slice(4)}`), strict: false, span }];
    if (word === 'set' && !/search_path|\brole\b|session/i.test(sql)) return [];
    if (!DEFINES.has(word)) return [{ do: 'not understood' }];
    const { start } = this.text.span(from);
    return [
      { do: 'ddl', ops: this.readPlaced(this.text.sql.slice(start, this.text.span(end).start), this.start + start) },
    ];
  }

  /** `GET DIAGNOSTICS n = ROW_COUNT` */
  private diagnostics(from: number, end: number): Target[] {
    const targets: Target[] = [];
    for (let i = from; i < end; i++) {
      const name = this.text.name(i);
      if (name !== undefined && ['=', ':='].includes(this.text.word(i + 1))) targets.push([name]);
    }
    return targets;
  }

  private if(): Step {
    const branches: { readonly when: Node; readonly body: readonly Step[] }[] = [];
    let otherwise: readonly Step[] = [];
    do {
      this.at++;
      const when = this.expressionTo('then');
      branches.push({ when, body: this.steps() });
    } while (this.word() === 'elsif' || this.word() === 'elseif');
    if (this.word() === 'else') {
      this.at++;
      otherwise = this.steps();
    }
    this.take('end', 'if', ';');
    return { do: 'if', branches, otherwise };
  }

  private case(): Step {
    this.at++;
    const subject = this.word() === 'when' ? '' : this.textTo(this.until('when'));
    if (subject !== '') this.at = this.until('when');
    const branches: { readonly when: Node; readonly body: readonly Step[] }[] = [];
    while (this.word() === 'when') {
      this.at++;
      const end = this.until('then');
      const written = this.textTo(end);
      const when = this.sql(subject === '' ? `SELECT ${written}` : `SELECT (${subject}) IN (${written})`);
      this.at = end + 1;
      branches.push({ when, body: this.steps() });
    }
    // Without ELSE a CASE that finds nothing is an error.
    let otherwise: readonly Step[] = [{ do: 'raise' }];
    if (this.word() === 'else') {
      this.at++;
      otherwise = this.steps();
    }
    this.take('end', 'case', ';');
    return { do: 'if', branches, otherwise };
  }

  private loop(label: { readonly label?: string }): Step {
    const isWhile = this.word() === 'while';
    this.at++;
    const when = isWhile ? this.expressionTo('loop') : undefined;
    return { do: 'loop', ...label, ...(when && { when }), body: this.loopBody() };
  }

  private loopBody(): readonly Step[] {
    const body = this.steps();
    this.take('end', 'loop');
    if (this.word() !== ';') this.name();
    this.take(';');
    return body;
  }

  private for(label: { readonly label?: string }): Step {
    const each = this.word() === 'foreach';
    this.at++;
    const names = [this.name()];
    while (this.word() === ',') {
      this.at++;
      names.push(this.name());
    }
    if (each) {
      this.take('in', 'array');
      const array = this.expressionTo('loop');
      return { do: 'for each', ...label, name: names[0]!, array, body: this.loopBody() };
    }
    this.take('in');
    if (this.word() === 'execute') {
      const rows = this.dynamicRows('loop');
      return { do: 'for rows', ...label, names, rows, body: this.loopBody() };
    }
    const end = this.until('loop');
    if (QUERIES.has(this.word()) && !/^[^'"]*\.\./.test(this.textTo(end))) {
      const query = this.sql(this.textTo(end));
      this.at = end + 1;
      return { do: 'for rows', ...label, names, rows: { query }, body: this.loopBody() };
    }
    return this.forNumbers(label, names[0]!, end);
  }

  private forNumbers(label: { readonly label?: string }, name: string, end: number): Step {
    const reverse = this.word() === 'reverse';
    if (reverse) this.at++;
    const written = this.textTo(end);
    const [from, rest] = written.split('..');
    // Neither numbers nor a query: a cursor.
    if (from === undefined || rest === undefined) throw new Unreadable();
    const [to = '', by] = rest.split(/\bby\b/i);
    this.at = end + 1;
    return {
      do: 'for numbers',
      ...label,
      name,
      from: this.sql(`SELECT ${from}`),
      to: this.sql(`SELECT ${to}`),
      ...(by !== undefined && { by: this.sql(`SELECT ${by}`) }),
      reverse,
      body: this.loopBody(),
    };
  }

  private leave(exit: boolean): Step {
    this.at++;
    const label = this.word() !== ';' && this.word() !== 'when' ? this.name() : undefined;
    let when: Node | undefined;
    if (this.word() === 'when') {
      this.at++;
      when = this.expressionTo(';');
    } else this.take(';');
    return { do: 'leave', exit, ...(label !== undefined && { label }), ...(when && { when }) };
  }

  private return(): Step {
    this.at++;
    const kind = this.word();
    if (kind === 'query' || kind === 'next') this.at++;
    if (kind === 'query') {
      if (this.word() === 'execute') return { do: 'return query', rows: this.dynamicRows(';') };
      const end = this.until(';');
      const query = this.sql(this.textTo(end));
      this.at = end + 1;
      return { do: 'return query', rows: { query } };
    }
    const step = kind === 'next' ? 'return next' : 'return';
    if (this.word() === ';') {
      this.at++;
      return { do: step };
    }
    return { do: step, value: this.expressionTo(';') };
  }

  /** Messages have no effect; without a level RAISE is an exception. */
  private raise(): readonly Step[] {
    const level = this.word(1);
    this.at = this.until(';') + 1;
    return ['debug', 'log', 'info', 'notice', 'warning'].includes(level) ? [] : [{ do: 'raise' }];
  }

  private execute(): Step {
    const from = this.at;
    const end = this.until(';');
    const span = this.spanTo(end);
    const { into, strict, sql } = this.withoutInto(from + 1, end);
    const { start: at, end: behind } = this.text.span(from + 1);
    const literal = end === from + 2 ? unquoted(this.text.sql.slice(at, behind)) : undefined;
    this.at = end + 1;
    const using = splitUsing(sql);
    const text = this.sql(`SELECT ${using.text}`);
    const ops = literal ? this.readPlaced(literal.text, this.start + at + literal.start) : [];
    if (ops.length > 0) return { do: 'ddl', ops };
    return {
      do: 'execute',
      text,
      using: using.values.map((value) => this.sql(`SELECT ${value}`)),
      ...(into.length > 0 && { into }),
      strict,
      span,
    };
  }

  private dynamicRows(before: string): RowsOf {
    this.take('execute');
    const end = this.until(before);
    const { text, values } = splitUsing(this.textTo(end));
    this.at = end + 1;
    return { text: this.sql(`SELECT ${text}`), using: values.map((value) => this.sql(`SELECT ${value}`)) };
  }

  private target(): Target | undefined {
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
  private withoutInto(from: number, end: number): { into: Target[]; strict: boolean; sql: string } {
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

  /** The first token from here on that is the word, outside parentheses and CASE. */
  private until(word: string, limit = this.text.tokens.length): number {
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

  private textTo(end: number): string {
    return this.text.sql.slice(this.text.span(this.at).start, this.text.span(end).start);
  }

  private spanTo(end: number): Span {
    return {
      start: this.start + this.text.span(this.at).start,
      end: this.start + this.text.span(Math.max(this.at, end - 1)).end,
    };
  }

  private expression(end: number): Node {
    return this.sql(`SELECT ${this.textTo(end)}`);
  }

  /** Reads an expression up to the first of the words, and over it. */
  private expressionTo(...words: readonly string[]): Node {
    const end = Math.min(...words.map((word) => this.until(word)));
    const value = this.expression(end);
    this.at = this.until(words.at(-1)!) + 1;
    return value;
  }

  private sql(sql: string): Node {
    const outcome = this.parse(sql);
    if (!outcome.ok || !outcome.node) throw new Unreadable();
    return outcome.node;
  }
}

/** `text USING a, b` as its parts, commas inside of parentheses not among what parts them. */
function splitUsing(sql: string): { readonly text: string; readonly values: readonly string[] } {
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
