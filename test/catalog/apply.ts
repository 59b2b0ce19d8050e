import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { bloom } from '@electric-sql/pglite/contrib/bloom';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { cube } from '@electric-sql/pglite/contrib/cube';
import { dict_int } from '@electric-sql/pglite/contrib/dict_int';
import { dict_xsyn } from '@electric-sql/pglite/contrib/dict_xsyn';
import { earthdistance } from '@electric-sql/pglite/contrib/earthdistance';
import { fuzzystrmatch } from '@electric-sql/pglite/contrib/fuzzystrmatch';
import { hstore } from '@electric-sql/pglite/contrib/hstore';
import { intarray } from '@electric-sql/pglite/contrib/intarray';
import { isn } from '@electric-sql/pglite/contrib/isn';
import { lo } from '@electric-sql/pglite/contrib/lo';
import { ltree } from '@electric-sql/pglite/contrib/ltree';
import { moddatetime } from '@electric-sql/pglite/contrib/moddatetime';
import { pg_stat_statements } from '@electric-sql/pglite/contrib/pg_stat_statements';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';
import { seg } from '@electric-sql/pglite/contrib/seg';
import { tablefunc } from '@electric-sql/pglite/contrib/tablefunc';
import { tcn } from '@electric-sql/pglite/contrib/tcn';
import { tsm_system_rows } from '@electric-sql/pglite/contrib/tsm_system_rows';
import { tsm_system_time } from '@electric-sql/pglite/contrib/tsm_system_time';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { uuid_ossp } from '@electric-sql/pglite/contrib/uuid_ossp';
import type { Workspace } from '../../server/src/workspace/workspace';
import type { Root } from '../../server/src/workspace/root';

const extensions = {
  bloom, btree_gin, btree_gist, citext, cube, dict_int, dict_xsyn, earthdistance, fuzzystrmatch, hstore, intarray, isn, lo, ltree, moddatetime, pg_stat_statements, pg_trgm, pgcrypto, seg, tablefunc, tcn, tsm_system_rows, tsm_system_time, unaccent, uuid_ossp,
}; // prettier-ignore

const modules = path.join(import.meta.dirname, '../../node_modules');

/** Types of extensions that the embedded PostgreSQL lacks; a domain of the name stands in for each. */
const STAND_INS = ['geometry', 'geography', 'vector', 'halfvec', 'sparsevec'];

const MAX_PASSES = 10;

/** A fresh PostgreSQL with the extensions that come with it. */
export async function postgres(): Promise<PGlite> {
  return PGlite.create({ extensions, loadDataDir: await emptyDatabase() });
}

/** A started database, kept on disk: making one anew takes four times as long as loading it. */
async function emptyDatabase(): Promise<Blob> {
  const { version } = JSON.parse(await readFile(path.join(modules, '@electric-sql/pglite/package.json'), 'utf8')) as {
    version: string;
  };
  const file = path.join(modules, `.cache/tablewright/postgres-${version}.tar`);
  if (!existsSync(file)) {
    const db = await PGlite.create();
    const dump = await db.dumpDataDir('none');
    await db.close();
    await mkdir(path.dirname(file), { recursive: true });
    const own = `${file}.${process.pid}`;
    await writeFile(own, Buffer.from(await dump.arrayBuffer()));
    await rename(own, file);
  }
  return new Blob([await readFile(file)]);
}

/**
 * Runs a root's statements as they are folded: in order, without Down parts, rows and psql commands. What PostgreSQL
 * refuses is returned and the rest goes on; roles are no part of a schema and are passed over.
 */
export async function applyRoot(db: PGlite, root: Root, workspace: Workspace): Promise<string[]> {
  const refused: string[] = [];
  const later: string[] = [];
  const isInAnyOrder = root.kind === 'schema' && root.files.length > 1;
  const apply = async (sql: string): Promise<string | undefined> => {
    try {
      await run(db, sql);
      return undefined;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return /\bOWNER TO\b|^(?:GRANT|REVOKE)\b|^role ".*" does not exist/i.test(`${message}\n${sql}`)
        ? undefined
        : message;
    }
  };
  const refuse = (message: string, sql: string) =>
    refused.push(`${message}: ${sql.slice(0, 120).replace(/\s+/g, ' ')}`);
  for (const path of root.files) {
    const file = workspace.file(path);
    const text = root.text(path);
    if (file?.type !== 'sql' || !text) continue;
    for (const statement of file.sql.statements) {
      const sql = file.sql.sql(statement);
      if (statement.empty || text.direction(statement) === 'down' || /^(?:\\|copy\b|insert\b)/i.test(sql)) continue;
      const message = await apply(sql);
      if (message === undefined) continue;
      if (isInAnyOrder && / does not exist/.test(message)) later.push(sql);
      else refuse(message, sql);
    }
  }
  // Files of a schema come in any order: what lacks something is tried again once the others are there.
  for (let pass = 0; pass < MAX_PASSES && later.length > 0; pass++) {
    for (const sql of later.splice(0)) if ((await apply(sql)) !== undefined) later.push(sql);
  }
  for (const sql of later) refuse((await apply(sql)) ?? '', sql);
  return refused;
}

async function run(db: PGlite, sql: string, known: readonly string[] = []): Promise<void> {
  try {
    await db.exec(sql);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const role = /^role "([^"]+)" does not exist$/.exec(message)?.[1];
    if (role !== undefined && !known.includes(message)) {
      await db.exec(`CREATE ROLE "${role}"`);
      return run(db, sql, [...known, message]);
    }
    const type = /^type (?:modifier is not allowed for type )?"(?:public\.)?(\w+)"/.exec(message)?.[1];
    if (type === undefined || !STAND_INS.includes(type) || known.includes(message)) throw error;
    if (message.endsWith('does not exist')) await db.exec(`CREATE DOMAIN public.${type} AS bytea`);
    // A domain takes no modifiers.
    const plain = sql.replace(new RegExp(`\\b${type}\\s*\\([^)]*\\)`, 'g'), type);
    await run(db, plain, [...known, message]);
  }
}
