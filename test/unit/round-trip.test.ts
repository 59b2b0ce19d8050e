import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SchemaView, Table } from '../../server/src/model/schema';
import { describedTable } from '../../server/src/rules/lib/described';
import { isOwnTable } from '../../server/src/rules/lib/tables';
import { sqlType } from '../../server/src/spec/sql-type';
import { scaffold } from '../../server/src/scaffold/scaffold';
import type { PgParser } from '../../server/src/sql/pg-parser';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';
import { modelOf } from '../support/model';
import { testParser } from '../support/parser';
import { WHAT_DOCUMENTS_SAY, type Said } from '../support/styles';

/** As rich as a schema that grew: types of its own, arrays, partitions, views, checks, partial and expression indexes. */
const RICH = `
CREATE SCHEMA stock;
CREATE EXTENSION IF NOT EXISTS citext;
CREATE TYPE rating AS ENUM ('G', 'PG', 'R');
CREATE DOMAIN year AS integer CHECK (VALUE BETWEEN 1901 AND 2155);
CREATE TABLE languages (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name char(20) NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE films (
    id serial PRIMARY KEY,
    title varchar(255) NOT NULL,
    released year,
    language_id smallint NOT NULL REFERENCES languages (id) ON UPDATE CASCADE ON DELETE RESTRICT,
    original_language_id integer REFERENCES languages (id) ON DELETE SET NULL,
    rental_rate numeric(4, 2) NOT NULL DEFAULT 4.99,
    rating rating NOT NULL DEFAULT 'G',
    features text[],
    kind text NOT NULL DEFAULT 'film' CHECK (kind IN ('film', 'series', 'it''s')),
    searched tsvector,
    CONSTRAINT chk_films_rate CHECK (rental_rate >= 0),
    CONSTRAINT uq_films_title UNIQUE (title, released)
);
CREATE TABLE actors (id bigserial PRIMARY KEY, first_name text NOT NULL, email citext UNIQUE);
CREATE TABLE film_actors (
    actor_id bigint NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    film_id integer NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    PRIMARY KEY (actor_id, film_id)
);
CREATE TABLE stock.stores (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), manager_id bigint UNIQUE REFERENCES actors (id), picture bytea);
CREATE TABLE payments (
    id bigint NOT NULL,
    paid_at timestamp(3) without time zone NOT NULL,
    amount numeric(5, 2) NOT NULL,
    store_id uuid NOT NULL REFERENCES stock.stores (id),
    PRIMARY KEY (id, paid_at)
) PARTITION BY RANGE (paid_at);
CREATE TABLE payments_2026 PARTITION OF payments FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE INDEX idx_films_title ON films (title) WHERE rating <> 'R';
CREATE UNIQUE INDEX idx_actors_email ON actors (lower(first_name));
CREATE INDEX idx_films_searched ON films USING gin (searched);
CREATE VIEW film_list AS SELECT f.id, f.title FROM films f;
COMMENT ON TABLE films IS 'What can be | rented';
COMMENT ON COLUMN films.title IS 'As on the "box"';
`;

const others = path.join(import.meta.dirname, '../../../shared/corpora/schemas/pagila/pagila-schema.sql');
const SCHEMAS = [
  ['a rich schema', RICH],
  ...(existsSync(others) ? [['pagila', readFileSync(others, 'utf8')] as const] : []),
] as const;

let parser: PgParser;
beforeAll(async () => {
  parser = await testParser();
});

/** The SQL that a document of a style about a schema comes to. */
async function through(style: keyof typeof WHAT_DOCUMENTS_SAY, sql: string): Promise<string> {
  const workspace = async (files: Readonly<Record<string, string>>) => {
    const { engine } = await testEngine(MemoryFiles.of(files));
    await engine.workspace.setFolders(['/ws']);
    return engine;
  };
  const request = style === 'contract' ? { kind: 'contract' as const, name: '' } : { kind: 'document' as const, name: 'Shop', style }; // prettier-ignore
  const made = await scaffold(await workspace({ '/ws/schema.sql': sql }), { ...request, near: '/ws/schema.sql' });
  if (!made.ok) throw new Error(made.error);
  const name = style === 'contract' ? '/ws/database-contracts.yaml' : '/ws/DATA-MODEL.md';
  const ddl = await scaffold(await workspace({ [name]: made.value[0]!.text }), { kind: 'ddl', name: '', near: name });
  if (!ddl.ok) throw new Error(ddl.error);
  return ddl.value[0]!.text;
}

/** What a style can say of the tables of a schema, line by line. */
function saidOf(schema: SchemaView, says: ReadonlySet<Said>): string[] {
  const tables = [...schema.tables()].filter((table) => isOwnTable(table)).sort((a, b) => (a.key < b.key ? -1 : 1)); // prettier-ignore
  return tables.flatMap((table) => linesOf(table, schema, says));
}

function linesOf(table: Table, schema: SchemaView, says: ReadonlySet<Said>): string[] {
  const { columns, keys } = describedTable(table, schema, ({ schema: own, name }) => `${own}.${name}`);
  const has = (what: Said, text: string | undefined) => (says.has(what) && text !== undefined ? [text] : []);
  const key = table.key;
  return [
    key,
    ...columns.map((column) => {
      const { references } = column;
      const type =
        column.values && says.has('values') ? `one of ${column.values.join()}` : plainType(column.type, says);
      return [
        `${key}.${column.name}`, type, column.primaryKey ? 'PK' : '', column.notNull || column.primaryKey ? 'NOT NULL' : '',
        ...has('unique', column.unique ? 'UNIQUE' : undefined), ...has('default', column.default && `= ${column.default}`),
        ...has('foreign keys', references && `→ ${references.entity}.${references.column}`), ...has('on delete', references?.onDelete),
      ].join(' '); // prettier-ignore
    }),
    ...keys.map(({ kind, columns: list }) => `${key} ${kind} (${list.join()})`),
    ...(says.has('checks') ? table.constraints.filter(({ kind }) => kind === 'check').map((each) => `${key} check of ${[...each.expression!.columns].sort().join()}`).sort() : []), // prettier-ignore
    ...(says.has('indexes') ? table.indexes.map(({ name, unique, keys: list }) => `${key} ${unique ? 'unique ' : ''}index ${name} (${list.map(({ text }) => text.replace(/\bpublic\./g, '')).join()})`).sort() : []), // prettier-ignore
  ];
}

/** A type of the schema's own comes back as text from what can't make one. */
function plainType(type: string, says: ReadonlySet<Said>): string {
  return says.has('own types') || sqlType(type) !== undefined ? type : 'text';
}

describe.each(SCHEMAS)('%s', (_, sql) => {
  it.each(Object.keys(WHAT_DOCUMENTS_SAY) as (keyof typeof WHAT_DOCUMENTS_SAY)[])(
    'comes back from a %s document as it was, as far as that can say it',
    async (style) => {
      const says = new Set(WHAT_DOCUMENTS_SAY[style]);
      const again = await through(style, sql);
      const { model } = modelOf(again, parser);
      expect(saidOf(model, says)).toEqual(saidOf(modelOf(sql, parser).model, says));
    },
  );
});

it('the table of what comes back is that of the documentation', () => {
  const page = readFileSync(path.join(import.meta.dirname, '../../docs/architecture.md'), 'utf8');
  for (const [style, says] of Object.entries(WHAT_DOCUMENTS_SAY))
    expect(page).toContain(`| ${style} | ${says.join(', ')} |`);
});
