import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Baseline } from '../lint/baseline';
import type { Engine } from '../lint/engine';
import { BASELINE_FILE } from '../workspace/surroundings';
import { EXIT, lines, type Io } from './command';
import { count } from './pretty';
import type { Targets } from './targets';

/**
 * Writes the present findings of rules into the baseline of each folder; resolves to the exit code. Where only some files are
 * checked, what was accepted in the others stays so.
 */
export async function acceptFindings({ linter, workspace }: Engine, targets: Targets, io: Io): Promise<number> {
  let accepted = 0;
  for (const folder of targets.folders.length > 0 ? targets.folders : [io.cwd]) {
    const found = [...workspace.paths()]
      .filter((file) => file.startsWith(`${folder}/`))
      .flatMap((file) => (targets.includes(file) ? linter.acceptable(file) : linter.accepted(file)));
    const target = path.join(folder, BASELINE_FILE);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(
      target,
      Baseline.write(folder, found, (file) => linter.textOf(file)),
    );
    accepted += found.length;
  }
  io.out.write(lines([`${count(accepted, 'finding')} accepted in ${BASELINE_FILE}; from now on only new ones count.`]));
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
    const found = files.flatMap((file) => linter.acceptable(file));
    const unused = baseline.unused(found, (file) => linter.textOf(file));
    if (unused === 0) return [];
    const entries = unused === 1 ? '1 accepted finding is' : `${unused} accepted findings are`;
    return [`${entries} gone. Write ${BASELINE_FILE} anew with \`--write-baseline\`.`];
  });
}
