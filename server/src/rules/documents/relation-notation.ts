import { defineRule } from '../define-rule';
import { readCardinality, writeCardinality } from '../lib/cardinality';
import { cardinalityOf, flipped, keysTo, relatedOf } from '../lib/related';

const SCHEMA =
  'CREATE TABLE users (id uuid PRIMARY KEY);\nCREATE TABLE orders (id uuid PRIMARY KEY, user_id uuid REFERENCES users);';
const model = (...rows: string[]) =>
  `# Data Model: Shop\n\n## Entities\n\n### User\n- id: UUID (PK)\n\n## Relationships\n\n| From | To | Type | On delete |\n|---|---|---|---|\n${rows.map((row) => `${row}\n`).join('')}`;

export default defineRule({
  id: 'relation-notation',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['REL-card'],
  docs: {
    summary: 'A relationship says how many belong to how many, in a notation that is known.',
    why: 'A type such as "association" leaves open on which side the foreign key goes and whether it is unique. Known are `1:N`, `One-to-many`, Mermaid\'s symbols, and hierarchical, temporal and polymorphic for what is more than that.',
    whenOff: 'Where another notation is agreed on.',
    references: [
      {
        title: 'Mermaid: Entity relationship diagrams',
        url: 'https://mermaid.js.org/syntax/entityRelationshipDiagram.html',
      },
    ],
  },
  examples: [
    {
      title: 'a word that says nothing',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('| User | Order | association | RESTRICT |') },
      reports: ['association'],
      fixed: model('| User | Order | 1:N | RESTRICT |'),
    },
    {
      title: 'the other side, and no key',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: model('| Order | User | belongs | RESTRICT |', '| User | User | knows | RESTRICT |'),
      },
      reports: ['belongs', 'knows'],
    },
    {
      title: 'known notations',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: model(
          '| User | Order | One-to-many | |',
          '| Order | User | N:1 | |',
          '| User | User | Hierarchical | |',
          '| User | Order | has many | |',
          '| User | Order | `0..1 : N` | |',
        ),
      },
      reports: [],
    },
    {
      title: 'a list',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### User\n- id: UUID (PK)\n\n## Relationships\n- `orders.user_id` → `users.id`\n',
      },
      reports: [],
    },
  ],
  document(document, context) {
    const related = relatedOf(document, context);
    for (const relation of document.relations) {
      const { cardinality, cardinalitySpan, form } = relation;
      if (
        form !== 'row' ||
        cardinality === undefined ||
        !cardinalitySpan ||
        readCardinality(cardinality) ||
        KNOWN.test(cardinality)
      )
        continue;
      const found = related.find((each) => each.relation === relation);
      const [ofTo] = found ? keysTo(found.to, found.from, context.schema) : [];
      const [ofFrom] = found && !ofTo ? keysTo(found.from, found.to, context.schema) : [];
      const is = ofTo
        ? cardinalityOf(found!.to, ofTo)
        : ofFrom
          ? flipped(cardinalityOf(found!.from, ofFrom))
          : undefined;
      const newText = is && writeCardinality(is, '1:N');
      context.report({
        at: cardinalitySpan,
        message: `\`${cardinality}\` doesn't say how many belong to how many. Write it as \`1:N\` or \`One-to-many\`, so that one knows where the foreign key goes.`,
        fixes:
          newText === undefined
            ? []
            : [{ title: `Change to \`${newText}\``, kind: 'suggestion', edits: [{ at: cardinalitySpan, newText }] }],
      });
    }
  },
});

/** More than a cardinality, said in another way, or a template. */
const KNOWN =
  /hierarch|temporal|polymorph|self|tree|has (?:one|many)|belongs to|inherit|is.a\b|composition|aggregation|foreign key|\bfk\b|\d|[1nm*]\s*[:：]|^\W*$|^[[{<]|tbd|one|many|uno|один|много|일대|다대|一对|多对/i;
