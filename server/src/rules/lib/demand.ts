import type { Node } from '@pgsql/types';
import { quoteIdent } from '../../model/names';
import type { SchemaView, Table } from '../../model/schema';
import { columnOf, visit, type Query, type QueryTree } from './query';
import { normalised } from './syntax';

/** What a query asks of one table: by which columns it finds rows and in which order it wants them. */
export interface Demand {
  readonly table: Table;
  /** Compared with one value, in the order of the query. */
  readonly equal: readonly string[];
  /** Compared with less and greater. */
  readonly ranges: readonly string[];
  /** Looked into: text inside, keys of JSON, elements of arrays. */
  readonly inside: readonly { readonly column: string; readonly text: boolean }[];
  /** Expressions that are compared with one value, normalised: `lower ( email )`. */
  readonly expressions: readonly string[];
  readonly order: readonly { readonly column: string; readonly descending: boolean }[];
  readonly limited: boolean;
  /** Conditions that all rows fulfil, normalised and without qualifiers. */
  readonly conditions: ReadonlySet<string>;
  /** Conditions with constants alone, as written: what a partial index could hold. */
  readonly constants: readonly { readonly column: string; readonly sql: string }[];
  /** There are conditions of a kind that says nothing of indexes. */
  readonly unclear: boolean;
}

interface Draft {
  readonly table: Table;
  equal: Set<string>;
  ranges: Set<string>;
  inside: Map<string, boolean>;
  expressions: Set<string>;
  order: { column: string; descending: boolean }[];
  limited: boolean;
  conditions: Set<string>;
  constants: { column: string; sql: string }[];
  unclear: boolean;
}

/** What each SELECT, UPDATE and DELETE of a query asks of the tables that it names. */
export function demandsOf(query: Query, schema: SchemaView): Demand[] {
  const reader = new DemandReader(query, schema);
  for (const tree of query.trees) reader.tree(tree);
  return [...reader.drafts.values()].map((draft) => ({
    ...draft,
    equal: [...draft.equal],
    ranges: [...draft.ranges],
    expressions: [...draft.expressions],
    inside: [...draft.inside].map(([column, text]) => ({ column, text })),
  }));
}

const RANGES = new Set(['<', '>', '<=', '>=']);
const INSIDE = new Set(['@>', '<@', '&&', '?', '?|', '?&', '@@', '@?', '~', '~*', '%']);

class DemandReader {
  readonly drafts = new Map<Table, Draft>();

  constructor(
    private readonly query: Query,
    private readonly schema: SchemaView,
  ) {}

  tree(tree: QueryTree): void {
    visit(tree.node, {
      SelectStmt: ({ whereClause, fromClause = [], sortClause = [], limitCount }) => {
        if (whereClause) this.conjuncts(whereClause, tree);
        for (const from of fromClause) this.joins(from, tree);
        this.sort(sortClause, limitCount !== undefined, tree);
      },
      UpdateStmt: ({ whereClause }) => whereClause && this.conjuncts(whereClause, tree),
      DeleteStmt: ({ whereClause }) => whereClause && this.conjuncts(whereClause, tree),
    });
  }

  private draft(table: Table): Draft {
    let draft = this.drafts.get(table);
    if (!draft) {
      draft = {
        table, equal: new Set(), ranges: new Set(), inside: new Map(), expressions: new Set(), order: [], limited: false,
        conditions: new Set(), constants: [], unclear: false,
      }; // prettier-ignore
      this.drafts.set(table, draft);
    }
    return draft;
  }

  private joins(from: Node, tree: QueryTree): void {
    if (!('JoinExpr' in from)) return;
    const { larg, rarg, quals } = from.JoinExpr;
    for (const side of [larg, rarg]) if (side) this.joins(side, tree);
    if (quals) this.conjuncts(quals, tree);
  }

  private sort(clauses: readonly Node[], limited: boolean, tree: QueryTree): void {
    const order = clauses.map((clause) => {
      const { node, sortby_dir: dir } = 'SortBy' in clause ? clause.SortBy : {};
      const found = node && this.column(node, tree);
      return found && { ...found, descending: dir === 'SORTBY_DESC' };
    });
    const table = order[0]?.table;
    // Sorting by an expression, or by columns of several tables, is beyond an index.
    if (!table || order.some((each) => each?.table !== table)) return;
    const draft = this.draft(table);
    draft.order = order.map((each) => ({ column: each!.column, descending: each!.descending }));
    draft.limited = limited;
  }

  private conjuncts(node: Node, tree: QueryTree): void {
    if ('BoolExpr' in node && node.BoolExpr.boolop === 'AND_EXPR') {
      for (const each of node.BoolExpr.args ?? []) this.conjuncts(each, tree);
    } else this.condition(node, tree);
  }

  private condition(node: Node, tree: QueryTree): void {
    const plain = this.column(node, tree);
    if (plain) return this.equals(plain, node, 'true', tree);
    if ('BoolExpr' in node) {
      const [inner] = node.BoolExpr.args ?? [];
      const negated = node.BoolExpr.boolop === 'NOT_EXPR' && inner ? this.column(inner, tree) : undefined;
      if (negated) this.equals(negated, node, 'false', tree);
      else this.unclear(node, tree);
    } else if ('NullTest' in node) {
      const found = node.NullTest.arg && this.column(node.NullTest.arg, tree);
      if (!found) return;
      const isNull = node.NullTest.nulltesttype === 'IS_NULL';
      const draft = this.draft(found.table);
      if (isNull) draft.equal.add(found.column);
      this.constant(draft, found.column, `${quoteIdent(found.column)} IS ${isNull ? '' : 'NOT '}NULL`);
    } else if ('A_Expr' in node) this.comparison(node.A_Expr, node, tree);
    else this.unclear(node, tree);
  }

  private comparison(expression: Extract<Node, { A_Expr: unknown }>['A_Expr'], node: Node, tree: QueryTree): void {
    const { kind, name, lexpr, rexpr } = expression;
    const last = name?.at(-1);
    const operator = last && 'String' in last ? (last.String.sval ?? '') : '';
    const [left, right] = [lexpr && this.column(lexpr, tree), rexpr && this.column(rexpr, tree)];
    if (kind === 'AEXPR_LIKE' || kind === 'AEXPR_ILIKE') {
      if (left && !operator.startsWith('!')) this.draft(left.table).inside.set(left.column, true);
    } else if (kind === 'AEXPR_BETWEEN') {
      if (left) this.draft(left.table).ranges.add(left.column);
    } else if (kind === 'AEXPR_IN' || kind === 'AEXPR_OP_ANY') {
      if (left && operator === '=') this.equals(left, node, undefined, tree);
    } else if (kind !== 'AEXPR_OP') this.unclear(node, tree);
    else if (operator === '=') {
      if (left) this.equals(left, node, rexpr && literal(rexpr), tree);
      if (right) this.equals(right, node, lexpr && literal(lexpr), tree);
      if (!left && !right) this.expression(lexpr, rexpr, tree);
    } else if (RANGES.has(operator)) {
      for (const found of [left ?? this.first(lexpr, tree), right])
        if (found) this.draft(found.table).ranges.add(found.column);
    } else if (INSIDE.has(operator)) {
      for (const found of [left, right])
        if (found)
          this.draft(found.table).inside.set(found.column, operator === '~' || operator === '~*' || operator === '%');
    } else this.unclear(node, tree);
  }

  /** `(created_at, id) < (…)` finds rows by the first of them. */
  private first(node: Node | undefined, tree: QueryTree): Found | undefined {
    const [first] = node && 'RowExpr' in node ? (node.RowExpr.args ?? []) : [];
    return first && this.column(first, tree);
  }

  private equals({ table, column }: Found, node: Node, value: string | undefined, tree: QueryTree): void {
    const draft = this.draft(table);
    draft.equal.add(column);
    if (value === undefined) return;
    const name = quoteIdent(column);
    const sql =
      value === 'true' && this.column(node, tree)
        ? name
        : value === 'false' && 'BoolExpr' in node
          ? `NOT ${name}`
          : `${name} = ${value}`;
    this.constant(draft, column, sql);
  }

  private constant(draft: Draft, column: string, sql: string): void {
    draft.conditions.add(normalised(sql));
    draft.constants.push({ column, sql });
  }

  /** `lower(email) = …` */
  private expression(left: Node | undefined, right: Node | undefined, tree: QueryTree): void {
    for (const side of [left, right]) {
      if (!side || !('FuncCall' in side)) continue;
      const { funcname, args = [] } = side.FuncCall;
      const last = funcname?.at(-1);
      const [argument] = args;
      const found = args.length === 1 && argument && this.column(argument, tree);
      if (found && last && 'String' in last)
        this.draft(found.table).expressions.add(normalised(`${last.String.sval}(${quoteIdent(found.column)})`));
    }
  }

  private unclear(node: Node, tree: QueryTree): void {
    visit(node, {
      ColumnRef: (ref) => {
        const found = columnOf(this.query, tree, ref, this.schema);
        if (found) this.draft(found.table).unclear = true;
      },
    });
  }

  private column(node: Node, tree: QueryTree): Found | undefined {
    if ('TypeCast' in node) return node.TypeCast.arg && this.column(node.TypeCast.arg, tree);
    const found = 'ColumnRef' in node ? columnOf(this.query, tree, node.ColumnRef, this.schema) : undefined;
    return found && { table: found.table, column: found.column.name };
  }
}

interface Found {
  readonly table: Table;
  readonly column: string;
}

/** A constant in quotes or a truth value, as SQL; numbers may stand for parameters. */
function literal(node: Node): string | undefined {
  if ('TypeCast' in node) return node.TypeCast.arg && literal(node.TypeCast.arg);
  if (!('A_Const' in node)) return undefined;
  const { sval, boolval } = node.A_Const;
  if (boolval) return boolval.boolval ? 'true' : 'false';
  return sval ? `'${(sval.sval ?? '').replaceAll("'", "''")}'` : undefined;
}
