import { defineRule } from '../define-rule';
import { wholeStatement } from '../lib/edits';
import { findWords } from '../lib/syntax';

export default defineRule({
  id: 'rewrite-rule',
  category: 'statements',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'query',
  covers: ['P124'],
  docs: {
    summary: 'Rows are changed by triggers, not by CREATE RULE.',
    why:
      'A rule rewrites the text of a query before it is planned. What it does with a function such as `random()`, with several rows or with `COPY` surprises ' +
      'nearly everybody, and the count of changed rows is no longer true. A trigger sees each row as it is.',
    whenOff: 'For the rules of views in old schemas, which nobody wants to touch.',
    references: [
      {
        title: 'PostgreSQL: Rules versus Triggers',
        url: 'https://www.postgresql.org/docs/current/rules-triggers.html',
      },
      {
        title: 'PostgreSQL wiki: Don’t use rules',
        url: 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_rules',
      },
    ],
  },
  examples: [
    {
      title: 'instead of a delete',
      sql: 'CREATE TABLE users (id int, deleted boolean);\nCREATE RULE keep AS ON DELETE TO users DO INSTEAD UPDATE users SET deleted = true WHERE id = OLD.id;',
      reports: ['RULE'],
      says: '`keep`',
    },
    {
      title: 'made anew',
      sql: 'create table logs (id int);\ncreate or replace rule append_only as on update to logs do instead nothing;',
      reports: ['rule'],
    },
    {
      title: 'a trigger',
      sql: 'CREATE TABLE users (id int);\nCREATE TRIGGER keep BEFORE DELETE ON users FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();',
      reports: [],
    },
    {
      title: 'a view that PostgreSQL keeps as a rule, as an old dump writes it',
      sql: 'CREATE TABLE t (a int);\nCREATE TABLE v (a int);\nCREATE RULE "_RETURN" AS ON SELECT TO v DO INSTEAD SELECT a FROM t;',
      reports: [],
    },
  ],
  query({ node, source }, context) {
    if (!('RuleStmt' in node) || node.RuleStmt.event === 'CMD_SELECT') return;
    const at = findWords(context, wholeStatement(source), 'rule');
    if (!at) return;
    context.report({
      at,
      message: `\`${node.RuleStmt.rulename}\` rewrites queries, and with several rows or functions such as \`random()\` it does other things than it seems to. Write a trigger.`,
    });
  },
});
