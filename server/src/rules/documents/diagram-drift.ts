import { compareTypes } from '../../spec/resolve';
import type { Diagram, DiagramEntity } from '../../spec/diagram/facts';
import { primaryKey, type Table } from '../../model/schema';
import { defineRule, type DocumentContext, type Fix } from '../define-rule';
import { describedColumn } from '../lib/described';
import { columnOf } from '../lib/documents';
import { listed, spelledLike } from '../lib/names';
import { misnamed } from '../lib/similar';
import { describe } from '../lib/tables';
import { shortType } from '../lib/types';
import { attributeType } from '../../spec/write-diagram';

const SCHEMA =
  'CREATE TABLE plans (id uuid PRIMARY KEY, price_cents int NOT NULL, name text, active boolean);\nCREATE TABLE users (id uuid PRIMARY KEY, email text UNIQUE);';
const model = (diagram: string) =>
  `# Data Model: Billing\n\n## Entities\n\n### Plan\n- id: UUID (PK)\n\n\`\`\`mermaid\nerDiagram\n${diagram}\n\`\`\`\n`;

export default defineRule({
  id: 'diagram-drift',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['ERD-unknown-entity', 'ERD-missing-entity', 'ERD-missing-attr', 'ERD-extra-attr', 'ERD-required'],
  docs: {
    summary: 'The attributes that an ER diagram draws are the columns of the schema.',
    why:
      'A diagram is read first and kept up to date last. Compared are the entities that it draws with attributes: attributes that are no columns, types of ' +
      'another kind, and columns that it leaves out, if it draws more than half. Vague types (`string`, `int`) fit all of their kind.',
    whenOff: 'Where diagrams are sketches.',
    references: [
      {
        title: 'Mermaid: Entity relationship diagrams',
        url: 'https://mermaid.js.org/syntax/entityRelationshipDiagram.html',
      },
    ],
  },
  examples: [
    {
      title: 'another name, and another type',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: model('  PLAN {\n    uuid id PK\n    decimal price\n    timestamp name\n    bool active\n  }'),
      },
      reports: ['PLAN', 'price', 'timestamp'],
      says: '`price_cents`',
    },
    {
      title: 'a column that it leaves out',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: model('  PLAN {\n    uuid id PK\n    int price_cents\n    string name\n  }'),
      },
      reports: ['PLAN'],
      says: '`active`',
      fixed: model('  PLAN {\n    uuid id PK\n    int price_cents\n    string name\n    boolean active\n  }'),
    },
    {
      title: 'as it is',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: model(
          '  PLAN {\n    uuid id PK\n    int priceCents\n    string name\n    bool active\n  }\n  USER {\n    string email UK\n  }',
        ),
      },
      reports: [],
    },
    {
      title: 'without attributes',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('  PLAN ||--o{ USER : has\n  PLAN {\n  }') },
      reports: [],
    },
  ],
  document(document, context) {
    for (const diagram of document.diagrams) for (const entity of diagram.entities) check(diagram, entity, context);
  },
});

function check(diagram: Diagram, entity: DiagramEntity, context: DocumentContext<never>): void {
  const table =
    entity.attributes.length === 0 ? undefined : context.tables.find({ name: entity.alias?.text ?? entity.name });
  if (!table || table.open) return;
  const drawn = new Set(entity.attributes.map(({ name }) => columnOf(table, name)));
  const missing = table.columns.filter((column) => !drawn.has(column));
  if (missing.length > 0 && missing.length < table.columns.length / 2) {
    const one = missing.length === 1;
    context.report({
      at: entity.nameSpan,
      message: `${describe(table)} also has ${listed(missing.map(({ name }) => name))}, which the diagram leaves out. Draw ${one ? 'it' : 'them'} too.`,
      fixes: insertion(entity, table, missing, context),
      related: missing.map((column) => ({ at: column.nameOrigin, message: `\`${column.name}\` is made here.` })),
    });
  }
  for (const { name, nameSpan, type } of entity.attributes) {
    const column = columnOf(table, name);
    if (!column) {
      const message = `${describe(table)} has no column \`${name}\`, so the diagram shows what isn't there. Correct the name, or take it out.`;
      context.report(
        misnamed(
          nameSpan,
          message,
          name,
          missing.map((each) => spelledLike(name, each.name)),
        ),
      );
      continue;
    }
    const isEnum =
      !column.type.builtIn && context.schema.enum(column.type.name, column.typeOrigin.source.path) !== undefined;
    if (compareTypes(type.text, { display: column.type.display, isEnum }) !== 'different') continue;
    const newText = attributeType(shortType(column.type));
    context.report({
      at: type.span,
      message: `The diagram says ${type.text}, but \`${table.name}.${column.name}\` is \`${shortType(column.type)}\` ${context.where(table)}. Correct the one that is wrong.`,
      fixes: [{ title: `Change to \`${newText}\``, kind: 'suggestion', edits: [{ at: type.span, newText }] }],
      related: [{ at: column.typeOrigin, message: `\`${column.name}\` is \`${shortType(column.type)}\`.` }],
    });
  }
}

function insertion(
  entity: DiagramEntity,
  table: Table,
  missing: Table['columns'],
  context: DocumentContext<never>,
): readonly Fix[] {
  const last = entity.attributes.at(-1)!;
  const before = context.written({ start: Math.max(0, last.span.start - 80), end: last.span.start });
  const indent = /[^\r\n]*$/.exec(before)![0];
  if (indent.trim() !== '') return [];
  const keys = new Set(primaryKey(table)?.columns);
  const lines = missing.map((column) => {
    const { type, references, unique } = describedColumn(table, column, context.schema);
    const marks = [
      ...(keys.has(column.name) ? ['PK'] : []),
      ...(references ? ['FK'] : []),
      ...(unique ? ['UK'] : []),
    ].join(', ');
    return `\n${indent}${attributeType(type)} ${column.name} ${marks}`.trimEnd();
  });
  const at = { start: last.span.end, end: last.span.end };
  return [
    {
      title: missing.length === 1 ? `Draw \`${missing[0]!.name}\`` : `Draw the ${missing.length} columns`,
      kind: 'suggestion',
      edits: [{ at, newText: lines.join('') }],
    },
  ];
}
