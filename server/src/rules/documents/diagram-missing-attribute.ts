import { insertAttributes, styleOf } from '../../spec/diagram/write';
import { columnMatches } from '../../spec/resolve';
import { defineRule } from '../define-rule';
import { attributeOf, marksOf, tablesOf } from '../lib/diagrams';
import { textOf } from '../lib/documents';
import { listed } from '../lib/names';
import { describe } from '../lib/tables';

const SCHEMA =
  'CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL, name text, created_at timestamptz);\n' +
  'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id), total numeric(12, 2), placed_at timestamptz);\n';

export default defineRule({
  id: 'diagram-missing-attribute',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['ERD-missing-attr'],
  docs: {
    summary: 'An entity of an ER diagram that shows its columns shows all of them.',
    why:
      'A diagram that shows nearly all columns of a table is taken for all of them, so that one that came later is overlooked. An entity that shows only keys, or ' +
      'fewer than half of its columns, is a chosen part and left alone.',
    whenOff: 'Where diagrams show a chosen part of each table.',
    references: [
      {
        title: 'Mermaid: Entity relationship diagrams',
        url: 'https://mermaid.js.org/syntax/entityRelationshipDiagram.html',
      },
    ],
  },
  examples: [
    {
      title: 'a column that came later',
      sql: SCHEMA,
      document: {
        name: 'erd.mmd',
        text: 'erDiagram\n    CUSTOMER {\n        bigint id PK\n        text email\n        timestamptz created_at\n    }\n',
      },
      reports: ['CUSTOMER'],
      says: '`name`',
      fixed:
        'erDiagram\n    CUSTOMER {\n        bigint id PK\n        text email\n        timestamptz created_at\n        text name\n    }\n',
    },
    {
      title: 'several, in the style of the diagram',
      sql: SCHEMA,
      document: { name: 'erd.mmd', text: 'erDiagram\n  Order { BIGINT id PK DATETIME placedAt }\n' },
      reports: ['Order'],
      fixed: 'erDiagram\n  Order { BIGINT id PK DATETIME placedAt BIGINT customerId NUMERIC total }\n',
    },
    {
      title: 'keys alone',
      sql: SCHEMA,
      document: {
        name: 'erd.mmd',
        text: 'erDiagram\n  orders {\n    bigint id PK\n    bigint customer_id FK\n  }\n  customers ||--o{ orders : has\n',
      },
      reports: [],
    },
    {
      title: 'all columns, and an entity with one of many',
      sql: SCHEMA,
      document: {
        name: 'erd.mmd',
        text: 'erDiagram\n  orders {\n    bigint id\n    bigint customerId\n    decimal total\n    datetime placedAt\n  }\n  customers {\n    string email\n  }\n',
      },
      reports: [],
    },
  ],
  document(document, context) {
    for (const diagram of document.diagrams) {
      const tables = tablesOf(diagram, context.tables);
      for (const entity of diagram.entities) {
        const { body, attributes } = entity;
        const table = tables.get(entity.name);
        if (!body || !table || table.open) continue;
        const shown = table.columns.filter(({ name }) => attributes.some((each) => columnMatches(each.name, name)));
        const missing = table.columns.filter((column) => !shown.includes(column));
        const onlyKeys = attributes.every(({ keys }) => keys.length > 0);
        if (missing.length === 0 || onlyKeys || shown.length * 2 < table.columns.length) continue;
        const text = textOf(context);
        const marks = marksOf(diagram);
        const written = missing.map((column) => attributeOf(table, column, entity, marks));
        context.report({
          at: entity.nameSpan,
          message: `The diagram shows most columns of ${describe(table)}, but not ${listed(missing.map(({ name }) => name))}. Add ${missing.length > 1 ? 'them' : 'it'}, so that nobody takes it for all.`,
          fixes: [
            {
              title: missing.length > 1 ? `Add the ${missing.length} attributes` : 'Add the attribute',
              kind: 'suggestion',
              edits: [insertAttributes(text, { ...entity, body }, written, styleOf(text, diagram))],
            },
          ],
        });
      }
    }
  },
});
