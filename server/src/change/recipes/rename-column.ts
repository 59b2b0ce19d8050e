import { err, ok } from '../../base/result';
import { quoteIdentifier } from '../../model/expr/format';
import { displayName } from '../../model/names';
import { column as columnOf } from '../../model/schema';
import { alter, columnOfTable, freeName } from './lib';
import type { Recipe, RecipeStep } from './recipe';
import { copySteps, dropSync, fillShadow, refusal, syncChanges } from './shadow';

/** Both names hold while the application moves from one to the other. */
export const renameColumn: Recipe = {
  id: 'rename-column',
  title: 'Rename a column',
  parameters: [
    { name: 'table', kind: 'table', prompt: 'Which table?' },
    { name: 'column', kind: 'column', prompt: 'Which column?' },
    { name: 'to', kind: 'text', prompt: 'What is it called from now on?' },
  ],
  plan(args, context) {
    const found = columnOfTable(args, context);
    if (!found.ok) return found;
    const { table, column: old } = found.value;
    const { to = '' } = args;
    const { side } = context;
    if (columnOf(table, to)) return err(`\`${displayName(table)}\` has a column \`${to}\` already.`);
    const why = refusal({ table, old }, context);
    if (why !== undefined) return err(why);
    const type = side.print.type(old);
    const [was, is] = [quoteIdentifier(old.name), quoteIdentifier(to)];
    const shadow = { table, old, name: to, type, value: was, back: is };
    const copies = copySteps(shadow, new Map(), context);
    if (!copies.ok) return copies;
    const sync = freeName(`${table.name}_${to}_sync`, table, side);
    const value = side.print.default(old);
    const body = `    IF TG_OP = 'INSERT' THEN
        NEW.${is} := coalesce(NEW.${is}, NEW.${was});
        NEW.${was} := NEW.${is};
    ELSIF NEW.${is} IS DISTINCT FROM OLD.${is} THEN
        NEW.${was} := NEW.${is};
    ELSE
        NEW.${is} := NEW.${was};
    END IF;`;
    const steps: RecipeStep[] = [
      {
        title: `Add \`${to}\`, and keep both columns equal`,
        words: `add ${to} to ${table.name}`,
        up: [alter(table, { do: 'add column', column: { name: to, type } }), ...syncChanges(table, sync, body)],
      },
      fillShadow(shadow, context),
      ...copies.value,
      {
        title: `Drop \`${old.name}\``,
        words: `drop ${old.name} from ${table.name}`,
        up: [
          ...dropSync(table, sync),
          alter(table, { do: 'drop column', column: old.name }, ...(value === null ? [] : [{ do: 'set default' as const, column: to, expression: value }])), // prettier-ignore
        ],
        refill: { [old.name]: is },
        first: `Deploy an application that reads and writes \`${to}\` alone.`,
      },
    ];
    return ok({ title: `Rename ${displayName(table)}.${old.name} to ${to}`, steps });
  },
};
