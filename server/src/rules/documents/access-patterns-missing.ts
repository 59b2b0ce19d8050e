import { defineRule } from '../define-rule';
import { tree } from '../lib/pattern-examples';

const CRAWL = '\n### Crawl\n\n- id: UUID (PK)\n- source_id: UUID (FK → Source)\n';
const ROW = '| AP1 | Get | `WHERE id = ?` | 1/h | 1s |';
const both = (behind: string) => ({ name: 'DATA-MODEL.md', text: `${tree.table(ROW).text}${CRAWL}${behind}` });

export default defineRule({
  id: 'access-patterns-missing',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['AP-required'],
  docs: {
    summary: 'Where a document says of most entities how they are asked for, it says so of all.',
    why: 'Indexes follow from the queries. An entity without access patterns among others that have them was forgotten, and so were its indexes.',
    whenOff: 'Where only the busiest tables are described that far.',
    references: [{ title: 'PostgreSQL: Indexes', url: 'https://www.postgresql.org/docs/current/indexes.html' }],
  },
  examples: [
    {
      title: 'an entity that was forgotten',
      sql: '',
      document: both(''),
      reports: ['Crawl'],
      says: '`Crawl`',
      fixed: both(
        '\n#### Access Patterns\n\n| # | Pattern | Query shape | Frequency | Latency SLA |\n| --- | --- | --- | --- | --- |\n| AP1 | TBD | TBD | TBD | TBD |\n',
      ).text,
    },
    {
      title: 'the last of three',
      sql: '',
      document: {
        name: 'DATA-MODEL.md',
        text: `${tree.table(ROW).text}${CRAWL}\n${tree.table(ROW).text.slice(tree.table(ROW).text.indexOf('#### '))}\n### Page\n- id: UUID (PK)\n`,
      },
      reports: ['Page'],
    },
    {
      title: 'all of them',
      sql: '',
      document: both(`\n${tree.table(ROW).text.slice(tree.table(ROW).text.indexOf('#### '))}`),
      reports: [],
    },
    {
      title: 'a document without any, and a list of all patterns in one place',
      sql: '',
      document: {
        name: 'DATA-MODEL.md',
        text: `# Data Model: X\n\n## Entities\n${CRAWL}\n### Page\n- id: UUID (PK)\n`,
      },
      reports: [],
    },
  ],
  document({ patterns, entities }, context) {
    const tables = patterns?.tables ?? [];
    const having = new Set(tables.map(({ entity }) => entity));
    const described = entities.filter(({ columns, placeholder }) => columns.length > 0 && !placeholder);
    // Where few have them, the others were left out on purpose.
    if (tables.length === 0 || having.has(undefined) || having.size * 2 < described.length) return;
    for (const [i, { name, nameSpan, placeholder, span, level = 3, columns }] of entities.entries()) {
      if (placeholder || having.has(i) || columns.length === 0 || level > 5) continue;
      const skeleton = `\n\n${'#'.repeat(level + 1)} Access Patterns\n\n| # | Pattern | Query shape | Frequency | Latency SLA |\n| --- | --- | --- | --- | --- |\n| AP1 | TBD | TBD | TBD | TBD |`;
      context.report({
        at: nameSpan,
        message: `\`${name}\` has no access patterns, and other entities here have them. Say how it is queried, so that its indexes can be chosen.`,
        fixes: [
          {
            title: 'Add a table of access patterns',
            kind: 'suggestion',
            edits: [{ at: { start: span.end, end: span.end }, newText: skeleton }],
          },
        ],
      });
    }
  },
});
