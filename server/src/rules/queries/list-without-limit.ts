import type { SelectStmt } from '@pgsql/types';
import type { Source } from '../../model/schema';
import { defineRule, type Fix } from '../define-rule';
import { insertAfter, wholeStatement } from '../lib/edits';
import { placeOfTable, tableOf, visit } from '../lib/query';
import { keywordCase, type Texts } from '../lib/syntax';
import { describe } from '../lib/tables';

const MANY = new Set(['orders', 'events', 'logs', 'messages', 'posts', 'comments', 'transactions', 'payments']);

export default defineRule({
  id: 'list-without-limit',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'off' },
  presets: { contracts: ['info'] },
  gate: 'query patterns',
  needs: 'query',
  covers: ['QRY-limit'],
  options: {
    tables: {
      type: 'strings',
      default: [...MANY],
      description: 'Tables that grow without end.',
    },
  },
  docs: {
    summary: 'A sorted list of a table that grows without end has a LIMIT.',
    why: 'The list is short while the application is young. Later it takes seconds and fills the memory of who asks.',
    whenOff: 'For exports and reports, which want all rows.',
    references: [{ title: 'PostgreSQL: LIMIT', url: 'https://www.postgresql.org/docs/current/queries-limit.html' }],
  },
  examples: [
    {
      title: 'a list of all',
      sql: 'CREATE TABLE posts (id int, title text);\nSELECT title FROM posts ORDER BY id DESC;',
      reports: ['posts'],
      says: 'LIMIT',
      fixed: 'CREATE TABLE posts (id int, title text);\nSELECT title FROM posts ORDER BY id DESC LIMIT 100;',
    },
    {
      title: 'of a table that the team names',
      sql: 'CREATE TABLE ticks (at timestamptz, price numeric);\nSELECT price FROM ticks WHERE price > 5 ORDER BY at;',
      options: { tables: ['ticks'] },
      reports: ['ticks'],
    },
    {
      title: 'a page',
      sql: 'CREATE TABLE posts (id int, title text);\nSELECT title FROM posts ORDER BY id DESC LIMIT 20;',
      reports: [],
    },
    {
      title: 'sums, one row, and other tables',
      sql: 'CREATE TABLE posts (id int, author text);\nCREATE TABLE tags (id int);\nSELECT author, count(*) FROM posts GROUP BY author ORDER BY author;\nSELECT author FROM posts WHERE id = $1 ORDER BY id;\nSELECT id FROM tags ORDER BY id;',
      reports: [],
    },
  ],
  query(query, context) {
    if (query.routine || 'ViewStmt' in query.node || !('SelectStmt' in query.node)) return;
    const [tree] = query.trees;
    const { sortClause, limitCount, fromClause, groupClause, whereClause } = query.node.SelectStmt;
    if (!tree || !sortClause || limitCount || groupClause || !fromClause) return;
    let one = false;
    if (whereClause) visit(whereClause, { A_Expr: ({ name }) => (one ||= JSON.stringify(name).includes('"="')) });
    if (one) return;
    for (const from of fromClause) {
      if (!('RangeVar' in from)) continue;
      const table = tableOf(query, tree, from.RangeVar, context.schema);
      if (!table || !context.option('tables').includes(table.name)) continue;
      context.report({
        at: placeOfTable(tree, from.RangeVar),
        message: `This lists ${describe(table)} without a LIMIT, so it gets slower with each row that is added. Take a page at a time.`,
        fixes: addLimit(query.node.SelectStmt, query.source, context),
      });
    }
  },
});

function addLimit(select: SelectStmt, source: Source, context: Texts): readonly Fix[] {
  if (select.limitOffset || select.lockingClause) return [];
  const whole = wholeStatement(source);
  const end = whole.span.end - (context.text(whole).endsWith(';') ? 1 : 0);
  const edits = [insertAfter({ source, span: { start: end, end } }, ` ${keywordCase(source, context)('LIMIT')} 100`)];
  return [{ title: 'Take the first 100', kind: 'suggestion', edits }];
}
