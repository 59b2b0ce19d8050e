import { Text } from '../../server/src/base/text';
import { describe, expect, it } from 'vitest';
import { column } from '../../server/src/model/schema';
import { at, describeModel, describeTable, modelOf } from '../support/model';
import { random, testParser } from '../support/parser';

const parser = await testParser();

const CASES: Record<string, { sql: string; model: string[] }> = {
  'a table with all kinds of columns and constraints': {
    sql: `CREATE TABLE shop.orders (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code varchar(20) COLLATE "C" UNIQUE,
      n numeric(10, 2) DEFAULT (1 + 2) NOT NULL,
      twice numeric GENERATED ALWAYS AS (n * 2) STORED,
      tags text[] DEFAULT '{}'::text[],
      customer_id int REFERENCES shop.customers (id) ON DELETE SET NULL,
      kind serial,
      CONSTRAINT positive CHECK (n > 0),
      FOREIGN KEY (customer_id, code) REFERENCES shop.x (a, b) ON DELETE CASCADE
    );`,
    model: [
      'table shop.orders',
      'id bigint not null identity always',
      'code character varying(20)',
      'n numeric(10,2) not null default (1 + 2)',
      'twice numeric generated n * 2',
      "tags text[] default '{}'::text[]",
      'customer_id integer',
      'kind integer not null',
      'check positive (n) n > 0',
      'foreign key orders_customer_id_code_fkey (customer_id,code) -> x(a,b) on delete cascade',
      'foreign key orders_customer_id_fkey (customer_id) -> customers(id) on delete set null',
      'primary key orders_pkey (id)',
      'unique orders_code_key (code)',
    ],
  },
  'what ALTER TABLE does': {
    sql: `CREATE TABLE a (id int, old text, gone text);
      CREATE TABLE b (a_id int, CONSTRAINT fk FOREIGN KEY (a_id) REFERENCES a (id));
      ALTER TABLE a ADD COLUMN IF NOT EXISTS n timestamp NOT NULL DEFAULT now(), DROP COLUMN gone, ALTER COLUMN old TYPE varchar(9) USING old::text,
        ADD CONSTRAINT a_pk PRIMARY KEY (id);
      ALTER TABLE a ALTER n DROP DEFAULT;
      ALTER TABLE a RENAME COLUMN id TO key;
      ALTER TABLE a RENAME TO c;
      CREATE UNIQUE INDEX ON c USING btree (lower(old) DESC) WHERE n IS NOT NULL;
      ALTER TABLE c ADD CONSTRAINT nv CHECK (key > 0) NOT VALID;`,
    model: [
      'table public.b',
      'a_id integer',
      'foreign key fk (a_id) -> c(key) on delete no action',
      'table public.c',
      'key integer not null',
      'old character varying(9)',
      'n timestamp without time zone not null',
      'check nv (key) key > 0 not valid',
      'primary key a_pk (key)',
      'unique index c_lower_idx btree (lower(old) DESC) where n IS NOT NULL',
    ],
  },
  'views keep types that nobody knows': {
    sql: `CREATE EXTENSION postgis; CREATE TABLE a (at geometry(Point, 4326), others geography[]);
      CREATE VIEW v AS SELECT * FROM (SELECT at, others AS places FROM a) AS x;
      CREATE VIEW w AS WITH c AS (SELECT v.* FROM v) SELECT at AS place, places FROM c;`,
    model: [
      'table public.a',
      'at geometry(Point,4326)',
      'others geography[]',
      'view public.v',
      'at geometry(Point,4326)',
      'places geography[]',
      'view public.w',
      'place geometry(Point,4326)',
      'places geography[]',
    ],
  },
  'search_path, quoted names, views, enums': {
    sql: `SET search_path = app, public;
      CREATE TYPE mood AS ENUM ('ok', 'bad');
      ALTER TYPE mood ADD VALUE 'so-so' BEFORE 'bad';
      CREATE TABLE "Weird Name" ("Id" int, m mood);
      CREATE VIEW v AS SELECT 1;
      SELECT pg_catalog.set_config('search_path', '', false);
      CREATE TABLE public.t (id int);
      DROP VIEW app.v;`,
    model: [
      'table app.Weird Name',
      'Id integer',
      'm mood',
      'table public.t',
      'id integer',
      'enum app.mood (ok,so-so,bad)',
    ],
  },
  'partitions follow their parent': {
    sql: `CREATE TABLE logs (id bigint, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
      CREATE TABLE logs_1 PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');`,
    model: [
      'partitioned public.logs',
      'id bigint not null',
      'at date not null',
      'primary key logs_pkey (id,at)',
      'partition public.logs_1',
      'id bigint not null',
      'at date not null',
      'primary key logs_1_pkey (id,at)',
    ],
  },
  'statements in any order, and a DO block that changes what it names': {
    sql: `CREATE INDEX i ON t (id);
      COMMENT ON TABLE t IS 'x';
      CREATE TABLE t (id int, lo int, hi int, CHECK (lo < hi), CHECK (lo > 0), n int CHECK (n > 0) UNIQUE DEFERRABLE);
      DO $$ BEGIN EXECUTE 'ALTER TABLE t RENAME COLUMN id TO key'; END $$;`,
    model: [
      'table public.t',
      'key integer',
      'lo integer',
      'hi integer',
      'n integer',
      'check t_check (lo,hi) lo < hi',
      'check t_lo_check (lo) lo > 0',
      'check t_n_check (n) n > 0',
      'unique t_n_key (n)',
      'index i btree (key)',
    ],
  },
  'an index that becomes a constraint, and drops': {
    sql: `CREATE TABLE t (id int, x int);
      CREATE UNIQUE INDEX t_id ON t (id);
      CREATE INDEX t_x ON t (x);
      ALTER TABLE t ADD CONSTRAINT t_key PRIMARY KEY USING INDEX t_id;
      DROP INDEX t_x;
      CREATE TABLE u (t_id int REFERENCES t);
      DROP TABLE t CASCADE;`,
    model: ['table public.u', 't_id integer'],
  },
};

describe.each(['\n', '\r\n'])('the fold (line end %j)', (eol) => {
  it.each(Object.entries(CASES))('%s', (_, { sql, model }) => {
    expect(describeModel(modelOf(sql.replaceAll('\n', eol), parser).model)).toEqual(
      model.map((line) => line.replaceAll('\n', eol)),
    );
  });
});

describe.each(['\n', '\r\n'])('a Down part never folds (line end %j)', (eol) => {
  it.each([
    ['sql-migrate', '-- +migrate Up notransaction\n', '-- +migrate Down'],
    ['goose', '-- +goose up\n', '-- +goose DOWN'],
    ['dbmate', '-- migrate:up transaction:false\n', '-- migrate:down'],
    ['node-pg-migrate', '-- Up Migration\n', '-- Down Migration'],
    ['tern', '', '---- create above / drop below ----'],
  ])('of %s', (_, up, down) => {
    const sql = `${up}CREATE TABLE a (id int);\n${down}\nDROP TABLE a;\n`.replaceAll('\n', eol);
    expect(describeModel(modelOf(sql, parser).model)).toEqual(['table public.a', 'id integer']);
  });
});

describe('places', () => {
  it('are exact, after text that is not ASCII and comments', () => {
    const sql = `/* é😀 */ CREATE TABLE "ü😀".tags ( -- c, d
  "näme" varchar(255) /* x */ NOT NULL DEFAULT 'a,b', -- note
  owner_id uuid CONSTRAINT fk_owner REFERENCES people (id) ON DELETE CASCADE,
  UNIQUE ("näme", owner_id)
);
CREATE INDEX idx ON "ü😀".tags USING btree (lower("näme") DESC, owner_id) INCLUDE ("näme") WHERE owner_id IS NOT NULL;`;
    const [table] = [...modelOf(sql, parser).model.tables()];
    const name = column(table!, 'näme')!;
    const owner = column(table!, 'owner_id')!;
    const [unique, foreign] = table!.constraints;
    const [index] = table!.indexes;
    expect({
      table: at(sql, table!.nameOrigin),
      name: at(sql, name.nameOrigin),
      type: at(sql, name.typeOrigin),
      definition: at(sql, name.origin),
      default: name.default!.text,
      owner: at(sql, owner.typeOrigin),
      foreign: at(sql, foreign!.origin),
      target: at(sql, foreign!.references!.tableOrigin),
      targetColumn: foreign!.references!.columnOrigins.map((o) => at(sql, o)),
      unique: at(sql, unique!.origin),
      uniqueColumns: unique!.columnOrigins.map((o) => at(sql, o)),
      index: at(sql, index!.nameOrigin),
      keys: index!.keys.map((k) => at(sql, k.origin)),
      predicate: index!.predicate!.text,
    }).toEqual({
      table: '"ü😀".tags',
      name: '"näme"',
      type: 'varchar(255)',
      definition: `"näme" varchar(255) /* x */ NOT NULL DEFAULT 'a,b'`,
      default: "'a,b'",
      owner: 'uuid',
      foreign: 'CONSTRAINT fk_owner REFERENCES people (id) ON DELETE CASCADE',
      target: 'people',
      targetColumn: ['id'],
      unique: 'UNIQUE ("näme", owner_id)',
      uniqueColumns: ['"näme"', 'owner_id'],
      index: 'idx',
      keys: ['lower("näme") DESC', 'owner_id'],
      predicate: 'owner_id IS NOT NULL',
    });
  });
});

describe('an edited schema', () => {
  const sql = Object.values(CASES)
    .map((c) => c.sql)
    .filter((text) => !text.includes('+migrate') && !text.includes('search_path'))
    .join('\n');

  /** What goes takes views of views along, under names that they have by then. */
  const chains = `CREATE TYPE e AS ENUM ('x'); CREATE DOMAIN d AS e; CREATE TABLE a (id int, old e); CREATE TABLE b (n d, id int);
    CREATE VIEW v AS SELECT * FROM a; CREATE VIEW t AS SELECT old, id FROM v; ALTER VIEW t RENAME TO u; CREATE VIEW w AS SELECT id FROM u;
    CREATE VIEW c AS SELECT id FROM b WHERE n IS NULL; ALTER VIEW w RENAME TO logs; CREATE VIEW x AS SELECT id FROM logs; CREATE TABLE m (id int, c_id int);
    ALTER TABLE a DROP COLUMN id CASCADE; CREATE VIEW v AS SELECT id FROM m; DROP TYPE e CASCADE; CREATE TABLE u (id int); DROP VIEW v CASCADE;`;

  const runs = [1, 2, 3, 4, 5, 6].flatMap((seed) => [[sql, seed] as const, [chains, seed] as const]);
  it.each(runs)('is the schema of the new text, when that parses (seed %#)', (written, seed) => {
    const pick = random(seed);
    const { model, text, folded } = modelOf(written, parser);
    let current = written;
    for (let i = 0; i < 60; i++) {
      const words = [...current.matchAll(/\b(?:id|int|text|a|b|c|d|e|t|u|v|w|x|old|n|logs|key|bigint|CASCADE)\b/g)];
      const word = words[pick(words.length)]!;
      const by = ['id', 'a', 'b', 'c', 't', 'int', 'text', '(', '', 'x', 'v', 'w', 'u', 'e'][pick(14)]!;
      const next = current.slice(0, word.index) + by + current.slice(word.index + word[0].length);
      folded.apply(
        text.edit(Text.of(next), {
          start: word.index,
          oldEnd: word.index + word[0].length,
          newEnd: word.index + by.length,
        }),
      );
      model.commit();
      current = next;
      const broken = text.statements.some((s) => text.result(s).problem);
      if (!broken) expect(describeModel(model)).toEqual(describeModel(modelOf(current, parser).model));
      if (broken || pick(3) === 0) {
        // Undo: what was broken keeps its last good reading, what is whole again is found again.
        const back = current.slice(0, word.index) + word[0] + current.slice(word.index + by.length);
        folded.apply(
          text.edit(Text.of(back), {
            start: word.index,
            oldEnd: word.index + by.length,
            newEnd: word.index + word[0].length,
          }),
        );
        model.commit();
        current = back;
      }
    }
  });

  it('keeps a table while its statement is broken', () => {
    const { model, text, folded } = modelOf('CREATE TABLE a (id int);\nCREATE TABLE b (id int);', parser);
    folded.apply(
      text.edit(Text.of('CREATE TABLE a (id int, );\nCREATE TABLE b (id int);'), { start: 22, oldEnd: 22, newEnd: 24 }),
    );
    const delta = model.commit();
    expect(delta.rebuilt.size).toBe(0);
    expect(describeTable(model.table('public.a')!)).toEqual(['table public.a', 'id integer']);
  });

  it("keeps a table while its statement, which begins with a tool's mark, is broken by several keystrokes", () => {
    let sql = '-- +migrate Up\nCREATE TABLE a (id int);\n-- +migrate Down\nDROP TABLE a;\n';
    const { model, text, folded } = modelOf(sql, parser);
    const at = sql.indexOf('id int');
    for (const [i, key] of [...'oops oops '].entries()) {
      sql = sql.slice(0, at + i) + key + sql.slice(at + i);
      folded.apply(text.edit(Text.of(sql), { start: at + i, oldEnd: at + i, newEnd: at + i + 1 }));
      model.commit();
      expect(model.table('public.a'), sql).toBeDefined();
    }
  });

  it('folds only what the edit touches', () => {
    const many = Array.from(
      { length: 300 },
      (_, i) => `CREATE TABLE t${i} (id int PRIMARY KEY, p int REFERENCES t0 (id));`,
    ).join('\n');
    const { model, text, folded } = modelOf(many, parser);
    const place = many.indexOf('t150 (') + 6;
    const next = `${many.slice(0, place)}extra text, ${many.slice(place)}`;
    const [parsed, entered] = [parser.parsed, folded.folded];
    folded.apply(text.edit(Text.of(next), { start: place, oldEnd: place, newEnd: place + 12 }));
    const delta = model.commit();
    expect(parser.parsed - parsed).toBe(1);
    expect(folded.folded - entered).toBe(1);
    expect([...delta.rebuilt].sort()).toEqual(['t150', 't150_p_fkey', 't150_pkey']);
    expect([...delta.changed]).toEqual(['t150']);
  });
});

describe('what PostgreSQL would refuse', () => {
  const messages = (sql: string) =>
    modelOf(sql, parser)
      .model.refusals()
      .map(({ message }) => message);

  it('is said once of a schema in which several things are, and stays said', () => {
    const sql =
      'CREATE SCHEMA app;\nCREATE TABLE app.a (x int);\nCREATE TABLE app.b (x int);\nCREATE TABLE z (x int);\nDROP SCHEMA app;';
    const { model, text, folded } = modelOf(sql, parser);
    const said = ['Schema app is not empty: say CASCADE.'];
    expect(model.refusals().map(({ message }) => message)).toEqual(said);
    const at = sql.indexOf('z (x') + 3;
    folded.apply(
      text.edit(Text.of(sql.replace('z (x', 'z (y int, x')), { start: at, oldEnd: at, newEnd: at + 'y int, '.length }),
    );
    model.commit();
    expect(model.refusals().map(({ message }) => message)).toEqual(said);
  });

  it('has no effect at all', () => {
    const sql = `CREATE TABLE a (id int PRIMARY KEY, x int);
      CREATE TABLE b (a_id int REFERENCES a);
      ALTER TABLE a ADD COLUMN y int, ALTER x SET NOT NULL, DROP COLUMN z;
      DROP TABLE a;
      CREATE TABLE c (id serial, UNIQUE (id), id text);
      CREATE SEQUENCE c_id_seq;`;
    const { model } = modelOf(sql, parser);
    expect(describeModel(model)).toEqual([
      'table public.a',
      'id integer not null',
      'x integer',
      'primary key a_pkey (id)',
      'table public.b',
      'a_id integer',
      'foreign key b_a_id_fkey (a_id) -> a() on delete no action',
      // People are at work on it.
      'table public.c',
      'id integer',
    ]);
    expect(model.refusals()).toHaveLength(3);
    expect(model.table('public.c')!.refused).toBe(true);
  });

  it('is said once for a statement, and not where a body may catch it', () => {
    expect(messages('CREATE TABLE a (x int);\nALTER TABLE a ADD x int, ADD x int, DROP y;')).toHaveLength(1);
    expect(messages('CREATE TABLE a (x int);\nDO $$ BEGIN ALTER TABLE a ADD x int; END $$;')).toEqual([]);
  });

  it('is not said of tables that nothing here makes', () => {
    const sql = `ALTER TABLE a ADD x int, DROP y; ALTER TABLE a RENAME x TO z; ALTER TABLE a DROP CONSTRAINT c; CREATE INDEX ON a (q);
      DROP TABLE a; ALTER TABLE b ADD FOREIGN KEY (x) REFERENCES a (y); COMMENT ON COLUMN a.x IS 'x'; DROP TYPE t; ALTER TYPE t ADD VALUE 'x';
      CREATE TABLE c (LIKE d); CREATE TABLE e () INHERITS (f); ALTER TABLE e DROP x; DROP INDEX i; ALTER SEQUENCE s RENAME TO q;
      DROP FUNCTION g(int); DROP TRIGGER t ON a; DROP VIEW v; ALTER TABLE p ATTACH PARTITION c DEFAULT; DROP SCHEMA x;`;
    expect(messages(sql)).toEqual([]);
  });
});

describe('a schema of many statements', () => {
  it('with 2,000 partitions of one table folds in no time', () => {
    const sql = [
      'CREATE TABLE p (id bigint, at date NOT NULL, n int, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);',
      'CREATE INDEX ON p (n);',
      ...Array.from(
        { length: 2000 },
        (_, i) => `CREATE TABLE p${i} PARTITION OF p FOR VALUES FROM ('${i}') TO ('${i + 1}');`,
      ),
      'ALTER TABLE p ADD COLUMN x int; ALTER TABLE p RENAME n TO m; DROP INDEX p_n_idx;',
    ].join('\n');
    const start = performance.now();
    const { model } = modelOf(sql, parser);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(describeTable(model.table('public.p1999')!)).toEqual([
      'partition public.p1999',
      'id bigint not null',
      'at date not null',
      'm integer',
      'x integer',
      'primary key p1999_pkey (id,at)',
    ]);
  });
});
