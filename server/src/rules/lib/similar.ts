import type { Place, Problem } from '../define-rule';

/** A problem with a name: says which of the known ones was probably meant, and offers it as it is spelled at this place. */
export function misnamed(
  at: Place,
  message: string,
  name: string,
  known: Iterable<string>,
  spell: (name: string) => string = (each) => each,
): Problem {
  const meant = closest(name, known);
  if (meant === undefined) return { at, message };
  const fix = { title: `Change to \`${meant}\``, kind: 'suggestion' as const, edits: [{ at, newText: spell(meant) }] };
  return { at, message: `${message} Did you mean \`${meant}\`?`, fixes: [fix] };
}

/** The nearest one by letters, where it is near enough. */
function closest(name: string, candidates: Iterable<string>): string | undefined {
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
