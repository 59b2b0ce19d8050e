import { primaryKey, type SchemaView, type Table } from '../model/schema';
import { newIndex, newRelationship, oneLine } from '../rules/lib/contracts';
import { describedColumn } from '../rules/lib/described';
import { linksOf, type Link } from '../rules/lib/links';
import { isOwnTable } from '../rules/lib/tables';
import { columnLines, constraintLines, indexLines, keyOf, relationshipLines, scalar } from '../spec/contract/write';

/** A contract that says of all tables of a schema what a contract can say. */
export function contractOf(schema: SchemaView, date: Date): string {
  const tables = [...schema.tables()].filter((table) => isOwnTable(table) && table.partitionOf === undefined);
  const names = new Set(tables.map(({ name }) => name));
  // A name that two schemas have is qualified.
  const links = linksOf(schema).filter(({ child, parent }) => names.has(child.name) && names.has(parent.name));
  const head = ['version: "1.0.0"', `last_updated: ${date.toISOString().slice(0, 10)}`, 'database: postgresql'];
  const blocks = tables
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((table) =>
      tableBlock(
        table,
        schema,
        links.filter(({ child, parent }) => child === table || parent === table),
      ),
    );
  return `${head.join('\n')}\n\ntables:\n${blocks.join('\n\n')}\n`;
}

function tableBlock(table: Table, schema: SchemaView, links: readonly Link[]): string {
  // What an index alone makes unique is said once, in the list of indexes.
  const byIndex = new Set(
    table.indexes.flatMap(({ unique, keys }) => (unique && keys.length === 1 ? (keys[0]!.column ?? []) : [])),
  );
  const columns = table.columns.map((column) => {
    const described = describedColumn(table, column, schema);
    const unique = described.unique && !byIndex.has(column.name);
    return columnLines({ ...described, unique }, '      ', ['nullable']);
  });
  const indexes = table.indexes
    .filter(({ inherited }) => !inherited)
    .map((index) => indexLines(newIndex(index), '      '));
  const relationships = links.flatMap((link) =>
    link.child === table || link.parent === table ? [relationshipLines(newRelationship(link, table), '      ')] : [],
  );
  const constraints = table.constraints.flatMap((constraint) => {
    const { kind, name, columns: keys, expression } = constraint;
    if (kind === 'check' && expression)
      return [constraintLines({ name, type: 'check', expression: oneLine(expression.text) }, '      ')];
    const several =
      keys.length > 1 && (kind === 'unique' || (kind === 'primary key' && constraint === primaryKey(table)));
    return several
      ? [constraintLines({ name, type: kind === 'unique' ? 'unique' : 'primary_key', columns: keys }, '      ')]
      : [];
  });
  return [
    `  ${keyOf(table.name)}:`,
    ...(table.schema === 'public' ? [] : [`    schema: ${scalar(table.schema)}`]),
    ...(table.comment === undefined ? [] : [`    description: ${scalar(oneLine(table.comment))}`]),
    ...list('columns', columns),
    ...list('indexes', indexes),
    ...list('relationships', relationships),
    ...list('constraints', constraints),
  ].join('\n');
}

function list(key: string, items: readonly string[]): string[] {
  return items.length > 0 ? [`    ${key}:`, ...items] : [];
}
