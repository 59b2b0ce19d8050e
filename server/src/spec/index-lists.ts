import { span, type Span } from '../base/span';
import type { Block } from './blocks';
import { textOf } from './text';
import { topicOf } from './topics';
import type { Written } from './written';

export interface IndexTable {
  readonly entity: number | undefined;
  readonly span: Span;
  readonly header: readonly Span[];
  readonly places: Readonly<Partial<Record<'pattern' | 'index' | 'columns' | 'method' | 'reason', number>>>;
  readonly rows: readonly IndexRow[];
  /** It names some, and doesn't say that these are all. */
  readonly partial?: true;
}

export interface IndexRow {
  readonly span: Span;
  /** The table, where the row names one. */
  readonly of?: string;
  /** The ids of access patterns that it names. */
  readonly patterns: readonly Written[];
  /** `(owner_id, created_at DESC)`, `idx_orders_owner`, `none: rare`. */
  readonly index?: Written;
  readonly columns?: Written;
  readonly reason?: Written;
}

/** A line that is a title of indexes, or starts with one: ``**Indexes:** `idx_a`, `idx_b` ``. */
const TITLE =
  /^[*_]{0,2}(?:indexes|indices|índices|indizes|index|индексы|索引|인덱스|インデックス)(?:[*_]{1,2}\s?[:：]?|\s?[:：][*_]{0,2})(?=\s|$)/iu;
const CODE = /`([^`\r\n]+)`/g;
const NAME = String.raw`[A-Za-z_]\w*`;
const COLUMNS = String.raw`[^()]+(?:\([^()]*\)[^()]*)*`;
/** `(a, b)`, `idx_a (a)`, `orders(a, b)`, `idx_a`. */
const IN_CODE = new RegExp(`^(?:${NAME}\\s?)?\\(${COLUMNS}\\)$|^${NAME}_${NAME}$`);
/** `orders.a`, `orders.a, b`. */
const OF_TABLE = new RegExp(`^(?<table>${NAME})\\.(?<columns>${NAME}(?:\\s?[,+]\\s?${NAME})*)$`);
/** `` `idx_a`: `(a, b)` ``, `idx_a on (a)`. */
const NAMED = new RegExp(
  `^(?:\\*\\*)?\`?(?<name>${NAME})\`?(?:\\*\\*)?\\s{0,3}[:：–—-]?\\s{0,3}(?:(?:unique|partial|composite|btree|gin|gist|brin|hash|index|on)\\s{1,3}){0,4}\`?\\((?<columns>${COLUMNS})\\)`,
  'i',
);

/** Finds indexes that are listed in words: in items below a title, or behind one. Such a list needn't be complete. */
export function readIndexLists(
  text: string,
  blocks: readonly Block[],
  around: (at: number) => number | undefined,
): readonly IndexTable[] {
  // prettier-ignore
  const found: IndexTable[] = [];
  let inSection = false;
  let behindTitle = false;
  const add = (rows: readonly IndexRow[], at: Span) => {
    if (rows.length > 0)
      found.push({ entity: around(at.start), span: at, header: [], places: {}, rows, partial: true });
  };
  for (const block of blocks) {
    if (block.kind === 'heading') [inSection, behindTitle] = [topicOf(textOf(text, block.text)) === 'indexes', false];
    else if (block.kind === 'text') {
      const title = TITLE.exec(textOf(text, block.span));
      // What is listed goes on over the next lines of the paragraph.
      const goesOn: boolean = behindTitle && text[block.span.start] === '`';
      if (title || goesOn)
        add(rowsIn(text, span(block.span.start + (title?.[0].length ?? 0), block.span.end)), block.span);
      behindTitle = title !== null || goesOn;
    } else if (block.kind === 'item' && (inSection || behindTitle)) add(itemRows(text, block.text), block.text);
    else if (block.kind !== 'comment') behindTitle = false;
  }
  return found;
}

function itemRows(text: string, at: Span): readonly IndexRow[] {
  const named = NAMED.exec(textOf(text, at));
  if (named?.groups!.name!.includes('_')) {
    const { name, columns } = named.groups!;
    const start = at.start + named[0].indexOf(name!);
    const from = at.start + named[0].lastIndexOf(columns!);
    return [
      {
        span: at,
        patterns: [],
        index: { text: name!, span: span(start, start + name!.length) },
        columns: { text: columns!, span: span(from, from + columns!.length) },
      },
    ];
  }
  return rowsIn(text, at);
}

/** What stands in code, each an index. */
function rowsIn(text: string, at: Span): readonly IndexRow[] {
  return [...textOf(text, at).matchAll(CODE)].flatMap((match): IndexRow[] => {
    const [, code = ''] = match;
    const start = at.start + match.index + 1;
    const row = { span: at, patterns: [] };
    const { table, columns } = OF_TABLE.exec(code)?.groups ?? {};
    const whole = span(start, start + code.length);
    if (table !== undefined) return [{ ...row, of: table, index: { text: `(${columns!.replaceAll('+', ',')})`, span: whole } }]; // prettier-ignore
    return IN_CODE.test(code) ? [{ ...row, index: { text: code, span: whole } }] : [];
  });
}
