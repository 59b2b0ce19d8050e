import type { Node } from '@pgsql/types';
import { SchemaEnv } from '../model/env';
import type { Name } from '../model/names';
import { readBody, readFunctionBody } from '../model/query/body';
import { readQuery } from '../model/query/read';
import { isQuery } from '../model/read/read';
import type { NameProblem, NameUse, QueryReading } from '../model/query/reading';
import { QueryText, strings } from '../model/query/text';
import type { SchemaView, Source, Table } from '../model/schema';
import type { Query, QueryTree } from '../rules/lib/query';
import type { OffsetMap } from '../sql/offsets';
import { maskTemplates } from '../sql/mask';
import type { SqlParser } from '../sql/pg-parser';

export interface QueryPlace {
  readonly source: Source;
  readonly schema: SchemaView;
  readonly migration: boolean;
  /** A relation as it is where the statement stands. */
  relationBefore(name: Name): Table | undefined;
  /** Whether something of this name is made anywhere in the workspace. */
  isKnown(name: string): boolean;
  /** False where it may be another relation of this name that is meant. */
  isSure?(name: string): boolean;
  /** A migration that has run already. */
  readonly isOld?: boolean;
}

/** Longer statements are rows, and not read as queries. */
const MAX_LENGTH = 100_000;

/** Reads a statement as a query; undefined where it is none. */
export function queryOf(sql: string, place: QueryPlace, parser: SqlParser): Query | undefined {
  if (sql.length > MAX_LENGTH) return undefined;
  const masked = maskTemplates(sql);
  const parsed = parser.parse(masked);
  if (!parsed.ok || !parsed.node || !isQuery(parsed.node)) return undefined;
  const { node } = parsed;
  const { source, schema, migration } = place;
  if (isReplaced(node, place)) return undefined;
  const at = atOf(parsed.offsets);
  const routine = 'CreateFunctionStmt' in node || 'DoStmt' in node;
  const read = (relation?: (name: Name) => Table | undefined) => {
    const mayExist = ({ name }: Name) => place.isKnown(name);
    const env = new SchemaEnv(schema, { path: source.path, ...(relation && { relation }), mayExist });
    return routine ? readFunctionBody(node, sql, at, parser, env) : readQuery(node, sql, at, env);
  };
  const reading = read();
  const before = (name: Name) => settled(place.relationBefore(name), source);
  // What stands in a template or in an argument of sqlc may be anything.
  const sure =
    masked === sql &&
    !/\bsqlc\s*\./.test(sql) &&
    !reading.uses.some(({ table }) => place.isSure?.(nameOf(table)) === false || schema.table(table)?.temporary);
  const problems = sure ? confirmed(reading, () => read(before), 'CreateFunctionStmt' in node, place) : [];
  let byPlace: Map<string, NameUse> | undefined;
  return {
    source,
    node,
    trees: routine ? treesOf(node, sql, at, source, parser) : [tree(node, new QueryText(sql, at), source)],
    routine,
    migration,
    reading: { ...reading, problems },
    before: ({ schema, name }) => before({ schema, name }),
    use(kind, start) {
      byPlace ??= new Map(reading.uses.map((use) => [`${use.kind} ${use.span.start}`, use]));
      return byPlace.get(`${kind} ${start}`);
    },
  };
}

/** A statement that still counts in the end, with the names that it uses as they were at another moment. */
export interface UsedNames {
  readonly node: Node;
  readonly uses: readonly NameUse[];
}

/**
 * What a statement uses in a schema of another moment (`then`); undefined where it is no query, or what it makes is made anew
 * or gone in the end (`now`).
 */
export function usedNames(
  sql: string,
  place: {
    readonly source: Source;
    readonly then: SchemaView;
    readonly now: SchemaView;
    /** The table of NEW and OLD in a function. */
    rowOf(routine: string): Name | undefined;
  },
  parser: SqlParser,
): UsedNames | undefined {
  const { source, then, now, rowOf } = place;
  if (sql.length > MAX_LENGTH) return undefined;
  const parsed = parser.parse(maskTemplates(sql));
  if (!parsed.ok || !parsed.node || !isQuery(parsed.node)) return undefined;
  const { node } = parsed;
  if (isReplaced(node, { source, schema: now })) return undefined;
  const env = new SchemaEnv(then, { path: source.path, mayExist: () => true });
  const at = atOf(parsed.offsets);
  if (!('CreateFunctionStmt' in node)) return { node, uses: readQuery(node, sql, at, env).uses };
  const row = rowOf(strings(node.CreateFunctionStmt.funcname).at(-1) ?? '');
  const { uses } = readFunctionBody(node, sql, at, parser, env, row && env.relation(row));
  return { node, uses };
}

/** A view or function that a later statement replaces or drops: only what is there in the end is worth a word. */
function isReplaced(node: Node, { source, schema }: Pick<QueryPlace, 'source' | 'schema'>): boolean {
  if ('ViewStmt' in node) {
    const { schemaname, relname = '' } = node.ViewStmt.view ?? {};
    const view = schema.resolve(
      { ...(schemaname !== undefined && { schema: schemaname }), name: relname },
      source.path,
    );
    return view?.origin.source !== source;
  }
  if (!('CreateFunctionStmt' in node)) return false;
  const parts = strings(node.CreateFunctionStmt.funcname);
  const [first = '', second] = parts;
  const name = second === undefined ? { name: first } : { schema: first, name: second };
  return !schema.functionsNamed(name, source.path).some(({ origin }) => origin.source === source);
}

/**
 * A name that is unknown in the end may have been known where the statement stands, and the other way round: only what is
 * wrong both times is sure. What a function loses later fails when it runs. Migrations that others have run are right.
 */
function confirmed(
  { problems }: QueryReading,
  before: () => QueryReading,
  isFunction: boolean,
  { isOld }: QueryPlace,
): readonly NameProblem[] {
  if (problems.length === 0 || (isOld && !isFunction)) return [];
  const then = new Set(before().problems.map(keyOf));
  return problems.filter((problem) =>
    then.has(keyOf(problem)) ? !isOld : isFunction && problem.kind === 'unknown column' && problem.table !== undefined,
  );
}

/** A table that is only made further below, or for a while in another file, says nothing of this place. */
function settled(table: Table | undefined, { file, statement }: Source): Table | undefined {
  const made = table?.origin.source;
  if (!table || !made) return undefined;
  const other = made.file === file ? made.statement.start > statement.start : table.temporary;
  return other ? undefined : table;
}

/** Of a table's key. */
function nameOf(key: string): string {
  return key.slice(key.indexOf('.') + 1);
}

function keyOf({ kind, name, span }: NameProblem): string {
  return `${kind} ${span.start} ${name}`;
}

function atOf(offsets: OffsetMap): (location: number | undefined) => number {
  return (location) => offsets.fromBytes(Math.max(0, location ?? 0));
}

function tree(node: Node, text: QueryText, source: Source): QueryTree {
  return { node, expression: false, text, origin: (span) => ({ source, span }) };
}

/** The statements and expressions in a routine's body. */
function treesOf(
  node: Node,
  sql: string,
  at: (location: number | undefined) => number,
  source: Source,
  parser: SqlParser,
): QueryTree[] {
  const atomic = 'CreateFunctionStmt' in node ? node.CreateFunctionStmt.sql_body : undefined;
  if (atomic) {
    const text = new QueryText(sql, at);
    return statementsOf(atomic).map((each) => tree(each, text, source));
  }
  return (readBody(node, sql, at)?.statements ?? []).flatMap(({ kind, sql: own, place }): QueryTree[] => {
    const parsed = kind === 'literal' ? undefined : parser.parse(maskTemplates(own));
    if (!parsed?.ok || !parsed.node) return [];
    const text = new QueryText(own, atOf(parsed.offsets));
    const origin: QueryTree['origin'] = ({ start, end }) => ({
      source,
      span: { start: place(start), end: place(end) },
    });
    return [{ node: parsed.node, expression: kind === 'expression', text, origin }];
  });
}

/** Of BEGIN ATOMIC. */
function statementsOf(body: Node): readonly Node[] {
  return 'List' in body ? (body.List.items ?? []).flatMap(statementsOf) : [body];
}
