import { camelCase } from '../../spec/contract/write';
import { defineRule } from '../define-rule';

const contract = (...lines: string[]) => ({
  name: 'database-contracts.yaml',
  text: `tables:\n  users:\n    columns:\n${lines.map((line) => `      ${line}\n`).join('')}`,
});

export default defineRule({
  id: 'contract-backend-field',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['CON-backend-field'],
  docs: {
    summary:
      'Where a contract names what columns are called in the code, it does so for each of a table, once, in one manner.',
    why:
      'The mapping of columns to fields is written from the contract. A column without a field is one that the code never sees; two columns with the same field ' +
      'overwrite each other. A contract without any `backend_field` in a table says nothing about it.',
    whenOff: 'Where the mapping is kept elsewhere.',
    references: [
      { title: 'Sequelize: Naming Strategies', url: 'https://sequelize.org/docs/v6/other-topics/naming-strategies/' },
    ],
  },
  examples: [
    {
      title: 'one without a field, and the same field twice',
      sql: '',
      document: contract(
        'id:', '  type: uuid', '  backend_field: id',
        'first_name:', '  type: text', '  backend_field: name',
        'last_name:', '  type: text', '  backend_field: name',
        'created_at:', '  type: timestamptz',
      ), // prettier-ignore
      reports: ['name', 'created_at'],
      says: '`first_name`',
      fixed: contract(
        'id:', '  type: uuid', '  backend_field: id',
        'first_name:', '  type: text', '  backend_field: name',
        'last_name:', '  type: text', '  backend_field: lastName',
        'created_at:', '  type: timestamptz', '  backend_field: createdAt',
      ).text, // prettier-ignore
    },
    {
      title: 'in the manner of the database among others of the code',
      sql: '',
      document: contract(
        'user_id:', '  type: uuid', '  backend_field: userId',
        'team_id:', '  type: uuid', '  backend_field: teamId',
        'created_at:', '  type: timestamptz', '  backend_field: created_at',
      ), // prettier-ignore
      reports: ['created_at'],
      fixed: contract(
        'user_id:', '  type: uuid', '  backend_field: userId',
        'team_id:', '  type: uuid', '  backend_field: teamId',
        'created_at:', '  type: timestamptz', '  backend_field: createdAt',
      ).text, // prettier-ignore
    },
    {
      title: 'other names, all in one manner',
      sql: '',
      document: contract(
        'id:',
        '  type: uuid',
        '  backend_field: userId',
        'created_at:',
        '  type: timestamptz',
        '  backend_field: joinedAt',
      ),
      reports: [],
    },
    {
      title: 'no fields at all',
      sql: '',
      document: contract('id:', '  type: uuid', 'created_at:', '  type: timestamptz'),
      reports: [],
    },
  ],
  document({ contract: facts }, context) {
    for (const { columns } of facts?.tables ?? []) {
      const named = columns.filter(({ backendField }) => backendField);
      if (named.length === 0) continue;
      const several = named.filter(({ name }) => name.includes('_'));
      const camel = several.filter(({ backendField }) => /^[a-z][a-zA-Z0-9]*$/.test(backendField!.text)).length * 2 > several.length; // prettier-ignore
      const seen = new Map<string, string>();
      for (const { name, nameSpan, backendField, at, indent } of columns) {
        const field = camel ? camelCase(name) : name;
        if (!backendField) {
          context.report({
            at: nameSpan,
            message: `\`${name}\` has no \`backend_field\`, and the other columns of the table have one. Name it, or the code never sees it.`,
            ...(at !== undefined && {
              fixes: [
                {
                  title: `Add \`backend_field: ${field}\``,
                  kind: 'suggestion',
                  edits: [{ at: { start: at, end: at }, newText: `\n${indent}backend_field: ${field}` }],
                },
              ],
            }),
          });
          continue;
        }
        const fixes = [
          {
            title: `Write \`${field}\``,
            kind: 'suggestion' as const,
            edits: [{ at: backendField.span, newText: field }],
          },
        ];
        const before = seen.get(backendField.text);
        if (before !== undefined) {
          const message = `\`${before}\` and \`${name}\` are both called \`${backendField.text}\` in the code, so that one hides the other. Give each its own name.`;
          context.report({ at: backendField.span, message, fixes: backendField.text === field ? [] : fixes });
        } else if (camel && backendField.text.includes('_')) {
          const message = `\`${backendField.text}\` is written as in the database, the other fields as in the code. Write \`${field}\`.`;
          context.report({ at: backendField.span, message, fixes });
        }
        seen.set(backendField.text, name);
      }
    }
  },
});
