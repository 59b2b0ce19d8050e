import { primaryKey, type Column, type Table } from '../../model/schema';
import type { AttributeKey, Diagram, DiagramEntity } from '../../spec/diagram/facts';
import type { NewAttribute } from '../../spec/diagram/write';
import type { TableIndex } from '../../spec/resolve';
import { isUniqueAlone } from './described';
import { spelledLike } from './names';
import { shortType } from './types';

/** Finds the table that an entity of a diagram means: by its name, else by what is shown in its place. */
export function tablesOf(diagram: Diagram, tables: TableIndex<Table>): ReadonlyMap<string, Table> {
  const found = new Map<string, Table>();
  for (const { name, alias } of diagram.entities) {
    const table = tables.find({ name }) ?? (alias && tables.find({ name: alias.text }));
    if (table) found.set(name, table);
  }
  return found;
}

/** The marks that a column of the schema deserves. */
export function keysOf(table: Table, { name }: Column): AttributeKey[] {
  const foreign = table.constraints.some(({ kind, columns }) => kind === 'foreign key' && columns.includes(name));
  return [
    ...(primaryKey(table)?.columns.includes(name) ? (['PK'] as const) : []),
    ...(foreign ? (['FK'] as const) : []),
    ...(isUniqueAlone(table, name) ? (['UK'] as const) : []),
  ];
}

/** A column as an attribute beside others of a diagram. */
export function attributeOf(
  table: Table,
  column: Column,
  sample: DiagramEntity | undefined,
  marks: ReadonlySet<AttributeKey>,
): NewAttribute {
  const like = sample?.attributes.find(({ name }) => /[A-Z]/.test(name) || name.includes('_'))?.name ?? '';
  return {
    type: column.type.serial ?? shortType(column.type),
    name: like === '' ? column.name : spelledLike(like, column.name),
    keys: keysOf(table, column).filter((key) => marks.has(key)),
  };
}

/** The kinds of marks that a diagram uses at all: it says nothing by leaving out the others. */
export function marksOf({ entities }: Diagram): ReadonlySet<AttributeKey> {
  return new Set(entities.flatMap(({ attributes }) => attributes.flatMap(({ keys }) => keys.map(({ key }) => key))));
}
