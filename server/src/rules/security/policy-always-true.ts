import { defineRule } from '../define-rule';
import { conditionsOf } from '../lib/policies';
import { describe } from '../lib/tables';

const EVERYBODY = new Set(['public', 'anon', 'authenticated']);

export default defineRule({
  id: 'policy-always-true',
  category: 'security',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'table',
  looksAt: 'all relations',
  covers: ['P150'],
  docs: {
    summary: 'A policy that lets everybody write has a condition.',
    why: '`USING (true)` or `WITH CHECK (true)` for INSERT, UPDATE, DELETE or all commands switches row level security off: any user changes any row.',
    whenOff:
      'For tables that everybody may write. Policies for SELECT alone, restrictive ones and those of a role of its own are not reported.',
    references: [
      { title: 'PostgreSQL: CREATE POLICY', url: 'https://www.postgresql.org/docs/current/sql-createpolicy.html' },
    ],
  },
  examples: [
    {
      title: 'all commands',
      sql: 'CREATE TABLE notes (owner text);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;\nCREATE POLICY open_all ON notes USING (true);',
      reports: ['true'],
      says: '`open_all`',
    },
    {
      title: 'inserts of those who are logged in',
      sql: 'CREATE TABLE notes (owner text);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;\nCREATE POLICY add ON notes FOR INSERT TO authenticated WITH CHECK (true);',
      reports: ['true'],
    },
    {
      title: 'everybody reads, a service writes',
      sql: 'CREATE TABLE notes (owner text);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;\nCREATE POLICY r ON notes FOR SELECT USING (true);\nCREATE POLICY w ON notes TO service_role USING (true) WITH CHECK (true);',
      reports: [],
    },
    {
      title: 'restrictive, and with a condition',
      sql: 'CREATE TABLE notes (owner text);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;\nCREATE POLICY a ON notes AS RESTRICTIVE USING (true);\nCREATE POLICY b ON notes USING (owner = current_user);',
      reports: [],
    },
  ],
  table(table, context) {
    for (const policy of table.policies) {
      if (!policy.permissive || policy.command === 'select' || !policy.roles.some((role) => EVERYBODY.has(role)))
        continue;
      const always = conditionsOf(policy, context).find(
        ({ expression: { tree } }) => tree && 'A_Const' in tree && tree.A_Const.boolval?.boolval === true,
      );
      if (!always) continue;
      const verb = policy.command === 'all' ? 'write' : policy.command;
      context.report({
        at: always.at,
        message: `With the policy \`${policy.name}\` everybody may ${verb} any row of ${describe(table)}. Say which rows are meant.`,
      });
    }
  },
});
