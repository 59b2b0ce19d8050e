import type { Span } from '../base/span';

/** Which way a part of a migration goes. Only what goes up makes the schema. */
export type Direction = 'up' | 'down';

/** One migration tool: how its files are known, and what its markers mean. */
export interface MigrationTool {
  readonly id: string;
  /** A comment that starts a part of the file; undefined where the comment says something else. */
  section(comment: string): Direction | undefined;
}

/** sql-migrate: `-- +migrate Up [notransaction]` at the start of a line, exactly so. */
const sqlMigrate: MigrationTool = {
  id: 'sql-migrate',
  section(comment) {
    const match = /^-- \+migrate (Up|Down)\b/.exec(comment);
    return match ? (match[1] === 'Up' ? 'up' : 'down') : undefined;
  },
};

/** goose: `-- +goose Up`, in any case. */
const goose: MigrationTool = {
  id: 'goose',
  section(comment) {
    const match = /^--\s*\+goose\s+(up|down)\b/i.exec(comment);
    return match ? (match[1]!.toLowerCase() as Direction) : undefined;
  },
};

const MIGRATION_TOOLS: readonly MigrationTool[] = [sqlMigrate, goose];

/** The tool whose markers stand in a text; `comments` are the places of its directives. */
export function toolOf(text: string, comments: readonly Span[]): MigrationTool | undefined {
  for (const { start, end } of comments) {
    const comment = text.slice(start, end);
    const tool = MIGRATION_TOOLS.find((candidate) => candidate.section(comment) !== undefined);
    if (tool) return tool;
  }
  return undefined;
}

/** Migrations run in the order of the number that their names start with, then by name, as sql-migrate and goose do. */
export function compareMigrations(a: string, b: string): number {
  const number = (path: string) => /^\d+/.exec(path.slice(path.lastIndexOf('/') + 1))?.[0];
  const [left, right] = [number(a), number(b)];
  if (left !== undefined && right !== undefined) {
    const difference = BigInt(left) - BigInt(right);
    if (difference !== 0n) return difference < 0n ? -1 : 1;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}
