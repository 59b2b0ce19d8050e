import type { Span } from '../base/span';
import { describeEffects } from '../model/effects/describe';
import { effectsOf } from '../model/effects/effects';
import { walk } from '../workspace/acts';
import type { SqlFile } from '../workspace/files';
import type { Workspace } from '../workspace/workspace';

/** What is shown behind a statement. */
export interface LockHint {
  /** UTF-16 in the file. */
  readonly at: number;
  readonly text: string;
}

/** What each DDL statement in a part of a file does to tables. */
export function lockHints(workspace: Workspace, file: SqlFile, { start, end }: Span): LockHint[] {
  const root = workspace.rootOf(file.path);
  const text = root?.text(file.path);
  if (!root || !text) return [];
  const shown = file.sql.statements.filter((each) => !each.empty && each.end >= start && each.start <= end);
  const hints: LockHint[] = [];
  walk(root, text, shown, ({ acts, statement }, before) => {
    if (acts.every(({ act }) => act === 'write')) return;
    const words = describeEffects(effectsOf(acts, before), before);
    if (words !== undefined) hints.push({ at: statement.end, text: words.slice(0, -1) });
  });
  return hints;
}
