import { span, type Span } from '../base/span';
import { matchAt } from './text';

/** The values that a document lists for a column. All places are UTF-16 offsets. */
export interface ListedValues {
  readonly list: readonly string[];
  /** The list with what introduces it. */
  readonly span: Span;
  /** From the first value to the last one; undefined where other words stand between them. */
  readonly inner?: Span;
  /** What stands around each value and between two of them. */
  readonly mark: string;
  readonly between: string;
  /** Nothing says that these are values: they may be other words. */
  readonly unsure?: boolean;
}

const LEAD =
  /(?:enum(?:eration)?\s?(?:of\s|[:：]|(?=[`'"]))|(?:(?:is|must be|can be)\s)?(?:one of|either)|(?:(?:allowed|possible|valid|permitted|accepted)\s)?values?(?:\sare)?\s?[:：]|(?:zulässige |erlaubte |mögliche )?werte?\s?[:：]|(?:eines|einer|eins) (?:von|der)|valeurs?(?: possibles| autorisées)?\s?[:：]|l'un(?:e)? de(?:s)?|valores?(?: posibles| permitidos| possíveis)?\s?[:：]|un[oa] de|um de|(?:допустимые )?значения\s?[:：]|один из|取值\s?[:：]?|可选值\s?[:：]?)\s{0,3}[:：]?\s{0,3}[([{]?\s{0,3}/iuy;
const VALUE = /([`'"])([^`'"\r\n]{1,60})\1|([\p{L}\p{N}][\p{L}\p{N}_-]{0,40})/uy;
const BETWEEN =
  /\s{0,3}(?:,|\\?\||\/)\s{0,3}(?:(?:or|and|oder|und|ou|et|o|y|e|или|и)\s{1,3})?|\s{1,3}(?:or|oder|ou|o|или)\s{1,3}/uy;
const BEHIND = /\s{0,3}(?:$|[.;:)\]}]|\s(?:[—–(-]))/uy;

/** Reads words that introduce a list of values, and the list behind them. Undefined where there is none at the offset. */
export function readListedValues(text: string, at: number): (ListedValues & { readonly isEnum: boolean }) | undefined {
  const lead = matchAt(LEAD, text, at)?.[0];
  if (lead === undefined) return undefined;
  const found = readList(text, at + lead.length);
  if (!found) return undefined;
  // Words without marks are surely a list where something opens it: `one of the users, or another` is none.
  const isOpened = found.mark !== '' || /[:：([{]\s*$/.test(lead);
  if (!isOpened && !isUniform(found)) return undefined;
  return {
    ...found,
    span: span(at, found.inner!.end),
    isEnum: /^enum/i.test(lead),
    ...(!isOpened && { unsure: true }),
  };
}

/** Reads a range that is nothing but a list of values, perhaps with a remark behind it: `draft, sent or paid`. */
export function readBareValues(text: string, at: Span): ListedValues | undefined {
  const found = readList(text.slice(0, at.end), at.start);
  return found && (found.mark !== '' || isUniform(found)) ? { ...found, unsure: true } : undefined;
}

/** All in small letters, or all in capitals, as values are written. */
function isUniform({ list }: ListedValues): boolean {
  return list.every((value) => /^[\p{Ll}\d_-]+$/u.test(value)) || list.every((value) => /^[\p{Lu}\d_]+$/u.test(value));
}

/** The one value that an item below a column's names: `` `draft` – not sent yet``. */
export function readValueItem(text: string, at: Span): { readonly value: string; readonly mark: string } | undefined {
  const upToEnd = text.slice(0, at.end);
  const match = matchAt(VALUE, upToEnd, at.start);
  if (!match) return undefined;
  const [whole, mark = '', marked, plain] = match;
  return matchAt(BEHIND, upToEnd, at.start + whole.length) ? { value: (marked ?? plain)!, mark } : undefined;
}

function readList(text: string, start: number): ListedValues | undefined {
  const list: string[] = [];
  let [mark, between] = ['', ', '];
  let end: number;
  for (let at = start; ;) {
    const match = matchAt(VALUE, text, at);
    if (!match) return undefined;
    const [whole, own = '', marked, plain] = match;
    if (list.length === 0) mark = own;
    else if (own !== mark) return undefined;
    list.push((marked ?? plain)!);
    end = at + whole.length;
    const next = matchAt(BETWEEN, text, end);
    if (!next) break;
    if (list.length === 1 && /[|/]/.test(next[0])) between = next[0];
    at = end + next[0].length;
  }
  if (list.length < 2 || !matchAt(BEHIND, text, end)) return undefined;
  return { list, span: span(start, end), inner: span(start, end), mark, between };
}
