import { describe, expect, it } from 'vitest';
import { ViewHashes } from '../../server/src/features/erd/delta';
import { documentView } from '../../server/src/features/erd/document';
import { LiveDiagram } from '../../server/src/features/erd/live';
import { printSidecar, readSidecar } from '../../server/src/features/erd/sidecar';
import { layout } from '../../server/src/diagram/layout/layout';
import { near } from '../../server/src/diagram/geometry';
import { METRICS, sizeOf } from '../../server/src/diagram/measure';
import { matches } from '../../server/src/diagram/filter';
import { neighbourhood, pathBetween } from '../../server/src/diagram/select';
import type { DiagramView } from '../../server/src/diagram/view';
import { readSpec } from '../../server/src/spec/read';
import { tableIn, viewOfSql } from '../support/diagram';

/** Relationships as `from many → to one`, in short. */
function ends({ relations }: DiagramView): string[] {
  const sign = { one: '1', 'zero-or-one': '0..1', 'zero-or-more': '0..n', 'one-or-more': '1..n' };
  return relations.map(
    ({ from, fromCardinality, to, toCardinality }) =>
      `${from.replace('public.', '')} ${sign[fromCardinality]} - ${sign[toCardinality]} ${to.replace('public.', '')}`,
  );
}

const users = 'create table users (id int primary key);';

describe('cardinality', () => {
  it.each([
    ['user_id int not null references users', 'pets 0..n - 1 users'],
    ['user_id int references users', 'pets 0..n - 0..1 users'],
    ['user_id int not null unique references users', 'pets 0..1 - 1 users'],
    ['user_id int primary key references users', 'pets 0..1 - 1 users'],
    ['user_id int references users, name text, unique (user_id, name)', 'pets 0..n - 0..1 users'],
  ])('of %s', async (columns, expected) => {
    expect(ends(await viewOfSql(`${users} create table pets (${columns});`))).toEqual([expected]);
  });

  it('of a composite key, of which one column may be null', async () => {
    const sql = `create table places (a int, b int, primary key (a, b));
      create table visits (a int not null, b int, foreign key (a, b) references places);`;
    expect(ends(await viewOfSql(sql))).toEqual(['visits 0..n - 0..1 places']);
  });

  it('by a unique index of all rows, and not by one of some', async () => {
    const table = `${users} create table pets (user_id int not null references users);`;
    expect(ends(await viewOfSql(`${table} create unique index on pets (user_id);`))).toEqual(['pets 0..1 - 1 users']);
    expect(ends(await viewOfSql(`${table} create unique index on pets (user_id) where user_id > 5;`))).toEqual([
      'pets 0..n - 1 users',
    ]);
  });

  it('of a table that refers to itself', async () => {
    const sql = 'create table nodes (id int primary key, parent int references nodes);';
    expect(ends(await viewOfSql(sql))).toEqual(['nodes 0..n - 0..1 nodes']);
  });
});

describe('tables', () => {
  it('partitions are part of their table, and so are their foreign keys', async () => {
    const view = await viewOfSql(`${users}
      create table events (id int, user_id int not null, at date) partition by range (at);
      create table events_1 partition of events for values from ('2026-01-01') to ('2026-02-01');
      create table events_2 partition of events for values from ('2026-02-01') to ('2026-03-01');
      alter table events_1 add foreign key (user_id) references users;
      alter table events_2 add foreign key (user_id) references users;`);
    expect(view.tables.map(({ name, partitions }) => [name, partitions])).toEqual([
      ['events', 2],
      ['users', undefined],
    ]);
    expect(ends(view)).toEqual(['events 0..n - 1 users']);
    const marked = tableIn(view, 'events').columns.filter(({ foreignKey }) => foreignKey);
    expect(marked.map(({ name }) => name)).toEqual(['user_id']);
  });

  it('have types as people write them', async () => {
    const view =
      await viewOfSql(`create type public.mood as enum ('fine'); create schema s; create domain s.name as text;
      create table t (a timestamptz, b timestamp(3) without time zone, c character varying(9)[], d char(2), e time with time zone, f mood, g s.name, h bigserial, i numeric(5,2));`);
    expect(tableIn(view, 't').columns.map(({ type }) => type)).toEqual([
      'timestamptz',
      'timestamp(3)',
      'varchar(9)[]',
      'char(2)',
      'timetz',
      'mood',
      's.name',
      'bigserial',
      'numeric(5,2)',
    ]);
  });

  it('a junction is one by its key', async () => {
    const view = await viewOfSql(`${users} create table teams (id int primary key);
      create table members (user_id int references users, team_id int references teams, since date, primary key (user_id, team_id));
      create table likes (id serial primary key, user_id int references users, team_id int references teams, unique (user_id, team_id));
      create table games (id int primary key, home int references teams, guest int references teams, winner int references teams);`);
    const junctions = view.tables.filter(({ tags }) => tags.includes('junction')).map(({ name }) => name);
    expect(junctions).toEqual(['likes', 'members']);
  });

  it('have tags, personal data and values of enums', async () => {
    const view = await viewOfSql(`create type state as enum ('new', 'paid');
      create table customers (id int primary key, email text, state state not null);
      comment on table customers is 'People who buy. #core #billing';`);
    const table = tableIn(view, 'customers');
    expect(table.tags).toEqual(['core', 'billing']);
    expect(table.columns.find(({ name }) => name === 'email')?.personal).toBe('e-mail address');
    expect(table.columns.find(({ name }) => name === 'state')?.values).toEqual(['new', 'paid']);
  });

  it('views and enums come when they are asked for', async () => {
    const sql = `create type state as enum ('new'); ${users} create table pets (id int, state state);
      create view all_pets as select id from pets;`;
    expect((await viewOfSql(sql)).tables.map(({ name }) => name)).toEqual(['pets', 'users']);
    const view = await viewOfSql(sql, { views: true, enums: true });
    expect(view.tables.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'view all_pets',
      'table pets',
      'table users',
      'enum state',
    ]);
    expect(view.relations.map(({ from, to, use }) => [from, to, use])).toEqual([
      ['public.all_pets', 'public.pets', true],
      ['public.pets', 'type public.state', true],
    ]);
  });
});

it('a document has a diagram of its own', () => {
  const text = '```mermaid\nerDiagram\n  CUSTOMER ||--o{ ORDER : places\n  ORDER |o..|| INVOICE : has\n```\n';
  const view = documentView(readSpec('data model', text), 'DATA-MODEL.md');
  expect(view.tables.map(({ name }) => name)).toEqual(['CUSTOMER', 'INVOICE', 'ORDER']);
  expect(ends(view)).toEqual(['ORDER 0..n - 1 CUSTOMER', 'INVOICE 1 - 0..1 ORDER']);
});

describe('a diagram that follows its model', () => {
  const layouts = { run: (input: Parameters<typeof layout>[0]) => Promise.resolve(layout(input)) };
  const base = `${users} create table pets (id int primary key, user_id int references users); create table toys (pet_id int references pets);`;
  const start = async () => {
    const live = new LiveDiagram(layouts, METRICS, 'all', new Map());
    await live.update(await viewOfSql(base));
    return live;
  };

  it('tells of a new column and nothing else', async () => {
    const live = await start();
    const delta = await live.update(await viewOfSql(base.replace('pets (id', 'pets (name text, id')));
    expect(delta?.tables.map(({ name }) => name)).toEqual(['pets']);
    expect([delta?.relations, delta?.goneTables, delta?.places]).toEqual([[], [], {}]);
  });

  it('places a new table and moves no other', async () => {
    const live = await start();
    const before = new Map(live.places);
    const delta = await live.update(await viewOfSql(`${base} create table vets (pet_id int references pets);`));
    expect(Object.keys(delta?.places ?? {})).toEqual(['public.vets']);
    for (const [key, place] of before) expect(live.places.get(key)).toEqual(place);
    expect(overlaps(live)).toEqual([]);
  });

  describe('a table that is typed before its foreign key', () => {
    const many = `${base} ${Array.from({ length: 8 }, (_, i) => `create table t${i} (pet_id int references pets, x int);`).join(' ')}`;
    const vets = 'create table vets (id int primary key, pet_id int';
    const distance = (live: LiveDiagram, a: string, b: string) => {
      const [from, to] = [live.places.get(a)!, live.places.get(b)!];
      return Math.hypot(from.x - to.x, from.y - to.y);
    };
    const typed = async () => {
      const live = new LiveDiagram(layouts, METRICS, 'all', new Map());
      await live.update(await viewOfSql(many));
      await live.update(await viewOfSql(`${many} ${vets});`));
      return live;
    };

    it('moves to what it references, and no other table moves', async () => {
      const live = await typed();
      const before = new Map(live.places);
      const far = distance(live, 'public.vets', 'public.toys');
      const delta = await live.update(
        await viewOfSql(`${many.replace('toys (', 'toys (id int primary key, ')} ${vets} references toys);`),
      );
      expect(Object.keys(delta!.places)).toEqual(['public.vets']);
      expect(distance(live, 'public.vets', 'public.toys')).toBeLessThan(far / 2);
      for (const [key, place] of before) if (key !== 'public.vets') expect(live.places.get(key)).toEqual(place);
      expect(overlaps(live)).toEqual([]);
    });

    it('moves once only', async () => {
      const live = await typed();
      await live.update(await viewOfSql(`${many} ${vets} references pets);`));
      const there = live.places.get('public.vets');
      await live.update(await viewOfSql(`${many} ${vets});`));
      const delta = await live.update(await viewOfSql(`${many} ${vets} references users);`));
      expect(delta!.places).toEqual({});
      expect(live.places.get('public.vets')).toEqual(there);
    });

    it('stays where a person has put it', async () => {
      const live = await typed();
      await live.move({ 'public.vets': [4000, 4000] });
      await live.update(await viewOfSql(`${many} ${vets} references pets);`));
      expect(live.places.get('public.vets')).toEqual({ x: 4000, y: 4000 });
    });
  });

  it('says nothing when nothing changed', async () => {
    const live = await start();
    expect(await live.update(await viewOfSql(base))).toBeUndefined();
  });

  it('a renamed table stays, also where a person has put it', async () => {
    const live = await start();
    await live.move({ 'public.pets': [1000, 700] });
    await live.update(await viewOfSql(base.replaceAll('pets', 'animals')));
    expect(live.places.get('public.animals')).toEqual({ x: 1000, y: 700 });
    expect([...live.kept]).toEqual(['public.animals']);
  });

  it('others make room for a table that is put on them', async () => {
    const live = await start();
    const { x, y } = live.places.get('public.users')!;
    await live.move({ 'public.pets': [x + 10, y + 10] });
    expect(live.places.get('public.pets')).toEqual({ x: x + 10, y: y + 10 });
    expect(overlaps(live)).toEqual([]);
  });

  it('is tidied, and put back', async () => {
    const live = await start();
    const before = Object.fromEntries([...live.places].map(([key, { x, y }]) => [key, [x, y] as const]));
    await live.move({ 'public.pets': [3000, 3000] });
    await live.tidy();
    expect(live.places.get('public.pets')).not.toEqual({ x: 3000, y: 3000 });
    expect([...live.kept]).toEqual([]);
    const { places } = await live.restore({ ...before, 'public.pets': [3000, 3000] }, ['public.pets']);
    expect(places).toEqual({ ...before, 'public.pets': [3000, 3000] });
    expect(live.places.get('public.pets')).toEqual({ x: 3000, y: 3000 });
  });

  function overlaps({ view, places }: LiveDiagram): string[] {
    const boxes = view.tables.map((table) => ({
      key: table.key,
      ...sizeOf(table, 'all', METRICS),
      ...places.get(table.key)!,
    }));
    return boxes.flatMap((a, i) => boxes.slice(i + 1).flatMap((b) => (near(a, b) ? [`${a.key} ${b.key}`] : [])));
  }
});

it('a delta names what is gone', async () => {
  const hashes = new ViewHashes();
  hashes.next(await viewOfSql(`${users} create table pets (user_id int references users);`));
  const delta = hashes.next(await viewOfSql(users));
  expect(delta).toEqual({
    tables: [],
    goneTables: ['public.pets'],
    relations: [],
    goneRelations: ['public.pets.pets_user_id_fkey'],
  });
});

describe('the file of places and views', () => {
  const text = `{
  "roots": {
    "migrations": {
      "start": "Billing",
      "views": [
        {"name":"Billing","detail":"keys","filter":"inv*"}
      ],
      "positions": {
        "public.a": [1, 2],
        "public.b": [-3, 4.5]
      }
    }
  }
}
`;
  it('is printed as it was read', () => {
    const { roots, problem } = readSidecar(text);
    expect(problem).toBeUndefined();
    expect(printSidecar(roots)).toBe(text);
  });
  it('is read as far as it is understood', () => {
    const read = readSidecar('{"roots": {"x": {"positions": {"a": [1], "b": "c", "d": [1, 2]}, "views": [{}, 5]}}}');
    expect([...read.roots.get('x')!.positions.keys()]).toEqual(['d']);
    expect(read.roots.get('x')!.views).toEqual([]);
    expect(read.problem).toContain('(a)');
  });
  it.each([
    ['<<<<<<< mine\n{}\n=======\n{}\n>>>>>>> theirs\n', 'has a merge conflict'],
    ['{"roots": {', 'is no JSON'],
    ['[]', "doesn't know ([])"],
    ['{"diagrams": {}}', "doesn't know (diagrams)"],
    ['{"roots": {"x": {"zoom": 2}}}', "doesn't know (zoom)"],
    ['{"roots": {"x": {"views": [{"name": "A", "colour": "red"}]}}}', "doesn't know (views)"],
  ])('says what is wrong with %s', (written, why) => {
    expect(readSidecar(written).problem).toContain(why);
  });
  it.each([
    '{}',
    '{"roots": {}}',
    '{"roots": {"x": {}}}',
    '{"roots": {"x": {"views": [{"filter": "a", "name": "A"}]}}}',
  ])('takes %s as its own', (written) => {
    expect(readSidecar(written).problem).toBeUndefined();
  });
});

it('a filter means tables by name, schema, file and tag', async () => {
  const view = await viewOfSql(
    "create schema s; create table orders (); create table order_log (); create table s.users (); comment on table orders is '#core';",
  );
  const found = (filter: string) => view.tables.filter((table) => matches(table, filter)).map(({ name }) => name);
  expect(found('order')).toEqual(['order_log', 'orders']);
  expect(found('order* -*log')).toEqual(['orders']);
  expect(found('schema:s')).toEqual(['users']);
  expect(found('tag:core')).toEqual(['orders']);
  expect(found('file:test')).toHaveLength(3);
  expect(found('a(b')).toEqual([]);
});

it('neighbours and paths', () => {
  const relations = ['ab', 'bc', 'cd', 'xa'].map((pair) => ({ from: pair[0]!, to: pair[1]! }));
  expect([...neighbourhood(relations, ['a'], 1)].sort()).toEqual(['a', 'b', 'x']);
  expect([...neighbourhood(relations, ['a'], 2)].sort()).toEqual(['a', 'b', 'c', 'x']);
  expect(pathBetween(relations, 'x', 'd')).toEqual(['x', 'a', 'b', 'c', 'd']);
  expect(pathBetween(relations, 'x', 'z')).toBeUndefined();
});
