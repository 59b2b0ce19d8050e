import type { Node } from '@pgsql/types';
import { firstNotBefore } from '../base/search';
import type { Span } from '../base/span';
import { Text } from '../base/text';
import type { ReadComposed } from '../model/program-run';
import { NO_FACTS, ONLY_A_QUERY, type Op, type StatementFacts } from '../model/facts';
import { readFacts } from '../model/read/read';
import { expectedToken, type Expectation } from '../sql/expectations';
import type { LargeParser } from '../sql/large-parser';
import { maskTemplates } from '../sql/mask';
import { MAX_SYNC_LENGTH, type ParseOutcome, type PgParser } from '../sql/pg-parser';
import { splitText } from '../sql/split';
import { StatementList, type Change, type Statement, type StatementDelta } from '../sql/statements';

export interface SyntaxProblem {
  readonly message: string;
  /** UTF-16 from the statement's start. */
  readonly span: Span;
  readonly expectation?: Expectation;
  /** The statement may be right, but could not be checked. */
  readonly unread?: true;
}

/** All that is known of one statement from its text alone. */
export interface StatementResult {
  readonly facts: StatementFacts;
  readonly problem?: SyntaxProblem;
  /** True while a thread of its own parses it. */
  readonly pending?: boolean;
}

/** What all texts of an engine share. */
export class Reader {
  /** Results of statements that were edited away: undo, retyping and documents that are read anew find them again. */
  private readonly remembered = new Map<string, StatementResult>();
  private readonly composedTexts = new Map<string, ReturnType<ReadComposed>>();

  constructor(
    readonly parser: PgParser,
    readonly large: LargeParser | undefined,
  ) {}

  /** The statements of a text that a program has put together; undefined where one isn't SQL. */
  composed(text: string): ReturnType<ReadComposed> {
    const known = this.composedTexts.get(text);
    if (known) return known;
    const statements: { node: Node; ops: readonly Op[] }[] = [];
    for (const { start, end } of splitText(text)) {
      const sql = text.slice(start, end);
      if (sql.trim() === '') continue;
      const outcome = this.parser.parse(sql);
      if (!outcome.ok || maskTemplates(sql) !== sql) return undefined;
      const parse = (inner: string) => this.parser.parse(inner);
      if (outcome.node)
        statements.push({ node: outcome.node, ops: readFacts(outcome.node, sql, sql, outcome.offsets, parse).ops });
    }
    if (this.composedTexts.size > MAX_REMEMBERED) this.composedTexts.clear();
    this.composedTexts.set(text, statements);
    return statements;
  }

  recall(sql: string): StatementResult | undefined {
    return this.remembered.get(sql);
  }

  remember(sql: string, result: StatementResult): void {
    if (sql.length > MAX_REMEMBERED_LENGTH) return;
    this.remembered.delete(sql);
    this.remembered.set(sql, result);
    if (this.remembered.size > MAX_REMEMBERED) this.remembered.delete(this.remembered.keys().next().value!);
  }
}

/** A result as the cache has it: what most statements of a dump give is a number. */
type Kept = StatementResult | 1 | null;

const EMPTY: StatementResult = { facts: NO_FACTS };
const ONLY_QUERY: StatementResult = { facts: ONLY_A_QUERY };
const TOO_LARGE: StatementResult = {
  facts: NO_FACTS,
  problem: { message: 'This statement is not checked: too large.', span: { start: 0, end: 1 }, unread: true },
};
/** More queries than these that come or go at once make their list anew. */
const MAX_FOLLOWED = 16;
const MAX_MESSAGE = 200;
const MAX_REMEMBERED = 1_000;
const MAX_REMEMBERED_LENGTH = 16_384;

/**
 * One SQL text with what its statements say: a whole file, or a region of a document. Offsets are UTF-16 in the file or
 * the document.
 */
export class SqlText {
  private readonly list: StatementList;
  private readonly results = new Map<Statement, StatementResult>();
  private readonly wrong = new Map<Statement, SyntaxProblem>();
  private readonly asking = new Set<Statement>();
  private readonly commented = new Set<Statement>();
  /** The queries in order, as far as they are known, and those that came since. */
  private queryList: readonly Statement[] | undefined;
  private newQueries: Statement[] = [];
  private text: Text;

  /** `onLate` is called when a statement that was pending has its result. */
  constructor(
    text: string,
    private readonly reader: Reader,
    private readonly onLate: (statement: Statement) => void = () => undefined,
    region?: Span,
  ) {
    this.text = Text.of(text);
    this.list = new StatementList(text, region);
    this.noteComments(this.list.all);
  }

  get statements(): readonly Statement[] {
    return this.list.all;
  }

  statementAt(offset: number): Statement | undefined {
    return this.list.at(offset);
  }

  /** Reads the statement where that wasn't done yet. */
  result(statement: Statement): StatementResult {
    let result = this.results.get(statement);
    if (result) return result;
    const { stopwatch } = this.reader.parser;
    result = stopwatch ? stopwatch('facts', () => this.read(statement)) : this.read(statement);
    this.note(statement, result);
    return result;
  }

  /** What is wrong, by statement, in no order. */
  get problems(): ReadonlyMap<Statement, SyntaxProblem> {
    this.readAll();
    return this.wrong;
  }

  /** The statements that are queries, hold one or have code with some, in order. */
  get queries(): readonly Statement[] {
    this.readAll();
    this.queryList ??= [...this.asking].sort((a, b) => a.start - b.start);
    for (const query of this.newQueries) this.queryList = withQuery(this.queryList, query);
    this.newQueries = [];
    return this.queryList;
  }

  /** The statements with comments in or before them that speak to a tool or to us, in no order. */
  get withDirectives(): ReadonlySet<Statement> {
    return this.commented;
  }

  /** All results as plain data that `adopt` takes; undefined while one of them is pending. */
  kept(): unknown {
    const kept: Kept[] = [];
    for (const statement of this.list.all) {
      const result = this.result(statement);
      if (result.pending) return undefined;
      kept.push(result === EMPTY ? null : result.facts === ONLY_A_QUERY && !result.problem ? 1 : result);
    }
    return kept;
  }

  /** Takes over what `kept` gave of the same text. */
  adopt(kept: unknown): void {
    if (!Array.isArray(kept) || kept.length !== this.list.all.length) return;
    this.list.all.forEach((statement, i) => {
      const one = kept[i] as Kept;
      this.note(statement, one === null ? EMPTY : one === 1 ? ONLY_QUERY : one);
    });
  }

  /** Takes over an edit; `text` is the whole new text. */
  edit(text: Text, change: Change): StatementDelta {
    const old = this.text;
    this.text = text;
    const delta = this.list.edit(text, change);
    if (delta.removed.length > MAX_FOLLOWED) this.forgetQueries();
    for (const statement of delta.removed) {
      const result = this.results.get(statement);
      this.forget(statement);
      // What was removed kept its place in the old text.
      if (result && !result.pending) this.reader.remember(detached(old.slice(statement.start, statement.end)), result);
    }
    this.noteComments(delta.added);
    return delta;
  }

  /** What stands around a region was edited: its statements are `by` further behind in the whole `text`. */
  move(text: Text, by: number): void {
    this.text = text;
    if (by !== 0) for (const statement of this.list.all) statement.move(by);
  }

  /** Leaves what was read to texts that come after this one. */
  dispose(): void {
    for (const [statement, result] of this.results) {
      if (!result.pending) this.reader.remember(detached(this.sql(statement)), result);
    }
  }

  /** What its statements are parsed with; trees of queries aren't kept. */
  get parser(): PgParser {
    return this.reader.parser;
  }

  /** The statement as it is written. */
  sql(statement: Statement): string {
    return this.text.slice(statement.start, statement.end);
  }

  slice(start: number, end: number): string {
    return this.text.slice(start, end);
  }

  /** The whole text. */
  toString(): string {
    return this.text.toString();
  }

  private readAll(): void {
    if (this.results.size === this.list.all.length) return;
    for (const statement of this.list.all) this.result(statement);
  }

  private note(statement: Statement, result: StatementResult): void {
    this.results.set(statement, result);
    if (result.problem) this.wrong.set(statement, result.problem);
    if (!result.facts.query) return;
    this.asking.add(statement);
    if (!this.queryList) return;
    this.newQueries.push(statement);
    if (this.newQueries.length > MAX_FOLLOWED) this.forgetQueries();
  }

  private forget(statement: Statement): void {
    this.results.delete(statement);
    this.wrong.delete(statement);
    this.commented.delete(statement);
    if (!this.asking.delete(statement) || !this.queryList) return;
    this.queryList = without(this.queryList, statement);
    this.newQueries = without(this.newQueries, statement);
  }

  private forgetQueries(): void {
    this.queryList = undefined;
    this.newQueries = [];
  }

  private noteComments(statements: readonly Statement[]): void {
    for (const statement of statements) if (statement.directives.length > 0) this.commented.add(statement);
  }

  private read(statement: Statement): StatementResult {
    if (statement.empty) return statement.open ? { facts: NO_FACTS, problem: unclosed(statement) } : EMPTY;
    const sql = detached(this.sql(statement));
    const known = this.reader.recall(sql);
    if (known && !statement.open) return known;
    if (sql.startsWith('\\')) return EMPTY;
    if (statement.open) return { facts: NO_FACTS, problem: unclosed(statement) };
    const masked = maskTemplates(sql);
    if (sql.length > MAX_SYNC_LENGTH) {
      if (!this.reader.large) return TOO_LARGE;
      void this.reader.large.parse(masked, isDefinition(sql)).then((outcome) => {
        if (!this.results.get(statement)?.pending) return;
        this.note(statement, this.interpret(outcome, sql, masked));
        this.onLate(statement);
      });
      return { facts: NO_FACTS, pending: true };
    }
    return this.interpret(this.reader.parser.parse(masked), sql, masked);
  }

  private interpret(outcome: ParseOutcome, sql: string, masked: string): StatementResult {
    if (!outcome.ok) {
      // What a template or a psql variable stands for may be anything, also what is missing here.
      if (sql[outcome.offset] !== masked[outcome.offset]) return EMPTY;
      const unread = outcome.unread;
      const expectation =
        unread || masked.length > MAX_SYNC_LENGTH ? undefined : expectedToken(masked, outcome, this.reader.parser);
      const span = wordAt(sql, outcome.offset);
      return {
        facts: NO_FACTS,
        problem: {
          message: sentence(outcome.message, expectation),
          span,
          ...(expectation && { expectation }),
          ...(unread && { unread }),
        },
      };
    }
    if (!outcome.node) return EMPTY;
    const parse = (inner: string) => this.reader.parser.parse(inner);
    const facts = readFacts(outcome.node, sql, masked, outcome.offsets, parse);
    return facts === NO_FACTS ? EMPTY : facts === ONLY_A_QUERY ? ONLY_QUERY : { facts };
  }
}

function withQuery(queries: readonly Statement[], query: Statement): readonly Statement[] {
  const at = firstNotBefore(queries.length, (i) => queries[i]!.start < query.start);
  return queries[at] === query ? queries : [...queries.slice(0, at), query, ...queries.slice(at)];
}

function without(queries: readonly Statement[], query: Statement): Statement[] {
  const at = queries.indexOf(query);
  return at < 0 ? [...queries] : [...queries.slice(0, at), ...queries.slice(at + 1)];
}

/** A copy: a slice would keep the whole text that it was cut from in memory. */
function detached(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

function unclosed(statement: Statement): SyntaxProblem {
  const open = statement.open!;
  const span = { start: open.at, end: Math.max(open.at + 1, Math.min(open.at + 2, statement.end - statement.start)) };
  return { message: `This ${open.kind} is never closed.`, span };
}

/** PostgreSQL's message as a sentence, with what is missing where that is sure. */
function sentence(message: string, expectation: Expectation | undefined): string {
  // The message quotes a whole token, which may be megabytes.
  const short = message.length <= MAX_MESSAGE ? message : `${message.slice(0, MAX_MESSAGE)}…"`;
  const text = short.charAt(0).toUpperCase() + short.slice(1);
  if (!expectation) return `${text}.`;
  return `${text}: ${expectation.kind === 'missing' ? 'expected' : 'unexpected'} \`${expectation.token}\`.`;
}

/** The word that starts at an offset, or the last character where the statement ends too early. */
function wordAt(sql: string, offset: number): Span {
  const trimmed = sql.trimEnd().length;
  if (offset >= trimmed) return { start: Math.max(0, trimmed - 1), end: trimmed };
  const word = /^(?:[\p{L}\p{N}_$]+|"[^"\n]*"?|.)/su.exec(sql.slice(offset, offset + 256))?.[0] ?? ' ';
  return { start: offset, end: offset + word.length };
}

function isDefinition(sql: string): boolean {
  return /^(?:create|alter|drop|comment)\b/i.test(sql);
}
