import { column, type Column } from '../../model/schema';
import { defineRule } from '../define-rule';
import { useMethod } from '../lib/index-edits';
import { describe, isOwnTable } from '../lib/tables';
import { shortType } from '../lib/types';

export default defineRule({
  id: 'index-method',
  category: 'indexes',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'table',
  looksAt: 'all relations',
  covers: ['IDX-gist', 'P132'],
  gate: 'index strategy',
  docs: {
    summary:
      'Documents, arrays, ranges, text search, geometry and vectors are indexed by a method that looks into them.',
    why:
      'A B-tree only finds rows whose whole value is equal or comes before another one. What is asked of a `jsonb`, an array or a ' +
      '`tsvector` is what it contains, which GIN finds; what is asked of ranges and geometry is what overlaps, which GiST finds; of the vectors of pgvector what is near, which HNSW finds. ' +
      'Besides, a B-tree refuses values longer than a third of a page: the insert of a larger document fails.',
    whenOff: 'Where rows are found by the whole value.',
    references: [
      { title: 'PostgreSQL: Index Types', url: 'https://www.postgresql.org/docs/current/indexes-types.html' },
      {
        title: 'PostgreSQL: jsonb Indexing',
        url: 'https://www.postgresql.org/docs/current/datatype-json.html#JSON-INDEXING',
      },
    ],
  },
  examples: [
    {
      title: 'documents and arrays',
      sql: 'CREATE TABLE events (data jsonb, tags text[]);\nCREATE INDEX idx_data ON events (data);\nCREATE INDEX idx_tags ON events USING btree (tags);',
      reports: ['data', 'tags'],
      says: '`gin`',
      fixed:
        'CREATE TABLE events (data jsonb, tags text[]);\nCREATE INDEX idx_data ON events USING gin (data);\nCREATE INDEX idx_tags ON events USING gin (tags);',
    },
    {
      title: 'a range',
      sql: 'create table bookings (during tstzrange);\ncreate index on bookings (during);',
      reports: ['during'],
      says: '`gist`',
      fixed: 'create table bookings (during tstzrange);\ncreate index on bookings using gist (during);',
    },
    {
      title: 'a place',
      sql: 'CREATE TABLE shops (at geometry(Point, 4326));\nCREATE INDEX ON shops (at);',
      reports: ['at'],
    },
    {
      title: 'fitting methods',
      sql: 'CREATE TABLE events (data jsonb, tags text[], during tstzrange, words tsvector);\nCREATE INDEX ON events USING gin (data jsonb_path_ops);\nCREATE INDEX ON events USING gin (tags, words);\nCREATE INDEX ON events USING gist (during);\nCREATE INDEX ON events USING hash (tags);',
      reports: [],
    },
    {
      title: 'vectors',
      sql: 'CREATE TABLE pages (embedding vector(3));\nCREATE INDEX ON pages (embedding);',
      reports: ['embedding'],
      says: '`hnsw`',
    },
    {
      title: 'a value out of the document',
      sql: "CREATE TABLE events (data jsonb);\nCREATE INDEX ON events ((data->>'kind'));\nCREATE INDEX ON events (((data->'n')::int));",
      reports: [],
    },
    {
      title: 'beside an index that looks into it',
      sql: 'CREATE TABLE events (tags text[]);\nCREATE INDEX ON events (tags);\nCREATE INDEX ON events USING gin (tags);',
      reports: [],
    },
    {
      title: 'unique values',
      sql: 'CREATE TABLE plans (days int[], during daterange);\nCREATE UNIQUE INDEX ON plans (days);\nCREATE UNIQUE INDEX ON plans (during);',
      reports: [],
    },
  ],
  table(table, context) {
    if (!isOwnTable(table) && table.kind !== 'matview') return;
    for (const index of table.indexes) {
      const { keys, method, unique, inherited } = index;
      if (method !== 'btree' || unique || inherited || keys.length !== 1) continue;
      const [key] = keys;
      const found = key!.column !== undefined && key!.opclass === undefined ? column(table, key!.column) : undefined;
      const better = found && methodFor(found);
      const isThere = table.indexes.some((other) => other.method === better && other.keys[0]?.column === found?.name);
      if (!better || isThere) continue;
      context.report({
        at: key!.origin,
        message:
          `A B-tree on \`${found.name}\` (\`${shortType(found.type)}\`) of ${describe(table)} only finds rows by the whole value. ` +
          FINDS[better],
        fixes: better === 'hnsw' ? [] : [useMethod(better, index, key!.origin, context)],
      });
    }
  },
});

const FINDS = {
  gin: 'Use `gin` to find what it contains.',
  gist: 'Use `gist` to find what it overlaps.',
  hnsw: 'Use `hnsw`, with the distance that queries ask for, to find what is near.',
} as const;
const VECTORS = new Set(['vector', 'halfvec', 'sparsevec']);
const GIN = new Set(['jsonb', 'tsvector']);
const GIST = new Set(['int4range', 'int8range', 'numrange', 'tsrange', 'tstzrange', 'daterange']);
const PLACES = new Set(['geometry', 'geography']);

function methodFor({ type }: Column): keyof typeof FINDS | undefined {
  const { name } = type.name;
  if (type.builtIn && (type.dimensions > 0 || GIN.has(name))) return 'gin';
  if (type.dimensions > 0) return undefined;
  if (!type.builtIn && VECTORS.has(name)) return 'hnsw';
  return (type.builtIn ? GIST : PLACES).has(name) ? 'gist' : undefined;
}
