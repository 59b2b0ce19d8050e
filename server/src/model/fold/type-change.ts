import type { Span } from '../../base/span';
import { SchemaEnv } from '../env';
import { analyse } from '../expr/analyse';
import type { SqlType } from '../expr/env';
import { formatSqlType } from '../expr/format';
import { pathway } from '../expr/pathways';
import { idOf, isUnknown, typeOf, TypeTable } from '../expr/type-table';
import type { ColumnChange } from '../facts';
import { displayName } from '../names';
import type { Source } from '../schema';
import type { ColumnDraft, FoldState, TableDraft } from './state';
import { StateView } from './state-view';

type TypeChange = Extract<ColumnChange, { set: 'type' }>;

/** Refuses a type that the values of a column, or its default, don't become by themselves. */
export function refuseCast(
  state: FoldState,
  table: TableDraft,
  column: ColumnDraft,
  change: TypeChange,
  source: Source,
  span: Span,
): void {
  // A cast of somebody's own may do it.
  if (state.ownCasts) return;
  const env = new SchemaEnv(new StateView(state), { path: source.path });
  const types = new TypeTable(env);
  const to = env.typeOf(change.type, source.path);
  const from = env.typeOf(column.type, column.typeOrigin.source.path);
  if (!to || !from) return;
  const what = `${column.name} of ${displayName(table)}`;
  const shown = formatSqlType(to);
  const hint = `USING ${column.name}::${change.type.display}`;
  if (!change.using && !column.generated && !becomes(types, from, to))
    state.refuse(`Column ${what} is ${formatSqlType(from)}, which doesn't become ${shown} by itself: say how with ${hint}.`, source, span); // prettier-ignore
  const value = defaultType(column, env, column.defaultType ? env.typeOf(column.defaultType, source.path) : from);
  if (value && !becomes(types, value, to))
    state.refuse(`The default of ${what} is ${formatSqlType(value)}, which doesn't become ${shown} by itself: drop the default first and set it again afterwards.`, source, span); // prettier-ignore
}

/** Whether PostgreSQL converts in an assignment; also where a type is not known. */
function becomes(types: TypeTable, from: SqlType, to: SqlType): boolean {
  const ids = [from, to].map((type) => types.baseId(idOf(type)));
  const known = ids.every((id) => types.find(types.element(id) ?? id) !== undefined && !types.isComposite(id));
  return !known || pathway(types, ids[0]!, ids[1]!, 'assignment') !== undefined;
}

function defaultType({ default: value, sequence }: ColumnDraft, env: SchemaEnv, own: SqlType | undefined) {
  if (!value) return sequence === undefined ? undefined : typeOf('int8');
  if (!value.tree) return undefined;
  const scope = { column: () => undefined, subquery: () => undefined };
  const expr = analyse(value.tree, scope, env);
  // NULL is no default.
  if (expr.kind === 'const' && expr.value === undefined) return undefined;
  return isUnknown(expr.type) ? own : expr.type;
}
