import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { visit } from '../lib/query';
import { keywordCase } from '../lib/syntax';

const OPERATORS = new Map([['=', 'IS NULL'], ['<>', 'IS NOT NULL']]); // prettier-ignore

export default defineRule({
  id: 'equals-null',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  gate: 'query patterns',
  needs: 'query',
  covers: ['P169'],
  docs: {
    summary: 'Null is asked for with IS NULL, not compared with `=` or `<>`.',
    why: 'Each comparison with null is null, so the condition never holds, whatever the value is. PostgreSQL says nothing.',
    whenOff: 'Where `transform_null_equals` is on.',
    references: [
      {
        title: 'PostgreSQL: Comparison Functions and Operators',
        url: 'https://www.postgresql.org/docs/current/functions-comparison.html',
      },
    ],
  },
  examples: [
    {
      title: 'both ways',
      sql: 'CREATE TABLE t (a int, b int);\nSELECT a FROM t WHERE a = NULL OR b <> NULL;',
      reports: ['= NULL', '<> NULL'],
      says: 'never true',
      fixed: 'CREATE TABLE t (a int, b int);\nSELECT a FROM t WHERE a IS NULL OR b IS NOT NULL;',
    },
    {
      title: 'in the condition of a function',
      sql: 'create function f(x int) returns int language plpgsql as $$\nbegin\n  if x != null then\n    return 1;\n  end if;\n  return 0;\nend $$;',
      reports: ['!= null'],
      fixed:
        'create function f(x int) returns int language plpgsql as $$\nbegin\n  if x is not null then\n    return 1;\n  end if;\n  return 0;\nend $$;',
    },
    {
      title: 'a value is set, and asked for rightly',
      sql: 'CREATE TABLE t (a int, b int);\nUPDATE t SET a = NULL WHERE b IS NULL AND a IS DISTINCT FROM NULL;',
      reports: [],
    },
    {
      title: 'an assignment and a default in a function',
      sql: 'CREATE FUNCTION f(x int = NULL) RETURNS int LANGUAGE plpgsql AS $$\nDECLARE y int = NULL;\nBEGIN\n  y = NULL;\n  y := NULL;\n  RETURN y;\nEND $$;',
      reports: [],
    },
  ],
  query(query, context) {
    for (const { node, text, origin } of query.trees) {
      visit(node, {
        A_Expr({ kind, name, rexpr, location }) {
          const [operator] = name ?? [];
          const sign = operator && 'String' in operator ? operator.String.sval : undefined;
          const meant = kind === 'AEXPR_OP' ? OPERATORS.get(sign ?? '') : undefined;
          if (meant === undefined || !rexpr || !('A_Const' in rexpr) || rexpr.A_Const.isnull !== true) return;
          const start = text.index(location);
          const at = origin({ start: text.span(start).start, end: text.span(start + 1).end });
          if (text.word(start + 1) !== 'null') return;
          const words = keywordCase(query.source, context)(meant);
          context.report({
            at,
            message: `A comparison with null is never true, whatever the value is. Write ${meant}.`,
            fixes: [{ title: `Write \`${words}\``, kind: 'suggestion', edits: [replace(at, words)] }],
          });
        },
      });
    }
  },
});
