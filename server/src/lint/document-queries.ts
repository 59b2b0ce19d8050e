import { Recent } from '../base/recent';
import type { SchemaView, Source } from '../model/schema';
import type { WrittenQuery } from '../rules/define-rule';
import { withParameters } from '../sql/parameters';
import type { ParseOutcome, SqlParser } from '../sql/pg-parser';
import { queryOf } from './query';

const MOST_REMEMBERED = 2_000;

/** A schema that queries are read against. Its version changes with what it has. */
export interface QueriedSchema {
  readonly schema: SchemaView;
  readonly version: number;
  readonly isKnown: (name: string) => boolean;
}

/** A query as it was read, at the place where it stands now. */
interface Reading {
  /** The document as it was when this was asked for last. */
  document: object;
  readonly statement: { start: number; end: number };
  readonly written: WrittenQuery;
}

/** Reads the queries of documents. One that an edit leaves as it is isn't parsed again, and only moved while its schema stays. */
export class DocumentQueries {
  private readonly parsed = new Recent<string, ParseOutcome>(MOST_REMEMBERED);
  private readonly readings = new WeakMap<SchemaView, { readonly version: number; readonly byText: Map<string, Reading[]> }>(); // prettier-ignore
  /** The parser, with what it has read lately. */
  readonly remembering: SqlParser;

  constructor(private readonly parser: SqlParser) {
    this.remembering = { parse: (sql) => this.parsed.get(sql, () => this.parser.parse(sql)) };
  }

  /**
   * `start` is where the first character of `sql` stands, or would stand, in the document. Another object is another state of
   * the document.
   */
  read(sql: string, start: number, document: { readonly path: string }, against: QueriedSchema): WrittenQuery {
    const known = this.known(`${document.path}\n${sql}`, against);
    // A query may stand in a document several times: what another place has taken is not moved away from it.
    const reading =
      known.find((each) => each.document === document && each.statement.start === start) ??
      known.find((each) => each.document !== document);
    if (!reading) {
      const statement = { start, end: start + sql.length };
      const written = this.written(sql, statement, document.path, against);
      if (written.ok) known.push({ document, statement, written });
      return written;
    }
    reading.document = document;
    reading.statement.start = start;
    reading.statement.end = start + sql.length;
    return reading.written;
  }

  private known(key: string, { schema, version }: QueriedSchema): Reading[] {
    let readings = this.readings.get(schema);
    if (!readings || readings.version !== version || readings.byText.size > MOST_REMEMBERED)
      this.readings.set(schema, (readings = { version, byText: new Map() }));
    let known = readings.byText.get(key);
    if (!known) readings.byText.set(key, (known = []));
    return known;
  }

  private written(sql: string, statement: Source['statement'], file: string, against: QueriedSchema): WrittenQuery {
    const { schema, isKnown } = against;
    const { start } = statement;
    const text = withParameters(sql).replace(/;\s*$/, (end) => ' '.repeat(end.length));
    const outcome = this.remembering.parse(text);
    if (!outcome.ok) {
      const at = start + Math.min(outcome.offset, sql.trimEnd().length);
      const word = /^[\p{L}\p{N}_]+|^\S?/u.exec(sql.slice(at - start))![0];
      return { ok: false, message: outcome.message, at: { start: at, end: at + word.length } };
    }
    const source: Source = { file, statement, path: ['public'] };
    const query = queryOf(
      text,
      { source, schema, migration: false, relationBefore: (name) => schema.resolve(name, source.path), isKnown },
      this.remembering,
    );
    return { ok: true, query };
  }
}
