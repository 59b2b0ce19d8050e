import { beforeAll, describe, expect, it } from 'vitest';
import { exportView } from '../../server/src/features/erd/export/export';
import type { DiagramView } from '../../server/src/diagram/view';
import { viewOfSql } from '../support/diagram';

const SQL = `
create type mood as enum ('fine', 'so-so; maybe');
create table one (id bigint primary key, "class" text not null default 'a;b');
create table "end" (id int primary key, "two words" numeric(10, 2), "ünï" timestamptz, mood mood not null, "1st" text[]);
comment on column "end"."two words" is 'Says "hello"; 50 % of it.
On two lines.';
create schema sales;
create table sales.orders (
  id uuid primary key,
  one_id bigint not null references one,
  end_id int unique references "end",
  parent_id uuid references sales.orders on delete set null,
  shape double precision
);
create table order_parts (
  order_id uuid references sales.orders, one_id bigint references one,
  primary key (order_id, one_id)
);
create table empty ();
create view sums as select one_id, count(*) from sales.orders group by one_id;
`;

let view: DiagramView;
beforeAll(async () => {
  view = await viewOfSql(SQL, { views: true, enums: true });
});

describe('Mermaid', () => {
  it('is accepted by mermaid itself, with all tables and relationships', async () => {
    const text = exportView(view, 'mermaid', { title: 'test' });
    const found = await mermaidReads(text);
    expect(found.entities).toHaveLength(view.tables.length);
    expect(found.relationships).toHaveLength(view.relations.length);
    expect(found.entities).toEqual(expect.arrayContaining(['one', 'sales.orders', 'end', 'type mood', 'empty']));
  });

  it('keeps names that it can not write', () => {
    const text = exportView(view, 'mermaid', { title: 'test' });
    expect(text).toContain('numeric two_words "two words: Says \'hello\', 50 of it. On two lines."');
  });
});

it('DBML has keys, defaults, enums and references', () => {
  const text = exportView(view, 'dbml', { title: 'test' });
  expect(text).toContain('Enum mood {\n  fine\n  "so-so; maybe"\n}');
  expect(text).toContain('Table sales.orders {\n  id uuid [pk]');
  expect(text).toContain('(order_id, one_id) [pk]');
  expect(text).toContain('Ref: sales.orders.parent_id > sales.orders.id [delete: set null]');
  expect(text).toContain('Ref: sales.orders.end_id - end.id');
});

it('DBML has no table without columns, and enums of arrays under their own name', async () => {
  const view = await viewOfSql(
    "create type mood as enum ('fine'); create table nothing (); create table days (moods mood[] not null);",
  );
  const text = exportView(view, 'dbml', { title: 'test' });
  expect(text).toContain('Enum mood {');
  expect(text).toContain('moods "mood[]" [not null]');
  expect(text).toContain('// nothing has no columns.');
  expect(text).not.toContain('Table nothing');
});

it('PlantUML has an entity for each table', () => {
  const text = exportView(view, 'plantuml', { title: 'test' });
  expect(text.match(/^entity /gm)).toHaveLength(view.tables.filter(({ kind }) => kind !== 'enum').length);
  expect(text.startsWith('@startuml\n')).toBe(true);
  expect(text).toContain('* one_id : bigint <<FK>>');
});

it('SVG is well-formed and stands alone', () => {
  const hostile: DiagramView = {
    tables: view.tables.map((table) => ({ ...table, name: `${table.name}<&">` })),
    relations: view.relations,
  };
  const text = exportView(hostile, 'svg', { title: 'a <b>' });
  expect(text).toContain('<title>a &lt;b&gt;</title>');
  expect(text.match(/<(?!\/)[a-z]/g)!.length).toBe(text.match(/\/>|<\/[a-z]+>/g)!.length);
  expect(text).not.toMatch(/href|<style|<script|url\(/);
});

it('JSON is the model', () => {
  expect(JSON.parse(exportView(view, 'json', { title: 'test' }))).toEqual(view);
});

/** What mermaid's own parser makes of a text. */
async function mermaidReads(text: string): Promise<{ entities: string[]; relationships: unknown[] }> {
  const { default: mermaid } = await import('mermaid');
  mermaid.initialize({ startOnLoad: false });
  const { db } = (await mermaid.mermaidAPI.getDiagramFromText(text)) as unknown as {
    db: { getEntities(): Map<string, unknown>; getRelationships(): unknown[] };
  };
  return { entities: [...db.getEntities().keys()], relationships: db.getRelationships() };
}
