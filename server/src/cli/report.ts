import path from 'node:path';
import { LineIndex, type Range } from '../base/lines';
import type { Engine } from '../lint/engine';
import { spanOf, type Finding } from '../lint/finding';
import type { Fix, Severity } from '../rules/define-rule';

/** What was found, in the order in which it is printed. */
export interface Report {
  /** Those with findings. */
  readonly files: readonly FileReport[];
  readonly counts: Readonly<Record<Severity, number>>;
  /** Files that were looked at. */
  readonly checked: number;
}

export interface FileReport {
  /** Relative to the working directory, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly findings: readonly ReportedFinding[];
}

export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  /** The kind of the best fix. */
  readonly fix: Fix['kind'] | null;
  /** The rule's page, from the package's folder; the engine's own findings have none. */
  readonly docs: string | null;
}

/** Collects the findings of files. `textOf` is asked for the text of those that have some. */
export async function makeReport(
  engine: Engine,
  paths: readonly string[],
  cwd: string,
  textOf: (path: string) => Promise<string>,
): Promise<Report> {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  const files: FileReport[] = [];
  const others = foreignFolders(engine, paths);
  for (const file of paths) {
    const findings = engine.linter.findings(file).flatMap((finding) => asFolder(finding, others));
    if (findings.length === 0) continue;
    const text = await textOf(file);
    const lines = LineIndex.of(text);
    for (const { severity } of findings) counts[severity]++;
    files.push({
      path: relativePath(cwd, file),
      text,
      lines,
      findings: inOrder(findings).map((finding) => reported(finding, lines, engine)),
    });
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, counts, checked: paths.length };
}

/** How many files of each folder are in another dialect. */
function foreignFolders({ workspace }: Engine, paths: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of paths) {
    const file = workspace.file(each);
    if (file?.type === 'sql' && file.foreign) counts.set(path.dirname(each), (counts.get(path.dirname(each)) ?? 0) + 1);
  }
  return counts;
}

/** Files of another dialect get one word for each folder of them. */
function asFolder(finding: Finding, others: Map<string, number>): readonly Finding[] {
  if (finding.rule !== 'not-postgresql') return [finding];
  const folder = path.dirname(finding.file);
  const count = others.get(folder) ?? 0;
  others.set(folder, 0);
  if (count === 0) return [];
  if (count === 1) return [finding];
  const more = `${count - 1} more ${count === 2 ? 'file' : 'files'}`;
  return [{ ...finding, message: `${finding.message} The same goes for ${more} of this folder.` }];
}

/** A path as people and other programs read it: relative to the working directory, with `/`. */
export function relativePath(cwd: string, file: string): string {
  return path.relative(cwd, file).replaceAll('\\', '/');
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings
    .map((finding) => ({ finding, at: spanOf(finding.at) }))
    .sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end || (a.finding.rule < b.finding.rule ? -1 : 1))
    .map(({ finding }) => finding);
}

function reported({ rule, severity, message, at, fixes }: Finding, lines: LineIndex, engine: Engine): ReportedFinding {
  const { start, end } = spanOf(at);
  return {
    rule,
    severity,
    message,
    range: { start: lines.positionAt(start), end: lines.positionAt(end) },
    fix: fixes[0]?.kind ?? null,
    docs: engine.hasRule(rule) ? `docs/rules/${rule}.md` : null,
  };
}

export function reportAsJson({ files, counts, checked }: Report): string {
  const report = {
    files: files.map((file) => ({ path: file.path, diagnostics: file.findings })),
    summary: { errors: counts.error, warnings: counts.warning, infos: counts.info, hints: counts.hint, files: checked },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
