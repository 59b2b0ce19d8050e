import type { SchemaEnv } from './env';
import { isExtensionKnown, offeredBy } from './expr/catalog';
import {
  column,
  isKey,
  referencedColumns,
  SYSTEM_COLUMNS,
  type Column,
  type Constraint,
  type Index,
  type Origin,
  type SchemaView,
  type Table,
} from './schema';

/**
 * The tables, and the foreign keys of others, that PostgreSQL would refuse: they use a type that nobody makes, or point to a
 * table that is made further below. They stay in the model, where people work on them; PostgreSQL's catalogue has none of them.
 */
export class Refused {
  private readonly tables = new Set<Table>();

  constructor(
    private readonly schema: SchemaView,
    private readonly envAt: (path: readonly string[]) => SchemaEnv,
  ) {
    const isKnown = [...schema.extensions()].every(({ name }) => isExtensionKnown(name));
    for (const table of schema.tables())
      if (table.refused || (isKnown && this.hasUnknownType(table))) this.tables.add(table);
    for (let size = -1; size !== this.tables.size;) {
      size = this.tables.size;
      for (const table of schema.tables())
        if (!this.tables.has(table) && this.needsRefused(table)) this.tables.add(table);
    }
  }

  table(table: Table): boolean {
    return this.tables.has(table);
  }

  constraint({ references, origin, refused, columns, include, kind }: Constraint, table: Table): boolean {
    if (refused || (kind !== 'check' && !hasColumns(table, [...columns, ...include]))) return true;
    const target = references && this.schema.resolve(references.table, origin.source.path);
    if (!references || !target) return false;
    const key = referencedColumns(references, target);
    const pointless = target.query !== undefined || key.length !== columns.length || !isKey(target, key);
    return this.tables.has(target) || isMadeLater(target, origin) || (pointless && !target.open);
  }

  index({ refused, keys, include }: Index, table: Table): boolean {
    return refused === true || !hasColumns(table, [...keys.flatMap(({ column }) => column ?? []), ...include]);
  }

  private hasUnknownType(table: Table): boolean {
    if (table.query) return false;
    return table.columns.some((column) => isMadeWith(column, table) && this.isUnknown(column));
  }

  private isUnknown({ type, typeOrigin }: Column): boolean {
    if (type.builtIn || type.display === '' || offeredBy(type.name.name) !== undefined) return false;
    const { path } = typeOrigin.source;
    return this.envAt(path).typeOf(type, path) === undefined;
  }

  /** What is made in one statement with something refused is refused with it. */
  private needsRefused(table: Table): boolean {
    const read = (table.query?.reads ?? []).map((name) => this.schema.resolve(name, table.origin.source.path));
    const parents = [...table.inherits, ...(table.partitionOf === undefined ? [] : [table.partitionOf])];
    const made = table.constraints.filter((constraint) => constraint.origin.source === table.origin.source);
    return (
      read.some((each) => each && this.tables.has(each)) ||
      parents.some((key) => this.tables.has(this.schema.table(key)!)) ||
      made.some((constraint) => this.constraint(constraint, table))
    );
  }
}

/** What is there in the end: a column that is dropped takes its keys along. */
function hasColumns(table: Table, names: readonly string[]): boolean {
  return table.open || names.every((name) => SYSTEM_COLUMNS.has(name) || column(table, name) !== undefined);
}

/** Within a file the order of the statements counts. */
function isMadeLater(target: Table, { source }: Origin): boolean {
  const made = target.origin.source;
  return made.file === source.file && made.statement.start > source.statement.start;
}

function isMadeWith(column: Column, table: Table): boolean {
  return column.origin.source === table.origin.source;
}
