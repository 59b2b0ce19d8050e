import type { OpOf } from '../facts';
import type { Name } from '../names';
import type { Source } from '../schema';
import type { TypeFact } from '../types';
import { dropFromTable } from './columns';
import { dropCalls, moveFunction } from './functions';
import { takeAway } from './keys';
import { dropTable, moveTable } from './relations';
import { changeExpressions, withSequence } from './rewrite';
import { moveSequence } from './sequences';
import { remove, type FoldState, type TableDraft } from './state';
import { withCalls, withCasts, withName } from './type-names';
import { forgetFunction, moveType } from './type-users';
import { dropView } from './views';

export function createSchema(state: FoldState, op: OpOf<'create schema'>, source: Source): void {
  const { name } = op.name;
  if (state.schemas.get(name) === 'there') {
    if (op.ifNotExists) return;
    state.refuse(`Schema ${name} exists already.`, source, op.span);
  }
  if (/^pg_/.test(name)) state.refuse(`Names of schemas that begin with pg_ are PostgreSQL's own.`, source, op.span);
  state.schemas.set(name, 'there');
}

/** Whether anything is in a schema, as far as it was folded. */
export function hasObjects(state: FoldState, schema: string): boolean {
  const objects = [state.tables, state.types, state.sequences].flatMap((each) => [...each.values()]);
  const ranges = [...state.types.values()].some((type) => type.kind === 'range' && type.multirangeSchema === schema);
  return (
    ranges ||
    objects.some((object) => object.schema === schema) ||
    [...state.functions.values()].some((all) => all[0]?.schema === schema)
  );
}

/** DROP SCHEMA … CASCADE takes all that is in it. */
export function dropSchema(state: FoldState, op: OpOf<'drop'>, source: Source): void {
  const { name: schema } = op.name;
  if (state.schemas.get(schema) === 'gone' && !op.ifExists)
    state.refuse(`Schema ${schema} was dropped before.`, source, op.span);
  if (!op.cascade && (hasObjects(state, schema) || state.surroundings.hasObjects(schema, source)))
    state.refuse(`Schema ${schema} is not empty: say CASCADE.`, source, op.span);
  const within = source;
  for (const table of [...state.tables.values()]) {
    if (table.schema === schema && state.tables.has(table.key)) dropTable(state, table, true, op, within);
  }
  for (const objects of [state.types, state.sequences]) {
    for (const [key, object] of [...objects]) if (object.schema === schema) objects.delete(key);
  }
  for (const [key, [first]] of [...state.functions]) if (first?.schema === schema) state.functions.delete(key);
  if (op.cascade) dropOutside(state, schema, within);
  if (!state.lenient) state.schemas.set(schema, 'gone');
}

/** What other schemas have of the schema's things, as far as they say so by its name. */
function dropOutside(state: FoldState, schema: string, source: Source): void {
  const within = (names: readonly Name[] | undefined) => names?.some((name) => name.schema === schema) ?? false;
  const typed = (type: TypeFact | undefined) => type !== undefined && !type.builtIn && type.name.schema === schema;
  for (const made of [...state.functions.values()].flat())
    if (typed(made.returns) || made.args.some(({ type }) => typed(type))) forgetFunction(state, made);
  for (const table of [...state.tables.values()]) {
    if (!state.tables.has(table.key)) continue;
    state.journal.save(table);
    const { query } = table;
    if (query && state.surroundings.isUnder(table, schema)) dropView(state, table, source, table.origin.span);
    if (query) continue;
    for (const constraint of [...table.constraints])
      if (constraint.references?.table.schema === schema) takeAway(state, table, constraint);
    for (const column of [...table.columns]) {
      if (typed(column.type)) dropFromTable(state, table, column.name, source);
      if (column.default?.sequences.some((name) => name.schema === schema)) delete column.default;
    }
    for (const trigger of [...table.triggers]) if (trigger.function.schema === schema) remove(table.triggers, trigger);
    dropCalls(state, table, within, () => undefined, source);
  }
}

export function renameSchema(state: FoldState, op: OpOf<'rename'>, source: Source): void {
  const from = op.name.name;
  if (state.schemas.get(op.to) === 'there') state.refuse(`Schema ${op.to} exists already.`, source, op.span);
  for (const table of [...state.tables.values()])
    if (table.schema === from) moveTable(state, table, op.to, table.name, source);
  for (const type of [...state.types.values()]) {
    if (type.schema === from) moveType(state, type, { schema: op.to, name: type.name });
    if (type.kind === 'range' && type.multirangeSchema === from) type.multirangeSchema = op.to;
  }
  for (const sequence of [...state.sequences.values()]) {
    if (sequence.schema === from) moveSequence(state, sequence, { schema: op.to, name: sequence.name });
  }
  for (const made of [...state.functions.values()].flat()) {
    if (made.schema !== from) continue;
    const name = { schema: from, name: made.name, span: op.span };
    const args = made.args.filter(({ mode }) => mode !== 'out' && mode !== 'table').map(({ type }) => type);
    const move = {
      op: 'set schema',
      kind: 'function',
      name,
      args,
      schema: op.to,
      ifExists: true,
      span: op.span,
    } as const;
    moveFunction(state, move, made.origin.source);
  }
  for (const table of state.tables.values()) renameOutside(state, table, from, op.to);
  state.schemas.set(from, 'gone');
  state.schemas.set(op.to, 'there');
}

/** What is said of the schema's things by its name. */
function renameOutside(state: FoldState, table: TableDraft, from: string, to: string): void {
  state.journal.save(table);
  if (table.query) {
    const reads = table.query.reads.map((name) => (name.schema === from ? { ...name, schema: to } : name));
    table.query = { ...table.query, reads };
    return;
  }
  for (const constraint of table.constraints) {
    const { references } = constraint;
    if (references?.table.schema === from)
      constraint.references = { ...references, table: { ...references.table, schema: to } };
  }
  for (const column of table.columns) {
    const { type } = column;
    if (!type.builtIn && type.name.schema === from) column.type = withName(type, { schema: to, name: type.name.name });
    if (column.default?.sequences.some((name) => name.schema === from))
      for (const { name } of column.default.sequences)
        column.default = withSequence(column.default, (each) => each.schema === from && each.name === name, {
          schema: to,
          name,
        });
  }
  for (const trigger of table.triggers)
    if (trigger.function.schema === from) trigger.function = { ...trigger.function, schema: to };
  changeExpressions(table, (expression) => {
    const moved = (name: Name) => name.schema === from;
    let changed = expression;
    for (const name of expression.calls?.filter(moved) ?? [])
      changed = withCalls(changed, (each) => each.schema === from && each.name === name.name, {
        schema: to,
        name: name.name,
      });
    for (const name of expression.casts?.filter(moved) ?? [])
      changed = withCasts(changed, (fact) => fact.name.schema === from && fact.name.name === name.name, {
        schema: to,
        name: name.name,
      });
    return changed;
  });
}
