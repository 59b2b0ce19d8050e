import type { A_Indirection, ColumnRef, Node, ResTarget } from '@pgsql/types';
import { outputName } from '../expr/output-name';
import { detached } from './alias';
import type { Context } from './context';
import { resolve, useRow } from './resolve';
import { OPEN, type ColumnOrigin, type Output, type QueryColumn, type Scope } from './scope';
import { compositeColumns, expression, expressionType } from './types';
import { fieldsOf, walk } from './walk';

/** Reads the list of SELECT or RETURNING; types may be `unknown`. */
export function readTargets(context: Context, nodes: readonly Node[] | undefined, scope: Scope): Output {
  const columns: QueryColumn[] = [];
  let open = false;
  for (const node of nodes ?? []) {
    if (!('ResTarget' in node)) continue;
    const output = readTarget(context, node.ResTarget, scope);
    columns.push(...output.columns);
    open ||= output.open;
  }
  return { columns, open };
}

function readTarget(context: Context, target: ResTarget, scope: Scope): Output {
  const { val } = target;
  if (!val) return OPEN;
  if ('ColumnRef' in val && fieldsOf(val.ColumnRef).star) return readStar(context, val.ColumnRef, scope);
  walk(context, val, scope);
  if ('A_Indirection' in val && isStar(val.A_Indirection.indirection?.at(-1))) {
    return readFields(context, val.A_Indirection, scope);
  }
  const type = expressionType(context, val, scope);
  const source = 'ColumnRef' in val ? sourceColumn(context, val.ColumnRef, scope) : undefined;
  const written = type ? undefined : source?.written;
  const typed = { type, ...(written && { written }) };
  if (target.name === undefined) {
    const { name, origins } = nameAfter(context, val, scope);
    return { columns: [{ name: name ?? outputName(val), ...typed, origins }], open: false };
  }
  return { columns: [{ name: target.name, ...typed, origins: source ? detached(source) : [] }], open: false };
}

function isStar(node: Node | undefined): boolean {
  return node !== undefined && 'A_Star' in node;
}

/** `*` and `t.*` */
function readStar(context: Context, ref: ColumnRef, scope: Scope): Output {
  const { fields } = fieldsOf(ref);
  const spans = context.text.parts(context.text.index(ref.location), fields.length + 1);
  let items = scope.items.filter((item) => item.unqualified);
  if (fields.length > 0) {
    const row = useRow(context, scope, fields, spans);
    if (row.is !== 'row') return OPEN;
    items = [row.qualifier];
  }
  const columns = items.flatMap((item) => item.columns.filter((column) => column.hidden !== true));
  for (const column of columns) context.column(column.origins, spans.at(-1)!, true);
  return { columns, open: items.some((item) => item.open) };
}

/** `(x).*` */
function readFields(context: Context, node: A_Indirection, scope: Scope): Output {
  const indirection = node.indirection?.slice(0, -1) ?? [];
  const value: Node | undefined = indirection.length > 0 ? { A_Indirection: { ...node, indirection } } : node.arg;
  if (!value) return OPEN;
  if ('ColumnRef' in value) {
    const { fields } = fieldsOf(value.ColumnRef);
    const row = resolve(context, scope, fields);
    if (row.is === 'row') return { columns: row.qualifier.columns, open: row.qualifier.open };
  }
  const found = expression(context, value, scope);
  const fields =
    found.kind === 'call' && found.columns.length > 1 ? found.columns : compositeColumns(context, found.type);
  return fields ? { columns: fields.map((field) => ({ ...field, origins: [] })), open: false } : OPEN;
}

function sourceColumn(context: Context, ref: ColumnRef, scope: Scope): QueryColumn | undefined {
  const { fields } = fieldsOf(ref);
  const meaning = fields.length > 0 ? resolve(context, scope, fields) : undefined;
  return meaning?.is === 'column' ? meaning.column : undefined;
}

interface After {
  readonly name?: string;
  readonly origins: readonly ColumnOrigin[];
}

const NAMELESS: After = { origins: [] };

/** The columns after which PostgreSQL names an output column: also those inside a cast, a subquery or at the end of CASE. */
function nameAfter(context: Context, value: Node, scope: Scope): After {
  let node: Node | undefined = value;
  for (let depth = 0; depth < 50 && node; depth++) {
    if ('ColumnRef' in node) return { origins: sourceColumn(context, node.ColumnRef, scope)?.origins ?? [] };
    if ('TypeCast' in node) node = node.TypeCast.arg;
    else if ('CollateClause' in node) node = node.CollateClause.arg;
    else if ('CaseExpr' in node) node = node.CaseExpr.defresult;
    else if ('SubLink' in node && node.SubLink.subLinkType === 'EXPR_SUBLINK') {
      const query: unknown = node.SubLink.subselect && Object.values(node.SubLink.subselect)[0];
      const output = typeof query === 'object' && query !== null ? context.outputOf(query) : undefined;
      return output?.columns[0] ?? NAMELESS;
    } else break;
  }
  return NAMELESS;
}
