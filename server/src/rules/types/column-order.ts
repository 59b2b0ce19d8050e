import type { Column, Table } from '../../model/schema';
import { defineRule, type Fix } from '../define-rule';
import { replace } from '../lib/edits';
import type { Texts } from '../lib/syntax';
import { describe } from '../lib/tables';
import { tokenize } from '../../sql/lexer';

/** Bytes of the types of fixed length, and where they begin: at a multiple of this. */
const FIXED: Readonly<Record<string, readonly [size: number, align: number]>> = {
  bool: [1, 1], int2: [2, 2], int4: [4, 4], int8: [8, 8], float4: [4, 4], float8: [8, 8], date: [4, 4], time: [8, 8], timetz: [12, 8],
  timestamp: [8, 8], timestamptz: [8, 8], uuid: [16, 1], money: [8, 8], oid: [4, 4], interval: [16, 8], macaddr: [6, 4], char: [1, 1],
}; // prettier-ignore

export default defineRule({
  id: 'column-order',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'off' },
  needs: 'table',
  covers: ['P94'],
  docs: {
    summary: 'Columns stand in an order that wastes no space.',
    why:
      'PostgreSQL fills up with empty bytes before a `bigint` or a timestamp that follows a shorter column. In a table of many rows these bytes are ' +
      'disk and memory. Only columns of fixed length are counted.',
    whenOff: 'In all tables but very long ones: an order that people read easily is worth more.',
    references: [
      {
        title: 'PostgreSQL: Table Row Layout',
        url: 'https://www.postgresql.org/docs/current/storage-page-layout.html#STORAGE-TUPLE-LAYOUT',
      },
    ],
  },
  options: { from: { type: 'number', default: 12, description: 'So many wasted bytes a row are reported.' } },
  examples: [
    {
      title: 'short and long by turns',
      sql: 'CREATE TABLE points (\n  a boolean NOT NULL,\n  b bigint NOT NULL,\n  c boolean,\n  d timestamptz\n);',
      reports: ['points'],
      says: '14 bytes',
      fixed: 'CREATE TABLE points (\n  b bigint NOT NULL,\n  d timestamptz,\n  a boolean NOT NULL,\n  c boolean\n);',
    },
    {
      title: 'texts go last',
      sql: 'CREATE TABLE t (a smallint, b bigint, note text, c smallint, d bigint);',
      reports: ['t'],
      fixed: 'CREATE TABLE t (b bigint, d bigint, a smallint, c smallint, note text);',
    },
    { title: 'little is wasted', sql: 'CREATE TABLE points (a int, b bigint, c int);', reports: [] },
    {
      title: 'long ones first, as some dumps have it',
      sql: 'CREATE TABLE public.points (\n    id bigint NOT NULL,\n    at timestamp with time zone,\n    n integer,\n    ok boolean,\n    note text\n);',
      reports: [],
    },
  ],
  table(table, context) {
    if (table.open || table.columns.some(({ inherited }) => inherited)) return;
    const best = table.columns
      .map((column) => ({ column, align: layout(column)?.[1] ?? 0 }))
      .sort((a, b) => b.align - a.align)
      .map(({ column }) => column);
    const wasted = padding(table.columns) - padding(best);
    if (wasted < context.option('from')) return;
    context.report({
      at: table.nameOrigin,
      message: `Each row of ${describe(table)} has ${wasted} bytes of nothing between its columns. Put the longest columns of fixed length first.`,
      fixes: reorder(table, best, context),
    });
  },
});

function layout({ type }: Column): readonly [number, number] | undefined {
  return type.builtIn && type.dimensions === 0 ? FIXED[type.name.name] : undefined;
}

function padding(columns: readonly Column[]): number {
  let [offset, padding] = [0, 0];
  for (const column of columns) {
    const [size, align] = layout(column) ?? [0, 1];
    const gap = (align - (offset % align)) % align;
    padding += gap;
    offset += gap + size;
  }
  return padding;
}

/** Swaps the definitions. Where there are remarks nobody knows which column they belong to. */
function reorder(table: Table, order: readonly Column[], context: Texts): readonly Fix[] {
  const { source } = table.origin;
  const whole = { source, span: { start: 0, end: source.statement.end - source.statement.start } };
  const isPlain = table.columns.every(
    ({ origin, typeOrigin }) => origin.source === source && typeOrigin.source === source,
  );
  if (!isPlain || tokenize(context.text(whole)).some(({ kind }) => kind === 'comment')) return [];
  const edits = table.columns.map(({ origin }, i) => replace(origin, context.text(order[i]!.origin)));
  return [{ title: 'Order the columns by length', kind: 'suggestion', edits }];
}
