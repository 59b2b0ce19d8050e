import type { Root } from '../workspace/root';
import type { Workspace } from '../workspace/workspace';

export interface RootStatus {
  readonly id: string;
  /** What a person calls it: the folder or file, relative to the workspace. */
  readonly name: string;
  readonly kind: 'schema' | 'history' | 'dump';
  /** The migration tool of a history (`sql-migrate`, `goose`). */
  readonly tool?: string;
  readonly files: number;
  /** How many migrations of a history are applied, and why that isn't known. */
  readonly applied?: number;
  readonly appliedUnknown?: string;
  readonly tables: number;
  /** PostgreSQL's major version that counts for this root, and where it was found. */
  readonly postgresVersion: number;
  readonly postgresVersionFrom: string;
}

/** What was found in the workspace, as the status item shows it. */
export function rootViews(workspace: Workspace): RootStatus[] {
  const roots = workspace.roots.filter((root) => !root.id.startsWith('untitled:'));
  return roots.map((root) => ({
    id: root.id,
    name: displayRootName(root, roots),
    kind: root.kind,
    ...(root.tool && { tool: root.tool.id }),
    files: root.files.length,
    ...appliedOf(root),
    tables: [...root.model.tables()].filter((table) => table.kind === 'table' || table.kind === 'partitioned').length,
    postgresVersion: root.postgres.version,
    postgresVersionFrom: root.postgres.from,
  }));
}

function appliedOf(root: Root): Pick<RootStatus, 'applied' | 'appliedUnknown'> {
  if (root.kind !== 'history') return {};
  const { appliedUnknown } = root;
  if (appliedUnknown !== undefined) return { appliedUnknown };
  return { applied: root.files.filter((file) => root.applied(file)).length };
}

/** A root's name; of two with one name, in two workspace folders, with the folder. */
export function displayRootName(root: Root, all: readonly Root[]): string {
  const { name } = root.spec;
  return all.some((other) => other !== root && other.spec.name === name) ? `${name} (${root.id})` : name;
}
