import type { Node, RangeFunction, RangeVar } from '@pgsql/types';
import { isList } from './builtins';
import { catalogueRelation, isSystem, isWhole } from './catalogue';
import type { CatalogueRow } from './catalogue-relation';
import { Beyond, Unseen } from './ends';
import { timeSeries } from './moment-functions';
import { evaluate, nameOf, stringsOf, type Context, type Result, type Scope } from './evaluate';
import { identity, Oid, UNKNOWN, type Value } from './values';

export type SourceRow = CatalogueRow;

/** What stands in a FROM: a relation of the catalogue, a subquery, a function. */
export interface Source {
  readonly alias: string;
  /** Absent where nobody knows them. */
  readonly columns?: readonly string[];
  /** A table of the schema: it has no rows yet. */
  readonly empty?: boolean;
  /** Of LEFT JOIN. */
  readonly on?: Node;
  /** The rows, or at least all those in which the columns have the given values. */
  rows(equal: ReadonlyMap<string, Value>, scope: Scope): Iterable<SourceRow>;
}

/** The sources of a FROM in order, and what its joins ask beside the WHERE. */
export function flatten(
  from: readonly Node[],
  ctes: ReadonlyMap<string, Result>,
  outer: Scope,
  context: Context,
): { readonly sources: readonly Source[]; readonly conditions: readonly Node[] } {
  const sources: Source[] = [];
  const conditions: Node[] = [];
  const add = (node: Node, on?: Node): void => {
    if ('JoinExpr' in node) {
      const { jointype, isNatural, larg, rarg, usingClause, quals, alias } = node.JoinExpr;
      if (isNatural || alias || on || !larg || !rarg) throw new Beyond();
      add(larg);
      const before = sources.length;
      if (jointype === 'JOIN_LEFT') {
        if (!quals) throw new Beyond();
        add(rarg, quals);
      } else if (jointype === 'JOIN_INNER' || jointype === undefined) {
        add(rarg);
        conditions.push(...conjuncts(quals));
        for (const name of stringsOf(usingClause)) conditions.push(sameColumn(sources, before, name));
      } else throw new Beyond();
      return;
    }
    sources.push({ ...sourceOf(node, ctes, outer, context), ...(on && { on }) });
  };
  for (const node of from) add(node);
  // A table without rows that an outer join adds makes rows of NULLs: its columns aren't known here.
  if (sources.some(({ empty, on }) => empty && on)) throw new Beyond();
  return { sources, conditions };
}

/** `USING (c)` */
function sameColumn(sources: readonly Source[], right: number, name: string): Node {
  const left = sources.slice(0, right).find(({ columns }) => columns?.includes(name));
  const other = sources[right];
  if (!left || !other) throw new Beyond();
  const ref = (source: Source): Node => ({
    ColumnRef: { fields: [{ String: { sval: source.alias } }, { String: { sval: name } }] },
  });
  return { A_Expr: { kind: 'AEXPR_OP', name: [{ String: { sval: '=' } }], lexpr: ref(left), rexpr: ref(other) } };
}

/** The conditions that an AND joins. */
export function conjuncts(node: Node | undefined): Node[] {
  if (!node) return [];
  return 'BoolExpr' in node && node.BoolExpr.boolop === 'AND_EXPR'
    ? (node.BoolExpr.args ?? []).flatMap(conjuncts)
    : [node];
}

function sourceOf(node: Node, ctes: ReadonlyMap<string, Result>, outer: Scope, context: Context): Source {
  if ('RangeVar' in node) return relationSource(node.RangeVar, ctes, context);
  if ('RangeSubselect' in node) {
    const { subquery, alias } = node.RangeSubselect;
    if (!subquery || !('SelectStmt' in subquery)) throw new Beyond();
    const query = subquery.SelectStmt;
    const names = stringsOf(alias?.colnames);
    if (node.RangeSubselect.lateral) throw new Beyond();
    const result = context.select(query, outer);
    const columns = rename(result.columns, names);
    return { alias: alias?.aliasname ?? '', columns, rows: () => rowsOf({ ...result, columns }) };
  }
  if ('RangeFunction' in node) return functionSource(node.RangeFunction, outer, context);
  throw new Beyond();
}

function rename(columns: readonly string[], names: readonly string[]): readonly string[] {
  return columns.map((name, i) => names[i] ?? name);
}

function* rowsOf({ columns, rows }: Result): Iterable<SourceRow> {
  const at = new Map(columns.map((name, i) => [name, i]));
  for (const row of rows) yield (column) => row[at.get(column) ?? -1] ?? null;
}

function relationSource(
  { schemaname, relname = '', alias }: RangeVar,
  ctes: ReadonlyMap<string, Result>,
  context: Context,
): Source {
  // prettier-ignore
  const name = alias?.aliasname ?? relname;
  const names = stringsOf(alias?.colnames);
  const cte = schemaname === undefined ? ctes.get(relname) : undefined;
  if (cte) return { alias: name, columns: rename(cte.columns, names), rows: () => rowsOf({ ...cte, columns: rename(cte.columns, names) }) }; // prettier-ignore
  const found = catalogueRelation(schemaname, relname);
  const isOwn = context.before.resolve(
    { ...(schemaname !== undefined && { schema: schemaname }), name: relname },
    context.path,
  );
  if (!found || (schemaname === undefined && isOwn)) {
    if (isSystem(schemaname, relname)) throw new Unseen();
    // A view may show the catalogue.
    if (isOwn?.query) throw new Beyond();
    context.seesRows();
    return { alias: name, empty: true, rows: () => [] };
  }
  if (names.length > 0) throw new Beyond();
  const { columns, narrow } = found;
  return {
    alias: name,
    columns,
    *rows(equal) {
      const bare = narrow.map((column) => bareName(equal.get(column))).find((each) => each !== undefined);
      if (bare !== undefined && !context.before.isWide) {
        yield* found.rows(context.before, bare);
        return;
      }
      if (!isWhole(relname, context.before)) throw new Beyond();
      const [column] = [...equal.keys()].filter((each) => columns.includes(each));
      if (column === undefined) {
        yield* found.rows(context.before);
        return;
      }
      const cached = `${schemaname ?? ''}.${relname}.${column}`;
      let index = context.indexes.get(cached);
      if (!index) context.indexes.set(cached, (index = indexed(found.rows(context.before), column)));
      const key = identity(equal.get(column)!);
      yield* [...(index.get(key ?? '') ?? []), ...(index.get(UNINDEXED) ?? [])];
    },
  };
}

const MAX_SERIES = 10_000;
const UNINDEXED = 'unknown';

function indexed(rows: Iterable<SourceRow>, column: string): Map<string, SourceRow[]> {
  const index = new Map<string, SourceRow[]>();
  for (const row of rows) {
    const key = identity(row(column)) ?? UNINDEXED;
    const list = index.get(key);
    if (list) list.push(row);
    else index.set(key, [row]);
  }
  return index;
}

/** The name, without schema, that a value means as a table's name or as its oid. */
function bareName(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Oid && (value.of === 'relation' || value.of === 'type') ? value.key.slice(value.key.indexOf('.') + 1) : undefined; // prettier-ignore
}

/** `unnest(…)`, `generate_series(…)`, or a function of the schema that returns rows. */
function functionSource(
  { functions, alias, ordinality, is_rowsfrom }: RangeFunction,
  outer: Scope,
  context: Context,
): Source {
  // prettier-ignore
  const list = functions?.[0];
  const call = list && 'List' in list ? list.List.items?.[0] : undefined;
  if (!call || !('FuncCall' in call) || functions!.length > 1 || is_rowsfrom) throw new Beyond();
  const { funcname, args = [] } = call.FuncCall;
  const name = nameOf(stringsOf(funcname));
  const given = stringsOf(alias?.colnames);
  const own = alias?.aliasname ?? name.name;
  if (name.name === 'unnest' || name.name === 'generate_series') {
    const columns = rename([own, ...(ordinality ? ['ordinality'] : [])], given);
    return {
      alias: own,
      columns,
      *rows(_, scope) {
        const values = args.map((arg) => evaluate(arg, scope, context));
        const elements = name.name === 'unnest' ? values[0]! : series(values);
        if (elements === null) return;
        if (!isList(elements) || args.length > 3) throw new Beyond();
        yield* rowsOf({ columns, rows: elements.map((value, i) => [value, i + 1]) });
      },
    };
  }
  const result = context.rowsOf(name, args.map((arg) => evaluate(arg, outer, context))); // prettier-ignore
  if (!result || ordinality) throw new Beyond();
  const columns = rename(result.columns, given.length > 0 ? given : result.columns.length === 1 && alias?.aliasname ? [alias.aliasname] : []); // prettier-ignore
  return { alias: own, columns, rows: () => rowsOf({ ...result, columns }) };
}

/** What `generate_series` gives for its arguments. */
export function series([from = null, to = null, by = 1]: readonly Value[]): Value {
  const ofTime = timeSeries(from, to, by, MAX_SERIES);
  if (ofTime) return ofTime;
  if (typeof from !== 'number' || typeof to !== 'number' || typeof by !== 'number' || by === 0) return UNKNOWN;
  if ((to - from) / by > MAX_SERIES) throw new Beyond();
  return Array.from({ length: Math.max(0, Math.floor((to - from) / by) + 1) }, (_, i) => from + i * by);
}
