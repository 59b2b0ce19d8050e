import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogOf } from '../../server/src/features/catalog';
import { SchemaEnv } from '../../server/src/model/env';
import { Refused } from '../../server/src/model/refused';
import type { Source } from '../../server/src/model/schema';
import type { SchemaModel } from '../../server/src/model/schema-model';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';
import { applyRoot, postgres } from './apply';
import { code } from './cases/code';
import { columns } from './cases/columns';
import { constraints } from './cases/constraints';
import { drops } from './cases/drops';
import { indexes } from './cases/indexes';
import { names } from './cases/names';
import { partitions } from './cases/partitions';
import { programs } from './cases/programs';
import { refusals } from './cases/refusals';
import { tables } from './cases/tables';
import { transactions } from './cases/transactions';
import { types } from './cases/types';
import { views } from './cases/views';
import { compare } from './compare';
import { postgresCatalog } from './postgres';

const nowhere = { file: '', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };

/** Takes away all that a case left. */
const CLEAN = `
  DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
      EXECUTE format('DROP SCHEMA %I CASCADE', name);
    END LOOP;
  END $$;
  CREATE SCHEMA public;
  SET search_path = public`;

/** As much of a statement as applyRoot says of one that was refused. */
function head(sql: string): string {
  return sql.slice(0, 120).replace(/\s+/g, ' ');
}

/** The statements that the model says PostgreSQL refuses. */
function refusedBy(model: SchemaModel): Set<Source> {
  const sources = new Set(model.refusals().map(({ origin }) => origin.source));
  const refused = new Refused(model, (path) => new SchemaEnv(model, { path }));
  for (const table of model.tables()) {
    if (refused.table(table)) sources.add(table.origin.source);
    for (const constraint of table.constraints)
      if (refused.constraint(constraint, table)) sources.add(constraint.origin.source);
    for (const index of table.indexes) if (refused.index(index, table)) sources.add(index.origin.source);
  }
  return sources;
}

let db: PGlite;
/** What extensions and servers leave isn't taken away easily. */
let dirty = false;
beforeAll(async () => {
  db = await postgres();
}, 60_000);
afterAll(() => db.close());

async function cleaned(sql: string): Promise<PGlite> {
  if (dirty) {
    await db.close();
    db = await postgres();
  }
  dirty = /\b(?:extension|server)\b/i.test(sql);
  await db.exec('DISCARD ALL');
  await db.exec(CLEAN);
  return db;
}

const groups = {
  tables,
  columns,
  constraints,
  indexes,
  partitions,
  types,
  views,
  code,
  programs,
  transactions,
  names,
  drops,
  refusals,
};

describe.each(Object.entries(groups))('%s', (_, cases) => {
  it.each(Object.entries(cases))('%s', async (__, sql) => {
    const { engine, logged } = await testEngine(MemoryFiles.of({ '/ws/schema.sql': sql }));
    await engine.workspace.setFolders(['/ws']);
    const root = engine.workspace.roots[0]!;
    await cleaned(sql);
    const refused = await applyRoot(db, root, engine.workspace);
    const { differences } = compare(await postgresCatalog(db), catalogOf(root, () => nowhere).schemas);
    const file = engine.workspace.file('/ws/schema.sql');
    const heads = file?.type === 'sql' ? file.sql.statements.map((each) => head(file.sql.sql(each))) : [];
    const ours = [...refusedBy(root.model)].map(({ statement }) => head(sql.slice(statement.start, statement.end)));
    const theirs = refused.map((line) => heads.find((each) => each !== '' && line.endsWith(`: ${each}`)) ?? line);
    expect({ differences, refused: ours.sort() }).toEqual({ differences: [], refused: theirs.sort() });
    expect(logged).toEqual([]);
  });
});
