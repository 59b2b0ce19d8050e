import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { shown, whole } from '../lib/migration';
import { keywordCase } from '../lib/syntax';
export default defineRule({
  id: 'filled-materialized-view',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  needs: 'migration',
  covers: ['P59'],
  docs: {
    summary: 'A materialized view is made empty and filled afterwards.',
    why: 'CREATE MATERIALIZED VIEW runs its query inside the migration: what may take minutes holds up the deployment, and the locks of the statements before it. WITH NO DATA makes it in a moment; REFRESH fills it when the migration is done.',
    whenOff: 'For views over little data.',
    references: [
      {
        title: 'PostgreSQL: CREATE MATERIALIZED VIEW',
        url: 'https://www.postgresql.org/docs/current/sql-creatematerializedview.html',
      },
    ],
  },
  examples: [
    {
      title: 'with data',
      before: 'CREATE TABLE orders (id int);',
      sql: 'CREATE MATERIALIZED VIEW totals AS SELECT id FROM orders;\n',
      reports: ['CREATE MATERIALIZED VIEW totals AS SELECT id FROM orders'],
      says: '`totals`',
      fixed: 'CREATE MATERIALIZED VIEW totals AS SELECT id FROM orders WITH NO DATA;\n',
    },
    {
      title: 'said so',
      before: 'CREATE TABLE orders (id int);',
      sql: 'create materialized view totals as select id from orders with data;\n',
      reports: ['create materialized view totals as select id from orders with data'],
      fixed: 'create materialized view totals as select id from orders with no data;\n',
    },
    {
      title: 'empty',
      before: 'CREATE TABLE orders (id int);',
      sql: 'CREATE MATERIALIZED VIEW totals AS SELECT id FROM orders WITH NO DATA;\n',
      reports: [],
    },
    {
      title: 'over a table of the migration, and a plain view',
      before: 'CREATE TABLE orders (id int);',
      sql: 'CREATE TABLE lines (id int);\nCREATE MATERIALIZED VIEW totals AS SELECT id FROM lines;\nCREATE VIEW shown AS SELECT id FROM orders;\n',
      reports: [],
    },
  ],
  statement(statement, context) {
    const { node } = statement;
    if (
      !node ||
      !('CreateTableAsStmt' in node) ||
      node.CreateTableAsStmt.objtype !== 'OBJECT_MATVIEW' ||
      node.CreateTableAsStmt.into?.skipData
    )
      return;
    const reads = statement.effects.flatMap(({ otherTables }) => otherTables);
    if (reads.every(({ isNew }) => isNew)) return;
    const all = whole(statement, context);
    const text = context.text(all);
    const short = text.replace(/\s+with\s+data$/i, '');
    const kw = keywordCase(statement.source, context);
    context.report({
      at: all,
      message: `The migration waits until the query of ${shown(statement.effects[0]?.on)} has run. Make it WITH NO DATA, and REFRESH it afterwards.`,
      fixes: [
        {
          title: 'Make it WITH NO DATA',
          kind: 'suggestion',
          edits: [
            replace({ source: all.source, span: { start: short.length, end: text.length } }, ` ${kw('WITH NO DATA')}`),
          ],
        },
      ],
    });
  },
});
