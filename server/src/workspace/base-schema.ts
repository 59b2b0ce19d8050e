import type { FileSummary } from './file-summary';
import type { HistoryFolder } from './histories';

/** What a base may share with a history that comes after it: tables that the history makes anew. */
const MAX_SHARED = 0.2;
/** A base makes at least so many of the tables that the history lacks. */
const MIN_NEEDED = 0.5;

/** Files that may be what a history starts from. */
export interface Candidate {
  readonly files: readonly FileSummary[];
  readonly creates: ReadonlySet<string>;
}

export function candidate(files: readonly FileSummary[]): Candidate {
  return { files, creates: new Set(files.flatMap(({ creates }) => [...creates])) };
}

/**
 * What a history starts from: files that make tables that it uses without making them, and lack those that it makes
 * itself. A dump of the finished schema has those too, so it is none. Of several the one that makes most counts.
 */
export function baseOf<C extends Candidate>(
  history: Pick<HistoryFolder, 'files' | 'folder'>,
  candidates: readonly C[],
): C | undefined {
  const makes = new Set(history.files.flatMap(({ creates }) => [...creates]));
  const needs = new Set(history.files.flatMap(({ uses }) => [...uses].filter((name) => !makes.has(name))));
  if (needs.size === 0) return undefined;
  let best: { readonly found: C; readonly made: number } | undefined;
  for (const found of candidates) {
    if (found.files[0]?.folder !== history.folder) continue;
    const made = common(needs, found.creates);
    if (made < needs.size * MIN_NEEDED || common(makes, found.creates) > makes.size * MAX_SHARED) continue;
    if (!best || made > best.made) best = { found, made };
  }
  return best?.found;
}

function common(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const name of a) if (b.has(name)) count++;
  return count;
}
