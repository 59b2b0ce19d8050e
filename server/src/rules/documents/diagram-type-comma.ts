import { defineRule } from '../define-rule';

const diagram = (...lines: string[]) => ({
  name: 'erd.mmd',
  text: `erDiagram\n  orders {\n${lines.map((line) => `    ${line}\n`).join('')}  }\n`,
});

export default defineRule({
  id: 'diagram-type-comma',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  needs: 'document',
  covers: ['ERD-type-comma'],
  docs: {
    summary: 'Types in an ER diagram have no comma.',
    why:
      'Mermaid up to version 11.14 refuses `decimal(10,2)` and then draws nothing of the diagram. Wikis and older extensions still have such versions; newer ones ' +
      'take it.',
    whenOff: 'Where all who draw the diagram have a newer Mermaid.',
    references: [
      {
        title: 'Mermaid: Entity relationship diagrams',
        url: 'https://mermaid.js.org/syntax/entityRelationshipDiagram.html#attributes',
      },
    ],
  },
  examples: [
    {
      title: 'precision and scale',
      sql: '',
      document: diagram('int id PK', 'decimal(10,2) total "with tax"'),
      reports: ['decimal(10,2)'],
      says: '11.14',
      fixed: diagram('int id PK', 'decimal total "decimal(10,2); with tax"').text,
    },
    {
      title: 'without a comment',
      sql: '',
      document: diagram('numeric(5,4) rate UK', 'int id'),
      reports: ['numeric(5,4)'],
      fixed: diagram('numeric rate UK "numeric(5,4)"', 'int id').text,
    },
    { title: 'a length', sql: '', document: diagram('varchar(40) name', 'text[] tags'), reports: [] },
    { title: 'a comma between keys', sql: '', document: diagram('int id PK, FK "a, b"'), reports: [] },
  ],
  document(document, context) {
    for (const { name, nameSpan, type, keys, comment } of document.diagrams.flatMap(({ entities }) =>
      entities.flatMap(({ attributes }) => attributes),
    )) {
      const plain = type.text.replace(/\([^()]*,[^()]*\)/, '');
      if (plain === type.text || !type.text.includes(',')) continue;
      const end = keys.at(-1)?.span.end ?? nameSpan.end;
      const edit = comment
        ? { at: { start: comment.span.start, end: comment.span.start }, newText: `${type.text}; ` }
        : { at: { start: end, end }, newText: ` "${type.text}"` };
      context.report({
        at: type.span,
        message: `Mermaid up to 11.14 refuses the comma in the type of \`${name}\` and draws nothing then. Put it into the comment.`,
        fixes: [
          {
            title: `Write \`${plain}\`, and the whole type as a comment`,
            kind: 'suggestion',
            edits: [{ at: type.span, newText: plain }, edit],
          },
        ],
      });
    }
  },
});
