import type { Span } from '../../base/span';
import type { Table } from '../../model/schema';
import type { SpecEntity, SpecFacts } from '../../spec/facts';
import { entityMatches, matcher } from '../../spec/resolve';
import { defineRule } from '../define-rule';
import { listed, spelledLike } from '../lib/names';
import { misnamed } from '../lib/similar';

const SCHEMA = 'CREATE TABLE customers (id uuid PRIMARY KEY);\nCREATE TABLE order_items (id uuid PRIMARY KEY);';

export default defineRule({
  id: 'unknown-entity',
  category: 'documents',
  since: '0.1.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['SPEC-unknown-entity', 'SHP-entity-missing', 'CON-table-missing', 'ERD-unknown-entity'],
  docs: {
    summary: 'What a data model or a contract describes and relates is a table of the schema.',
    why:
      'Readers build on the document: a table that it promises and the schema lacks is missed at run time. A relation to something that is ' +
      'neither described nor a table is mostly a slip, or what is left of an old name. Names are compared without regard to style and number: ' +
      '`OrderItem` is `order_items`. Placeholders such as `[Entity]` are left alone.',
    whenOff: 'While a document is written ahead of its schema.',
    references: [
      {
        title: 'Mermaid: Entity relationship diagrams',
        url: 'https://mermaid.js.org/syntax/entityRelationshipDiagram.html',
      },
    ],
  },
  examples: [
    {
      title: 'an entity without a table, and one with a slip in its name',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### Custmer\n- id: UUID (PK)\n\n### Wishlist\n- id: UUID (PK)\n',
      },
      reports: ['Custmer', 'Wishlist'],
      says: 'Did you mean `Customer`?',
    },
    {
      title: 'references and relations to nothing',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### OrderItem\n- id: UUID (PK)\n- customer_id: UUID (FK → Custoner.id)\n\n## Relationships\n- OrderItem N:1 Customer\n- Parcel 1:N OrderItem\n- Parcel 1:N Customer\n',
      },
      reports: ['Custoner', 'Parcel'],
    },
    {
      title: 'a table of a contract',
      sql: SCHEMA,
      document: {
        name: 'database-contracts.yaml',
        text: 'tables:\n  order_itms:\n    columns:\n      id:\n        type: uuid\n    relationships:\n      - name: buyer\n        type: many_to_one\n        foreign_table: customers\n        foreign_key: customer_id\n',
      },
      reports: ['order_itms'],
      fixed:
        'tables:\n  order_items:\n    columns:\n      id:\n        type: uuid\n    relationships:\n      - name: buyer\n        type: many_to_one\n        foreign_table: customers\n        foreign_key: customer_id\n',
    },
    {
      title: 'entities of a diagram',
      sql: SCHEMA,
      document: {
        name: 'erd.mmd',
        text: 'erDiagram\n  c[Customer] ||--o{ OrderItem : buys\n  OrderItem }o--|| Prodct : of\n  p[Parcel] {\n    int id\n  }\n',
      },
      reports: ['Prodct', 'p'],
      says: '`Prodct` is neither described',
    },
    {
      title: 'names in another style, and a table of a platform',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### Customer\n- id: UUID (PK)\n\n### ORDER_ITEM\n- id: UUID (PK)\n- customer_id: UUID (FK → customers.id)\n- editor_id: UUID (FK → auth.users(id))\n',
      },
      reports: [],
    },
    {
      title: 'a template that is not filled in yet',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### [Entity]\n- id: UUID (PK)\n- owner_id: UUID (FK → [Owner])\n\n## Relationships\n- [Entity] 1:N [Other]\n',
      },
      reports: [],
    },
    {
      title: 'a document of another schema: told once',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `# Data Model: Clinic\n\n## Entities\n\n${['Patient', 'Doctor', 'Ward', 'Visit'].map((name) => `### ${name}\n- id: UUID (PK)\n- name: TEXT\n\n`).join('')}`,
      },
      reports: ['Patient'],
      says: '4 of the entities',
    },
    {
      title: 'a diagram of something else in a text about anything',
      sql: SCHEMA,
      document: {
        name: 'README.md',
        text: '# Clinic\n\n```mermaid\nerDiagram\n  Patient ||--o{ Visit : has\n  Customer ||--o{ Visit : pays\n```\n',
      },
      reports: [],
    },
    {
      title: 'a slip in the diagram of a README',
      sql: SCHEMA,
      document: {
        name: 'README.md',
        text: '# Shop\n\n```mermaid\nerDiagram\n  CUSTOMER ||--o{ ORDER_ITEM : has\n  CUSTOMER ||--o{ ORDR : has\n```\n',
      },
      reports: ['ORDR'],
    },
    {
      title: 'no schema to compare with',
      sql: '',
      document: { name: 'DATA-MODEL.md', text: '# Data Model: Shop\n\n## Entities\n\n### Customer\n- id: UUID (PK)\n' },
      reports: [],
    },
  ],
  document(document, context) {
    const tables = [...context.described.tables()];
    const isTable = matcher(tables.map(({ name }) => name));
    // Without a schema, a contract of some tables says nothing about the others.
    if (tables.length === 0 && document.kind !== 'data model') return;
    const unknown = tables.length > 0 ? unknownEntities(document, isTable) : [];
    if (isAboutOther(document, unknown)) {
      const names = unknown.slice(0, 4).map(({ name }) => name);
      context.report({
        at: unknown[0]!.at,
        message: `The schema has no tables for ${unknown.length} of the entities here, such as ${listed(names)}. Add them, or check that the document belongs to this schema.`,
        atMost: 'info',
      });
      return;
    }
    for (const { name, at } of unknown) {
      const message = `The schema has no table for \`${name}\`, so anyone who builds on this document will miss it. Add it, or correct the name.`;
      const free = tables.filter((table) => !document.entities.some((each) => entityMatches(nameOf(each), table.name)));
      context.report(misnamed(at, message, name, spellings(name, free)));
    }
    for (const { name, at } of unknownReferences(document, tables, isTable)) {
      const message = `\`${name}\` is neither described in this document nor a table of the schema. Describe it, or correct the name.`;
      const described = document.entities.map((entity) => entity.name);
      context.report(misnamed(at, message, name, [...described, ...spellings(name, tables)]));
    }
  },
});

interface Unknown {
  readonly name: string;
  readonly at: Span;
}

/** Hardly anything of it is in this schema: it is about another one, or all of it is still to be made. */
function isAboutOther({ entities }: SpecFacts, unknown: readonly Unknown[]): boolean {
  const described = entities.filter(({ placeholder }) => !placeholder).length;
  return unknown.length > 3 && unknown.length * 4 > described * 3;
}

function nameOf({ name, table }: SpecEntity): string {
  return table?.name ?? name;
}

function unknownEntities({ entities }: SpecFacts, isTable: (name: string) => boolean): readonly Unknown[] {
  return entities
    .filter((entity) => !entity.placeholder && !isTable(nameOf(entity)))
    .map((entity) => ({ name: nameOf(entity), at: entity.table?.span ?? entity.nameSpan }));
}

/** Each name where it stands first. */
function unknownReferences(
  { entities, relations, diagrams }: SpecFacts,
  tables: readonly Table[],
  isTable: (name: string) => boolean,
): readonly Unknown[] {
  const names = new Map<string, Span>();
  const isDescribed = matcher(entities.flatMap((each) => [each.name, nameOf(each)]));
  const note = (entity: string, at: Span, written = entity) => {
    const known = isDescribed(entity) || isTable(entity) || isMadeElsewhere(entity, tables);
    // A column may follow in the same place.
    if (!known && !names.has(entity)) names.set(entity, { start: at.start, end: at.start + written.length });
  };
  for (const { columns } of entities) {
    for (const { placeholder, references } of columns) {
      if (references && !placeholder) note(references.entity, references.span);
    }
  }
  for (const { from, to, form } of relations) {
    if (form !== 'diagram') for (const { entity, span } of [from, to]) note(entity, span);
  }
  if (tables.length === 0 && entities.length === 0) return [];
  for (const { name, nameSpan, alias, body } of diagrams.flatMap((each) => each.entities)) {
    // What it shows with attributes a diagram describes.
    if (tables.length > 0 || !body) note(alias?.text ?? name, nameSpan, name);
  }
  return [...names].map(([name, at]) => ({ name, at }));
}

/** In a schema of which no table is known: that of a platform or another service. */
function isMadeElsewhere(entity: string, tables: readonly Table[]): boolean {
  const schema = entity.slice(0, Math.max(0, entity.lastIndexOf('.'))).toLowerCase();
  return schema !== '' && schema !== 'public' && !tables.some((table) => table.schema === schema);
}

/** The tables' names in the style of a document's, also in the singular. */
function spellings(sample: string, tables: readonly Table[]): readonly string[] {
  return tables.flatMap(({ name }) =>
    [name, name.replace(/ies$/, 'y'), name.replace(/es$/, ''), name.replace(/s$/, '')]
      .filter((each) => entityMatches(each, name))
      .map((each) => spelledLike(sample, each)),
  );
}
