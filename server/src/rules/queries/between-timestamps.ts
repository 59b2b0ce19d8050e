import type { Node } from '@pgsql/types';
import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { columnOf, visit } from '../lib/query';
import { keywordCase } from '../lib/syntax';

const MOMENTS = new Set(['timestamp', 'timestamptz']);
const DAY = /^\d{4}-\d\d-\d\d$/;

export default defineRule({
  id: 'between-timestamps',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  gate: 'query patterns',
  needs: 'query',
  covers: ['P168'],
  docs: {
    summary: 'A span of days is asked of a timestamp with `>=` and `<`, not with BETWEEN.',
    why:
      'BETWEEN includes its end, and a day as the end of timestamps is its midnight: of the last day only that one moment counts. ' +
      'With the next day as the end, its midnight counts too much.',
    whenOff: 'Where the column holds midnights only.',
    references: [
      {
        title: 'PostgreSQL wiki: Don’t use BETWEEN with timestamps',
        url: 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_BETWEEN_.28especially_with_timestamps.29',
      },
    ],
  },
  examples: [
    {
      title: 'a year',
      sql: "CREATE TABLE sales (at timestamptz, total numeric);\nSELECT sum(total) FROM sales WHERE at BETWEEN '2024-01-01' AND '2024-12-31';",
      reports: ["BETWEEN '2024-01-01' AND '2024-12-31'"],
      says: '2024-12-31',
      fixed:
        "CREATE TABLE sales (at timestamptz, total numeric);\nSELECT sum(total) FROM sales WHERE (at >= '2024-01-01' AND at < '2025-01-01');",
    },
    {
      title: 'by an alias, with a cast',
      sql: "create table sales (at timestamp, total numeric);\nselect s.total from sales s where s.at between now() - interval '1 day' and current_date;",
      reports: ["between now() - interval '1 day' and current_date"],
    },
    {
      title: 'a column of days',
      sql: "CREATE TABLE sales (day date, total numeric);\nSELECT sum(total) FROM sales WHERE day BETWEEN '2024-01-01' AND '2024-12-31';",
      reports: [],
    },
    {
      title: 'moments and parameters',
      sql: "CREATE TABLE sales (at timestamptz);\nSELECT at FROM sales WHERE at BETWEEN '2024-01-01' AND '2024-12-31 23:59:59.999999' OR at BETWEEN $1 AND $2 OR at BETWEEN now() - interval '1 day' AND now();",
      reports: [],
    },
  ],
  query(query, context) {
    for (const tree of query.trees) {
      const { text } = tree;
      visit(tree.node, {
        A_Expr({ kind, lexpr, rexpr, location }) {
          if (kind !== 'AEXPR_BETWEEN' || !lexpr || !('ColumnRef' in lexpr) || !rexpr || !('List' in rexpr)) return;
          const found = columnOf(query, tree, lexpr.ColumnRef, context.schema);
          const [low, high] = rexpr.List.items ?? [];
          const day = high && dayOf(high);
          if (!found?.column.type.builtIn || !MOMENTS.has(found.column.type.name.name) || day === undefined) return;
          const start = text.index(location);
          const end = endOf(high!, tree.text);
          if (end === undefined) return;
          const at = tree.origin({ start: text.span(start).start, end: text.span(end).end });
          const first = text.index(lexpr.ColumnRef.location);
          const name = text.sql.slice(text.span(first).start, text.span(start - 1).end);
          const from = low && constant(low);
          const spelled = keywordCase(query.source, context)('AND');
          const whole = tree.origin({ start: text.span(first).start, end: text.span(end).end });
          const next = DAY.test(day) ? nextDay(day) : undefined;
          const newText = `(${name} >= '${from}' ${spelled} ${name} < '${next}')`;
          context.report({
            at,
            message:
              `\`${found.column.name}\` is a timestamp, so of the last day, ${day}, only midnight is within this BETWEEN. ` +
              'Compare with >= and < the day after.',
            fixes:
              next !== undefined && from !== undefined
                ? [{ title: 'Compare with >= and <', kind: 'suggestion', edits: [replace(whole, newText)] }]
                : [],
          });
        },
      });
    }
  },
});

function constant(node: Node): string | undefined {
  return 'A_Const' in node ? node.A_Const.sval?.sval : undefined;
}

/** The end of the span where it is a day without a time. */
function dayOf(node: Node): string | undefined {
  if ('SQLValueFunction' in node) return node.SQLValueFunction.op === 'SVFOP_CURRENT_DATE' ? 'today' : undefined;
  const written = constant(node);
  return written !== undefined && DAY.test(written) ? written : undefined;
}

function endOf(node: Node, text: { index(location: number | undefined): number }): number | undefined {
  if ('SQLValueFunction' in node) return text.index(node.SQLValueFunction.location);
  return 'A_Const' in node ? text.index(node.A_Const.location) : undefined;
}

function nextDay(day: string): string | undefined {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return undefined;
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
