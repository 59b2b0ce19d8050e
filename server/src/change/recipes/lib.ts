import { err, ok, type Result } from '../../base/result';
import { quoteIdentifier } from '../../model/expr/format';
import { displayName, parseName } from '../../model/names';
import { column as columnOf, type Column, type Table } from '../../model/schema';
import { nameSql, type ObjectName, type SchemaChange, type TableAction } from '../changes';
import type { Side } from '../diff/side';
import type { RecipeArgs, RecipeContext, RecipeStep } from './recipe';

/** The table that an argument names. */
export function tableIn(args: RecipeArgs, { side }: RecipeContext, name = 'table'): Result<Table> {
  const written = args[name] ?? '';
  const parsed = parseName(written);
  const table = side.schema.table(written) ?? (parsed && side.schema.resolve(parsed, ['public']));
  const found = table ?? onlyOne(written, side);
  if (!found) return err(`There is no table \`${written}\`.`);
  return found.query ? err(`\`${written}\` is a view; the change is for tables.`) : ok(found);
}

function onlyOne(name: string, side: Side): Table | undefined {
  const all = [...side.tables.values()].filter((table) => table.name === name);
  return all.length === 1 ? all[0] : undefined;
}

function columnIn(args: RecipeArgs, table: Table, name = 'column'): Result<Column> {
  const found = columnOf(table, args[name] ?? '');
  return found ? ok(found) : err(`\`${displayName(table)}\` has no column \`${args[name] ?? ''}\`.`);
}

/** The table and the column that the arguments name. */
export function columnOfTable(args: RecipeArgs, context: RecipeContext): Result<{ table: Table; column: Column }> {
  const table = tableIn(args, context);
  if (!table.ok) return table;
  const column = columnIn(args, table.value);
  return column.ok ? ok({ table: table.value, column: column.value }) : column;
}

/** `a, b` as names of columns of a table. */
export function columnsIn(args: RecipeArgs, table: Table, name = 'columns'): Result<string[]> {
  const names = (args[name] ?? '').split(',').map((each) => each.trim()).filter((each) => each !== ''); // prettier-ignore
  if (names.length === 0) return err('Say which columns.');
  const unknown = names.find((each) => !columnOf(table, each));
  return unknown === undefined ? ok(names) : err(`\`${displayName(table)}\` has no column \`${unknown}\`.`);
}

/** A name that no column, constraint or relation of the table's schema has yet, of at most 63 bytes. */
export function freeName(wanted: string, table: Table, side: Side): string {
  const isTaken = (name: string) =>
    table.columns.some((column) => column.name === name) ||
    table.constraints.some((constraint) => constraint.name === name) ||
    table.triggers.some((trigger) => trigger.name === name) ||
    [...side.tables.values()].some(
      (other) =>
        other.schema === table.schema &&
        (other.name === name || [...other.indexes, ...other.constraints].some((part) => part.name === name)),
    ) || // prettier-ignore
    side.schema.functionsNamed({ schema: table.schema, name }, []).length > 0;
  for (let i = 1; ; i++) {
    const tail = i === 1 ? '' : String(i);
    const name = shortened(wanted, 63 - tail.length) + tail;
    if (!isTaken(name)) return name;
  }
}

function shortened(name: string, bytes: number): string {
  let cut = name;
  while (Buffer.byteLength(cut) > bytes) cut = cut.slice(0, -1);
  return cut;
}

export function list(columns: readonly string[]): string {
  return columns.map(quoteIdentifier).join(', ');
}

export function alter(table: Table, ...actions: readonly TableAction[]): SchemaChange {
  return { change: 'alter table', table, actions };
}

export function sql(text: string): SchemaChange {
  return { change: 'statement', sql: text };
}

export function inSchema(table: ObjectName, name: string): ObjectName {
  return { schema: table.schema, name };
}

/** Blocks of a table that one batch goes through: some 8 MB. */
const BATCH = 1000;

/**
 * Changes rows that are there, a part of the table at a time, each in a transaction of its own where that can be: then no
 * row is locked for long. `set` and `where` are SQL.
 */
export function backfill(
  table: Table,
  { set, where, words }: { readonly set: string; readonly where: string; readonly words: string },
  { concurrently }: RecipeContext,
): Pick<RecipeStep, 'title' | 'words' | 'up' | 'down' | 'outsideTransaction' | 'rows'> {
  const name = nameSql(table);
  const plain = `UPDATE ${name} SET ${set} WHERE ${where}`;
  const literal = name.replaceAll("'", "''");
  const batches = `DO $$
DECLARE
    last_block CONSTANT bigint := pg_relation_size('${literal}') / current_setting('block_size')::integer;
    batch CONSTANT bigint := ${BATCH};
    block bigint := 0;
BEGIN
    WHILE block <= last_block LOOP
        UPDATE ${name} SET ${set}
        WHERE ctid >= format('(%s,0)', block)::tid AND ctid < format('(%s,0)', block + batch)::tid
            AND ${where};
        COMMIT;
        block := block + batch;
    END LOOP;
END $$`;
  return {
    title: `Fill the rows that are there`,
    words,
    up: [sql(concurrently && table.partitionKey === undefined ? batches : plain)],
    down: 'the rows may keep their values, the other steps undo what reads them',
    rows: `Sets ${set.replace(/\s+/g, ' ')} in the rows where ${where}, ${concurrently ? 'in batches that lock few rows at a time' : 'all at once: the tool runs each migration in a transaction'}.`,
    ...(concurrently && { outsideTransaction: true }),
  };
}

/** Proves NOT NULL by a check that is validated while people write, and takes it over without reading the table again. */
export function notNullSteps(table: Table, columns: readonly string[], side: Side): RecipeStep[] {
  const shown = displayName(table);
  return columns.flatMap((column): RecipeStep[] => {
    const name = freeName(`${table.name}_${column}_set`, table, side);
    return [
      {
        title: `Refuse new rows without \`${column}\``,
        words: `check ${column} of ${table.name}`,
        up: [
          alter(table, {
            do: 'add constraint',
            name,
            definition: `CHECK (${quoteIdentifier(column)} IS NOT NULL)`,
            notValid: true,
          }),
        ],
        first: `Deploy an application that always gives \`${shown}.${column}\` a value.`,
      },
      {
        title: 'Check the rows that are there',
        words: `validate ${column} of ${table.name}`,
        up: [alter(table, { do: 'validate constraint', name })],
        down: 'a valid check holds for the same rows',
        rows: 'Reads the table once while others read and write. It stops at a row without a value: fill those first.',
      },
      {
        title: `Make \`${column}\` NOT NULL`,
        words: `set not null of ${column} in ${table.name}`,
        up: [alter(table, { do: 'set not null', column }), alter(table, { do: 'drop constraint', name })],
      },
    ];
  });
}

/** Builds an index while others write. */
export function indexStep(
  table: Table,
  index: { readonly name: string; readonly definition: string; readonly unique?: boolean },
  { concurrently }: RecipeContext,
): RecipeStep {
  const isBuiltAside = concurrently && table.partitionKey === undefined;
  return {
    title: `Build the index \`${index.name}\``,
    words: `add ${index.name}`,
    up: [{ change: 'create index', ...index, ...(isBuiltAside && { concurrently: true }) }],
    ...(isBuiltAside && {
      outsideTransaction: true,
      first: `If it failed before, drop the invalid index \`${index.name}\` that it left.`,
    }),
  };
}
