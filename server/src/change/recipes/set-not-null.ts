import { err, ok } from '../../base/result';
import { quoteIdentifier } from '../../model/expr/format';
import { displayName } from '../../model/names';
import { backfill, columnOfTable, notNullSteps } from './lib';
import type { Recipe } from './recipe';

export const setNotNull: Recipe = {
  id: 'set-not-null',
  title: 'Make a column NOT NULL',
  parameters: [
    { name: 'table', kind: 'table', prompt: 'Which table?' },
    { name: 'column', kind: 'column', prompt: 'Which column?' },
    { name: 'value', kind: 'text', prompt: "What do rows without a value get? For example: 'unknown'", optional: true },
  ],
  plan(args, context) {
    const found = columnOfTable(args, context);
    if (!found.ok) return found;
    const { table, column } = found.value;
    const name = quoteIdentifier(column.name);
    if (column.notNull) return err(`\`${displayName(table)}.${column.name}\` is NOT NULL already.`);
    const filled = { set: `${name} = ${args.value}`, where: `${name} IS NULL`, words: `fill ${column.name} of ${table.name}` }; // prettier-ignore
    const [check, ...rest] = notNullSteps(table, [column.name], context.side);
    const steps = args.value === undefined ? [check!, ...rest] : [check!, backfill(table, filled, context), ...rest];
    return ok({ title: `Make ${displayName(table)}.${column.name} NOT NULL`, steps });
  },
};
