import type { Node } from '@pgsql/types';
import createModule, { type PgQueryModule } from 'libpg-query/wasm/libpg-query.js';
import { offsetMap, type OffsetMap } from './offsets';

/** Longer statements (UTF-16 units) are parsed in a thread that can be ended: see LargeParser. */
export const MAX_SYNC_LENGTH = 256 * 1024;
const MAX_DEPTH = 2_000;

export type ParseOutcome = Parsed | ParseError;

export interface Parsed {
  readonly ok: true;
  /** The statement as PostgreSQL's grammar reads it; undefined for an empty one. */
  readonly node: Node | undefined;
  /** Its `location` fields count bytes: `offsets.fromBytes` makes UTF-16 offsets of the statement's text. */
  readonly offsets: OffsetMap;
}

export interface ParseError {
  readonly ok: false;
  /** PostgreSQL's words (`syntax error at or near "x"`), or ours where the text can't be given to it. */
  readonly message: string;
  /** UTF-16, in the statement's text. */
  readonly offset: number;
  /** The statement may be right: it was too large or too deeply nested to be read. */
  readonly unread?: true;
}

/** What reads one statement; see `PgParser.parse`. */
export type SqlParser = Pick<PgParser, 'parse'>;

/**
 * PostgreSQL's own parser in WebAssembly, one statement a call. An instance whose stack overflowed is thrown away, and one
 * that was made ready before takes its place.
 */
export class PgParser {
  private spare: PgQueryModule | undefined;
  /** Of a statement that is typed its facts are read, and then the names that it uses: it is parsed once for both. */
  private last: { readonly sql: string; readonly outcome: Parsed } | undefined;
  /** Statements given to PostgreSQL's parser so far: what a change costs is counted by it. */
  parsed = 0;
  /** Takes the time of each statement, and of the facts that are made of it, where somebody has asked for it. */
  stopwatch: (<T>(what: 'parser' | 'facts', run: () => T) => T) | undefined;

  private constructor(
    private readonly wasm: WebAssembly.Module,
    private instance: PgQueryModule | undefined,
  ) {
    this.prepareSpare();
  }

  /** `wasm` is what `libpg-query.wasm` compiles to. */
  static async create(wasm: WebAssembly.Module): Promise<PgParser> {
    return new PgParser(wasm, await instantiate(wasm));
  }

  /** Never throws. `sql` is one statement, masked; anything after it is an error. */
  parse(sql: string): ParseOutcome {
    if (this.last?.sql === sql) return this.last.outcome;
    const outcome = this.stopwatch ? this.stopwatch('parser', () => this.read(sql)) : this.read(sql);
    if (outcome.ok) this.last = { sql, outcome };
    return outcome;
  }

  private read(sql: string): ParseOutcome {
    const nul = sql.indexOf('\0');
    if (nul >= 0) return { ok: false, message: 'a NUL character, which PostgreSQL does not accept', offset: nul };
    const deep = tooDeep(sql);
    if (deep !== undefined) return unread(`nested more than ${MAX_DEPTH} levels deep`, deep);
    const offsets = offsetMap(sql);
    this.instance ??= this.takeSpare();
    if (!this.instance) return unread('the parser is not ready');
    this.parsed++;
    try {
      return run(this.instance, sql, offsets);
    } catch {
      this.instance = undefined;
      return unread('too deeply nested');
    }
  }

  private takeSpare(): PgQueryModule | undefined {
    const spare = this.spare;
    this.spare = undefined;
    this.prepareSpare();
    return spare;
  }

  private prepareSpare(): void {
    void instantiate(this.wasm).then((instance) => {
      this.spare = instance;
    });
  }
}

/** `why` completes "this statement is not checked: …". */
export function unread(why: string, offset = 0): ParseError {
  return { ok: false, message: `this statement is not checked: ${why}`, offset, unread: true };
}

function instantiate(wasm: WebAssembly.Module): Promise<PgQueryModule> {
  return createModule({
    instantiateWasm(imports, receive) {
      const instance = new WebAssembly.Instance(wasm, imports);
      receive(instance, wasm);
      return instance.exports;
    },
  });
}

/** Layouts: PgQueryParseResult { tree, stderr, error }, PgQueryError { message, function, file, line, cursor }, all 32 bits wide. */
function run(pg: PgQueryModule, sql: string, offsets: OffsetMap): ParseOutcome {
  const size = pg.lengthBytesUTF8(sql) + 1;
  const query = pg._malloc(size);
  pg.stringToUTF8(sql, query, size);
  const result = pg._wasm_parse_query_raw(query);
  try {
    const error = pg.getValue(result + 8, 'i32');
    if (error !== 0) {
      const cursor = pg.getValue(error + 16, 'i32');
      const message = pg.UTF8ToString(pg.getValue(error, 'i32'));
      return { ok: false, message, offset: offsets.fromCodePoints(Math.max(0, cursor - 1)) };
    }
    const tree = JSON.parse(pg.UTF8ToString(pg.getValue(result, 'i32'))) as { stmts?: { stmt?: Node }[] };
    return { ok: true, node: tree.stmts?.[0]?.stmt, offsets };
  } finally {
    pg._free(query);
    pg._wasm_free_parse_result(result);
  }
}

/** Where parentheses are nested deeper than the parser's stack is known to bear; quotes are ignored, which only errs on long texts. */
function tooDeep(sql: string): number | undefined {
  if (sql.length < MAX_DEPTH * 2) return undefined;
  let depth = 0;
  for (let i = 0; i < sql.length; i++) {
    const c = sql.charCodeAt(i);
    if (c === 40 || c === 91) {
      if (++depth > MAX_DEPTH) return i;
    } else if (c === 41 || c === 93) depth = Math.max(0, depth - 1);
  }
  return undefined;
}
