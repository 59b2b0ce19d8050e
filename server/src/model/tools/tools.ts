import { diesel, prisma } from './folders';
import { flyway } from './flyway';
import { graphileMigrate } from './graphile';
import { liquibase } from './liquibase';
import { dbmate, goose, nodePgMigrate, sqlMigrate, tern } from './marked';
import { golangMigrate, pop, sqlx } from './paired';
import { atlas, drizzle, orderedFolder, supabase } from './plain';
import { sqitch } from './sqitch';
import type { MigrationTool } from './tool';
import { versionFolders } from './version-folders';

/** Files are read and written as the tools' own documentation and sources say. Of two that fit a file the first one counts. */
export const MIGRATION_TOOLS: readonly MigrationTool[] = [
  sqlMigrate,
  goose,
  dbmate,
  nodePgMigrate,
  tern,
  liquibase,
  flyway,
  drizzle,
  prisma,
  diesel,
  graphileMigrate,
  sqitch,
  supabase,
  atlas,
  pop,
  golangMigrate,
  sqlx,
  versionFolders,
];

/** What reads a history of no tool that is known. */
export { orderedFolder };

export function toolNamed(id: string): MigrationTool | undefined {
  return MIGRATION_TOOLS.find((candidate) => candidate.id === id);
}

/** The tool whose mark a comment is. A mark that is all of its part (`--rollback …`) may be said by anybody. */
export function toolOf(comment: string): MigrationTool | undefined {
  return MIGRATION_TOOLS.find((candidate) => {
    const mark = candidate.mark?.(comment);
    return mark !== undefined && mark.within === undefined;
  });
}

/** The tool that a file is written for, as its text tells beside marks. */
export function toolOfText(path: string, text: string): MigrationTool | undefined {
  return MIGRATION_TOOLS.find((candidate) => candidate.isOwnText?.(text) && candidate.file(path) !== undefined);
}

/** The tool that alone names files so. */
export function toolOfName(path: string): MigrationTool | undefined {
  return MIGRATION_TOOLS.find((candidate) => candidate.isOwnName?.(path));
}

/** Files that decide between tools, or how a migration is run, beside the migrations themselves. */
export function isToolFile(path: string): boolean {
  return (
    SIDE_FILES.test(path) ||
    isManifest(path) ||
    MIGRATION_TOOLS.some(
      ({ configFiles, lists }) => lists?.test(path) === true || configFiles?.some((file) => file.path.test(path)),
    )
  );
}

/** A file that lists the packages of a project. */
export function isManifest(path: string): boolean {
  return /\/(?:Cargo\.toml|go\.mod|package\.json)$/.test(path);
}

const SIDE_FILES = /\/metadata\.toml$|\.sql\.conf$|\/(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/;
