import { err, ok } from '../../base/result';
import { displayName } from '../../model/names';
import { isKey, primaryKey } from '../../model/schema';
import { nameSql } from '../changes';
import { alter, columnsIn, freeName, indexStep, list, tableIn } from './lib';
import type { Recipe, RecipeStep } from './recipe';

export const addForeignKey: Recipe = {
  id: 'add-foreign-key',
  title: 'Add a foreign key',
  parameters: [
    { name: 'table', kind: 'table', prompt: 'Which table gets the foreign key?' },
    { name: 'columns', kind: 'columns', prompt: 'Which columns? For example: customer_id' },
    { name: 'references', kind: 'table', prompt: 'Which table does it point to?' },
    { name: 'on-delete', kind: 'text', prompt: 'What happens to its rows when the other row is deleted?', optional: true, choices: ['RESTRICT', 'CASCADE', 'SET NULL', 'NO ACTION'] },
    { name: 'name', kind: 'text', prompt: 'What is it called?', optional: true },
  ], // prettier-ignore
  plan(args, context) {
    const { side } = context;
    const found = tableIn(args, context);
    const other = tableIn(args, context, 'references');
    if (!found.ok) return found;
    if (!other.ok) return other;
    const [table, target] = [found.value, other.value];
    const columns = columnsIn(args, table);
    if (!columns.ok) return columns;
    const key = primaryKey(target)?.columns ?? [];
    if (!isKey(target, key) || key.length !== columns.value.length)
      return err(`\`${displayName(target)}\` has no primary key of ${columns.value.length === 1 ? 'one column' : `${columns.value.length} columns`} to point to.`); // prettier-ignore
    const label = `${table.name}_${columns.value.join('_')}`;
    const name = args.name ?? freeName(`${label}_fkey`, table, side);
    const action = args['on-delete'] && args['on-delete'] !== 'NO ACTION' ? ` ON DELETE ${args['on-delete']}` : '';
    const definition = `FOREIGN KEY (${list(columns.value)}) REFERENCES ${nameSql(target)} (${list(key)})${action}`;
    const isServed =
      [...table.indexes.map(({ keys }) => keys.map(({ column }) => column)), ...table.constraints.filter(({ kind }) => kind === 'primary key' || kind === 'unique').map((each) => each.columns)] // prettier-ignore
        .some((index) => columns.value.every((column) => index.slice(0, columns.value.length).includes(column)));
    const index = indexStep(table, { name: freeName(`${label}_idx`, table, side), definition: `ON ${nameSql(table)} (${list(columns.value)})` }, context); // prettier-ignore
    const steps: RecipeStep[] = [
      ...(isServed ? [] : [index]),
      {
        title: 'Refuse new rows that point nowhere',
        words: `add ${name} to ${table.name}`,
        up: [alter(table, { do: 'add constraint', name, definition, notValid: true })],
      },
      {
        title: 'Check the rows that are there',
        words: `validate ${name} of ${table.name}`,
        up: [alter(table, { do: 'validate constraint', name })],
        down: 'a valid foreign key holds for the same rows',
        rows: `Reads ${displayName(table)} once while others read and write. It stops at a row that points nowhere: change those first.`,
      },
    ];
    return ok({ title: `Let ${displayName(table)} point to ${displayName(target)}`, steps });
  },
};
