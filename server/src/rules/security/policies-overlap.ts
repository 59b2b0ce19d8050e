import type { Policy } from '../../model/schema';
import { defineRule } from '../define-rule';
import { listed } from '../lib/names';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'policies-overlap',
  category: 'security',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  needs: 'table',
  looksAt: 'all relations',
  covers: ['P151'],
  docs: {
    summary: 'A role has one permissive policy for a command.',
    why: 'Permissive policies are joined with OR, so each row is checked against all of them, and a row passes that any of them lets through.',
    whenOff: 'Where separate policies read better than one long condition.',
    references: [
      { title: 'PostgreSQL: CREATE POLICY', url: 'https://www.postgresql.org/docs/current/sql-createpolicy.html' },
    ],
  },
  examples: [
    {
      title: 'two for all commands',
      sql: 'CREATE TABLE notes (owner text, shared boolean);\nCREATE POLICY own ON notes USING (owner = current_user);\nCREATE POLICY shared ON notes USING (shared);',
      reports: ['notes'],
      says: '`own` and `shared`',
    },
    {
      title: 'one for SELECT beside one for all',
      sql: 'CREATE TABLE notes (owner text, shared boolean);\nCREATE POLICY own ON notes TO app USING (owner = current_user);\nCREATE POLICY shared ON notes FOR SELECT TO app USING (shared);',
      reports: ['notes'],
    },
    {
      title: 'for other commands and roles',
      sql: 'CREATE TABLE notes (owner text, shared boolean);\nCREATE POLICY a ON notes FOR SELECT TO app USING (shared);\nCREATE POLICY b ON notes FOR DELETE TO app USING (owner = current_user);\nCREATE POLICY c ON notes FOR SELECT TO reports USING (true);',
      reports: [],
    },
    {
      title: 'a restrictive one beside',
      sql: 'CREATE TABLE notes (owner text, shared boolean);\nCREATE POLICY a ON notes USING (shared);\nCREATE POLICY b ON notes AS RESTRICTIVE USING (owner = current_user);',
      reports: [],
    },
  ],
  table(table, context) {
    const permissive = table.policies.filter((policy) => policy.permissive);
    const first = permissive.find((policy, i) => permissive.some((other, j) => j > i && overlap(policy, other)));
    if (!first) return;
    const all = permissive.filter((other) => other === first || overlap(first, other));
    context.report({
      at: table.nameOrigin,
      message: `The policies ${listed(all.map(({ name }) => name))} of ${describe(table)} are for the same command and role, so each row is checked against all of them. Join them into one.`,
      related: all.map(({ origin }) => ({ at: origin, message: 'One of them.' })),
    });
  },
});

function overlap(a: Policy, b: Policy): boolean {
  return (
    (a.command === 'all' || b.command === 'all' || a.command === b.command) &&
    a.roles.some((role) => b.roles.includes(role))
  );
}
