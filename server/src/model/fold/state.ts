import type { ColumnFact, ConstraintFact, Op } from '../facts';
import { keyOf, type Name } from '../names';
import type { Column, Constraint, EnumType, Index, Origin, Source, Table } from '../schema';
import type { Span } from '../../base/span';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface ConstraintDraft extends Mutable<Omit<Constraint, 'name' | 'columns'>> {
  name: string;
  columns: string[];
}
export type ColumnDraft = Mutable<Column>;
export type IndexDraft = Mutable<Index>;
export type EnumDraft = Mutable<Omit<EnumType, 'values'>> & { values: string[] };

export interface TableDraft extends Mutable<Omit<Table, 'columns' | 'constraints' | 'indexes' | 'inherits'>> {
  columns: ColumnDraft[];
  constraints: ConstraintDraft[];
  indexes: IndexDraft[];
  inherits: string[];
}

/** The schema objects of one component while its statements are folded in order. */
export class FoldState {
  readonly tables = new Map<string, TableDraft>();
  readonly enums = new Map<string, EnumDraft>();
  /** What came before the table that it is about. */
  readonly early: { readonly op: Op; readonly source: Source }[] = [];

  table(name: Name, source: Source): TableDraft | undefined {
    return lookUp(this.tables, name, source.path);
  }

  enum(name: Name, source: Source): EnumDraft | undefined {
    return lookUp(this.enums, name, source.path);
  }

  /** The table that has the index; index names live in their table's schema. */
  index(name: Name, source: Source): { readonly table: TableDraft; readonly index: IndexDraft } | undefined {
    const schemas = name.schema === undefined ? source.path : [name.schema];
    for (const schema of schemas) {
      for (const table of this.tables.values()) {
        if (table.schema !== schema) continue;
        const index = table.indexes.find((candidate) => candidate.name === name.name);
        if (index) return { table, index };
      }
    }
    return undefined;
  }

  /** Where a new object goes. */
  target(name: Name, source: Source): { readonly schema: string; readonly key: string } {
    const schema = name.schema ?? source.path[0] ?? 'public';
    return { schema, key: keyOf(schema, name.name) };
  }
}

export function lookUp<T>(objects: ReadonlyMap<string, T>, name: Name, path: readonly string[]): T | undefined {
  if (name.schema !== undefined) return objects.get(keyOf(name.schema, name.name));
  for (const schema of path) {
    const found = objects.get(keyOf(schema, name.name));
    if (found) return found;
  }
  return undefined;
}

/** The foreign keys that point to a table. */
export function referencing(
  state: FoldState,
  target: TableDraft,
): { readonly owner: TableDraft; readonly constraint: ConstraintDraft }[] {
  return [...state.tables.values()].flatMap((owner) =>
    owner.constraints
      .filter(({ references, origin }) => references && state.table(references.table, origin.source) === target)
      .map((constraint) => ({ owner, constraint })),
  );
}

export function originAt(source: Source, span: Span): Origin {
  return { source, span };
}

export function columnDraft(fact: ColumnFact, source: Source): ColumnDraft {
  return {
    name: fact.name,
    type: fact.type,
    notNull: fact.notNull || fact.type.serial !== undefined,
    ...(fact.default && { default: fact.default }),
    ...(fact.identity && { identity: fact.identity }),
    ...(fact.generated && { generated: fact.generated }),
    ...(fact.collation && { collation: fact.collation }),
    origin: originAt(source, fact.span),
    nameOrigin: originAt(source, fact.nameSpan),
    typeOrigin: originAt(source, fact.type.span ?? fact.span),
  };
}

export function constraintDraft(fact: ConstraintFact, name: string, source: Source): ConstraintDraft {
  return {
    kind: fact.kind,
    name,
    named: fact.name !== undefined,
    inline: fact.inline,
    columns: fact.columns.map((column) => column.name),
    columnOrigins: fact.columns.map((column) => originAt(source, column.span)),
    ...(fact.references && {
      references: {
        table: fact.references.table,
        columns: fact.references.columns.map((column) => column.name),
        onDelete: fact.references.onDelete,
        onUpdate: fact.references.onUpdate,
        onDeleteWritten: fact.references.onDeleteWritten,
        ...(fact.references.setColumns && { setColumns: fact.references.setColumns }),
        tableOrigin: originAt(source, fact.references.table.span),
        columnOrigins: fact.references.columns.map((column) => originAt(source, column.span)),
      },
    }),
    ...(fact.expression && { expression: fact.expression }),
    validated: !fact.notValid,
    deferrable: fact.deferrable === true,
    nullsNotDistinct: fact.nullsNotDistinct === true,
    origin: originAt(source, fact.span),
  };
}
