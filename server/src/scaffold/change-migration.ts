import type { TextEdit } from '../base/span';
import { err, ok, type Result } from '../base/result';
import { printChange, type SchemaChange } from '../change/changes';
import { diffSchemas, type Cannot, type Diff, type DiffSide } from '../change/diff/diff';
import { wordsOf } from '../change/words';
import type { Engine } from '../lint/engine';
import type { Root } from '../workspace/root';
import type { Workspace } from '../workspace/workspace';
import { migrationFiles, type ScaffoldedFile } from './place';
import { whatIf, type WhatIf } from './what-if';

/** A new migration that nobody has written yet, and what it leaves to a person. */
export interface DraftedMigration {
  readonly files: readonly ScaffoldedFile[];
  readonly cannot: readonly Cannot[];
}

/**
 * What edits in the files of a history would do to its schema, as a new migration behind the last one: for migrations that
 * were applied and so aren't edited. Up turns the schema as it is into the schema as the edited files would make it, Down
 * turns it back. What no statement can do stands in the text as a comment. An error is a sentence for people: edits that change
 * nothing that the model knows, or a file that exists already.
 */
export async function migrationForEdits(
  engine: Engine,
  root: Root,
  edits: ReadonlyMap<string, readonly TextEdit[]>,
): Promise<Result<DraftedMigration>> {
  const { workspace } = engine;
  return migrationBetween(engine, root, whatIf(root, workspace), whatIf(root, workspace, { edits }));
}

/** The same for a change that is given as statements: they are what Up says, and Down is worked out. */
export async function migrationForStatements(
  engine: Engine,
  root: Root,
  changes: readonly SchemaChange[],
): Promise<Result<DraftedMigration>> {
  const { changes: down, cannot } = undoing(changes, root, engine.workspace);
  return drafted(engine, root, { changes, cannot: [] }, { changes: down, cannot });
}

/**
 * What undoes changes that run after all files of a root. Names go back first; the rest is what the schemas before and after
 * tell. `earlier` are changes that run before them, `edits` those of the files themselves.
 */
export function undoing(
  changes: readonly SchemaChange[],
  root: Root,
  workspace: Workspace,
  earlier: readonly SchemaChange[] = [],
  edits?: WhatIf['edits'],
): Diff {
  const names = changes.flatMap(renamedBack).reverse();
  const text = (list: readonly SchemaChange[]) => list.map(printChange).join('\n');
  const before = whatIf(root, workspace, { more: text(earlier), ...(edits && { edits }) });
  const after = whatIf(root, workspace, { more: text([...earlier, ...changes, ...names]), ...(edits && { edits }) });
  const rest = diffSchemas(after, before, { postgresVersion: root.postgres.version });
  return { changes: [...names, ...rest.changes], cannot: rest.cannot };
}

function renamedBack(change: SchemaChange): SchemaChange[] {
  if (change.change === 'rename')
    return [{ ...change, name: { ...change.name, name: change.to }, to: change.name.name }];
  return change.change === 'rename part' ? [{ ...change, name: change.to, to: change.name }] : [];
}

async function migrationBetween(
  engine: Engine,
  root: Root,
  before: DiffSide,
  after: DiffSide,
): Promise<Result<DraftedMigration>> {
  const { version: postgresVersion } = root.postgres;
  const up = diffSchemas(before, after, { postgresVersion });
  if (up.changes.length === 0)
    return err(up.cannot[0]?.words ?? 'This changes nothing in the schema that a migration could do.');
  // What the statements leave undone shows when they are folded too.
  const reached = whatIf(root, engine.workspace, { more: up.changes.map(printChange).join('\n') });
  const left = diffSchemas(reached, after, { postgresVersion });
  const known = new Set(up.cannot.map(({ words }) => words));
  const undone = [
    ...left.cannot.filter(({ words }) => !known.has(words)),
    ...left.changes.map((change) => ({ object: '', words: `This is left to do: ${printChange(change)}` })),
  ];
  const down = diffSchemas(after, before, { postgresVersion });
  return drafted(engine, root, { changes: up.changes, cannot: [...up.cannot, ...undone] }, down);
}

interface Way {
  readonly changes: readonly SchemaChange[];
  readonly cannot: readonly Cannot[];
}

async function drafted(engine: Engine, root: Root, up: Way, down: Way): Promise<Result<DraftedMigration>> {
  const { workspace, ports } = engine;
  const folder = workspace.folders.find((each) => root.files[0]?.startsWith(`${each}/`)) ?? workspace.folders[0] ?? '';
  const change = { words: wordsOf(up.changes), up: sqlOf(up), down: sqlOf(down) };
  const read = (path: string) => root.text(path)?.sql.slice(0, Infinity);
  const files = migrationFiles(change, { root: root.spec, folder, date: ports.clock.date(), read });
  for (const { path } of files)
    if (workspace.file(path) || (await ports.files.exists(path))) return err(`${path} exists already.`);
  return ok({ files, cannot: up.cannot });
}

function sqlOf({ changes, cannot }: Way): string {
  const notes = cannot.map(({ words }) => `-- ${words.replace(/\s*\n\s*/g, ' ')}`);
  const body = changes.map(printChange);
  if (body.length === 0) body.push('-- There is nothing to do.');
  return [...(notes.length > 0 ? [notes.join('\n')] : []), ...body].join('\n\n');
}
