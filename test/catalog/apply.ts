import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { fuzzystrmatch } from '@electric-sql/pglite/contrib/fuzzystrmatch';
import { hstore } from '@electric-sql/pglite/contrib/hstore';
import { ltree } from '@electric-sql/pglite/contrib/ltree';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';
import { tablefunc } from '@electric-sql/pglite/contrib/tablefunc';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { uuid_ossp } from '@electric-sql/pglite/contrib/uuid_ossp';
import type { Workspace } from '../../server/src/workspace/workspace';
import type { Root } from '../../server/src/workspace/root';

const extensions = {
  btree_gin, btree_gist, citext, fuzzystrmatch, hstore, ltree, pg_trgm, pgcrypto, tablefunc, unaccent, uuid_ossp,
}; // prettier-ignore

/** A fresh PostgreSQL with the extensions that come with it. */
export function postgres(): Promise<PGlite> {
  return PGlite.create({ extensions });
}

/**
 * Runs a root's statements as they are folded: in order, without Down parts, rows and psql commands. What PostgreSQL
 * refuses is returned and the rest goes on; roles are no part of a schema and are passed over.
 */
export async function applyRoot(db: PGlite, root: Root, workspace: Workspace): Promise<string[]> {
  const refused: string[] = [];
  for (const path of root.files) {
    const file = workspace.file(path);
    const text = root.text(path);
    if (file?.type !== 'sql' || !text) continue;
    for (const statement of file.sql.statements) {
      const sql = file.sql.sql(statement);
      if (statement.empty || text.direction(statement) === 'down' || /^(?:\\|copy\b|insert\b)/i.test(sql)) continue;
      try {
        await db.exec(sql);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (!/\bOWNER TO\b|^(?:GRANT|REVOKE)\b|^role ".*" does not exist/i.test(`${message}\n${sql}`)) {
          refused.push(`${message}: ${sql.slice(0, 120).replace(/\s+/g, ' ')}`);
        }
      }
    }
  }
  return refused;
}
