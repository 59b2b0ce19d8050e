import { span, type Span } from '../base/span';
import type { SpecColumn, SpecReference } from './facts';
import { readBareValues } from './listed-values';
import { isPlaceholder, matchAt, NAME, PLACEHOLDER, textOf, trimmed, unmarked } from './text';
import { ARROW, noTraits, readTraits, type Traits, type TraitsOptions } from './traits';
import { endOfGroup } from './types';

/** What one item of an entity's list says. */
export type Item =
  /** `- id: UUID (PK)`, or several: ``- `created_at`, `updated_at`: timestamptz``. */
  | { readonly kind: 'columns'; readonly columns: readonly SpecColumn[] }
  /** `- PK: (a, b)`, `- UNIQUE: (a)`: about columns that have items of their own. */
  | {
      readonly kind: 'key';
      readonly key: 'primary' | 'unique';
      readonly columns: readonly string[];
      readonly span: Span;
    }
  /** `- owner_id → users.id`, `- FK: (owner_id) → users`: the same, or a column if it stands among columns. */
  | {
      readonly kind: 'reference';
      readonly name: string;
      readonly references: SpecReference;
      readonly column?: SpecColumn;
    };

/** A name at the start of an item, with what stands in parentheses behind it: `id (UUID, PK)`. */
interface Head {
  readonly name: string;
  readonly span: Span;
  /** In backticks, quotes or bold: surely a name. */
  readonly marked: boolean;
  readonly ticked: boolean;
  readonly colon: boolean;
  readonly group: Traits | undefined;
  /** The group says something that only a column has. */
  readonly telling: boolean;
  /** Past the name, the group and the white space behind them. */
  readonly end: number;
  /** Past a dash that stands where others have a colon: `id — uuid, PK`. */
  readonly dashed: number | undefined;
}

const HEAD = new RegExp(
  String.raw`(?<before>(?<bold>\*\*|__|)(?<tick>[\x60"]|))(?<name>${PLACEHOLDER}|${NAME})\k<tick>(?<colon>\s{0,8}[:：])?\k<bold>(?<after>\s{0,8}[:：])?`,
  'uy',
);
const DASH = /(?:[—–]|--?)\s{1,8}/uy;
const AND = /\s{0,8}(?:[,/&]|(?:and|e|y|et|und|и)(?=\s))\s{0,8}/uy;
const KEY =
  /(?:\*\*)?(?<key>PK|primary key|UNIQUE|UK|FK|foreign key)(?: (?:constraint|index|key))?(?: on)?(?:\*\*)?\s{0,8}[:：]?(?:\*\*)?\s{0,8}\x60?\((?<columns>[^()]*)\)/iuy;
const PRIMARY = /(?:\*\*)?(?<key>PK|primary key)(?:\*\*)?\s{0,8}[:：](?:\*\*)?(?<columns>[^()]*)$/iuy;
/** A constraint or an index with a name of its own, not a column: `users_pkey: PRIMARY KEY (id)`. */
const NO_COLUMN =
  /[\s\x60]{0,8}(?:primary\skey|foreign\skey|unique|check|exclude|(?:unique\s)?index|btree|hash|gin|gist|brin)?(?:\son)?\s{0,8}\x60?\(/iuy;
const REFERS = new RegExp(ARROW, 'uy');
/** A type of the person's own is known by the flag that follows it, or by its spelling where nothing follows. */
const OWN_TYPE = new RegExp(
  String.raw`[\s\x60]{0,8}(?<type>${NAME}(?:\.${NAME})?(?:\(\d+(?:,\s?\d+)?\))?(?:\[\])*)` +
    String.raw`(?:(?<end>\x60?$)|\x60?(?:\s{1,8}\(?|,\s?)(?:PK|FK|UK|NOT NULL|NULL|UNIQUE|DEFAULT|default|nullable|indexed|optional|required)(?![\p{L}\p{N}_]))`,
  'uy',
);

/**
 * Reads an item of an entity's list; undefined if it says nothing known.
 * `bare`: the item stands among columns, where a mere name in backticks is one too.
 */
export function readItem(text: string, at: Span, bare: boolean): Item | undefined {
  const upToEnd = text.slice(0, at.end);
  return readKey(upToEnd, at) ?? new ItemReader(upToEnd, at, bare).read();
}

/** A key of several columns that a line of a paragraph tells. */
export function readKeyOf(text: string, at: Span): Item | undefined {
  const start = at.start + (/^(?:\*\*)?(?:composite|compound)\s/i.exec(textOf(text, at))?.[0].length ?? 0);
  const item = textOf(text, at).includes('(') ? readKey(text.slice(0, at.end), span(start, at.end)) : undefined;
  return item?.kind === 'key' && item.columns.length > 0 ? item : undefined;
}

function readKey(text: string, at: Span): Item | undefined {
  const match = matchAt(KEY, text, at.start) ?? matchAt(PRIMARY, text, at.start);
  if (!match) return undefined;
  const columns = [...match.groups!.columns!.matchAll(new RegExp(NAME, 'gu'))].map(([name]) => name);
  const key = match.groups!.key!.toUpperCase();
  if (!key.startsWith('F')) return { kind: 'key', key: key.startsWith('U') ? 'unique' : 'primary', columns, span: at };
  const { references } = traitsOf(text, span(at.start + match[0].length, at.end), { type: 'none' });
  return references && columns.length === 1 ? { kind: 'reference', name: columns[0]!, references } : undefined;
}

class ItemReader {
  constructor(
    private readonly text: string,
    private readonly item: Span,
    private readonly bare: boolean,
  ) {}

  read(): Item | undefined {
    const heads = this.heads();
    const last = heads.at(-1);
    if (!last) return undefined;
    if (last.colon) return this.typed(heads, last.end);
    const dashed = last.dashed === undefined ? undefined : this.dashed(heads, last.dashed);
    if (dashed) return dashed;
    if (heads.length > 1) {
      const sure = this.bare || heads.some((head) => head.telling);
      const areNames = heads.every((head) => head.ticked) || (heads.some((head) => head.telling) && heads.every(({ name }) => /^[\p{Ll}_]/u.test(name))); // prettier-ignore
      return sure && areNames && this.isOver(last.end) ? this.columns(heads) : undefined;
    }
    if (matchAt(REFERS, this.text, last.end)) return this.reference(last);
    if (last.telling && this.isOver(last.end)) return this.columns(heads);
    return (
      (last.marked ? this.typed(heads, last.end) : undefined) ?? (this.isBare(heads) ? this.columns(heads) : undefined)
    );
  }

  /** The names that an item starts with. */
  private heads(): Head[] {
    const heads: Head[] = [];
    for (let at = this.item.start; ;) {
      const head = this.head(at);
      if (!head) return [];
      heads.push(head);
      const and = head.colon ? undefined : matchAt(AND, this.text, head.end);
      if (!and) return heads;
      at = head.end + and[0].length;
    }
  }

  private head(at: number): Head | undefined {
    const match = matchAt(HEAD, this.text, at);
    if (!match) return undefined;
    const { before = '', bold, tick, name = '', colon, after } = match.groups!;
    const start = at + before.length;
    let end = trimmed(this.text, at + match[0].length, this.item.end).start;
    let group: Traits | undefined;
    let hasColon = colon !== undefined || after !== undefined;
    const close = !hasColon && this.text[end] === '(' ? endOfGroup(this.text, end) : undefined;
    if (close !== undefined) {
      group = traitsOf(this.text, span(end, close), { type: 'any' });
      end = trimmed(this.text, close, this.item.end).start;
      hasColon = /[:：]/.test(this.text[end] ?? '');
      if (hasColon) end++;
    }
    const telling = group !== undefined && isTelling(group, tick !== '');
    const marked = bold !== '' || tick !== '';
    return {
      name,
      span: span(start, start + name.length),
      marked,
      ticked: tick !== '',
      colon: hasColon,
      group,
      telling,
      end,
      dashed: behindDash(this.text, at + match[0].length, end),
    };
  }

  /** Behind a dash there is a type, or a description. */
  private dashed(heads: readonly Head[], from: number): Item | undefined {
    if (!heads.every(({ name, marked }) => marked || /^[\p{Ll}_]/u.test(name))) return undefined;
    const traits = traitsOf(this.text, trimmed(this.text, from, this.item.end), { type: 'ended' });
    return traits.type && this.columns(heads, traits);
  }

  /** Only prose is left. */
  private isOver(at: number): boolean {
    return at >= this.item.end || '—–-.'.includes(this.text[at]!);
  }

  private isBare(heads: readonly Head[]): boolean {
    return this.bare && heads.every((head) => head.ticked);
  }

  /** The columns whose type and flags, or values, start at an offset. */
  private typed(heads: readonly Head[], from: number): Item | undefined {
    const rest = trimmed(this.text, from, this.item.end);
    const item = this.withType(heads, rest);
    const values = item?.kind === 'columns' && !item.columns[0]!.values ? readBareValues(this.text, rest) : undefined;
    return values && item?.kind === 'columns' ? { ...item, columns: item.columns.map((column) => ({ ...column, values })) } : item; // prettier-ignore
  }

  private withType(heads: readonly Head[], rest: Span): Item | undefined {
    if (isPlaceholder(textOf(this.text, unmarked(this.text, rest))))
      return this.columns(heads, { ...noTraits(), placeholder: true });
    if (matchAt(NO_COLUMN, this.text, rest.start)) return undefined;
    const sure = heads.some(({ ticked, name }) => ticked || name.includes('_'));
    const type = sure ? 'any' : 'ended';
    const start = traitsOf(this.text, rest, { type, prose: true });
    // Behind a type in parentheses there is a description.
    if (heads.some(({ group }) => group?.type)) return this.columns(heads, start);
    if (start.type || (heads.length === 1 && isTelling(start, sure)) || heads.some((head) => head.telling)) {
      return this.columns(heads, traitsOf(this.text, rest, { type }));
    }
    const own = this.ownType(heads[0]!, rest);
    if (!own) return this.isBare(heads) ? this.columns(heads, start) : undefined;
    const traits = traitsOf(this.text, span(own.end, rest.end), { type: 'none' });
    return this.columns(heads, { ...traits, type: { text: textOf(this.text, own), span: own } });
  }

  private ownType(head: Head, rest: Span): Span | undefined {
    const match = matchAt(OWN_TYPE, this.text, rest.start);
    if (!match) return undefined;
    const { type = '', end } = match.groups!;
    const ticked = this.text[rest.start] === '`';
    const spelt = /[_.]/.test(type) || (ticked && /^\p{Lu}.*\p{Ll}/u.test(type));
    if (end !== undefined && !(spelt && /^[\p{Ll}_]/u.test(head.name))) return undefined;
    const start = rest.start + match[0].indexOf(type);
    return span(start, start + type.length);
  }

  private reference(head: Head): Item | undefined {
    const traits = traitsOf(this.text, span(head.end, this.item.end), { type: 'none' });
    const { references } = traits;
    const column = this.isBare([head]) ? { column: this.built(head, traits) } : {};
    return references && { kind: 'reference', name: head.name, references, ...column };
  }

  private columns(heads: readonly Head[], traits?: Traits): Item {
    return { kind: 'columns', columns: heads.map((head) => this.built(head, traits)) };
  }

  private built({ name, span: nameSpan, group }: Head, said: Traits = noTraits()): SpecColumn {
    const traits = group ? merged(group, said) : said;
    return { name, nameSpan, span: this.item, ...traits, placeholder: traits.placeholder || isPlaceholder(name) };
  }
}

function behindDash(text: string, from: number, to: number): number | undefined {
  const dash = to > from ? matchAt(DASH, text, to) : undefined;
  return dash && to + dash[0].length;
}

/** Whether that makes a column of a name; of what is `surely` a name any flag does. */
function isTelling({ type, primaryKey, references, notNull, unique }: Traits, surely: boolean): boolean {
  return type !== undefined || primaryKey || references !== undefined || (surely && (unique || notNull !== undefined));
}

function merged(a: Traits, b: Traits): Traits {
  return {
    ...b,
    ...a,
    primaryKey: a.primaryKey || b.primaryKey,
    unique: a.unique || b.unique,
    placeholder: a.placeholder || b.placeholder,
  };
}

function traitsOf(text: string, at: Span, options: TraitsOptions): Traits {
  const traits = noTraits();
  readTraits(text, at, traits, options);
  return traits;
}
