import { primaryKey } from '../../model/schema';
import { defineRule } from '../define-rule';
import { keysTo, relatedOf } from '../lib/related';

const SCHEMA =
  'CREATE TABLE users (id uuid PRIMARY KEY);\nCREATE TABLE orders (id uuid PRIMARY KEY, user_id uuid REFERENCES users);\nCREATE TABLE members (team uuid, user_id uuid REFERENCES users, PRIMARY KEY (team, user_id));';
const model = (relations: string) =>
  `# Data Model: Shop\n\n## Entities\n\n### User\n- id: UUID (PK)\n\n\`\`\`mermaid\nerDiagram\n${relations}\n\`\`\`\n`;

export default defineRule({
  id: 'identifying-relation',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'off' },
  needs: 'document',
  covers: ['ERD-identifying'],
  docs: {
    summary:
      'A diagram draws a continuous line where the foreign key is part of the primary key, and a dotted one elsewhere.',
    why: 'In Mermaid `--` says that a row cannot be told apart without the other one, and `..` that it can. Most diagrams draw `--` for everything, so this is only for those who mean it.',
    whenOff: 'Where lines are drawn as they come: it is off everywhere.',
    references: [
      {
        title: 'Mermaid: Identification',
        url: 'https://mermaid.js.org/syntax/entityRelationshipDiagram.html#identification',
      },
    ],
  },
  examples: [
    {
      title: 'a key of its own',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('  USER ||--o{ ORDER : places') },
      reports: ['||--o{'],
      fixed: model('  USER ||..o{ ORDER : places'),
    },
    {
      title: 'part of the key',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('  USER ||..o{ MEMBER : is') },
      reports: ['||..o{'],
      fixed: model('  USER ||--o{ MEMBER : is'),
    },
    {
      title: 'as it is',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('  USER ||..o{ ORDER : places\n  USER ||--o{ MEMBER : is') },
      reports: [],
    },
    {
      title: 'a list',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### User\n- id: UUID (PK)\n\n## Relationships\n- User 1:N Order\n',
      },
      reports: [],
    },
  ],
  document(document, context) {
    for (const { relation, from, to } of relatedOf(document, context)) {
      const line = relation.form === 'diagram' ? /--|\.\.|\.-|-\./.exec(relation.cardinality ?? '') : undefined;
      if (!line || !relation.cardinalitySpan || from === to) continue;
      const keys = [
        ...keysTo(to, from, context.schema).map((key) => [to, key] as const),
        ...keysTo(from, to, context.schema).map((key) => [from, key] as const),
      ];
      if (keys.length !== 1) continue;
      const [child, key] = keys[0]!;
      const is = key.columns.every((name) => primaryKey(child)?.columns.includes(name));
      if (is === (line[0] === '--')) continue;
      const newText = relation.cardinality!.replace(line[0], is ? '--' : '..');
      context.report({
        at: relation.cardinalitySpan,
        message: is
          ? `\`${child.name}.${key.columns.join(', ')}\` is part of the primary key, so the line should be continuous.`
          : `\`${child.name}\` has a key of its own, so the line should be dotted.`,
        fixes: [
          { title: `Change to \`${newText}\``, kind: 'suggestion', edits: [{ at: relation.cardinalitySpan, newText }] },
        ],
        related: [{ at: key.origin, message: 'The foreign key.' }],
      });
    }
  },
});
