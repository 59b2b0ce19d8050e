import { defineRule } from '../define-rule';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'row-security-without-policy',
  category: 'security',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  needs: 'table',
  covers: ['P149'],
  docs: {
    summary: 'A table with row level security has a policy.',
    why: 'Without a policy nobody but the owner and roles that bypass row security sees or writes a row. Queries yield nothing, without an error.',
    whenOff: 'Where tables are closed on purpose and read through functions or by the owner only.',
    references: [
      {
        title: 'PostgreSQL: Row Security Policies',
        url: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
      },
    ],
  },
  examples: [
    {
      title: 'enabled and forgotten',
      sql: 'CREATE TABLE notes (owner text);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
      reports: ['notes'],
      says: 'no policy',
    },
    {
      title: 'the only policy was dropped',
      sql: 'CREATE TABLE notes (owner text);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;\nCREATE POLICY own ON notes USING (owner = current_user);\nDROP POLICY own ON notes;',
      reports: ['notes'],
    },
    {
      title: 'with a policy',
      sql: 'CREATE TABLE notes (owner text);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;\nCREATE POLICY own ON notes USING (owner = current_user);',
      reports: [],
    },
    { title: 'not enabled', sql: 'CREATE TABLE notes (owner text);', reports: [] },
  ],
  table(table, context) {
    if (table.open || !table.rowSecurity.enabled || table.policies.length > 0) return;
    context.report({
      at: table.nameOrigin,
      message: `${describe(table)} has row level security and no policy, so only its owner sees its rows. Add a policy, or say in a comment that it is closed.`,
    });
  },
});
