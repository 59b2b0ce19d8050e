import { quoteIdent } from '../../model/names';
import { column, primaryKey, type Column, type SchemaView, type Table } from '../../model/schema';
import { defineRule, type Fix } from '../define-rule';
import { addStatement } from '../lib/edits';
import { fillName, nameIn, wordsOfName } from '../lib/names';
import { keywordCase, type Texts } from '../lib/syntax';
import { isHistory, tableNames } from '../lib/table-words';
import { describe, isOwnTable } from '../lib/tables';
import { templateOf } from '../lib/templates';

const USUAL = 'fk_{table}_{columns}';

export default defineRule({
  id: 'missing-foreign-key',
  category: 'foreign-keys',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'schema',
  covers: ['SHP-hierarchy-self-fk', 'FK-implicit'],
  docs: {
    summary: 'A column that names a row of another table is a foreign key.',
    why:
      'Without a foreign key PostgreSQL takes any value: rows point to what never was or is gone, and nobody notices before a join comes out ' +
      'short. Reported is a column such as `customer_id` where there is a table `customers` with a primary key of the same type and the ' +
      'table has other foreign keys.',
    whenOff: 'Where rows come from another system before those that they point to.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
    ],
  },
  options: {
    name: {
      type: 'string',
      default: USUAL,
      description:
        'How the fix names the foreign key. `{table}` and `{columns}` are filled in. Unchanged, it gives way to the habit of the schema.',
    },
  },
  examples: [
    {
      title: 'a tree',
      sql: 'CREATE TABLE shops (id int PRIMARY KEY);\nCREATE TABLE categories (id int PRIMARY KEY, shop_id int REFERENCES shops, parent_id int);',
      reports: ['parent_id'],
      says: 'another row of `categories`',
      fixed:
        'CREATE TABLE shops (id int PRIMARY KEY);\nCREATE TABLE categories (id int PRIMARY KEY, shop_id int REFERENCES shops, parent_id int);\nALTER TABLE categories ADD CONSTRAINT fk_categories_parent_id FOREIGN KEY (parent_id) REFERENCES categories (id);',
    },
    {
      title: 'a parent that is something else, or has a key of its own',
      sql: 'CREATE TABLE folders (id uuid PRIMARY KEY, owner_id int REFERENCES users, parent_id text);\nCREATE TABLE settings (parent_id int PRIMARY KEY, owner_id int REFERENCES users);',
      reports: [],
    },
    {
      title: 'one was forgotten',
      sql: 'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE shops (id bigint PRIMARY KEY);\nCREATE TABLE orders (\n  shop_id bigint REFERENCES shops (id),\n  customer_id bigint NOT NULL\n);',
      reports: ['customer_id'],
      says: '`customers`',
      fixed:
        'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE shops (id bigint PRIMARY KEY);\nCREATE TABLE orders (\n  shop_id bigint REFERENCES shops (id),\n  customer_id bigint NOT NULL\n);\nALTER TABLE orders ADD CONSTRAINT fk_orders_customer_id FOREIGN KEY (customer_id) REFERENCES customers (id);',
    },
    {
      title: 'camel case, and a table that is made later',
      sql: 'create table orders (id uuid primary key);\ncreate table "orderItems" ("orderId" uuid references orders, "taxClassId" uuid);\ncreate table "taxClass" (id uuid primary key);',
      reports: ['"taxClassId"'],
      fixed:
        'create table orders (id uuid primary key);\ncreate table "orderItems" ("orderId" uuid references orders, "taxClassId" uuid);\ncreate table "taxClass" (id uuid primary key);\nalter table "orderItems" add constraint "fk_orderItems_taxClassId" foreign key ("taxClassId") references "taxClass" (id);',
    },
    {
      title: 'another type, several key columns, or no such table',
      sql: 'CREATE TABLE customers (id uuid PRIMARY KEY);\nCREATE TABLE days (id int, shop int, PRIMARY KEY (id, shop));\nCREATE TABLE orders (shop_id int REFERENCES shops, customer_id bigint, day_id int, stripe_id text, tenant_id int);',
      reports: [],
    },
    {
      title: 'any kind of thing',
      sql: 'CREATE TABLE posts (id int PRIMARY KEY);\nCREATE TABLE comments (author_id int REFERENCES authors, post_id int, post_type text);',
      reports: [],
    },
    {
      title: 'a column that has no foreign key in most tables, on purpose',
      sql: 'CREATE TABLE tenants (id int PRIMARY KEY);\nCREATE TABLE a (id int PRIMARY KEY, tenant_id int);\nCREATE TABLE b (a_id int REFERENCES a, tenant_id int);\nCREATE TABLE c (a_id int REFERENCES a, tenant_id int);',
      reports: [],
    },
    {
      title: 'a schema or a table that has no foreign keys, and a history',
      sql: 'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE visits (user_id int, at timestamptz);\nCREATE TABLE task_history (team_id int REFERENCES teams, user_id int);',
      reports: [],
    },
  ],
  table(table, context) {
    if (table.open || isHistory(table)) return;
    const keys = table.constraints.filter(({ kind }) => kind === 'foreign key');
    if (keys.length === 0 && !context.conventions.hasForeignKeys) return;
    const held = new Set(keys.flatMap(({ columns }) => columns));
    const taken = new Set([...table.constraints, ...table.indexes].map(({ name }) => name));
    for (const each of table.columns) {
      if (held.has(each.name) || each.inherited || each.generated || each.identity) continue;
      const target = isParent(each, table)
        ? table
        : keys.length > 0
          ? targetOf(each, table, context.schema)
          : undefined;
      if (!target || context.conventions.freeColumns.has(each.name)) continue;
      const template = templateOf(context.option('name'), USUAL, context.conventions.constraints['foreign key']);
      const name = fillName(template, table.name, [each.name], taken);
      taken.add(name);
      context.report({
        at: each.nameOrigin,
        message:
          `\`${each.name}\` looks like ${target === table ? 'another row' : 'a row'} of ${describe(target)}, but nothing keeps it from pointing to one that is not there. ` +
          'Add a foreign key.',
        related: [{ at: target.nameOrigin, message: `${describe(target)} has a primary key of this type.` }],
        fixes: [add(name, each, table, target, context)],
      });
    }
  },
});

/** A tree: `parent_id` points to a row of the same table. */
function isParent({ name, type }: Column, table: Table): boolean {
  const key = primaryKey(table)?.columns ?? [];
  const id = key.length === 1 ? column(table, key[0]!) : undefined;
  const parent = /^parent_?id$/i.test(name);
  return (
    parent && type.builtIn && id?.type.builtIn === true && id.type.name.name === type.name.name && id.name !== name
  );
}

/** The table that a column like `customer_id` is about. */
function targetOf({ name, type, origin }: Column, table: Table, schema: SchemaView): Table | undefined {
  const words = wordsOfName(name);
  if (words.length < 2 || words.at(-1) !== 'id' || !type.builtIn || type.dimensions > 0) return undefined;
  const stem = name.replace(/_?id$/i, '');
  // `subject_id` beside `subject_type` may be a row of any table.
  const kinds = new Set([`${stem}_type`, `${stem}Type`, `${stem}_kind`, `${stem}_table`]);
  if (table.columns.some((each) => kinds.has(each.name))) return undefined;
  for (const candidate of tableNames(stem)) {
    const found = schema.resolve({ schema: table.schema, name: candidate }, origin.source.path);
    const key = found && primaryKey(found)?.columns;
    if (!found || found.key === table.key || !isOwnTable(found) || key?.length !== 1) continue;
    const id = column(found, key[0]!);
    return id?.type.builtIn === true && id.type.name.name === type.name.name ? found : undefined;
  }
  return undefined;
}

function add(name: string, from: Column, table: Table, target: Table, context: Texts): Fix {
  const isLater = target.origin.source.file === table.origin.source.file && target.origin.source.statement.start > table.origin.source.statement.start; // prettier-ignore
  const own = from.origin.source.statement.start > table.origin.source.statement.start ? from.origin.source : table.origin.source; // prettier-ignore
  const source = isLater ? target.origin.source : own;
  const spelled = keywordCase(table.origin.source, context);
  const to = `${nameIn(source, target)} (${primaryKey(target)!.columns.map(quoteIdent).join(', ')})`;
  const sql =
    `${spelled('ALTER TABLE')} ${nameIn(source, table)} ${spelled('ADD CONSTRAINT')} ${quoteIdent(name)} ` +
    `${spelled('FOREIGN KEY')} (${quoteIdent(from.name)}) ${spelled('REFERENCES')} ${to}`;
  return { title: `Add foreign key \`${name}\``, kind: 'suggestion', edits: [addStatement(source, sql, context)] };
}
