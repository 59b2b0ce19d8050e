import type { Outline, Topic } from '../../spec/facts';
import { defineRule } from '../define-rule';
import { listed } from '../lib/names';

const FULL =
  '# Data Model: Shop\n\n## Entity-Relationship Diagram\n\n## Entities\n\n### Order\n\n- **Purpose:** what is bought\n- id: UUID (PK)\n\n';

/** The sections of a full data model, in their order, and what an empty one starts with. */
const SECTIONS: readonly { readonly topic: Topic; readonly title: string; readonly body: string }[] = [
  { topic: 'diagram', title: 'Entity-Relationship Diagram', body: '```mermaid\nerDiagram\n```' },
  { topic: 'entities', title: 'Entities', body: '### [Entity]' },
  {
    topic: 'relationships',
    title: 'Relationships',
    body: '| From | To | Type | On delete | Constraint |\n| --- | --- | --- | --- | --- |',
  },
  { topic: 'rules', title: 'Business Rules', body: '- TBD' },
  {
    topic: 'privacy',
    title: 'Privacy',
    body: '| Column | Classification | Retention | Erasure strategy |\n| --- | --- | --- | --- |',
  },
  {
    topic: 'evolution',
    title: 'Evolution Plan',
    body: '| Change type | Safe? | Strategy | Downtime required? |\n| --- | --- | --- | --- |',
  },
  { topic: 'questions', title: 'Open Questions', body: '- TBD' },
];

export default defineRule({
  id: 'missing-section',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  presets: { documented: ['info'] },
  needs: 'document',
  covers: ['SPEC-section', 'ERD-required'],
  docs: {
    summary: 'A full data model has all of its sections, once and in order.',
    why:
      'Diagram, entities, relationships, business rules, privacy, evolution plan and open questions: a section that is there and says "none" tells that ' +
      'somebody thought of it. A document counts as a full data model if it has four of the seven.',
    whenOff: 'Where data models are only lists of entities.',
    references: [{ title: 'arc42: Data model documentation', url: 'https://docs.arc42.org/section-8/' }],
  },
  examples: [
    {
      title: 'three that are missing',
      sql: '',
      document: {
        name: 'DATA-MODEL.md',
        text: `${FULL}## Relationships\n\n- Order 1:N Item\n\n## Business Rules\n\n- none\n`,
      },
      reports: ['Data Model: Shop'],
      says: '`Privacy`, `Evolution Plan` and `Open Questions`',
      fixed: `${FULL}## Relationships\n\n- Order 1:N Item\n\n## Business Rules\n\n- none\n\n## Privacy\n\n| Column | Classification | Retention | Erasure strategy |\n| --- | --- | --- | --- |\n\n## Evolution Plan\n\n| Change type | Safe? | Strategy | Downtime required? |\n| --- | --- | --- | --- |\n\n## Open Questions\n\n- TBD\n`,
    },
    {
      title: 'one that is there twice',
      sql: '',
      document: {
        name: 'DATA-MODEL.md',
        text: `${FULL}## Relationships\n\n## Business Rules\n\n## Privacy\n\n## Evolution\n\n## Open Questions\n\n## Privacy\n`,
      },
      reports: ['## Privacy'],
      says: 'twice',
    },
    {
      title: 'a list of entities',
      sql: '',
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### Order\n- id: UUID (PK)\n\n## Relationships\n- Order 1:N Item\n',
      },
      reports: [],
    },
    {
      title: 'all, in other words',
      sql: '',
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## 1. ER Diagram\n\n## 2. Tables\n\n### orders\n- id: UUID (PK)\n\n## 3. Relations\n\n## 4. Rules\n\n## 5. Data Privacy\n\n## 6. Schema Evolution\n\n## 7. Open Points\n',
      },
      reports: [],
    },
  ],
  document({ outline, kind, problems }, context) {
    if (kind !== 'data model' || !outline?.title) return;
    const found = SECTIONS.map(({ topic }) => sectionsOf(outline, topic));
    if (found.filter(({ length }) => length > 0).length < 4) return;
    const missing = SECTIONS.filter((_, i) => found[i]!.length === 0);
    for (const again of found.flatMap((sections) => sections.slice(1))) {
      context.report({
        at: again.span,
        message: `The section \`${again.title}\` is there twice, so readers may see only one. Join them.`,
      });
    }
    if (missing.length === 0) return;
    const end = outline.sections.reduce((last, section) => Math.max(last, section.end), 0);
    const before = context.written({ start: Math.max(0, end - 2), end });
    const gap = before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
    const text = missing.map(({ title, body }) => `## ${title}\n\n${body}\n`).join('\n');
    context.report({
      at: outline.title.span,
      message: `This data model has no ${missing.length === 1 ? 'section' : 'sections'} ${listed(missing.map(({ title }) => title))}. Add ${missing.length === 1 ? 'it' : 'them'}; "none" is an answer too.`,
      // What would be written behind a block that is never closed would be code.
      fixes:
        problems.length > 0
          ? []
          : [
              {
                title: missing.length === 1 ? 'Add the section' : 'Add the sections',
                kind: 'suggestion',
                edits: [{ at: { start: end, end }, newText: gap + text }],
              },
            ],
    });
  },
});

/** Of the second level: an entity can have sections of its own. */
function sectionsOf({ sections }: Outline, topic: Topic): Outline['sections'] {
  return sections.filter((section) => section.topic === topic && section.level === 2);
}
