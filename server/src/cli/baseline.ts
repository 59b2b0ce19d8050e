import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Baseline } from '../lint/baseline';
import type { Engine } from '../lint/engine';
import { BASELINE_FILE } from '../workspace/surroundings';
import { EXIT, lines, type Io } from './command';
import { count } from './pretty';
import type { Targets } from './targets';

/** Writes the present findings of rules into the baseline of the first folder; resolves to the exit code. */
export async function acceptFindings(
  engine: Engine,
  paths: readonly string[],
  targets: Targets,
  io: Io,
): Promise<number> {
  const { linter } = engine;
  const [folder = io.cwd] = targets.folders;
  const found = paths.flatMap((file) => linter.allFindings(file)).filter((finding) => linter.isAcceptable(finding));
  const target = path.join(folder, BASELINE_FILE);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(
    target,
    Baseline.write(folder, found, (file) => linter.textOf(file)),
  );
  io.out.write(
    lines([`${count(found.length, 'finding')} accepted in ${BASELINE_FILE}; from now on only new ones count.`]),
  );
  return EXIT.fine;
}

/** What is to be said of baselines that accept what is no longer found. */
export function staleBaselines({ linter, workspace }: Engine): string[] {
  const byBaseline = new Map<Baseline, string[]>();
  for (const file of workspace.paths()) {
    const baseline = linter.baselineFor(file);
    if (baseline) byBaseline.set(baseline, [...(byBaseline.get(baseline) ?? []), file]);
  }
  return [...byBaseline].flatMap(([baseline, files]) => {
    const found = files.flatMap((file) => linter.allFindings(file)).filter((finding) => linter.isAcceptable(finding));
    const unused = baseline.unused(found, (file) => linter.textOf(file));
    if (unused === 0) return [];
    const entries = unused === 1 ? '1 accepted finding is' : `${unused} accepted findings are`;
    return [`${entries} gone. Write ${BASELINE_FILE} anew with \`--write-baseline\`.`];
  });
}
