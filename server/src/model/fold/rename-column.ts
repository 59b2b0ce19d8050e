import type { IndexKeyFact, OpOf } from '../facts';
import { displayName } from '../names';
import { SYSTEM_COLUMNS, type Source } from '../schema';
import { comesFromParent } from './children';
import { refuseInherited } from './columns';
import { referencing } from './constraints';
import { renamedIn } from './expressions';
import type { FoldState, TableDraft } from './state';
import { changed, columnOf } from './targets';
import { viewsReading } from './views';

export function renameColumn(state: FoldState, op: OpOf<'rename column'>, source: Source): void {
  const table = changed(state, op, source);
  if (!table) return;
  if (table.query) {
    table.renamed = [...(table.renamed ?? []), { from: op.column, to: op.to }];
    moveEntry(table.columnComments, op.column, op.to);
    moveEntry(table.columnDefaults, op.column, op.to);
    return;
  }
  const column = columnOf(state, table, op.column, source, op.span);
  if (!column) return;
  if (table.ofType !== undefined)
    state.refuse(`Table ${displayName(table)} is made of a type: change that.`, source, op.span);
  refuseInherited(state, table, column, source, op.span);
  if (op.only === true && state.childrenOf(table).length > 0)
    state.refuse(`Column ${op.column} must be renamed in the child tables too: leave out ONLY.`, source, op.span);
  if (SYSTEM_COLUMNS.has(op.to))
    state.refuse(`${op.to} is the name of a column that every table has.`, source, op.span);
  const tree = new Map<TableDraft, number>();
  countParents(state, table, tree);
  for (const [each, parents] of tree) {
    const copy = each.columns.find((own) => own.name === op.column);
    if (each !== table && (copy?.parents ?? 0) > parents)
      state.refuse(`Column ${op.column} of ${displayName(each)} comes from other parents too.`, source, op.span);
  }
  for (const each of tree.keys()) if (each === table || has(each, op.column)) rename(state, each, op, source);
}

/** The tables below a table, each with how many of its parents are among them. */
function countParents(state: FoldState, table: TableDraft, tree: Map<TableDraft, number>): void {
  if (!tree.has(table)) tree.set(table, 0);
  for (const child of state.childrenOf(table)) {
    const known = tree.get(child);
    tree.set(child, (known ?? 0) + 1);
    if (known === undefined) countParents(state, child, tree);
  }
}

function has(table: TableDraft, column: string): boolean {
  const copy = table.columns.find((own) => own.name === column);
  return copy !== undefined && comesFromParent(copy);
}

function rename(state: FoldState, table: TableDraft, op: OpOf<'rename column'>, source: Source): void {
  if (table.columns.some((column) => column.name === op.to))
    state.refuse(`Table ${displayName(table)} already has a column ${op.to}.`, source, op.span);
  renameIn(state, table, op.column, op.to);
  for (const view of viewsReading(state, table))
    view.below = [...(view.below ?? []), { table: table.key, column: op.to, was: op.column }];
}

function moveEntry<T>(map: Map<string, T> | undefined, from: string, to: string): void {
  const value = map?.get(from);
  if (value === undefined) return;
  map?.delete(from);
  map?.set(to, value);
}

/** Gives a column another name in all that its table has. */
export function renameIn(state: FoldState, table: TableDraft, from: string, to: string): void {
  const renamed = (name: string) => (name === from ? to : name);
  for (const column of table.columns) {
    column.name = renamed(column.name);
    if (column.generated)
      column.generated = { ...renamedIn(column.generated, from, to), stored: column.generated.stored };
  }
  for (const constraint of new Set([...table.constraints, ...table.notNulls])) {
    constraint.columns = constraint.columns.map(renamed);
    constraint.include = constraint.include.map(renamed);
    if (constraint.expression) constraint.expression = renamedIn(constraint.expression, from, to);
    if (constraint.references?.setColumns)
      constraint.references = { ...constraint.references, setColumns: constraint.references.setColumns.map(renamed) };
    if (constraint.exclusion) {
      constraint.exclusion = {
        ...constraint.exclusion,
        keys: constraint.exclusion.keys.map((key) => renamedKey(key, from, to)),
      };
    }
  }
  for (const index of table.indexes) {
    index.keys = index.keys.map((key) => renamedKey(key, from, to));
    index.include = index.include.map(renamed);
    if (index.predicate) index.predicate = renamedIn(index.predicate, from, to);
  }
  for (const policy of table.policies) {
    if (policy.using) policy.using = renamedIn(policy.using, from, to);
    if (policy.check) policy.check = renamedIn(policy.check, from, to);
  }
  for (const trigger of table.triggers) trigger.columns = trigger.columns.map(renamed);
  if (table.partitionKey) table.partitionKey = table.partitionKey.map(renamed);
  if (table.partitionColumns) table.partitionColumns = table.partitionColumns.map(renamed);
  for (const { constraint } of referencing(state, table)) {
    const reference = constraint.references!;
    constraint.references = { ...reference, columns: reference.columns.map(renamed) };
  }
  for (const sequence of state.ownedBy(table)) {
    if (sequence.ownedBy?.column === from) sequence.ownedBy = { ...sequence.ownedBy, column: to };
  }
}

function renamedKey<K extends IndexKeyFact>(key: K, from: string, to: string): K {
  if (key.column === from) return { ...key, column: to, text: to };
  return key.expression ? { ...key, expression: renamedIn(key.expression, from, to) } : key;
}
