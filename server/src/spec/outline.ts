import { span, type Span } from '../base/span';
import type { Block } from './blocks';
import type { Outline, OutlineItem, OutlineRow, OutlineTable, Topic, Written } from './facts';
import { cellAt, holds, placesOf, type HeaderRole, type Table } from './tables';
import { textOf, trimmed, unmarked } from './text';
import { subjectsIn, topicOf } from './topics';

/** `**Version:** 1.2`, `**Status**: Draft`. */
const HEAD_LINE =
  /^(?:[-*]\s{1,4})?(?:\*\*|__)?(?<key>version|date|last updated|updated|status|author|owner|scope|tables|versión|fecha|estado|версия|дата|статус|버전|날짜|상태|版本|日期|状态)(?:\*\*|__)?\s{0,4}[:：](?:\*\*|__)?\s{0,4}(?=\S)/iu;
const HEAD_KEYS: Readonly<Record<string, string>> = {
  'last updated': 'date', updated: 'date', fecha: 'date', дата: 'date', 날짜: 'date', 日期: 'date',
  versión: 'version', версия: 'version', 버전: 'version', 版本: 'version',
  estado: 'status', статус: 'status', 상태: 'status', 状态: 'status',
}; // prettier-ignore
const HTML =
  '(?:a|abbr|b|blockquote|br|center|code|dd|del|details|div|dl|dt|em|figure|font|h[1-6]|hr|i|img|ins|kbd|li|ol|p|picture|pre|s|small|source|span|strong|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|tr|u|ul|video)';
/** All of it is still that of a template. */
const UNFILLED = new RegExp(
  String.raw`^(?:\[(?=[^\][]*\p{L})(?![xX]\])[^\][]{1,80}\]|<(?!${HTML}(?:\s|/?>)|[^<>]{0,80}(?:://|@))\p{L}[^<>]{0,80}>|TBD|TBC|TODO|FIXME|XXX|\?{2,9})[.!]?$`,
  'u',
);
/** A part of it: `{{name}}`, `TBD: ask`. */
const HOLE = /^.{0,80}\{\{[^{}\n]{1,80}\}\}/u;
const OPEN = /^(?:TBD|TODO)(?![\p{L}\p{N}])/u;
const CHECKBOX = /^\[(?<mark>[ xX])\]\s+/;
const WITHOUT_VALUE = /^[`*_\p{L}\p{N}\s.()-]{1,60}[:：][*_]{0,2}\s*(?<value>\S.*)$/su;

/** A table's topic by headers that no other has, with the roles of its columns. */
const SHAPES: readonly { readonly topic: Topic; readonly needs: readonly HeaderRole[]; readonly roles: readonly HeaderRole[] }[] = [
  { topic: 'relationships', needs: ['from', 'to', 'onDelete'], roles: ['from', 'to', 'cardinality', 'onDelete', 'constraint', 'notes'] },
  { topic: 'privacy', needs: ['name', 'classification', 'retention'], roles: ['name', 'classification', 'retention', 'erasure', 'notes'] },
  { topic: 'privacy', needs: ['name', 'erasure'], roles: ['name', 'classification', 'retention', 'erasure', 'notes'] },
  { topic: 'evolution', needs: ['change', 'safe'], roles: ['change', 'safe', 'strategy', 'downtime'] },
  { topic: 'uniqueness', needs: ['constraint', 'implementation'], roles: ['constraint', 'scope', 'implementation'] },
  { topic: 'lifecycle', needs: ['status', 'transitions'], roles: ['status', 'notes', 'transitions'] },
]; // prettier-ignore

/** What a document consists of, told from its blocks. `text` has its comments blanked. */
export function readOutline(text: string, blocks: readonly Block[]): Outline {
  const reader = new OutlineReader(text);
  for (const block of blocks) reader.block(block);
  return reader.outline();
}

class OutlineReader {
  private readonly sections: { title: string; topic: Topic | undefined; level: number; span: Span; end: number; empty: boolean }[] = []; // prettier-ignore
  private readonly open: (typeof this.sections)[number][] = [];
  private readonly tables: OutlineTable[] = [];
  private readonly items: OutlineItem[] = [];
  private readonly placeholders: Span[] = [];
  private readonly prose: string[] = [];
  private readonly head = new Map<string, Written>();
  private title: Written | undefined;

  constructor(private readonly text: string) {}

  outline(): Outline {
    for (const section of this.open) section.end = this.text.length;
    return {
      ...(this.title && { title: this.title }),
      head: this.head,
      sections: this.sections,
      tables: this.tables,
      items: this.items,
      placeholders: this.placeholders,
      subjects: lazily(() => subjectsIn(this.prose.join('\n'))),
    };
  }

  block(block: Block): void {
    if (block.kind === 'comment') return;
    if (block.kind === 'heading') return this.heading(block.level, block.text, block.span);
    for (const section of this.open) section.empty = false;
    if (block.kind === 'fence') return;
    this.prose.push(textOf(this.text, block.span));
    if (block.kind === 'table') this.table(block);
    else if (block.kind === 'item') this.item(block.text);
    else this.line(block.span);
  }

  private topic(): Topic | undefined {
    return this.open.findLast(({ topic }) => topic !== undefined)?.topic;
  }

  private heading(level: number, at: Span, whole: Span): void {
    const title = textOf(this.text, at);
    if (level === 1) this.title ??= { text: title, span: at };
    this.prose.push(title);
    this.unfilled(at);
    while (this.open.length > 0 && this.open.at(-1)!.level >= level) this.open.pop()!.end = whole.start;
    for (const section of this.open) section.empty = false;
    const section = { title, topic: topicOf(title), level, span: whole, end: whole.end, empty: true };
    this.sections.push(section);
    this.open.push(section);
  }

  private table(table: Table): void {
    for (const row of table.rows) for (const cell of row.cells) this.unfilled(cell);
    const shape = SHAPES.find(({ needs }) => {
      if (!holds(this.text, table, needs)) return false;
      const places = placesOf(this.text, table, needs);
      return needs.every((role) => places[role] !== undefined);
    });
    const topic = this.topic();
    const roles =
      shape?.roles ??
      (topic === 'relationships'
        ? (['relation', 'from', 'to', 'cardinality', 'onDelete', 'constraint', 'notes'] as const)
        : undefined);
    if (!roles) return;
    const places = placesOf(this.text, table, roles);
    const rows = table.rows.map((row): OutlineRow => {
      const cells = new Map<string, Written>();
      for (const role of roles) {
        const cell = cellAt(row, places[role]);
        const at = cell && unmarked(this.text, cell);
        if (at) cells.set(role, { text: textOf(this.text, at), span: at });
      }
      return { span: row.span, cells };
    });
    const columns = table.header.map((_, i) => roles.find((role) => places[role] === i));
    this.tables.push({
      topic: shape?.topic ?? topic!,
      header: table.header[0] ?? table.span,
      roles: columns,
      rows,
      span: table.span,
    });
  }

  private item(at: Span): void {
    const box = CHECKBOX.exec(textOf(this.text, at));
    const start = at.start + (box?.[0].length ?? 0);
    const text = this.text.slice(start, at.end);
    const value = WITHOUT_VALUE.exec(text)?.groups!.value;
    this.unfilled(value === undefined ? span(start, at.end) : span(at.end - value.length, at.end));
    if (this.open.length <= 1) this.headLine(at);
    const topic = this.topic();
    if (topic) this.items.push({ topic, text, span: at, ...(box && { checked: box.groups!.mark !== ' ' }) });
  }

  private line(at: Span): void {
    this.unfilled(at);
    if (this.open.length <= 1) this.headLine(at);
  }

  private headLine(at: Span): void {
    const match = HEAD_LINE.exec(textOf(this.text, at));
    if (!match) return;
    const key = match.groups!.key!.toLowerCase();
    const value = trimmed(this.text, at.start + match[0].length, at.end);
    if (!this.head.has(HEAD_KEYS[key] ?? key))
      this.head.set(HEAD_KEYS[key] ?? key, { text: textOf(this.text, value), span: value });
  }

  private unfilled(at: Span): void {
    const inner = unmarked(this.text, at);
    const written = textOf(this.text, inner);
    const isUnfilled = UNFILLED.test(written) || OPEN.test(written) || (written.includes('{{') && HOLE.test(written));
    // What stands in code is meant as it is.
    if (isUnfilled && this.text[inner.start - 1] !== '`') this.placeholders.push(inner);
  }
}

/** Worked out when it is first asked for. */
function lazily<T>(work: () => T): () => T {
  let value: { readonly is: T } | undefined;
  return () => (value ??= { is: work() }).is;
}
