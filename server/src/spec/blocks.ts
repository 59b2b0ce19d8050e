import { shift, span, type Span } from '../base/span';
import { trimmed } from './text';

/** A block of a Markdown document, with its place. Of what is inside a line only table cells are told apart. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: Span; readonly span: Span }
  /** `depth` counts the items that this one lies in. */
  | { readonly kind: 'item'; readonly depth: number; readonly text: Span; readonly span: Span }
  | { readonly kind: 'table'; readonly header: readonly Span[]; readonly rows: readonly Row[]; readonly span: Span }
  | Fence
  | { readonly kind: 'comment'; readonly span: Span }
  /** A line of a paragraph. */
  | { readonly kind: 'text'; readonly span: Span };

export interface Row {
  readonly span: Span;
  readonly cells: readonly Span[];
}

export interface Fence {
  readonly kind: 'fence';
  /** What follows the opening fence, such as `sql`. */
  readonly info: string;
  /** The lines between the fences. */
  readonly content: Span;
  readonly closed: boolean;
  readonly span: Span;
}

export interface Blocks {
  /** In the order of the document. */
  readonly blocks: readonly Block[];
  /** The document with its comments blanked; as long as the document. */
  readonly text: string;
}

const FENCE = /^(?:`{3,}(?=[^`]*$)|~{3,})/;
/** Nobody writes a longer line in a data model. Such lines are skipped, so that no line can cost much. */
const MAX_LINE = 10_000;

/** What was read last: an edit leaves most of it as it is. */
let last: Known | undefined;
/** Characters read so far: what an edit costs is counted by it. */
export const count = { read: 0 };

interface Known {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/**
 * Splits a Markdown document into the blocks that data models are made of. Takes any text, in linear time; of one that differs little from
 * the last one only the sections that differ are read. Quotes, indented code and front matter are left out.
 */
export function readBlocks(text: string): Blocks {
  const blocks = last ? readAfterEdit(text, last) : readFrom(text, 0, () => undefined).blocks;
  last = { text, blocks };
  const comments = blocks.flatMap((block) => (block.kind === 'comment' ? [block.span] : []));
  return { blocks, text: comments.length > 0 ? blanked(text, comments) : text };
}

/** At a heading that starts its line nothing of what stands above counts any more: there reading starts, and ends. */
function readAfterEdit(text: string, before: Known): readonly Block[] {
  const { start, oldEnd, newEnd } = changeBetween(before.text, text);
  const isEntry = ({ kind, span: at }: Block) => kind === 'heading' && before.text[at.start] === '#' && isLineStart(before.text, at.start); // prettier-ignore
  const from = before.blocks.findLastIndex((block) => block.span.end < start && isEntry(block));
  const by = newEnd - oldEnd;
  let next = from + 1;
  const { blocks, end } = readFrom(text, from < 0 ? 0 : before.blocks[from]!.span.start, (at) => {
    if (at <= newEnd) return undefined;
    while (next < before.blocks.length && before.blocks[next]!.span.start < at - by) next++;
    const block = before.blocks[next];
    return block?.span.start === at - by && block.span.start > oldEnd && isEntry(block) ? next : undefined;
  });
  const kept = before.blocks.slice(0, Math.max(0, from));
  return end === undefined ? [...kept, ...blocks] : [...kept, ...blocks, ...before.blocks.slice(end).map((block) => movedBlock(block, by))]; // prettier-ignore
}

function isLineStart(text: string, at: number): boolean {
  return at === 0 || '\r\n'.includes(text[at - 1]!);
}

/** Where two texts differ. */
function changeBetween(
  a: string,
  b: string,
): { readonly start: number; readonly oldEnd: number; readonly newEnd: number } {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let same = 0;
  while (same < most - start && a.charCodeAt(a.length - 1 - same) === b.charCodeAt(b.length - 1 - same)) same++;
  return { start, oldEnd: a.length - same, newEnd: b.length - same };
}

function movedBlock(block: Block, by: number): Block {
  if (by === 0) return block;
  const whole = shift(block.span, by);
  switch (block.kind) {
    case 'heading':
      return { kind: block.kind, level: block.level, text: shift(block.text, by), span: whole };
    case 'item':
      return { kind: block.kind, depth: block.depth, text: shift(block.text, by), span: whole };
    case 'table': {
      const rows = block.rows.map((row) => ({
        span: shift(row.span, by),
        cells: row.cells.map((cell) => shift(cell, by)),
      }));
      return { kind: block.kind, header: block.header.map((cell) => shift(cell, by)), rows, span: whole };
    }
    case 'fence':
      return { ...block, content: shift(block.content, by), span: whole };
    default:
      return { kind: block.kind, span: whole };
  }
}

/** Reads from an offset on, up to a heading at which `stop` says how it goes on; undefined where it never does. */
function readFrom(
  text: string,
  from: number,
  stop: (at: number) => number | undefined,
): { readonly blocks: readonly Block[]; readonly end: number | undefined } {
  const reader = new BlockReader(text, from);
  const end = reader.read(stop);
  count.read += reader.readUpTo - from;
  if (reader.comments.length === 0) return { blocks: reader.blocks, end };
  const comments = reader.comments.map((at): Block => ({ kind: 'comment', span: at }));
  return { blocks: [...reader.blocks, ...comments].sort((a, b) => a.span.start - b.span.start), end };
}

interface OpenTable {
  readonly kind: 'table';
  readonly header: readonly Span[];
  readonly rows: Row[];
  span: Span;
}

interface OpenItem {
  readonly kind: 'item';
  readonly depth: number;
  text: Span;
  span: Span;
}

class BlockReader {
  readonly blocks: Block[] = [];
  readonly comments: Span[] = [];
  /** The columns at which the contents of the open list items start. */
  private readonly lists: number[] = [];
  /** What the next line may continue; at most one of the three. */
  private item: OpenItem | undefined;
  private table: OpenTable | undefined;
  private paragraph: Span | undefined;
  /** The first `-->` at or after the place that was last asked for. */
  private commentEnd = -1;

  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  /** Up to a heading at which `stop` says something; then that. */
  read(stop: (at: number) => number | undefined): number | undefined {
    if (this.at === 0) {
      if (this.text.startsWith('\uFEFF')) this.at = 1;
      this.skipFrontMatter();
    }
    while (this.at < this.text.length) {
      const start = this.at;
      const end = this.text[start] === '#' ? stop(start) : undefined;
      if (end !== undefined) return end;
      this.line(start, this.nextLine());
    }
    return undefined;
  }

  get readUpTo(): number {
    return Math.min(this.at, this.text.length);
  }

  /** Moves to the next line and returns the end of this one, without its line break. */
  private nextLine(): number {
    const { text } = this;
    let end = this.at;
    for (let c = text.charCodeAt(end); end < text.length && c !== 10 && c !== 13; c = text.charCodeAt(end)) end++;
    this.at = end + (text.startsWith('\r\n', end) ? 2 : 1);
    return end;
  }

  private skipFrontMatter(): void {
    const match = /---[ \t]*(?:\r\n?|\n)(?=[\w-]+[ \t]*:)[^]*?[\r\n]---[ \t]*(?=[\r\n]|$)/y;
    match.lastIndex = this.at;
    if (match.test(this.text)) this.at = match.lastIndex;
  }

  private line(start: number, end: number): void {
    const line = end - start > MAX_LINE ? undefined : this.withoutComments(start, end);
    if (line === undefined) return this.leave();
    const content = line.text.trim();
    if (content === '' && line.comments) return;
    if (content === '' || content.length > MAX_LINE) return this.leave();
    const column = columnOf(line.text);
    while (this.lists.length > 0 && column < this.lists.at(-1)!) this.lists.pop();
    const continues = this.item ?? this.table ?? this.paragraph;
    if (column >= 4 && this.lists.length === 0 && !continues) return;
    const from = start + line.text.indexOf(content);
    this.content(content, span(from, from + content.length), column);
  }

  private content(content: string, at: Span, column: number): void {
    const fence = FENCE.exec(content)?.[0];
    if (fence !== undefined) return this.fence(fence, content.slice(fence.length).trim(), at);
    const heading = /^#{1,6}(?=\s|$)/.exec(content)?.[0];
    if (heading !== undefined) return this.heading(heading.length, at);
    if (this.paragraph && /^(?:=+|-+)$/.test(content)) return this.underline(content, this.paragraph, at);
    if (content.startsWith('>') || isBreak(content)) return this.leave();
    const marker = /^(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)/.exec(content)?.[0];
    if (marker !== undefined) return this.listItem(marker, at, column);
    if (this.table && content.includes('|')) return this.row(this.table, at);
    if (this.paragraph && isDelimiterRow(content)) return this.startTable(this.paragraph, at);
    if (this.item && column >= this.lists.at(-1)! && at.end - this.item.span.start < MAX_LINE)
      return this.continueItem(this.item, at);
    this.leave();
    this.paragraph = at;
    this.blocks.push({ kind: 'text', span: at });
  }

  private leave(): void {
    this.item = this.table = this.paragraph = undefined;
  }

  private fence(fence: string, info: string, at: Span): void {
    this.leave();
    const { text } = this;
    const content = Math.min(this.at, text.length);
    while (this.at < text.length) {
      const start = this.at;
      const line = trimmed(text, start, this.nextLine());
      if (!isClosing(text, line, fence)) continue;
      this.blocks.push({
        kind: 'fence',
        info,
        content: span(content, start),
        closed: true,
        span: span(at.start, line.end),
      });
      return;
    }
    const rest = span(content, text.length);
    this.blocks.push({ kind: 'fence', info, content: rest, closed: false, span: span(at.start, text.length) });
  }

  private heading(level: number, at: Span): void {
    this.leave();
    const { text } = this;
    let title = trimmed(text, at.start + level, at.end);
    let end = title.end;
    while (end > title.start && text[end - 1] === '#') end--;
    if (end === title.start || /\s/.test(text[end - 1]!)) title = trimmed(text, title.start, end);
    this.blocks.push({ kind: 'heading', level, text: title, span: at });
  }

  /** A line of `=` or `-` makes the paragraph's line above it a heading. */
  private underline(content: string, text: Span, at: Span): void {
    this.leave();
    const level = content.startsWith('=') ? 1 : 2;
    this.blocks[this.blocks.length - 1] = { kind: 'heading', level, text, span: span(text.start, at.end) };
  }

  private listItem(marker: string, at: Span, column: number): void {
    this.leave();
    const text = span(at.start + marker.length, at.end);
    const item: OpenItem = { kind: 'item', depth: this.lists.length, text, span: at };
    this.lists.push(column + Math.max(2, marker.length));
    this.blocks.push(item);
    const content = this.text.slice(text.start, text.end);
    const fence = FENCE.exec(content)?.[0];
    if (fence === undefined) {
      this.item = item;
      return;
    }
    this.fence(fence, content.slice(fence.length).trim(), text);
    item.text = this.blocks.at(-1)!.span;
    item.span = span(item.span.start, item.text.end);
  }

  private continueItem(item: OpenItem, at: Span): void {
    item.text = span(item.text.start, at.end);
    item.span = span(item.span.start, at.end);
  }

  private startTable(header: Span, delimiters: Span): void {
    this.leave();
    const whole = span(header.start, delimiters.end);
    this.table = { kind: 'table', header: cellsOf(this.text, header), rows: [], span: whole };
    this.blocks[this.blocks.length - 1] = this.table;
  }

  private row(table: OpenTable, at: Span): void {
    table.rows.push({ span: at, cells: cellsOf(this.text, at) });
    table.span = span(table.span.start, at.end);
  }

  /** The line with its comments blanked. Reads on where a comment goes over several lines. */
  private withoutComments(start: number, end: number): { text: string; comments: boolean } | undefined {
    let line = this.text.slice(start, end);
    let text = '';
    let inCode = false;
    let kept = 0;
    for (let from = 0, open = line.indexOf('<!--'); open >= 0; open = line.indexOf('<!--', from)) {
      if (line.slice(from, open).split('`').length % 2 === 0) inCode = !inCode;
      from = open + 4;
      if (inCode) continue;
      const close = this.commentEndAfter(start + from) + 3 - start;
      if (close > line.length) {
        // Only a comment that starts its line goes on over the next ones.
        if (close === Infinity || line.slice(0, open).trim() !== '') continue;
        this.at = start + close;
        const last = this.nextLine();
        if (last - start - close > MAX_LINE) return undefined;
        line = this.text.slice(start, last);
      }
      this.comments.push(span(start + open, start + close));
      text += line.slice(kept, open) + ' '.repeat(close - open);
      kept = from = close;
    }
    return { text: text + line.slice(kept), comments: kept > 0 };
  }

  private commentEndAfter(from: number): number {
    if (this.commentEnd < from) {
      const found = this.text.indexOf('-->', from);
      this.commentEnd = found < 0 ? Infinity : found;
    }
    return this.commentEnd;
  }
}

function isClosing(text: string, line: Span, fence: string): boolean {
  if (line.end - line.start < fence.length) return false;
  for (let at = line.start; at < line.end; at++) if (text[at] !== fence[0]) return false;
  return true;
}

/** The column at which a line's content starts; a tab goes to the next multiple of four. */
function columnOf(line: string): number {
  let column = 0;
  for (const c of line) {
    if (c === '\t') column += 4 - (column % 4);
    else if (c.trim() === '') column++;
    else break;
  }
  return column;
}

/** `---`, `* * *`: a line across the page. */
function isBreak(content: string): boolean {
  const mark = content[0]!;
  if (!'-*_'.includes(mark)) return false;
  let count = 0;
  for (const c of content) {
    if (c === mark) count++;
    else if (c !== ' ' && c !== '\t') return false;
  }
  return count >= 3;
}

function isDelimiterRow(content: string): boolean {
  if (!/^[-:| \t]+$/.test(content) || !content.includes('|')) return false;
  return cellsOf(content, span(0, content.length)).every((cell) =>
    /^:?-+:?$/.test(content.slice(cell.start, cell.end)),
  );
}

function cellsOf(text: string, line: Span): Span[] {
  const cells: Span[] = [];
  let start = text[line.start] === '|' ? line.start + 1 : line.start;
  for (let at = start; at < line.end; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '|') {
      cells.push(trimmed(text, start, at));
      start = at + 1;
    }
  }
  if (start < line.end) cells.push(trimmed(text, start, line.end));
  return cells;
}

function blanked(text: string, comments: readonly Span[]): string {
  let out = '';
  let at = 0;
  for (const comment of comments) {
    out += text.slice(at, comment.start) + text.slice(comment.start, comment.end).replace(/[^\r\n]/g, ' ');
    at = comment.end;
  }
  return out + text.slice(at);
}
