/** Words whose plural no ending tells, and those that have none. */
const IRREGULAR: Readonly<Record<string, string>> = {
  person: 'people',
  child: 'children',
  man: 'men',
  woman: 'women',
  mouse: 'mice',
  quiz: 'quizzes',
  lens: 'lenses',
  gas: 'gases',
  alias: 'aliases',
  atlas: 'atlases',
  canvas: 'canvases',
  hero: 'heroes',
  potato: 'potatoes',
  index: 'indexes',
  vertex: 'vertices',
  matrix: 'matrices',
  criterion: 'criteria',
  analysis: 'analyses',
  leaf: 'leaves',
  half: 'halves',
  shelf: 'shelves',
  movie: 'movies',
  cookie: 'cookies',
  cache: 'caches',
  axe: 'axes',
  ...Object.fromEntries(
    'data media metadata series species news information equipment feedback staff software hardware money'
      .split(' ')
      .map((word) => [word, word]),
  ),
};
const SINGULAR = Object.fromEntries(Object.entries(IRREGULAR).map(([singular, plural]) => [plural, singular]));

/** Any words (`Order item`, `OrderItem`, `order-item`) as an identifier: `order_item`. Accents go, other letters stay. */
export function snakeCase(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1_$2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
}

/** An identifier with its last word in the plural; one that is in the plural stays as it is. */
export function plural(name: string): string {
  return onLastWord(name, (word) => {
    if (IRREGULAR[word] !== undefined) return IRREGULAR[word];
    if (SINGULAR[word] !== undefined || (word.endsWith('s') && !/(?:ss|us|is)$/.test(word))) return word;
    if (word.endsWith('is')) return `${word.slice(0, -2)}es`;
    if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
    if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
    return `${word}s`;
  });
}

/** An identifier with its last word in the singular. */
export function singular(name: string): string {
  return onLastWord(name, (word) => {
    if (SINGULAR[word] !== undefined) return SINGULAR[word];
    if (!word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
    if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
    // `addresses`, `boxes`, `branches`, `statuses`, but `houses` and `causes`
    if (/(?:ss|x|ch|sh|zz|[^aeou]us)es$/.test(word)) return word.slice(0, -2);
    return word.slice(0, -1);
  });
}

function onLastWord(name: string, change: (word: string) => string): string {
  const at = name.lastIndexOf('_') + 1;
  return name.slice(0, at) + change(name.slice(at));
}
