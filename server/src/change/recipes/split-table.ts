import { err, ok } from '../../base/result';
import { quoteIdentifier } from '../../model/expr/format';
import { displayName } from '../../model/names';
import { column as columnOf, primaryKey } from '../../model/schema';
import { nameSql } from '../changes';
import { alter, columnsIn, freeName, inSchema, list, sql, tableIn } from './lib';
import type { Recipe, RecipeStep } from './recipe';

/** Some columns move to a table of their own, with one row for each row. */
export const splitTable: Recipe = {
  id: 'split-table',
  title: 'Move columns to a table of their own',
  parameters: [
    { name: 'table', kind: 'table', prompt: 'Which table?' },
    { name: 'columns', kind: 'columns', prompt: 'Which columns move? For example: street, city' },
    { name: 'to', kind: 'text', prompt: 'What is the new table called? For example: addresses' },
  ],
  plan(args, context) {
    const found = tableIn(args, context);
    if (!found.ok) return found;
    const table = found.value;
    const columns = columnsIn(args, table);
    if (!columns.ok) return columns;
    const { side } = context;
    const shown = displayName(table);
    const key = primaryKey(table)?.columns ?? [];
    const fresh = inSchema(table, args.to ?? '');
    if (key.length === 0) return err(`\`${shown}\` has no primary key by which the rows of both tables could find each other.`); // prettier-ignore
    if (side.schema.table(`${fresh.schema}.${fresh.name}`)) return err(`There is \`${displayName(fresh)}\` already.`);
    const bound = table.constraints.find((constraint) => constraint.kind !== 'not null' && constraint.columns.some((name) => columns.value.includes(name))); // prettier-ignore
    if (bound) return err(`The constraint \`${bound.name}\` names a column that moves: drop it first.`);
    const view = [...side.tables.values()].find(({ query, origin }) => query?.reads.some((name) => side.schema.resolve(name, origin.source.path)?.key === table.key) && columns.value.some((name) => query.columns.includes(name) || query.columns.includes('*'))); // prettier-ignore
    if (view) return err(`The view \`${displayName(view)}\` reads a column that moves. Drop it first, and create it again afterwards.`); // prettier-ignore
    const one = (name: string) => columnOf(table, name)!;
    const sync = freeName(`${table.name}_${fresh.name}_sync`, table, side);
    const all = [...key, ...columns.value];
    const ofNew = all.map((name) => `NEW.${quoteIdentifier(name)}`).join(', ');
    const sets = columns.value.map((name) => `${quoteIdentifier(name)} = excluded.${quoteIdentifier(name)}`).join(', ');
    const upsert = `ON CONFLICT (${list(key)}) DO UPDATE SET ${sets}`;
    const body = `BEGIN\n    INSERT INTO ${nameSql(fresh)} (${list(all)}) VALUES (${ofNew})\n    ${upsert};\n    RETURN NULL;\nEND`;
    const copy = `INSERT INTO ${nameSql(fresh)} (${list(all)})\nSELECT ${list(all)} FROM ${nameSql(table)}\nON CONFLICT (${list(key)}) DO NOTHING`;
    const own = key
      .map((name) => `f.${quoteIdentifier(name)} = ${nameSql(table)}.${quoteIdentifier(name)}`)
      .join(' AND ');
    const ofFresh = (name: string) => `(SELECT f.${quoteIdentifier(name)} FROM ${nameSql(fresh)} f WHERE ${own})`;
    const steps: RecipeStep[] = [
      {
        title: `Make \`${displayName(fresh)}\`, which follows \`${shown}\``,
        words: `create ${fresh.name}`,
        up: [
          {
            change: 'create table',
            table: fresh,
            columns: [
              ...key.map((name) => ({ name, type: side.print.type(one(name)) })),
              ...columns.value.map((name) => side.column({ ...one(name), sequence: undefined }, table)),
            ],
            constraints: [
              { name: `${fresh.name}_pkey`, definition: `PRIMARY KEY (${list(key)})` },
              { name: `${fresh.name}_${table.name}_fkey`, definition: `FOREIGN KEY (${list(key)}) REFERENCES ${nameSql(table)} (${list(key)}) ON DELETE CASCADE` }, // prettier-ignore
            ],
          },
          sql(`CREATE FUNCTION ${nameSql(inSchema(table, sync))}() RETURNS trigger LANGUAGE plpgsql AS $$\n${body} $$`),
          sql(`CREATE TRIGGER ${quoteIdentifier(sync)} AFTER INSERT OR UPDATE ON ${nameSql(table)} FOR EACH ROW EXECUTE FUNCTION ${nameSql(inSchema(table, sync))}()`), // prettier-ignore
        ],
      },
      {
        title: 'Copy the rows that are there',
        words: `copy rows to ${fresh.name}`,
        up: [sql(copy)],
        down: 'the rows go with the table',
        rows: `Copies ${columns.value.join(', ')} of all rows that \`${displayName(fresh)}\` lacks. Rows that change meanwhile are copied by the trigger.`,
      },
      {
        title: `Drop the columns from \`${shown}\``,
        words: `drop ${columns.value.join(' ')} from ${table.name}`,
        up: [
          { change: 'drop part', part: 'TRIGGER', table, name: sync },
          { change: 'drop', word: 'FUNCTION', name: inSchema(table, sync), args: '()' },
          alter(table, ...columns.value.map((column) => ({ do: 'drop column' as const, column }))),
        ],
        first: `Deploy an application that reads and writes \`${displayName(fresh)}\` alone.`,
        refill: Object.fromEntries(columns.value.map((name) => [name, ofFresh(name)])),
      },
    ];
    return ok({ title: `Move ${columns.value.join(', ')} of ${shown} to ${displayName(fresh)}`, steps });
  },
};
