import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../support/files';
import { TestClient } from '../support/lsp';

/** A schema of about `lines` lines in which each table refers to the one before it. */
function schema(lines: number): string {
  const table = (i: number) => `CREATE TABLE table_${i} (
  id bigint NOT NULL,
  name character varying(255),
  note text DEFAULT 'it''s; $$',
  parent_id bigint,
  seen_at timestamp without time zone
);

ALTER TABLE ONLY table_${i} ADD CONSTRAINT table_${i}_pkey PRIMARY KEY (id);

CREATE INDEX idx_table_${i}_parent_id ON table_${i} USING btree (parent_id);

ALTER TABLE ONLY table_${i}
  ADD CONSTRAINT fk_table_${i}_parent_id FOREIGN KEY (parent_id) REFERENCES table_${Math.max(0, i - 1)} (id) ON DELETE CASCADE;

COMMENT ON TABLE table_${i} IS 'Table number ${i}';
`;
  return Array.from({ length: Math.ceil(lines / 16) }, (_, i) => table(i)).join('\n');
}

const EDITS: readonly (readonly [name: string, what: (middle: number) => string, by: (middle: number) => string])[] = [
  ['a broken statement', (n) => `CREATE TABLE table_${n} (`, (n) => `CREATE TABLE table_${n} ()`],
  ['the same made whole', (n) => `CREATE TABLE table_${n} ()`, (n) => `CREATE TABLE table_${n} (`],
  ['a column', (n) => `CREATE TABLE table_${n} (\n`, (n) => `CREATE TABLE table_${n} (\n  extra text,\n`],
  ['a renamed key', (n) => `table_${n}_pkey PRIMARY KEY (id)`, (n) => `table_${n}_pkey PRIMARY KEY (parent_id)`],
  ['a comment', (n) => `'Table number ${n}'`, (n) => `'The table number ${n}'`],
  ['a renamed table', (n) => `CREATE TABLE table_${n} (`, (n) => `CREATE TABLE tables_${n} (`],
];

async function costs(lines: number): Promise<Record<string, { parsed: number; folded: number; runs: number }>> {
  const text = schema(lines);
  const client = await TestClient.start({ files: MemoryFiles.of({ '/ws/a.sql': text }) });
  const uri = 'file:///ws/a.sql';
  await client.open(uri, text);
  await client.pull(uri);
  const { engine } = client;
  const root = engine.workspace.rootOf('/ws/a.sql')!;
  const middle = Math.floor(lines / 32);
  const count = () => ({ parsed: engine.parser.parsed, folded: root.folded, runs: engine.linter.runs });
  const result: Awaited<ReturnType<typeof costs>> = {};
  for (const [name, what, by] of EDITS) {
    const before = count();
    await client.replace(uri, what(middle), by(middle));
    await client.pull(uri);
    const after = count();
    result[name] = {
      parsed: after.parsed - before.parsed,
      folded: after.folded - before.folded,
      runs: after.runs - before.runs,
    };
  }
  client.dispose();
  expect(client.logged).toEqual([]);
  return result;
}

describe('what an edit costs', () => {
  it('is the same in 1,000 lines and in 43,000', { timeout: 60_000 }, async () => {
    const small = await costs(1_000);
    expect(small['a column']).toMatchObject({ parsed: 1, folded: 1 });
    expect(small['the same made whole']).toEqual({ parsed: 0, folded: 0, runs: 0 });
    expect(await costs(43_000)).toEqual(small);
  });
});
