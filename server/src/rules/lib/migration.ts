import type { Node } from '@pgsql/types';
import type { Act } from '../../model/effects/acts';
import { factsOf, type Before, type Effect } from '../../model/effects/effect';
import { blocks } from '../../model/effects/locks';
import type { RelationKind } from '../../model/facts';
import type { Name } from '../../model/names';
import type { Origin, Source, Table } from '../../model/schema';
import type { Direction, MigrationTool, NewFile, TransactionMode } from '../../model/tools/tool';
import type { Span } from '../../base/span';
import { isMasked } from '../../sql/mask';
import type { Texts } from './syntax';
import type { Undo } from './undo';

/** What runs together or not at all. Statements of one transaction have the same object. */
export interface Transaction {
  /** Who begins it: the tool, the file by BEGIN, or PostgreSQL, which gets several statements at once. */
  readonly by: 'tool' | 'file' | 'text';
}

/** What a statement does to one table, and whether anybody can be hurt by it. */
export interface SeenEffect extends Effect {
  /** Of the table, where it is known. */
  readonly key?: string;
  /** Nobody uses the table yet: it is made here, or in another migration that hasn't run anywhere. */
  readonly isNew: boolean;
  readonly kind?: RelationKind;
  /** Over all rows, without expressions: what REFRESH … CONCURRENTLY needs. */
  readonly hasUniqueIndex?: boolean;
  /** Who else in the workspace names the column or the table that goes, or gets another name. */
  readonly users: readonly NameUser[];
  readonly otherTables: readonly { readonly name: Name; readonly key?: string; readonly isNew: boolean }[];
}

/** A statement of a migration. */
export interface MigrationStatement {
  readonly source: Source;
  readonly acts: readonly Act[];
  /** Undefined where it is only rows. */
  readonly node?: Node;
  readonly direction: Direction;
  readonly effects: readonly SeenEffect[];
  /** Undefined for none, and where nobody knows. */
  readonly transaction: Transaction | undefined;
  readonly migration: MigrationFile;
}

/** A statement with the schema as it is just before it: good only as long as a rule looks at it. */
export interface StatementBefore extends MigrationStatement {
  readonly before: Before;
  isNew(table: Table | undefined): boolean;
  /** What the statements above it in the file do. */
  earlier(): readonly Act[];
  /** What those below it do. */
  later(): readonly Act[];
}

/** A function, a query or a document that names something. */
export interface NameUser {
  /** In code marks: `note_of()`, `reports.sql`. */
  readonly words: string;
  readonly at: Origin;
}

/** A file of a history. */
export interface MigrationFile {
  readonly path: string;
  /** Undefined where nothing says by which tool it is run. */
  readonly tool?: MigrationTool;
  readonly mode: TransactionMode;
  /** The comments that speak to a tool, with their places in the file. */
  readonly comments: readonly { readonly text: string; readonly span: Span; readonly startsLine: boolean }[];
  /** How it is undone; undefined where its tool undoes nothing. */
  readonly undo?: Undo;
  /** What makes the part of a statement run outside of a transaction; undefined where the tool has no such mark. */
  outside(source: Source): Outside | undefined;
  /** The files of a migration that comes after the last one, with absolute paths. */
  next(name: string, up: string, outside?: boolean): readonly NewFile[];
}

/** The way in which a tool is told to begin no transaction. */
export type Outside =
  | { readonly kind: 'text'; readonly at: Span; readonly newText: string }
  | { readonly kind: 'file'; readonly file: NewFile }
  | { readonly kind: 'rename'; readonly to: string };

/** All statements of a migration, in their order. */
export interface Migration {
  readonly file: MigrationFile;
  readonly statements: readonly MigrationStatement[];
}

/** A part of a statement. */
export function at({ source }: Pick<MigrationStatement, 'source'>, span: Span): Origin {
  return { source, span };
}

/** The statement as a whole, without its semicolon. */
export function whole({ source }: Pick<MigrationStatement, 'source'>, context: Texts): Origin {
  const end = source.statement.end - source.statement.start;
  const text = context.text({ source, span: { start: 0, end } });
  return { source, span: { start: 0, end: text.replace(/[\s;]+$/, '').length } };
}

/** What an effect keeps others from doing to a table that they use. */
export function harm(effect: SeenEffect): 'nothing' | 'writes' | 'reads and writes' {
  const { lock } = factsOf(effect);
  return effect.isNew || !lock || !effect.on ? 'nothing' : blocks(lock);
}

/** How many users a message names. */
const NAMED = 3;

/** `refresh()`, `reports.sql` and 2 more; undefined for none. */
export function listed(users: readonly NameUser[]): string | undefined {
  const names = [...new Set(users.map(({ words }) => words))];
  if (names.length <= 1) return names[0];
  const rest = names.length - NAMED;
  if (rest > 0) return `${names.slice(0, NAMED).join(', ')} and ${rest} more`;
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}

/** The places of users beside a finding. */
export function usersBeside(users: readonly NameUser[]): { readonly at: Origin; readonly message: string }[] {
  return users.slice(0, NAMED).map(({ at, words }) => ({ at, message: `${words} uses it` }));
}

/** A name as people read it; without a schema that a template fills in. */
export function shown(name: Name | undefined): string {
  if (!name) return 'the table';
  const own = name.schema === undefined || name.schema === 'public' || isMasked(name.schema);
  return `\`${own ? '' : `${name.schema}.`}${name.name}\``;
}
