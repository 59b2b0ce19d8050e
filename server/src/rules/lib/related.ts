import { isKey, type Constraint, type SchemaView, type Table } from '../../model/schema';
import type { SpecEntity, SpecFacts, SpecRelation } from '../../spec/facts';
import type { DocumentContext } from '../define-rule';
import type { Cardinality } from './cardinality';
import { isOwnTable } from './tables';

/** A relation of a document with the tables that it is between, where both are tables of the schema. */
export interface Related {
  readonly relation: SpecRelation;
  readonly from: Table;
  readonly to: Table;
}

/** Many rules ask for the relations of one document, one after another. */
const related = new WeakMap<object, readonly Related[]>();

export function relatedOf(document: SpecFacts, context: Pick<DocumentContext<never>, 'tables'>): readonly Related[] {
  let found = related.get(context.tables);
  if (!found) related.set(context.tables, (found = relate(document, context)));
  return found;
}

function relate(document: SpecFacts, context: Pick<DocumentContext<never>, 'tables'>): readonly Related[] {
  const described = new Map<string, SpecEntity>();
  for (const entity of document.entities) if (!described.has(entity.name)) described.set(entity.name, entity);
  return document.relations.flatMap((relation) => {
    const [from, to] = [relation.from, relation.to].map(({ entity }) =>
      context.tables.find(described.get(entity) ?? { name: entity }),
    );
    return from && to && isOwnTable(from) && isOwnTable(to) ? [{ relation, from, to }] : [];
  });
}

/** The foreign keys of a table with the tables that they refer to. */
export function keysOf(
  child: Table,
  schema: Pick<SchemaView, 'resolve'>,
): readonly { readonly key: Constraint; readonly parent: Table }[] {
  return child.constraints.flatMap((key) => {
    const parent = key.references && schema.resolve(key.references.table, key.origin.source.path);
    return parent ? [{ key, parent }] : [];
  });
}

/** The foreign keys of one table to another one. */
export function keysTo(child: Table, parent: Table, schema: Pick<SchemaView, 'resolve'>): readonly Constraint[] {
  return keysOf(child, schema).flatMap(({ key, parent: to }) => (to === parent ? [key] : []));
}

/** Whether a third table refers to both. */
export function areJoined(
  a: Table,
  b: Table,
  context: Pick<DocumentContext<never>, 'tables' | 'schema'>,
): Table | undefined {
  return context.tables.all.find((table) => {
    if (table === a || table === b) return false;
    const [toA, toB] = [keysTo(table, a, context.schema), keysTo(table, b, context.schema)];
    return toA.length > 0 && toB.length > 0 && (a !== b || toA.length > 1);
  });
}

/** How many rows belong together by one foreign key, seen from the referenced table. */
export function cardinalityOf(child: Table, { columns }: Constraint): Cardinality {
  const required = columns.every((name) => child.columns.find((each) => each.name === name)?.notNull);
  return { from: { many: false, optional: !required }, to: { many: !isUniqueWithin(child, columns), optional: true } };
}

/** Whether a key lies within these columns: then each of their values stands in one row at most. */
function isUniqueWithin(table: Table, columns: readonly string[]): boolean {
  const subsets = [
    ...table.constraints.filter(({ kind }) => kind === 'unique' || kind === 'primary key').map((key) => key.columns),
    ...table.indexes
      .filter(({ unique, predicate }) => unique && !predicate)
      .map(({ keys }) => keys.map((key) => key.column ?? '')),
  ];
  return isKey(table, columns) || subsets.some((key) => key.length > 0 && key.every((name) => columns.includes(name)));
}

export function flipped({ from, to }: Cardinality): Cardinality {
  return { from: to, to: from };
}
