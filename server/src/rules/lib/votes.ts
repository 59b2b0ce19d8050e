/** What most objects of a kind have in common. */
export interface Convention<T extends string = string> {
  readonly value: T;
  /** How many of how many objects agree. */
  readonly count: number;
  readonly total: number;
}

/** A convention needs this many objects, and this share of them. */
const ENOUGH = 5;
const SHARE = 0.8;

/** Counts what objects show, by question. */
export class Votes {
  private readonly counts = new Map<string, Map<string, number>>();
  private readonly types = new Map<string, Map<string, number>>();

  add(question: string, value: string | undefined): void {
    if (value !== undefined) vote(this.counts, question, value);
  }

  type(column: string, type: string): void {
    vote(this.types, column, type);
  }

  winner(question: string): Convention | undefined {
    return winnerOf(this.counts.get(question));
  }

  /** The questions that have an answer, with it. An empty value is none. */
  pick<T>(...questions: readonly (keyof T & string)[]): Partial<T> {
    const found = questions.flatMap((question) => {
      const winner = this.winner(question);
      return winner && winner.value !== '' ? [[question, winner] as const] : [];
    });
    return Object.fromEntries(found) as Partial<T>;
  }

  columnTypes(): ReadonlyMap<string, Convention> {
    const found = new Map<string, Convention>();
    for (const [name, counts] of this.types) {
      const winner = winnerOf(counts);
      if (winner && winner.count < winner.total) found.set(name, winner);
    }
    return found;
  }
}

function vote(counts: Map<string, Map<string, number>>, question: string, value: string): void {
  let values = counts.get(question);
  if (!values) counts.set(question, (values = new Map()));
  values.set(value, (values.get(value) ?? 0) + 1);
}

function winnerOf(counts: ReadonlyMap<string, number> | undefined): Convention | undefined {
  let total = 0;
  let best: readonly [string, number] | undefined;
  for (const [value, count] of counts ?? []) {
    total += count;
    if (!best || count > best[1]) best = [value, count];
  }
  return best && total >= ENOUGH && best[1] >= SHARE * total ? { value: best[0], count: best[1], total } : undefined;
}
