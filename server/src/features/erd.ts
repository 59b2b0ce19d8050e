import { primaryKey, referencedColumns, type Constraint, type Table } from '../model/schema';
import type { Root } from '../workspace/root';

/** The diagram of a root: what the panel draws. */
export interface ErdView {
  readonly tables: readonly ErdTable[];
  readonly relations: readonly ErdRelation[];
}

export interface ErdTable {
  /** `schema.name`, unique in its root. */
  readonly key: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'partitioned' | 'view' | 'matview' | 'foreign';
  readonly comment?: string;
  readonly columns: readonly ErdColumn[];
}
export interface ErdColumn {
  readonly name: string;
  readonly type: string;
  readonly primaryKey: boolean;
  readonly foreignKey: boolean;
  readonly unique: boolean;
  readonly notNull: boolean;
}
export interface ErdRelation {
  /** Unique in its root. */
  readonly key: string;
  /** The referencing table (the one that has the foreign key) and its columns. */
  readonly from: string;
  readonly fromColumns: readonly string[];
  readonly to: string;
  readonly toColumns: readonly string[];
  /** How many rows of `from` belong to one row of `to`. */
  readonly fromCardinality: 'zero-or-one' | 'zero-or-more';
  /** How many rows of `to` belong to one row of `from`. */
  readonly toCardinality: 'one' | 'zero-or-one';
  readonly name?: string;
  readonly onDelete?: string;
}

/** Partitions are left out: they are their parent's rows. Views have no known columns yet and are left out too. */
export function erdView(root: Root): ErdView {
  const shown = [...root.model.tables()]
    .filter(
      (table) => table.kind !== 'partition' && table.kind !== 'view' && table.kind !== 'matview' && !table.temporary,
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    tables: shown.map(tableView),
    relations: shown.flatMap((table) => table.constraints.flatMap((constraint) => relation(table, constraint, root))),
  };
}

function tableView(table: Table): ErdTable {
  const key = new Set(primaryKey(table)?.columns);
  const unique = new Set(
    table.constraints.filter((c) => c.kind === 'unique' && c.columns.length === 1).map((c) => c.columns[0]!),
  );
  const foreign = new Set(table.constraints.filter((c) => c.references).flatMap((c) => c.columns));
  return {
    key: table.key,
    schema: table.schema,
    name: table.name,
    kind: table.kind === 'partition' ? 'table' : table.kind,
    ...(table.comment !== undefined && { comment: table.comment }),
    columns: table.columns.map((column) => ({
      name: column.name,
      type: column.type.serial ?? column.type.display,
      primaryKey: key.has(column.name),
      foreignKey: foreign.has(column.name),
      unique: unique.has(column.name),
      notNull: column.notNull,
    })),
  };
}

function relation(table: Table, constraint: Constraint, root: Root): ErdRelation[] {
  const { references } = constraint;
  const target = references && root.model.resolve(references.table, constraint.origin.source.path);
  if (!references || !target) return [];
  const optional = constraint.columns.some((name) => !table.columns.find((column) => column.name === name)?.notNull);
  return [
    {
      key: `${table.key}.${constraint.name}`,
      from: table.key,
      fromColumns: constraint.columns,
      to: target.key,
      toColumns: referencedColumns(references, target),
      fromCardinality: isUnique(table, constraint.columns) ? 'zero-or-one' : 'zero-or-more',
      toCardinality: optional ? 'zero-or-one' : 'one',
      name: constraint.name,
      ...(references.onDelete !== 'no action' && { onDelete: references.onDelete }),
    },
  ];
}

/** Whether a key or a whole unique index lies within these columns: then each of their values stands in one row at most. */
function isUnique(table: Table, columns: readonly string[]): boolean {
  const within = (names: readonly (string | undefined)[]) =>
    names.length > 0 && names.every((name) => name !== undefined && columns.includes(name));
  return (
    table.constraints.some(({ kind, columns: key }) => (kind === 'primary key' || kind === 'unique') && within(key)) ||
    table.indexes.some(({ unique, predicate, keys }) => unique && !predicate && within(keys.map((key) => key.column)))
  );
}
