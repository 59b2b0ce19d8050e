import { beforeAll, describe, expect, it } from 'vitest';
import { DocumentQueries, type QueriedSchema } from '../../server/src/lint/document-queries';
import { SchemaModel } from '../../server/src/model/schema-model';
import type { PgParser } from '../../server/src/sql/pg-parser';
import { FoldedText } from '../../server/src/workspace/folded-text';
import { Reader, SqlText } from '../../server/src/workspace/sql-text';
import { testParser } from '../support/parser';

let parser: PgParser;
beforeAll(async () => {
  parser = await testParser();
});

function schemaOf(sql: string, version = 1): QueriedSchema {
  const model = new SchemaModel(() => 0);
  new FoldedText('schema.sql', new SqlText(sql, new Reader(parser, undefined)), model, undefined);
  model.commit();
  return { schema: model, version, isKnown: (name) => model.isAbout(name) };
}

const SQL = 'SELECT id FROM notes WHERE id = ?';
const state = () => ({ path: 'DATA-MODEL.md' });

function read(queries: DocumentQueries, start: number, document: { path: string }, against: QueriedSchema) {
  const found = queries.read(SQL, start, document, against);
  if (!found.ok || !found.query) throw new Error('not read');
  return found.query;
}

describe('the queries of a document', () => {
  it('are only moved by an edit elsewhere', () => {
    const queries = new DocumentQueries(parser);
    const against = schemaOf('CREATE TABLE notes (id integer);');
    const before = read(queries, 10, state(), against);
    const after = read(queries, 14, state(), against);
    expect(after).toBe(before);
    expect(after.source.statement).toEqual({ start: 14, end: 14 + SQL.length });
  });

  it('keep their places where one is written twice', () => {
    const queries = new DocumentQueries(parser);
    const against = schemaOf('CREATE TABLE notes (id integer);');
    for (const by of [0, 90, 30]) {
      const document = state();
      const [first, second] = [read(queries, 10 + by, document, against), read(queries, 100 + by, document, against)];
      expect([first, second].map(({ source }) => source.statement.start)).toEqual([10 + by, 100 + by]);
      expect(read(queries, 10 + by, document, against)).toBe(first);
    }
  });

  it('are read anew when the schema changes', () => {
    const queries = new DocumentQueries(parser);
    const against = schemaOf('CREATE TABLE notes (id integer);');
    const before = read(queries, 10, state(), against);
    expect(read(queries, 10, state(), { ...against, version: 2 })).not.toBe(before);
  });
});
