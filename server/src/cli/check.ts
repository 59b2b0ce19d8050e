import type { Engine } from '../lint/engine';
import { createNodeEngine } from '../node/engine';
import { gitHistory } from '../node/history';
import { absolutePath, nodeFiles } from '../node/files';
import { readConfig } from '../workspace/config';
import { textOf } from '../workspace/files';
import { EXIT, lines, logTo, WrongUse, type Command, type Values } from './command';
import { acceptFindings, staleBaselines } from './baseline';
import { fixFiles } from './fix';
import { gatesAsText, gatesOf } from './gates';
import { count, reportAsText } from './pretty';
import { startTiming } from './timing';
import { makeReport, relativePath, reportAsJson, type Report } from './report';
import { findTargets, loadTargets, type Targets } from './targets';

export const check: Command = {
  name: 'check',
  usage: 'check [path…]',
  summary: 'Checks files and folders; without a path the working directory.',
  notes: [
    'For a file, the project around it is read too, so that what it refers to is known.',
    'Exit code: 0 no errors, 1 errors (or warnings or gates, where they count), 2 wrong use or unreadable input.',
  ],
  options: {
    format: { type: 'string', value: 'pretty|json', help: 'How findings are printed.' },
    fix: { type: 'boolean', help: 'Apply all safe fixes to the files first.' },
    'fail-on': {
      type: 'string',
      value: 'error|warning|gate',
      help: 'What makes the exit code 1: errors, warnings too, or failed quality gates too.',
    },
    'write-baseline': { type: 'boolean', help: 'Accept all present findings: from now on only new ones count.' },
    timing: { type: 'boolean', help: 'Print how often each rule ran and how long it took.' },
    gates: { type: 'boolean', help: 'Print the quality gates, each passed, failed with its count, or not checked.' },
    'max-warnings': { type: 'string', value: 'N', help: 'Exit with 1 if there are more warnings than N.' },
    config: {
      type: 'string',
      value: 'FILE',
      help: 'The configuration for all files; its globs count from the working directory.',
    },
  },
  async run(names, values, io) {
    const { asJson, maxWarnings, failOn } = readValues(values);
    const targets = await findTargets(names.length > 0 ? names : ['.'], io.cwd);
    const say = (sentences: readonly string[]) => sentences.length > 0 && io.err.write(lines(sentences));
    const engine = await createNodeEngine(logTo(io), io.dist, gitHistory({ trusted: true }));
    const times = values.timing ? startTiming(engine) : undefined;
    if (values.config !== undefined) await useConfig(engine, absolutePath(io.cwd, String(values.config)), io.cwd);
    await loadTargets(engine, targets);
    const problems = unreadable(engine, targets);
    const fixed = values.fix ? await fixFiles(engine, checkedPaths(engine, targets)) : undefined;
    if (fixed) problems.push(...fixed.problems);
    if (values['write-baseline']) return acceptFindings(engine, targets, io);
    const stale = staleBaselines(engine);
    const checked = checkedPaths(engine, targets);
    const report = await makeReport(engine, checked, io.cwd, (path) => readText(engine, path));

    say(problems);
    say(notOurs(engine, targets, io.cwd));
    say(stale);
    if (fixed) {
      (asJson ? io.err : io.out).write(`Fixed ${count(fixed.fixes, 'finding')} in ${count(fixed.files, 'file')}.\n`);
      if (fixed.applied > 0) {
        const what = `${count(fixed.applied, 'finding')} in migrations that were applied`;
        (asJson ? io.err : io.out).write(`${what}: these aren't edited, the fix needs a new migration (in the editor: Quick Fix).\n`); // prettier-ignore
      }
    }
    const gates = gatesOf(report, engine, checked);
    io.out.write(asJson ? reportAsJson(report) : reportAsText(report, io.out));
    if (values.gates) (asJson ? io.err : io.out).write(lines(gatesAsText(gates)));
    if (times) (asJson ? io.err : io.out).write(lines(times()));
    if (problems.length > 0) return EXIT.wrong;
    if (failOn === 'gate') {
      const failed = gates.filter((gate) => gate.count > 0).map(({ gate }) => gate);
      if (failed.length > 0) {
        if (!values.gates)
          say([`${failed.length === 1 ? 'A quality gate' : 'Quality gates'} failed: ${failed.join(', ')}.`]);
        return EXIT.found;
      }
    }
    if (failOn === 'warning' && report.counts.warning > 0) return EXIT.found;
    return verdict(report, maxWarnings, say);
  },
};

interface CheckValues {
  readonly asJson: boolean;
  readonly maxWarnings: number;
  readonly failOn: string;
}

function readValues({ format = 'pretty', 'max-warnings': limit, 'fail-on': failOn = 'error' }: Values): CheckValues {
  if (failOn !== 'error' && failOn !== 'warning' && failOn !== 'gate') {
    throw new WrongUse(`\`--fail-on\` takes \`error\`, \`warning\` or \`gate\`, not '${failOn}'.`);
  }
  if (format !== 'pretty' && format !== 'json') {
    throw new WrongUse(`There is no format '${format}'; there are \`pretty\` and \`json\`.`);
  }
  if (limit !== undefined && !/^\d+$/.test(String(limit))) {
    throw new WrongUse(`\`--max-warnings\` needs a number, not '${limit}'.`);
  }
  return { asJson: format === 'json', maxWarnings: limit === undefined ? Infinity : Number(limit), failOn };
}

async function useConfig({ workspace }: Engine, path: string, cwd: string): Promise<void> {
  const text = await nodeFiles.read(path);
  if (!text.ok) throw new WrongUse(text.error);
  workspace.useConfig(readConfig(cwd, path, text.value));
}

/** What is checked: the files that were named, and the configuration that holds for them. */
function checkedPaths({ workspace }: Engine, targets: Targets): string[] {
  // Files of a schema in their order: what is known of the schema before one is good for the next.
  const paths = new Set([...workspace.roots.flatMap(({ files }) => files), ...workspace.paths()]);
  return [
    ...workspace.configPaths().flatMap(({ path }) => path ?? []),
    ...[...paths].filter((path) => targets.includes(path)),
  ];
}

/** What was named and couldn't be read. What couldn't be read elsewhere in a file's project is left to a check of that. */
function unreadable({ workspace }: Engine, targets: Targets): string[] {
  const known = [...workspace.problems].filter(([path]) => targets.includes(path) || targets.files.length === 0);
  return [
    ...targets.missing.map((name) => `There is no file or folder ${name}.`),
    ...known.map(([, sentence]) => sentence),
  ];
}

function notOurs({ workspace }: Engine, { files }: Targets, cwd: string): string[] {
  const left = files.filter(
    (path) =>
      !workspace.file(path) &&
      !workspace.problems.has(path) &&
      !workspace.configPaths().some((config) => config.path === path),
  );
  return left.map((path) =>
    workspace.configFor(path).excludes(path)
      ? `${relativePath(cwd, path)} is not checked: \`exclude\` in tablewright.json leaves it out.`
      : `${relativePath(cwd, path)} is not checked: it is neither SQL nor a document that describes a data model.`,
  );
}

async function readText({ workspace }: Engine, path: string): Promise<string> {
  const text = textOf(workspace.file(path));
  if (text !== undefined) return text;
  const read = await nodeFiles.read(path);
  return read.ok ? read.value : '';
}

function verdict({ counts }: Report, maxWarnings: number, say: (sentences: readonly string[]) => void): number {
  if (counts.warning > maxWarnings) {
    say([`${count(counts.warning, 'warning')}, and --max-warnings allows ${maxWarnings}.`]);
  }
  return counts.error > 0 || counts.warning > maxWarnings ? EXIT.found : EXIT.fine;
}
