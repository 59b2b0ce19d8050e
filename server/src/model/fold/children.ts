import type { ColumnDraft, FoldState, TableDraft } from './state';

/** A column as children have it: their own object, without what only the parent says of it. */
export function inheritedColumn(column: ColumnDraft): ColumnDraft {
  const copy: ColumnDraft = { ...column, inherited: true, parents: 1, notNull: false };
  delete copy.comment;
  delete copy.commentOrigin;
  return copy;
}

/** One parent more from which a column or constraint comes. */
export function joinParent(part: { parents?: number }): void {
  part.parents = (part.parents ?? 0) + 1;
}

/** One parent less; false where the part has nobody any more who wants it. */
export function leaveParent(part: { parents?: number; inherited?: boolean }): boolean {
  const left = (part.parents ?? 1) - 1;
  if (left > 0) part.parents = left;
  else delete part.parents;
  return left > 0 || part.inherited !== true;
}

/** From now on the part is the table's own, whatever its parents do. */
export function becomeOwn(part: { parents?: number; inherited?: boolean }): void {
  leaveParent(part);
  delete part.inherited;
}

export function comesFromParent(part: { readonly parents?: number }): boolean {
  return (part.parents ?? 0) > 0;
}

/** Whether a table is another one, or one of its parents' parents: PostgreSQL takes no circles. */
export function isAbove(state: FoldState, table: TableDraft, below: TableDraft): boolean {
  if (table === below) return true;
  const parents = [...(below.partitionOf === undefined ? [] : [below.partitionOf]), ...below.inherits];
  return parents.some((key) => {
    const parent = state.tables.get(key);
    return parent !== undefined && isAbove(state, table, parent);
  });
}
