import { ok } from '../../base/result';
import { displayName } from '../../model/names';
import { targetOf } from '../diff/new-tables';
import { alter, columnOfTable, tableIn } from './lib';
import type { Recipe, RecipeStep } from './recipe';

export const dropColumn: Recipe = {
  id: 'drop-column',
  title: 'Drop a column',
  parameters: [
    { name: 'table', kind: 'table', prompt: 'Which table?' },
    { name: 'column', kind: 'column', prompt: 'Which column?' },
  ],
  plan(args, context) {
    const found = columnOfTable(args, context);
    if (!found.ok) return found;
    const { table, column } = found.value;
    const shown = `${displayName(table)}.${column.name}`;
    const needed = column.notNull && context.side.print.default(column) === null && !column.identity && !column.generated; // prettier-ignore
    const isKey = table.constraints.some(
      ({ kind, columns }) => kind === 'primary key' && columns.includes(column.name),
    );
    const steps: RecipeStep[] = [
      ...(needed && !isKey
        ? [
            {
              title: `Let new rows leave \`${column.name}\` out`,
              words: `drop not null of ${column.name} in ${table.name}`,
              up: [alter(table, { do: 'drop not null', column: column.name })],
              down: { irreversible: `rows may lack ${column.name} by now; fill them, then make it NOT NULL by a check of its own` },
            },
          ]
        : []),
      {
        title: `Drop \`${column.name}\``,
        words: `drop ${column.name} from ${table.name}`,
        up: [alter(table, { do: 'drop column', column: column.name })],
        first: `Deploy an application that neither reads nor writes \`${shown}\`, and keep a copy of its values if anybody may ask for them.`,
        rows: `The values of \`${shown}\` are lost; Down brings back an empty column.`,
      },
    ]; // prettier-ignore
    return ok({ title: `Drop ${shown}`, steps });
  },
};

export const dropTable: Recipe = {
  id: 'drop-table',
  title: 'Drop a table',
  parameters: [{ name: 'table', kind: 'table', prompt: 'Which table?' }],
  plan(args, context) {
    const found = tableIn(args, context);
    if (!found.ok) return found;
    const table = found.value;
    const shown = displayName(table);
    const { side } = context;
    const pointing = [...side.tables.values()].flatMap(
      (other) =>
      other.key === table.key ? [] : other.constraints.filter((each) => !each.inherited && targetOf(each, side)?.key === table.key).map(({ name }) => ({ other, name })), // prettier-ignore
    );
    const steps: RecipeStep[] = [
      ...pointing.map(({ other, name }) => ({
        title: `Let go of \`${shown}\` in \`${displayName(other)}\``,
        words: `drop ${name} from ${other.name}`,
        up: [alter(other, { do: 'drop constraint', name })],
      })),
      {
        title: `Drop \`${shown}\``,
        words: `drop ${table.name}`,
        up: [{ change: 'drop', word: 'TABLE', name: table }],
        first: `Deploy an application that doesn't use \`${shown}\`, and keep a copy of its rows if anybody may ask for them.`,
        rows: `The rows of \`${shown}\` are lost; Down brings back an empty table.`,
      },
    ];
    return ok({ title: `Drop ${shown}`, steps });
  },
};
