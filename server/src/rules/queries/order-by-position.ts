import type { Node } from '@pgsql/types';
import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { visit } from '../lib/query';

export default defineRule({
  id: 'order-by-position',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  needs: 'query',
  covers: ['P171'],
  docs: {
    summary: 'ORDER BY and GROUP BY name what they mean instead of counting output columns.',
    why: 'A column that is added in front changes the order or the groups, and nothing says so.',
    whenOff: 'For queries that are typed and thrown away.',
    references: [{ title: 'PostgreSQL: ORDER BY', url: 'https://www.postgresql.org/docs/current/queries-order.html' }],
  },
  examples: [
    {
      title: 'both',
      sql: 'CREATE TABLE sales (shop int, total numeric);\nSELECT shop, sum(total) AS revenue FROM sales GROUP BY 1 ORDER BY 2 DESC;',
      reports: ['1', '2'],
      says: '`shop`',
      fixed:
        'CREATE TABLE sales (shop int, total numeric);\nSELECT shop, sum(total) AS revenue FROM sales GROUP BY shop ORDER BY revenue DESC;',
    },
    {
      title: 'in a view, of a qualified column',
      sql: 'CREATE TABLE sales (shop int, total numeric);\nCREATE VIEW v AS SELECT s.total, s."shop" FROM sales s ORDER BY 2, 1;',
      reports: ['2', '1'],
      fixed:
        'CREATE TABLE sales (shop int, total numeric);\nCREATE VIEW v AS SELECT s.total, s."shop" FROM sales s ORDER BY s."shop", s.total;',
    },
    {
      title: 'names',
      sql: 'CREATE TABLE sales (shop int);\nSELECT shop FROM sales GROUP BY shop ORDER BY shop;',
      reports: [],
    },
    {
      title: 'a limit, and the order of an aggregate',
      sql: 'CREATE TABLE sales (shop int);\nSELECT array_agg(shop ORDER BY shop + 1) FROM sales LIMIT 1;',
      reports: [],
    },
  ],
  query(query, context) {
    for (const tree of query.trees) {
      const { text } = tree;
      visit(tree.node, {
        SelectStmt({ targetList = [], groupClause = [], sortClause = [] }) {
          const sorts = sortClause.flatMap((sort) => ('SortBy' in sort ? [sort.SortBy.node] : []));
          for (const [nodes, isGroup] of [
            [groupClause, true],
            [sorts, false],
          ] as const) {
            // prettier-ignore
            for (const node of nodes) {
              const position = node && 'A_Const' in node ? node.A_Const.ival?.ival : undefined;
              if (position === undefined || !node || !('A_Const' in node)) continue;
              const at = tree.origin(text.span(text.index(node.A_Const.location)));
              const name = nameOf(targetList[position - 1], isGroup, text);
              context.report({
                at,
                message: `This means output column ${position}${name === undefined ? '' : `, \`${name}\``}, and another one as soon as the list changes. Name it.`,
                fixes: name === undefined ? [] : [{ title: `Write \`${name}\``, kind: 'suggestion', edits: [replace(at, name)] }],
              });
            }
          }
        },
      });
    }
  },
});

/** As the output column may be called there: by its alias in ORDER BY, else by the column that it is. */
function nameOf(
  target: Node | undefined,
  isGroup: boolean,
  text: {
    sql: string;
    index(at: number | undefined): number;
    parts(i: number, n: number): { start: number; end: number }[];
  },
): string | undefined {
  if (!target || !('ResTarget' in target)) return undefined;
  const { name, val } = target.ResTarget;
  if (name !== undefined) return !isGroup && /^[a-z_][a-z0-9_]*$/.test(name) ? name : undefined;
  if (!val || !('ColumnRef' in val) || val.ColumnRef.fields?.some((field) => 'A_Star' in field)) return undefined;
  const parts = text.parts(text.index(val.ColumnRef.location), val.ColumnRef.fields?.length ?? 1);
  return text.sql.slice(parts[0]!.start, parts.at(-1)!.end);
}
