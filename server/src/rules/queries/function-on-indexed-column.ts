import type { Node } from '@pgsql/types';
import { quoteIdent } from '../../model/names';
import type { Table } from '../../model/schema';
import { defineRule, type Fix, type OptionSpecs, type RuleContext } from '../define-rule';
import { addStatement } from '../lib/edits';
import { indexesOf } from '../lib/indexes';
import { fillName, nameIn } from '../lib/names';
import { columnOf, visit } from '../lib/query';
import { keywordCase, wordsOfExpression } from '../lib/syntax';

/** Functions that people wrap a column in when they compare it. */
const FUNCTIONS = new Set([
  'lower',
  'upper',
  'date',
  'date_trunc',
  'date_part',
  'extract',
  'to_char',
  'trim',
  'btrim',
  'coalesce',
  'substr',
  'substring',
  'left',
]);
const COMPARISONS = new Set(['=', '<', '>', '<=', '>=']);

export default defineRule({
  id: 'function-on-indexed-column',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  gate: 'query patterns',
  needs: 'query',
  covers: ['QRY-not-sargable'],
  docs: {
    summary: 'A condition does not wrap a column whose index it wants to use.',
    why: 'An index on `created_at` does not help `date(created_at) = …`: PostgreSQL calls the function for each row. Compare the column itself with a range, or index the expression.',
    whenOff: 'For small tables.',
    references: [
      {
        title: 'PostgreSQL: Indexes on Expressions',
        url: 'https://www.postgresql.org/docs/current/indexes-expressional.html',
      },
    ],
  },
  examples: [
    {
      title: 'a day of moments',
      sql: "CREATE TABLE orders (id int, placed_at timestamp);\nCREATE INDEX idx_orders_placed_at ON orders (placed_at);\nSELECT id FROM orders WHERE date(placed_at) = '2024-01-01';",
      reports: ['date'],
      says: '`idx_orders_placed_at`',
    },
    {
      title: 'letters, on the right side, in a view',
      sql: "create table users (id int primary key, email text unique);\ncreate view v as select u.id from users u where 'a@b.c' = lower(u.email);",
      reports: ['lower'],
      fixed:
        "create table users (id int primary key, email text unique);\ncreate index idx_users_lower_email on users (lower(email));\ncreate view v as select u.id from users u where 'a@b.c' = lower(u.email);",
    },
    {
      title: 'an index of the expression',
      sql: 'CREATE TABLE users (id int, email text UNIQUE);\nCREATE INDEX ON users (lower(email));\nSELECT id FROM users WHERE lower(email) = $1;',
      reports: [],
    },
    {
      title: 'no index, the other side, and a value that is shown',
      sql: 'CREATE TABLE users (id int, email text UNIQUE, name text);\nSELECT lower(email) FROM users WHERE lower(name) = $1 AND email = lower($1);',
      reports: [],
    },
  ],
  query(query, context) {
    if (query.migration && !('CreateFunctionStmt' in query.node)) return;
    for (const tree of query.trees) {
      visit(tree.node, {
        A_Expr({ kind, name, lexpr, rexpr }, parents) {
          const [operator] = name ?? [];
          const sign = operator && 'String' in operator ? operator.String.sval : undefined;
          const isCondition = parents.some(({ field }) => field === 'whereClause' || field === 'quals');
          if (kind !== 'AEXPR_OP' || !COMPARISONS.has(sign ?? '') || !isCondition) return;
          for (const side of [lexpr, rexpr]) {
            const call = side && callOf(side);
            const found = call && columnOf(query, tree, call.column, context.schema);
            if (!found) continue;
            const indexes = indexesOf(found.table);
            const plain = indexes.find(
              ({ keys, method }) => method === 'btree' && keys[0]?.column === found.column.name,
            );
            const hasOwn = indexes.some(({ keys }) =>
              keys.some(({ column, sort }) => column === undefined && wordsOfExpression(sort).has(call.name)),
            );
            if (!plain || hasOwn) continue;
            context.report({
              at: tree.origin(tree.text.span(tree.text.index(call.location))),
              message: `The call of ${call.name}() around \`${found.column.name}\` keeps PostgreSQL from using \`${plain.name}\`, so it reads all rows. Compare the column itself, or index the expression.`,
              related: [{ at: plain.origin, message: 'The index.' }],
              fixes: FIXED.has(call.name) ? [indexCall(call.name, found.table, found.column.name, context)] : [],
            });
          }
        },
      });
    }
  },
});

/** Also by an index: the others depend on settings, or take more than the column. */
const FIXED = new Set(['lower', 'upper']);

function indexCall(
  call: string,
  table: Table,
  column: string,
  context: Pick<RuleContext<OptionSpecs>, 'text' | 'conventions'>,
): Fix {
  const { source } = table.changed ?? table.origin;
  const spelled = keywordCase(source, context);
  const taken = new Set([...table.indexes, ...table.constraints].map(({ name }) => name));
  const name = fillName(context.conventions.index?.value ?? 'idx_{table}_{columns}', table.name, [call, column], taken);
  const sql = `${spelled('CREATE INDEX')} ${quoteIdent(name)} ${spelled('ON')} ${nameIn(source, table)} (${call}(${quoteIdent(column)}))`;
  return { title: `Create index \`${name}\``, kind: 'suggestion', edits: [addStatement(source, sql, context)] };
}

/** `f(column)` or `f('…', column)` */
function callOf(node: Node) {
  if (!('FuncCall' in node)) return undefined;
  const { funcname, args = [], location } = node.FuncCall;
  const last = funcname?.at(-1);
  const name = last && 'String' in last ? (last.String.sval ?? '') : '';
  const columns = args.filter((arg) => 'ColumnRef' in arg);
  const [column] = columns;
  if (!FUNCTIONS.has(name) || columns.length !== 1 || !column || !('ColumnRef' in column)) return undefined;
  return { name, column: column.ColumnRef, location };
}
