import { defined } from '../base/defined';
import { span, type Span } from '../base/span';
import type { Block, Row } from './blocks';
import { readIndexLists, type IndexRow, type IndexTable } from './index-lists';
import { cellAt, placesOf, writtenIn, type HeaderRole, type Table } from './tables';
import { topicOf } from './topics';
import { isPlaceholder, matchAt, textOf } from './text';
import type { Written } from './written';

/** How an entity is asked for, and which indexes that needs. All places are UTF-16 offsets in the document. */
export interface AccessPatterns {
  readonly tables: readonly PatternTable[];
  readonly indexTables: readonly IndexTable[];
}

/** A table of access patterns, below the entity that it is about. */
export interface PatternTable {
  /** The place of the entity in the document's list; undefined where it stands outside of all. */
  readonly entity: number | undefined;
  readonly span: Span;
  readonly header: readonly Span[];
  readonly roles: readonly PatternRole[];
  readonly rows: readonly AccessPattern[];
}

export type PatternRole = 'id' | 'pattern' | 'shape' | 'frequency' | 'sla';

export interface AccessPattern {
  readonly span: Span;
  readonly id?: Written;
  readonly pattern?: Written;
  /** SQL, or a part of it, in a span of code. */
  readonly shape?: Written;
  readonly frequency?: Written;
  readonly sla?: Written;
  /** What other cells say. */
  readonly remark?: Written;
}

const PATTERN_ROLES = ['id', 'pattern', 'shape', 'frequency', 'sla', 'reason'] as const;
/** `**Indexes**`, on a line of its own. */
const TITLE = /^(?:\*\*|__)[^*_]{1,60}(?:\*\*|__)[:：]?$|^(?:\*\*|__)[^*_]{1,60}[:：](?:\*\*|__)$/u;
const CODE = /`([^`\r\n]+)`/g;
const ID = /\b[A-Z]{1,3}-?\d{1,3}\b/g;
const SQL = /^(?:where|order\s+by|group\s+by|limit|join|inner|left|from|select|insert|update|delete|with)\s/i;

/** Finds the tables of access patterns and those of the indexes that they need. */
export function readAccessPatterns(
  text: string,
  blocks: readonly Block[],
  entities: readonly { readonly span: Span }[],
): AccessPatterns | undefined {
  const tables: PatternTable[] = [];
  const indexTables: IndexTable[] = [];
  let heading = '';
  for (const block of blocks) {
    if (block.kind === 'heading') heading = textOf(text, block.text);
    else if (block.kind === 'text' && TITLE.test(textOf(text, block.span))) heading = textOf(text, block.span).replace(/[*_:：]/g, ''); // prettier-ignore
    if (block.kind !== 'table') continue;
    const entity = around(entities, block.span.start);
    if (isPatternTable(text, block))
      tables.push(patternTable(text, block, entity, placesOf(text, block, PATTERN_ROLES)));
    else {
      const found = indexTable(text, block, entity, heading);
      if (found) indexTables.push(found);
    }
  }
  indexTables.push(...readIndexLists(text, blocks, (at) => around(entities, at)));
  return tables.length + indexTables.length > 0 ? { tables, indexTables } : undefined;
}

/** Whether a table says how often, or how fast, its queries have to be. */
export function isPatternTable(text: string, table: Table): boolean {
  const { shape, frequency, sla, id } = placesOf(text, table, PATTERN_ROLES);
  return shape !== undefined && [frequency, sla, id].some((place) => place !== undefined);
}

/** The innermost entity around a place. */
function around(entities: readonly { readonly span: Span }[], at: number): number | undefined {
  const found = entities.findLastIndex(({ span: whole }) => whole.start <= at && at <= whole.end);
  return found < 0 ? undefined : found;
}

function patternTable(
  text: string,
  table: Table,
  entity: number | undefined,
  places: Partial<Record<HeaderRole, number>>,
): PatternTable {
  const at = (row: Row, role: HeaderRole) => writtenIn(text, cellAt(row, places[role]));
  const rows = table.rows.map((row): AccessPattern => {
    const shape = cellAt(row, places.shape);
    return {
      span: row.span,
      ...defined({
        id: at(row, 'id'),
        pattern: at(row, 'pattern'),
        shape: shape && sqlIn(text, shape),
        frequency: at(row, 'frequency'),
        sla: at(row, 'sla'),
        remark: at(row, 'reason'),
      }),
    };
  });
  const roles = (['id', 'pattern', 'shape', 'frequency', 'sla'] as const).filter((role) => places[role] !== undefined);
  return { entity, span: table.span, header: table.header, roles, rows };
}

/** A part of a query in code. Words alone are no SQL. */
function sqlIn(text: string, cell: Span): Written | undefined {
  for (const match of textOf(text, cell).matchAll(CODE)) {
    const [, code = ''] = match;
    const start = cell.start + match.index + 1;
    if (SQL.test(code) && !/\.{3}|…|\\\|/.test(code) && !isPlaceholder(code))
      return { text: code, span: span(start, start + code.length) };
  }
  return undefined;
}

function indexTable(text: string, table: Table, entity: number | undefined, heading: string): IndexTable | undefined {
  const places = placesOf(text, table, ['pattern', 'index', 'name', 'table', 'reason', 'method']);
  const columns = table.header.findIndex((cell) =>
    /^(?:columns?|keys?|definition|columnas?|colunas?|colonnes?|spalten?|столбцы|колонки|컬럼|字段|列)(?:[^\p{L}]|$)/iu.test(
      textOf(text, cell).replace(/[`*]/g, ''),
    ),
  );
  // Constraints and triggers have names and columns too.
  const isNamed = columns >= 0 && topicOf(heading) === 'indexes';
  const index = places.index ?? (isNamed ? places.name : undefined);
  // A list of indexes has them with their columns, or with the patterns that they serve.
  if (index === undefined || index === columns || (columns < 0 && places.pattern === undefined)) return undefined;
  const named = (row: Row) => (entity === undefined ? writtenIn(text, cellAt(row, places.table))?.text : undefined);
  const own = { ...places, index, ...(columns >= 0 && { columns }) };
  const rows = table.rows.map((row): IndexRow => {
    const cell = places.pattern === undefined ? undefined : cellAt(row, places.pattern);
    const ids = [...(cell ? textOf(text, cell).matchAll(ID) : [])].map((match): Written => {
      const start = cell!.start + match.index;
      return { text: match[0], span: span(start, start + match[0].length) };
    });
    return {
      span: row.span,
      patterns: ids,
      ...defined({
        of: named(row),
        index: writtenIn(text, cellAt(row, index)),
        columns: columns < 0 ? undefined : writtenIn(text, cellAt(row, columns)),
        reason: writtenIn(text, cellAt(row, places.reason)),
      }),
    };
  });
  const { pattern, method, reason } = places;
  return {
    entity,
    span: table.span,
    header: table.header,
    places: defined({ pattern, index: own.index, columns: columns < 0 ? undefined : columns, method, reason }),
    rows,
  };
}

/** Calls a day, of `100/min`, `5k / hour`, `hourly`; undefined where that can't be told. */
export function callsADay(frequency: string): number | undefined {
  const named =
    /^(?:every )?(?:(hourly|hour)|(daily|day|nightly|once a day)|(weekly|week)|(monthly|month)|(rare|rarely|occasional(?:ly)?|ad[ -]?hoc|on demand))\b/i.exec(
      frequency.trim(),
    );
  if (named) return named[1] ? 24 : named[2] ? 1 : named[3] ? 1 / 7 : named[4] ? 1 / 30 : 1 / 7;
  const rate = matchAt(
    /[~≈<>≤≥\s]*(?<count>\d+(?:[.,]\d+)*)\s*(?<factor>[kKmM])?\+?\s*(?:requests?|req|queries|calls|times|x)?\s*(?:\/|per|a)\s*(?<unit>s|sec|second|m|min|minute|h|hr|hour|d|day|w|week|mo|month)s?(?![a-z])/iy,
    frequency,
    0,
  );
  if (!rate) return undefined;
  const { count = '', factor = '', unit = '' } = rate.groups!;
  const times =
    Number(count.replace(/,(?=\d{3}\b)/g, '').replace(',', '.')) * ({ k: 1e3, m: 1e6 }[factor.toLowerCase()] ?? 1);
  const perDay = /^s/i.test(unit)
    ? 86_400
    : /^mo/i.test(unit)
      ? 1 / 30
      : /^m/i.test(unit)
        ? 1_440
        : /^h/i.test(unit)
          ? 24
          : /^d/i.test(unit)
            ? 1
            : 1 / 7;
  return Number.isFinite(times) ? times * perDay : undefined;
}

/** Milliseconds, of `< 50ms`, `2 s`, `1 min`; undefined where that can't be told. */
export function milliseconds(latency: string): number | undefined {
  const found = matchAt(
    /[~≈<≤\s]*(?:p\d+\s*[:<≤]?\s*)?(?<count>\d+(?:[.,]\d+)?)\s*(?<unit>ms|msec|milliseconds?|s|sec|seconds?|min|minutes?|h|hours?)(?![a-z])/iy,
    latency,
    0,
  );
  if (!found) return undefined;
  const { count = '', unit = '' } = found.groups!;
  const factor = /^m(?:s|sec|illi)/i.test(unit) ? 1 : /^s/i.test(unit) ? 1_000 : /^m/i.test(unit) ? 60_000 : 3_600_000;
  return Number(count.replace(',', '.')) * factor;
}
