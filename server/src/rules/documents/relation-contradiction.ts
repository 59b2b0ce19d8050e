import type { SpecRelation } from '../../spec/facts';
import { entityMatches } from '../../spec/resolve';
import { defineRule } from '../define-rule';
import { readCardinality, writeCardinality, type Cardinality } from '../lib/cardinality';
import { relatedOf, flipped } from '../lib/related';

const HEAD =
  '# Data Model: Shop\n\n## Entities\n\n### User\n- id: UUID (PK)\n\n### Order\n- id: UUID (PK)\n\n## Relationships\n';
const diagram = (line: string) => `\n\`\`\`mermaid\nerDiagram\n  ${line}\n\`\`\`\n`;

export default defineRule({
  id: 'relation-contradiction',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['REL-contradiction', 'SPEC-doc-internal'],
  docs: {
    summary: 'Diagram, list and table of one document say the same of a relationship.',
    why: 'Of two answers in one document readers believe the one that they see first. Compared is how many belong to how many, where two entities have one relationship in each; where the schema decides, its finding is enough.',
    whenOff: 'Where a diagram shows another state than the text, and says so.',
    references: [
      {
        title: 'Mermaid: Entity relationship diagrams',
        url: 'https://mermaid.js.org/syntax/entityRelationshipDiagram.html',
      },
    ],
  },
  examples: [
    {
      title: 'a list and a diagram',
      sql: '',
      document: { name: 'DATA-MODEL.md', text: `${HEAD}- User 1:N Order\n${diagram('USER ||--|| ORDER : has')}` },
      reports: ['||--||'],
      says: '1:N',
      fixed: `${HEAD}- User 1:N Order\n${diagram('USER ||--|{ ORDER : has')}`,
    },
    {
      title: 'a table and a list, the other way round',
      sql: '',
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}- User 1:N Order\n\n| From | To | Type |\n|---|---|---|\n| Order | User | 1:N |\n`,
      },
      reports: ['1:N'],
    },
    {
      title: 'the same',
      sql: '',
      document: { name: 'DATA-MODEL.md', text: `${HEAD}- Order N:1 User\n${diagram('USER ||--o{ ORDER : has')}` },
      reports: [],
    },
    {
      title: 'two relationships between the same',
      sql: '',
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}- User 1:N Order: buys\n- User N:M Order: likes\n${diagram('USER ||--o{ ORDER : has')}`,
      },
      reports: [],
    },
  ],
  document(document, context) {
    const decided = new Set(relatedOf(document, context).map(({ relation }) => relation));
    const groups: { readonly relations: { readonly relation: SpecRelation; readonly said: Cardinality }[] }[] = [];
    for (const relation of document.relations) {
      const said = relation.cardinality === undefined ? undefined : readCardinality(relation.cardinality);
      if (!said || decided.has(relation)) continue;
      const isPair = (a: SpecRelation, b: SpecRelation) =>
        entityMatches(a.from.entity, b.from.entity) && entityMatches(a.to.entity, b.to.entity);
      const isTurned = (a: SpecRelation, b: SpecRelation) =>
        entityMatches(a.from.entity, b.to.entity) && entityMatches(a.to.entity, b.from.entity);
      const group = groups.find(
        ({ relations: [first] }) => isPair(first!.relation, relation) || isTurned(first!.relation, relation),
      );
      const turned = group && !isPair(group.relations[0]!.relation, relation);
      const entry = { relation, said: turned ? flipped(said) : said };
      if (group) group.relations.push(entry);
      else groups.push({ relations: [entry] });
    }
    for (const { relations } of groups) {
      const [first, second] = relations;
      if (!second || relations.length > 2 || first!.relation.form === second.relation.form) continue;
      if (first!.said.from.many === second.said.from.many && first!.said.to.many === second.said.to.many) continue;
      const turned = !entityMatches(first!.relation.from.entity, second.relation.from.entity);
      const wanted = {
        from: { ...second.said.from, many: first!.said.from.many },
        to: { ...second.said.to, many: first!.said.to.many },
      };
      const newText = writeCardinality(turned ? flipped(wanted) : wanted, second.relation.cardinality!);
      const at = second.relation.cardinalitySpan ?? second.relation.span;
      context.report({
        at,
        message: `Elsewhere this document says ${first!.relation.cardinality!} from \`${first!.relation.from.entity}\` to \`${first!.relation.to.entity}\`. Correct the one that is wrong.`,
        fixes: [{ title: `Change to \`${newText}\``, kind: 'suggestion', edits: [{ at, newText }] }],
      });
    }
  },
});
