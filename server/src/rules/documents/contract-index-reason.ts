import { defineRule } from '../define-rule';

const contract = (...lines: string[]) => ({
  name: 'database-contracts.yaml',
  text: `tables:\n  users:\n    columns:\n      email:\n        type: text\n    indexes:\n${lines.map((line) => `      ${line}\n`).join('')}`,
});

export default defineRule({
  id: 'contract-index-reason',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  presets: { contracts: ['info'] },
  needs: 'document',
  covers: ['CON-index-reason'],
  docs: {
    summary: 'Each index in a contract says which query needs it.',
    why: 'An index costs each write and its own space. Without a reason nobody dares to drop it, and nobody knows when it is no longer needed.',
    whenOff: 'Where reasons are kept elsewhere, such as in comments on the indexes.',
    references: [{ title: 'PostgreSQL: Indexes', url: 'https://www.postgresql.org/docs/current/indexes.html' }],
  },
  examples: [
    {
      title: 'without a reason',
      sql: '',
      document: contract(
        '- name: idx_users_email',
        '  columns: [email]',
        '- name: idx_users_mail',
        '  columns: [email]',
        '  unique: true',
      ),
      reports: ['idx_users_email', 'idx_users_mail'],
      says: '`idx_users_email`',
      fixed: contract(
        '- name: idx_users_email',
        '  columns: [email]',
        '  reason: "say which query needs it"',
        '- name: idx_users_mail',
        '  columns: [email]',
        '  unique: true',
        '  reason: "say which query needs it"',
      ).text,
    },
    {
      title: 'in a nameless index',
      sql: '',
      document: contract('- columns: [email]'),
      reports: ['columns: [email]\n'],
    },
    {
      title: 'with one',
      sql: '',
      document: contract('- name: idx_users_email', '  columns: [email]', '  reason: Sign in'),
      reports: [],
    },
    {
      title: 'with a description',
      sql: '',
      document: contract('- name: idx_users_email', '  columns: [email]', '  description: Sign in'),
      reports: [],
    },
  ],
  document({ contract: facts }, context) {
    for (const { name, reason, span, at, indent } of (facts?.tables ?? []).flatMap(({ indexes }) => indexes.items)) {
      if (reason) continue;
      context.report({
        at: name?.span ?? span,
        message: `${name ? `\`${name.text}\`` : 'This index'} has no \`reason\`. Say which query needs it, so that it can be dropped when that is gone.`,
        ...(at !== undefined && {
          fixes: [
            {
              title: 'Add `reason`',
              kind: 'suggestion',
              edits: [{ at: { start: at, end: at }, newText: `\n${indent}reason: "say which query needs it"` }],
            },
          ],
        }),
      });
    }
  },
});
