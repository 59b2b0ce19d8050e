import { basename } from '../base/paths';
import { orderedFolder } from '../model/tools/tools';
import type { Migration, MigrationTool } from '../model/tools/tool';
import type { HistoryFolder } from './histories';
import { push } from './maps';

/** Something about the files of a history that a person should know. */
export interface HistoryProblem {
  readonly file: string;
  readonly code: 'duplicate-version' | 'gap' | 'misfit' | 'late';
  readonly severity: 'warning' | 'info';
  /** A sentence or two. */
  readonly message: string;
}

/** From so many files on a way of naming them shows. */
const FEW = 3;

export function historyProblems(history: HistoryFolder): HistoryProblem[] {
  return [...duplicates(history), ...gap(history), ...misfits(history)];
}

function duplicates({ migrations, tool = orderedFolder }: HistoryFolder): HistoryProblem[] {
  if (!tool.uniqueVersions) return [];
  const groups = new Map<string, Migration[]>();
  for (const each of migrations) {
    if (each.version !== '' && each.kind !== 'none') push(groups, `${each.kind} ${normal(each)}`, each);
  }
  const found: HistoryProblem[] = [];
  for (const [first, ...others] of groups.values()) {
    for (const other of others) {
      if (isVariant(first!, other)) continue;
      const what = `Version ${other.version} is taken by ${basename(first!.path)} already`;
      const why =
        tool === orderedFolder ? 'which of them runs first is left to chance' : `${tool.title} takes each only once`;
      found.push({ file: other.path, code: 'duplicate-version', severity: 'warning', message: `${what}: ${why}.` });
    }
  }
  return found;
}

/** The one number that is missing where the files count 1, 2, 3, ….  */
function gap({ migrations, tool = orderedFolder }: HistoryFolder): HistoryProblem[] {
  const numbered = migrations.filter(({ kind, version }) => kind === 'up' && version !== '');
  if (numbered.length < FEW || !numbered.every(({ version }) => /^\d{1,9}$/.test(version))) return [];
  const numbers = [...new Set(numbered.map(({ version }) => Number(version)))].sort((a, b) => a - b);
  const holes = numbers.filter((number, i) => i > 0 && number !== numbers[i - 1]! + 1);
  const [after] = holes;
  if (after === undefined || holes.length > 1 || numbers[numbers.indexOf(after) - 1] !== after - 2) return [];
  const { path, version } = numbered.find((each) => Number(each.version) === after)!;
  const missing = String(after - 1).padStart(version.length, '0');
  const by = tool === orderedFolder ? '' : ` of ${tool.title}`;
  return [
    {
      file: path,
      code: 'gap',
      severity: 'info',
      message: `There is no migration ${missing} before this one${by}. Was it left out?`,
    },
  ];
}

function misfits({ home, migrations, misfits, tool }: HistoryFolder): HistoryProblem[] {
  if (migrations.length < FEW || misfits.length * 3 > migrations.length) return [];
  const example = migrations.at(-1)!.path.slice(home.length + 1);
  const what = tool ? `${tool.title} passes this file over` : 'This file is no part of the history';
  return misfits.map(({ path }) => ({
    file: path,
    code: 'misfit',
    severity: 'info',
    message: `${what}: it is not named like the migrations beside it (\`${example}\`).`,
  }));
}

/**
 * New migrations whose place is before one that has run, or before one that the default branch has got since this branch left
 * it (`ahead`), and those whose version is taken there.
 */
export function lateMigrations(
  { reader, migrations }: { readonly reader: MigrationTool; readonly migrations: ReadonlyMap<string, Migration> },
  files: readonly string[],
  applied: (file: string) => boolean,
  ahead: readonly string[],
): HistoryProblem[] {
  const versioned = files.flatMap((file) => {
    const migration = migrations.get(file);
    return migration?.kind === 'up' && migration.version !== '' ? [migration] : [];
  });
  const lastRun = versioned.findLastIndex(({ path }) => applied(path));
  const there = ahead.flatMap((path) => {
    const role = reader.file(path);
    return role?.kind === 'up' && role.version !== '' && !migrations.has(path) ? [{ path, comments: [], ...role }] : [];
  });
  return versioned.flatMap((own, i): HistoryProblem[] => {
    if (applied(own.path)) return [];
    const same = there.find((other) => normal(other) === normal(own));
    if (same && reader.uniqueVersions) {
      const message = `Version ${own.version} is taken on the default branch, by ${basename(same.path)}: once both are merged, ${reader === orderedFolder ? 'which of them runs first is left to chance' : `${reader.title} takes only one`}.`;
      return [{ file: own.path, code: 'duplicate-version', severity: 'warning', message }];
    }
    const ran = i < lastRun ? versioned[lastRun] : undefined;
    const after = ran ?? there.find((other) => reader.order([other, own], () => undefined)[0] === own);
    if (!after) return [];
    const fate = {
      refused: `${reader.title} refuses to run it there`,
      'passed over': `${reader.title} never runs it there`,
      run: 'there it runs after it, on a new database before it',
    }[reader.late ?? 'run'];
    const where = ran ? 'which has run already' : 'which the default branch has got meanwhile';
    const message = `This migration comes before ${basename(after.path)}, ${where}: ${fate}. Give it a later version.`;
    return [{ file: own.path, code: 'late', severity: reader.late ? 'warning' : 'info', message }];
  });
}

/** `007` and `7` are one version. */
function normal({ version }: Migration): string {
  return version.replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, ''));
}

/** One migration for several databases. */
function isVariant(a: Migration, b: Migration): boolean {
  return a.name === b.name && [a, b].some(({ path }) => /\.\w+\.(?:up|down)\.sql$/.test(path));
}
