import { columnMatches } from '../../spec/resolve';
import { defineRule } from '../define-rule';
import { contractPairs, oneLine } from '../lib/contracts';
import { scalar } from '../../spec/contract/write';

const SCHEMA =
  "CREATE TABLE orders (id uuid PRIMARY KEY, total numeric CHECK (total >= 0), state text CHECK (state IN ('open', 'paid')), note text);\n";
const contract = (...lines: string[]) => ({
  name: 'database-contracts.yaml',
  text: `tables:\n  orders:\n    columns:\n${lines.map((line) => `      ${line}\n`).join('')}`,
});

export default defineRule({
  id: 'contract-validation',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  presets: { contracts: ['info'] },
  needs: 'document',
  covers: ['CON-validation-doc', 'DOC-validation'],
  docs: {
    summary: 'A contract says what a column with a CHECK takes.',
    why: 'What the database refuses the code should have refused before, with words that people understand. `validation` is where it reads what that is.',
    whenOff: 'Where the code’s validation isn’t written from the contract.',
    references: [
      {
        title: 'PostgreSQL: Check Constraints',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-CHECK-CONSTRAINTS',
      },
    ],
  },
  examples: [
    {
      title: 'two checks that the contract doesn’t tell',
      sql: SCHEMA,
      document: contract('total:', '  type: numeric', 'state:', '  type: text'),
      reports: ['total', 'state'],
      says: 'total >= 0',
      fixed: contract(
        'total:',
        '  type: numeric',
        '  validation: "total >= 0"',
        'state:',
        '  type: text',
        "  validation: \"state IN ('open', 'paid')\"",
      ).text,
    },
    { title: 'in braces', sql: SCHEMA, document: contract('total: { type: numeric }'), reports: ['total'] },
    {
      title: 'with words',
      sql: SCHEMA,
      document: contract('total:', '  type: numeric', '  validation: not negative'),
      reports: [],
    },
    { title: 'no check', sql: SCHEMA, document: contract('note:', '  type: text', 'id:', '  type: uuid'), reports: [] },
  ],
  document(document, context) {
    for (const { said, table } of contractPairs(document, context)) {
      for (const { name, nameSpan, validation, at, indent } of said.columns) {
        const check = table.constraints.find(
          ({ kind, columns, expression }) =>
            kind === 'check' && expression && columns.length === 1 && columnMatches(name, columns[0]!),
        );
        if (validation || !check) continue;
        const condition = oneLine(check.expression!.text);
        context.report({
          at: nameSpan,
          message: `\`${name}\` takes only what \`${condition}\` allows, and the contract doesn’t say so. Add \`validation\`.`,
          ...(at !== undefined && {
            fixes: [
              {
                title: 'Add `validation`',
                kind: 'suggestion',
                edits: [{ at: { start: at, end: at }, newText: `\n${indent}validation: ${scalar(condition)}` }],
              },
            ],
          }),
        });
      }
    }
  },
});
