import { pathway } from '../../model/expr/pathways';
import { idOf, TypeTable } from '../../model/expr/type-table';
import { quoteIdentifier, quoteLiteral } from '../../model/expr/format';
import { displayName } from '../../model/names';
import type { Column, Table } from '../../model/schema';
import { nameSql, type NewColumn, type TableAction } from '../changes';
import type { Plan } from './plan';
import { keySql, nameOfKey, type Side } from './side';

export interface Sides {
  readonly before: Side;
  readonly after: Side;
  /** Keys of types that are made anew under their name: what is of them changes its type. */
  readonly replaced: ReadonlySet<string>;
  readonly postgresVersion: number;
}

/** What changes for the columns of a table that stays. */
export interface ColumnChanges {
  /** Columns that go. */
  readonly dropped: ReadonlySet<string>;
  /** Columns that are dropped and made anew. */
  readonly remade: ReadonlySet<string>;
  /** Columns whose type changes; true where PostgreSQL rebuilds what is said of them by itself. */
  readonly retyped: ReadonlyMap<string, boolean>;
}

/** The columns that change, without a word on what is done. */
export function columnChanges(before: Table, after: Table, sides: Sides): ColumnChanges {
  const dropped = new Set<string>();
  const remade = new Set<string>();
  const retyped = new Map<string, boolean>();
  for (const old of before.columns) {
    const now = after.columns.find(({ name }) => name === old.name);
    if (!now) dropped.add(old.name);
    else if (isRemade(old, now)) remade.add(old.name);
    else if (typeSql(old, sides.before) !== typeSql(now, sides.after) || isReplaced(old, sides)) {
      retyped.set(old.name, castOf(old, now, sides) === 'implicit');
    }
  }
  return { dropped, remade, retyped };
}

/** A generated column can't become a plain one of another kind, nor the other way round. */
function isRemade(old: Column, now: Column): boolean {
  if (!now.generated) return old.generated?.stored === false;
  return old.generated?.stored !== now.generated.stored;
}

function isReplaced(column: Column, { before, replaced }: Sides): boolean {
  const type = before.typeOf(column);
  return type !== undefined && replaced.has(type.name);
}

function typeSql(column: Column, side: Side): string {
  const collation = column.collation === undefined ? '' : ` COLLATE ${quoteIdentifier(column.collation)}`;
  return `${side.print.type(column)}${collation}`;
}

/** Adds what is done to the columns of a table that stays. */
export function alterColumns(before: Table, after: Table, changes: ColumnChanges, sides: Sides, plan: Plan): void {
  const early: TableAction[] = [];
  for (const { name, inherited } of before.columns)
    if ((changes.dropped.has(name) || changes.remade.has(name)) && !inherited)
      early.push({ do: 'drop column', column: name });
  plan.alter('column', after, ...early);
  for (const now of after.columns) {
    const old = before.columns.find(({ name }) => name === now.name);
    if (old && !changes.remade.has(now.name)) {
      if (now.inherited) continue;
      alterColumn({ old, now, before, after, retyped: changes.retyped.has(now.name) }, sides, plan);
    } else if (!now.inherited)
      plan.alter('column', after, { do: 'add column', column: sides.after.column(now, after) });
  }
  const order = (table: Table, other: Table) =>
    table.columns.map(({ name }) => name).filter((name) => other.columns.some((each) => each.name === name));
  if (order(before, after).join('\n') !== order(after, before).join('\n') && changes.remade.size === 0)
    plan.fail(displayName(after), `The columns of \`${displayName(after)}\` keep their order: PostgreSQL changes it only for a new table.`); // prettier-ignore
}

interface Pair {
  readonly old: Column;
  readonly now: Column;
  readonly before: Table;
  readonly after: Table;
  readonly retyped: boolean;
}

function alterColumn(pair: Pair, sides: Sides, plan: Plan): void {
  const { old, now, before, after, retyped } = pair;
  const column = now.name;
  const [was, is] = [sides.before.column(old, before), sides.after.column(now, after)];
  const drew = drawsFrom(old);
  const draws = drawsFrom(now);
  const ends = drew !== undefined && drew !== draws;
  const starts = draws !== undefined && drew !== draws;
  const [valueWas, valueIs] = [sides.before.print.default(old), sides.after.print.default(now)];
  const actions: TableAction[] = [];
  if (ends || (valueWas !== null && (retyped || valueIs === null) && drew === undefined)) {
    actions.push({ do: 'drop default', column });
  }
  if (was.identity && !is.identity) actions.push({ do: 'drop identity', column });
  if (ends || starts) plan.alter('column', after, ...actions.splice(0));
  if (ends) plan.add('column', { change: 'drop', word: 'SEQUENCE', name: nameOfKey(drew) });
  if (was.generated && !is.generated) actions.push({ do: 'drop expression', column });
  if (retyped) actions.push(setType(pair, sides, plan));
  if (is.generated && was.generated && is.generated.expression !== was.generated.expression)
    actions.push({ do: 'set expression', column, expression: is.generated.expression });
  if (starts) startSequence(draws, now, plan);
  if (valueIs !== null && (valueIs !== valueWas || retyped || ends || was.identity) && (draws === undefined || starts))
    actions.push({ do: 'set default', column, expression: valueIs });
  actions.push(...nullability(pair, is));
  if (is.identity && !was.identity) actions.push({ do: 'add identity', column, ...is.identity });
  if (is.identity && was.identity && is.identity.always !== was.identity.always)
    actions.push({ do: 'set identity', column, always: is.identity.always });
  plan.alter('column', after, ...actions);
  const sequence = draws ?? now.sequence;
  if (draws !== undefined && drew === draws && retyped && INTEGERS.has(is.type))
    plan.add('column', {
      change: 'statement',
      sql: `ALTER SEQUENCE ${keySql(draws)} AS ${sides.after.print.type(now)}`,
    });
  if (sequence !== undefined && (starts || (is.identity && !was.identity))) goOn(sequence, now, after, plan);
  if (starts) plan.add('ownSequence', { change: 'own sequence', name: nameOfKey(draws), table: after, column });
}

const INTEGERS: ReadonlySet<string> = new Set(['smallserial', 'serial', 'bigserial']);

/** The sequence that a `serial` column draws its values from. */
function drawsFrom(column: Column): string | undefined {
  return column.default || column.identity ? undefined : column.sequence;
}

function startSequence(key: string, column: Column, plan: Plan): void {
  const type = column.type.name.name === 'int2' ? 'AS smallint' : column.type.name.name === 'int4' ? 'AS integer' : undefined; // prettier-ignore
  const body = type === undefined ? {} : { body: type };
  plan.add('column', { change: 'create sequence', name: nameOfKey(key), ...body }, nameOfKey(key).name);
}

/** New values come after those that are there. */
function goOn(key: string, column: Column, table: Table, plan: Plan): void {
  const highest = `SELECT max(${quoteIdentifier(column.name)}) FROM ${nameSql(table)}`;
  const sql = `SELECT setval(${quoteLiteral(keySql(key))}, coalesce((${highest}), 0) + 1, false)`;
  plan.add('data', { change: 'statement', sql });
}

/** What a key or a named NOT NULL brings is theirs to say. */
function nullability({ old, now, before, after }: Pair, is: NewColumn): TableAction[] {
  const column = now.name;
  if (old.notNull === now.notNull) return [];
  if (!now.notNull) {
    const named = before.constraints.some(({ kind, columns }) => kind === 'not null' && columns[0] === column);
    return named || is.identity ? [] : [{ do: 'drop not null', column }];
  }
  const byOther = after.constraints.some(
    ({ kind, columns }) => (kind === 'not null' || kind === 'primary key') && columns.includes(column),
  );
  return byOther ? [] : [{ do: 'set not null', column }];
}

function setType({ old, now, after }: Pair, sides: Sides, plan: Plan): TableAction {
  const column = now.name;
  const type = sides.after.print.type(now);
  const cast = castOf(old, now, sides);
  const name = quoteIdentifier(column);
  const object = `${displayName(after)}.${column}`;
  const was = sides.before.print.type(old);
  const collation = now.collation !== old.collation ? { collation: now.collation ?? 'default' } : {};
  const plain = { do: 'set type', column, type, ...collation } as const;
  if (cast === 'implicit' || cast === 'assignment') return plain;
  if (cast === 'explicit') return { ...plain, using: `${name}::${type}` };
  if (cast === 'text' && !isReplaced(old, sides))
    plan.fail(object, `PostgreSQL has no way from \`${was}\` to \`${type}\`: the values of \`${object}\` go through text, and one that doesn't fit stops the migration.`); // prettier-ignore
  return { ...plain, using: `${name}::text::${type}` };
}

/** How values get from one type to the other: anywhere, in an assignment, where somebody asks for it, or only as text. */
function castOf(old: Column, now: Column, sides: Sides): 'implicit' | 'assignment' | 'explicit' | 'text' {
  const [from, to] = [sides.before.typeOf(old), sides.after.typeOf(now)];
  if (!from || !to || isReplaced(old, sides)) return 'text';
  const types = new TypeTable(sides.after.env(now.typeOrigin.source.path));
  const occasions = ['implicit', 'assignment', 'explicit'] as const;
  return occasions.find((occasion) => pathway(types, idOf(from), idOf(to), occasion)) ?? 'text';
}
