import { defineRule } from '../define-rule';
import { tree } from '../lib/pattern-examples';
import { nameOf, patternPairs, queryOfPattern } from '../lib/patterns';
import { visit } from '../lib/query';

export default defineRule({
  id: 'access-pattern-offset',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['AP-offset'],
  docs: {
    summary: 'Access patterns turn pages by the last key, not by OFFSET.',
    why: 'OFFSET reads and throws away all rows before the page, so that each page is slower than the one before, also with an index. `WHERE (created_at, id) < (?, ?)` goes straight there.',
    whenOff: 'For lists that have only a few pages.',
    references: [
      { title: 'PostgreSQL: LIMIT and OFFSET', url: 'https://www.postgresql.org/docs/current/queries-limit.html' },
    ],
  },
  examples: [
    {
      title: 'pages by OFFSET',
      sql: tree.schema,
      document: tree.document('`WHERE owner_id = ? ORDER BY created_at DESC LIMIT 25 OFFSET ?`'),
      reports: ['?'],
      says: 'AP1',
    },
    {
      title: 'in a whole query',
      sql: tree.schema,
      document: tree.document('`SELECT id FROM sources ORDER BY id LIMIT 10 OFFSET 30`'),
      reports: ['30'],
    },
    {
      title: 'by the last key',
      sql: tree.schema,
      document: tree.document('`WHERE (created_at, id) < (?, ?) ORDER BY created_at DESC, id DESC LIMIT 25`'),
      reports: [],
    },
    {
      title: 'OFFSET 0',
      sql: tree.schema,
      document: tree.document('`ORDER BY created_at LIMIT 25 OFFSET 0`'),
      reports: [],
    },
  ],
  document(document, context) {
    for (const pair of patternPairs(document, context)) {
      if (!/offset/i.test(pair.pattern.shape?.text ?? '')) continue;
      const read = queryOfPattern(pair, context);
      for (const tree of (read?.ok && read.query?.trees) || []) {
        visit(tree.node, {
          SelectStmt({ limitOffset }) {
            if (!limitOffset || !('A_Const' in limitOffset)) return;
            const { location, ival } = limitOffset.A_Const;
            if (ival && !ival.ival) return;
            const { source, span } = tree.origin(tree.text.span(tree.text.index(location)));
            const at = { start: source.statement.start + span.start, end: source.statement.start + span.end };
            context.report({
              at,
              message: `${nameOf(pair)} reads all rows before the page and throws them away. Continue after the last key of the previous page: \`WHERE (…) < (…)\`.`,
            });
          },
        });
      }
    }
  },
});
