import { objectsOfExtension, type ExtensionObjects } from '../expr/catalog';
import type { OpOf } from '../facts';
import type { Name } from '../names';
import type { Source } from '../schema';
import type { TypeFact } from '../types';
import { refuseIfNeeded } from './column-users';
import { dropFromTable } from './columns';
import { dropCalls } from './functions';
import { forgetIndex } from './indexes';
import type { FoldState, TableDraft } from './state';
import { dropType, forgetFunction } from './type-users';
import { dropView } from './views';

/** DROP EXTENSION: with CASCADE all goes that is of its types, or calls its functions. */
export function dropExtension(state: FoldState, op: OpOf<'drop'>, source: Source): void {
  state.extensions.delete(op.name.name);
  const gone = op.cascade ? objectsOfExtension(op.name.name) : undefined;
  if (!gone) return;
  const isOf = (type: TypeFact, from: Source) =>
    !type.builtIn && gone.types.has(type.name.name) && state.type(type.name, from) === undefined;
  for (const type of [...state.types.values()])
    if (type.kind === 'domain' && isOf(type.type, type.origin.source))
      dropType(state, { ...op, kind: 'domain', name: { schema: type.schema, name: type.name, span: op.name.span } }, source); // prettier-ignore
  for (const all of [...state.functions.values()])
    for (const each of all)
      if ([each.returns, ...each.args.map(({ type }) => type)].some((type) => type && isOf(type, each.origin.source)))
        forgetFunction(state, each);
  for (const table of [...state.tables.values()])
    if (state.tables.get(table.key) === table) dropOf(state, table, gone, isOf, op, source);
}

function dropOf(
  state: FoldState,
  table: TableDraft,
  gone: ExtensionObjects,
  isOf: (type: TypeFact, from: Source) => boolean,
  op: OpOf<'drop'>,
  source: Source,
): void {
  const calls = (names: readonly Name[] | undefined, from: Source) =>
    names?.some((name) => gone.functions.has(name.name) && state.function(name, from) === undefined) ?? false;
  if (table.query) {
    if (calls(table.query.calls, table.origin.source)) dropView(state, table, source, op.name.span);
    return;
  }
  for (const index of [...table.indexes])
    if (index.keys.some(({ opclass }) => opclass !== undefined && gone.opclasses.has(opclass.replace(/^.*\./, ''))))
      forgetIndex(state, table, index);
  for (const column of [...table.columns]) {
    if (!isOf(column.type, column.typeOrigin.source)) continue;
    refuseIfNeeded(state, table, column.name, true, source, op.name.span);
    dropFromTable(state, table, column.name, source);
  }
  dropCalls(state, table, calls, () => undefined, source);
}
