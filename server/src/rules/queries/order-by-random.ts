import type { Node } from '@pgsql/types';
import { defineRule } from '../define-rule';
import { visit } from '../lib/query';

export default defineRule({
  id: 'order-by-random',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  gate: 'query patterns',
  needs: 'query',
  covers: ['P172'],
  docs: {
    summary: 'Random rows are not taken with ORDER BY random().',
    why:
      'PostgreSQL reads and sorts all rows to return a few, and no index helps. TABLESAMPLE, or a random point of an indexed column, ' +
      'reads only what is returned.',
    whenOff: 'For small tables and for one-off queries.',
    references: [
      { title: 'PostgreSQL: TABLESAMPLE', url: 'https://www.postgresql.org/docs/current/sql-select.html#SQL-FROM' },
    ],
  },
  examples: [
    {
      title: 'one of all',
      sql: 'CREATE TABLE quotes (id int, body text);\nSELECT body FROM quotes ORDER BY random() LIMIT 1;',
      reports: ['random'],
      says: 'TABLESAMPLE',
    },
    {
      title: 'in a view',
      sql: 'CREATE TABLE quotes (id int, body text);\nCREATE VIEW today AS SELECT body FROM quotes ORDER BY id > 5, RANDOM() LIMIT 1;',
      reports: ['RANDOM'],
    },
    { title: 'of numbers', sql: 'SELECT n FROM generate_series(1, 9) AS n ORDER BY random();', reports: [] },
    {
      title: 'a column, and a value',
      sql: 'CREATE TABLE quotes (id int, random float);\nSELECT id, random() FROM quotes ORDER BY random, id;',
      reports: [],
    },
  ],
  query(query, context) {
    for (const tree of query.trees) {
      visit(tree.node, {
        SelectStmt({ sortClause, fromClause }) {
          if (!fromClause?.some((node) => 'RangeVar' in node || 'JoinExpr' in node)) return;
          for (const sort of sortClause ?? []) {
            const call = 'SortBy' in sort ? callOf(sort.SortBy.node) : undefined;
            if (!call) continue;
            const { text } = tree;
            context.report({
              at: tree.origin(text.span(text.index(call.location))),
              message:
                'This reads and sorts all rows to return random ones. Use TABLESAMPLE or a random point of an indexed column.',
            });
          }
        },
      });
    }
  },
});

function callOf(node: Node | undefined) {
  if (!node || !('FuncCall' in node)) return undefined;
  const name = node.FuncCall.funcname?.at(-1);
  return name && 'String' in name && name.String.sval === 'random' ? node.FuncCall : undefined;
}
