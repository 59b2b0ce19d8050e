import type { RangeVar } from '@pgsql/types';
import { defineRule } from '../define-rule';
import { placeOfTable, tableOf, visit } from '../lib/query';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'change-of-all-rows',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  gate: 'query patterns',
  needs: 'query',
  covers: ['QRY-unbatched', 'P48', 'P49'],
  docs: {
    summary: 'UPDATE and DELETE have a WHERE.',
    why:
      'Without one each row of the table is written: mostly a condition was forgotten. Where all rows are meant, one statement ' +
      'holds a lock on all of them until it is done, so large tables are changed in batches. Statements of a migration, which fill a column once, are not reported.',
    whenOff: 'For tables that are small or rebuilt as a whole.',
    references: [
      { title: 'PostgreSQL: UPDATE', url: 'https://www.postgresql.org/docs/current/sql-update.html' },
      { title: 'PostgreSQL: DELETE', url: 'https://www.postgresql.org/docs/current/sql-delete.html' },
    ],
  },
  examples: [
    {
      title: 'an update and a delete',
      sql: 'CREATE TABLE users (id int, active boolean);\nUPDATE users SET active = false;\nDELETE FROM users;',
      reports: ['users', 'users'],
      says: 'each row of `users`',
    },
    {
      title: 'in a function and in a CTE',
      sql: 'CREATE TABLE jobs (id int);\nCREATE TABLE old_jobs (id int);\nCREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$\n  WITH gone AS (DELETE FROM public.jobs RETURNING id) INSERT INTO old_jobs (id) SELECT id FROM gone;\n$$;',
      reports: ['jobs'],
    },
    {
      title: 'with a condition',
      sql: "CREATE TABLE users (id int, seen_at timestamptz);\nDELETE FROM users WHERE seen_at < now() - interval '1 year';\nUPDATE users u SET seen_at = now() WHERE u.id = 1;",
      reports: [],
    },
    {
      title: 'of a temporary table, of an unknown one, and as far as a join goes',
      sql: 'CREATE TEMP TABLE seen (id int);\nDELETE FROM seen;\nDELETE FROM staging;\nCREATE TABLE users (id int);\nDELETE FROM users USING seen WHERE users.id = seen.id;',
      reports: [],
    },
  ],
  query(query, context) {
    if (query.migration && !('CreateFunctionStmt' in query.node)) return;
    for (const tree of query.trees) {
      const check = (verb: string, relation: RangeVar | undefined, where: unknown) => {
        const table = relation && where === undefined ? tableOf(query, tree, relation, context.schema) : undefined;
        if (!table || table.temporary || table.unlogged) return;
        context.report({
          at: placeOfTable(tree, relation!),
          message: `This ${verb} has no WHERE, so it changes each row of ${describe(table)}. Say which rows are meant.`,
        });
      };
      visit(tree.node, {
        UpdateStmt: ({ relation, whereClause }) => check('UPDATE', relation, whereClause),
        DeleteStmt: ({ relation, whereClause }) => check('DELETE', relation, whereClause),
      });
    }
  },
});
