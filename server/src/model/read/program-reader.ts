import type { Node } from '@pgsql/types';
import type { Op } from '../facts';
import type * as Code from '../program/program';
import { timeType } from '../program/moment-functions';
import type { RowsOf, Target, TimeType, Variable, VariableKind } from '../program/program';
import { unquoted, type Parse } from './body';
import { CodeReader, splitUsing, Unreadable } from './code-reader';

type Program = Code.Program<Op>;
type Step = Code.Step<Op>;
type Handler = Code.Handler<Op>;

/** What an SQL statement at a place of the code does to the schema, as far as it is literal. */
export type ReadPlaced = (sql: string, start: number) => readonly Op[];

const NO_STEP = new Set(['null', 'get', 'notify', 'listen', 'unlisten', 'analyze', 'vacuum', 'refresh', 'reindex', 'lock', 'cluster', 'do', 'close']); // prettier-ignore
const ROWS_CHANGE = new Set(['insert', 'update', 'delete', 'merge', 'truncate', 'copy']);
const QUERIES = new Set(['select', 'with', 'values', 'table', '(']);
const DEFINES = new Set(['create', 'alter', 'drop', 'comment', 'grant', 'revoke', 'security', 'reassign', 'import']);

/** Reads a body in PL/pgSQL. Throws `Unreadable` where it does what this reader doesn't know. */
export class ProgramReader extends CodeReader {
  /** Queries of the cursors that are declared. */
  private readonly cursors = new Map<string, RowsOf>();

  constructor(
    code: string,
    start: number,
    parse: Parse,
    private readonly readPlaced: ReadPlaced,
  ) {
    super(code, start, parse);
  }

  read(): Program {
    if (this.word() === '#') throw new Unreadable();
    const block = this.block(this.label());
    if (this.word() === ';') this.at++;
    if (this.at < this.text.tokens.length) throw new Unreadable();
    return [block];
  }

  private block(label: { readonly label?: string }): Step {
    const variables: Variable[] = [];
    while (this.word() === 'declare') {
      this.at++;
      while (this.word() !== 'begin' && this.word() !== 'declare') {
        const variable = this.declaration();
        if (variable) variables.push(variable);
      }
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

  /** A variable; undefined for a cursor, of which the query is kept. */
  private declaration(): Variable | undefined {
    const name = this.name();
    const end = this.until(';');
    const assigned = Math.min(...[':=', '=', 'default'].map((word) => this.until(word, end)));
    let kind: VariableKind = 'scalar';
    const type: string[] = [];
    for (let i = this.at; i < assigned; i++) type.push(this.text.word(i));
    if (type.includes('cursor')) {
      this.cursor(name, end);
      return undefined;
    }
    if (type[0] === 'alias') throw new Unreadable();
    if (type.includes('record') || type.includes('rowtype')) kind = 'row';
    else if (type.includes('[') || type.includes('[]') || type.includes('array')) kind = 'array';
    const time = kind === 'scalar' ? timeOf(type) : undefined;
    this.at = assigned < end ? assigned + 1 : end;
    const value = assigned < end ? this.expression(end) : undefined;
    this.at = end + 1;
    return { name, kind, ...(time && { time }), ...(value && { value }) };
  }

  /** `name [NO SCROLL] CURSOR FOR query` */
  private cursor(name: string, end: number): void {
    while (this.at < end && this.word() !== 'for' && this.word() !== 'is') {
      // What it is opened with isn't followed.
      if (this.word() === '(') throw new Unreadable();
      this.at++;
    }
    this.at++;
    this.cursors.set(name, { query: this.sql(this.textTo(end)) });
    this.at = end + 1;
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
      case 'open':
        return [this.open()];
      case 'fetch':
        return [this.fetch()];
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

  /** `OPEN c`, `OPEN c FOR query` */
  private open(): Step {
    this.at++;
    const cursor = this.name();
    if (this.word() === 'for' && this.word(1) === 'execute') {
      this.at++;
      return { do: 'open', cursor, rows: this.dynamicRows(';') };
    }
    const end = this.until(';');
    let rows = this.cursors.get(cursor);
    if (this.word() === 'for') {
      this.at++;
      rows = { query: this.sql(this.textTo(end)) };
    } else if (this.at < end) throw new Unreadable();
    if (!rows) throw new Unreadable();
    this.at = end + 1;
    return { do: 'open', cursor, rows };
  }

  /** `FETCH [NEXT FROM] c INTO a, b` */
  private fetch(): Step {
    this.at++;
    if (this.word() === 'next') this.at++;
    if (this.word() === 'from' || this.word() === 'in') this.at++;
    const cursor = this.name();
    this.take('into');
    const into: Target[] = [];
    do {
      if (into.length > 0) this.at++;
      const target = this.target();
      if (!target) throw new Unreadable();
      into.push(target);
    } while (this.word() === ',');
    this.take(';');
    return { do: 'fetch', cursor, into };
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
    const cursor = this.cursors.get(this.word());
    if (cursor && this.at + 1 === end) {
      this.at = end + 1;
      return { do: 'for rows', ...label, names, rows: cursor, body: this.loopBody() };
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
    if (ops.length > 0 && ops[0]!.op !== 'call') return { do: 'ddl', ops };
    return {
      do: 'execute',
      text,
      using: using.values.map((value) => this.sql(`SELECT ${value}`)),
      ...(into.length > 0 && { into }),
      strict,
      span,
    };
  }
}

/** The type of a variable for days, times or lengths of time, of its words. */
function timeOf(words: readonly string[]): TimeType | undefined {
  const [first = ''] = words;
  if (first === 'timestamp' && words.includes('with')) return 'timestamptz';
  return timeType(first);
}
