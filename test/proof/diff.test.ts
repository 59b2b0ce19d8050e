import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printChange } from '../../server/src/change/changes';
import { diffSchemas, type DiffSide } from '../../server/src/change/diff/diff';
import type { PgParser } from '../../server/src/sql/pg-parser';
import { postgres } from '../catalog/apply';
import { compare } from '../catalog/compare';
import { postgresCatalog, type ComparedSchema } from '../catalog/postgres';
import { modelOf } from '../support/model';
import { testParser } from '../support/parser';
import { PAIRS } from './pairs';

const CLEAN = `
  DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' LOOP
      EXECUTE format('DROP EXTENSION %I CASCADE', name);
    END LOOP;
    FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
      EXECUTE format('DROP SCHEMA %I CASCADE', name);
    END LOOP;
  END $$;
  CREATE SCHEMA public;
  SET search_path = public`;

let db: PGlite;
let parser: PgParser;
beforeAll(async () => {
  [db, parser] = await Promise.all([postgres(), testParser()]);
}, 60_000);
afterAll(() => db.close());

function sideOf(sql: string): DiffSide {
  const { model } = modelOf(sql, parser);
  return { schema: model, schemas: model.schemas(), text: (_, start, end) => sql.slice(start, end) };
}

function statementsOf(sql: string): string[] {
  const { text } = modelOf(sql, parser);
  return text.statements.filter(({ empty }) => !empty).map((statement) => text.sql(statement));
}

async function run(statements: readonly string[]): Promise<void> {
  for (const sql of statements) {
    try {
      await db.exec(sql);
    } catch (error) {
      throw new Error(
        `${error instanceof Error ? error.message : String(error)}\n${sql}\n---\n${statements.join('\n')}`,
        {
          cause: error,
        },
      );
    }
  }
}

/** The order of columns is no matter of a change: a new one stands last. */
function unordered(schemas: readonly ComparedSchema[]): ComparedSchema[] {
  return schemas.map((schema) => ({
    ...schema,
    tables: schema.tables.map((table) => ({
      ...table,
      columns: table.kind === 'view' ? table.columns : [...table.columns].sort((a, b) => (a.name < b.name ? -1 : 1)),
    })),
  }));
}

const EXTRAS = `SELECT 'trigger ' || tgrelid::regclass || ': ' || pg_get_triggerdef(oid) AS line FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT 'policy ' || tablename || '.' || policyname || ': ' || cmd || permissive || roles::text || coalesce(qual, '') || '|' || coalesce(with_check, '') FROM pg_policies
  UNION ALL SELECT 'rls ' || oid::regclass || relrowsecurity || relforcerowsecurity FROM pg_class WHERE relrowsecurity OR relforcerowsecurity
  UNION ALL SELECT 'acl ' || oid::regclass || relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relacl IS NOT NULL
  UNION ALL SELECT 'routine ' || pg_get_functiondef(p.oid) FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND prokind <> 'a' AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  UNION ALL SELECT 'view ' || oid::regclass || pg_get_viewdef(oid) FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace
  UNION ALL SELECT 'sequence ' || s.seqrelid::regclass || ' ' || s.seqtypid::regtype || coalesce((SELECT ' of ' || refobjid::regclass || refobjsubid FROM pg_depend d WHERE d.objid = s.seqrelid AND d.deptype IN ('a', 'i') AND false), '') FROM pg_sequence s
  UNION ALL SELECT 'domain ' || t.oid::regtype || ' ' || format_type(typbasetype, typtypmod) || typnotnull || coalesce(typdefault, '') || (SELECT coalesce(string_agg(conname || pg_get_constraintdef(c.oid), ',' ORDER BY conname), '') FROM pg_constraint c WHERE contypid = t.oid AND contype = 'c') FROM pg_type t WHERE typtype = 'd' AND typnamespace = 'public'::regnamespace
  UNION ALL SELECT 'composite ' || c.oid::regclass || ' ' || string_agg(attname || ' ' || format_type(atttypid, atttypmod), ',' ORDER BY attname) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT attisdropped WHERE relkind = 'c' GROUP BY c.oid
  UNION ALL SELECT 'partition ' || oid::regclass || pg_get_expr(relpartbound, oid) FROM pg_class WHERE relispartition AND relkind <> 'i' AND relkind <> 'I'
  UNION ALL SELECT 'options ' || oid::regclass || reloptions::text FROM pg_class WHERE relkind = 'r' AND reloptions IS NOT NULL AND relnamespace = 'public'::regnamespace
  UNION ALL SELECT 'comment ' || pg_describe_object(classoid, objoid, objsubid) || ': ' || description FROM pg_description WHERE objoid >= 16384
  UNION ALL SELECT 'extension ' || extname FROM pg_extension
  ORDER BY 1`;

async function state(): Promise<{ schemas: ComparedSchema[]; extras: string[] }> {
  const schemas = unordered(await postgresCatalog(db));
  const { rows } = await db.query<{ line: string }>(EXTRAS);
  return { schemas, extras: rows.map(({ line }) => line) };
}

async function apply(sql: string): Promise<{ schemas: ComparedSchema[]; extras: string[] }> {
  await db.exec('DISCARD ALL');
  await db.exec(CLEAN);
  await run(statementsOf(sql));
  return state();
}

describe('what turns one schema into another, and back', () => {
  it.each(Object.entries(PAIRS))('%s', async (_, { before, after, cannot = [] }) => {
    const wanted = await apply(after);
    const start = await apply(before);
    const up = diffSchemas(sideOf(before), sideOf(after), { postgresVersion: 18 });
    await run(up.changes.map(printChange));
    const reached = await state();
    expect(compare(wanted.schemas, reached.schemas).differences).toEqual([]);
    expect(reached.extras).toEqual(wanted.extras);
    expect(up.cannot.map(({ object }) => object)).toEqual(cannot);
    const down = diffSchemas(sideOf(after), sideOf(before), { postgresVersion: 18 });
    await run(down.changes.map(printChange));
    const back = await state();
    expect(compare(start.schemas, back.schemas).differences).toEqual([]);
    expect(back.extras).toEqual(start.extras);
  });

  it('says nothing of what is the same', () => {
    for (const { before, after } of Object.values(PAIRS)) {
      expect(diffSchemas(sideOf(before), sideOf(before), { postgresVersion: 18 }).changes).toEqual([]);
      expect(diffSchemas(sideOf(after), sideOf(after), { postgresVersion: 18 }).changes).toEqual([]);
    }
  });
});
