import type { CommonTableExpr, WithClause } from '@pgsql/types';
import { renamed } from './alias';
import type { Context } from './context';
import {
  inside,
  NO_SCOPE,
  OPEN,
  scalarType,
  type Cte,
  type CteFrame,
  type Output,
  type QueryColumn,
  type Scope,
} from './scope';
import { strings } from './text';
import { common, expressionType } from './types';

/** Reads a WITH clause; the scope that is returned sees its queries. */
export function readWith(context: Context, clause: WithClause | undefined, outer: Scope): Scope {
  const nodes = (clause?.ctes ?? []).flatMap((node) => ('CommonTableExpr' in node ? [node.CommonTableExpr] : []));
  if (nodes.length === 0) return outer;
  return clause?.recursive ? readRecursive(context, nodes, outer) : readInOrder(context, nodes, outer);
}

/** Each query sees those before it. */
function readInOrder(context: Context, nodes: readonly CommonTableExpr[], outer: Scope): Scope {
  let frame: CteFrame | undefined = outer.ctes;
  for (const node of nodes) {
    const output = readCte(context, node, { ...outer, ctes: frame });
    frame = { ctes: new Map([[node.ctename ?? '', cteOf(context, node, () => output)]]), outer: frame };
  }
  return { ...outer, ctes: frame };
}

/** All queries see one another, and themselves. */
function readRecursive(context: Context, nodes: readonly CommonTableExpr[], outer: Scope): Scope {
  const ctes = new Map<string, Cte>();
  const frame: CteFrame = { ctes, outer: outer.ctes };
  const scope = { ...outer, ctes: frame };
  const all = nodes.map((node) => {
    let output: Output | undefined;
    let busy = false;
    let first = OPEN;
    const read = (): Output => {
      // Within itself a query has the columns of its first branch.
      if (output || busy) return output ?? first;
      busy = true;
      output = readCte(context, node, scope, (part) => {
        first = withSearchColumns(context, node, renamed(known(part), strings(node.aliascolnames)), true);
      });
      return output;
    };
    ctes.set(node.ctename ?? '', cteOf(context, node, read));
    return read;
  });
  for (const read of all) read();
  return scope;
}

function cteOf(context: Context, node: CommonTableExpr, output: () => Output): Cte {
  const name = node.ctename ?? '';
  return { name, output, mention: context.alias(name, undefined, context.text.span(placeOf(context, node))) };
}

/** The name's token; that of a recursive view has no location. */
function placeOf({ text }: Context, { ctename = '', location = 0 }: CommonTableExpr): number {
  if (location > 0) return text.index(location);
  let at = 0;
  while (at < text.tokens.length && !text.isName(at, ctename)) at++;
  return at;
}

function readCte(context: Context, node: CommonTableExpr, scope: Scope, onFirst?: (output: Output) => void): Output {
  if (!node.ctequery) return OPEN;
  const read = context.query(node.ctequery, inside(scope), onFirst ? { onFirst } : {});
  const output = renamed(read, strings(node.aliascolnames));
  noteSearchColumns(context, node, output);
  return withSearchColumns(context, node, output, false);
}

/** What the first branch leaves unknown is text. */
function known(output: Output): Output {
  const columns = output.columns.map((column) =>
    column.type?.builtIn && column.type.name === 'unknown' ? { ...column, type: scalarType('text') } : column,
  );
  return { columns, open: output.open };
}

/** SEARCH and CYCLE add columns; within the query itself `*` leaves them out. */
function withSearchColumns(context: Context, node: CommonTableExpr, output: Output, hidden: boolean): Output {
  const { search_clause: search, cycle_clause: cycle } = node;
  if (!search && !cycle) return output;
  const added: QueryColumn[] = [];
  const add = (name: string | undefined, type: QueryColumn['type']) => {
    if (name !== undefined) added.push({ name, type, origins: [], hidden });
  };
  const record = scalarType('record');
  const records = { ...record, array: true };
  if (search) add(search.search_seq_column, search.search_breadth_first ? record : records);
  if (cycle) {
    const { cycle_mark_value: value, cycle_mark_default: otherwise } = cycle;
    const types = [value, otherwise].map((each) => each && expressionType(context, each, NO_SCOPE));
    add(cycle.cycle_mark_column, value && otherwise ? common(context, types) : scalarType('bool'));
    add(cycle.cycle_path_column, records);
  }
  return { columns: [...output.columns, ...added], open: output.open };
}

/** The columns that SEARCH and CYCLE go by. */
function noteSearchColumns(context: Context, node: CommonTableExpr, output: Output): void {
  const { search_clause: search, cycle_clause: cycle } = node;
  // SEARCH DEPTH FIRST BY a, …
  if (search) noteColumns(context, strings(search.search_col_list), context.text.index(search.location) + 4, output);
  if (cycle) noteColumns(context, strings(cycle.cycle_col_list), context.text.index(cycle.location) + 1, output);
}

function noteColumns(context: Context, names: readonly string[], start: number, output: Output): void {
  names.forEach((name, i) => {
    const span = context.text.span(start + 2 * i);
    const column = output.columns.find((each) => each.name === name);
    if (column) context.column(column.origins, span);
    else if (!output.open) {
      const candidates = output.columns.map((each) => each.name);
      context.problem({ kind: 'unknown column', name, span, candidates });
    }
  });
}
