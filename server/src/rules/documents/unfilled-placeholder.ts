import { defineRule } from '../define-rule';

const HEAD = '# Data Model: Shop\n\n## Entities\n\n### Order\n- id: UUID (PK)\n';

export default defineRule({
  id: 'unfilled-placeholder',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  needs: 'document',
  covers: ['SPEC-placeholder'],
  docs: {
    summary: 'Nothing of a template is left to be filled in.',
    why: 'A reader cannot tell `[one sentence]` or `TBD` from an answer that nobody knows. All of a document are one finding, at the first one; what is not filled in is compared with nothing.',
    whenOff: 'In templates themselves.',
    references: [
      {
        title: 'GitHub: Creating an issue template',
        url: 'https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests',
      },
    ],
  },
  examples: [
    {
      title: 'what a template left',
      sql: '',
      document: { name: 'DATA-MODEL.md', text: `${HEAD}- total: TBD\n- **Purpose:** [one sentence]\n` },
      reports: ['TBD'],
      says: 'one more place',
    },
    {
      title: 'in a table',
      sql: '',
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}\n## Privacy\n\n| Column | Retention |\n|---|---|\n| orders.email | {{retention}} |\n`,
      },
      reports: ['{{retention}}'],
    },
    {
      title: 'a link, a checkbox and a type',
      sql: '',
      document: { name: 'DATA-MODEL.md', text: `${HEAD}- [x] reviewed\n- [Orders](orders.md)\n- tags: text[]\n` },
      reports: [],
    },
    {
      title: 'marks in code',
      sql: '',
      document: { name: 'DATA-MODEL.md', text: `${HEAD}\n\`\`\`json\n{ "a": [TBD] }\n\`\`\`\n` },
      reports: [],
    },
  ],
  document({ outline }, context) {
    const [first] = outline?.placeholders ?? [];
    if (!first) return;
    const count = outline!.placeholders.length;
    const many =
      count === 1 ? 'This is' : `This and ${count === 2 ? 'one more place' : `${count - 1} more places`} are`;
    context.report({
      at: first,
      message: `${many} still to be filled in. Readers can't tell it from an answer that nobody knows.`,
    });
  },
});
