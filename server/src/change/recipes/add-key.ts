import { err, ok } from '../../base/result';
import { displayName } from '../../model/names';
import { column as columnOf, primaryKey } from '../../model/schema';
import { nameSql } from '../changes';
import { alter, columnsIn, freeName, indexStep, list, notNullSteps, tableIn } from './lib';
import type { Recipe, RecipeArgs, RecipeContext } from './recipe';

const PARAMETERS = [
  { name: 'table', kind: 'table', prompt: 'Which table?' },
  { name: 'columns', kind: 'columns', prompt: 'Which columns? For example: email' },
  { name: 'name', kind: 'text', prompt: 'What is it called?', optional: true },
] as const;

export const addUnique: Recipe = {
  id: 'add-unique',
  title: 'Add a UNIQUE constraint',
  parameters: PARAMETERS,
  plan: (args, context) => keyPlan(args, context, 'UNIQUE'),
};

export const addPrimaryKey: Recipe = {
  id: 'add-primary-key',
  title: 'Add a primary key',
  parameters: PARAMETERS,
  plan: (args, context) => keyPlan(args, context, 'PRIMARY KEY'),
};

/** The index is built while others write; the constraint then takes it over. */
function keyPlan(args: RecipeArgs, context: RecipeContext, kind: 'UNIQUE' | 'PRIMARY KEY') {
  const found = tableIn(args, context);
  if (!found.ok) return found;
  const table = found.value;
  const shown = displayName(table);
  const columns = columnsIn(args, table);
  if (!columns.ok) return columns;
  if (table.partitionKey) return err(`\`${shown}\` is partitioned: a key of it is built with the table locked.`);
  if (kind === 'PRIMARY KEY' && primaryKey(table)) return err(`\`${shown}\` has a primary key already.`);
  const usual = kind === 'UNIQUE' ? `${table.name}_${columns.value.join('_')}_key` : `${table.name}_pkey`;
  const name = args.name ?? freeName(usual, table, context.side);
  const nullable = columns.value.filter((each) => kind === 'PRIMARY KEY' && !columnOf(table, each)!.notNull);
  const steps = [
    ...notNullSteps(table, nullable, context.side),
    indexStep(table, { name, unique: true, definition: `ON ${nameSql(table)} (${list(columns.value)})` }, context),
    {
      title: `Make the index the ${kind === 'UNIQUE' ? 'UNIQUE constraint' : 'primary key'}`,
      words: `add ${name} to ${table.name}`,
      up: [alter(table, { do: 'add constraint by index', name, kind, index: name })],
      // The index goes with the constraint, and the step before takes away what is there of it.
      down: [
        alter(table, { do: 'drop constraint', name }),
        { change: 'create index', name, unique: true, definition: `ON ${nameSql(table)} (${list(columns.value)})` },
      ],
    },
  ] as const;
  return ok({ title: `Make ${columns.value.join(', ')} of ${shown} ${kind === 'UNIQUE' ? 'unique' : 'its primary key'}`, steps }); // prettier-ignore
}
