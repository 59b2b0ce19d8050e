import { quoteIdent } from '../../model/names';
import { column, type Column, type SchemaView, type Table } from '../../model/schema';
import { defineRule, type Fix } from '../define-rule';
import { removeStatement } from '../lib/edits';
import { listedColumn } from '../lib/conventions';
import { addClause, keyByPrimaryKey } from '../lib/index-edits';
import { keywordCase } from '../lib/syntax';

export default defineRule({
  id: 'low-cardinality-index',
  category: 'indexes',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  presets: { contracts: ['warning', { maxValues: 5 }], modular: ['warning'] },
  needs: 'schema',
  covers: ['IDX-low-cardinality'],
  gate: 'index strategy',
  docs: {
    summary: 'No B-tree over all rows indexes a column with a handful of values alone.',
    why:
      'An index on a boolean points to half of the table for each value, and reading the table from start to end is faster than that. ' +
      'Where one value is rare and looked for, a partial index on it is small and quick.',
    whenOff: 'Where one of the values is rare and the planner was seen to use the index.',
    references: [
      { title: 'PostgreSQL: Partial Indexes', url: 'https://www.postgresql.org/docs/current/indexes-partial.html' },
    ],
  },
  options: {
    maxValues: {
      type: 'number',
      default: 2,
      description: 'Up to how many values of an enum type or of a check count as few. A boolean has two.',
    },
  },
  examples: [
    {
      title: 'a flag',
      sql: 'CREATE TABLE users (id bigint PRIMARY KEY, is_active boolean NOT NULL);\nCREATE INDEX idx_users_active ON users (is_active);',
      reports: ['is_active'],
      says: '2 values',
      fixed:
        'CREATE TABLE users (id bigint PRIMARY KEY, is_active boolean NOT NULL);\nCREATE INDEX idx_users_active ON users (id) WHERE is_active;',
    },
    {
      title: 'an enum with few values',
      sql: "create type state as enum ('open', 'paid', 'sent');\ncreate table orders (state state);\ncreate index on orders (state);",
      reports: ['state'],
      options: { maxValues: 3 },
    },
    {
      title: 'values that a check lists',
      sql: "CREATE TABLE users (role text CHECK (role IN ('admin', 'editor', 'reader')));\nCREATE INDEX ON users (role);",
      reports: ['role'],
      options: { maxValues: 5 },
    },
    {
      title: 'part of the rows, more columns, or something unique',
      sql: 'CREATE TABLE users (id bigint PRIMARY KEY, is_active boolean, is_main boolean, name text);\nCREATE INDEX ON users (is_active, name);\nCREATE INDEX ON users (is_active) WHERE NOT is_active;\nCREATE UNIQUE INDEX ON users (is_main);\nCREATE INDEX ON users (is_active) INCLUDE (name);',
      reports: [],
    },
    {
      title: 'an enum with more values',
      sql: "CREATE TYPE state AS ENUM ('open', 'paid', 'sent');\nCREATE TABLE orders (state state);\nCREATE INDEX ON orders (state);",
      reports: [],
    },
  ],
  table(table, context) {
    for (const index of table.indexes) {
      const { keys, method, unique, predicate, include, inherited, origin } = index;
      if (method !== 'btree' || unique || predicate || inherited || keys.length !== 1 || include.length > 0) continue;
      const found = keys[0]!.column === undefined ? undefined : column(table, keys[0]!.column);
      const values = found && valuesOf(found, table, context.schema);
      if (values === undefined || values > Math.max(2, context.option('maxValues'))) continue;
      const key = values === 2 && found!.type.builtIn ? keyByPrimaryKey(index, table) : undefined;
      const spelled = keywordCase(origin.source, context);
      const where = ` ${spelled('WHERE')} ${quoteIdent(found!.name)}`;
      const partial: Fix[] = key
        ? [
            {
              title: `Index the rows with \`${found!.name}\``,
              kind: 'suggestion',
              edits: [key, addClause(origin.source, where, context)],
            },
          ]
        : [];
      context.report({
        at: keys[0]!.origin,
        message:
          `\`${found!.name}\` has ${values} values, so \`${index.name}\` points to a large part of the table for each and is hardly ever worth reading. ` +
          'Make it a partial index on the rare value, or drop it.',
        fixes: [
          ...partial,
          { title: `Remove \`${index.name}\``, kind: 'suggestion', edits: [removeStatement(origin.source, context)] },
        ],
      });
    }
  },
});

/** How many values a column can have, where they are few by its type. */
function valuesOf({ name, type, typeOrigin }: Column, table: Table, schema: SchemaView): number | undefined {
  if (type.dimensions > 0) return undefined;
  if (type.builtIn && type.name.name === 'bool') return 2;
  if (type.builtIn) return listedValues(name, table);
  return schema.enum(type.name, typeOrigin.source.path)?.values.length;
}

/** How many values a check lists for a column. */
function listedValues(name: string, { constraints }: Table): number | undefined {
  const check = constraints.find(({ kind, expression }) => kind === 'check' && listedColumn(expression?.tree) === name);
  const tree = check?.expression?.tree;
  const list = tree && 'A_Expr' in tree ? tree.A_Expr.rexpr : undefined;
  if (!list) return undefined;
  if ('List' in list) return list.List.items?.length;
  return 'A_ArrayExpr' in list ? list.A_ArrayExpr.elements?.length : undefined;
}
