import { defineRule } from '../define-rule';
import { listed } from '../lib/names';

const BODY = '\n## Entities\n\n### Order\n- id: UUID (PK)\n';
const KEYS = ['version', 'date', 'status'];

export default defineRule({
  id: 'document-status',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  presets: { modular: ['info'] },
  needs: 'document',
  covers: ['SPEC-status-header'],
  docs: {
    summary: 'The head of a document says its version, date and status, and the date is one.',
    why: 'Of two documents that differ the newer one counts, if one can see which that is. A document that says none of the three is left to version control.',
    whenOff: 'Where version control is enough.',
    references: [{ title: 'RFC 3339: Date and Time on the Internet', url: 'https://www.rfc-editor.org/rfc/rfc3339' }],
  },
  examples: [
    {
      title: 'two are missing',
      sql: '',
      document: { name: 'data-model.md', text: `# Shop Data Model\n\n**Version:** 1.0\n${BODY}` },
      reports: ['1.0'],
      says: '`Date` and `Status`',
      fixed: `# Shop Data Model\n\n**Version:** 1.0\n**Date:** TBD\n**Status:** Draft\n${BODY}`,
    },
    {
      title: 'no date',
      sql: '',
      document: {
        name: 'data-model.md',
        text: `# Shop Data Model\n\n**Version:** 1.0\n**Date:** last week\n**Status:** Draft\n${BODY}`,
      },
      reports: ['last week'],
    },
    {
      title: 'all three',
      sql: '',
      document: {
        name: 'data-model.md',
        text: `# Shop Data Model\n\n**Version:** 1.0\n**Date:** 3 March 2026\n**Status:** Draft\n${BODY}`,
      },
      reports: [],
    },
    {
      title: 'none of them',
      sql: '',
      document: { name: 'data-model.md', text: `# Shop Data Model\n${BODY}` },
      reports: [],
    },
  ],
  document({ outline }, context) {
    const found = KEYS.flatMap((key) => outline?.head.get(key) ?? []);
    if (found.length === 0) return;
    const date = outline!.head.get('date');
    if (date && !isDate(date.text)) {
      context.report({
        at: date.span,
        message: "This is no date, so readers can't tell how old the document is. Write it as `2026-03-31`.",
      });
    }
    const missing = KEYS.filter((key) => !outline!.head.has(key)).map(
      (key) => key.charAt(0).toUpperCase() + key.slice(1),
    );
    if (missing.length === 0) return;
    const last = found.at(-1)!;
    const at = { start: last.span.end, end: last.span.end };
    context.report({
      at: last.span,
      message: `The head of this document lacks ${listed(missing)}: of two versions nobody can tell which one counts. Add ${missing.length === 1 ? 'it' : 'them'}.`,
      fixes: [
        {
          title: `Add ${listed(missing)}`,
          kind: 'suggestion',
          edits: [
            { at, newText: missing.map((key) => `\n**${key}:** ${key === 'Status' ? 'Draft' : 'TBD'}`).join('') },
          ],
        },
      ],
    });
  },
});

/** In digits, or with a month's name; a placeholder is said elsewhere. */
function isDate(text: string): boolean {
  return /\d{4}[-./年]\s?\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|(?:\p{L}{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})|(?:\d{1,2}\.?\s+\p{L}{3,}\.?\s+\d{4})|^[[{<]|^(?:TBD|YYYY)/u.test(
    text,
  );
}
