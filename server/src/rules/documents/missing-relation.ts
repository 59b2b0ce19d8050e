import type { Constraint, Table } from '../../model/schema';
import type { SpecFacts, SpecRelation } from '../../spec/facts';
import { defineRule, type DocumentContext, type Fix } from '../define-rule';
import { writeCardinality } from '../lib/cardinality';
import { bothWays, nameIn, pairsOf } from '../lib/documents';
import { listed } from '../lib/names';
import { cardinalityOf, keysOf, relatedOf } from '../lib/related';

const SCHEMA =
  'CREATE TABLE users (id uuid PRIMARY KEY);\nCREATE TABLE orders (id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES users ON DELETE RESTRICT);\nCREATE TABLE notes (id uuid PRIMARY KEY, user_id uuid REFERENCES users, order_id uuid REFERENCES orders);';
const HEAD =
  '# Data Model: Shop\n\n## Entities\n\n### User\n- id: UUID (PK)\n\n### Order\n- id: UUID (PK)\n\n### Note\n- id: UUID (PK)\n\n## Relationships\n\n';

export default defineRule({
  id: 'missing-relation',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['REL-missing-row', 'DOC-all-relationships'],
  docs: {
    summary: 'A document that lists relationships lists each foreign key between what it describes.',
    why: 'A relationship that the list leaves out is not thought of when rows are deleted or moved. All that are missing are one finding. A relationship in a diagram, a list or a table counts, and so does a column that names the other entity.',
    whenOff: 'Where documents show only the relationships that matter.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
    ],
  },
  examples: [
    {
      title: 'in a list',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: `${HEAD}- User 1:N Order\n- Order 1:N Note\n` },
      reports: ['Order 1:N Note'],
      says: '`notes.user_id`',
      fixed: `${HEAD}- User 1:N Order\n- Order 1:N Note\n- User 1:N Note\n`,
    },
    {
      title: 'in a table',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}| From | To | Type | On delete |\n|---|---|---|---|\n| User | Note | One-to-many | NO ACTION |\n| Order | Note | One-to-many | NO ACTION |\n`,
      },
      reports: ['| Order | Note | One-to-many | NO ACTION |'],
      fixed: `${HEAD}| From | To | Type | On delete |\n|---|---|---|---|\n| User | Note | One-to-many | NO ACTION |\n| Order | Note | One-to-many | NO ACTION |\n| User | Order | One-to-many | RESTRICT |\n`,
    },
    {
      title: 'in a diagram',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}\`\`\`mermaid\nerDiagram\n    USER ||--o{ ORDER : places\n    ORDER |o--o{ NOTE : has\n\`\`\`\n`,
      },
      reports: ['ORDER |o--o{ NOTE : has'],
      fixed: `${HEAD}\`\`\`mermaid\nerDiagram\n    USER ||--o{ ORDER : places\n    ORDER |o--o{ NOTE : has\n    USER |o--o{ NOTE : "user_id"\n\`\`\`\n`,
    },
    {
      title: 'all, in whatever form',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}- User 1:N Order\n- Note N:1 Order\n\n### Note\n- user_id: UUID (FK → User)\n`,
      },
      reports: [],
    },
    {
      title: 'no relationships at all, and what is not described',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### User\n- id: UUID (PK)\n\n### Order\n- id: UUID (PK)\n',
      },
      reports: [],
    },
  ],
  document(document, context) {
    const related = relatedOf(document, context);
    const last = document.relations.at(-1);
    if (!last || related.length === 0 || document.kind !== 'data model') return;
    const told = new Set(related.flatMap(({ from, to }) => [`${from.key} ${to.key}`, `${to.key} ${from.key}`]));
    const pairs = pairsOf(document, context);
    for (const { entity, table } of pairs) {
      for (const { references } of entity.columns) {
        const target = references && context.tables.find({ name: references.entity });
        if (target) told.add(`${table.key} ${target.key}`);
      }
    }
    const described = new Set(pairs.map(({ table }) => table));
    const missing: Missing[] = [];
    for (const child of described) {
      for (const { key, parent } of keysOf(child, context.schema)) {
        if (!described.has(parent) || told.has(`${child.key} ${parent.key}`)) continue;
        told.add(`${child.key} ${parent.key}`);
        missing.push({ child, parent, key });
      }
    }
    if (missing.length === 0) return;
    const names = missing.map(({ child, key }) => `${child.name}.${key.columns.join(', ')}`);
    const more = names.length > 10 ? ` and ${names.length - 10} more` : '';
    context.report({
      at: last.span,
      message: `This document lists relationships, but not ${
        more === ''
          ? listed(names)
          : names
              .slice(0, 10)
              .map((name) => `\`${name}\``)
              .join(', ') + more
      }, which the schema has as ${names.length === 1 ? 'a foreign key. List it' : 'foreign keys. List them'} too.`,
      fixes: bothWays(document, context.authority, { toDocument: insertion(document, last, missing, context) }),
      related: missing.slice(0, 10).map(({ key }) => ({ at: key.origin, message: 'A foreign key of the schema.' })),
    });
  },
});

interface Missing {
  readonly child: Table;
  readonly parent: Table;
  readonly key: Constraint;
}

/** Writes relationships behind the last one, as that is written. */
function insertion(
  document: SpecFacts,
  last: SpecRelation,
  missing: readonly Missing[],
  context: DocumentContext<never>,
): Fix | undefined {
  const nameOf = nameIn(document, context, last.from.entity);
  const spell = (table: Table) => spelled(nameOf(table), last.from.entity);
  const table = document.outline?.tables.find(({ rows }) => rows.some(({ span }) => span.start === last.span.start));
  const lines = missing.map(({ child, parent, key }) => {
    const kind = writeCardinality(cardinalityOf(child, key), last.cardinality ?? '1:N');
    const [from, to] = [spell(parent), spell(child)];
    if (last.form === 'diagram') return `${from} ${kind} ${to} : "${key.columns.join(', ')}"`;
    if (last.form !== 'row' || !table) return `${from} ${kind} ${to}`;
    const cells: Readonly<Record<string, string>> = {
      from,
      to,
      relation: `${from} → ${to}`,
      cardinality: kind,
      onDelete: key.references!.onDelete.toUpperCase(),
      constraint: `\`${key.columns.join(', ')}\``,
    };
    return `|${table.roles.map((role) => (cells[role ?? ''] ? ` ${cells[role!]} ` : ' ')).join('|')}|`;
  });
  const before = context.written({ start: Math.max(0, last.span.start - 40), end: last.span.start });
  const lead = last.form === 'row' ? '' : (/[^\r\n]*$/.exec(before)?.[0] ?? '');
  const title =
    missing.length === 1
      ? `List \`${missing[0]!.key.columns.join(', ')}\``
      : `List the ${missing.length} relationships`;
  const at = { start: last.span.end, end: last.span.end };
  return { title, kind: 'suggestion', edits: [{ at, newText: lines.map((line) => `\n${lead}${line}`).join('') }] };
}

function spelled(name: string, like: string): string {
  return like === like.toUpperCase() && /\p{Lu}/u.test(like)
    ? name.replace(/(?<=[\p{Ll}\d])(?=\p{Lu})/gu, '_').toUpperCase()
    : name;
}
