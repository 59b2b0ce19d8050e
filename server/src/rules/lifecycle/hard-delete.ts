import { defineRule } from '../define-rule';
import { placeOfTable, tableOf, visit } from '../lib/query';
import { softDeleteColumn } from '../lib/soft-delete';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'hard-delete',
  category: 'lifecycle',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  presets: { documented: ['info'], modular: ['info'] },
  gate: 'soft delete',
  needs: 'query',
  covers: ['SDL-hard-delete-gdpr'],
  docs: {
    summary: 'Rows of a table with soft delete are marked, not deleted.',
    why: 'Who counts on `deleted_at` to find deleted rows again, in an audit or to restore them, does not find rows that DELETE took away.',
    whenOff: 'For jobs that erase rows for good when their time is over or a person asks for it.',
    references: [{ title: 'PostgreSQL: DELETE', url: 'https://www.postgresql.org/docs/current/sql-delete.html' }],
  },
  examples: [
    {
      title: 'one row',
      sql: 'CREATE TABLE users (id int, deleted_at timestamptz);\nDELETE FROM users WHERE id = $1;',
      reports: ['users'],
      says: '`deleted_at`',
    },
    {
      title: 'in a function',
      sql: 'CREATE TABLE users (id int, deleted_at timestamptz);\nCREATE FUNCTION f(i int) RETURNS void LANGUAGE sql AS $$ DELETE FROM public.users u WHERE u.id = i $$;',
      reports: ['users'],
    },
    {
      title: 'those that were marked long ago',
      sql: "CREATE TABLE users (id int, deleted_at timestamptz);\nDELETE FROM users WHERE deleted_at < now() - interval '1 year';",
      reports: [],
    },
    { title: 'no soft delete', sql: 'CREATE TABLE tags (id int);\nDELETE FROM tags WHERE id = 1;', reports: [] },
  ],
  query(query, context) {
    if (query.migration && !query.routine) return;
    for (const tree of query.trees) {
      visit(tree.node, {
        DeleteStmt({ relation }) {
          const table = relation && tableOf(query, tree, relation, context.schema);
          const deleted = table && softDeleteColumn(table);
          if (!deleted) return;
          const purges = query.reading.uses.some((use) => use.table === table.key && use.column === deleted.name);
          if (purges) return;
          context.report({
            at: placeOfTable(tree, relation),
            message: `This takes rows of ${describe(table)} away for good, although the table marks deleted rows. Set \`${deleted.name}\` instead.`,
          });
        },
      });
    }
  },
});
