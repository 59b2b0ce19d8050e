import type { DiagramColumn, DiagramRelation, DiagramTable, DiagramView } from '../../../diagram/view';

/** A diagram as DBML. Enums are written where columns use them. */
export function dbmlOf({ tables, relations }: DiagramView): string {
  const shown = new Map(tables.map((table) => [table.key, table]));
  const enums = enumsOf(tables);
  return [
    ...[...enums].map(
      ([name, values]) => `Enum ${name} {\n${values.map((value) => `  ${quote(value)}`).join('\n')}\n}\n`,
    ),
    ...tables.filter(({ kind }) => kind !== 'enum').map(tableOf),
    ...relations.flatMap((relation) => refOf(relation, shown)),
    '',
  ].join('\n');
}

function enumsOf(tables: readonly DiagramTable[]): Map<string, readonly string[]> {
  const enums = new Map<string, readonly string[]>();
  for (const { columns } of tables)
    for (const { type, values } of columns) if (values) enums.set(typeName(type.replace(/(\[\])+$/, '')), values);
  return enums;
}

function tableOf(table: DiagramTable): string {
  // DBML knows none without columns.
  if (table.columns.length === 0) return `// ${nameOf(table)} has no columns.\n`;
  const keys = table.columns.filter(({ primaryKey }) => primaryKey);
  return [
    `Table ${nameOf(table)} {`,
    ...table.columns.map(
      (column) => `  ${quote(column.name)} ${typeName(column.type)}${settings(column, keys.length === 1)}`,
    ),
    ...(keys.length > 1 ? ['  indexes {', `    (${keys.map(({ name }) => quote(name)).join(', ')}) [pk]`, '  }'] : []),
    ...(table.comment ? [`  Note: ${note(table.comment)}`] : []),
    '}',
    '',
  ].join('\n');
}

function settings(column: DiagramColumn, single: boolean): string {
  const all = [
    column.primaryKey && single && 'pk',
    column.unique && !(column.primaryKey && single) && 'unique',
    column.notNull && !(column.primaryKey && single) && 'not null',
    column.default !== undefined && `default: ${expression(column.default)}`,
    column.comment !== undefined && `note: ${note(column.comment)}`,
  ].filter((setting) => setting !== false);
  return all.length > 0 ? ` [${all.join(', ')}]` : '';
}

function refOf(relation: DiagramRelation, tables: ReadonlyMap<string, DiagramTable>): string[] {
  const { from, to, fromColumns, toColumns, fromCardinality, onDelete } = relation;
  const [source, target] = [tables.get(from), tables.get(to)];
  if (!source || !target || relation.use || fromColumns.length === 0 || toColumns.length === 0) return [];
  const sign = fromCardinality === 'zero-or-one' || fromCardinality === 'one' ? '-' : '>';
  const action = onDelete === undefined ? '' : ` [delete: ${onDelete}]`;
  return [`Ref: ${nameOf(source)}.${columns(fromColumns)} ${sign} ${nameOf(target)}.${columns(toColumns)}${action}`];
}

function columns(names: readonly string[]): string {
  return names.length === 1 ? quote(names[0]!) : `(${names.map((name) => quote(name)).join(', ')})`;
}

function nameOf({ schema, name }: DiagramTable): string {
  return schema === 'public' || schema === '' ? quote(name) : `${quote(schema)}.${quote(name)}`;
}

function typeName(type: string): string {
  if (type === '') return 'unknown';
  return /^\w+(?:\(\d+(?:,\d+)?\))?$/.test(type) ? type : quote(type, true);
}

function quote(name: string, always = false): string {
  return !always && /^[A-Za-z_]\w*$/.test(name) ? name : `"${name.replaceAll('"', "'").replaceAll('\n', ' ')}"`;
}

function expression(text: string): string {
  return `\`${text.replaceAll('`', "'").replaceAll(/\s+/g, ' ')}\``;
}

function note(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll(/\s+/g, ' ')}'`;
}
