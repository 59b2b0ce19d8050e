import type { Range } from '../base/lines';
import type { ReferentialAction } from '../model/facts';
import { generatedName, quoteIdent, quoteName } from '../model/names';
import {
  referencedColumns,
  type Column,
  type Constraint,
  type Index,
  type Origin,
  type SchemaView,
  type Table,
} from '../model/schema';
import type { TypeFact } from '../model/types';
import type { Root } from '../workspace/root';

/**
 * The merged model in its canonical form: what `tablewright catalog --json` prints. Sorted by name (bytes), so that two
 * runs print the same. Types are spelled as PostgreSQL's `format_type` spells them when `search_path` is `public`.
 */
export interface Catalog {
  readonly roots: readonly CatalogRoot[];
}
export interface CatalogRoot {
  readonly name: string;
  readonly schemas: readonly CatalogSchema[];
}
export interface CatalogSchema {
  readonly name: string;
  readonly enums: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly tables: readonly CatalogTable[];
}
export interface CatalogTable {
  readonly name: string;
  readonly kind: Table['kind'];
  readonly comment: string | null;
  readonly columns: readonly CatalogColumn[];
  readonly constraints: readonly CatalogConstraint[];
  /** Those behind keys are the constraints themselves. */
  readonly indexes: readonly CatalogIndex[];
  readonly origin?: { readonly file: string; readonly range: Range };
}
export interface CatalogColumn {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string | null;
  readonly generated: string | null;
  readonly identity: 'always' | 'by default' | null;
  readonly comment: string | null;
}
export interface CatalogConstraint {
  readonly name: string;
  /** As `pg_constraint.contype`: primary key, unique, foreign key, check, exclude, not null (only where named or not valid). */
  readonly kind: 'p' | 'u' | 'f' | 'c' | 'x' | 'n';
  readonly columns: readonly string[];
  readonly references: { readonly schema: string; readonly table: string; readonly columns: readonly string[] } | null;
  readonly onDelete: ReferentialAction | null;
  readonly onUpdate: ReferentialAction | null;
  readonly validated: boolean;
  readonly definition: string;
}
export interface CatalogIndex {
  readonly name: string;
  readonly unique: boolean;
  readonly method: string;
  readonly definition: string;
}

/** Says where an origin is: the file as people know it, and its lines. */
export type Locate = (origin: Origin) => { readonly file: string; readonly range: Range };

export function catalogOf(root: Root, locate: Locate): CatalogRoot {
  const { model } = root;
  const schemas = new Map<string, { enums: CatalogSchema['enums'][number][]; tables: CatalogTable[] }>();
  const schema = (name: string) => {
    let found = schemas.get(name);
    if (!found) schemas.set(name, (found = { enums: [], tables: [] }));
    return found;
  };
  schema('public');
  for (const table of model.tables())
    if (!table.temporary) schema(table.schema).tables.push(catalogTable(table, model, locate));
  for (const type of model.enums()) schema(type.schema).enums.push({ name: type.name, values: type.values });
  return {
    name: root.spec.name,
    schemas: [...schemas]
      .sort(([a], [b]) => order(a, b))
      .map(([name, { enums, tables }]) => ({ name, enums: enums.sort(byName), tables: tables.sort(byName) })),
  };
}

function catalogTable(table: Table, model: SchemaView, locate: Locate): CatalogTable {
  return {
    name: table.name,
    kind: table.kind,
    comment: table.comment ?? null,
    columns: table.columns.map((column) => ({
      name: column.name,
      type: typeName(column.type, model, column.typeOrigin.source.path),
      notNull: column.notNull,
      default: defaultOf(column, table),
      generated: column.generated?.text ?? null,
      identity: column.identity ?? null,
      comment: column.comment ?? null,
    })),
    constraints: table.constraints.map((constraint) => catalogConstraint(constraint, model)).sort(byName),
    indexes: table.indexes.map((index) => catalogIndex(index, table)).sort(byName),
    origin: locate(table.origin),
  };
}

/** A `serial` draws from a sequence that is named for it; DEFAULT NULL is none. */
function defaultOf(column: Column, table: Table): string | null {
  const text = column.default?.text;
  if (text !== undefined) return /^null$/i.test(text) ? null : text;
  if (!column.type.serial) return null;
  return `nextval('${quoteIdent(generatedName(table.name, column.name, 'seq'))}'::regclass)`;
}

const KINDS = {
  'primary key': 'p',
  unique: 'u',
  'foreign key': 'f',
  check: 'c',
  exclude: 'x',
  'not null': 'n',
} as const;

function catalogConstraint(constraint: Constraint, model: SchemaView): CatalogConstraint {
  const { references } = constraint;
  const target = references && model.resolve(references.table, constraint.origin.source.path);
  return {
    name: constraint.name,
    kind: KINDS[constraint.kind],
    columns: constraint.columns,
    references: references
      ? {
          schema: target?.schema ?? references.table.schema ?? 'public',
          table: target?.name ?? references.table.name,
          columns: target ? referencedColumns(references, target) : references.columns,
        }
      : null,
    onDelete: references?.onDelete ?? null,
    onUpdate: references?.onUpdate ?? null,
    validated: constraint.validated,
    definition: definitionOf(constraint, target),
  };
}

function definitionOf(constraint: Constraint, target: Table | undefined): string {
  const columns = `(${constraint.columns.map(quoteIdent).join(', ')})`;
  const { references } = constraint;
  const tail = `${constraint.deferrable ? ' DEFERRABLE' : ''}${constraint.validated ? '' : ' NOT VALID'}`;
  switch (constraint.kind) {
    case 'primary key':
      return `PRIMARY KEY ${columns}${tail}`;
    case 'unique':
      return `UNIQUE ${constraint.nullsNotDistinct ? 'NULLS NOT DISTINCT ' : ''}${columns}${tail}`;
    case 'foreign key': {
      const names = target && references ? referencedColumns(references, target) : (references?.columns ?? []);
      const actions = references
        ? (references.onUpdate === 'no action' ? '' : ` ON UPDATE ${references.onUpdate.toUpperCase()}`) +
          (references.onDelete === 'no action' ? '' : ` ON DELETE ${references.onDelete.toUpperCase()}`)
        : '';
      return `FOREIGN KEY ${columns} REFERENCES ${quoteName(target ?? references!.table)}(${names.map(quoteIdent).join(', ')})${actions}${tail}`;
    }
    case 'not null':
      return `NOT NULL ${constraint.columns.map(quoteIdent).join(', ')}${tail}`;
    case 'check':
      return `CHECK (${constraint.expression?.text ?? ''})${tail}`;
    case 'exclude':
      return constraint.expression?.text ?? '';
  }
}

function catalogIndex(index: Index, table: Table): CatalogIndex {
  const keys = index.keys.map((key) => key.text).join(', ');
  const include = index.include.length > 0 ? ` INCLUDE (${index.include.map(quoteIdent).join(', ')})` : '';
  const where = index.predicate ? ` WHERE (${index.predicate.text})` : '';
  const definition = `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quoteIdent(index.name)} ON ${quoteIdent(table.schema)}.${quoteIdent(table.name)} USING ${index.method} (${keys})${include}${where}`;
  return { name: index.name, unique: index.unique, method: index.method, definition };
}

function typeName(type: TypeFact, model: SchemaView, path: readonly string[]): string {
  const found = type.builtIn ? undefined : model.enum(type.name, path);
  if (!found) return type.display;
  return (
    (found.schema === 'public' ? '' : `${quoteIdent(found.schema)}.`) +
    quoteIdent(found.name) +
    (type.dimensions > 0 ? '[]' : '')
  );
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return order(a.name, b.name);
}

function order(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
