import { defineRule } from '../define-rule';
import { tableOf, visit } from '../lib/query';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'count-of-all-rows',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'off' },
  presets: { modular: ['hint'] },
  needs: 'query',
  covers: ['QRY-count-estimate'],
  docs: {
    summary: 'The number of all rows of a large table is estimated.',
    why:
      '`count(*)` reads the whole table or an index of it each time. For a number on a screen `reltuples` of `pg_class`, which VACUUM and ANALYZE keep, is ' +
      'near enough and costs nothing.',
    whenOff: 'Where the exact number is wanted, or the table is small.',
    references: [
      { title: 'PostgreSQL wiki: Count estimate', url: 'https://wiki.postgresql.org/wiki/Count_estimate' },
      { title: 'PostgreSQL: pg_class', url: 'https://www.postgresql.org/docs/current/catalog-pg-class.html' },
    ],
  },
  examples: [
    {
      title: 'all rows',
      sql: 'CREATE TABLE events (id bigint);\nSELECT count(*) FROM events;',
      reports: ['count'],
      says: 'reltuples',
    },
    {
      title: 'with a name, in a view',
      sql: 'CREATE TABLE events (id bigint);\nCREATE VIEW v AS SELECT COUNT(*) AS n FROM public.events e;',
      reports: ['COUNT'],
    },
    {
      title: 'some rows, groups, and more than the number',
      sql: 'CREATE TABLE events (id bigint, kind text);\nSELECT count(*) FROM events WHERE kind = $1;\nSELECT kind, count(*) FROM events GROUP BY kind;\nSELECT count(*), max(id) FROM events;',
      reports: [],
    },
    {
      title: 'of a CTE',
      sql: 'CREATE TABLE e (id int);\nWITH x AS (SELECT id FROM e WHERE id > 5) SELECT count(*) FROM x;',
      reports: [],
    },
  ],
  query(query, context) {
    for (const tree of query.trees) {
      visit(tree.node, {
        SelectStmt({ targetList, fromClause, whereClause, groupClause }) {
          const [target, another] = targetList ?? [];
          const [from, more] = fromClause ?? [];
          const value = target && !another && 'ResTarget' in target ? target.ResTarget.val : undefined;
          const isCount =
            value && 'FuncCall' in value && value.FuncCall.agg_star === true && !value.FuncCall.agg_filter;
          if (!isCount || !from || more || !('RangeVar' in from) || whereClause || groupClause || value.FuncCall.over)
            return;
          const table = tableOf(query, tree, from.RangeVar, context.schema);
          if (!table || table.temporary) return;
          context.report({
            at: tree.origin(tree.text.span(tree.text.index(value.FuncCall.location))),
            message: `This reads all of ${describe(table)} for one number. Where an estimate will do, take \`reltuples\` of \`pg_class\`.`,
          });
        },
      });
    }
  },
});
