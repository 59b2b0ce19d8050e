import { printChange, type ObjectName, type SchemaChange, type TableAction } from '../changes';
import { mentions } from './written';

/** Something that differs and that no statement here makes the same. Sentences for people. */
export interface Cannot {
  /** What it is about: `orders`, `orders.total`. */
  readonly object: string;
  readonly words: string;
}

/** When a change comes, where nothing that it mentions says otherwise. */
export const RANK = {
  schema: 0, extension: 1, alterType: 2, type: 3, sequence: 4, routine: 5, table: 6, column: 7, data: 8, ownSequence: 9, sqlRoutine: 10,
  key: 11, check: 12, index: 13, foreignKey: 14, view: 15, viewIndex: 16, trigger: 17, policy: 18, grant: 19, comment: 20,
} as const; // prettier-ignore
export type Rank = (typeof RANK)[keyof typeof RANK];

export interface Step {
  readonly rank: Rank;
  readonly change: SchemaChange;
  /** Bare names that are there when it is done. */
  readonly provides: readonly string[];
}

const FIRST = ['view', 'trigger', 'foreign key', 'constraint', 'index', 'object'] as const;
const LAST = ['row routine', 'table', 'routine', 'sequence', 'type', 'extension', 'schema'] as const;

/** What has to be done, as it is found out. */
export class Plan {
  /** What is in the way of the rest and goes first, by what hangs on what. */
  private readonly first: { readonly rank: number; readonly change: SchemaChange }[] = [];
  private readonly names: SchemaChange[] = [];
  private readonly steps: Step[] = [];
  private readonly last: { readonly rank: number; readonly change: SchemaChange }[] = [];
  readonly cannot: Cannot[] = [];

  /** Takes out of the way: views before triggers before foreign keys before keys before indexes before relations. */
  drop(what: (typeof FIRST)[number], change: SchemaChange): void {
    this.first.push({ rank: FIRST.indexOf(what), change });
  }

  rename(change: SchemaChange): void {
    this.names.push(change);
  }

  add(rank: keyof typeof RANK, change: SchemaChange, ...provides: readonly string[]): void {
    this.steps.push({ rank: RANK[rank], change, provides });
  }

  alter(
    rank: keyof typeof RANK,
    table: ObjectName & { readonly kind?: string },
    ...actions: readonly TableAction[]
  ): void {
    if (actions.length > 0) this.add(rank, alterTable(table, actions));
  }

  /** In the end, when nothing needs it any more; `row routine` is one that takes rows of a table. */
  remove(what: (typeof LAST)[number], change: SchemaChange): void {
    this.last.push({ rank: LAST.indexOf(what), change });
  }

  fail(object: string, words: string): void {
    this.cannot.push({ object, words });
  }

  /** All of it in an order in which PostgreSQL takes it. */
  changes(): SchemaChange[] {
    const sorted = (list: readonly { readonly rank: number; readonly change: SchemaChange }[]) =>
      [...list].sort((a, b) => a.rank - b.rank).map(({ change }) => change);
    const steps = ordered(this.steps).map(({ change }) => change);
    return merged([...sorted(this.first), ...this.names, ...steps, ...sorted(this.last)]);
  }
}

function alterTable(table: ObjectName & { readonly kind?: string }, actions: readonly TableAction[]): SchemaChange {
  return { change: 'alter table', table, actions, ...(table.kind === 'foreign' && { foreign: true }) };
}

/**
 * Steps in an order in which each finds what it mentions: by rank, but after the steps that provide a name which stands in
 * it. In a circle the rank decides.
 */
export function ordered(steps: readonly Step[]): Step[] {
  const providers = new Map<string, Step[]>();
  for (const step of steps)
    for (const name of step.provides) providers.set(name, [...(providers.get(name) ?? []), step]);
  const needs = new Map<Step, Step[]>();
  for (const step of steps) {
    const names = [...mentions(printChange(step.change))];
    const found = names.flatMap((name) => providers.get(name) ?? []);
    needs.set(step, found.filter((other) => other !== step)); // prettier-ignore
  }
  const left = [...steps].sort((a, b) => a.rank - b.rank);
  const out: Step[] = [];
  const done = new Set<Step>();
  while (left.length > 0) {
    const ready = left.findIndex((step) => needs.get(step)!.every((other) => done.has(other)));
    const next = left.splice(Math.max(0, ready), 1)[0]!;
    out.push(next);
    done.add(next);
  }
  return out;
}

/** What is done to one table one after another is one statement. */
function merged(changes: readonly SchemaChange[]): SchemaChange[] {
  const out: SchemaChange[] = [];
  for (const change of changes) {
    const last = out.at(-1);
    if (change.change === 'alter table' && last?.change === 'alter table' && isSameTable(last, change)) {
      out[out.length - 1] = { ...last, actions: [...last.actions, ...change.actions] };
    } else out.push(change);
  }
  return out;
}

type AlterTable = Extract<SchemaChange, { change: 'alter table' }>;

function isSameTable(a: AlterTable, b: AlterTable): boolean {
  const alone = [...a.actions, ...b.actions].some(({ do: what }) => ALONE.has(what));
  return a.table.schema === b.table.schema && a.table.name === b.table.name && a.only === b.only && !alone;
}

/** What ALTER TABLE does only by itself. */
const ALONE: ReadonlySet<TableAction['do']> = new Set(['attach partition', 'detach partition']);
