import type { MergeStmt } from '@pgsql/types';
import type { Context } from './context';
import { readFrom } from './from';
import { readAssignments, readReturning, readTarget, writeAllColumns, writeColumns } from './modify';
import { inside, type Output, type Scope } from './scope';
import { walk } from './walk';
import { readWith } from './with';

/** Reads MERGE: what a branch sees hangs on which side has a row. */
export function readMerge(context: Context, stmt: MergeStmt, outer: Scope): Output {
  const scope = readWith(context, stmt.withClause, outer);
  const target = readTarget(context, stmt.relation);
  const source = readFrom(context, stmt.sourceRelation && [stmt.sourceRelation], scope);
  const both = inside(scope, [...source, target.item]);
  context.scopes.push({ node: stmt, scope: both });
  walk(context, stmt.joinCondition, both);
  for (const node of stmt.mergeWhenClauses ?? []) {
    if (!('MergeWhenClause' in node)) continue;
    const { matchKind, commandType, condition, targetList, values } = node.MergeWhenClause;
    const seen =
      matchKind === 'MERGE_WHEN_NOT_MATCHED_BY_TARGET'
        ? inside(scope, source)
        : matchKind === 'MERGE_WHEN_NOT_MATCHED_BY_SOURCE'
          ? inside(scope, [target.item])
          : both;
    walk(context, condition, seen);
    if (commandType === 'CMD_UPDATE') readAssignments(context, targetList, target, seen);
    else if (commandType === 'CMD_INSERT') {
      if (targetList) writeColumns(context, targetList, target, seen);
      else writeAllColumns(context, target, values?.length ?? 0);
      walk(context, values, seen);
    }
  }
  return readReturning(context, stmt.returningClause, target, both);
}
