/** What a place of a contract holds. The JSON Schema for editors and the check of the shape are both made of this. */
export type Shape =
  | { readonly kind: 'any'; readonly about: string }
  | { readonly kind: 'text'; readonly about: string; readonly values?: readonly string[] }
  | { readonly kind: 'flag'; readonly about: string }
  | { readonly kind: 'list'; readonly about: string; readonly of: Shape }
  /** Keys that people choose: names of tables and columns. */
  | { readonly kind: 'names'; readonly about: string; readonly of: Shape }
  | MapShape;

export interface MapShape {
  readonly kind: 'map';
  readonly about: string;
  readonly keys: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  /** The key that is meant where a scalar stands in place of the map. */
  readonly short?: string;
}

const text = (about: string, ...values: string[]): Shape => ({
  kind: 'text',
  about,
  ...(values.length > 0 && { values }),
});
const flag = (about: string): Shape => ({ kind: 'flag', about });
const any = (about: string): Shape => ({ kind: 'any', about });
const list = (about: string, of: Shape): Shape => ({ kind: 'list', about, of });
const names = (about: string, of: Shape): Shape => ({ kind: 'names', about, of });
const map = (about: string, keys: MapShape['keys'], more: Pick<MapShape, 'required' | 'short'> = {}): MapShape => ({
  kind: 'map',
  about,
  keys,
  ...more,
});

/** PostgreSQL's own, and those of well-known extensions. */
const METHODS = ['btree', 'hash', 'gin', 'gist', 'brin', 'spgist', 'bloom', 'hnsw', 'ivfflat', 'rum'];
const ACTIONS = ['CASCADE', 'RESTRICT', 'SET NULL', 'SET DEFAULT', 'NO ACTION'];

const COLUMN = map(
  'A column.',
  {
    type: text('The type, as PostgreSQL spells it.'),
    primary_key: flag('Whether it is the primary key, or a part of it.'),
    nullable: flag('Whether it can be null.'),
    unique: flag('Whether no two rows have the same value.'),
    default: any('The default, as SQL.'),
    index: any('The method of an index on this column alone: btree, hash, gin, gist, brin; or true.'),
    backend_field: text('What the column is called in the code.'),
    validation: text('What the code checks before it writes.'),
    description: text('What it holds.'),
    references: any('What it refers to: `users.id`.'),
    check: text('The condition of a CHECK on this column.'),
    generated: text('The expression of a generated column.'),
    enum: list('The values that it can have.', any('A value.')),
    values: list('The values that it can have.', any('A value.')),
    comment: text('A remark.'),
    example: any('An example.'),
    pii: any('What it holds of a person.'),
  },
  { required: ['type'], short: 'type' },
);

const INDEX = map(
  'An index.',
  {
    name: text('Its name.'),
    columns: list('Its key columns or expressions, in order.', text('A column or an expression.')),
    type: text('Its method.', ...METHODS),
    unique: flag('Whether no two rows have the same values.'),
    where: text('The condition of a partial index.'),
    partial: text('The condition of a partial index, perhaps with WHERE.'),
    include: list('Columns that are kept beside the key.', text('A column.')),
    reason: text('Which query needs it.'),
    description: text('A remark.'),
  },
  { required: ['name', 'columns'] },
);

const RELATIONSHIP = map(
  'A relationship to another table.',
  {
    name: text('Its name.'),
    type: text('How many there are on both sides.', 'one_to_one', 'one_to_many', 'many_to_one', 'many_to_many'),
    foreign_table: text('The other table.'),
    foreign_key: any('The column that refers to the other one: in the other table where that is the many side.'),
    on_delete: text('What becomes of the referring row when the other one is deleted.', ...ACTIONS),
    on_update: text('The same when the key changes.', ...ACTIONS),
    through: text('The table between the two of a many_to_many.'),
    description: text('A remark.'),
  },
  { required: ['foreign_table'] },
);

const CONSTRAINT = map('A constraint.', {
  name: text('Its name.'),
  type: text('Its kind.', 'check', 'unique', 'primary_key', 'foreign_key', 'exclude'),
  expression: text('The condition of a check.'),
  columns: list('Its columns.', text('A column.')),
  description: text('Why it is there.'),
});

const TABLE = map('A table.', {
  schema: text('Its schema; public where it is left out.'),
  description: text('What its rows are.'),
  columns: names('The columns by their names.', COLUMN),
  indexes: list('The indexes.', INDEX),
  relationships: list('The relationships.', RELATIONSHIP),
  constraints: list('The constraints.', CONSTRAINT),
  notes: any('Remarks.'),
});

const QUERY = map('A query that the code relies on.', {
  description: text('What it is for.'),
  owner: text('Who writes it.'),
  consumer: text('Who runs it.'),
  sql: text('The query.'),
  sequelize_equivalent: text('The same in Sequelize.'),
  indexes_used: list('The indexes that it needs: `users.idx_users_email (email)`.', text('An index.')),
  performance: map('What is expected of it.', {
    expected_time: text('How long it takes at most: `<5ms`.'),
    expected_rows: any('How many rows it gives.'),
  }),
  notes: any('Remarks.'),
});

const MIGRATION = map('A migration.', {
  timestamp: any('Its version.'),
  description: text('What it does.'),
  file: text('Its file.'),
  status: text('Whether it has run.', 'pending', 'completed'),
  run_date: any('When it ran.'),
});

export const CONTRACT: MapShape = map('What the code may rely on.', {
  version: any('The version of the contract.'),
  last_updated: any('The day of its last change.'),
  database: text('The database.', 'postgresql', 'postgres'),
  orm: text('The library that the code uses.'),
  description: text('What it is about.'),
  tables: names('The tables by their names.', TABLE),
  queries: names('The queries by their names.', QUERY),
  migrations: list('The migrations, in order.', MIGRATION),
  notes: any('Remarks.'),
});
