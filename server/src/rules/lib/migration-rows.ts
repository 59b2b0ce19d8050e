import type { Node } from '@pgsql/types';

/** Whether a statement writes few rows for sure: values that are written out, or rows that a constant picks. */
export function isFewRows(node: Node | undefined): boolean {
  if (!node) return true;
  if ('InsertStmt' in node) {
    const select = node.InsertStmt.selectStmt;
    if (!select || !('SelectStmt' in select)) return true;
    const { valuesLists, fromClause } = select.SelectStmt;
    return (valuesLists?.length ?? 0) > 0 || fromClause === undefined;
  }
  const where =
    'UpdateStmt' in node ? node.UpdateStmt.whereClause : 'DeleteStmt' in node ? node.DeleteStmt.whereClause : undefined;
  return where !== undefined && picks(where);
}

/** `key = 'x'`, alone or with other conditions. */
function picks(where: Node): boolean {
  if ('BoolExpr' in where) return where.BoolExpr.boolop === 'AND_EXPR' && (where.BoolExpr.args ?? []).some(picks);
  if (!('A_Expr' in where)) return false;
  const { kind, name, lexpr, rexpr } = where.A_Expr;
  const operator = name?.[0] && 'String' in name[0] ? name[0].String.sval : '';
  if (operator !== '=' || !lexpr || !('ColumnRef' in lexpr) || !rexpr) return false;
  if (kind === 'AEXPR_IN') return true;
  return kind === 'AEXPR_OP' && isConstant(rexpr);
}

/** Not `true`, `false`: half of the rows may be so. */
function isConstant(node: Node): boolean {
  if ('TypeCast' in node) return node.TypeCast.arg !== undefined && isConstant(node.TypeCast.arg);
  return 'A_Const' in node && node.A_Const.boolval === undefined && node.A_Const.isnull !== true;
}

/** Whether the rows are bounded: by a LIMIT in the condition, or between two constants. */
export function isBatch(node: Node | undefined): boolean {
  const where =
    node &&
    ('UpdateStmt' in node
      ? node.UpdateStmt.whereClause
      : 'DeleteStmt' in node
        ? node.DeleteStmt.whereClause
        : undefined);
  if (!where) return false;
  const text = JSON.stringify(where);
  return text.includes('"limitCount"') || text.includes('"AEXPR_BETWEEN"');
}
