import type { Node } from '@pgsql/types';
import { defineRule } from '../define-rule';
import { placeOfTable, tableOf, visit } from '../lib/query';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'insert-value-count',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'query',
  covers: ['P178'],
  docs: {
    summary: 'INSERT has as many values as columns.',
    why: 'PostgreSQL refuses the statement: `INSERT has more expressions than target columns`, or the other way round (42601).',
    whenOff: 'Never.',
    references: [{ title: 'PostgreSQL: INSERT', url: 'https://www.postgresql.org/docs/current/sql-insert.html' }],
  },
  examples: [
    {
      title: 'a value too few',
      sql: "CREATE TABLE users (id int, name text, age int);\nINSERT INTO users (id, name, age) VALUES (1, 'x');",
      reports: ['users'],
      says: '3 columns, but 2 values',
    },
    {
      title: 'more values than the table has columns',
      sql: "CREATE TABLE users (id int, name text);\nINSERT INTO users VALUES (1, 'x', 3);",
      reports: ['users'],
      says: '2 columns, but 3 values',
    },
    {
      title: 'the second row differs',
      sql: "CREATE TABLE users (id int, name text);\nINSERT INTO users (id, name) VALUES (1, 'x'), (2);",
      reports: ['users'],
    },
    {
      title: 'fewer values than the table has columns',
      sql: "CREATE TABLE users (id int, name text, age int);\nINSERT INTO users VALUES (1, 'x');\nINSERT INTO users (id) SELECT id FROM users;",
      reports: [],
    },
    {
      title: 'a row that is spread',
      sql: 'CREATE TABLE users (id int, name text);\nCREATE TABLE old_users (id int, name text);\nCREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  INSERT INTO old_users (id, name) VALUES (OLD.*);\n  RETURN OLD;\nEND $$;',
      reports: [],
    },
  ],
  query(query, context) {
    for (const tree of query.trees) {
      visit(tree.node, {
        InsertStmt({ relation, cols, selectStmt }) {
          if (!relation || !selectStmt || !('SelectStmt' in selectStmt)) return;
          const table = tableOf(query, tree, relation, context.schema);
          if (!table || table.temporary || (!cols && query.migration)) return;
          const wanted = cols?.length ?? (table.open ? undefined : table.columns.length);
          const { valuesLists, targetList, op } = selectStmt.SelectStmt;
          if (op !== 'SETOP_NONE') return;
          const rows = valuesLists?.map((row) => ('List' in row ? (row.List.items ?? []) : [])) ?? [targetList ?? []];
          const wrong = rows.find((row) => wanted !== undefined && !row.some(isSpread) && (cols ? row.length !== wanted : row.length > wanted)); // prettier-ignore
          if (!wrong || wrong.length === 0) return;
          const then = cols ? undefined : query.before(table);
          // The table may have lost columns since.
          if (!cols && (!then || then.open || wrong.length <= then.columns.length)) return;
          const values = `${wrong.length} value${wrong.length === 1 ? '' : 's'}`;
          context.report({
            at: placeOfTable(tree, relation),
            message: `This INSERT into ${describe(table)} has ${wanted} columns, but ${values}, so PostgreSQL refuses it. Write one value for each column.`,
          });
        },
      });
    }
  },
});

/** `t.*`, or several columns set from one row. */
function isSpread(node: Node): boolean {
  const value = 'ResTarget' in node ? node.ResTarget.val : node;
  if (!value) return true;
  if ('A_Indirection' in value) return true;
  const last = 'ColumnRef' in value ? value.ColumnRef.fields?.at(-1) : undefined;
  return last !== undefined && 'A_Star' in last;
}
