import { constraintsOf, type ConstraintFact, type IndexFact, type Op, type StatementFacts } from './facts';
import { generatedName, type Name } from './names';

/** The names, without schema, by which a statement hangs together with others. */
export interface Touched {
  /** Objects that the statement makes or changes, and those that it takes something from. */
  readonly names: readonly string[];
  /** Tables that its foreign keys point to. */
  readonly mentions: readonly string[];
  /** Tables whose change here reaches the foreign keys that point to them (a rename, a drop). */
  readonly moves: readonly string[];
}

/**
 * Statements that share a name, or that a statement with two names joins, are folded together and apart from all
 * others: an edit costs its component and no more.
 */
export function touched(facts: StatementFacts): Touched {
  const names = new Set<string>();
  const mentions = new Set<string>();
  const moves = new Set<string>();
  for (const op of facts.ops) {
    const add = (...added: readonly (Name | string | undefined)[]) => {
      for (const name of added) if (name !== undefined) names.add(typeof name === 'string' ? name : name.name);
    };
    touch(op, add);
    for (const constraint of constraintsOf(op)) {
      if (constraint.references) mentions.add(constraint.references.table.name);
      add(...indexNames(tableOf(op), constraint));
    }
    if (op.op === 'rename relation' || op.op === 'set schema' || op.op === 'drop relation') moves.add(op.name.name);
    if (op.op === 'rename column' || op.op === 'drop column') moves.add(op.table.name);
  }
  return { names: [...names], mentions: [...mentions], moves: [...moves] };
}

function touch(op: Op, add: (...names: readonly (Name | string | undefined)[]) => void): void {
  switch (op.op) {
    case 'create table':
      return add(op.name, op.partitionOf, ...op.like, ...op.inherits);
    case 'rename relation':
    case 'rename type':
      return add(op.name, op.to);
    case 'create index':
      return add(op.table, op.index.name ?? generatedIndexName(op.table.name, op.index));
    case 'add constraint':
      return add(op.table, op.constraint.usingIndex);
    case 'attach partition':
    case 'detach partition':
      return add(op.table, op.partition);
    case 'search path':
      return;
    default:
      return add(tableOf(op));
  }
}

function tableOf(op: Op): string {
  if ('table' in op) return op.table.name;
  return 'name' in op ? op.name.name : '';
}

/** Keys are indexes too: ALTER INDEX and COMMENT ON INDEX reach them by the name that they have or get. */
function indexNames(table: string, constraint: ConstraintFact): readonly string[] {
  if (constraint.kind === 'primary key') return [constraint.name ?? generatedName(table, '', 'pkey')];
  if (constraint.kind !== 'unique') return [];
  return [constraint.name ?? generatedName(table, constraint.columns.map((column) => column.name).join('_'), 'key')];
}

function generatedIndexName(table: string, { keys }: IndexFact): string {
  return generatedName(table, keys.map((key) => key.label).join('_'), 'idx');
}
