import { defineRule } from '../define-rule';

const model = (status: string, questions: string) =>
  `# Data Model: Shop\n\n**Status:** ${status}\n\n## Entities\n\n### Order\n- id: UUID (PK)\n\n## Open Questions\n\n${questions}`;

export default defineRule({
  id: 'open-question',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['SPEC-open-questions'],
  docs: {
    summary: 'A document that is in force has no open questions, and no boxes that nobody ticked.',
    why: 'Who finds a document that says "approved" builds on it. A question that is still open then is decided by whoever comes first. Drafts may ask.',
    whenOff: 'Where questions stay in the document for the record.',
    references: [
      {
        title: 'GitHub: About task lists',
        url: 'https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/about-task-lists',
      },
    ],
  },
  examples: [
    {
      title: 'in force, with questions',
      sql: '',
      document: {
        name: 'DATA-MODEL.md',
        text: model('Active', '- Can a customer have two addresses?\n- Who archives?\n'),
      },
      reports: ['Can a customer have two addresses?', 'Who archives?'],
    },
    {
      title: 'a box that nobody ticked',
      sql: '',
      document: {
        name: 'DATA-MODEL.md',
        text: model('Approved', '- [x] Retention is decided\n- [ ] Volume is known\n'),
      },
      reports: ['[ ] Volume is known'],
    },
    {
      title: 'a draft',
      sql: '',
      document: { name: 'DATA-MODEL.md', text: model('Draft', '- Who archives?\n') },
      reports: [],
    },
    {
      title: 'none',
      sql: '',
      document: { name: 'DATA-MODEL.md', text: model('Active', '- None\n- ~~Who archives?~~ Nobody.\n') },
      reports: [],
    },
  ],
  document({ outline }, context) {
    const status = outline?.head.get('status')?.text ?? '';
    if (!/^\W*(?:active|approved|accepted|final|in force|released|stable|done|complete)/i.test(status)) return;
    for (const { topic, text, span, checked } of outline!.items) {
      const isOpen =
        checked === false ||
        (topic === 'questions' &&
          checked === undefined &&
          !/^(?:none|no\b|n\/?a|~~|-|—)|resolved|decided|answered|tbd/i.test(text));
      if (isOpen)
        context.report({
          at: span,
          message: `The document is ${status.replace(/\W+$/, '').toLowerCase()}, but this is still open. Decide it, or call the document a draft.`,
        });
    }
  },
});
