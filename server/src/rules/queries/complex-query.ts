import { defineRule } from '../define-rule';
import { visit } from '../lib/query';

export default defineRule({
  id: 'complex-query',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  needs: 'query',
  covers: ['P173'],
  options: {
    maxTables: { type: 'number', default: 12, description: 'A query may join so many tables.' },
    maxDepth: { type: 'number', default: 4, description: 'Subqueries may stand so deep in one another.' },
  },
  docs: {
    summary: 'A query joins a number of tables that people and the planner can look over.',
    why: 'From `join_collapse_limit` tables on (8, unless set otherwise) PostgreSQL no longer tries all orders of joins and takes the one that is written. Views and CTEs with names are read more easily than subqueries in subqueries.',
    whenOff: 'For reports that are written once.',
    references: [
      {
        title: 'PostgreSQL: Controlling the Planner with Explicit JOIN Clauses',
        url: 'https://www.postgresql.org/docs/current/explicit-joins.html',
      },
    ],
  },
  examples: [
    {
      title: 'more tables than are allowed',
      sql: 'CREATE TABLE t (id int);\nSELECT a.id FROM t a JOIN t b ON b.id = a.id JOIN t c ON c.id = a.id;',
      options: { maxTables: 2 },
      reports: ['SELECT'],
      says: '3 tables',
    },
    {
      title: 'deep',
      sql: 'CREATE TABLE t (id int);\nCREATE VIEW v AS SELECT id FROM (SELECT id FROM (SELECT id FROM t) a) b;',
      options: { maxDepth: 1 },
      reports: ['SELECT'],
      says: '2 levels',
    },
    {
      title: 'as many as are allowed',
      sql: 'CREATE TABLE t (id int);\nSELECT a.id FROM t a JOIN t b ON b.id = a.id;',
      reports: [],
    },
    {
      title: 'with names, one after another',
      sql: 'CREATE TABLE t (id int);\nWITH a AS (SELECT id FROM t), b AS (SELECT id FROM a), c AS (SELECT id FROM b) SELECT id FROM c UNION ALL SELECT id FROM t;',
      options: { maxDepth: 1 },
      reports: [],
    },
  ],
  query(query, context) {
    for (const tree of query.trees) {
      let deepest = 0;
      const tables = new Map<object, number>();
      let most = 0;
      visit(tree.node, {
        SelectStmt(_, parents) {
          const depth = parents.filter(({ kind }) => kind === 'RangeSubselect' || kind === 'SubLink').length;
          deepest = Math.max(deepest, depth);
        },
        RangeVar(_, parents) {
          const select = parents.findLast(({ kind }) => kind === 'SelectStmt');
          if (!select || select.field !== 'fromClause') return;
          const count = (tables.get(select.node) ?? 0) + 1;
          tables.set(select.node, count);
          most = Math.max(most, count);
        },
      });
      const why =
        most > context.option('maxTables')
          ? `joins ${most} tables`
          : deepest > context.option('maxDepth')
            ? `has subqueries ${deepest} levels deep`
            : undefined;
      if (why === undefined) continue;
      const first = tree.text.next(0, 'select') ?? 0;
      context.report({
        at: tree.origin(tree.text.span(first)),
        message: `This query ${why}, which is hard to read and to plan. Give its parts names, as CTEs or views.`,
      });
    }
  },
});
