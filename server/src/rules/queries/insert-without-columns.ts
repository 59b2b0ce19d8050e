import type { InsertStmt, Node } from '@pgsql/types';
import { quoteIdent } from '../../model/names';
import { defineRule } from '../define-rule';
import { insertAfter } from '../lib/edits';
import { placeOfTable, tableOf, visit } from '../lib/query';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'insert-without-columns',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  gate: 'query patterns',
  needs: 'query',
  covers: ['P170'],
  options: {
    rows: {
      type: 'boolean',
      default: false,
      description: 'Also inserts of plain rows that stand by themselves, as dumps and seeds write them.',
    },
  },
  docs: {
    summary: 'INSERT lists the columns that it fills.',
    why:
      'Without a list the values go to the columns in the order in which the table has them. A column that is added or dropped, or a table ' +
      'that was made anew in another order, breaks the statement or puts values into the wrong columns.',
    whenOff: 'For data that is always loaded together with its schema.',
    references: [{ title: 'PostgreSQL: INSERT', url: 'https://www.postgresql.org/docs/current/sql-insert.html' }],
  },
  examples: [
    {
      title: 'in a function',
      sql: 'CREATE TABLE logs (id int, line text);\nCREATE FUNCTION log_it(x text) RETURNS void LANGUAGE sql AS $$\n  INSERT INTO logs VALUES (1, x);\n$$;',
      reports: ['logs'],
      says: '`logs`',
      fixed:
        'CREATE TABLE logs (id int, line text);\nCREATE FUNCTION log_it(x text) RETURNS void LANGUAGE sql AS $$\n  INSERT INTO logs (id, line) VALUES (1, x);\n$$;',
    },
    {
      title: 'from a query',
      sql: 'CREATE TABLE a (x int, y int, z int);\nCREATE TABLE b (x int, y int);\nINSERT INTO a SELECT x, y FROM b;',
      reports: ['a'],
      fixed:
        'CREATE TABLE a (x int, y int, z int);\nCREATE TABLE b (x int, y int);\nINSERT INTO a (x, y) SELECT x, y FROM b;',
    },
    {
      title: 'rows, where that is asked for',
      sql: "CREATE TABLE colours (id int, name text);\nINSERT INTO colours VALUES (1, 'red');",
      options: { rows: true },
      reports: ['colours'],
    },
    {
      title: 'rows of a dump',
      sql: "CREATE TABLE colours (id int, name text);\nINSERT INTO colours VALUES (1, 'red'), (2, 'green');",
      reports: [],
    },
    {
      title: 'with its columns, and with defaults alone',
      sql: 'CREATE TABLE a (x int, y int);\nINSERT INTO a (x) SELECT 1;\nINSERT INTO a DEFAULT VALUES;',
      reports: [],
    },
    {
      title: 'a copy of a whole row',
      sql: 'CREATE TABLE a (x int, y int);\nCREATE TABLE a_old (x int, y int);\nCREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  INSERT INTO a_old SELECT OLD.*;\n  INSERT INTO a_old VALUES (OLD.*);\n  RETURN OLD;\nEND $$;',
      reports: [],
    },
  ],
  query(query, context) {
    for (const tree of query.trees) {
      visit(tree.node, {
        InsertStmt(insert) {
          if (insert.cols || !insert.relation || !insert.selectStmt) return;
          const values = valuesOf(insert.selectStmt);
          const table = tableOf(query, tree, insert.relation, context.schema);
          if (!table || table.temporary || !values || values.some(isRow)) return;
          if (isRows(insert) && !query.routine && !context.option('rows')) return;
          const at = placeOfTable(tree, insert.relation);
          const filled = table.columns.slice(0, values.length);
          const sure =
            !table.open &&
            filled.length === values.length &&
            !filled.some((each) => each.generated) &&
            !insert.relation.alias;
          const list = ` (${filled.map(({ name }) => quoteIdent(name)).join(', ')})`;
          context.report({
            at,
            message: `This INSERT says no columns, so it breaks or fills the wrong ones when the columns of ${describe(table)} change. List them.`,
            fixes: sure ? [{ title: 'List the columns', kind: 'suggestion', edits: [insertAfter(at, list)] }] : [],
          });
        },
      });
    }
  },
});

/** What is inserted: the first row, or the columns of a query. */
function valuesOf(select: Node): readonly Node[] | undefined {
  if (!('SelectStmt' in select)) return undefined;
  const { valuesLists, targetList } = select.SelectStmt;
  const [row] = valuesLists ?? [];
  return row ? ('List' in row ? row.List.items : undefined) : targetList;
}

function isRows({ selectStmt }: InsertStmt): boolean {
  return selectStmt !== undefined && 'SelectStmt' in selectStmt && selectStmt.SelectStmt.valuesLists !== undefined;
}

/** `t.*`, which has as many columns as `t`. */
function isRow(node: Node): boolean {
  const value = 'ResTarget' in node ? node.ResTarget.val : node;
  const last = value && 'ColumnRef' in value ? value.ColumnRef.fields?.at(-1) : undefined;
  return last !== undefined && 'A_Star' in last;
}
