import { defineRule } from '../define-rule';
import { addStatement } from '../lib/edits';
import { nameIn } from '../lib/names';
import { keywordCase } from '../lib/syntax';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'policy-without-row-security',
  category: 'security',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'table',
  looksAt: 'all relations',
  covers: ['P148'],
  docs: {
    summary: 'A table with policies has row level security enabled.',
    why: 'PostgreSQL keeps the policies and applies none of them until ALTER TABLE … ENABLE ROW LEVEL SECURITY: everybody with a grant sees all rows.',
    whenOff: 'Where another tool enables it after these files.',
    references: [
      {
        title: 'PostgreSQL: Row Security Policies',
        url: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
      },
    ],
  },
  examples: [
    {
      title: 'never enabled',
      sql: 'CREATE TABLE notes (owner text);\nCREATE POLICY own ON notes USING (owner = current_user);',
      reports: ['notes'],
      says: '`own`',
      fixed:
        'CREATE TABLE notes (owner text);\nCREATE POLICY own ON notes USING (owner = current_user);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
    },
    {
      title: 'disabled again',
      sql: 'create schema app;\ncreate table app.notes (owner text);\nalter table app.notes enable row level security;\ncreate policy own on app.notes using (owner = current_user);\nalter table app.notes disable row level security;',
      reports: ['app.notes'],
    },
    {
      title: 'enabled later',
      sql: 'CREATE TABLE notes (owner text);\nCREATE POLICY own ON notes USING (owner = current_user);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
      reports: [],
    },
    { title: 'no policies', sql: 'CREATE TABLE notes (owner text);', reports: [] },
  ],
  table(table, context) {
    const [policy] = table.policies;
    if (!policy || table.rowSecurity.enabled || table.temporary) return;
    const last = table.policies.at(-1)!.origin.source;
    const spelled = keywordCase(last, context);
    const sql = `${spelled('ALTER TABLE')} ${nameIn(last, table)} ${spelled('ENABLE ROW LEVEL SECURITY')}`;
    context.report({
      at: table.nameOrigin,
      message: `The policy \`${policy.name}\` has no effect, because row level security of ${describe(table)} is not enabled: everybody sees all rows. Enable it.`,
      fixes: [{ title: 'Enable row level security', kind: 'suggestion', edits: [addStatement(last, sql, context)] }],
      related: [{ at: policy.origin, message: 'The policy.' }],
    });
  },
});
