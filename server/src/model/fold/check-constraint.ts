import type { ConstraintFact } from '../facts';
import { displayName } from '../names';
import { isKey, primaryKey, SYSTEM_COLUMNS, type Source } from '../schema';
import type { FoldState, TableDraft } from './state';
import { checkColumns } from './expressions';

/** Refuses a new constraint that PostgreSQL would not take. */
export function checkConstraint(
  state: FoldState,
  table: TableDraft,
  fact: ConstraintFact,
  source: Source,
  only: boolean,
): void {
  const refuse = (message: string) => state.refuse(message, source, fact.span);
  if (fact.kind === 'primary key' && table.constraints.some(({ kind }) => kind === 'primary key'))
    refuse(`Table ${displayName(table)} already has a primary key.`);
  checkName(state, table, fact, source);
  const children = state.childrenOf(table);
  if (fact.kind === 'check') {
    if (fact.noInherit && table.partitionKey) refuse(`A constraint of a partitioned table can't be NO INHERIT.`);
    if (only && !fact.noInherit && children.length > 0)
      refuse(`The child tables of ${displayName(table)} need the constraint too: leave out ONLY.`);
    return;
  }
  refuseKeyColumns(state, table, fact, source);
  if (fact.kind === 'foreign key') {
    if (only && children.length > 0 && table.partitionKey)
      refuse('A foreign key is for the partitions too: leave out ONLY.');
    const unknown = fact.references?.setColumns?.find((column) => !fact.columns.some((own) => own.name === column));
    if (unknown !== undefined) refuse(`Column ${unknown} is not in the foreign key.`);
    const written = fact.references?.columns.length ?? 0;
    if (written > 0 && written !== fact.columns.length)
      refuse(`The foreign key has ${fact.columns.length} columns and points to ${written}.`);
    return;
  }
}

/** A name counts once for a table. */
export function checkName(
  state: FoldState,
  table: TableDraft,
  { name, kind, span }: ConstraintFact,
  source: Source,
): void {
  if (name === undefined) return;
  const old = [...table.constraints, ...table.notNulls].find((constraint) => constraint.name === name);
  if (old && !(kind === 'check' && old.kind === 'check' && old.inherited))
    state.refuse(`Table ${displayName(table)} already has a constraint ${name}.`, source, span);
}

function refuseKeyColumns(state: FoldState, table: TableDraft, fact: ConstraintFact, source: Source): void {
  const names = fact.columns.map((column) => column.name);
  fact.columns.forEach(({ name, span }, i) => {
    const found = table.columns.find((column) => column.name === name);
    if (fact.kind !== 'exclude' && names.indexOf(name) !== i)
      state.refuse(`Column ${name} is there twice.`, source, span);
    if (found?.generated?.stored === false)
      state.refuse(`Column ${name} is virtual: no key can have it.`, source, span);
  });
}

/** Notes where an expression of a constraint names a column that doesn't exist. */
export function checkNames(
  state: FoldState,
  table: TableDraft,
  fact: ConstraintFact,
  made: { refused?: boolean },
  source: Source,
  only: boolean | undefined,
): void {
  const expressions = [fact.expression, ...(fact.exclusion?.keys.map((key) => key.expression) ?? [])];
  for (const expression of expressions) if (expression) checkColumns(state, table, expression, made, source);
  if (fact.kind !== 'check') state.doubt(made, () => lacksColumns(table, fact) || pointsNowhere(state, fact, source));
  if (fact.kind === 'check' || fact.kind === 'foreign key') return;
  const equal = fact.exclusion?.keys.filter(({ operator }) => operator === '=').map(({ column }) => column ?? '');
  state.doubt(made, () => lacksPartitionKey(state, table, equal ?? fact.columns.map(({ name }) => name), only));
}

function lacksColumns(table: TableDraft, fact: ConstraintFact): boolean {
  const names = [...fact.columns.map(({ name }) => name), ...(fact.include ?? [])];
  const has = (name: string) => SYSTEM_COLUMNS.has(name) || table.columns.some((column) => column.name === name);
  return !table.open && !names.every(has);
}

/** Whether a foreign key points to a table of this component, and there to no key. */
function pointsNowhere(state: FoldState, { references, columns }: ConstraintFact, source: Source): boolean {
  const target = references && state.lookAt(references.table, source);
  if (!references || !target || target.open) return false;
  const written = references.columns.map(({ name }) => name);
  const key = written.length > 0 ? written : (primaryKey(target)?.columns ?? []);
  return target.query !== undefined || key.length !== columns.length || !isKey(target, key);
}

/** Whether the columns of a key lack one that tells the partitions apart: each partition could have the same. */
export function lacksPartitionKey(
  state: FoldState,
  table: TableDraft,
  columns: readonly string[],
  only = false,
): boolean {
  const { partitionKey } = table;
  if (!partitionKey) return false;
  if (partitionKey.some((name) => !columns.includes(name))) return true;
  return !only && state.childrenOf(table).some((child) => lacksPartitionKey(state, child, columns));
}
