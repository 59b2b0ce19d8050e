import type { ColumnRef, Node, RangeVar } from '@pgsql/types';
import type { Span } from '../../base/span';
import type { NameUse, QueryReading } from '../../model/query/reading';
import { strings, type QueryText } from '../../model/query/text';
import { column, type Column, type Origin, type SchemaView, type Source, type Table } from '../../model/schema';

/** A statement that reads or writes rows, or a routine with such statements in its body. */
export interface Query {
  readonly source: Source;
  readonly node: Node;
  /** The statement, or each piece of SQL in its body. */
  readonly trees: readonly QueryTree[];
  /** Inside the body of a routine. */
  readonly routine: boolean;
  /** A migration, which is run once and mostly on all rows. */
  readonly migration: boolean;
  /**
   * The names of the whole statement, resolved in the schema as it is in the end. Its problems are only those that PostgreSQL
   * would also have where the statement stands, and none where a template hides a part of the text.
   */
  readonly reading: QueryReading;
  /** A table as it is where the statement stands; undefined where that can't be told. */
  before(table: Table): Table | undefined;
  /** The use of a name that stands at an offset from the statement's start. */
  use(kind: NameUse['kind'], start: number): NameUse | undefined;
}

/** One piece of SQL as PostgreSQL's grammar reads it. */
export interface QueryTree {
  readonly node: Node;
  /** A piece of code that isn't a statement: it has SELECT in front, which nobody wrote. */
  readonly expression: boolean;
  /** Its text with its tokens. */
  readonly text: QueryText;
  /** The place of a span of its text. */
  origin(span: Span): Origin;
}

type Kinds<N> = N extends N ? keyof N : never;
export type NodeKind = Kinds<Node>;
export type NodeOf<K extends NodeKind> = Extract<Node, Readonly<Record<K, unknown>>>[K];
export type Visitor = { readonly [K in NodeKind]?: (node: NodeOf<K>, parents: readonly Parent[]) => void };

/** A node on the way down, and the field by which the way goes on. */
export interface Parent {
  readonly kind: string;
  readonly node: object;
  readonly field: string;
}

const MAX_DEPTH = 500;

/** Visits the nodes of a tree from the outside in; of the parents the innermost is the last. */
export function visit(tree: Node, visitor: Visitor): void {
  const handlers = visitor as Readonly<Record<string, (node: object, parents: readonly Parent[]) => void>>;
  const parents: Parent[] = [];
  const node = (kind: string, inner: object) => {
    handlers[kind]?.(inner, parents);
    if (parents.length > MAX_DEPTH) return;
    for (const [field, value] of Object.entries(inner)) {
      if (typeof value !== 'object' || value === null) continue;
      parents.push({ kind, node: inner, field });
      any(value as object, field);
      parents.pop();
    }
  };
  const any = (value: object, field: string) => {
    if (Array.isArray(value)) {
      for (const item of value as unknown[]) if (typeof item === 'object' && item !== null) any(item, field);
      return;
    }
    const [entry, another] = Object.entries(value);
    if (entry && !another && /^[A-Z]/.test(entry[0])) node(entry[0], entry[1] as object);
    else node(kindOf(value, field), value);
  };
  any(tree, '');
}

/** Of a node that stands in its field without its kind. */
function kindOf(node: object, field: string): string {
  if ('relname' in node) return 'RangeVar';
  return field === 'larg' || field === 'rarg' ? 'SelectStmt' : '';
}

/** The places of the parts of a dotted name in a tree's text. */
function partsOf(tree: QueryTree, location: number | undefined, count: number): readonly Span[] {
  return tree.text.parts(tree.text.index(location), count);
}

/** Where a relation is named, without its schema. */
export function placeOfTable(tree: QueryTree, range: RangeVar): Origin {
  return tree.origin(partsOf(tree, range.location, range.schemaname === undefined ? 1 : 2).at(-1)!);
}

/** The table that is named; undefined for a CTE and for what isn't known. */
export function tableOf(query: Query, tree: QueryTree, range: RangeVar, schema: SchemaView): Table | undefined {
  const use = query.use('table', placeOfTable(tree, range).span.start);
  return use && schema.table(use.table);
}

/** The place of a column's name, without its qualifier. */
function placeOfColumn(tree: QueryTree, ref: ColumnRef): Origin {
  return tree.origin(partsOf(tree, ref.location, ref.fields?.length ?? 1).at(-1)!);
}

/** The column of a table that a reference means. */
export function columnOf(
  query: Query,
  tree: QueryTree,
  ref: ColumnRef,
  schema: SchemaView,
): { readonly table: Table; readonly column: Column } | undefined {
  const use = query.use('column', placeOfColumn(tree, ref).span.start);
  const table = use && schema.table(use.table);
  const found = table && column(table, use.column!);
  return found && { table, column: found };
}

/** The names of a reference, `*` as an empty one. */
export function fieldsOf(ref: ColumnRef): readonly string[] {
  return strings(ref.fields);
}

export function isStar(ref: ColumnRef): boolean {
  const last = ref.fields?.at(-1);
  return last !== undefined && 'A_Star' in last;
}
