import { defineRule } from '../define-rule';
import { keysTo, relatedOf } from '../lib/related';
import { wordsOfName } from '../lib/names';
import { addColumns } from '../lib/schema-fixes';

const SCHEMA =
  'CREATE TABLE lists (id uuid PRIMARY KEY);\nCREATE TABLE tasks (id uuid PRIMARY KEY, list_id uuid REFERENCES lists);\nCREATE TABLE steps (id uuid PRIMARY KEY, list_id uuid REFERENCES lists, position int);';
const HEAD = '# Data Model: Work\n\n## Entities\n\n### List\n- id: UUID (PK)\n\n## Relationships\n';

export default defineRule({
  id: 'unordered-relation',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['FK-ordered-position'],
  docs: {
    summary: 'Where a document says that rows have an order, a column keeps it.',
    why: 'A table has no order: without a column for it, and an ORDER BY, rows come in whatever order the plan finds them. A column such as `position`, `sort_order`, `rank` or a moment keeps it.',
    whenOff: 'Where "ordered" means bought.',
    references: [
      { title: 'PostgreSQL: Sorting Rows', url: 'https://www.postgresql.org/docs/current/queries-order.html' },
    ],
  },
  examples: [
    {
      title: 'in a list',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: `${HEAD}- List 1:N Task: an ordered list of tasks\n` },
      reports: ['List 1:N Task: an ordered list of tasks'],
      says: '`position`',
      fixedSql: SCHEMA.replace('list_id uuid REFERENCES lists)', 'list_id uuid REFERENCES lists, position integer)'),
    },
    {
      title: 'in a diagram',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}\n\`\`\`mermaid\nerDiagram\n  LIST ||--o{ TASK : "sorted by position"\n\`\`\`\n`,
      },
      reports: ['LIST ||--o{ TASK : "sorted by position"'],
    },
    {
      title: 'with a position',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: `${HEAD}- List 1:N Step: an ordered list of steps\n` },
      reports: [],
    },
    {
      title: 'what was ordered',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: `${HEAD}- List 1:N Task: tasks that were ordered by a customer\n` },
      reports: [],
    },
  ],
  document(document, context) {
    for (const { relation, from, to } of relatedOf(document, context)) {
      if (
        !/\b(?:ordered (?:list|set|sequence|collection|children|items)|sorted|in (?:a fixed |the right )?order|in sequence|ranked)\b/i.test(
          relation.label ?? '',
        )
      )
        continue;
      const [child] = [to, from].filter((each) => keysTo(each, each === to ? from : to, context.schema).length > 0);
      if (!child || child.open || child.columns.some(({ name }) => wordsOfName(name).some((word) => ORDER.has(word))))
        continue;
      const fix = addColumns(child, [{ name: 'position', sql: 'integer' }], context);
      context.report({
        at: relation.span,
        message: `The document says that \`${child.name}\` have an order, but no column keeps it: they come as the plan finds them. Add a column such as \`position\`.`,
        fixes: fix ? [fix] : [],
        related: [{ at: child.nameOrigin, message: 'The table.' }],
      });
    }
  },
});

const ORDER = new Set(
  'position order sort rank sequence seq index idx ordinal number no priority step line weight'.split(' '),
);
