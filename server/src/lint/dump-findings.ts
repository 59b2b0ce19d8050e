import { displayName } from '../model/names';
import type { Column, Table } from '../model/schema';
import { isOwnTable } from '../rules/lib/tables';
import type { Root } from '../workspace/root';
import { engineFinding, type Finding } from './finding';

/** So many differences are named. */
const NAMED = 5;

/**
 * Where the dump that lies beside a history isn't what the migrations make: what it lacks, what it has besides, and what is
 * another way, each told once for the whole file. A dump of another schema, or of another age of it, says nothing.
 */
export function dumpFindings(root: Root, path: string, history: Root | undefined): Finding[] {
  if (!history || root.files[0] !== path) return [];
  const [dumped, made] = [tablesOf(root), tablesOf(history)];
  const missing = lacking(made, dumped);
  const besides = lacking(dumped, made);
  const other = differing(made, dumped);
  const home = `the migrations in \`${history.spec.name}\``;
  const found = [
    missing.length > 0 && `This dump lacks what ${home} make: ${list(missing)}. Run them and dump again.`,
    besides.length > 0 && `This dump has what none of ${home} makes: ${list(besides)}. Was it changed by hand? Write a migration that makes it.`, // prettier-ignore
    other.length > 0 && `This dump differs from what ${home} make: ${list(other)}. Run them and dump again, or write a migration for what was changed by hand.`, // prettier-ignore
  ];
  return found.flatMap((message) => (message === false ? [] : [engineFinding('migration-files', 'info', message, path, { start: 0, end: 0 })])); // prettier-ignore
}

/** The history that makes what a dump shows; undefined for what is no dump, and where it can't be told. */
export function dumpedHistory(root: Root, roots: readonly Root[]): Root | undefined {
  const histories = root.kind === 'dump' ? roots.filter(({ kind }) => kind === 'history') : [];
  if (histories.length === 0) return undefined;
  const dumped = tablesOf(root);
  const [history, ...more] = histories.filter((other) => isSame(tablesOf(other), dumped));
  return more.length > 0 ? undefined : history;
}

function tablesOf({ model }: Root): Map<string, Table> {
  const own = [...model.tables()].filter((table) => isOwnTable(table) && table.partitionOf === undefined);
  return new Map(own.map((table) => [table.key, table]));
}

/** Whether two of three tables of each side are in both. */
function isSame(a: ReadonlyMap<string, Table>, b: ReadonlyMap<string, Table>): boolean {
  const common = [...a.keys()].filter((key) => b.has(key)).length;
  return common > 0 && common * 3 >= Math.max(a.size, b.size) * 2;
}

function lacking(from: ReadonlyMap<string, Table>, other: ReadonlyMap<string, Table>): string[] {
  return [...from.values()].flatMap((table) => {
    const there = other.get(table.key);
    if (!there) return [`table \`${displayName(table)}\``];
    if (there.open || table.open) return [];
    const names = new Set(there.columns.map(({ name }) => name));
    return table.columns.filter(({ name }) => !names.has(name)).map(({ name }) => `column \`${displayName(table)}.${name}\``); // prettier-ignore
  });
}

function differing(made: ReadonlyMap<string, Table>, dumped: ReadonlyMap<string, Table>): string[] {
  return [...made.values()].flatMap((table) => {
    const there = new Map(dumped.get(table.key)?.columns.map((column) => [column.name, column]));
    return table.columns.flatMap((column) => {
      const now = there.get(column.name);
      if (!now) return [];
      const [was, is] = [typeOf(column), typeOf(now)];
      const words = was === is ? (column.notNull === now.notNull ? undefined : nullWords(now)) : `${is}, not ${was}`;
      return words === undefined ? [] : [`\`${displayName(table)}.${column.name}\` (${words})`];
    });
  });
}

function nullWords({ notNull }: Column): string {
  return notNull ? 'NOT NULL only here' : 'NOT NULL only there';
}

/** A dump writes the schema of each type. */
function typeOf({ type }: Column): string {
  return type.builtIn ? type.display : `${type.name.name}${'[]'.repeat(type.dimensions)}`;
}

function list(names: readonly string[]): string {
  const rest = names.length - NAMED;
  return `${names.slice(0, NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
