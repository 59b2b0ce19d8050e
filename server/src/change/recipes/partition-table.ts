import { err, ok } from '../../base/result';
import { quoteIdentifier, quoteLiteral } from '../../model/expr/format';
import { displayName } from '../../model/names';
import { primaryKey, type Column, type Table } from '../../model/schema';
import { nameSql, type SchemaChange } from '../changes';
import { targetOf } from '../diff/new-tables';
import type { Side } from '../diff/side';
import { alter, columnOfTable, freeName, indexStep, inSchema, list, sql } from './lib';
import type { Recipe, RecipeStep } from './recipe';

/** The table becomes the first partition of a new one of its name: no row moves. */
export const partitionTable: Recipe = {
  id: 'partition-table',
  title: 'Turn a table into a partitioned one',
  parameters: [
    { name: 'table', kind: 'table', prompt: 'Which table?' },
    { name: 'column', kind: 'column', prompt: 'By ranges of which column? For example: created_at' },
    { name: 'until', kind: 'text', prompt: 'Where do new partitions begin? Above all values until the last step has run. For example: 2027-01-01' },
    { name: 'next', kind: 'text', prompt: 'Where does the first new partition end? For example: 2027-02-01' },
  ], // prettier-ignore
  plan(args, context) {
    const found = columnOfTable(args, context);
    if (!found.ok) return found;
    const { table, column } = found.value;
    const { side } = context;
    const shown = displayName(table);
    const [until, next] = [quoteLiteral(args.until ?? ''), quoteLiteral(args.next ?? '')];
    if (table.partitionKey || table.partitionOf !== undefined) return err(`\`${shown}\` is partitioned already.`);
    const why = inTheWay(table, column, side);
    if (why !== undefined) return err(why);
    const name = quoteIdentifier(column.name);
    const check = freeName(`${table.name}_before`, table, side);
    const old = freeName(`${table.name}_old`, table, side);
    const first = freeName(`${table.name}_p1`, table, side);
    const key = primaryKey(table);
    const wide = key && !key.columns.includes(column.name) ? [...key.columns, column.name] : undefined;
    const keyIndex = freeName(`${table.name}_key_new`, table, side);
    const steps: RecipeStep[] = [
      {
        title: `Say that all rows are before ${args.until}`,
        words: `check ${check} of ${table.name}`,
        up: [alter(table, { do: 'add constraint', name: check, definition: `CHECK (${name} IS NOT NULL AND ${name} < ${until})`, notValid: true })], // prettier-ignore
        first: `See that no row will have \`${column.name}\` at or above ${args.until} before the last step has run: new ones are refused.`,
      },
      {
        title: 'Check the rows that are there',
        words: `validate ${check} of ${table.name}`,
        up: [alter(table, { do: 'validate constraint', name: check })],
        down: 'a valid check holds for the same rows',
      },
      ...(wide
        ? [indexStep(table, { name: keyIndex, unique: true, definition: `ON ${nameSql(table)} (${list(wide)})` }, context)]
        : []),
      {
        title: `Put a partitioned table in its place`,
        words: `partition ${table.name}`,
        up: swap(table, column, { old, first, check, until, next, wide, keyIndex }, side),
        down: swapBack(table, { old, first, wide, keyIndex, check, name, until }),
        rows: `Down loses the rows of \`${displayName(inSchema(table, first))}\`: copy them to \`${shown}\` first.`,
      },
    ]; // prettier-ignore
    return ok({ title: `Partition ${shown} by ${column.name}`, steps });
  },
};

/** What a partitioned table can't take over, as a sentence. */
function inTheWay(table: Table, column: Column, side: Side): string | undefined {
  const shown = displayName(table);
  const user = [...side.tables.values()].find((other) => other.constraints.some((constraint) => targetOf(constraint, side)?.key === table.key)); // prettier-ignore
  if (user) return `\`${displayName(user)}\` points to \`${shown}\`: a foreign key to a partitioned table needs the column \`${column.name}\` too. Change it first.`; // prettier-ignore
  const view = [...side.tables.values()].find(({ query, origin }) => query?.reads.some((name) => side.schema.resolve(name, origin.source.path)?.key === table.key)); // prettier-ignore
  if (view)
    return `The view \`${displayName(view)}\` reads \`${shown}\`. Drop it first, and create it again afterwards.`;
  const key = table.constraints.find(({ kind, columns }) => (kind === 'unique' && !columns.includes(column.name)) || kind === 'exclude'); // prettier-ignore
  if (key) return `\`${key.name}\` holds for the whole table, which partitions can't promise without \`${column.name}\`. Change it first.`; // prettier-ignore
  const identity = table.columns.find((each) => each.identity ?? each.generated);
  if (identity) return `\`${shown}.${identity.name}\` is ${identity.identity ? 'an identity' : 'generated'}: that isn't written yet.`; // prettier-ignore
  if (table.triggers.length > 0 || table.policies.length > 0 || table.rowSecurity.enabled)
    return `\`${shown}\` has triggers or policies: these have to be moved by hand.`;
  return undefined;
}

interface Names {
  readonly old: string;
  readonly first: string;
  readonly check: string;
  readonly until: string;
  readonly next: string;
  readonly wide: readonly string[] | undefined;
  readonly keyIndex: string;
}

/** One short transaction: the check proves the bounds, so no row is read. */
function swap(table: Table, column: Column, names: Names, side: Side): SchemaChange[] {
  const { old, first, check, until, next, wide, keyIndex } = names;
  const was = inSchema(table, old);
  const key = primaryKey(table);
  const columns = table.columns.map((each) => {
    const { name, type, collation, default: value } = side.column({ ...each }, table);
    const plain = type.replace(/^(small|big)?serial$/, (_, size: string | undefined) => ({ small: 'smallint', big: 'bigint' })[size ?? ''] ?? 'integer'); // prettier-ignore
    const drawn = value ?? side.print.default(each) ?? undefined;
    const isKey = key?.columns.includes(name) ?? false;
    return { name, type: plain, ...(collation !== undefined && { collation }), ...(each.notNull && !isKey && { notNull: true }), ...(drawn !== undefined && { default: drawn }) }; // prettier-ignore
  });
  const moved = { ...table, name: old };
  const sequences = table.columns.flatMap(({ sequence, name }) => (sequence === undefined ? [] : [{ sequence, name }]));
  const own = table.constraints.filter(({ kind, inherited }) => !inherited && (kind === 'check' || kind === 'foreign key')); // prettier-ignore
  return [
    { change: 'rename', word: 'TABLE', name: table, to: old },
    ...(key && wide
      ? [
          alter(moved, { do: 'drop constraint', name: key.name }),
          alter(moved, { do: 'add constraint by index', name: keyIndex, kind: 'PRIMARY KEY', index: keyIndex }),
        ]
      : key
        ? [{ change: 'rename part', part: 'CONSTRAINT', table: was, name: key.name, to: keyIndex } as const]
        : []),
    ...table.indexes.map((index) => ({ change: 'rename', word: 'INDEX', name: inSchema(table, index.name), to: `${index.name}_old` }) as const), // prettier-ignore
    {
      change: 'create table',
      table,
      columns,
      constraints: [
        ...(key ? [{ name: key.name, definition: `PRIMARY KEY (${list(wide ?? key.columns)})` }] : []),
        ...own.map((each) => ({ name: each.name, definition: side.constraint({ ...each, validated: true }, table) })),
      ],
      tail: [`PARTITION BY RANGE (${quoteIdentifier(column.name)})`],
    },
    ...table.indexes.map((index) => ({ change: 'create index', name: index.name, ...(index.unique && { unique: true }), definition: side.index(index, table) }) as const), // prettier-ignore
    ...sequences.map(({ sequence, name }) => ({ change: 'own sequence', name: { schema: table.schema, name: sequence.slice(sequence.indexOf('.') + 1) }, table, column: name }) as const), // prettier-ignore
    alter(table, { do: 'attach partition', partition: was, bound: `FOR VALUES FROM (MINVALUE) TO (${until})` }),
    alter(moved, { do: 'drop constraint', name: check }),
    sql(`CREATE TABLE ${nameSql(inSchema(table, first))} PARTITION OF ${nameSql(table)} FOR VALUES FROM (${until}) TO (${next})`), // prettier-ignore
  ];
}

function swapBack(
  table: Table,
  { old, first, wide, keyIndex, check, name, until }: Pick<Names, 'old' | 'first' | 'wide' | 'keyIndex' | 'check' | 'until'> & { readonly name: string }, // prettier-ignore
): SchemaChange[] {
  const was = inSchema(table, old);
  const moved = { ...table, name: old };
  const key = primaryKey(table);
  const sequences = table.columns.flatMap(({ sequence, name: column }) => (sequence === undefined ? [] : [{ sequence, column }])); // prettier-ignore
  return [
    alter(table, { do: 'detach partition', partition: inSchema(table, first) }),
    alter(table, { do: 'detach partition', partition: was }),
    ...sequences.map(({ sequence, column }) => ({ change: 'own sequence', name: { schema: table.schema, name: sequence.slice(sequence.indexOf('.') + 1) }, table: was, column }) as const), // prettier-ignore
    { change: 'drop', word: 'TABLE', name: inSchema(table, first) },
    { change: 'drop', word: 'TABLE', name: table },
    alter(moved, { do: 'add constraint', name: check, definition: `CHECK (${name} IS NOT NULL AND ${name} < ${until})` }), // prettier-ignore
    ...(key && wide
      ? [
          alter(moved, { do: 'drop constraint', name: keyIndex }),
          alter(moved, { do: 'add constraint', name: key.name, definition: `PRIMARY KEY (${list(key.columns)})` }),
          sql(`CREATE UNIQUE INDEX ${quoteIdentifier(keyIndex)} ON ${nameSql(was)} (${list(wide)})`),
        ]
      : key
        ? [{ change: 'rename part', part: 'CONSTRAINT', table: was, name: keyIndex, to: key.name } as const]
        : []),
    ...table.indexes.map((index) => ({ change: 'rename', word: 'INDEX', name: inSchema(table, `${index.name}_old`), to: index.name }) as const), // prettier-ignore
    { change: 'rename', word: 'TABLE', name: was, to: table.name },
  ];
}
