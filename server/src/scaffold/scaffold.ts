import { UNREAD } from '../workspace/files';
import { basename } from '../base/paths';
import { err, ok, type Result } from '../base/result';
import type { Engine } from '../lint/engine';
import type { SchemaView, Table } from '../model/schema';
import { SchemaModel } from '../model/schema-model';
import { nearestRoot } from '../workspace/grouping';
import type { Root } from '../workspace/root';
import { isUntitled } from '../workspace/files';
import type { Workspace } from '../workspace/workspace';
import { newEntity } from './entity';
import { contractOf } from './contract';
import { ddlFromDocument } from './ddl-from-document';
import { newMigration } from './migration';
import { modelDocument, type DocumentStyle } from './model-document';
import { freePath, type ScaffoldedFile } from './place';
import { runsOutside } from './safe-change';
import { whatIf } from './what-if';

export interface ScaffoldRequest {
  readonly kind: 'entity' | 'migration' | 'document' | 'contract' | 'ddl';
  /** What the person typed: an entity's name (`Order item`), a migration's description (`add status to orders`), a document's title. */
  readonly name: string;
  /** A document or a folder: the root is looked for there. */
  readonly near?: string;
  /** The key (`public.users`) or name of the table that each row of an entity belongs to. */
  readonly parent?: string;
  /** Of a document. */
  readonly style?: DocumentStyle;
}

/** The files that a new entity or migration would need. Nothing is written, and nothing exists at their paths. */
export async function scaffold(engine: Engine, request: ScaffoldRequest): Promise<Result<ScaffoldedFile[]>> {
  const { kind, name, parent: parentName } = request;
  const { workspace, ports } = engine;
  const at = await placeIn(engine, request.near);
  const folder = at === undefined ? workspace.folders[0] : folderOf(workspace, at);
  if (folder === undefined) return err('Open a folder first: there is no place for a new file yet.');
  const root = chooseRoot(workspace, at, kind);
  const schema = root?.model ?? new SchemaModel(() => 0);
  const parent = parentName === undefined ? undefined : tableOf(parentName, schema);
  if (parentName !== undefined && !parent) return err(`There is no table \`${parentName}\` to belong to.`);
  const read = (path: string) => root?.text(path)?.sql.slice(0, Infinity);
  const input = { name, root: root?.spec, schema, folder, date: ports.clock.date(), read };
  if (kind === 'document') return newDocument(engine, request, root, folder);
  if (kind === 'contract') return newContract(engine, root, folder);
  if (kind === 'ddl') return newDdl(engine, request.near, folder);
  const files =
    kind === 'entity'
      ? newEntity({ ...input, parent })
      : newMigration({ ...input, isInUse: (table) => isInUse(table, root) });
  if (!files.ok) return files;
  for (const { path } of files.value) {
    if (!workspace.file(path) && !(await ports.files.exists(path))) continue;
    return err(`${path.replace(`${folder}/`, '')} exists already. Nothing was changed.`);
  }
  return files;
}

/** A table of a history that may have run: what is made of it is made beside those who use it, where the tool can do that. */
function isInUse({ origin }: Table, root: Root | undefined): boolean {
  const { history } = root?.spec ?? {};
  if (!root || !history || !runsOutside(history.reader)) return false;
  return root.appliedUnknown !== undefined || root.applied(origin.source.file);
}

/** A data model in Markdown of a root's schema. */
async function newDocument(
  { workspace, ports }: Engine,
  { name, style = 'full' }: ScaffoldRequest,
  root: Root | undefined,
  folder: string,
): Promise<Result<ScaffoldedFile[]>> {
  if (!root || [...root.model.tables()].length === 0) return err('There is no schema here yet: nothing to document.');
  const side = whatIf(root, workspace);
  const title = name.trim() === '' ? basename(folder) : name.trim();
  const text = modelDocument({ style, title, side, postgresVersion: root.postgres.version });
  const path = await freePath(ports.files, `${folder}/docs/DATA-MODEL`, '.md');
  return ok([{ path, text, cursor: 0 }]);
}

/** A contract of a root's schema. */
async function newContract(
  { ports }: Engine,
  root: Root | undefined,
  folder: string,
): Promise<Result<ScaffoldedFile[]>> {
  if (!root || [...root.model.tables()].length === 0) return err('There is no schema here yet: nothing to promise.');
  const path = await freePath(ports.files, `${folder}/contracts/database-contracts`, '.yaml');
  return ok([{ path, text: contractOf(root.model, ports.clock.date()), cursor: 0 }]);
}

/** SQL that makes what a data model or a contract describes. */
async function newDdl(
  { workspace, ports }: Engine,
  near: string | undefined,
  folder: string,
): Promise<Result<ScaffoldedFile[]>> {
  const file = near === undefined ? undefined : workspace.file(near);
  if (file?.type !== 'spec' || file.kind === 'diagram' || file.kind === 'migration plan')
    return err('Open a data model, a data dictionary or a contract first: SQL is generated from it.');
  if (file.behind) return err(UNREAD);
  const sql = ddlFromDocument(file.facts, file.text);
  if (!sql.ok) return sql;
  const name = basename(file.path)
    .replace(/\.\w+$/, '')
    .toLowerCase();
  const path = await freePath(ports.files, `${folder}/schema/${name}`, '.sql');
  return ok([{ path, text: sql.value, cursor: 0 }]);
}

/** The root whose migrations a change near a place goes to. */
export async function historyNear(engine: Engine, near: string | undefined): Promise<Root | undefined> {
  return chooseRoot(engine.workspace, await placeIn(engine, near), 'migration');
}

/** A document's own path; of a folder that of anything in it. */
async function placeIn({ workspace, ports }: Engine, near: string | undefined): Promise<string | undefined> {
  if (near === undefined || isUntitled(near)) return undefined;
  return workspace.file(near) || !(await ports.files.list(near)).ok ? near : `${near}/x`;
}

/** The root that a place belongs to. A dump is written by a tool, and migrations go into a history: the one of the same schema. */
function chooseRoot(workspace: Workspace, at: string | undefined, kind: ScaffoldRequest['kind']): Root | undefined {
  const roots = workspace.roots.filter(({ files }) => !files.every(isUntitled));
  const root = at === undefined ? roots[0] : (workspace.rootOf(at) ?? nearestRoot(roots, at));
  if (!root || root.kind === 'history' || (root.kind === 'schema' && kind !== 'migration') || kind === 'ddl')
    return root;
  return roots.find((other) => other.kind === 'history' && sharesTables(other, root)) ?? root;
}

/** The workspace folder that a path lies in, else its own folder. */
function folderOf({ folders }: Workspace, path: string): string {
  return folders.find((folder) => path.startsWith(`${folder}/`)) ?? path.slice(0, path.lastIndexOf('/'));
}

function tableOf(name: string, schema: SchemaView): Table | undefined {
  return schema.table(name) ?? schema.resolve({ name }, ['public']);
}

function sharesTables(a: Root, b: Root): boolean {
  return [...a.model.tables()].some(({ key }) => b.model.table(key));
}
