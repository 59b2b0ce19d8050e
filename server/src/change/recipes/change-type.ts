import { err, ok } from '../../base/result';
import { quoteIdentifier } from '../../model/expr/format';
import { changeRewrites } from '../../model/effects/types';
import { displayName } from '../../model/names';
import type { SchemaChange } from '../changes';
import { alter, columnOfTable, freeName } from './lib';
import type { Recipe, RecipeContext, RecipeStep } from './recipe';
import { copySteps, dropSync, fillShadow, refusal, syncChanges, syncFunction, type Shadow } from './shadow';

export const changeType: Recipe = {
  id: 'change-type',
  title: 'Change the type of a column',
  parameters: [
    { name: 'table', kind: 'table', prompt: 'Which table?' },
    { name: 'column', kind: 'column', prompt: 'Which column?' },
    { name: 'type', kind: 'type', prompt: 'Which type does it get? For example: bigint' },
    { name: 'using', kind: 'text', prompt: 'How is a value converted? An expression; without it a cast', optional: true },
    { name: 'back', kind: 'text', prompt: 'How is a new value converted back? An expression; without it a cast', optional: true },
  ], // prettier-ignore
  plan(args, context) {
    const found = columnOfTable(args, context);
    if (!found.ok) return found;
    const { table, column } = found.value;
    const { type = '' } = args;
    const wanted = context.type(type);
    const shown = `${displayName(table)}.${column.name}`;
    if (!wanted) return err(`\`${type}\` is no type.`);
    const title = `Make ${shown} ${type}`;
    const words = `change type of ${column.name} in ${table.name}`;
    if (
      args.using === undefined &&
      changeRewrites(column, wanted, { schema: context.side.schema, path: ['public'] }) === false
    ) {
      const up = [alter(table, { do: 'set type', column: column.name, type })];
      return ok({ title, steps: [{ title: `Make \`${column.name}\` ${type}`, words, up }] });
    }
    const why = refusal({ table, old: column }, context);
    if (why !== undefined) return err(why);
    const was = context.side.print.type(column);
    const name = freeName(`${column.name}_new`, table, context.side);
    const value = args.using ?? `${quoteIdentifier(column.name)}::${type}`;
    const back = args.back ?? `${quoteIdentifier(column.name)}::${was}`;
    return swapPlan({ table, old: column, name, type, value, back }, title, context);
  },
};

/** Expand, fill, swap, contract. */
export function swapPlan(shadow: Shadow, title: string, context: RecipeContext) {
  const { table, old, name, type } = shadow;
  const { side } = context;
  const sync = freeName(`${table.name}_${old.name}_sync`, table, side);
  const kept = freeName(`${old.name}_old`, table, side);
  const names = new Map<string, string>();
  const copies = copySteps(shadow, names, context);
  if (!copies.ok) return copies;
  const value = literalOf(side.print.default(old));
  const forward = `    NEW.${quoteIdentifier(name)} := ${ofNew(shadow.value, old.name)};`;
  const backward = `    NEW.${quoteIdentifier(kept)} := ${ofNew(shadow.back, old.name)};`;
  const swap: SchemaChange[] = [
    { change: 'rename part', part: 'COLUMN', table, name: old.name, to: kept },
    { change: 'rename part', part: 'COLUMN', table, name, to: old.name },
    ...(value === null ? [] : [alter(table, { do: 'set default', column: old.name, expression: value }, { do: 'drop default', column: kept })]), // prettier-ignore
    syncFunction(table, sync, backward, true),
  ];
  const steps: RecipeStep[] = [
    {
      title: `Add a column of the new type, which follows \`${old.name}\``,
      words: `add ${name} to ${table.name}`,
      up: [alter(table, { do: 'add column', column: { name, type } }), ...syncChanges(table, sync, forward)],
    },
    fillShadow(shadow, context),
    ...copies.value,
    {
      title: 'Swap the two columns',
      words: `swap ${old.name} of ${table.name}`,
      up: swap,
      first: `See that no row of ${displayName(table)} has \`${old.name}\` and no \`${name}\`.`,
    },
    {
      title: 'Drop the old column',
      words: `drop ${kept} from ${table.name}`,
      up: [...dropSync(table, sync), alter(table, { do: 'drop column', column: kept }), ...renamesBack(table, names)],
      refill: { [kept]: shadow.back },
      first: 'Wait until the swap has proved right: from here on the old values are gone.',
    },
  ];
  return ok({ title, steps });
}

/** A default without the old type: `'open'::status` is `'open'`. */
function literalOf(value: string | null): string | null {
  return value === null ? null : value.replace(/^('(?:[^']|'')*')::.*$/, '$1');
}

/** What the new column has gets the names that the old one's had. */
function renamesBack(table: Shadow['table'], names: ReadonlyMap<string, string>): SchemaChange[] {
  return [...names].map(([was, now]) =>
    table.constraints.some(({ name }) => name === was)
      ? { change: 'rename part', part: 'CONSTRAINT', table, name: now, to: was }
      : { change: 'rename', word: 'INDEX', name: { schema: table.schema, name: now }, to: was },
  );
}

/** An expression of a column as a trigger says it of the new row. */
function ofNew(expression: string, column: string): string {
  const name = quoteIdentifier(column);
  return expression.replaceAll(new RegExp(`(?<![\\w".])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w"(])`, 'g'), `NEW.${name}`); // prettier-ignore
}
