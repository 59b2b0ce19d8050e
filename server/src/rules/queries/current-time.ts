import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { visit } from '../lib/query';

export default defineRule({
  id: 'current-time',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'query',
  covers: ['P176'],
  docs: {
    summary: 'CURRENT_TIME is not used.',
    why:
      'It is of the type `time with time zone`, which has a time zone but no date, so daylight saving time cannot be known. ' +
      '`now()` is the moment, `localtime` the time of day.',
    whenOff: 'Never.',
    references: [
      {
        title: 'PostgreSQL wiki: Don’t use CURRENT_TIME',
        url: 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_CURRENT_TIME',
      },
    ],
  },
  examples: [
    {
      title: 'the time of day',
      sql: 'SELECT CURRENT_TIME;',
      reports: ['CURRENT_TIME'],
      says: 'LOCALTIME',
      fixed: 'SELECT LOCALTIME;',
    },
    {
      title: 'in a function',
      sql: 'create function f() returns time language sql as $$ select current_time::time $$;',
      reports: ['current_time'],
      fixed: 'create function f() returns time language sql as $$ select localtime::time $$;',
    },
    { title: 'moments and days', sql: 'SELECT now(), CURRENT_TIMESTAMP, current_date, localtime;', reports: [] },
    { title: 'a name', sql: 'CREATE TABLE t ("current_time" time);\nSELECT "current_time" FROM t;', reports: [] },
  ],
  query(query, context) {
    for (const tree of query.trees) {
      visit(tree.node, {
        SQLValueFunction({ op, location }) {
          if (op !== 'SVFOP_CURRENT_TIME') return;
          const at = tree.origin(tree.text.span(tree.text.index(location)));
          const words = context.text(at).startsWith('c') ? 'localtime' : 'LOCALTIME';
          context.report({
            at,
            message:
              'CURRENT_TIME has a time zone but no date, so what it means changes with daylight saving time. Use now() or LOCALTIME.',
            fixes: [{ title: `Write \`${words}\``, kind: 'suggestion', edits: [replace(at, words)] }],
          });
        },
      });
    }
  },
});
