import type { ColumnChange, OpOf } from '../facts';
import { displayName } from '../names';
import { SYSTEM_COLUMNS, type Source } from '../schema';
import { comesFromParent } from './children';
import { policyUses } from './column-users';
import { refuseInherited, refusePartitionKey } from './columns';
import { checkColumns, linkColumn } from './expressions';
import { dropNotNull, refuseDropNotNull, setNotNull } from './not-null';
import { dropOwned, ownSequence } from './sequences';
import { originAt, type ColumnDraft, type FoldState, type TableDraft } from './state';
import { changed, columnOf } from './targets';
import { refuseCast } from './type-change';
import { refuseViewsUsing } from './views';

type AlterColumn = OpOf<'alter column'>;
type Change<K extends ColumnChange['set']> = Extract<ColumnChange, { set: K }>;

export function alterColumn(state: FoldState, op: AlterColumn, source: Source): void {
  const table = changed(state, op, source);
  if (!table) return;
  if (SYSTEM_COLUMNS.has(op.column)) state.refuse(`Column ${op.column} can't be changed.`, source, op.span);
  if (table.query) return alterView(state, table, op, source);
  const column = columnOf(state, table, op.column, source, op.span);
  if (!column) return;
  check(state, table, column, op, source);
  alterIn(state, table, op, source);
}

/** A view's columns may have defaults of their own. */
function alterView(state: FoldState, view: TableDraft, { column, change, span }: AlterColumn, source: Source): void {
  if (change.set !== 'default') state.refuse(`${displayName(view)} is a view, not a table.`, source, span);
  if (change.default) (view.columnDefaults ??= new Map()).set(column, change.default);
  else view.columnDefaults?.delete(column);
}

function check(state: FoldState, table: TableDraft, column: ColumnDraft, op: AlterColumn, source: Source): void {
  const { change, span } = op;
  const what = `Column ${column.name} of ${displayName(table)}`;
  const children = state.childrenOf(table);
  switch (change.set) {
    case 'type':
      return checkType(state, table, column, op, change, source);
    case 'not null':
      if (!change.notNull) refuseDropNotNull(state, table, column, source, span);
      return;
    case 'default':
      if (column.identity || column.generated)
        state.refuse(`${what} is ${column.identity ? 'an identity' : 'generated'}: it has no default.`, source, span);
      return;
    case 'identity': {
      if (change.how === 'drop' && change.ifExists && !column.identity) return;
      if (change.how !== 'add' && !column.identity) state.refuse(`${what} is no identity.`, source, span);
      if (table.partitionOf !== undefined && comesFromParent(column))
        state.refuse(`${what} comes from its parent table: change it there.`, source, span);
      if (op.only === true && children.length > 0 && table.partitionKey)
        state.refuse(`${what} is an identity of the partitions too: leave out ONLY.`, source, span);
      if (change.how !== 'add') return;
      if (column.identity) state.refuse(`${what} is an identity already.`, source, span);
      if (!column.notNull) state.refuse(`${what} must be NOT NULL before it can be an identity.`, source, span);
      if (column.default || column.sequence !== undefined) state.refuse(`${what} has a default already.`, source, span);
      return;
    }
    case 'expression':
      if (!column.generated) {
        if (!change.ifExists) state.refuse(`${what} is not generated.`, source, span);
        return;
      }
      if (change.generated) {
        checkColumns(state, table, change.generated, {}, source);
        return;
      }
      if (!column.generated.stored && !change.ifExists)
        state.refuse(`${what} is virtual: it can't become a plain column.`, source, span);
      if (op.only === true && children.length > 0)
        state.refuse(`${what} is generated in the child tables too: leave out ONLY.`, source, span);
      if (comesFromParent(column)) state.refuse(`${what} comes from its parent table: change it there.`, source, span);
  }
}

function checkType(
  state: FoldState,
  table: TableDraft,
  column: ColumnDraft,
  op: AlterColumn,
  change: Change<'type'>,
  source: Source,
): void {
  const { span } = op;
  const { name } = column;
  if (table.ofType !== undefined)
    state.refuse(`Table ${displayName(table)} is made of a type: change that.`, source, span);
  refuseInherited(state, table, column, source, span);
  refusePartitionKey(state, table, name, source, span);
  if (op.only === true && state.childrenOf(table).length > 0)
    state.refuse(`Column ${name} must change its type in the child tables too: leave out ONLY.`, source, span);
  const { type } = change;
  if (column.identity && type.builtIn && !/^int[248]$/.test(type.name.name))
    state.refuse(`Column ${name} must be smallint, integer or bigint to be an identity.`, source, span);
  const by = (what: string) => state.refuse(`${what} needs column ${name}: its type can't change.`, source, span);
  const generated = table.columns.find((each) => each.generated?.columns.includes(name));
  if (generated) by(`Column ${generated.name}`);
  const policy = table.policies.find((each) => policyUses(each, name));
  if (policy) by(`Policy ${policy.name}`);
  const trigger = table.triggers.find((each) => each.columns.includes(name));
  if (trigger) by(`Trigger ${trigger.name}`);
  refuseViewsUsing(state, table, name, source, span);
  refuseCast(state, table, column, change, source, span);
}

function alterIn(state: FoldState, table: TableDraft, op: AlterColumn, source: Source): void {
  const column = table.columns.find((candidate) => candidate.name === op.column);
  if (!column) return;
  const { change } = op;
  switch (change.set) {
    case 'type':
      if (column.default) column.defaultType ??= column.type;
      column.type = change.type;
      column.typeOrigin = originAt(source, change.type.span ?? op.span);
      if (change.collation) column.collation = change.collation;
      else delete column.collation;
      linkColumn(state, table, column);
      break;
    case 'not null':
      if (change.notNull) setNotNull(state, table, op.column, { source, span: op.span }, { only: op.only === true });
      else dropNotNull(state, table, op.column, op.only);
      return;
    case 'default':
      delete column.sequence;
      delete column.defaultType;
      if (change.default) column.default = change.default;
      else delete column.default;
      linkColumn(state, table, column);
      break;
    case 'identity':
      alterIdentity(state, table, column, change, source);
      break;
    case 'expression':
      if (!column.generated) return;
      if (change.generated) column.generated = { ...change.generated, stored: column.generated.stored };
      else if (column.generated.stored) delete column.generated;
      linkColumn(state, table, column);
      break;
  }
  if (op.only === true) return;
  for (const child of state.childrenOf(table)) {
    if (change.set !== 'identity' || child.partitionOf === table.key) alterIn(state, child, op, source);
  }
}

function alterIdentity(
  state: FoldState,
  table: TableDraft,
  column: ColumnDraft,
  change: Change<'identity'>,
  source: Source,
): void {
  if (change.how === 'drop') {
    delete column.identity;
    delete column.sequence;
    dropOwned(state, table, column.name);
  } else if (change.identity) {
    column.identity = change.identity;
    if (change.how === 'add' && !comesFromParent(column))
      ownSequence(state, table, column, column.type, source, change.sequenceName);
  }
}
