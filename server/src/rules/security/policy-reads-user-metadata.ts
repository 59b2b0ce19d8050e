import { defineRule } from '../define-rule';
import { conditionsOf } from '../lib/policies';
import { visit } from '../lib/query';

const EDITABLE = new Set(['user_metadata', 'raw_user_meta_data']);

export default defineRule({
  id: 'policy-reads-user-metadata',
  category: 'security',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'table',
  looksAt: 'all relations',
  covers: ['P153'],
  docs: {
    summary: 'A policy does not trust `user_metadata`.',
    why: 'Users of Supabase Auth change their own `user_metadata`. A policy that reads a role or a tenant from it lets them choose. `app_metadata` is the one that only the server writes.',
    whenOff: 'Where the metadata cannot be written by users.',
    references: [
      {
        title: 'Supabase: RLS references user metadata',
        url: 'https://supabase.com/docs/guides/database/database-advisors?lint=0015_rls_references_user_metadata',
      },
    ],
  },
  examples: [
    {
      title: 'a role from the token',
      sql: "CREATE TABLE notes (id int);\nCREATE POLICY admins ON notes USING (((current_setting('jwt')::jsonb -> 'user_metadata') ->> 'role') = 'admin');",
      reports: ["((current_setting('jwt')::jsonb -> 'user_metadata') ->> 'role') = 'admin'"],
      says: '`user_metadata`',
    },
    {
      title: 'from the table of users',
      sql: "CREATE TABLE people (id int, raw_user_meta_data jsonb);\nCREATE TABLE notes (id int);\nCREATE POLICY admins ON notes USING (EXISTS (SELECT FROM people p WHERE p.raw_user_meta_data ->> 'role' = 'admin'));",
      reports: ["EXISTS (SELECT FROM people p WHERE p.raw_user_meta_data ->> 'role' = 'admin')"],
    },
    {
      title: 'what only the server writes',
      sql: "CREATE TABLE notes (id int);\nCREATE POLICY admins ON notes USING (((current_setting('jwt')::jsonb -> 'app_metadata') ->> 'role') = 'admin');",
      reports: [],
    },
    {
      title: 'a column of its own',
      sql: 'CREATE TABLE notes (owner text);\nCREATE POLICY own ON notes USING (owner = current_user);',
      reports: [],
    },
  ],
  table(table, context) {
    for (const policy of table.policies) {
      for (const { expression, at } of conditionsOf(policy, context)) {
        let read: string | undefined;
        const look = (name: string | undefined) => {
          if (name !== undefined && EDITABLE.has(name)) read = name;
        };
        if (!expression.tree) continue;
        visit(expression.tree, {
          A_Const: ({ sval }) => look(sval?.sval),
          ColumnRef: ({ fields }) => {
            const last = fields?.at(-1);
            look(last && 'String' in last ? last.String.sval : undefined);
          },
        });
        if (read === undefined) continue;
        context.report({
          at,
          message: `The policy \`${policy.name}\` trusts \`${read}\`, which users may change themselves. Read \`app_metadata\` or a table instead.`,
        });
      }
    }
  },
});
