import type { Place, Problem } from '../define-rule';

/**
 * A problem with a name: says which of the known ones was probably meant, and offers it as it is spelled at this place; where none
 * is like it, `otherwise` says what to do.
 */
export function misnamed(
  at: Place,
  message: string,
  name: string,
  known: Iterable<string>,
  spell: (name: string) => string = (each) => each,
  otherwise?: string,
): Problem {
  const meant = closest(name, known);
  const whole = otherwise === undefined ? message : `${message} ${otherwise}`;
  return meant === undefined ? { at, message: whole } : changedTo(at, message, meant, spell(meant));
}

function changedTo(at: Place, message: string, meant: string, newText: string): Problem {
  const fix = { title: `Change to \`${meant}\``, kind: 'suggestion' as const, edits: [{ at, newText }] };
  return { at, message: `${message} Did you mean \`${meant}\`?`, fixes: [fix] };
}

/** The same for the name of a migration: one with its version, or its words, is meant rather than one spelled like it. */
export function misnamedMigration(at: Place, message: string, name: string, known: readonly string[]): Problem {
  const [version, words] = partsOf(name);
  const same = known.filter((each) => {
    const [otherVersion, otherWords] = partsOf(each);
    return (version !== '' && version === otherVersion) || (words !== '' && words === otherWords);
  });
  if (same.length !== 1) return misnamed(at, message, name, same.length > 0 || version !== '' ? same : known);
  return changedTo(at, message, same[0]!, same[0]!);
}

/** The digits that a migration's name starts with, and the words behind them. */
function partsOf(name: string): readonly [version: string, words: string] {
  const [, version = '', words = ''] = /^[VUR]?(\d*)[._-]*(.*?)(?:\.(?:up|down))?(?:\.\w+)?$/i.exec(name) ?? [];
  return [version, words.toLowerCase().replace(/[\W_]+/g, ' ')];
}

/** The nearest one by letters, where it is near enough. */
export function closest(name: string, candidates: Iterable<string>): string | undefined {
  const limit = name.length < 4 ? 1 : Math.floor(name.length / 3);
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) > limit) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance <= limit && distance < (best?.distance ?? Infinity)) best = { name: candidate, distance };
  }
  return best?.name;
}

/** Letters to insert, delete, replace or swap with a neighbour on the way from one word to the other. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (!same && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
