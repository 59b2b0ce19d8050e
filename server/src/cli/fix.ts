import { applyEdits, type TextEdit } from '../base/span';
import { safeFixes } from '../features/fixes';
import type { Engine } from '../lint/engine';
import { replaceText } from '../node/files';
import { textOf } from '../workspace/files';

const MAX_ROUNDS = 10;

export interface Fixed {
  readonly fixes: number;
  readonly files: number;
  /** Findings with safe fixes in migrations that were applied: these aren't edited. */
  readonly applied: number;
  /** Sentences for people about files that could not be written. */
  readonly problems: readonly string[];
}

interface Change {
  readonly original: string;
  fixes: number;
}

/**
 * Applies the safe fixes of files until none is left, then writes each changed file. Afterwards the engine has the texts
 * that the files have.
 */
export async function fixFiles(engine: Engine, paths: readonly string[]): Promise<Fixed> {
  const changes = new Map<string, Change>();
  const applied = new Map<string, number>();
  let open = new Set(paths);
  for (let round = 0; round < MAX_ROUNDS && open.size > 0; round++) {
    const touched = new Set<string>();
    for (const path of open) {
      const text = textOf(engine.workspace.file(path));
      const findings = engine.linter.eachFinding(path);
      if (engine.workspace.isApplied(path)) {
        applied.set(path, findings.filter((finding) => finding.fixes[0]?.kind === 'safe').length);
        continue;
      }
      const fixes = safeFixes(findings, path);
      if (text === undefined || fixes.length === 0) continue;
      if (!(await take(engine, path, text, edited(text, fixes.flat())))) continue;
      const change = changes.get(path) ?? { original: text, fixes: 0 };
      change.fixes += fixes.length;
      changes.set(path, change);
      touched.add(path);
    }
    open = touched;
  }
  const written = await write(engine, changes);
  return { ...written, applied: [...applied.values()].reduce((sum, each) => sum + each, 0) };
}

/** Takes over a fixed text, unless it has a syntax error that wasn't there before. */
async function take(engine: Engine, path: string, before: string, after: string): Promise<boolean> {
  const errors = () => engine.linter.findings(path).filter(({ rule }) => rule === 'syntax').length;
  const allowed = errors();
  await engine.workspace.openDocument(path, after);
  await engine.workspace.settled();
  if (errors() <= allowed) return true;
  await engine.workspace.openDocument(path, before);
  return false;
}

/** The text after edits, whose new lines end as the others do. */
function edited(text: string, edits: readonly TextEdit[]): string {
  if (!text.includes('\r\n')) return applyEdits(text, edits);
  return applyEdits(
    text,
    edits.map(({ span, newText }) => ({ span, newText: newText.replace(/\r?\n/g, '\r\n') })),
  );
}

async function write(engine: Engine, changes: ReadonlyMap<string, Change>): Promise<Omit<Fixed, 'applied'>> {
  const problems: string[] = [];
  let [files, sum] = [0, 0];
  for (const [path, { original, fixes }] of changes) {
    const written = await replaceText(path, original, textOf(engine.workspace.file(path)) ?? original);
    if (written.ok) {
      files++;
      sum += fixes;
    } else {
      problems.push(written.error);
      await engine.workspace.openDocument(path, original);
    }
  }
  return { files, fixes: sum, problems };
}
