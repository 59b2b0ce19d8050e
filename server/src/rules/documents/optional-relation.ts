import { defineRule, type Fix } from '../define-rule';
import { readCardinality, writeCardinality } from '../lib/cardinality';
import { bothWays } from '../lib/documents';
import { cardinalityOf, flipped, keysTo, relatedOf } from '../lib/related';
import { dropNotNull, setNotNull } from '../lib/schema-fixes';

const SCHEMA =
  'CREATE TABLE users (id uuid PRIMARY KEY);\nCREATE TABLE orders (\n  id uuid PRIMARY KEY,\n  user_id uuid NOT NULL REFERENCES users\n);\nCREATE TABLE notes (\n  id uuid PRIMARY KEY,\n  user_id uuid REFERENCES users\n);';
const model = (relations: string) =>
  `# Data Model: Shop\n\n## Entities\n\n### User\n- id: UUID (PK)\n\n\`\`\`mermaid\nerDiagram\n${relations}\n\`\`\`\n`;

export default defineRule({
  id: 'optional-relation',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['FK-mandatory-null'],
  docs: {
    summary: 'A relationship that must be there has a foreign key that is NOT NULL, and an optional one takes NULL.',
    why:
      'In a diagram `||` stands for exactly one and `|o` for one or none. Where the column behind it takes NULL, code that counts on "exactly one" meets rows ' +
      'without; where it does not, code that leaves the value out is refused. Only what a notation says outright is compared.',
    whenOff: 'Where all diagrams draw `||`, whatever the columns take.',
    references: [
      {
        title: 'Mermaid: Entity relationship diagrams',
        url: 'https://mermaid.js.org/syntax/entityRelationshipDiagram.html',
      },
    ],
  },
  examples: [
    {
      title: 'both ways',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('  USER |o--o{ ORDER : places\n  USER ||--o{ NOTE : writes') },
      reports: ['|o--o{', '||--o{'],
      says: 'is NOT NULL',
      fixed: model('  USER ||--o{ ORDER : places\n  USER |o--o{ NOTE : writes'),
    },
    {
      title: 'from the other side',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('  NOTE }o--|| USER : "written by"') },
      reports: ['}o--||'],
      fixed: model('  NOTE }o--o| USER : "written by"'),
    },
    {
      title: 'as it is',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('  USER ||--o{ ORDER : places\n  USER |o--o{ NOTE : writes') },
      reports: [],
    },
    {
      title: 'a notation that does not say',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### User\n- id: UUID (PK)\n\n## Relationships\n- User 1:N Note\n',
      },
      reports: [],
    },
  ],
  document(document, context) {
    for (const { relation, from, to } of relatedOf(document, context)) {
      const said = relation.cardinality === undefined ? undefined : readCardinality(relation.cardinality);
      if (!said || from === to || !relation.cardinalitySpan) continue;
      const isFlipped = said.from.many || (!said.to.many && keysTo(to, from, context.schema).length === 0);
      const seen = isFlipped ? flipped(said) : said;
      const [child, parent] = isFlipped ? [from, to] : [to, from];
      const keys = keysTo(child, parent, context.schema);
      const [key] = keys;
      if (!key || keys.length > 1 || seen.from.many || seen.from.optional === undefined) continue;
      const is = cardinalityOf(child, key);
      if (is.from.optional === seen.from.optional) continue;
      const column = key.columns.length === 1 ? child.columns.find(({ name }) => name === key.columns[0]) : undefined;
      const name = `${child.name}.${key.columns.join(', ')}`;
      const now = is.from.optional ? 'takes NULL' : 'is NOT NULL';
      const wanted = { from: is.from, to: seen.to };
      const newText = writeCardinality(isFlipped ? flipped(wanted) : wanted, relation.cardinality!);
      const toDocument: Fix = {
        title: `Change to \`${newText}\``,
        kind: 'suggestion',
        edits: [{ at: relation.cardinalitySpan, newText }],
      };
      context.report({
        at: relation.cardinalitySpan,
        message: `The document says that ${seen.from.optional ? 'there may be no' : 'there is always one'} \`${parent.name}\`, but \`${name}\` ${now} ${context.where(child)}. Correct the one that is wrong.`,
        fixes: bothWays(document, context.authority, {
          toDocument,
          toSchema:
            column && (is.from.optional ? setNotNull(child, column, context) : dropNotNull(child, column, context)),
        }),
        related: [{ at: key.origin, message: 'This key makes the relationship.' }],
      });
    }
  },
});
