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

/** A node of a tree, with the one that it stands in and the field of that. */
interface Visited {
  readonly kind: string;
  readonly node: object;
  readonly parent: Visited | undefined;
  readonly field: string;
  /** Its place among all nodes, from the outside in. */
  readonly order: number;
}

/** Many rules look at one tree: it is walked through once. */
const walked = new WeakMap<Node, ReadonlyMap<string, readonly Visited[]>>();

/** Visits the nodes of a tree from the outside in; of the parents the innermost is the last. */
export function visit(tree: Node, visitor: Visitor): void {
  let byKind = walked.get(tree);
  if (!byKind) walked.set(tree, (byKind = walk(tree)));
  const handlers = visitor as Readonly<Record<string, (node: object, parents: readonly Parent[]) => void>>;
  const kinds = Object.keys(handlers);
  const found = kinds.flatMap((kind) => byKind.get(kind) ?? []);
  if (kinds.length > 1) found.sort((a, b) => a.order - b.order);
  for (const each of found) handlers[each.kind]!(each.node, parentsOf(each));
}

function walk(tree: Node): Map<string, Visited[]> {
  const byKind = new Map<string, Visited[]>();
  let order = 0;
  const enter = (kind: string, node: object, parent: Visited | undefined, field: string, depth: number) => {
    const visited = { kind, node, parent, field, order: order++ };
    const list = byKind.get(kind);
    if (list) list.push(visited);
    else byKind.set(kind, [visited]);
    if (depth > MAX_DEPTH) return;
    for (const key in node) {
      const value = (node as Readonly<Record<string, unknown>>)[key];
      if (typeof value === 'object' && value !== null) any(value, visited, key, depth + 1);
    }
  };
  const any = (value: object, parent: Visited | undefined, field: string, depth: number) => {
    if (Array.isArray(value)) {
      for (const item of value as unknown[]) {
        if (typeof item === 'object' && item !== null) any(item, parent, field, depth);
      }
      return;
    }
    const kind = kindInside(value);
    if (kind === undefined) enter(kindOf(value, field), value, parent, field, depth);
    else enter(kind, (value as Readonly<Record<string, object>>)[kind]!, parent, field, depth);
  };
  any(tree, undefined, '', 0);
  return byKind;
}

function parentsOf(visited: Visited): readonly Parent[] {
  const parents: Parent[] = [];
  for (let at = visited; at.parent; at = at.parent) {
    parents.push({ kind: at.parent.kind, node: at.parent.node, field: at.field });
  }
  return parents.reverse();
}

/** The kind of a node that is wrapped in it: `{ SelectStmt: … }`. */
function kindInside(value: object): string | undefined {
  let only: string | undefined;
  for (const key in value) {
    if (only !== undefined) return undefined;
    only = key;
  }
  const first = only?.charCodeAt(0) ?? 0;
  return first >= 65 && first <= 90 ? only : undefined;
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
