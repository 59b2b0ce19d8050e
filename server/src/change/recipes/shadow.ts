import { err, ok, type Result } from '../../base/result';
import { quoteIdentifier } from '../../model/expr/format';
import { displayName } from '../../model/names';
import { referencedColumns, type Column, type Constraint, type Table } from '../../model/schema';
import { nameSql, type SchemaChange } from '../changes';
import { targetOf } from '../diff/new-tables';
import { alter, backfill, freeName, inSchema, list, notNullSteps, sql } from './lib';
import type { RecipeContext, RecipeStep } from './recipe';

/** A column that takes the place of another one, while the application runs. */
export interface Shadow {
  readonly table: Table;
  readonly old: Column;
  /** The new column's name. */
  readonly name: string;
  readonly type: string;
  /** The value of the new column, of the old one's. */
  readonly value: string;
  /** The other way round. */
  readonly back: string;
}

/** Why a column can't be replaced step by step, as a sentence. */
export function refusal({ table, old }: Pick<Shadow, 'table' | 'old'>, { side }: RecipeContext): string | undefined {
  const shown = `${displayName(table)}.${old.name}`;
  if (old.generated || old.identity) return `\`${shown}\` is ${old.identity ? 'an identity' : 'generated'}: replacing it step by step isn't written yet; change it in one migration.`; // prettier-ignore
  if (old.inherited || table.partitionKey?.includes(old.name)) return `\`${shown}\` belongs to a parent table or a partition key: it can't be replaced by another column.`; // prettier-ignore
  const views = [...side.tables.values()].filter(({ query }) => query?.columns.some((name) => name === old.name || name === '*')); // prettier-ignore
  const view = views.find(({ query, origin }) => query!.reads.some((name) => side.schema.resolve(name, origin.source.path)?.key === table.key)); // prettier-ignore
  if (view) return `The view \`${displayName(view)}\` reads \`${shown}\`. Drop the view first, and create it again afterwards.`; // prettier-ignore
  const user = [...side.tables.values()].find((other) => other.constraints.some((constraint) => pointsTo(constraint, table, old.name, side))); // prettier-ignore
  if (user) return `\`${displayName(user)}\` points to \`${shown}\`. Drop that foreign key first, and add it again afterwards.`; // prettier-ignore
  const key = table.constraints.find(({ kind, columns }) => kind === 'primary key' && columns.includes(old.name));
  return key && `\`${shown}\` is in the primary key: give \`${displayName(table)}\` another key first.`;
}

function pointsTo(constraint: Constraint, table: Table, column: string, side: RecipeContext['side']): boolean {
  const target = targetOf(constraint, side);
  return target?.key === table.key && referencedColumns(constraint.references!, target).includes(column);
}

/** The trigger that keeps both columns equal; `body` is what it does to NEW. */
export function syncChanges(table: Table, name: string, body: string): SchemaChange[] {
  return [syncFunction(table, name, body), syncTrigger(table, name)];
}

export function syncFunction(table: Table, name: string, body: string, orReplace = false): SchemaChange {
  const head = `CREATE ${orReplace ? 'OR REPLACE ' : ''}FUNCTION ${nameSql(inSchema(table, name))}()`;
  return sql(`${head} RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n${body}\n    RETURN NEW;\nEND $$`);
}

function syncTrigger(table: Table, name: string): SchemaChange {
  const run = `EXECUTE FUNCTION ${nameSql(inSchema(table, name))}()`;
  return sql(
    `CREATE TRIGGER ${quoteIdentifier(name)} BEFORE INSERT OR UPDATE ON ${nameSql(table)} FOR EACH ROW ${run}`,
  );
}

export function dropSync(table: Table, name: string): SchemaChange[] {
  return [
    { change: 'drop part', part: 'TRIGGER', table, name },
    { change: 'drop', word: 'FUNCTION', name: inSchema(table, name), args: '()' },
  ];
}

/** What the old column has: the indexes and constraints that the new one needs too, one after another, each built while others write. */
export function copySteps(shadow: Shadow, names: Map<string, string>, context: RecipeContext): Result<RecipeStep[]> {
  const { table, old, name } = shadow;
  const { side, concurrently } = context;
  const renamed = (columns: readonly string[]) => columns.map((column) => (column === old.name ? name : column));
  const steps: RecipeStep[] = [];
  if (old.notNull) steps.push(...notNullSteps(table, [name], side).map((step) => ({ ...step, first: undefined })).map(({ first, ...step }) => (void first, step))); // prettier-ignore
  for (const index of table.indexes) {
    const isPlain = index.keys.every(({ column }) => column !== undefined) && !index.predicate;
    const isOf = side.index(index, table).includes(quoteIdentifier(old.name));
    if (!isOf) continue;
    if (!isPlain) return err(`The index \`${index.name}\` has an expression or a predicate: replacing \`${old.name}\` step by step isn't written for that; drop the index first.`); // prettier-ignore
    const copy = freeName(`${index.name}_new`, table, side);
    names.set(index.name, copy);
    const keys = index.keys.map((key) => (key.column === old.name ? { ...key, column: name } : key));
    const text = side.index({ ...index, keys, include: renamed(index.include) }, table);
    const definition = text;
    steps.push({
      title: `Build the index of the new column`,
      words: `add ${copy}`,
      up: [{ change: 'create index', name: copy, definition, ...(index.unique && { unique: true }), ...(concurrently && { concurrently: true }) }], // prettier-ignore
      ...(concurrently && { outsideTransaction: true }),
    });
  }
  for (const constraint of table.constraints) {
    if (!constraint.columns.includes(old.name) || constraint.kind === 'not null') continue;
    if (constraint.kind === 'check' || constraint.kind === 'exclude')
      return err(`The constraint \`${constraint.name}\` names \`${old.name}\`: drop it first, and add it again afterwards.`); // prettier-ignore
    const copy = freeName(`${constraint.name}_new`, table, side);
    names.set(constraint.name, copy);
    if (constraint.kind === 'unique') {
      const create = { change: 'create index', name: copy, unique: true, definition: `ON ${nameSql(table)} (${list(renamed(constraint.columns))})` } as const; // prettier-ignore
      steps.push(
        { title: 'Build the key of the new column', words: `add ${copy}`, up: [{ ...create, ...(concurrently && { concurrently: true }) }], ...(concurrently && { outsideTransaction: true }) }, // prettier-ignore
        {
          title: 'Make it a constraint',
          words: `use ${copy}`,
          up: [alter(table, { do: 'add constraint by index', name: copy, kind: 'UNIQUE', index: copy })],
          down: [alter(table, { do: 'drop constraint', name: copy }), create],
        },
      );
    } else {
      const definition = side.constraint(
        { ...constraint, columns: renamed(constraint.columns), validated: true },
        table,
      );
      steps.push(
        { title: 'Point the new column to the same rows', words: `add ${copy}`, up: [alter(table, { do: 'add constraint', name: copy, definition, notValid: true })] }, // prettier-ignore
        {
          title: 'Check the rows that are there',
          words: `validate ${copy}`,
          up: [alter(table, { do: 'validate constraint', name: copy })],
          down: 'a valid foreign key holds for the same rows',
        },
      );
    }
  }
  return ok(steps);
}

/** Fills the new column of the rows that are there. */
export function fillShadow({ table, old, name, value }: Shadow, context: RecipeContext): RecipeStep {
  const set = `${quoteIdentifier(name)} = ${value}`;
  const where = `${quoteIdentifier(name)} IS NULL AND ${quoteIdentifier(old.name)} IS NOT NULL`;
  return backfill(table, { set, where, words: `fill ${name} of ${table.name}` }, context);
}
