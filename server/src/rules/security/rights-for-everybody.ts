import type { Node } from '@pgsql/types';
import { defineRule } from '../define-rule';
import { removeStatement, wholeStatement } from '../lib/edits';
import { listed } from '../lib/names';
import { findWords } from '../lib/syntax';

const WRITING = new Set(['insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'create']);

export default defineRule({
  id: 'rights-for-everybody',
  category: 'security',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'query',
  covers: ['P161', 'P163'],
  docs: {
    summary: 'Rights to write or to create go to named roles, not to PUBLIC, and no role is made a superuser.',
    why:
      '`PUBLIC` is each role that can log in, also those that come later. Who may create objects in a schema that others have on their path can make them run ' +
      'code of his; a superuser is bound by no right and no policy.',
    whenOff: 'For databases with a single user, such as those of tests.',
    references: [
      { title: 'PostgreSQL: Privileges', url: 'https://www.postgresql.org/docs/current/ddl-priv.html' },
      {
        title: 'PostgreSQL: Schema usage patterns',
        url: 'https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATTERNS',
      },
    ],
  },
  examples: [
    {
      title: 'writing a table',
      sql: 'CREATE TABLE users (id int);\nGRANT SELECT, UPDATE ON users TO PUBLIC;',
      reports: ['PUBLIC'],
      says: '`UPDATE`',
      fixed: 'CREATE TABLE users (id int);\n',
    },
    {
      title: 'everything in a schema',
      sql: 'grant all on schema public to public;',
      reports: ['public'],
      says: 'all rights',
      fixed: '',
    },
    {
      title: 'a superuser',
      sql: "CREATE ROLE app LOGIN SUPERUSER PASSWORD 'x';",
      reports: ['SUPERUSER'],
      says: '`app`',
    },
    {
      title: 'rights of a role, and reading for all',
      sql: 'CREATE TABLE codes (id int);\nGRANT INSERT ON codes TO app;\nGRANT SELECT ON codes TO PUBLIC;\nGRANT USAGE ON SCHEMA public TO PUBLIC;\nGRANT EXECUTE ON FUNCTION now() TO PUBLIC;',
      reports: [],
    },
    {
      title: 'rights that are taken away, and a role without them',
      sql: 'REVOKE ALL ON SCHEMA public FROM PUBLIC;\nCREATE ROLE app LOGIN NOSUPERUSER;',
      reports: [],
    },
  ],
  query({ node, source }, context) {
    const whole = wholeStatement(source);
    if ('CreateRoleStmt' in node) {
      const { role, options = [] } = node.CreateRoleStmt;
      const at = options.some(makesSuperuser) ? findWords(context, whole, 'superuser') : undefined;
      if (!at) return;
      context.report({
        at,
        message: `\`${role}\` may do everything, and no policy holds for it. Give it the rights that it needs.`,
      });
      return;
    }
    if (!('GrantStmt' in node) || !node.GrantStmt.is_grant) return;
    const { grantees = [], privileges = [], objtype } = node.GrantStmt;
    const isPublic = grantees.some((each) => 'RoleSpec' in each && each.RoleSpec.roletype === 'ROLESPEC_PUBLIC');
    if (!isPublic || objtype === 'OBJECT_FUNCTION' || objtype === 'OBJECT_TYPE' || objtype === 'OBJECT_LANGUAGE')
      return;
    const written = privileges.flatMap((each) => ('AccessPriv' in each ? [each.AccessPriv.priv_name ?? ''] : []));
    const given = written.filter((name) => WRITING.has(name));
    const to = findWords(context, whole, 'public');
    const last = lastWord(whole, context) ?? to;
    if ((given.length === 0 && written.length > 0) || !last) return;
    const what = written.length === 0 ? 'all rights' : listed(given.map((name) => name.toUpperCase()));
    context.report({
      at: last,
      message: `This gives ${what} to each role that can log in, also to those that come later. Name the roles that need ${given.length > 1 || written.length === 0 ? 'them' : 'it'}.`,
      fixes:
        grantees.length === 1
          ? [{ title: 'Remove the GRANT', kind: 'suggestion', edits: [removeStatement(source, context)] }]
          : [],
    });
  },
});

function makesSuperuser(option: Node): boolean {
  return (
    'DefElem' in option && option.DefElem.defname === 'superuser' && JSON.stringify(option.DefElem.arg).includes('true')
  );
}

/** PUBLIC as a role stands behind TO, a schema of that name before it. */
function lastWord(whole: Parameters<typeof findWords>[1], context: Parameters<typeof findWords>[0]) {
  const to = findWords(context, whole, 'to');
  return to && findWords(context, { source: to.source, span: { start: to.span.end, end: whole.span.end } }, 'public');
}
