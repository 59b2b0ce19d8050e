import { basename } from '../base/paths';
import type { Name } from '../model/names';
import { strings } from '../model/query/text';
import type { SchemaView, Source, Table } from '../model/schema';
import type { NameUser } from '../rules/lib/migration';
import { TableIndex } from '../spec/resolve';
import type { SqlParser } from '../sql/pg-parser';
import type { Statement } from '../sql/statements';
import type { SpecFile } from '../workspace/files';
import type { FoldedText } from '../workspace/folded-text';
import { usedNames } from './query';

/** Where users of names are looked for. */
export interface UserPlaces {
  /** Of a migration only the functions that it makes stay. */
  readonly texts: Iterable<{ readonly text: FoldedText; readonly isMigration: boolean }>;
  readonly documents: Iterable<SpecFile>;
  /** The schema in the end. */
  readonly now: SchemaView;
  readonly parser: SqlParser;
}

interface Wanted {
  readonly table: Table;
  readonly column: string | undefined;
}

/** More users than this change nothing. */
const MOST = 20;

/**
 * The functions, queries and documents that name a table of `then`, or one of its columns: what fails when the name goes.
 * Views and functions in SQL's own syntax follow a new name, and PostgreSQL itself keeps what they use from being dropped.
 */
export function usersOf(then: SchemaView, wanted: Wanted, places: UserPlaces): NameUser[] {
  const users: NameUser[] = [];
  // A later migration makes it again: what uses it may mean that one.
  const again = places.now.table(wanted.table.key);
  if (again && (wanted.column === undefined || again.columns.some(({ name }) => name === wanted.column))) return [];
  for (const { text, isMigration } of places.texts) {
    for (const statement of naming(text, isMigration, wanted)) {
      if (users.length >= MOST) return users;
      if (text.direction(statement) !== 'up' || text.isUndone(statement) || !mayUse(text, statement, wanted)) continue;
      const user = userIn(text, statement, then, wanted, places, isMigration);
      if (user) users.push(user);
    }
  }
  return [...users, ...describing(then, wanted, places.documents)];
}

const words = new WeakMap<Statement, ReadonlySet<string>>();

function wordsOf({ sql }: FoldedText, statement: Statement): ReadonlySet<string> {
  let own = words.get(statement);
  if (!own) words.set(statement, (own = new Set(wordsIn(sql.sql(statement)))));
  return own;
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_$]+/gu) ?? [];
}

type ByWord = WeakMap<readonly Statement[], Map<string, Statement[]>>;
const [ofAll, ofFunctions]: readonly [ByWord, ByWord] = [new WeakMap(), new WeakMap()];

/** The queries of a text in which the name stands, of a migration only functions. They are looked for once for each edit. */
function naming(text: FoldedText, isMigration: boolean, { table, column }: Wanted): readonly Statement[] {
  const { queries } = text.sql;
  const byWord = isMigration ? ofFunctions : ofAll;
  let known = byWord.get(queries);
  if (!known) {
    byWord.set(queries, (known = new Map()));
    for (const statement of queries) {
      if (isMigration && !text.sql.result(statement).facts.ops.some(({ op }) => op === 'create function')) continue;
      for (const word of wordsOf(text, statement)) {
        const list = known.get(word);
        if (list) list.push(statement);
        else known.set(word, [statement]);
      }
    }
  }
  return known.get(wordsIn(column ?? table.name)[0] ?? '') ?? [];
}

/** Whether the words are there at all: only then is it worth reading. NEW and OLD stand for the table of a trigger. */
function mayUse(text: FoldedText, statement: Statement, { table, column }: Wanted): boolean {
  const own = wordsOf(text, statement);
  const has = (name: string) => wordsIn(name).every((word) => own.has(word));
  if (column !== undefined && !has(column)) return false;
  return has(table.name) || (column !== undefined && table.triggers.length > 0);
}

function userIn(
  text: FoldedText,
  statement: Statement,
  then: SchemaView,
  { table, column }: Wanted,
  { now, parser }: UserPlaces,
  isMigration: boolean,
): NameUser | undefined {
  const source = text.source(statement) ?? { file: text.file, statement, path: text.pathAt(statement) };
  const used = usedNames(text.sql.sql(statement), { source, then, now, rowOf: (name) => rowOf(table, name) }, parser);
  if (!used) return undefined;
  const { node, uses } = used;
  const isRoutine = 'CreateFunctionStmt' in node && node.CreateFunctionStmt.sql_body === undefined;
  if (!isRoutine && (isMigration || !RUNS.some((kind) => kind in node))) return undefined;
  const use = uses.find(
    (each) =>
      !each.implied &&
      each.table === table.key &&
      (column === undefined ? each.kind === 'table' : each.kind === 'column' && each.column === column),
  );
  if (!use) return undefined;
  const name = isRoutine ? `${strings(node.CreateFunctionStmt.funcname).at(-1) ?? ''}()` : basename(text.file);
  return { words: `\`${name}\``, at: { source, span: use.span } };
}

/** Statements that somebody runs again and again. */
const RUNS = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'PrepareStmt'];

/** What NEW and OLD are in a function. */
function rowOf(table: Table, name: string): Name | undefined {
  return table.triggers.some((trigger) => trigger.function.name === name) ? table : undefined;
}

function describing(then: SchemaView, { table, column }: Wanted, documents: Iterable<SpecFile>): NameUser[] {
  let index: TableIndex<Table> | undefined;
  const users: NameUser[] = [];
  for (const { path, facts } of documents) {
    for (const entity of facts.entities) {
      const named = column === undefined ? entity : entity.columns.find(({ name }) => name === column);
      if (!named || entity.placeholder) continue;
      index ??= new TableIndex([...then.tables()]);
      if (index.find(entity)?.key !== table.key) continue;
      const source: Source = { file: path, statement: { start: 0, end: 0 }, path: [] };
      users.push({ words: `\`${basename(path)}\``, at: { source, span: named.nameSpan } });
      break;
    }
  }
  return users;
}
