import type { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { postgres } from '../catalog/apply';

/** A database for the tests of a file; what a test does in it is rolled back. */
export function rolledBack(): { readonly db: PGlite } {
  let db: PGlite;
  beforeAll(async () => {
    db = await postgres();
  }, 60_000);
  afterAll(() => db.close());
  beforeEach(() => db.exec('BEGIN'));
  afterEach(() => db.exec('ROLLBACK'));
  return {
    get db() {
      return db;
    },
  };
}
