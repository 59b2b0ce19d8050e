import { displayName, quoteIdent, quoteName } from '../../model/names';
import { column, type Origin, type Reference, type SchemaView, type Table } from '../../model/schema';
import { defineRule, type OptionSpecs, type Problem, type RuleContext } from '../define-rule';
import { nameIn } from '../lib/names';
import { misnamed } from '../lib/similar';
import { describe, isToolTable } from '../lib/tables';

export default defineRule({
  id: 'unknown-reference',
  category: 'foreign-keys',
  since: '0.1.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'schema',
  covers: [],
  docs: {
    summary: 'Keys and indexes name tables and columns that exist.',
    why:
      'PostgreSQL refuses the statement: `relation "…" does not exist` (42P01) or `column "…" does not exist` (42703). Mostly it is a slip of the ' +
      'keyboard, or a column that was renamed elsewhere.',
    whenOff:
      'Where the tables are made outside of these files. A schema of which no table is known here, such as `auth` of a platform, is never reported.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
      { title: 'PostgreSQL: CREATE INDEX', url: 'https://www.postgresql.org/docs/current/sql-createindex.html' },
    ],
  },
  examples: [
    {
      title: 'an unknown table',
      sql: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (customer_id int REFERENCES custmers (id));',
      reports: ['custmers'],
      says: 'Did you mean `customers`?',
      fixed:
        'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (customer_id int REFERENCES customers (id));',
    },
    {
      title: 'an unknown column of the referenced table',
      sql: 'CREATE TABLE shop.customers (id int PRIMARY KEY);\nCREATE TABLE shop.orders (customer_id int REFERENCES shop.customers (idd));',
      reports: ['idd'],
      fixed:
        'CREATE TABLE shop.customers (id int PRIMARY KEY);\nCREATE TABLE shop.orders (customer_id int REFERENCES shop.customers (id));',
    },
    {
      title: 'an unknown column of the table itself',
      sql: 'CREATE TABLE orders (id int, customer_id int, UNIQUE (customer));\nCREATE INDEX ON orders (customr_id, lower(name));',
      reports: ['customer', 'customr_id'],
    },
    {
      title: 'a column that was renamed',
      sql: 'CREATE TABLE people (id int, mail text);\nALTER TABLE people RENAME mail TO email;\nCREATE INDEX ON people (mail);',
      reports: ['mail'],
    },
    {
      title: 'made later',
      sql: 'CREATE TABLE orders (customer_id int REFERENCES customers);\nCREATE TABLE customers (id int PRIMARY KEY);\nCREATE INDEX ON orders (code);\nALTER TABLE orders ADD code text;',
      reports: [],
    },
    {
      title: 'a schema that is made elsewhere, and a table of an extension',
      sql: 'CREATE TABLE profiles (id uuid REFERENCES auth.users (id), srid int REFERENCES spatial_ref_sys (srid));',
      reports: [],
    },
    {
      title: 'in a schema that the search path may hold',
      sql: 'CREATE TABLE core.users (id int PRIMARY KEY);\nCREATE TABLE posts (author_id int REFERENCES users);',
      reports: [],
    },
    {
      title: 'not all columns are known',
      sql: 'CREATE TABLE totals AS SELECT * FROM elsewhere;\nCREATE INDEX ON totals (b);\nCREATE TABLE parts (a int REFERENCES totals (c));',
      reports: [],
    },
    {
      title: 'columns that come from a parent',
      sql: 'CREATE TABLE base (id int);\nCREATE TABLE child (name text) INHERITS (base);\nCREATE INDEX ON child (id);',
      reports: [],
    },
  ],
  table(table, context) {
    for (const problem of unknownNames(table, context)) context.report(problem);
  },
});

type Context = Pick<RuleContext<OptionSpecs>, 'schema' | 'isKnown'>;

function* unknownNames(table: Table, context: Context): Iterable<Problem> {
  const { schema } = context;
  for (const { columns, columnOrigins, references, origin } of table.constraints) {
    yield* unknownColumns(table, columns, columnOrigins);
    if (!references) continue;
    const target = schema.resolve(references.table, origin.source.path);
    if (target) yield* unknownColumns(target, references.columns, references.columnOrigins);
    else if (!context.isKnown(references.table.name)) yield* unknownTable(references, schema);
  }
  for (const { keys } of table.indexes) {
    for (const { column: name, origin } of keys) if (name !== undefined) yield* unknownColumns(table, [name], [origin]);
  }
}

function* unknownColumns(table: Table, names: readonly string[], origins: readonly Origin[]): Iterable<Problem> {
  if (table.open) return;
  for (const [i, at] of origins.entries()) {
    const name = names[i]!;
    if (column(table, name)) continue;
    const known = table.columns.map((each) => each.name);
    yield misnamed(
      at,
      `${describe(table)} has no column \`${name}\`, so PostgreSQL refuses this.`,
      name,
      known,
      quoteIdent,
      'Correct the name, or add the column.',
    );
  }
}

function* unknownTable({ table: written, tableOrigin }: Reference, schema: SchemaView): Iterable<Problem> {
  const { name, schema: inSchema } = written;
  if (isToolTable(name)) return;
  const tables = [...schema.tables()];
  const candidates = inSchema === undefined ? tables : tables.filter((each) => each.schema === inSchema);
  // A schema of which nothing is known is made elsewhere, and an unqualified name may be found by another search path.
  if (inSchema === undefined ? candidates.some((each) => each.name === name) : candidates.length === 0) return;
  const known = new Map(candidates.map((each) => [each.name, each]));
  const spell = (meant: string) =>
    inSchema === undefined
      ? nameIn(tableOrigin.source, known.get(meant)!)
      : quoteName({ schema: inSchema, name: meant });
  const shown = displayName({ schema: inSchema ?? 'public', name });
  yield misnamed(
    tableOrigin,
    `There is no table \`${shown}\`, so PostgreSQL refuses this foreign key.`,
    name,
    known.keys(),
    spell,
    'Correct the name, or create the table first.',
  );
}
