/** A schema and a document with access patterns, for examples of rules. */
export const tree = {
  schema:
    'CREATE EXTENSION pg_trgm;\n' +
    'CREATE TABLE users (\n    id uuid PRIMARY KEY\n);\n' +
    'CREATE TABLE sources (\n    id uuid PRIMARY KEY,\n    owner_id uuid NOT NULL REFERENCES users (id),\n    name text,\n    status text,\n    created_at timestamptz\n);\n' +
    'CREATE TABLE crawls (\n    id uuid PRIMARY KEY,\n    source_id uuid NOT NULL REFERENCES sources (id),\n    started_at timestamptz\n);\n',
  /** Each is the query shape of a pattern. */
  document: (...shapes: readonly string[]) => tree.table(...shapes.map((shape, i) => `| AP${i + 1} | Pattern ${i + 1} | ${shape} | 100/min | < 50ms |`)), // prettier-ignore
  table: (...rows: readonly string[]) => ({
    name: 'DATA-MODEL.md',
    text:
      '# Data Model: Crawler\n\n## Entities\n\n### Source\n\n- id: UUID (PK)\n- owner_id: UUID (FK → User)\n\n#### Access Patterns\n\n' +
      `| # | Pattern | Query shape | Frequency | Latency SLA |\n| --- | --- | --- | --- | --- |\n${rows.map((row) => `${row}\n`).join('')}`,
  }),
};
