import type { FuncCall, Node, SelectStmt } from '@pgsql/types';
import { outputName } from '../expr/output-name';
import { Beyond } from './ends';
import { AGGREGATES, cast, evaluate, nameOf, stringsOf, type Context, type Result, type Scope } from './evaluate';
import { isList } from './builtins';
import { distinct, hasAggregate, keyOf, limited, sort, type Produced } from './rows';
import { conjuncts, flatten, series, type Source, type SourceRow } from './sources';
import { orUnknown, and, or, order, textOf, truthOf, UNKNOWN, type Truth, type Value } from './values';

/** Rows that a program may look at: more is not worth the time. */
const MAX_VISITS = 400_000;

/** A query's rows while they are put together: for each source its row. */
export type Bound = Map<string, SourceRow | null>;

/** Works out queries over the catalogue. One instance serves one run of a program. */
export class Selector {
  private visits = 0;

  constructor(private readonly context: Context) {}

  select(query: SelectStmt, outer: Scope, ctes?: ReadonlyMap<string, Result>): Result {
    const known = this.withCtes(query, outer, ctes);
    if (query.op !== undefined && query.op !== 'SETOP_NONE') return this.setOperation(query, outer, known);
    if (query.valuesLists) {
      const rows = query.valuesLists.map((list) =>
        'List' in list ? (list.List.items ?? []).map((item) => evaluate(item, outer, this.context)) : [],
      );
      return this.ordered(query, { columns: (rows[0] ?? []).map((_, i) => `column${i + 1}`), rows }, outer);
    }
    return new Select(query, outer, this.context, known, () => this.visit()).run();
  }

  /** True as soon as one row is sure. */
  exists(query: SelectStmt, outer: Scope): Truth {
    if (query.op !== undefined && query.op !== 'SETOP_NONE') return this.select(query, outer).rows.length > 0;
    if (query.valuesLists || query.groupClause || query.havingClause || query.limitOffset || hasAggregate(query))
      return this.select(query, outer).rows.length > 0;
    return new Select(query, outer, this.context, this.withCtes(query, outer), () => this.visit()).exists();
  }

  private visit(): void {
    if (++this.visits > MAX_VISITS) throw new Beyond();
  }

  private withCtes(query: SelectStmt, outer: Scope, above?: ReadonlyMap<string, Result>): ReadonlyMap<string, Result> {
    if (!query.withClause) return above ?? new Map<string, Result>();
    const known = new Map(above);
    if (query.withClause.recursive) throw new Beyond();
    for (const node of query.withClause.ctes ?? []) {
      if (!('CommonTableExpr' in node)) continue;
      const { ctename = '', ctequery, aliascolnames } = node.CommonTableExpr;
      if (!ctequery || !('SelectStmt' in ctequery)) throw new Beyond();
      const result = this.select(ctequery.SelectStmt, outer, known);
      const names = stringsOf(aliascolnames);
      known.set(ctename, { ...result, columns: result.columns.map((name, i) => names[i] ?? name) });
    }
    return known;
  }

  private setOperation(query: SelectStmt, outer: Scope, ctes: ReadonlyMap<string, Result>): Result {
    const [left, right] = [this.select(query.larg!, outer, ctes), this.select(query.rarg!, outer, ctes)];
    const keys = new Set(right.rows.map(keyOf));
    const rows =
      query.op === 'SETOP_UNION'
        ? [...left.rows, ...right.rows]
        : left.rows.filter((row) => keys.has(keyOf(row)) === (query.op === 'SETOP_INTERSECT'));
    return this.ordered(query, { columns: left.columns, rows: query.all ? rows : distinct(rows) }, outer);
  }

  private ordered(query: SelectStmt, { columns, rows }: Result, outer: Scope): Result {
    const scoped = rows.map((row) => ({ row, scope: outer }));
    const sorted = sort(query, scoped, columns, this.context);
    return { columns, rows: limited(query, sorted.map(({ row }) => row), outer, this.context) }; // prettier-ignore
  }
}

class Select {
  private readonly bound: Bound = new Map();
  private readonly scope: Scope;
  private readonly sources: readonly Source[];
  private readonly conditions: readonly { readonly node: Node; readonly after: number }[];

  constructor(
    private readonly query: SelectStmt,
    private readonly outer: Scope,
    private readonly context: Context,
    ctes: ReadonlyMap<string, Result>,
    private readonly visit: () => void,
  ) {
    if (query.windowClause || query.intoClause) throw new Beyond();
    const { sources, conditions } = flatten(query.fromClause ?? [], ctes, outer, context);
    this.sources = sources;
    this.scope = { lookUp: (fields) => this.lookUp(fields), param: (number) => outer.param(number) };
    const all = [...conditions, ...conjuncts(query.whereClause)];
    this.conditions = all.map((node) => ({ node, after: this.lastOf(node) }));
  }

  exists(): Truth {
    let result: Truth = false;
    for (const sure of this.rows()) {
      if (sure) return true;
      result = UNKNOWN;
    }
    return result;
  }

  run(): Result {
    const { query } = this;
    const grouped = query.groupClause !== undefined || hasAggregate(query);
    if (!grouped && query.havingClause) throw new Beyond();
    const found = grouped ? this.groups() : this.plain();
    const columns = found.columns;
    let rows = sort(query, found.rows, columns, this.context);
    if (query.distinctClause) {
      if (query.distinctClause.some((each) => Object.keys(each).length > 0)) throw new Beyond();
      const seen = new Set<string>();
      rows = rows.filter(({ row }) => !seen.has(keyOf(row)) && seen.add(keyOf(row)));
    }
    return { columns, rows: limited(query, rows.map(({ row }) => row), this.outer, this.context) }; // prettier-ignore
  }

  private plain(): { columns: string[]; rows: Produced[] } {
    const columns = this.columns();
    const rows: Produced[] = [];
    for (const sure of this.rows()) {
      if (!sure) throw new Beyond();
      const snapshot = new Map(this.bound);
      const scope = { ...this.scope, lookUp: (fields: readonly string[]) => this.lookUp(fields, snapshot) };
      for (const row of this.targets(scope)) rows.push({ row, scope });
    }
    return { columns, rows };
  }

  private groups(): { columns: string[]; rows: Produced[] } {
    const { query } = this;
    const groups = new Map<string, Bound[]>();
    const keys = (query.groupClause ?? []).map((node) => this.groupKey(node));
    for (const sure of this.rows()) {
      if (!sure) throw new Beyond();
      const key = keyOf(keys.map((node) => evaluate(node, this.scope, this.context)));
      const group = groups.get(key);
      if (group) group.push(new Map(this.bound));
      else groups.set(key, [new Map(this.bound)]);
    }
    if (keys.length === 0 && groups.size === 0) groups.set('', []);
    const rows: Produced[] = [];
    for (const group of groups.values()) {
      const first = group[0];
      const scope: Scope = {
        ...this.scope,
        lookUp: (fields) => (first ? this.lookUp(fields, first) : null),
        aggregate: (call) => this.aggregate(call, group),
      };
      if (query.havingClause) {
        const holds = truthOf(evaluate(query.havingClause, scope, this.context));
        if (holds === UNKNOWN) throw new Beyond();
        if (holds !== true) continue;
      }
      rows.push({ row: this.targetList().map((target) => evaluate(target.val, scope, this.context)), scope });
    }
    return { columns: this.columns(), rows };
  }

  /** `GROUP BY 1` means an output column. */
  private groupKey(node: Node): Node {
    if ('GroupingSet' in node) throw new Beyond();
    const position = 'A_Const' in node ? node.A_Const.ival?.ival : undefined;
    return position === undefined ? node : (this.targetList()[position - 1]?.val ?? node);
  }

  private aggregate(call: FuncCall, group: readonly Bound[]): Value {
    const name = stringsOf(call.funcname).at(-1) ?? '';
    if (call.agg_filter || call.over || call.agg_within_group) return UNKNOWN;
    if (call.agg_star) return group.length;
    const scopes = group.map((row): Scope => ({ ...this.scope, lookUp: (fields) => this.lookUp(fields, row) }));
    const sorted = call.agg_order
      ? sort({ sortClause: call.agg_order }, scopes.map((scope) => ({ row: [], scope })), [], this.context).map(({ scope }) => scope)
      : scopes; // prettier-ignore
    let values = sorted.map((scope) => evaluate(call.args?.[0], scope, this.context));
    if (call.agg_distinct) {
      const seen = new Set<string>();
      values = values.filter((value) => !seen.has(keyOf([value])) && seen.add(keyOf([value])));
    }
    if (values.includes(UNKNOWN)) return UNKNOWN;
    const given = values.filter((value) => value !== null);
    switch (name) {
      case 'count':
        return given.length;
      case 'array_agg':
        return values.length === 0 ? null : values;
      case 'string_agg': {
        const by = textOf(evaluate(call.args?.[1], sorted[0] ?? this.outer, this.context));
        const parts = given.map(textOf);
        if (parts.includes(UNKNOWN) || by === UNKNOWN) return UNKNOWN;
        return parts.length === 0 ? null : parts.join(by ?? '');
      }
      case 'bool_or':
        return given.length === 0 ? null : or(given.map(truthOf));
      case 'bool_and':
      case 'every':
        return given.length === 0 ? null : and(given.map(truthOf));
      case 'min':
      case 'max': {
        let best: Value = null;
        for (const value of given) {
          const than = best === null ? -1 : order(value, best);
          if (than === undefined) return UNKNOWN;
          if (best === null || (name === 'min' ? than < 0 : than > 0)) best = value;
        }
        return best;
      }
    }
    return UNKNOWN;
  }

  private targetList() {
    return (this.query.targetList ?? []).flatMap((node) => ('ResTarget' in node ? [node.ResTarget] : []));
  }

  private columns(): string[] {
    return this.targetList().flatMap(({ name, val }) => this.starred(val) ?? [name ?? outputName(val!)]);
  }

  /** The columns that `*` or `t.*` stands for. */
  private starred(node: Node | undefined): string[] | undefined {
    const sources = this.starSources(node);
    return sources?.flatMap(({ columns }) => {
      if (!columns) throw new Beyond();
      return columns;
    });
  }

  private starSources(node: Node | undefined): readonly Source[] | undefined {
    const fields = node && 'ColumnRef' in node ? (node.ColumnRef.fields ?? []) : [];
    if (!fields.some((field) => 'A_Star' in field)) return undefined;
    const [alias] = stringsOf(fields.filter((field) => 'String' in field));
    return this.sources.filter((source) => alias === undefined || source.alias === alias);
  }

  /** A function among the targets may make several rows of one. */
  private targets(scope: Scope): Value[][] {
    const targets = this.targetList();
    const first = targets[0]?.val;
    const set = targets.length === 1 ? this.elements(first, scope) : undefined;
    if (set) return set.map((value) => [value]);
    const row = targets.flatMap(({ val }): Value[] => {
      const sources = this.starSources(val);
      if (!sources) return [evaluate(val, scope, this.context)];
      return sources.flatMap(({ alias, columns }) => {
        if (!columns) throw new Beyond();
        return columns.map((name) => orUnknown(scope.lookUp([alias, name])));
      });
    });
    return [row];
  }

  /** What a function gives that makes rows, perhaps under casts; undefined for other expressions. */
  private elements(node: Node | undefined, scope: Scope): readonly Value[] | undefined {
    if (node && 'TypeCast' in node) {
      const { arg, typeName } = node.TypeCast;
      return this.elements(arg, scope)?.map((value) => cast(value, typeName!, this.context));
    }
    if (!node || !('FuncCall' in node)) return undefined;
    const { funcname, args: given = [] } = node.FuncCall;
    const name = stringsOf(funcname).at(-1);
    const full = nameOf(stringsOf(funcname));
    const isOwn = name !== 'unnest' && name !== 'generate_series';
    if (isOwn && (AGGREGATES.has(name ?? '') || !this.context.returnsSet(full))) return undefined;
    const args = given.map((arg) => evaluate(arg, scope, this.context));
    if (isOwn) return this.context.rowsOf(full, args)?.rows.map((row) => (row.length === 1 ? row[0]! : UNKNOWN));
    const list = name === 'unnest' ? (args[0] ?? null) : series(args);
    if (list === null) return [];
    if (!isList(list)) throw new Beyond();
    return list;
  }

  /** Goes over the rows that the sources and conditions leave, each bound in turn, and says whether it is sure. */
  private *rows(at = 0, sure = true): Generator<boolean> {
    // A table of the schema has no rows yet: neither has what is joined with it.
    if (at === 0 && this.sources.some((source) => source.empty)) return;
    const holds = this.holds(at);
    if (holds === false) return;
    sure &&= holds !== UNKNOWN;
    const source = this.sources[at];
    if (!source) {
      yield sure;
      return;
    }
    let matched = false;
    for (const row of source.rows(this.equalities(source, at), this.scope)) {
      this.visit();
      this.bound.set(source.alias, row);
      const joined = source.on ? this.truth(source.on) : true;
      if (joined !== true && joined !== UNKNOWN) continue;
      matched = true;
      yield* this.rows(at + 1, sure && joined === true);
    }
    if (source.on && !matched) {
      this.bound.set(source.alias, null);
      yield* this.rows(at + 1, sure);
    }
    this.bound.delete(source.alias);
  }

  /** The conditions that can be answered once so many sources are bound: false where one isn't true. */
  private holds(bound: number): true | false | typeof UNKNOWN {
    let unknown = false;
    for (const { node, after } of this.conditions) {
      if (after !== bound) continue;
      const truth = this.truth(node);
      if (truth === UNKNOWN) unknown = true;
      else if (truth !== true) return false;
    }
    return unknown ? UNKNOWN : true;
  }

  private truth(node: Node): Truth {
    return truthOf(evaluate(node, this.scope, this.context));
  }

  /** What conditions say a source's columns are equal to, as far as it is known before the source is. */
  private equalities(source: Source, at: number): ReadonlyMap<string, Value> {
    const found = new Map<string, Value>();
    const from = source.on
      ? conjuncts(source.on)
      : this.conditions.filter(({ after }) => after === at + 1).map(({ node }) => node);
    for (const node of from) {
      if (!('A_Expr' in node) || node.A_Expr.kind !== 'AEXPR_OP' || stringsOf(node.A_Expr.name)[0] !== '=') continue;
      const { lexpr, rexpr } = node.A_Expr;
      for (const [side, other] of [[lexpr, rexpr], [rexpr, lexpr]] as const) {
        const column = this.columnOf(side, source);
        if (column === undefined || !other || this.lastOf(other) > at) continue;
        const value = evaluate(other, this.scope, this.context);
        if (value !== UNKNOWN && value !== null) found.set(column, value);
      }
    } // prettier-ignore
    return found;
  }

  private columnOf(node: Node | undefined, source: Source): string | undefined {
    if (!node) return undefined;
    if ('TypeCast' in node) {
      const type = stringsOf(node.TypeCast.typeName?.names).at(-1);
      return type === 'text' || type === 'name' || type === 'varchar'
        ? this.columnOf(node.TypeCast.arg, source)
        : undefined;
    }
    if (!('ColumnRef' in node)) return undefined;
    const fields = stringsOf(node.ColumnRef.fields);
    return this.sourceOf(fields) === source ? fields.at(-1) : undefined;
  }

  /** How many sources must be bound before an expression has a value. */
  private lastOf(node: Node): number {
    let last = 0;
    const rest: unknown[] = [node];
    while (rest.length > 0) {
      const next = rest.pop();
      if (typeof next !== 'object' || next === null) continue;
      // What a subquery names may be anything.
      if ('SubLink' in next) return this.sources.length;
      if ('ColumnRef' in next) {
        const { fields } = (next as { ColumnRef: { fields?: Node[] } }).ColumnRef;
        const source = this.sourceOf(stringsOf(fields));
        if (source) last = Math.max(last, this.sources.indexOf(source) + 1);
      } else rest.push(...Object.values(next));
    }
    return last;
  }

  private sourceOf(fields: readonly string[]): Source | undefined {
    if (fields.length > 1) return this.sources.find(({ alias }) => alias === fields.at(-2));
    const name = fields[0] ?? '';
    return this.sources.find(({ columns }) => columns?.includes(name)) ?? this.sources.find(({ columns }) => !columns);
  }

  private lookUp(fields: readonly string[], bound = this.bound): Value | undefined {
    const source = this.sourceOf(fields);
    if (!source) return this.outer.lookUp(fields);
    if (!source.columns) return UNKNOWN;
    const column = fields.at(-1)!;
    if (!source.columns.includes(column)) return UNKNOWN;
    const row = bound.get(source.alias);
    return row === null ? null : orUnknown(row?.(column));
  }
}
