import { entityName } from './diagram/names';
import type { DescribedColumn } from './write-column';
import type { DescribedTable } from './write-entity';

export interface DescribedRelation {
  readonly from: string;
  readonly to: string;
  /** `||--o{` */
  readonly symbols: string;
  readonly label: string;
}

/** A Mermaid `erDiagram`, without the fence around it. */
export function writeDiagram(tables: readonly DescribedTable[], relations: readonly DescribedRelation[]): string {
  const lines = relations.map(
    ({ from, to, symbols, label }) =>
      `    ${entityName(from)} ${symbols} ${entityName(to)} : "${label.replaceAll('"', "'")}"`,
  );
  const blocks = tables.map(({ name, columns }) => {
    const keys = (column: DescribedColumn) => [...(column.primaryKey ? ['PK'] : []), ...(column.references || column.foreign ? ['FK'] : []), ...(column.unique ? ['UK'] : [])].join(', '); // prettier-ignore
    const attributes = columns.map((column) =>
      `        ${attributeType(column.type)} ${attributeName(column.name)} ${keys(column)}`.trimEnd(),
    );
    return `    ${entityName(name)} {\n${attributes.join('\n')}\n    }`;
  });
  return ['erDiagram', ...lines, ...blocks].join('\n');
}

/** A type as Mermaid takes it: it takes neither blanks nor commas in a type. */
function attributeType(type: string): string {
  return type
    .replace(/\(\d+(?:,\s?\d+)?\)/, '')
    .replace(/[^\p{L}\p{N}_[\]-]+/gu, '_')
    .replace(/_+$/, '');
}

function attributeName(name: string): string {
  return name.replace(/[^\p{L}\p{N}_-]+/gu, '_').replace(/^(?=\d)/, '_');
}
