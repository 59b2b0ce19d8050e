import { err, ok } from '../../base/result';
import { quoteIdentifier } from '../../model/expr/format';
import { displayName } from '../../model/names';
import { alter, backfill, columnOfTable } from './lib';
import type { Recipe, RecipeStep } from './recipe';

export const addDefault: Recipe = {
  id: 'add-default',
  title: 'Give a column a default',
  parameters: [
    { name: 'table', kind: 'table', prompt: 'Which table?' },
    { name: 'column', kind: 'column', prompt: 'Which column?' },
    { name: 'default', kind: 'text', prompt: 'Which default? For example: now()' },
    {
      name: 'fill',
      kind: 'text',
      prompt: 'Fill the rows without a value too?',
      optional: true,
      choices: ['yes', 'no'],
    },
  ],
  plan(args, context) {
    const found = columnOfTable(args, context);
    if (!found.ok) return found;
    const { table, column } = found.value;
    const { default: expression = '' } = args;
    if (column.generated || column.identity)
      return err(`\`${displayName(table)}.${column.name}\` is ${column.identity ? 'an identity' : 'generated'}: it takes no default.`); // prettier-ignore
    const step: RecipeStep = {
      title: 'Set the default, for new rows',
      words: `set default of ${column.name} in ${table.name}`,
      up: [alter(table, { do: 'set default', column: column.name, expression })],
    };
    const name = quoteIdentifier(column.name);
    const filled = { set: `${name} = ${expression}`, where: `${name} IS NULL`, words: `fill ${column.name} of ${table.name}` }; // prettier-ignore
    const steps = args.fill === 'yes' ? [step, backfill(table, filled, context)] : [step];
    return ok({ title: `Give ${displayName(table)}.${column.name} a default`, steps });
  },
};
