import { keyOf } from '../names';
import { takeAway } from './keys';
import { dropOwned } from './sequences';
import type { Source } from '../schema';
import type { FoldState, TableDraft } from './state';
import { forgetRelation } from './views';

/** Takes a table out, with all names that it takes. */
export function forget(state: FoldState, table: TableDraft, source: Source): void {
  if (table.query) return forgetRelation(state, table, source);
  for (const constraint of [...table.constraints]) takeAway(state, table, constraint);
  for (const constraint of table.notNulls)
    if (!constraint.named && constraint.validated) state.countConstraint(table.schema, constraint.name, -1);
  for (const index of table.indexes) state.indexes.delete(keyOf(table.schema, index.name));
  dropOwned(state, table);
  forgetRelation(state, table, source);
}
