import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { catalogOf } from '../../server/src/features/catalog';
import { createNodeEngine } from '../../server/src/node/engine';
import { applyRoot, postgres } from './apply';
import { compare, type Difference } from './compare';
import { postgresCatalog } from './postgres';

const SHOWN = 20;
const log = { info: () => undefined, warn: console.warn, error: console.error };
const nowhere = { file: '', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };

/** Compares the model of each root in a folder with the catalogue of a PostgreSQL to which the same files were applied. */
export async function checkCorpus(folder: string, dist: string): Promise<boolean> {
  const engine = await createNodeEngine(log, dist);
  await engine.workspace.setFolders([path.resolve(folder).replaceAll('\\', '/')]);
  await engine.workspace.settled();
  let same = true;
  for (const root of engine.workspace.roots) {
    const db = await postgres();
    const refused = await applyRoot(db, root, engine.workspace);
    const { rows, differences } = compare(await postgresCatalog(db), catalogOf(root, () => nowhere).schemas);
    await db.close();
    const share = rows === 0 ? 100 : (100 * (rows - Math.min(rows, differences.length))) / rows;
    console.log(
      `${root.spec.name} (${root.kind}, ${root.files.length} files): ${rows} rows, ${differences.length} differ, ${share.toFixed(2)} % agree`,
    );
    const own = root.model
      .refusals()
      .map(({ message, origin }) => `ours: ${message} (${path.basename(origin.source.file)})`);
    const file = path.join(dist, '../out', `differences-${root.spec.name.replaceAll('/', '_')}.txt`);
    await writeFile(file, [...refused, ...own, ...differences.map(said)].join('\n'));
    for (const line of [...refused.slice(0, SHOWN), ...own.slice(0, SHOWN)]) console.log(`  refused  ${line}`);
    for (const difference of differences.slice(0, SHOWN)) console.log(said(difference));
    if (differences.length > SHOWN) console.log(`  all of them: ${file}`);
    if (differences.length > 0) same = false;
  }
  return same;
}

function said({ row, postgres: theirs, ours }: Difference): string {
  return `  ${row}\n    PostgreSQL  ${theirs ?? '–'}\n    ours        ${ours ?? '–'}`;
}
