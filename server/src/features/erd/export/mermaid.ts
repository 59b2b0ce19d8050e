import { entityName } from '../../../spec/diagram/names';
import type { Cardinality, DiagramTable, DiagramView } from '../../../diagram/view';

const LEFT: Readonly<Record<Cardinality, string>> = {
  one: '||',
  'zero-or-one': '|o',
  'zero-or-more': '}o',
  'one-or-more': '}|',
};
const RIGHT: Readonly<Record<Cardinality, string>> = {
  one: '||',
  'zero-or-one': 'o|',
  'zero-or-more': 'o{',
  'one-or-more': '|{',
};

/** A diagram as Mermaid's own parser takes it. */
export function mermaidOf({ tables, relations }: DiagramView): string {
  const names = new Map(tables.map((table) => [table.key, nameOf(table)]));
  return [
    'erDiagram',
    ...tables.flatMap((table) => entity(table, names.get(table.key)!)),
    ...relations.flatMap(({ from, to, fromCardinality, toCardinality, identifying, fromColumns, use }) => {
      const [left, right] = [names.get(to), names.get(from)];
      if (left === undefined || right === undefined) return [];
      const label = text(use ? 'used by' : fromColumns.join(', '));
      return [
        `  ${left} ${LEFT[toCardinality]}${identifying ? '--' : '..'}${RIGHT[fromCardinality]} ${right} : "${label}"`,
      ];
    }),
    '',
  ].join('\n');
}

function entity(table: DiagramTable, name: string): string[] {
  if (table.columns.length === 0) return [`  ${name}`];
  return [
    `  ${name} {`,
    ...table.columns.map((column) => {
      const keys = [column.primaryKey && 'PK', column.foreignKey && 'FK', column.unique && !column.primaryKey && 'UK'];
      const written = attribute(column.name, 'column');
      const note = [written === column.name ? '' : column.name, column.comment ?? '']
        .filter((part) => part !== '')
        .join(': ');
      return [
        `    ${attribute(table.kind === 'enum' ? 'value' : column.type, 'unknown')} ${written}`,
        keys.filter((key) => key !== false).join(', '),
        note ? `"${text(note)}"` : '',
      ]
        .filter((part) => part !== '')
        .join(' ');
    }),
    '  }',
  ];
}

function nameOf({ schema, name, kind }: DiagramTable): string {
  const whole = `${kind === 'enum' ? 'type ' : ''}${schema === 'public' || schema === '' ? '' : `${schema}.`}${name}`;
  return entityName(whole);
}

/** A type or a column's name as one word. What stands in brackets with a comma is left out: older versions refuse it. */
function attribute(written: string, otherwise: string): string {
  const word = written
    .replaceAll(/\([^)]*,[^)]*\)/g, '')
    .replaceAll(/[^\p{L}\p{N}_()[\]-]+/gu, '_')
    .replaceAll(/^_+(?=.*[\p{L}])|_+$/gu, '');
  const start = /^[A-Za-z_\u00c0-\uffff]/.test(word) ? word : `_${word}`;
  return word === '' ? otherwise : start;
}

/** A text without what ends or breaks a quoted one. */
function text(written: string): string {
  return written
    .replaceAll('"', "'")
    .replaceAll(/[\s\\%]+/g, ' ')
    .replaceAll(';', ',')
    .trim();
}
