import { Recent } from '../base/recent';
import type { SchemaView, Source } from '../model/schema';
import type { WrittenQuery } from '../rules/define-rule';
import { withParameters } from '../sql/parameters';
import type { ParseOutcome, SqlParser } from '../sql/pg-parser';
import { queryOf } from './query';

const MOST_REMEMBERED = 2_000;

/** Reads the queries of documents. One that an edit leaves as it is isn't parsed again. */
export class DocumentQueries {
  private readonly parsed = new Recent<string, ParseOutcome>(MOST_REMEMBERED);
  private readonly remembering: SqlParser;

  constructor(private readonly parser: SqlParser) {
    this.remembering = { parse: (sql) => this.parsed.get(sql, () => this.parser.parse(sql)) };
  }

  /** `start` is where the first character of `sql` stands, or would stand, in the document. */
  read(sql: string, start: number, file: string, schema: SchemaView, isKnown: (name: string) => boolean): WrittenQuery {
    const text = withParameters(sql).replace(/;\s*$/, (end) => ' '.repeat(end.length));
    const outcome = this.remembering.parse(text);
    if (!outcome.ok) {
      const at = start + Math.min(outcome.offset, sql.trimEnd().length);
      const word = /^[\p{L}\p{N}_]+|^\S?/u.exec(sql.slice(at - start))![0];
      return { ok: false, message: outcome.message, at: { start: at, end: at + word.length } };
    }
    const source: Source = { file, statement: { start, end: start + sql.length }, path: ['public'] };
    const query = queryOf(
      text,
      { source, schema, migration: false, relationBefore: (name) => schema.resolve(name, source.path), isKnown },
      this.remembering,
    );
    return { ok: true, query };
  }
}
