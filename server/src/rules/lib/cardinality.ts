/** How many rows of each side belong together: `User 1:N Order` is one user to many orders. */
export interface Cardinality {
  readonly from: Side;
  readonly to: Side;
}

export interface Side {
  readonly many: boolean;
  /** Whether there can be none; undefined where that isn't said. */
  readonly optional?: boolean;
}

const LEFT: Readonly<Record<string, Side>> = {
  '||': { many: false, optional: false },
  '|o': { many: false, optional: true },
  '}|': { many: true, optional: false },
  '}o': { many: true, optional: true },
};
const RIGHT: Readonly<Record<string, Side>> = {
  '||': { many: false, optional: false },
  'o|': { many: false, optional: true },
  '|{': { many: true, optional: false },
  'o{': { many: true, optional: true },
};
const SIDE =
  '(?:exactly |only |zero or |zero-or-|one or |one-or-)?(?:one|many|0\\.\\.[1*NMnm]|1\\.\\.[1*NMnm]|[1NMnm*])';
const WORDS = new RegExp(
  `^(?<from>${SIDE})(?:\\s?[:：–—-]\\s?|[\\s_-]to[\\s_-]|\\s?[↔→⟶]\\s?|\\s?[-<]{1,2}>\\s?)(?<to>${SIDE})(?![\\p{L}\\p{N}])`,
  'iu',
);

/** Reads `1:N`, `One-to-many`, `many_to_one`, `0..1:N` and Mermaid's symbols; undefined for anything else. */
export function readCardinality(written: string): Cardinality | undefined {
  const symbols = /^(\|\||\|o|\}\||\}o)(?:--|\.\.|\.-|-\.)(\|\||o\||\|\{|o\{)$/.exec(written.trim());
  if (symbols) return { from: LEFT[symbols[1]!]!, to: RIGHT[symbols[2]!]! };
  const words = WORDS.exec(written.trim())?.groups;
  return words && { from: sideOf(words.from!), to: sideOf(words.to!) };
}

function sideOf(word: string): Side {
  const lower = word.toLowerCase();
  const many = /many|[nm*]$/.test(lower);
  if (lower.startsWith('0') || lower.startsWith('zero')) return { many, optional: true };
  return { many };
}

/** Writes a cardinality in the notation of another one: `1:N`, `One-to-many`, `||--o{`. */
export function writeCardinality({ from, to }: Cardinality, like: string): string {
  const line = /(?<=^..)(?:--|\.\.|\.-|-\.)(?=..$)/.exec(like.trim())?.[0];
  if (line !== undefined) {
    const left = Object.keys(LEFT).find((symbol) => isSame(LEFT[symbol]!, from))!;
    const right = Object.keys(RIGHT).find((symbol) => isSame(RIGHT[symbol]!, to))!;
    return `${left}${line}${right}`;
  }
  const separator = /to/i.test(like)
    ? (/[\s_-]to[\s_-]/i.exec(like)?.[0] ?? '-to-')
    : (/\s?[:：–—-]\s?/.exec(like)?.[0] ?? ':');
  if (/one|many/i.test(like)) {
    const words = `${word(from)}${separator}${word(to)}`;
    return /^\p{Lu}/u.test(like) ? words.charAt(0).toUpperCase() + words.slice(1) : words;
  }
  const both = from.many && to.many;
  return `${from.many ? 'N' : '1'}${separator}${to.many ? (both ? 'M' : 'N') : '1'}`;
}

function word({ many }: Side): string {
  return many ? 'many' : 'one';
}

function isSame(a: Side, b: Side): boolean {
  return a.many === b.many && (a.optional ?? a.many) === (b.optional ?? b.many);
}
