import { err, ok, type Result } from '../../base/result';
import { quoteIdentifier, quoteLiteral } from '../../model/expr/format';
import { displayName, parseName } from '../../model/names';
import type { EnumType } from '../../model/schema';
import { nameSql } from '../changes';
import { swapPlan } from './change-type';
import { freeName } from './lib';
import type { Recipe, RecipeArgs, RecipeContext, RecipeStep } from './recipe';
import { refusal } from './shadow';

function enumIn(args: RecipeArgs, { side }: RecipeContext): Result<EnumType> {
  const name = parseName(args.type ?? '');
  const found = name && side.schema.enum(name, ['public']);
  return found ? ok(found) : err(`There is no enum \`${args.type ?? ''}\`.`);
}

export const addEnumValue: Recipe = {
  id: 'add-enum-value',
  title: 'Add a value to an enum',
  parameters: [
    { name: 'type', kind: 'enum', prompt: 'Which enum?' },
    { name: 'value', kind: 'text', prompt: 'Which value? For example: archived' },
    { name: 'after', kind: 'text', prompt: 'After which value? Without it the last one', optional: true },
  ],
  plan(args, context) {
    const found = enumIn(args, context);
    if (!found.ok) return found;
    const type = found.value;
    const { value = '', after } = args;
    const shown = displayName(type);
    if (type.values.includes(value)) return err(`\`${shown}\` has the value '${value}' already.`);
    if (after !== undefined && !type.values.includes(after)) return err(`\`${shown}\` has no value '${after}'.`);
    const place = after === undefined ? '' : ` AFTER ${quoteLiteral(after)}`;
    return ok({
      title: `Add '${value}' to ${shown}`,
      steps: [
        {
          title: `Add '${value}'`,
          words: `add ${value} to ${type.name}`,
          up: [{ change: 'alter type', word: 'TYPE', name: type, action: `ADD VALUE IF NOT EXISTS ${quoteLiteral(value)}${place}` }], // prettier-ignore
          down: {
            irreversible: `PostgreSQL can't take a value out of an enum; '${value}' does no harm where no row holds it`,
          },
        },
      ],
      last: `Deploy the application that writes '${value}'. What reads it has to know it before.`,
    });
  },
};

/** The new type is made beside the old one; each column of it is swapped for one of the new type. */
export const replaceEnum: Recipe = {
  id: 'replace-enum',
  title: 'Replace an enum by one with other values',
  parameters: [
    { name: 'type', kind: 'enum', prompt: 'Which enum?' },
    { name: 'values', kind: 'text', prompt: 'Which values does the new one have? For example: open, closed' },
    { name: 'map', kind: 'text', prompt: 'What becomes of values that go? For example: cancelled=closed', optional: true },
    { name: 'name', kind: 'text', prompt: 'What is the new type called?', optional: true },
  ], // prettier-ignore
  plan(args, context) {
    const found = enumIn(args, context);
    if (!found.ok) return found;
    const type = found.value;
    const { side } = context;
    const values = split(args.values);
    const map = new Map(split(args.map).map((pair) => pair.split('=').map((part) => part.trim()) as [string, string]));
    const gone = type.values.filter((value) => !values.includes(value) && !map.has(value));
    if (values.length === 0) return err('Say which values the new type has.');
    if (gone.length > 0)
      return err(`Say what becomes of ${gone.map((value) => `'${value}'`).join(', ')}: \`${gone[0]}=${values[0]}\`.`);
    const fresh = { schema: type.schema, name: args.name ?? `${type.name}_v2` };
    if (side.schema.type(fresh, [])) return err(`There is a type \`${displayName(fresh)}\` already.`);
    const users = [...side.tables.values()].filter(({ query }) => !query).flatMap((table) => table.columns.filter((column) => !column.type.builtIn && side.typeOf(column)?.name === type.key).map((column) => ({ table, column }))); // prettier-ignore
    const steps: RecipeStep[] = [
      {
        title: 'Make the new type',
        words: `create ${fresh.name}`,
        up: [{ change: 'create type', word: 'TYPE', name: fresh, body: `AS ENUM (${values.map(quoteLiteral).join(', ')})` }],
      },
    ]; // prettier-ignore
    for (const { table, column: old } of users) {
      const why = old.type.dimensions > 0 ? `\`${displayName(table)}.${old.name}\` is an array of it: change it by hand.` : refusal({ table, old }, context); // prettier-ignore
      if (why !== undefined) return err(why);
      const name = freeName(`${old.name}_new`, table, side);
      const value = mapped(old.name, map, nameSql(fresh));
      const back = mapped(old.name, new Map(values.filter((each) => !type.values.includes(each)).map((each) => [each, type.values[0]!])), nameSql(type)); // prettier-ignore
      const plan = swapPlan({ table, old, name, type: nameSql(fresh), value, back }, '', context);
      if (!plan.ok) return plan;
      steps.push(...plan.value.steps);
    }
    steps.push({
      title: 'Drop the old type',
      words: `drop ${type.name}`,
      up: [{ change: 'drop', word: 'TYPE', name: type }],
    });
    return ok({ title: `Replace ${displayName(type)} by ${displayName(fresh)}`, steps });
  },
};

function split(written: string | undefined): string[] {
  return (written ?? '').split(',').map((each) => each.trim().replace(/^'(.*)'$/, '$1')).filter((each) => each !== ''); // prettier-ignore
}

function mapped(column: string, map: ReadonlyMap<string, string>, type: string): string {
  const name = quoteIdentifier(column);
  if (map.size === 0) return `${name}::text::${type}`;
  const cases = [...map].map(([from, to]) => `WHEN ${quoteLiteral(from)} THEN ${quoteLiteral(to)}`).join(' ');
  return `(CASE ${name}::text ${cases} ELSE ${name}::text END)::${type}`;
}
