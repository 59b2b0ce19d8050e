import { err, ok } from '../../base/result';
import { quoteIdentifier } from '../../model/expr/format';
import { displayName } from '../../model/names';
import { column as columnOf } from '../../model/schema';
import { alter, backfill, notNullSteps, tableIn } from './lib';
import type { Recipe, RecipeStep } from './recipe';

/** A constant default fills old rows without touching them; any other value is filled in before NOT NULL is said. */
export const addNotNullColumn: Recipe = {
  id: 'add-not-null-column',
  title: 'Add a NOT NULL column',
  parameters: [
    { name: 'table', kind: 'table', prompt: 'Which table?' },
    { name: 'column', kind: 'text', prompt: 'What is the column called? For example: status' },
    { name: 'type', kind: 'type', prompt: 'Of which type? For example: text' },
    { name: 'default', kind: 'text', prompt: "Which default, if any? For example: 'open'", optional: true },
    { name: 'value', kind: 'text', prompt: 'What do the rows that are there get? An expression; without it the default', optional: true },
  ], // prettier-ignore
  plan(args, context) {
    const found = tableIn(args, context);
    if (!found.ok) return found;
    const table = found.value;
    const { column: name = '', type = '', default: value, value: filled } = args;
    if (columnOf(table, name)) return err(`\`${displayName(table)}\` has a column \`${name}\` already.`);
    if (value === undefined && filled === undefined) {
      return err(`Say a default, or what the rows of \`${displayName(table)}\` that are there get.`);
    }
    const title = `Add ${displayName(table)}.${name}`;
    const words = `add ${name} to ${table.name}`;
    const column = { name, type, ...(value !== undefined && { default: value }) };
    if (value !== undefined && filled === undefined && isConstant(value)) {
      const up = [alter(table, { do: 'add column', column: { ...column, notNull: true } })];
      return ok({ title, steps: [{ title: `Add the column \`${name}\``, words, up }] });
    }
    const where = `${quoteIdentifier(name)} IS NULL`;
    const set = `${quoteIdentifier(name)} = ${filled ?? value}`;
    const steps: RecipeStep[] = [
      {
        title: `Add the column \`${name}\`, which may be NULL`,
        words,
        // A default that is set afterwards holds for new rows alone, so that nothing is written now.
        up: [
          alter(table, { do: 'add column', column: { name, type } }),
          ...(value === undefined ? [] : [alter(table, { do: 'set default', column: name, expression: value })]),
        ],
      },
      backfill(table, { set, where, words: `fill ${name} of ${table.name}` }, context),
      ...notNullSteps(table, [name], context.side),
    ];
    return ok({ title, steps });
  },
};

/** Literals, and functions of the moment: all rows get the same value. */
function isConstant(expression: string): boolean {
  return /^(?:'(?:[^']|'')*'(?:::[\w ]+)?|-?\d+(?:\.\d+)?|true|false|now\(\)|current_(?:date|timestamp))$/i.test(expression.trim()); // prettier-ignore
}
