import type { Span } from '../base/span';
import { Text } from '../base/text';
import { constraintsOf, type Op } from '../model/facts';
import type { Name } from '../model/names';
import { SchemaModel } from '../model/schema-model';
import type { Direction } from '../model/tools/tool';
import { toolOf, toolOfText } from '../model/tools/tools';
import type { SpecFacts, SpecKind } from '../spec/facts';
import { readSpec, unread } from '../spec/read';
import type { Change } from '../sql/statements';
import type { Config } from './config';
import { foreignSign, namedDialect } from './dialect';
import { FoldedText } from './folded-text';
import type { FileSummary } from './file-summary';
import { SqlText, type Reader } from './sql-text';

/** Why a SQL file isn't checked. */
export interface Foreign {
  readonly message: string;
  /** UTF-16 in the file. */
  readonly span: Span;
}

export interface SqlFile {
  readonly type: 'sql';
  readonly path: string;
  readonly folder: string;
  readonly sql: SqlText;
  readonly foreign: Foreign | undefined;
  readonly summary: FileSummary;
}

/** A document that describes the model. Its SQL blocks have a schema of their own, which no other file sees. */
export interface SpecFile {
  readonly type: 'spec';
  readonly path: string;
  readonly folder: string;
  readonly kind: SpecKind;
  readonly text: string;
  readonly facts: SpecFacts;
  readonly blocks: readonly SqlText[];
  readonly folded: readonly FoldedText[];
  readonly model: SchemaModel;
  /** Of a long document that was edited since it was read: all else here says nothing then but its text. */
  readonly behind?: Behind;
}

/** A document as it was read last, and the part of it that was edited since. */
export interface Behind {
  readonly read: SpecFile;
  readonly edited: Change;
}

export type WorkFile = SqlFile | SpecFile;

/** What people are told where something needs a long document as it is now. */
export const UNREAD = 'This document is over 512 KB, so what was typed in it is read when it is saved. Save it first.';

/** The whole text of a file that the workspace knows. */
export function textOf(file: WorkFile | undefined): string | undefined {
  return file?.type === 'sql' ? file.sql.toString() : file?.text;
}

export function isSqlPath(path: string): boolean {
  return /\.(?:sql|ddl|pgsql|psql)$/i.test(path);
}

/** Reads a document anew; what its SQL blocks said before is found again. */
export function specFile(
  path: string,
  folder: string,
  kind: SpecKind,
  text: string,
  reader: Reader,
  old?: SpecFile,
): SpecFile {
  const facts = readSpec(kind, text);
  const known = old?.behind?.read ?? old;
  if (known && sameBlocks(known, facts, text)) {
    const whole = Text.of(text);
    known.blocks.forEach((block, i) => block.move(whole, facts.sqlBlocks[i]!.start - known.facts.sqlBlocks[i]!.start));
    return { type: 'spec', path, folder, kind, text, facts, blocks: known.blocks, folded: known.folded, model: known.model }; // prettier-ignore
  }
  known?.blocks.forEach((block) => block.dispose());
  const model = new SchemaModel(() => 0);
  const blocks = facts.sqlBlocks.map((region) => new SqlText(text, reader, undefined, region));
  const folded = blocks.map((block) => new FoldedText(path, block, model, undefined));
  model.commit();
  return { type: 'spec', path, folder, kind, text, facts, blocks, folded, model };
}

/** Whether an edit has left all SQL blocks as they were, but for where they are. */
function sameBlocks(old: SpecFile, { sqlBlocks }: SpecFacts, text: string): boolean {
  const before = old.facts.sqlBlocks;
  const written = ({ start, end }: Span, of: string) => of.slice(start, end);
  return (
    before.length === sqlBlocks.length &&
    before.every((region, i) => written(region, old.text) === written(sqlBlocks[i]!, text))
  );
}

/** A document after an edit that isn't read: nothing in it can be changed by what was known of places that have moved. */
export function unreadFile(file: SpecFile, text: string, change: Change): SpecFile {
  const { path, folder, kind, behind } = file;
  const edited = behind ? joined(behind.edited, change) : change;
  const rest = { blocks: [], folded: [], model: new SchemaModel(() => 0) };
  return { type: 'spec', path, folder, kind, text, facts: unread(kind), ...rest, behind: { read: behind?.read ?? file, edited } }; // prettier-ignore
}

/** One change that covers two, the second of which is in the text that the first one left. */
function joined(first: Change, second: Change): Change {
  const end = Math.max(first.newEnd, second.oldEnd);
  return {
    start: Math.min(first.start, second.start),
    oldEnd: first.oldEnd + end - first.newEnd,
    newEnd: end + second.newEnd - second.oldEnd,
  };
}

/** What pg_dump writes first; dbmate takes the comments away. */
const DUMP_HEAD =
  /^--\s*PostgreSQL database (?:cluster )?dump|^(?:\\restrict \S+\s+)?SET statement_timeout = 0;\s+SET lock_timeout = 0;/m;
/** So much of a text, in UTF-16, shows which tool it is written for. */
const HEAD = 65_536;

/** What a file's statements, all of them read, say about where the file belongs. */
export function summarise(path: string, folder: string, sql: SqlText, config: Config): FileSummary {
  const creates = new Set<string>();
  const uses = new Set<string>();
  const head = sql.slice(0, HEAD);
  const comments = directivesOf(sql);
  const marked = comments.map(toolOf).find((tool) => tool !== undefined);
  const written = toolOfText(path, head);
  let direction: Direction = 'up';
  let drops = false;
  let makes = false;
  for (const statement of sql.statements) {
    for (const { start, end } of statement.directives) {
      const mark = marked?.mark?.(sql.slice(statement.start + start, statement.start + end));
      if (mark && !mark.within) direction = mark.direction;
    }
    if (direction === 'down') continue;
    for (const op of sql.result(statement).facts.ops) {
      const use = (name: Name) => uses.add(name.name);
      if (op.op === 'drop' || op.op === 'drop constraint' || op.op === 'drop part') drops = true;
      else makes = true;
      if (op.op === 'create table' && op.temporary) continue;
      if (op.op === 'create table' || op.op === 'create view' || op.op === 'create enum') creates.add(op.name.name);
      else if ('table' in op) use(op.table);
      usedBy(op).forEach(use);
      for (const { references } of constraintsOf(op)) if (references) use(references.table);
    }
  }
  const configured = config.rootOf(path);
  return {
    path,
    folder,
    ...(marked && { marked }),
    ...(written && { written }),
    isDump: DUMP_HEAD.test(head) || path.endsWith('/structure.sql'),
    creates,
    uses,
    isTeardown: drops && !makes,
    comments,
    includes: includesOf(sql, comments),
    ...(configured && { configured }),
  };
}

/** The relations that a definition takes columns or rows from. */
function usedBy(op: Op): readonly Name[] {
  if (op.op === 'create view') return op.query.reads;
  if (op.op !== 'create table') return [];
  const parents = [...op.inherits, ...(op.partitionOf ? [op.partitionOf] : [])];
  return [...parents, ...op.like.map((like) => like.table), ...(op.query?.reads ?? [])];
}

/** The comments of a text that speak to a tool. */
export function directivesOf(sql: SqlText): string[] {
  return sql.statements.flatMap(({ start, directives }) =>
    directives.map((directive) => sql.slice(start + directive.start, start + directive.end)),
  );
}

/** Files that psql or graphile-migrate reads at a place of this one, as they are written. */
function includesOf(sql: SqlText, comments: readonly string[]): string[] {
  const commands = sql.statements.filter(({ empty }) => empty).map(({ from, to }) => sql.slice(from, to));
  const found = [
    ...commands.map((command) => /^\s*\\(?:ir?|include(?:_relative)?)\s+'?([^'\n]+?)'?\s*$/m.exec(command)?.[1]),
    ...comments.map((comment) => /^--!\s*include\s+(\S+)/.exec(comment)?.[1]),
  ];
  return found.filter((path) => path !== undefined);
}

/** Whether a file with all its statements read is in another dialect: where the first sign of it stands. */
export function foreignIn(
  path: string,
  folder: string,
  sql: SqlText,
  config: Config,
  elsewhere: string | undefined,
): Foreign | undefined {
  const first = sql.statements.find((statement) => !statement.empty);
  const start = first ? { start: first.start, end: Math.min(first.end, first.start + 1) } : { start: 0, end: 0 };
  if (config.isForeign(path))
    return { message: `\`notPostgres\` in tablewright.json leaves this file out.`, span: start };
  if (elsewhere !== undefined) return { message: `${elsewhere}, so it is not checked.`, span: start };
  const dialect = namedDialect(path, folder);
  if (dialect !== undefined)
    return { message: `The name of this file or of its folder says ${dialect}, so it is not checked.`, span: start };
  for (const statement of sql.statements) {
    if (!sql.result(statement).problem) continue;
    const sign = foreignSign(sql.sql(statement));
    if (!sign) continue;
    const at = { start: statement.start + sign.span.start, end: statement.start + sign.span.end };
    return { message: `This file looks like ${sign.what}, so it is not checked.`, span: at };
  }
  return undefined;
}

/** Documents that have no file yet: they are checked statement by statement and join no root of others. */
export function isUntitled(path: string): boolean {
  return path.startsWith('untitled:');
}
