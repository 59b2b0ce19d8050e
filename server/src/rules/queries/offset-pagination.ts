import { defineRule } from '../define-rule';
import { visit } from '../lib/query';

export default defineRule({
  id: 'offset-pagination',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  presets: { modular: ['info'] },
  gate: 'query patterns',
  needs: 'query',
  covers: ['QRY-offset'],
  docs: {
    summary: 'Pages are taken from the last key on, not with OFFSET.',
    why:
      'OFFSET reads and throws away all rows before the page, so each page is slower than the one before, and rows that come or go meanwhile are ' +
      'shown twice or not at all. `WHERE (created_at, id) < ($1, $2) ORDER BY created_at DESC, id DESC LIMIT 20` reads one page.',
    whenOff: 'Where people jump to pages by number and there are few of them.',
    references: [
      { title: 'PostgreSQL: LIMIT and OFFSET', url: 'https://www.postgresql.org/docs/current/queries-limit.html' },
    ],
  },
  examples: [
    {
      title: 'a page by number',
      sql: 'CREATE TABLE posts (id int, title text);\nSELECT title FROM posts ORDER BY id LIMIT 20 OFFSET $1;',
      reports: ['OFFSET'],
      says: 'all rows before',
    },
    {
      title: 'in a function',
      sql: 'CREATE TABLE posts (id int, title text);\nCREATE FUNCTION page(n int) RETURNS SETOF text LANGUAGE sql AS $$ SELECT title FROM posts ORDER BY id OFFSET n * 20 LIMIT 20 $$;',
      reports: ['OFFSET'],
    },
    {
      title: 'from a key on',
      sql: 'CREATE TABLE posts (id int, title text);\nSELECT title FROM posts WHERE id > $1 ORDER BY id LIMIT 20;',
      reports: [],
    },
    {
      title: 'a barrier for the planner, and the second best',
      sql: 'CREATE TABLE posts (id int, title text);\nSELECT title FROM (SELECT title FROM posts OFFSET 0) x;\nSELECT title FROM posts ORDER BY id LIMIT 1 OFFSET 1;',
      reports: [],
    },
  ],
  query(query, context) {
    for (const tree of query.trees) {
      const { text } = tree;
      visit(tree.node, {
        SelectStmt({ limitOffset, fromClause }) {
          // A written number is a fixed place, not a page.
          if (!limitOffset || 'A_Const' in limitOffset || !fromClause) return;
          const start = startOf(limitOffset);
          if (start === undefined) return;
          let index = text.index(start);
          while (index > 0 && text.word(index) !== 'offset') index--;
          if (text.word(index) !== 'offset') return;
          context.report({
            at: tree.origin(text.span(index)),
            message:
              'OFFSET reads and throws away all rows before the page, so later pages get slower. Continue behind the last key of the page before.',
          });
        },
      });
    }
  },
});

/** The first place below a node. */
function startOf(node: object): number | undefined {
  let first: number | undefined;
  const rest: unknown[] = [node];
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, value] of Object.entries(next)) {
      if (key === 'location' && typeof value === 'number') first = Math.min(first ?? value, value);
      else rest.push(value);
    }
  }
  return first;
}
