import type { SpecEntity } from './facts';
import { columnItem, columnRow, type DescribedColumn } from './write-column';

/** A table as the schema has it, in words of a document. */
export interface DescribedTable {
  /** As the document calls it. */
  readonly name: string;
  readonly comment?: string;
  readonly columns: readonly DescribedColumn[];
  /** Of several columns. */
  readonly keys: readonly { readonly kind: 'primary' | 'unique'; readonly columns: readonly string[] }[];
}

const ITEM = '- id: UUID (PK)';
const HEADER = '| Column | Type | Constraints | Description |\n| --- | --- | --- | --- |';
const ROW = { kind: 'table', at: 0, sample: '| `id` | uuid | PK | |', cells: ['name', 'type', 'constraints', 'notes'], header: { start: 0, end: 0 } } as const; // prettier-ignore

/** The lines that follow an entity's heading, in the manner of another entity or else as a list or a table. */
export function entityBody(
  table: DescribedTable,
  like: SpecEntity['layout'] | 'list' | 'table' | 'yaml',
  header?: string,
): string {
  const keys = table.keys.map(
    ({ kind, columns }) => `- ${kind === 'primary' ? 'PK' : 'UNIQUE'}: (${columns.join(', ')})`,
  );
  if (like === 'list' || like === 'yaml' || like === undefined)
    return [...table.columns.map((column) => columnItem(column, ITEM)), ...keys].join('\n');
  if (like !== 'table' && like.kind === 'list')
    return [...table.columns.map((column) => columnItem(column, like.sample)), ...keys].join('\n');
  const layout = like === 'table' || like.kind === 'yaml' || header === undefined ? ROW : like;
  const rows = table.columns.map((column) => columnRow(column, layout));
  const behind = keys.length > 0 ? `\n\n${keys.join('\n')}` : '';
  return `${layout === ROW ? HEADER : header!}\n${rows.join('\n')}${behind}`;
}
