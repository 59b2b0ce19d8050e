import { displayName, quoteIdent, type Name } from '../../model/names';
import { column, type Constraint, type Origin, type SchemaView, type Table } from '../../model/schema';
import { defineRule, type Fix } from '../define-rule';
import { replace } from '../lib/edits';
import { nameIn } from '../lib/names';
import { closest } from '../lib/similar';
import { describe, isOwnTable } from '../lib/tables';

export default defineRule({
  id: 'unknown-reference',
  category: 'foreign-keys',
  since: '0.1.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'schema',
  covers: ['FK-unknown-reference'],
  docs: {
    summary: 'Keys and indexes name tables and columns that exist.',
    why:
      'PostgreSQL refuses the statement: `relation "…" does not exist` (42P01) or `column "…" does not exist` (42703). Mostly it is a slip of the ' +
      'keyboard, or a column that was renamed elsewhere.',
    whenOff:
      'Where the tables are made outside of these files. A schema of which no table is known here, such as `auth` of a platform, is never reported.',
    references: [
      { title: 'PostgreSQL: Foreign Keys', url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK' },
      { title: 'PostgreSQL: CREATE INDEX', url: 'https://www.postgresql.org/docs/current/sql-createindex.html' },
    ],
  },
  examples: [
    {
      title: 'an unknown table',
      sql: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (customer_id int REFERENCES custmers (id));',
      reports: ['custmers'],
      says: 'Did you mean `customers`?',
      fixed: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (customer_id int REFERENCES customers (id));',
    },
    {
      title: 'an unknown column of the referenced table',
      sql: 'CREATE TABLE shop.customers (id int PRIMARY KEY);\nCREATE TABLE shop.orders (customer_id int REFERENCES shop.customers (idd));',
      reports: ['idd'],
      fixed: 'CREATE TABLE shop.customers (id int PRIMARY KEY);\nCREATE TABLE shop.orders (customer_id int REFERENCES shop.customers (id));',
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
      title: 'a schema that is made elsewhere',
      sql: 'CREATE TABLE profiles (id uuid REFERENCES auth.users (id));',
      reports: [],
    },
    {
      title: 'in a schema that the search path may hold',
      sql: 'CREATE TABLE core.users (id int PRIMARY KEY);\nCREATE TABLE posts (author_id int REFERENCES users);',
      reports: [],
    },
    {
      title: 'not all columns are known',
      sql: 'CREATE TABLE totals AS SELECT 1 AS a;\nCREATE INDEX ON totals (b);\nCREATE TABLE parts (a int REFERENCES totals (c));',
      reports: [],
    },
    {
      title: 'columns that come from a parent',
      sql: 'CREATE TABLE base (id int);\nCREATE TABLE child (name text) INHERITS (base);\nCREATE INDEX ON child (id);',
      reports: [],
    },
  ],
  table(table, context) {
    if (!isOwnTable(table)) return;
    const report = (at: Origin, message: string, known: Iterable<string>, spell: (name: string) => string, wrong: string) => {
      const meant = closest(wrong, known);
      const fixes: readonly Fix[] =
        meant === undefined ? [] : [{ title: `Change to \`${meant}\``, kind: 'suggestion', edits: [replace(at, spell(meant))] }];
      context.report({ at, message: message + (meant === undefined ? '' : ` Did you mean \`${meant}\`?`), fixes });
    };
    const reportColumn = (of: Table, name: string, at: Origin) => {
      if (of.open || column(of, name)) return;
      const known = of.columns.map((each) => each.name);
      report(at, `${describe(of)} has no column \`${name}\`, so PostgreSQL refuses this.`, known, quoteIdent, name);
    };
    for (const constraint of table.constraints) {
      if (constraint.kind === 'check') continue;
      constraint.columnOrigins.forEach((at, i) => reportColumn(table, constraint.columns[i]!, at));
      if (!constraint.references) continue;
      const { columns, columnOrigins } = constraint.references;
      const target = targetOf(constraint, context.schema);
      if (target) columnOrigins.forEach((at, i) => reportColumn(target, columns[i]!, at));
      else if (!isMadeElsewhere(constraint.references.table, context.schema)) reportTable(constraint);
    }
    for (const { keys } of table.indexes) {
      for (const key of keys) if (key.column !== undefined) reportColumn(table, key.column, key.origin);
    }
  },
});
