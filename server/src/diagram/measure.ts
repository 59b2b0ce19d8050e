/** How large tables are drawn, and where their rows are. Lengths are in pixels at zoom 1. */
import { chipText, type Chips } from './chips';
import type { DiagramColumn, DiagramTable, Detail } from './view';

export const TITLE = 30;
export const ROW = 21;
const BOTTOM = 5;
/** Between the parts of a row, and at its ends. */
export const PAD = 10;
/** Where a column's name begins: behind its marks. */
export const NAME_AT = 40;
const NARROWEST = 140;
const WIDEST = 420;
/** Few different widths: the columns of the diagram have straight edges. */
const STEP = 20;

/** Type sizes of names and types. */
export const TEXT_SIZE = 12;
export const CODE_SIZE = 11;

/** Advance widths: of the characters from space to ~ in names (plain, and bold in titles), and of any one in types. */
export interface Metrics {
  readonly text: readonly number[];
  readonly strong: readonly number[];
  readonly code: number;
}

/** Widths of Arial in thousandths of its size, from space to ~. */
const ARIAL = (
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 ' +
  '584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 ' +
  '667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 ' +
  '278 556 500 722 500 500 500 334 260 334 584'
)
  .split(' ')
  .map(Number);

/** Where nobody has measured the fonts: a tenth wider than Arial, as most of them are at most. */
export const METRICS: Metrics = {
  text: ARIAL.map((width) => (width / 1000) * TEXT_SIZE * 1.08),
  strong: ARIAL.map((width) => (width / 1000) * TEXT_SIZE * 1.15),
  code: CODE_SIZE * 0.61,
};

export function textWidth(text: string, widths: readonly number[]): number {
  let sum = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    sum += widths[code - 32] ?? (code < 0x1100 ? TEXT_SIZE * 0.65 : TEXT_SIZE);
  }
  return sum;
}

/** The rows that are shown. */
export function rowsOf(table: DiagramTable, detail: Detail): readonly DiagramColumn[] {
  if (detail === 'names') return [];
  if (detail === 'all' || table.kind === 'enum') return table.columns;
  return table.columns.filter(({ primaryKey, foreignKey, unique }) => primaryKey || foreignKey || unique);
}

/** What stands right in a title. */
export function badgeOf(table: DiagramTable): string {
  if (table.kind === 'enum') return 'enum';
  if (table.kind === 'partitioned') return table.partitions ? `${table.partitions} partitions` : 'partitioned';
  if (table.kind === 'table' || table.kind === 'entity') return table.tags.includes('junction') ? 'junction' : '';
  return table.kind === 'matview' ? 'materialized' : table.kind;
}

/** A title's text: the schema stands before the name where it isn't `public`. */
function titleOf(table: DiagramTable): string {
  return table.schema === 'public' || table.schema === '' ? table.name : `${table.schema}.${table.name}`;
}

/** `chips` stand at the columns of the table where lines are left out. */
export function sizeOf(
  table: DiagramTable,
  detail: Detail,
  metrics: Metrics,
  chips?: Chips,
): { width: number; height: number } {
  const rows = rowsOf(table, detail);
  const badge = badgeOf(table);
  let width =
    textWidth(titleOf(table), metrics.strong) + 2 * PAD + (badge ? textWidth(badge, metrics.text) * 0.85 + 18 : 0);
  for (const { name, type } of rows) {
    const chip = chips?.get(name);
    const right = chip === undefined ? type.length * metrics.code : textWidth(chipText(chip), metrics.text);
    width = Math.max(width, NAME_AT + textWidth(name, metrics.strong) + (right > 0 ? right + 16 : 0) + PAD);
  }
  return {
    width: Math.min(WIDEST, Math.max(NARROWEST, Math.ceil((width + 4) / STEP) * STEP)),
    height: TITLE + (rows.length > 0 ? rows.length * ROW + BOTTOM : 0),
  };
}

/** The middle of a column's row, from the table's top; the title's for a column that isn't shown. */
export function columnY(rows: readonly DiagramColumn[], name: string | undefined): number {
  const row = rows.findIndex((column) => column.name === name);
  return row < 0 ? TITLE / 2 : TITLE + (row + 0.5) * ROW;
}
