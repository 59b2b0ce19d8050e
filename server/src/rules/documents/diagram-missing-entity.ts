import { entityLines, styleOf } from '../../spec/diagram/write';
import { defineRule } from '../define-rule';
import { attributeOf, marksOf, tablesOf } from '../lib/diagrams';
import { textOf } from '../lib/documents';
import { listed, spelledLike } from '../lib/names';
import { isOwnTable } from '../lib/tables';

const SCHEMA =
  'CREATE TABLE customers (id bigint PRIMARY KEY, email text);\n' +
  'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));\n' +
  'CREATE TABLE payments (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id));\n' +
  'CREATE TABLE coupons (id bigint PRIMARY KEY, code text);\n';

export default defineRule({
  id: 'diagram-missing-entity',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['ERD-missing-entity'],
  docs: {
    summary: 'An ER diagram that shows nearly all tables shows all of them.',
    why:
      'A diagram of the whole schema is where people look first. A table that was made later and never drawn stays unknown to them. A diagram that shows fewer ' +
      'than three in four tables of its schema is one of a part, and left alone.',
    whenOff: 'Where diagrams show a chosen part of the schema.',
    references: [
      {
        title: 'Mermaid: Entity relationship diagrams',
        url: 'https://mermaid.js.org/syntax/entityRelationshipDiagram.html',
      },
    ],
  },
  examples: [
    {
      title: 'a table that was never drawn',
      sql: SCHEMA,
      document: {
        name: 'erd.mmd',
        text: 'erDiagram\n  customers ||--o{ orders : place\n  orders ||--o{ payments : has\n',
      },
      reports: ['erDiagram'],
      says: '`coupons`',
      fixed: 'erDiagram\n  customers ||--o{ orders : place\n  orders ||--o{ payments : has\n  coupons\n',
    },
    {
      title: 'with its attributes, where the others have theirs',
      sql: SCHEMA,
      document: {
        name: 'erd.mmd',
        text: 'erDiagram\n  Customer {\n    bigint id PK\n    text email\n  }\n  Customer ||--o{ Order : places\n  Order ||--o{ Payment : has\n',
      },
      reports: ['erDiagram'],
      fixed:
        'erDiagram\n  Customer {\n    bigint id PK\n    text email\n  }\n  Customer ||--o{ Order : places\n  Order ||--o{ Payment : has\n  Coupons {\n    bigint id PK\n    text code\n  }\n',
    },
    {
      title: 'a diagram of a part',
      sql: SCHEMA,
      document: { name: 'erd.mmd', text: 'erDiagram\n  customers ||--o{ orders : place\n' },
      reports: [],
    },
    {
      title: 'all tables, and what a migration tool keeps',
      sql: `${SCHEMA}CREATE TABLE schema_migrations (version text PRIMARY KEY);\n`,
      document: {
        name: 'erd.mmd',
        text: 'erDiagram\n  CUSTOMER ||--o{ ORDER : places\n  ORDER ||--o{ PAYMENT : has\n  COUPON\n',
      },
      reports: [],
    },
  ],
  document(document, context) {
    const own = context.tables.all.filter((table) => isOwnTable(table) && table.partitionOf === undefined);
    for (const diagram of document.diagrams) {
      const shown = new Set(tablesOf(diagram, context.tables).values());
      const missing = own.filter((table) => !shown.has(table));
      if (missing.length === 0 || (own.length - missing.length) * 4 < own.length * 3) continue;
      const text = textOf(context);
      const style = styleOf(text, diagram);
      const sample = diagram.entities.find(({ attributes }) => attributes.length > 0);
      const marks = marksOf(diagram);
      const blocks = missing.map((table) => {
        const name = spelledLike(diagram.entities[0]!.name, table.name);
        return sample
          ? entityLines(name, table.columns.map((column) => attributeOf(table, column, sample, marks)), style) // prettier-ignore
          : style.indent + name;
      });
      context.report({
        at: { start: diagram.span.start, end: diagram.span.start + 'erDiagram'.length },
        message: `The diagram shows nearly all tables, but not ${listed(missing.map(({ name }) => name))}. Add ${missing.length > 1 ? 'them' : 'it'}, so that nobody takes it for all.`,
        fixes: [
          {
            title: missing.length > 1 ? `Add the ${missing.length} entities` : `Add \`${missing[0]!.name}\``,
            kind: 'suggestion',
            edits: [
              {
                at: { start: diagram.span.end, end: diagram.span.end },
                newText: blocks.map((block) => `\n${block}`).join(''),
              },
            ],
          },
        ],
      });
    }
  },
});
