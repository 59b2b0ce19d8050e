import type { Span } from '../../base/span';
import type { ConstraintFact, IndexFact, Op } from '../../model/facts';
import type { Name } from '../../model/names';
import type { TypeFact } from '../../model/types';
import type { Recipe, RecipeArgs } from './recipe';
import { recipeNamed } from './recipes';

/** What a statement's change is as a recipe. */
export interface RecipeForOp {
  readonly recipe: Recipe;
  readonly args: RecipeArgs;
}

type Said = readonly [id: string, args: Readonly<Record<string, string | undefined>>];

interface Written {
  /** The key of a table, type or index that is there before the statement. */
  key(name: Name): string | undefined;
  /** What is written at a place of the statement. */
  text(span: Span): string;
}

/** The recipe that makes the same change step by step; undefined where there is none, or it can't say all that is written. */
export function recipeForOp(op: Op, written: Written): RecipeForOp | undefined {
  const found = argsOf(op, written);
  const recipe = found && recipeNamed(found[0]);
  if (!recipe) return undefined;
  const said = Object.entries(found[1]).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { recipe, args: Object.fromEntries(said) };
}

function argsOf(op: Op, { key, text }: Written): Said | undefined {
  const table = 'table' in op ? key(op.table) : 'name' in op ? key(op.name) : undefined;
  if (table === undefined) return undefined;
  switch (op.op) {
    case 'alter column': {
      const { change, column } = op;
      if (change.set === 'not null') return change.notNull ? ['set-not-null', { table, column }] : undefined;
      if (change.set !== 'type' || change.collation !== undefined || !change.type.span) return undefined;
      const using = /\busing\b([\s\S]*)$/i.exec(text({ start: change.type.span.end, end: op.span.end }))?.[1]?.trim();
      return ['change-type', { table, column, type: text(change.type.span), using }];
    }
    case 'add column': {
      const { column, constraints } = op;
      const { name, type, default: value, notNull, identity, generated, collation } = column;
      if (!notNull || !type.span || type.serial || identity || generated || collation !== undefined) return undefined;
      if (constraints.some(({ kind }) => kind !== 'not null')) return undefined;
      const filled = value ? undefined : emptyOf(type);
      if (!value && filled === undefined) return undefined;
      return [
        'add-not-null-column',
        { table, column: name, type: text(type.span), default: value?.text, value: filled },
      ];
    }
    case 'rename column':
      return ['rename-column', { table, column: op.column, to: op.to }];
    case 'drop column':
      return op.cascade ? undefined : ['drop-column', { table, column: op.column }];
    case 'rename':
      return op.kind === 'relation' ? ['rename-table', { table, to: op.to }] : undefined;
    case 'drop':
      if (op.cascade || op.together.length > 1) return undefined;
      return op.kind === 'relation' ? ['drop-table', { table }] : op.kind === 'index' ? ['drop-index', { index: table }] : undefined; // prettier-ignore
    case 'add constraint':
      return constraintArgs(op.constraint, table, key);
    case 'create index':
      return indexArgs(op.index, table);
    case 'add enum value':
      return op.neighbour !== undefined && !op.after ? undefined : ['add-enum-value', { type: table, value: op.value, after: op.neighbour }]; // prettier-ignore
    default:
      return undefined;
  }
}

function constraintArgs(constraint: ConstraintFact, table: string, key: Written['key']): Said | undefined {
  const { kind, name, references, expression } = constraint;
  if (constraint.usingIndex !== undefined || constraint.notValid || constraint.notEnforced) return undefined;
  if (constraint.deferrable || constraint.period || constraint.nullsNotDistinct || constraint.noInherit)
    return undefined;
  if (constraint.include && constraint.include.length > 0) return undefined;
  const columns = constraint.columns.map((column) => column.name).join(', ');
  if (kind === 'unique') return ['add-unique', { table, columns, name }];
  if (kind === 'primary key') return ['add-primary-key', { table, columns, name }];
  if (kind === 'check') return expression && ['add-check', { table, expression: expression.text, name }];
  const target = references && key(references.table);
  if (kind !== 'foreign key' || !references || target === undefined) return undefined;
  if (references.columns.length > 0 || references.setColumns || references.matchFull) return undefined;
  if (references.onUpdate !== 'no action') return undefined;
  const onDelete = references.onDeleteWritten ? references.onDelete.toUpperCase() : undefined;
  return ['add-foreign-key', { table, columns, references: target, 'on-delete': onDelete, name }];
}

function indexArgs(index: IndexFact, table: string): Said | undefined {
  const { keys, predicate, method, unique, name, include, nullsNotDistinct, storage, only } = index;
  if (include.length > 0 || nullsNotDistinct || storage || only) return undefined;
  const columns = keys.map((each) => each.text).join(', ');
  return ['add-index', { table, columns, method, where: predicate?.text, unique: unique ? 'yes' : undefined, name }];
}

const EMPTY: Readonly<Record<string, string>> = {
  text: "''", varchar: "''", bpchar: "''", bool: 'false', int2: '0', int4: '0', int8: '0', numeric: '0', float4: '0', float8: '0', jsonb: "'{}'",
  json: "'{}'", timestamptz: 'now()', timestamp: 'now()', date: 'CURRENT_DATE',
}; // prettier-ignore

/** What old rows get where nothing else is said: a value for a person to think about. */
function emptyOf({ name, builtIn, dimensions }: TypeFact): string | undefined {
  if (dimensions > 0) return "'{}'";
  return builtIn ? EMPTY[name.name] : undefined;
}
