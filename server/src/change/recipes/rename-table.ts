import { err, ok } from '../../base/result';
import { displayName } from '../../model/names';
import { nameSql } from '../changes';
import { inSchema, sql, tableIn } from './lib';
import type { Recipe } from './recipe';

/** A view of the old name takes reads and writes until nobody uses it. */
export const renameTable: Recipe = {
  id: 'rename-table',
  title: 'Rename a table',
  parameters: [
    { name: 'table', kind: 'table', prompt: 'Which table?' },
    { name: 'to', kind: 'text', prompt: 'What is it called from now on?' },
  ],
  plan(args, context) {
    const found = tableIn(args, context);
    if (!found.ok) return found;
    const table = found.value;
    const { to = '' } = args;
    const renamed = inSchema(table, to);
    if (context.side.schema.table(`${table.schema}.${to}`)) return err(`There is \`${displayName(renamed)}\` already.`);
    const view = sql(`CREATE VIEW ${nameSql(table)} AS SELECT * FROM ${nameSql(renamed)}`);
    const dropView = { change: 'drop', word: 'VIEW', name: table } as const;
    return ok({
      title: `Rename ${displayName(table)} to ${to}`,
      steps: [
        {
          title: `Rename the table, and leave a view of the old name`,
          words: `rename ${table.name} to ${to}`,
          up: [{ change: 'rename', word: 'TABLE', name: table, to }, view],
          down: [dropView, { change: 'rename', word: 'TABLE', name: renamed, to: table.name }],
        },
        {
          title: 'Drop the view',
          words: `drop view ${table.name}`,
          up: [dropView],
          down: [view],
          first: `Deploy an application that says \`${to}\` alone. Until then the view takes its reads and writes, but no INSERT … ON CONFLICT.`, // prettier-ignore
        },
      ],
    });
  },
};
