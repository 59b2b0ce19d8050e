import { err, ok } from '../../base/result';
import { displayName } from '../../model/names';
import { nameSql } from '../changes';
import { freeName, indexStep, tableIn } from './lib';
import type { Recipe } from './recipe';

export const addIndex: Recipe = {
  id: 'add-index',
  title: 'Add an index',
  parameters: [
    { name: 'table', kind: 'table', prompt: 'Which table?' },
    { name: 'columns', kind: 'columns', prompt: 'Which columns or expressions? For example: customer_id, created_at DESC' },
    { name: 'where', kind: 'text', prompt: 'Only some rows? For example: deleted_at IS NULL', optional: true },
    { name: 'method', kind: 'text', prompt: 'Which method?', optional: true, choices: ['btree', 'gin', 'gist', 'brin', 'hash'] },
    { name: 'unique', kind: 'text', prompt: 'Is it unique?', optional: true, choices: ['no', 'yes'] },
    { name: 'name', kind: 'text', prompt: 'What is it called?', optional: true },
  ], // prettier-ignore
  plan(args, context) {
    const found = tableIn(args, context);
    if (!found.ok) return found;
    const table = found.value;
    const { columns = '', where, method = 'btree' } = args;
    if (columns.trim() === '') return err('Say which columns.');
    const words = columns.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
    const label = words.filter((word) => table.columns.some(({ name }) => name === word)).join('_') || 'expr';
    const name = args.name ?? freeName(`${table.name}_${label}_idx`, table, context.side);
    const using = method === 'btree' ? '' : ` USING ${method}`;
    const definition = `ON ${nameSql(table)}${using} (${columns})${where === undefined ? '' : ` WHERE ${where}`}`;
    const index = { name, definition, ...(args.unique === 'yes' && { unique: true }) };
    return ok({ title: `Add an index to ${displayName(table)}`, steps: [indexStep(table, index, context)] });
  },
};

export const dropIndex: Recipe = {
  id: 'drop-index',
  title: 'Drop an index',
  parameters: [{ name: 'index', kind: 'index', prompt: 'Which index?' }],
  plan({ index: wanted = '' }, { side, concurrently }) {
    const bare = wanted.slice(wanted.lastIndexOf('.') + 1);
    const owner = [...side.tables.values()].find(({ indexes, schema }) => indexes.some(({ name }) => name === bare && (wanted === bare || wanted === `${schema}.${bare}`))); // prettier-ignore
    if (!owner) return err(`There is no index \`${wanted}\`.`);
    const isAside = concurrently && owner.partitionKey === undefined;
    const name = { schema: owner.schema, name: bare };
    return ok({
      title: `Drop the index ${bare}`,
      steps: [
        {
          title: `Drop \`${bare}\``,
          words: `drop ${bare}`,
          up: [{ change: 'drop index', name, ...(isAside && { concurrently: true }) }],
          ...(isAside && { outsideTransaction: true }),
          first: `See in pg_stat_user_indexes that nothing scans \`${bare}\`, on replicas too.`,
        },
      ],
    });
  },
};
