import {
  allOps,
  constraintsOf,
  type ColumnFact,
  type ConstraintFact,
  type ExpressionFact,
  type Op,
  type StatementFacts,
} from './facts';
import { objectsOfExtension } from './expr/catalog';
import { generatedName, type Name } from './names';
import type { TypeFact } from './types';

/** The names, without schema, by which a statement hangs together with others. */
export interface Touched {
  /** Objects that the statement makes or changes, and those that it takes something from. */
  readonly names: readonly string[];
  /** Objects that it only points to: tables of foreign keys and views, types, sequences, a trigger's function. */
  readonly mentions: readonly string[];
  /** Objects whose change here reaches what points to them (a rename, a drop). */
  readonly moves: readonly string[];
  /** Views and types among them: what changes for one changes for those that read it, or are made of it. */
  readonly relays: readonly string[];
  /** Types that go with all columns of them. */
  readonly sweeps: readonly string[];
  /** Tables with columns of types that are mentioned. */
  readonly holders: readonly string[];
  /** Objects that get another name: what reaches one reaches those that know it by the new name. */
  readonly renames: readonly { readonly from: string; readonly to: string }[];
  /** It reaches all objects of a schema. */
  readonly everything: boolean;
}

/**
 * Statements that share a name, or that a statement with two names joins, are folded together and apart from all
 * others: an edit costs its component and no more.
 */
export function touched(facts: StatementFacts): Touched {
  const sets = { names: new Set<string>(), mentions: new Set<string>(), moves: new Set<string>() };
  const relays: string[] = [];
  const renames: { from: string; to: string }[] = [];
  const sweeps: string[] = [];
  const holders: string[] = [];
  let everything = false;
  for (const op of allOps(facts)) {
    touch(op, sets);
    if (RELAYING.has(op.op)) relays.push(tableOf(op));
    if (op.op === 'rename') renames.push({ from: op.name.name, to: op.to });
    if (op.op === 'drop' && op.cascade && (op.kind === 'type' || op.kind === 'domain')) sweeps.push(op.name.name);
    if (hasOwnTypes(op)) holders.push(tableOf(op));
    // What a function's body makes is made where it is called.
    if (op.op === 'create function') for (const inner of op.body) touch(inner, sets);
    if ((op.op === 'drop' || op.op === 'rename') && op.kind === 'schema') everything = true;
    if (op.op === 'obscure' || op.op === 'create cast') everything = true;
    if (op.op === 'drop' && op.kind === 'extension' && op.cascade) {
      everything = true;
      sweeps.push(...(objectsOfExtension(op.name.name)?.types ?? []));
    }
  }
  return {
    names: [...sets.names],
    mentions: [...sets.mentions],
    moves: [...sets.moves],
    relays,
    renames,
    sweeps,
    holders,
    everything,
  };
}

/** What is made of others, and of which others may be made in turn. */
const RELAYING: ReadonlySet<Op['op']> = new Set(['create view', 'create domain', 'create composite', 'create range']);

interface Sets {
  readonly names: Set<string>;
  readonly mentions: Set<string>;
  readonly moves: Set<string>;
}

function touch(op: Op, { names, mentions, moves }: Sets): void {
  const add = (...all: readonly (Name | string | undefined)[]) => {
    for (const name of all) if (name !== undefined) names.add(typeof name === 'string' ? name : name.name);
  };
  const mention = (...all: readonly Name[]) => all.forEach((name) => mentions.add(name.name));
  const ofType = (type: TypeFact | undefined) => {
    if (type?.ofColumn !== undefined) add(type.name);
    if (type && !type.builtIn && type.name.name !== '') mention(type.name);
  };
  const own = tableOf(op);
  if (own !== '') add(own);
  const inside = (...expressions: readonly (ExpressionFact | undefined)[]) => {
    for (const each of expressions) if (each) mention(...each.sequences, ...(each.calls ?? []), ...(each.casts ?? []));
  };
  for (const constraint of constraintsOf(op)) {
    inside(constraint.expression);
    if (constraint.references) mention(constraint.references.table);
    add(constraint.usingIndex, nameOfConstraint(own, constraint));
  }
  for (const column of columnsOf(op)) {
    ofType(column.type);
    inside(column.default, column.generated);
    if (column.type.serial || column.identity) add(column.sequenceName ?? generatedName(own, column.name, 'seq'));
  }
  switch (op.op) {
    case 'create table':
      add(op.partitionOf, op.ofType, ...op.like.map((like) => like.table), ...op.inherits, ...(op.query?.reads ?? []));
      return;
    case 'create view':
      return mention(...op.query.reads, ...(op.query.calls ?? []), ...(op.query.casts ?? []));
    case 'rename':
      add(op.to);
      moves.add(own);
      return;
    case 'set schema':
      moves.add(own);
      return;
    case 'drop':
      moves.add(own);
      return;
    case 'rename column':
    case 'drop column':
    case 'rename enum value':
      moves.add(own);
      return;
    case 'alter composite':
      if (op.cascade) moves.add(own);
      return;
    case 'create policy':
      return inside(op.policy.using, op.policy.check);
    case 'alter column':
      if (op.change.set === 'type') {
        // Which types become which hangs on what they are.
        if (!op.change.type.builtIn) add(op.change.type.name);
        // A view that uses the column forbids it.
        moves.add(own);
      }
      if (op.change.set === 'default') inside(op.change.default);
      if (op.change.set === 'expression') inside(op.change.generated);
      if (op.change.set === 'identity') add(op.change.sequenceName ?? generatedName(own, op.column, 'seq'));
      return;
    case 'drop constraint':
      if (op.cascade) moves.add(own);
      return;
    case 'rename constraint':
      // The constraint may be an index, which has its name among the relations.
      return add(op.name, op.to);
    case 'create index': {
      inside(op.index.predicate, ...op.index.keys.map((key) => key.expression));
      const labels = [...op.index.keys.map((key) => key.label), ...op.index.include.map((column) => column.name)];
      return add(op.index.name ?? generatedName(own, labels.join('_'), 'idx'));
    }
    case 'attach partition':
    case 'detach partition':
      return add(op.partition);
    case 'attach index':
      return add(op.partition);
    case 'of type':
      return add(op.type);
    case 'inherit':
      return add(op.parent);
    case 'create sequence':
    case 'alter sequence':
      return add(op.sequence.ownedBy?.table);
    case 'create trigger':
      return mention(op.trigger.function);
    case 'create domain':
      return ofType(op.type);
    case 'create function':
      for (const { type } of op.function.args) ofType(type);
      return ofType(op.function.returns);
  }
}

function hasOwnTypes(op: Op): boolean {
  if (op.op === 'alter column') return op.change.set === 'type' && !op.change.type.builtIn;
  return (op.op === 'create table' || op.op === 'add column') && columnsOf(op).some(({ type }) => !type.builtIn);
}

function tableOf(op: Op): string {
  if ('table' in op) return op.table.name;
  return 'name' in op ? op.name.name : '';
}

function columnsOf(op: Op): readonly ColumnFact[] {
  if (op.op === 'create table' || op.op === 'create composite') return op.columns;
  if (op.op === 'add column') return [op.column];
  return op.op === 'alter composite' && op.change.set === 'add' ? [op.change.column] : [];
}

/** The name that a constraint has or gets: other statements reach keys by it, and equal ones get numbers. */
function nameOfConstraint(table: string, { kind, name, columns, include = [] }: ConstraintFact): string | undefined {
  if (name !== undefined) return kind === 'primary key' || kind === 'unique' || kind === 'exclude' ? name : undefined;
  const joined = [...columns.map((column) => column.name), ...include].join('_');
  switch (kind) {
    case 'primary key':
      return generatedName(table, '', 'pkey');
    case 'unique':
      return generatedName(table, joined, 'key');
    case 'exclude':
      return generatedName(table, joined, 'excl');
    case 'foreign key':
      return generatedName(table, joined, 'fkey');
    case 'check':
      return generatedName(table, columns.length === 1 ? columns[0]!.name : '', 'check');
    default:
      return undefined;
  }
}
