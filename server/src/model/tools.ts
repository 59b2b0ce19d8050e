/** Which way a part of a migration goes. Only what goes up makes the schema. */
export type Direction = 'up' | 'down';

/** One migration tool: what its markers mean, and how it is written. */
export interface MigrationTool {
  readonly id: string;
  /** A comment that starts a part of the file; undefined where the comment says something else. */
  section(comment: string): Direction | undefined;
  /** The lines that start the two parts of a new migration; undefined where a part needs none. */
  readonly marks: { readonly up: string | undefined; readonly down: string };
}

/** `pattern` captures `up` or `down`. */
function tool(id: string, pattern: RegExp, marks: MigrationTool['marks']): MigrationTool {
  return { id, marks, section: (comment) => pattern.exec(comment)?.[1]!.toLowerCase() as Direction | undefined };
}

/** Files are read and written as the tools' own documentation says; case counts where the tool's parser minds it. */
const MIGRATION_TOOLS: readonly MigrationTool[] = [
  tool('sql-migrate', /^-- \+migrate (Up|Down)\b/, { up: '-- +migrate Up', down: '-- +migrate Down' }),
  tool('goose', /^--\s*\+goose\s+(up|down)\b/i, { up: '-- +goose Up', down: '-- +goose Down' }),
  tool('dbmate', /^--\s*migrate:(up|down)\b/, { up: '-- migrate:up', down: '-- migrate:down' }),
  tool('node-pg-migrate', /^--[\s-]*(up|down)\s+migration\b/i, { up: '-- Up Migration', down: '-- Down Migration' }),
  {
    id: 'tern',
    section: (comment) => (/^---- create above \/ drop below ----/.test(comment) ? 'down' : undefined),
    marks: { up: undefined, down: '---- create above / drop below ----' },
  },
];

export function toolNamed(id: string): MigrationTool | undefined {
  return MIGRATION_TOOLS.find((candidate) => candidate.id === id);
}

/** The tool whose marker a comment is. */
export function toolOf(comment: string): MigrationTool | undefined {
  return MIGRATION_TOOLS.find((candidate) => candidate.section(comment) !== undefined);
}

/** Migrations run in the order of the number that their names start with, then by name, as these tools do. */
export function compareMigrations(a: string, b: string): number {
  const [left, right] = [versionOf(a), versionOf(b)];
  if (left !== undefined && right !== undefined && left !== right) return left < right ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Where a folder is the migration, its name counts; Diesel reads `2026-01-31-120000` without the dashes. */
function versionOf(path: string): bigint | undefined {
  const parts = path.split('/');
  const file = parts.pop() ?? '';
  const name = /^(?:up|migration)\.sql$/.test(file) ? (parts.pop() ?? '').replaceAll('-', '') : file;
  const digits = /^\d+/.exec(name)?.[0];
  return digits === undefined ? undefined : BigInt(digits);
}
