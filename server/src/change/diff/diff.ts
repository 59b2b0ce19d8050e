import { displayName } from '../../model/names';
import type { Table, UserType } from '../../model/schema';
import type { ObjectWord, SchemaChange } from '../changes';
import { alterColumns, columnChanges, type Sides } from './columns';
import { alterConstraints, alterForeignKeys, alterIndexes, type Around } from './constraints';
import { boundOf, createTables, inOrder, optionsOf, targetOf } from './new-tables';
import { alterComments, alterGrants, alterPolicies, alterTriggers } from './parts';
import { Plan, type Cannot } from './plan';
import { alterObjects, type ObjectChanges } from './objects';
import { nameOfKey, Side, type DiffSide } from './side';
import { addView, inReadingOrder, viewChanges } from './views';

export type { DiffSide } from './side';
export type { Cannot } from './plan';

export interface Diff {
  /** In an order in which PostgreSQL takes them, one after another. */
  readonly changes: readonly SchemaChange[];
  /** What differs and isn't in the changes, or needs a person's eye. */
  readonly cannot: readonly Cannot[];
}

/**
 * What turns the one schema into the other. Objects are the same by their names: a column, table or type of another name is
 * dropped and made anew; who knows of a rename folds it into `before` first and puts the statement in front. Constraints and
 * indexes that differ by their name alone are renamed. What the model doesn't know (storage, statistics, rules, …) isn't
 * compared.
 */
export function diffSchemas(
  before: DiffSide,
  after: DiffSide,
  { postgresVersion }: { readonly postgresVersion: number },
): Diff {
  const plan = new Plan();
  const [old, now] = [new Side(before), new Side(after)];
  const objects = alterObjects(old, now, plan);
  const sides: Sides = { before: old, after: now, replaced: objects.replaced, postgresVersion };
  diffTables(sides, objects, plan);
  return { changes: plan.changes(), cannot: plan.cannot };
}

function diffTables(sides: Sides, objects: ObjectChanges, plan: Plan): void {
  const { before: oldSide, after: newSide } = sides;
  const [before, after] = [oldSide.tables, newSide.tables];
  const stays = (table: Table) => {
    const now = after.get(table.key);
    return now !== undefined && isSameKind(table, now) ? now : undefined;
  };
  const pairs = [...before.values()].flatMap((table) => {
    const now = table.query ? undefined : stays(table);
    return now ? [[table, now] as const] : [];
  });
  const lostKeys = new Set<string>();
  const around = new Map<string, Around>();
  for (const [old, now] of pairs) around.set(old.key, { ...columnChanges(old, now, sides), lostKeys });
  const views = viewChanges(before, after, around, sides);

  dropTables([...before.values()].filter((table) => !table.query && !stays(table)), sides, plan); // prettier-ignore
  const oldViews = [...before.values()].filter((table) => views.dropped.has(table.key));
  for (const view of inReadingOrder(oldViews, oldSide).reverse())
    plan.drop('view', { change: 'drop', word: wordOf(view), name: view });

  const made = [...after.values()].filter((table) => !table.query && !pairs.some(([, now]) => now === table));
  createTables(made, sides, plan);
  for (const [old, now] of pairs) alterTable(old, now, around.get(old.key)!, sides, plan);
  for (const [old, now] of pairs) alterForeignKeys(old, now, around.get(old.key)!, sides, plan);

  const newViews = [...after.values()].filter(({ query }) => query);
  for (const view of inReadingOrder(newViews, newSide)) {
    const isNew = !before.get(view.key)?.query || views.dropped.has(view.key);
    if (isNew) addView(view, newSide, plan, false);
    else if (views.replaced.has(view.key)) addView(view, newSide, plan, true);
    else alterIndexes(before.get(view.key)!, view, NO_CHANGES, sides, plan);
  }
  for (const table of after.values()) {
    const old = table.query && views.dropped.has(table.key) ? undefined : before.get(table.key);
    const was = old && (old.query ? old : stays(old) && old);
    const changes = around.get(table.key);
    alterTriggers(was, table, changes, sides, plan, objects.remadeRoutines);
    alterPolicies(was, table, changes, sides, plan);
    alterGrants(was, table, plan);
    alterComments(was, table, changes, sides, plan);
  }
}

const NO_CHANGES: Around = { dropped: new Set(), remade: new Set(), retyped: new Map(), lostKeys: new Set() };

function isSameKind(before: Table, after: Table): boolean {
  const family = ({ kind, query }: Table) => (query ? kind : kind === 'foreign' ? 'foreign' : 'table');
  return family(before) === family(after);
}

function wordOf({ kind }: Table): ObjectWord {
  if (kind === 'view') return 'VIEW';
  return kind === 'matview' ? 'MATERIALIZED VIEW' : kind === 'foreign' ? 'FOREIGN TABLE' : 'TABLE';
}

/** Those that point to others go before them; where they point to one another their foreign keys go first. */
function dropTables(tables: readonly Table[], { before, after }: Sides, plan: Plan): void {
  const order = inOrder(tables, before).reverse();
  const rank = new Map(order.map((table, i) => [table.key, i]));
  for (const table of order) {
    for (const constraint of table.constraints) {
      const target = targetOf(constraint, before);
      const at = target && rank.get(target.key);
      if (at === undefined || at >= rank.get(table.key)! || constraint.inherited) continue;
      plan.drop('foreign key', { change: 'alter table', table, actions: [{ do: 'drop constraint', name: constraint.name }] }); // prettier-ignore
    }
    // With its parent it goes by itself.
    if (table.partitionOf !== undefined && rank.has(table.partitionOf)) continue;
    const change: SchemaChange = { change: 'drop', word: wordOf(table), name: table };
    if (isTaken(table, after)) plan.drop('object', change);
    else plan.remove('table', change);
  }
}

/** Whether something else has the name afterwards. */
function isTaken({ key, schema, name }: Table, after: Side): boolean {
  const isName = (type: UserType) => type.key === key;
  const indexes = [...after.schema.tables()].some((table) => table.schema === schema && [...table.indexes, ...table.constraints].some((part) => part.name === name)); // prettier-ignore
  return after.tables.has(key) || indexes || [...after.schema.types()].some(isName) || after.schema.sequence({ schema, name }, []) !== undefined; // prettier-ignore
}

function alterTable(before: Table, after: Table, around: Around, sides: Sides, plan: Plan): void {
  const name = displayName(after);
  if (JSON.stringify(before.partitionKey) !== JSON.stringify(after.partitionKey)) {
    plan.fail(name, `\`${name}\` can't become ${after.partitionKey ? '' : 'un'}partitioned where it is: its rows have to move to a new table.`); // prettier-ignore
    return;
  }
  alterParents(before, after, sides, plan);
  if (before.unlogged !== after.unlogged) plan.alter('column', after, { do: 'set logged', logged: !after.unlogged });
  const [was, is] = [optionsOf(before, sides.before), optionsOf(after, sides.after)];
  if (was !== is && is !== undefined) plan.alter('column', after, { do: 'set options', options: is });
  const names = (options = '') => [...options.matchAll(/([\w.]+)\s*=/g)].map(([, option]) => option!);
  const gone = names(was).filter((option) => !names(is).includes(option));
  if (gone.length > 0) plan.alter('column', after, { do: 'reset options', names: gone });
  alterColumns(before, after, around, sides, plan);
  alterConstraints(before, after, around, sides, plan);
  alterIndexes(before, after, around, sides, plan);
}

function alterParents(before: Table, after: Table, sides: Sides, plan: Plan): void {
  const bounds = [boundOf(before, sides.before), boundOf(after, sides.after)];
  const isMoved = before.partitionOf !== after.partitionOf;
  if (isMoved || (after.partitionOf !== undefined && bounds[0] !== bounds[1])) {
    if (before.partitionOf !== undefined) {
      const parent = { ...nameOfKey(before.partitionOf) };
      plan.alter('column', parent, { do: 'detach partition', partition: after });
    }
    if (after.partitionOf !== undefined && bounds[1] !== undefined) {
      const parent = { ...nameOfKey(after.partitionOf) };
      plan.alter('column', parent, { do: 'attach partition', partition: after, bound: bounds[1] });
    }
  }
  for (const parent of before.inherits)
    if (!after.inherits.includes(parent))
      plan.alter('column', after, { do: 'inherit', parent: nameOfKey(parent), inherits: false });
  for (const parent of after.inherits)
    if (!before.inherits.includes(parent))
      plan.alter('column', after, { do: 'inherit', parent: nameOfKey(parent), inherits: true });
}
