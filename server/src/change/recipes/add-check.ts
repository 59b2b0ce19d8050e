import { ok } from '../../base/result';
import { displayName } from '../../model/names';
import { alter, freeName, tableIn } from './lib';
import type { Recipe } from './recipe';

export const addCheck: Recipe = {
  id: 'add-check',
  title: 'Add a CHECK constraint',
  parameters: [
    { name: 'table', kind: 'table', prompt: 'Which table?' },
    { name: 'expression', kind: 'text', prompt: 'What has to hold? For example: total >= 0' },
    { name: 'name', kind: 'text', prompt: 'What is it called?', optional: true },
  ],
  plan(args, context) {
    const found = tableIn(args, context);
    if (!found.ok) return found;
    const table = found.value;
    const { expression = '' } = args;
    const name = args.name ?? freeName(`${table.name}_check`, table, context.side);
    return ok({
      title: `Check ${displayName(table)}`,
      steps: [
        {
          title: 'Refuse new rows that break it',
          words: `add ${name} to ${table.name}`,
          up: [alter(table, { do: 'add constraint', name, definition: `CHECK (${expression})`, notValid: true })],
        },
        {
          title: 'Check the rows that are there',
          words: `validate ${name} of ${table.name}`,
          up: [alter(table, { do: 'validate constraint', name })],
          down: 'a valid check holds for the same rows',
          rows: `Reads ${displayName(table)} once while others read and write. It stops at a row that breaks the check: change those first.`,
        },
      ],
    });
  },
};
