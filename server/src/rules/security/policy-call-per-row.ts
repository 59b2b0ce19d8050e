import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { callsPerRow, conditionsOf } from '../lib/policies';
import { likeCase } from '../lib/syntax';
import { describe } from '../lib/tables';

const STABLE = new Set(['auth.uid', 'auth.jwt', 'auth.role', 'auth.email', 'current_setting']);

export default defineRule({
  id: 'policy-call-per-row',
  category: 'security',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  oneDecision: true,
  needs: 'table',
  looksAt: 'all relations',
  covers: ['P152'],
  options: {
    functions: {
      type: 'strings',
      default: [...STABLE],
      description: 'Functions that yield the same for all rows of a query.',
    },
  },
  docs: {
    summary: 'A policy asks for the user or the tenant once, not for each row.',
    why: 'PostgreSQL calls `auth.uid()` or `current_setting(…)` in a policy for each row that it looks at. In a subquery, `(SELECT auth.uid())`, it is called once.',
    whenOff: 'For small tables.',
    references: [
      {
        title: 'Supabase: Auth RLS Initialization Plan',
        url: 'https://supabase.com/docs/guides/database/database-advisors?lint=0003_auth_rls_initplan',
      },
      {
        title: 'PostgreSQL: Row Security Policies',
        url: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
      },
    ],
  },
  examples: [
    {
      title: 'a setting',
      sql: "CREATE TABLE notes (tenant_id uuid);\nCREATE POLICY own ON notes USING (tenant_id = current_setting('app.tenant_id')::uuid);",
      reports: ["current_setting('app.tenant_id')"],
      says: 'for each row',
      fixed:
        "CREATE TABLE notes (tenant_id uuid);\nCREATE POLICY own ON notes USING (tenant_id = (SELECT current_setting('app.tenant_id'))::uuid);",
    },
    {
      title: 'a function, in both conditions',
      sql: 'create schema auth;\ncreate function auth.uid() returns uuid language sql as $$ select null::uuid $$;\ncreate table notes (user_id uuid);\ncreate policy own on notes using (auth.uid() = user_id) with check (auth.uid() = user_id);',
      reports: ['auth.uid()'],
      says: '2 times',
      fixed:
        'create schema auth;\ncreate function auth.uid() returns uuid language sql as $$ select null::uuid $$;\ncreate table notes (user_id uuid);\ncreate policy own on notes using ((select auth.uid()) = user_id) with check ((select auth.uid()) = user_id);',
    },
    {
      title: 'once',
      sql: "CREATE TABLE notes (tenant_id text);\nCREATE POLICY own ON notes USING (tenant_id = (SELECT current_setting('app.tenant_id')));",
      reports: [],
    },
    {
      title: 'the user, and a call with a column',
      sql: "CREATE TABLE notes (owner text);\nCREATE POLICY own ON notes USING (owner = current_user AND lower(owner) <> '');",
      reports: [],
    },
  ],
  table(table, context) {
    const names = new Set(context.option('functions'));
    const calls = table.policies.flatMap((policy) =>
      conditionsOf(policy, context).flatMap((condition) => callsPerRow(condition, (name) => names.has(name))),
    );
    const [first] = calls;
    if (!first) return;
    const wrapped = ({ at }: typeof first) => {
      const begin = context.text({ source: at.source, span: { start: 0, end: 1 } });
      return replace(at, `(${likeCase(begin, 'select')} ${context.text(at)})`);
    };
    const all = calls.length > 1 ? `Its policies do so ${calls.length} times. ` : '';
    context.report({
      at: first.at,
      message: `PostgreSQL calls ${first.name}() for each row of ${describe(table)} here. ${all}Write \`(SELECT …)\` around it, then it is called once.`,
      fixes: [{ title: 'Call it once', kind: 'suggestion', edits: calls.map(wrapped) }],
    });
  },
});
