import { printChange, type SchemaChange } from '../change/changes';
import { diffSchemas, type DiffSide } from '../change/diff/diff';
import type { SchemaView, Table } from '../model/schema';
import { SchemaModel } from '../model/schema-model';
import { writeCardinality } from '../rules/lib/cardinality';
import { listedColumn } from '../rules/lib/conventions';
import { describedTable } from '../rules/lib/described';
import { spelledLike, wordsOfName } from '../rules/lib/names';
import { personalData } from '../rules/lib/personal-data';
import { cardinalityOf } from '../rules/lib/related';
import { isOwnTable } from '../rules/lib/tables';
import { writeDiagram, type DescribedRelation } from '../spec/write-diagram';
import { entityBody, type DescribedTable } from '../spec/write-entity';
import { singular } from './words';

/** `full`: with DDL, privacy and evolution. `list`: entities with items. `table`: tables with rows. */
export type DocumentStyle = 'full' | 'list' | 'table';

export interface DocumentInput {
  readonly style: DocumentStyle;
  readonly title: string;
  /** The schema with all that is needed to print its DDL. */
  readonly side: DiffSide;
  readonly postgresVersion: number;
}

/** A data model in Markdown that describes all tables of a schema. What only people know is `TBD`. */
export function modelDocument({ style, title, side, postgresVersion }: DocumentInput): string {
  const { schema } = side;
  const empty = { schema: new SchemaModel(() => 0), schemas: new Set(['public']), text: () => '' };
  const ddl = diffSchemas(empty, side, { postgresVersion }).changes;
  const tables = inOrder(shownTables(schema), ddl);
  const nameOf =
    style === 'table' ? (table: Table) => table.name : (table: Table) => spelledLike('OrderItem', singular(table.name));
  const described = tables.map((table) => describedTable(table, schema, nameOf));
  const relations = relationsOf(tables, schema, nameOf);
  const diagram = `\`\`\`mermaid\n${diagramOf(schema, nameOf)}\n\`\`\``;
  if (style === 'list') {
    return page(`Data Model: ${title}`, [
      [
        'Entities',
        described.map((table, i) => `### ${heading(table, tables[i]!)}\n${entityBody(table, 'list')}`).join('\n\n'),
      ],
      ['Relationships', relations.map(({ from, to, kind }) => `- ${from} ${kind} ${to}`).join('\n')],
      ['ER Diagram (Mermaid)', diagram],
    ]);
  }
  if (style === 'table') {
    return page(`${title} Data Model`, [
      ['Entity Relationship Diagram', diagram],
      [
        'Tables',
        described
          .map(
            (table, i) =>
              `### ${heading(table, tables[i]!)}\n\n${prose(table)}${entityBody(table, 'table')}${indexes(tables[i]!)}`,
          )
          .join('\n\n'),
      ],
      [
        'Relations',
        rows(
          ['Relation', 'Type', 'Description'],
          relations.map(({ from, to, kind, by }) => [`${from} → ${to}`, kind, `by \`${by}\``]),
        ),
      ],
    ]);
  }
  const shared = ddl.filter(
    ({ change }) =>
      change === 'create schema' ||
      change === 'create extension' ||
      change === 'create type' ||
      change === 'create sequence',
  );
  return page(`Data Model: ${title}`, [
    ['Entity-Relationship Diagram', diagram],
    ...(shared.length > 0 ? [['Types', sql(shared)] as const] : []),
    ['Entities', described.map((table, i) => `### ${heading(table, tables[i]!)}\n\n- **Purpose:** ${oneLine(table.comment ?? 'TBD')}\n- **Cardinality:** TBD\n- **Mutability:** TBD\n\n#### Schema\n\n${sql(ddl.filter((change) => isOf(change, tables[i]!)))}\n\n#### Access Patterns\n\n${rows(['#', 'Pattern', 'Query shape', 'Frequency', 'Latency SLA'], [])}${indexTable(tables[i]!)}`).join('\n\n')],
    ['Relationships', rows(['From', 'To', 'Type', 'On delete', 'Constraint'], relations.map(({ from, to, kind, by, onDelete }) => [from, to, kind, onDelete, `\`${by}\``]))],
    ['Business Rules', tables.flatMap(rulesOf).join('\n') || '- None that the schema keeps.'],
    ['Privacy', rows(['Column', 'Classification', 'Retention', 'Erasure strategy'], tables.flatMap(privacyRows))],
    ['Evolution Plan', rows(['Change type', 'Safe?', 'Strategy', 'Downtime required?'], [])],
    ['Open Questions', '- None'],
  ]); // prettier-ignore
}

/** The diagram of a schema as Mermaid. */
export function diagramOf(
  schema: SchemaView,
  nameOf: (table: Table) => string,
  only: (table: Table) => boolean = () => true,
): string {
  const tables = shownTables(schema).filter(only);
  const relations = relationsOf(tables, schema, nameOf);
  return writeDiagram(tables.map((table) => describedTable(table, schema, nameOf)), relations); // prettier-ignore
}

interface Relation extends DescribedRelation {
  readonly kind: string;
  readonly by: string;
  readonly onDelete: string;
}

function shownTables(schema: SchemaView): readonly Table[] {
  return [...schema.tables()].filter(isOwnTable).sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Tables that others refer to come first, as in the DDL. */
function inOrder(tables: readonly Table[], ddl: readonly SchemaChange[]): readonly Table[] {
  const made = ddl.filter(({ change }) => change === 'create table');
  const rank = (table: Table) => made.findIndex((change) => isOf(change, table));
  return [...tables].sort((a, b) => rank(a) - rank(b));
}

function relationsOf(
  tables: readonly Table[],
  schema: SchemaView,
  nameOf: (table: Table) => string,
): readonly Relation[] {
  const shown = new Set(tables);
  return tables.flatMap((child) =>
    child.constraints.flatMap((key): Relation[] => {
      const parent = key.references && schema.resolve(key.references.table, key.origin.source.path);
      if (!parent || !shown.has(parent)) return [];
      const is = cardinalityOf(child, key);
      const by = key.columns.join(', ');
      return [{ from: nameOf(parent), to: nameOf(child), symbols: writeCardinality(is, '||--o{'), label: by, kind: writeCardinality(is, '1:N'), by: `${child.name}.${by}`, onDelete: key.references.onDelete.toUpperCase() }]; // prettier-ignore
    }),
  );
}

function heading({ name }: DescribedTable, table: Table): string {
  const own = table.schema === 'public' ? table.name : `${table.schema}.${table.name}`;
  return name === table.name && table.schema === 'public' ? name : `${name} (\`${own}\`)`;
}

function page(title: string, sections: readonly (readonly [string, string])[]): string {
  return [`# ${title}`, ...sections.map(([heading, body]) => `## ${heading}\n\n${body}`)].join('\n\n') + '\n';
}

function rows(header: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...body.map(line)].join('\n');
}

function prose({ comment }: DescribedTable): string {
  return comment === undefined ? '' : `${oneLine(comment)}\n\n`;
}

function indexes({ indexes: list }: Table): string {
  if (list.length === 0) return '';
  return `\n\n**Indexes:**\n${list.map((index) => `- \`${index.name}\` (${index.keys.map(({ text }) => text).join(', ')})${index.unique ? ' unique' : ''}`).join('\n')}`;
}

function indexTable({ indexes: list }: Table): string {
  if (list.length === 0) return '';
  const body = list.map((index) => [
    index.name,
    `(${index.keys.map(({ text }) => oneLine(text)).join(', ')})${index.predicate ? ` WHERE ${oneLine(index.predicate.text)}` : ''}`,
    `${index.unique ? 'unique ' : ''}${index.method}`,
    oneLine(index.comment ?? 'TBD'),
  ]);
  return `\n\n#### Indexes\n\n${rows(['Name', 'Columns', 'Type', 'Rationale'], body)}`;
}

function sql(changes: readonly SchemaChange[]): string {
  return `\`\`\`sql\n${changes.map(printChange).join('\n')}\n\`\`\``;
}

function isOf(change: SchemaChange, { schema, name, indexes: own }: Table): boolean {
  if (change.change === 'create index') return own.some((index) => index.name === change.name);
  return (
    'table' in change && change.table !== undefined && change.table.schema === schema && change.table.name === name
  );
}

function rulesOf({ name, constraints }: Table): readonly string[] {
  return constraints
    .filter(({ kind }) => kind === 'check')
    .map(({ expression }) => {
      const column = listedColumn(expression!.tree);
      const values = [...expression!.text.matchAll(/'(?:[^']|'')*'/g)].map(([value]) => value).join(', ');
      return column === undefined
        ? `- \`${name}\`: ${oneLine(expression!.text)}`
        : `- \`${name}.${column}\` is one of ${values}`;
    });
}

function privacyRows(table: Table): readonly (readonly string[])[] {
  return table.columns.flatMap((column) => {
    const said = /\bPII:\s*([^.]+)\.\s*Retention:\s*([^.]+)\.\s*Erasure:\s*(.+?)\.?\s*$/is.exec(column.comment ?? '');
    const kind = said?.[1] ?? personalData(wordsOfName(column.name), column.type, wordsOfName(table.name));
    return kind === undefined
      ? []
      : [
          [
            `${table.name}.${column.name}`,
            oneLine(kind),
            said ? oneLine(said[2]!) : 'TBD',
            said ? oneLine(said[3]!) : 'TBD',
          ],
        ];
  });
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
