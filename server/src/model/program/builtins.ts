import { quoteIdentifier } from '../expr/format';
import { TIME_FUNCTIONS } from './moment-functions';
import { identity, strict, textOf, UNKNOWN, type Value } from './values';

type Builtin = (...args: Value[]) => Value;

/** A function of texts and numbers: NULL of NULL, unknown of what is unknown. */
function plain(run: (...args: (string | number)[]) => Value): Builtin {
  return (...args) => {
    const values = args.map((arg) => (typeof arg === 'number' ? arg : textOf(arg)));
    return strict(values, () => run(...(values as (string | number)[])));
  };
}

function text(run: (...args: string[]) => Value): Builtin {
  return plain((...args) => run(...args.map(String)));
}

function ofArray(run: (list: readonly Value[], ...args: Value[]) => Value): Builtin {
  return (list, ...args) => (list === null ? null : isList(list) ? run(list, ...args) : UNKNOWN);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

function quoteLiteral(value: string): string {
  const quoted = `'${value.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  return value.includes('\\') ? `E${quoted}` : quoted;
}

function substring(value: string, from: number, length = Infinity): string {
  const characters = [...value];
  const start = Math.max(0, from - 1);
  return characters.slice(start, Math.max(start, from - 1 + length)).join('');
}

function trimmer(left: boolean, right: boolean): Builtin {
  return text((value, set = ' ') => {
    let characters = [...value];
    while (left && characters.length > 0 && set.includes(characters[0]!)) characters = characters.slice(1);
    while (right && characters.length > 0 && set.includes(characters.at(-1)!)) characters = characters.slice(0, -1);
    return characters.join('');
  });
}

/** The functions of PostgreSQL that names and statements are put together with. */
const BUILTINS: Readonly<Record<string, Builtin>> = {
  quote_ident: text((name) => quoteIdentifier(name)),
  quote_literal: text(quoteLiteral),
  quote_nullable: (value) => (value === null ? 'NULL' : BUILTINS.quote_literal!(value)),
  lower: text((value) => value.toLowerCase()),
  upper: text((value) => value.toUpperCase()),
  replace: text((value, what, by) => value.replaceAll(what, by)),
  substr: plain((value, from, length) => substring(String(value), Number(from), length === undefined ? undefined : Number(length))), // prettier-ignore
  left: plain((value, n) => [...String(value)].slice(0, Number(n)).join('')),
  right: plain((value, n) => (Number(n) < 0 ? [...String(value)].slice(-Number(n)) : [...String(value)].slice(Math.max(0, [...String(value)].length - Number(n)))).join('')), // prettier-ignore
  length: text((value) => [...value].length),
  btrim: trimmer(true, true),
  ltrim: trimmer(true, false),
  rtrim: trimmer(false, true),
  strpos: text((value, part) => value.indexOf(part) + 1),
  starts_with: text((value, start) => value.startsWith(start)),
  reverse: text((value) => [...value].reverse().join('')),
  repeat: plain((value, n) => (Number(n) * String(value).length > 10_000 ? UNKNOWN : String(value).repeat(Math.max(0, Number(n))))), // prettier-ignore
  lpad: plain((value, n, by = ' ') => String(value).slice(0, Number(n)).padStart(Math.min(1_000, Number(n)), String(by))), // prettier-ignore
  rpad: plain((value, n, by = ' ') =>
    String(value)
      .slice(0, Number(n))
      .padEnd(Math.min(1_000, Number(n)), String(by)),
  ),
  split_part: plain((value, by, n) => (Number(n) < 1 ? UNKNOWN : (String(value).split(String(by))[Number(n) - 1] ?? ''))), // prettier-ignore
  concat: (...args) => concat(args),
  concat_ws: (by, ...args) => {
    const parts = args.filter((arg) => arg !== null).map(textOf);
    return strict([textOf(by ?? null), ...parts], () => parts.join(String(textOf(by))));
  },
  format: (pattern, ...args) => strict([textOf(pattern ?? null)], () => format(String(textOf(pattern)), args)),
  string_to_array: text((value, by) => (value === '' ? [] : value.split(by))),
  array_to_string: ofArray((list, by, absent = null) => {
    const parts = list.map((each) => (each === null ? absent : textOf(each))).filter((each) => each !== null);
    return strict([textOf(by ?? null), ...parts], () => parts.join(String(textOf(by))));
  }),
  array_length: ofArray((list) => (list.length === 0 ? null : list.length)),
  array_upper: ofArray((list) => (list.length === 0 ? null : list.length)),
  array_lower: ofArray((list) => (list.length === 0 ? null : 1)),
  cardinality: ofArray((list) => list.length),
  array_append: (list, value) => (isList(list) ? [...list, value ?? null] : list === null ? [value ?? null] : UNKNOWN),
  array_prepend: (value, list) => (isList(list) ? [value ?? null, ...list] : list === null ? [value ?? null] : UNKNOWN),
  array_cat: (a, b) => (isList(a) && isList(b) ? [...a, ...b] : UNKNOWN),
  array_remove: ofArray((list, value = null) => list.filter((each) => identity(each) !== identity(value))),
  array_position: ofArray((list, value = null) => {
    const at = list.findIndex((each) => identity(each) === identity(value));
    return at < 0 ? null : at + 1;
  }),
  abs: plain((value) => Math.abs(Number(value))),
  round: plain((value, digits) => (digits === undefined ? Math.sign(Number(value)) * Math.round(Math.abs(Number(value))) : UNKNOWN)), // prettier-ignore
  floor: plain((value) => Math.floor(Number(value))),
  ceil: plain((value) => Math.ceil(Number(value))),
  mod: plain((a, b) => (Number(b) === 0 ? UNKNOWN : Number(a) % Number(b))),
  chr: plain((code) => String.fromCodePoint(Number(code))),
  ascii: text((value) => value.codePointAt(0) ?? 0),
  to_hex: plain((value) => Number(value).toString(16)),
  initcap: text((value) => value.toLowerCase().replace(/[a-z0-9]+/g, (word) => word[0]!.toUpperCase() + word.slice(1))),
  translate: text((value, from, to) =>
    [...value].map((each) => (from.includes(each) ? ([...to][[...from].indexOf(each)] ?? '') : each)).join(''),
  ),
  regexp_replace: text((value, pattern, by, flags = '') => {
    const found = plainPattern(pattern, flags.includes('i'));
    if (!found || !/^[gi]*$/.test(flags)) return UNKNOWN;
    const written = by
      .replaceAll('$', '$$$$')
      .replace(/\\(\d)/g, '$$$1')
      .replaceAll('\\&', '$$&');
    return value.replace(new RegExp(found.source, found.flags + (flags.includes('g') ? 'g' : '')), written);
  }),
};

const OTHER_NAMES: Readonly<Record<string, string>> = {
  substring: 'substr',
  char_length: 'length',
  character_length: 'length',
  trim: 'btrim',
  position: 'strpos',
  ceiling: 'ceil',
};

export function builtin(name: string): Builtin | undefined {
  return BUILTINS[OTHER_NAMES[name] ?? name] ?? TIME_FUNCTIONS[name];
}

function concat(args: readonly Value[]): Value {
  const parts = args
    .filter((arg) => arg !== null)
    .map((arg) => (typeof arg === 'boolean' ? String(arg)[0]! : textOf(arg)));
  return strict(parts, () => parts.join(''));
}

/** `format('… %I %2$L %s %%', …)`; a width isn't understood. */
function format(pattern: string, args: readonly Value[]): Value {
  let next = 0;
  let unknown = false;
  const result = pattern.replace(/%(?:%|(?:(\d+)\$)?([ILs])|)/g, (found, position?: string, kind?: string) => {
    if (found === '%%') return '%';
    if (kind === undefined) {
      unknown = true;
      return '';
    }
    if (position !== undefined) next = Number(position) - 1;
    const value = args[next++];
    const written = value === undefined ? UNKNOWN : textOf(value);
    // A name that is NULL is an error of its own.
    if (written === UNKNOWN || (written === null && kind === 'I')) {
      unknown = true;
      return '';
    }
    if (kind === 'I') return quoteIdentifier(written!);
    if (kind === 'L') return written === null ? 'NULL' : quoteLiteral(written);
    return written ?? '';
  });
  return unknown ? UNKNOWN : result;
}

/** Whether a text is LIKE a pattern. */
export function isLike(value: string, pattern: string, ignoreCase: boolean): boolean {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    let c = pattern[i]!;
    if (c === '%') source += '[^]*';
    else if (c === '_') source += '[^]';
    else {
      if (c === '\\') c = pattern[++i] ?? '';
      source += c.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    }
  }
  return new RegExp(`^${source}$`, ignoreCase ? 'iu' : 'u').test(value);
}

/** A regular expression that means the same to PostgreSQL and to JavaScript, and that can't run for long. */
export function plainPattern(pattern: string, ignoreCase: boolean): RegExp | undefined {
  if (!/^(?:[\w\s^$.*+?|,:;=<>@%&'"/-]|\\[dws.]|\[\^?[\w -]+\]|\((?:\?:)?[\w|]+\))*$/.test(pattern)) return undefined;
  if (pattern.length > 200 || /[*+?][*+?]/.test(pattern) || (pattern.match(/[*+]/g)?.length ?? 0) > 3) return undefined;
  return new RegExp(pattern, ignoreCase ? 'i' : '');
}
