import { basename } from '../base/paths';
import type { Span } from '../base/span';
import { compareVersions } from '../model/tools/names';
import type { Fix } from '../rules/define-rule';
import { newToken, readToken } from '../sql/lexer';
import type { HistorySpec } from '../workspace/grouping';
import type { HistoryProblem } from '../workspace/history-problems';
import { lastMigration, type Root } from '../workspace/root';
import type { SqlText } from '../workspace/sql-text';
import { engineFinding, type Finding } from './finding';

const MAX_LINE = 500;

/** What a person should know of a file as part of its history: its name, its place, and edits of what has run. */
export function historyFindings(root: Root, path: string, sql: SqlText, date: Date): Finding[] {
  const at = { start: 0, end: /^[^\r\n]*/.exec(sql.slice(0, MAX_LINE))![0].length };
  const found = root.problems
    .filter(({ file }) => file === path)
    .map(({ severity, message, code }) => {
      const fix = renamed(code, root, path, date);
      const hint =
        code === 'misfit' && fix ? ` If it is a migration, call it \`${relative(fix.renames![0]!.to, root)}\`.` : '';
      return engineFinding('migration-files', severity, `${message}${hint}`, path, at, fix ? [fix] : []);
    });
  return [...found, ...edited(root, path, sql)];
}

/** A name by which the file comes after all others. */
function renamed(code: HistoryProblem['code'], root: Root, path: string, date: Date): Fix | undefined {
  const { history } = root.spec;
  if (!history || code === 'gap' || root.applied(path)) return undefined;
  const { home, reader, migrations } = history;
  const own = migrations.get(path);
  const name = (own?.name || basename(path).replace(/\.sql$/, '')).replace(/\.(?:up|down)$/, '').replace(/^V?\d+[._-]*/i, ''); // prettier-ignore
  if (name === '') return undefined;
  const last = lastOf(root, history);
  const files = reader.write({ name: name.replace(/\W+/g, '_'), up: '', down: '', date, ...(last !== undefined && { last: last.slice(home.length + 1) }) }); // prettier-ignore
  const down = [...migrations.values()].find((other) => other.kind === 'down' && other.version === own?.version && other.name === own.name); // prettier-ignore
  const to = files.map((file) => `${home}/${file.path}`);
  const renames = [
    { from: path, to: to[0]! },
    ...(down && to[1] !== undefined ? [{ from: down.path, to: to[1] }] : []),
  ];
  return { title: `Rename it to \`${relative(to[0]!, root)}\``, kind: 'suggestion', edits: [], renames };
}

function relative(path: string, { spec }: Root): string {
  return path.slice(spec.history!.home.length + 1);
}

/** The migration with the highest version, also of those that the default branch has got meanwhile. */
function lastOf({ spec, ahead }: Root, { reader }: HistorySpec): string | undefined {
  const version = (path: string) => reader.file(path)?.version ?? '';
  return [lastMigration(spec), ...ahead].reduce((last, path) =>
    path !== undefined && (last === undefined || compareVersions(version(last), version(path)) < 0) ? path : last,
  );
}

/** A migration that has run and reads differently now. Where the tool doesn't compare texts, what PostgreSQL doesn't read is left out. */
function edited(root: Root, path: string, sql: SqlText): Finding[] {
  const was = root.textWhenMerged(path);
  if (was === undefined || !root.applied(path)) return [];
  const [before, now] = [was.replaceAll('\r\n', '\n'), sql.toString()];
  const span = firstDifference(before, now);
  if (!span || (!root.tool?.comparesTexts && wordsOf(before).join('\n') === wordsOf(now).join('\n'))) return [];
  const fate = root.tool?.comparesTexts
    ? `${root.tool.title} refuses to go on where it has run`
    : 'databases where it has run never get the change';
  const message = `This migration has run already, and its text has changed since: ${fate}. Take that back, and make the change in a new migration.`;
  return [engineFinding('migration-files', 'warning', message, path, span)];
}

/** The first line of a text that differs from another one's; line ends are alike. */
function firstDifference(before: string, now: string): Span | undefined {
  const old = before.split('\n');
  let start = 0;
  for (const [i, line] of now.split('\n').entries()) {
    const text = line.replace(/\r$/, '');
    if (text !== old[i]) return { start, end: start + text.length };
    start += line.length + 1;
  }
  return old.length > now.split('\n').length ? { start: 0, end: now.split('\n')[0]!.trimEnd().length } : undefined;
}

/** The tokens of a text without comments. */
function wordsOf(text: string): string[] {
  const token = newToken();
  const words: string[] = [];
  for (let at = 0; readToken(text, at, text.length, false, token); at = token.end) {
    if (token.kind !== 'comment') words.push(text.slice(token.start, token.end));
  }
  return words;
}
