import { column, isKey, primaryKey, type Constraint, type SchemaView, type Table } from '../../model/schema';

/** A foreign key with both of its tables. */
export interface Link {
  readonly child: Table;
  readonly parent: Table;
  readonly key: Constraint;
  /** How many rows of the parent there are to one of the child. */
  readonly parents: 'one' | 'zero or one';
  /** How many rows of the child there can be to one of the parent. */
  readonly children: 'zero or one' | 'zero or more';
}

/** The foreign keys of a schema whose tables are both there. */
export function linksOf(schema: SchemaView): Link[] {
  return [...schema.tables()].flatMap((child) =>
    child.partitionOf === undefined ? child.constraints.flatMap((key) => linkOf(child, key, schema) ?? []) : [],
  );
}

function linkOf(child: Table, key: Constraint, schema: SchemaView): Link | undefined {
  const parent = key.references && schema.resolve(key.references.table, key.origin.source.path);
  if (!parent) return undefined;
  const own = primaryKey(child)?.columns ?? [];
  const isUnique = isKey(child, key.columns) || (own.length > 0 && own.every((name) => key.columns.includes(name)));
  return {
    child,
    parent,
    key,
    parents: key.columns.every((name) => column(child, name)?.notNull) ? 'one' : 'zero or one',
    children: isUnique ? 'zero or one' : 'zero or more',
  };
}
