import type { CreateFunctionStmt, DoStmt, FunctionParameter, Node } from '@pgsql/types';
import type { Span } from '../../base/span';
import { maskTemplates } from '../../sql/mask';
import type { SqlParser } from '../../sql/pg-parser';
import { splitText } from '../../sql/split';
import type { SqlType } from '../expr/env';
import type { Name } from '../names';
import { bodyText } from './body-text';
import { NO_LOCALS, type Locals } from './context';
import type { QueryEnv, Relation } from './env';
import { readPlpgsql, type Code, type CodePiece, type CodeTarget } from './plpgsql';
import { readWithLocals } from './read';
import { NO_READING, type NameProblem, type NameUse, type QueryReading } from './reading';
import { rowItem, type Item } from './scope';
import { QueryText, strings } from './text';

/** A statement or expression in a body. */
export interface BodyStatement {
  /** `literal`: the text of an EXECUTE. Expressions have SELECT in front. */
  readonly kind: CodePiece['kind'];
  /** What PostgreSQL's parser is given, unmasked. */
  readonly sql: string;
  /** The offset in the outer statement of an offset in `sql`. */
  place(offset: number): number;
}

/** What stands in the body of a function or DO block. */
export interface Body {
  readonly language: string;
  readonly statements: readonly BodyStatement[];
  /** Parameters, variables, labels and the function itself: no columns. */
  readonly names: ReadonlySet<string>;
}

type Routine = CreateFunctionStmt | DoStmt;
type At = (location: number | undefined) => number;

/**
 * The SQL in a function's or DO block's body, found without a schema. None for other languages than SQL and PL/pgSQL, and
 * for a body in SQL's own syntax, which is part of the statement's tree.
 */
export function readBody(node: Node, sql: string, at: At): Body | undefined {
  const routine = routineOf(node);
  const inner = routine && innerOf(new QueryText(sql, at), routine);
  if (!inner) return undefined;
  const { language, statements, code } = inner;
  return { language, statements, names: new Set([...parameterNames(routine), ...(code?.declared.names ?? [])]) };
}

/**
 * Reads each statement of a body. Parameters and variables hide nothing and are never unknown; in PL/pgSQL a name without
 * qualifier never is. `table` is that of NEW and OLD in a trigger's function. The output is that of a SQL function's last
 * statement. The text of an EXECUTE is left out.
 */
export function readFunctionBody(
  node: Node,
  sql: string,
  at: At,
  parser: SqlParser,
  env: QueryEnv,
  table?: Relation,
): QueryReading {
  const routine = routineOf(node);
  if (!routine) return NO_READING;
  const text = new QueryText(sql, at);
  const parameters = parametersOf(routine);
  const rows = table ? ['new', 'old'].map((name) => rowItem(name, table)) : [];
  const names = new Map<string, SqlType | undefined>();
  for (const name of parameterNames(routine)) names.set(name, undefined);
  for (const { name, argType } of parameters) if (name !== undefined) names.set(name, argType && env.type(argType));

  const inner = innerOf(text, routine);
  const { code } = inner ?? {};
  for (const name of code?.declared.names ?? []) names.set(name, undefined);
  rows.push(...rowVariables(code, parameters, names, env));

  const readings: QueryReading[] = [];
  if ('sql_body' in routine && routine.sql_body) {
    for (const each of flat(routine.sql_body)) readings.push(readWithLocals(each, text, env, { ...NO_LOCALS, names }, rows)); // prettier-ignore
    return together(readings, true);
  }
  if (!inner) return NO_READING;
  const { statements } = inner;
  const locals: Locals = { names, more: code !== undefined, moreRelations: makesRelations(routine, inner) };
  for (const { kind, sql: own, place } of statements) {
    const parsed = kind === 'literal' ? undefined : parser.parse(maskTemplates(own));
    if (!parsed?.ok || !parsed.node) continue;
    const inside = new QueryText(own, (location) => parsed.offsets.fromBytes(Math.max(0, location ?? 0)));
    readings.push(moved(readWithLocals(parsed.node, inside, env, locals, rows), place));
  }
  if (code) readings.push(moved(readNames(code, env, table), inner.place));
  return together(readings, code === undefined);
}

function routineOf(node: Node): Routine | undefined {
  if ('CreateFunctionStmt' in node) return node.CreateFunctionStmt;
  return 'DoStmt' in node ? node.DoStmt : undefined;
}

function parametersOf(routine: Routine): FunctionParameter[] {
  const nodes = 'parameters' in routine ? routine.parameters : undefined;
  return (nodes ?? []).flatMap((node) => ('FunctionParameter' in node ? [node.FunctionParameter] : []));
}

function parameterNames(routine: Routine): string[] {
  const own = 'funcname' in routine ? strings(routine.funcname).slice(-1) : [];
  return [...own, ...parametersOf(routine).flatMap(({ name }) => (name === undefined ? [] : [name]))];
}

interface Inner {
  readonly language: string;
  readonly statements: readonly BodyStatement[];
  /** Of PL/pgSQL. */
  readonly code?: Code;
  place(offset: number): number;
}

function innerOf(text: QueryText, routine: Routine): Inner | undefined {
  const body = bodyText(text, routine);
  if (!body) return undefined;
  const { language, code: written } = body;
  const place = (offset: number) => body.place(offset);
  if (language === 'sql') {
    const pieces = splitText(written).filter((piece) => piece.end > piece.start);
    const statements = pieces.map(({ start, end }): BodyStatement => ({
      kind: 'statement',
      sql: written.slice(start, end),
      place: (offset) => place(start + offset),
    }));
    return { language, statements, place };
  }
  if (language !== 'plpgsql') return undefined;
  const code = readPlpgsql(written);
  const statements = code.pieces.map((piece) => ({
    ...piece,
    place: (offset: number) => place(piece.place(offset)),
  }));
  return { language, statements, code, place };
}

/** Of BEGIN ATOMIC the statements. */
function flat(body: Node): Node[] {
  if (!('List' in body)) return [body];
  return (body.List.items ?? []).flatMap((each) => ('List' in each ? (each.List.items ?? []) : [each]));
}

/** A body may make tables of its own, and a trigger's function may have transition tables. */
function makesRelations(routine: Routine, { code, statements }: Inner): boolean {
  const returns = 'returnType' in routine ? strings(routine.returnType?.names).at(-1) : undefined;
  if (returns === 'trigger' || code?.dynamic) return true;
  return statements.some(({ sql }) => /^\s*create\b/i.test(sql));
}

/** Variables and parameters that are rows of a table. */
function rowVariables(
  code: Code | undefined,
  parameters: readonly FunctionParameter[],
  names: ReadonlyMap<string, SqlType | undefined>,
  env: QueryEnv,
): Item[] {
  const found = new Map<string, Relation | undefined>();
  const add = (name: string, relation: Relation | undefined) => {
    // One name for two things: which is meant isn't told.
    found.set(name, found.has(name) ? undefined : relation);
  };
  for (const { name, type } of code?.declared.rows ?? []) add(name, env.relation(nameOf(type.parts)));
  for (const { name } of parameters) {
    const type = name === undefined ? undefined : names.get(name);
    if (name !== undefined) add(name, type && !type.builtIn && !type.array ? relationOfType(type, env) : undefined);
  }
  return [...found].flatMap(([name, relation]) => (relation ? [rowItem(name, relation)] : []));
}

function relationOfType(type: SqlType, env: QueryEnv): Relation | undefined {
  const dot = type.name.indexOf('.');
  return env.relation({ schema: type.name.slice(0, dot), name: type.name.slice(dot + 1) });
}

function nameOf(parts: readonly string[]): Name {
  const name = parts.at(-1) ?? '';
  const schema = parts.at(-2);
  return schema === undefined ? { name } : { schema, name };
}

/** What code says of tables outside its SQL: `NEW.c := …` and `t.c%TYPE`. */
function readNames(code: Code, env: QueryEnv, table: Relation | undefined): QueryReading {
  const uses: NameUse[] = [];
  const problems: NameProblem[] = [];
  for (const target of code.targets) if (table) readTarget(target, table, uses, problems);
  for (const { of, name } of code.declared.types) {
    const parts = of === 'row' ? name.parts : name.parts.slice(0, -1);
    const relation = parts.length > 0 ? env.relation(nameOf(parts)) : undefined;
    if (!relation) continue;
    uses.push({ kind: 'table', access: 'read', table: relation.key, span: name.spans[parts.length - 1]! });
    if (of === 'column') readColumn(relation, name.parts.at(-1)!, name.spans.at(-1)!, 'read', uses, problems);
  }
  for (const { type } of code.declared.rows) {
    const relation = env.relation(nameOf(type.parts));
    const known = code.declared.types.some(({ name }) => name === type);
    if (relation && !known) uses.push({ kind: 'table', access: 'read', table: relation.key, span: type.spans.at(-1)! });
  }
  return { columns: [], open: true, uses, problems, aliases: [] };
}

function readTarget(target: CodeTarget, table: Relation, uses: NameUse[], problems: NameProblem[]): void {
  const [row = '', column] = target.parts;
  if ((row !== 'new' && row !== 'old') || column === undefined) return;
  readColumn(table, column, target.spans[1]!, 'write', uses, problems);
}

function readColumn(
  relation: Relation,
  column: string,
  span: Span,
  access: NameUse['access'],
  uses: NameUse[],
  problems: NameProblem[],
): void {
  const { key: table } = relation;
  const candidates = relation.columns.map((each) => each.name);
  if (relation.open || candidates.includes(column)) uses.push({ kind: 'column', access, table, column, span });
  else problems.push({ kind: 'unknown column', name: column, span, table, candidates });
}

function moved(reading: QueryReading, place: (offset: number) => number): QueryReading {
  const move = ({ start, end }: Span): Span => ({ start: place(start), end: place(end) });
  return {
    ...reading,
    uses: reading.uses.map((use) => ({ ...use, span: move(use.span) })),
    problems: reading.problems.map((problem) => ({ ...problem, span: move(problem.span) })),
    aliases: reading.aliases.map((alias) => ({
      ...alias,
      definition: move(alias.definition),
      uses: alias.uses.map(move),
    })),
  };
}

function together(readings: readonly QueryReading[], hasOutput: boolean): QueryReading {
  const last = hasOutput ? readings.at(-1) : undefined;
  const byPlace = (a: { readonly span: Span }, b: { readonly span: Span }) => a.span.start - b.span.start;
  return {
    columns: last?.columns ?? [],
    open: last?.open ?? true,
    uses: readings.flatMap((reading) => reading.uses).sort(byPlace),
    problems: readings.flatMap((reading) => reading.problems).sort(byPlace),
    aliases: readings.flatMap((reading) => reading.aliases),
  };
}
