const UNCOUNTABLE = new Set(
  (
    'data metadata media news information equipment series species staff history feedback content inventory money software hardware ' +
    'analytics status address progress access process business class glass basis analysis chassis canvas bus bonus virus campus corpus ' +
    'gas lens alias atlas bias sms gps dns https os aws css js ops settings params stats info schema audit queue stock cache means log config configuration state store storage archive outbox inbox backup github gitlab evidence shown seen sent credentials usage traffic weather research postgres kubernetes'
  ).split(' '),
);
const IRREGULAR: readonly (readonly [string, string])[] = [
  ['person', 'people'],
  ['child', 'children'],
  ['man', 'men'],
  ['woman', 'women'],
  ['index', 'indices'],
  ['criterion', 'criteria'],
  ['movie', 'movies'],
  ['cookie', 'cookies'],
  ['hero', 'heroes'],
];
const PLURALS = new Map(IRREGULAR);
const SINGULARS = new Map(IRREGULAR.map(([one, many]) => [many, one]));

/** Whether an English noun in small letters names one or several; undefined where its form doesn't tell. */
export function numberOf(word: string): 'singular' | 'plural' | undefined {
  if (word.length < 3 || UNCOUNTABLE.has(word) || !/^[a-z]+$/.test(word) || word.endsWith('sms')) return undefined;
  if (SINGULARS.has(word)) return 'plural';
  if (PLURALS.has(word)) return 'singular';
  if (/(?:ss|us|is|os|ics|ies)$/.test(word)) return word.endsWith('ies') ? 'plural' : undefined;
  return word.endsWith('s') ? 'plural' : 'singular';
}

/** `order` of `orders`; the word itself where it isn't a plural. */
export function singularOf(word: string): string {
  if (numberOf(word) !== 'plural') return word;
  const irregular = SINGULARS.get(word);
  if (irregular !== undefined) return irregular;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return /(?:sses|xes|ches|shes|zzes|[^aeiou]uses)$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** `orders` of `order`; the word itself where it is a plural already. */
export function pluralOf(word: string): string {
  if (numberOf(word) !== 'singular') return word;
  const irregular = PLURALS.get(word);
  if (irregular !== undefined) return irregular;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:x|ch|sh|z)$/.test(word) ? `${word}es` : `${word}s`;
}

/** Changes the last word of a name: `order_items` to `order_item`. */
export function inLastWord(name: string, change: (word: string) => string): string {
  const word = /[a-z]+$/.exec(name)?.[0] ?? '';
  return name.slice(0, name.length - word.length) + (word === '' ? '' : change(word));
}
