import { quoteIdent } from '../../model/names';
import type { Source, Table } from '../../model/schema';

/** A table's name as it must be written in a statement that follows another one. */
export function nameIn(source: Source, table: Pick<Table, 'schema' | 'name'>): string {
  const name = quoteIdent(table.name);
  return table.schema === source.path[0] ? name : `${quoteIdent(table.schema)}.${name}`;
}

/** Names longer than this many bytes are cut by PostgreSQL. */
const MAX_BYTES = 63;

/** Fills `{table}` and `{columns}` of a template; a number is added to what is in `taken` already. */
export function fillName(
  template: string,
  table: string,
  columns: readonly string[],
  taken: ReadonlySet<string>,
): string {
  const full = template.replaceAll('{table}', table).replaceAll('{columns}', columns.join('_')).replace(/_+$/, '');
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? '' : `_${n}`;
    const name = cut(full, MAX_BYTES - suffix.length) + suffix;
    if (!taken.has(name)) return name;
  }
}

function cut(name: string, bytes: number): string {
  const characters = [...name];
  while (Buffer.byteLength(characters.join('')) > bytes) characters.pop();
  return characters.join('');
}

/** The words of an identifier in small letters: `billingEmail` and `billing_email` are both billing, email. */
export function wordsOfName(name: string): readonly string[] {
  let words = known.get(name);
  if (!words) {
    if (known.size > MAX_KNOWN) known.clear();
    known.set(name, (words = split(name)));
  }
  return words;
}

/** Many rules ask for the same names. */
const known = new Map<string, readonly string[]>();
const MAX_KNOWN = 20_000;

function split(name: string): readonly string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** `a`, `b` and `c`: names in a sentence. */
export function listed(names: readonly string[], conjunction = 'and'): string {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${conjunction} ${quoted.at(-1)}`;
}

/** A name of the schema in the style of one in a document: `order_items` as `OrderItems`, `ORDER_ITEMS` or `Order Items`. */
export function spelledLike(sample: string, name: string): string {
  const words = wordsOfName(name);
  const capitals = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  if (sample === sample.toLowerCase()) return name;
  if (sample === sample.toUpperCase()) return name.toUpperCase();
  if (sample.includes(' ')) return capitals.join(' ');
  return /^\p{Lu}/u.test(sample) ? capitals.join('') : [words[0], ...capitals.slice(1)].join('');
}
