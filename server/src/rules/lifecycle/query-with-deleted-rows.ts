import type { RangeVar, SelectStmt } from '@pgsql/types';
import { quoteIdent } from '../../model/names';
import type { Column, Origin } from '../../model/schema';
import { defineRule, type Fix } from '../define-rule';
import { insertAfter } from '../lib/edits';
import { placeOfTable, tableOf, visit } from '../lib/query';
import { softDeleteColumn } from '../lib/soft-delete';
import { keywordCase, type Texts } from '../lib/syntax';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'query-with-deleted-rows',
  category: 'lifecycle',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  presets: { modular: ['warning'], contracts: ['warning'] },
  gate: 'soft delete',
  needs: 'query',
  covers: ['SDL-filter'],
  docs: {
    summary: 'A query on a table with soft delete says whether it wants deleted rows.',
    why:
      'Rows with `deleted_at` are still there. A query, also a JOIN, that never mentions the column shows them as if they were alive: ' +
      'deleted users come back in lists and sums.',
    whenOff: 'Where deleted rows are hidden by row security or are removed soon.',
    references: [
      {
        title: 'PostgreSQL: WHERE',
        url: 'https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-WHERE',
      },
    ],
  },
  examples: [
    {
      title: 'a list of all',
      sql: 'CREATE TABLE users (id int, name text, deleted_at timestamptz);\nCREATE VIEW names AS SELECT id, name FROM users;',
      reports: ['users'],
      says: '`users.deleted_at`',
      fixed:
        'CREATE TABLE users (id int, name text, deleted_at timestamptz);\nCREATE VIEW names AS SELECT id, name FROM users WHERE deleted_at IS NULL;',
    },
    {
      title: 'the joined table',
      sql: 'CREATE TABLE users (id int, deleted_at timestamptz);\nCREATE TABLE posts (user_id int, title text, deleted_at timestamptz);\nSELECT p.title FROM users u LEFT JOIN posts p ON p.user_id = u.id WHERE u.deleted_at IS NULL;',
      reports: ['posts'],
    },
    {
      title: 'both are filtered',
      sql: 'CREATE TABLE users (id int, deleted_at timestamptz);\nCREATE TABLE posts (user_id int, title text, deleted_at timestamptz);\nSELECT p.title FROM users u LEFT JOIN posts p ON p.user_id = u.id AND p.deleted_at IS NULL WHERE u.deleted_at IS NULL;',
      reports: [],
    },
    {
      title: 'rows are written, or the table has no such column',
      sql: 'CREATE TABLE users (id int, deleted_at timestamptz);\nCREATE TABLE tags (id int, is_deleted boolean);\nINSERT INTO users (id) VALUES (1);\nUPDATE users SET deleted_at = now() WHERE id = 1;\nSELECT id FROM tags;',
      reports: [],
    },
    {
      title: 'a view that filters',
      sql: 'CREATE TABLE users (id int, deleted_at timestamptz);\nCREATE VIEW live_users AS SELECT id FROM users WHERE deleted_at IS NULL;\nSELECT id FROM live_users;',
      reports: [],
    },
  ],
  query(query, context) {
    const { node } = query;
    // Statements that move data want all of it.
    const isQuery =
      'CreateFunctionStmt' in node || 'ViewStmt' in node || 'CreateTableAsStmt' in node || 'SelectStmt' in node;
    if (!isQuery || (query.migration && 'SelectStmt' in node)) return;
    const hidesRows = query.reading.uses.some(({ kind, table }) => {
      const found = kind === 'table' ? context.schema.table(table) : undefined;
      return found !== undefined && softDeleteColumn(found) !== undefined;
    });
    if (!hidesRows) return;
    const seen = new Set<string>();
    for (const tree of query.trees) {
      visit(tree.node, {
        RangeVar(range, parents) {
          const around = parents.at(-1);
          if (around?.field !== 'fromClause' && around?.kind !== 'JoinExpr') return;
          const table = tableOf(query, tree, range, context.schema);
          const deleted = table && softDeleteColumn(table);
          if (!deleted || seen.has(table.key)) return;
          seen.add(table.key);
          const isAsked = query.reading.uses.some(
            ({ kind, column, table: key, implied }) =>
              kind === 'column' && key === table.key && column === deleted.name && implied !== true,
          );
          if (isAsked) return;
          context.report({
            at: placeOfTable(tree, range),
            message:
              `This query shows deleted rows of ${describe(table)} too, because it does not ask for \`${table.name}.${deleted.name}\`. ` +
              `Add \`${quoteIdent(deleted.name)} IS NULL\` to its condition.`,
            fixes: addCondition(around.node, range, deleted, placeOfTable(tree, range), context),
            related: [{ at: deleted.origin, message: 'Rows are marked as deleted here.' }],
          });
        },
      });
    }
  },
});

/** Where the query reads one table and has no condition yet. */
function addCondition(
  around: object,
  range: RangeVar,
  { name }: Column,
  table: Origin,
  context: Texts,
): readonly Fix[] {
  const { fromClause, whereClause } = around as SelectStmt;
  if (fromClause?.length !== 1 || whereClause || range.alias) return [];
  const spelled = keywordCase(table.source, context);
  const condition = ` ${spelled('WHERE')} ${quoteIdent(name)} ${spelled('IS NULL')}`;
  return [{ title: 'Leave deleted rows out', kind: 'suggestion', edits: [insertAfter(table, condition)] }];
}
