import { basename } from '../base/paths';
import { orderedFolder } from '../model/tools/tools';
import type { Migration } from '../model/tools/tool';
import type { HistoryFolder } from './histories';
import { push } from './maps';

/** Something about the files of a history that a person should know. */
export interface HistoryProblem {
  readonly file: string;
  readonly code: 'duplicate-version' | 'gap' | 'misfit';
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
      found.push({ file: other.path, code: 'duplicate-version', message: `${what}: ${why}.` });
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
    { file: path, code: 'gap', message: `There is no migration ${missing} before this one${by}. Was it left out?` },
  ];
}

function misfits({ home, migrations, misfits, tool }: HistoryFolder): HistoryProblem[] {
  if (migrations.length < FEW || misfits.length * 3 > migrations.length) return [];
  const example = migrations.at(-1)!.path.slice(home.length + 1);
  const what = tool ? `${tool.title} passes this file over` : 'This file is no part of the history';
  return misfits.map(({ path }) => ({
    file: path,
    code: 'misfit',
    message: `${what}: it is not named like the migrations beside it (\`${example}\`).`,
  }));
}

/** `007` and `7` are one version. */
function normal({ version }: Migration): string {
  return version.replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, ''));
}

/** One migration for several databases. */
function isVariant(a: Migration, b: Migration): boolean {
  return a.name === b.name && [a, b].some(({ path }) => /\.\w+\.(?:up|down)\.sql$/.test(path));
}
