/** The program does what isn't understood here. */
export class Beyond extends Error {}

/** It asks what no schema tells: which roles there are, or databases, or settings. */
export class Unseen extends Beyond {}

/** PostgreSQL ends the program, or what stands in a block with EXCEPTION. */
export class Raised extends Error {
  constructor(
    message: string,
    /** As PL/pgSQL calls it (`duplicate_table`), where that is known. */
    readonly condition?: string,
  ) {
    super(message);
  }
}

/** What PL/pgSQL calls the error of a statement that is refused; undefined where the reason doesn't tell. */
export function conditionOf(op: string | undefined, reason: string | undefined): string | undefined {
  if (reason === undefined) return undefined;
  if (/ has no column /.test(reason)) return 'undefined_column';
  if (!/ exists already| already has /.test(reason)) return undefined;
  switch (op) {
    case 'add column':
      return 'duplicate_column';
    case 'create table':
    case 'create view':
    case 'create index':
    case 'create sequence':
      return reason.startsWith('Type ') ? 'duplicate_object' : 'duplicate_table';
    case 'create schema':
      return 'duplicate_schema';
    case 'create function':
      return 'duplicate_function';
    case 'create domain':
    case 'create enum':
    case 'create extension':
    case 'create trigger':
    case 'create policy':
    case 'add constraint':
      return 'duplicate_object';
  }
  return undefined;
}
